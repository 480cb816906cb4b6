"""Beside an invented programme a newcomer is its trustee with one key; anywhere else nothing is filled in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE, Programme, contribute_here, facts_of, make_programme
from tests.e2e.programme import make_vault as make_counted_vault
from tests.e2e.together import MENTORS, make_pair
from tests.gui.conftest import make_vault, wait_quiet
from tests.gui.report_steps import open_pool

from careernotes.gui.controllers.shell import ShellController
from careernotes.sealing.kdf import KdfProfile

Begin = Callable[..., ShellController]
FILLED = {
    "kit": "kit.cnkit", "key": "ledger-to-try/trustee.cnkey", "inbox": "inbox", "ledger": "ledger-to-try",
}  # fmt: skip


def invented(folder: Path, profile: KdfProfile = KdfProfile.TEST) -> Path:
    """A vault with the files of a programme beside it, laid out like the demo."""
    programme = make_programme(folder / "programme", profile)
    (programme.folder / "TRUSTEE-PASSPHRASE.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return make_vault(folder / "mentor.careernotes")


def test_the_form_is_filled_and_says_whose_files_these_are(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    view = open_pool(qtbot, start(invented(tmp_path), demo=True))
    for name, file in FILLED.items():
        assert getattr(view.form, name).text() == str(tmp_path / "programme" / file)
    assert view.form.period.text() == "2026-H1"
    assert view.form.passphrase.text() == PASSPHRASE
    assert "invented programme" in view.banner.text
    assert view.form.isVisible()
    assert view.header.title.text() == "For the trustee"
    view.show_answers(shown=True)
    assert view.header.title.text() == view.accessibleName() == "What HR will see"


@pytest.mark.long
def test_one_key_shows_the_report_of_the_invented_programme(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    folder = invented(tmp_path, KdfProfile.FLOOR)
    programme = Programme(folder=tmp_path / "programme")
    for number in range(9):
        vault = make_counted_vault(tmp_path / f"m{number}.careernotes", facts_of(8, first=100 * number + 1))
        contribute_here(programme, vault, programme.inbox / f"{number}.cncontrib")
    shell = start(folder, demo=True)
    view = open_pool(qtbot, shell)
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # The attack on the report takes the time it takes, and more on a busy computer.
    qtbot.waitUntil(view.form.isHidden, timeout=120_000)
    wait_quiet(qtbot, shell)
    assert view.form.passphrase.text() == ""
    assert not programme.ledger.exists()
    # Somebody who does not see the page hears that it is there, and how much of it is not shown.
    assert shell.announcer.last.startswith("The report is there.")
    assert "withheld" in shell.announcer.last


@pytest.mark.parametrize("beside", [True, False])
def test_without_demo_or_without_such_files_nothing_is_filled(
    qtbot: QtBot, start: Begin, tmp_path: Path, *, beside: bool
) -> None:
    folder = invented(tmp_path) if beside else make_vault(tmp_path / "mentor.careernotes")
    view = open_pool(qtbot, start(folder, demo=not beside))
    for name in (*FILLED, "period", "passphrase"):
        assert getattr(view.form, name).text() == ""
    assert view.banner.text == ""


@pytest.mark.long
@pytest.mark.usefixtures("cheap_exporter")
def test_the_trustee_writes_the_list_and_opens_the_pool_with_the_leads_sum(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    pair = make_pair(tmp_path / "programme")
    shell = start(make_vault(tmp_path / "mentor.careernotes"))
    view = open_pool(qtbot, shell)
    view.form.fill(
        {
            "kit": str(pair.programme.kit), "key": str(pair.programme.trustee), "period": "2026-H1",
            "inbox": str(pair.inbox("trustee")), "enrolled": str(pair.mentors("trustee")),
        }
    )  # fmt: skip
    qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
    view.form.list_asked.emit(str(pair.list_file))
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(pair.list_file.is_file)
    assert str(MENTORS) in view.banner.text
    assert view.form.passphrase.text() == ""
    assert pair.sum().code == 0
    view.form.fill({"sum": str(pair.sum_file), "ledger": str(pair.ledger("trustee"))})
    qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(view.form.isHidden)
