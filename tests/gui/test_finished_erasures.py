"""An erasure that was cut short is finished at the next unlock, and the window says what it did not reach."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, make_vault, unlock_by_typing, wait_quiet
from tests.gui.people_life import fill_desk

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.shell import ShellController
from careernotes.services import backups, erasing, proving
from careernotes.services.desk import Desk
from careernotes.vault.backup_forgetting import Forgotten


def backed_up(stick: Path, desk: Desk) -> None:
    backups.choose_second_folder(desk, stick)
    assert backups.back_up(desk).copied is not None


def cut_short(desk: Desk) -> None:
    def cut(_desk: Desk) -> Forgotten:
        raise KeyboardInterrupt

    proving.prove(desk, PASSPHRASE, allow_test=True)
    with pytest.raises(KeyboardInterrupt):
        erasing.erase_person(desk, desk.store.all(Mentee)[0].mentee_id, forget=cut)


@pytest.mark.parametrize("there", [True, False])
def test_what_a_late_erasure_did_not_reach_is_told_in_the_window(
    qtbot: QtBot, start: Callable[..., ShellController], tmp_path: Path, *, there: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    vault = make_vault(tmp_path / "mentor.careernotes", fill_desk, partial(backed_up, stick), cut_short)
    (copied,) = stick.glob("careernotes-*")
    if not there:
        shutil.rmtree(stick)
    shell = start(vault)
    unlock_by_typing(qtbot, shell)
    wait_quiet(qtbot, shell)
    frame = shell.frame
    assert frame is not None
    qtbot.waitUntil(lambda: "cut short" in frame.problem.text)
    assert ("copies are gone" in frame.problem.text) == there
    assert (copied.name in frame.problem.text) == (not there)
