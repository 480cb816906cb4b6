"""What goes by itself is announced in the window, where it can be kept: the vault program removes none of it.

And it says of folders with copies what the window says.
"""

import datetime as dt
import json
import os
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, ready, take_on

from careernotes.cli import commands
from careernotes.cli.__main__ import main
from careernotes.domain.conversations import NoteBody
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, retaining, unlocking
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.workplace import SystemClock
from careernotes.vault.audit import AuditCode

# The program goes by the clock of this computer.
TODAY = SystemClock().today()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault in which a working note was announced in time, and its day and its days of grace are over."""
    monkeypatch.setattr(commands.unlocking, "unlock", partial(unlocking.unlock, allow_test=True))
    clock = StoppedClock(TODAY - dt.timedelta(days=190))
    made = unlocking.create(
        tmp_path / "mentor.careernotes", passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=clock,
        allow_test=True,
    )  # fmt: skip
    desk = ready(made.desk)
    draft = start_session(desk, take_on(desk), held_on=desk.today)
    record_conversation(desk, replace(draft, record="The next step was the subject.", working="I was tired."))
    for _week in range(25):
        clock.forward(days=7)
        retaining.run(desk)
    clock.forward(days=4)
    retaining.run(desk)
    assert [line.due_on <= TODAY for line in retaining.going(desk)] == [True]
    desk.close()
    return tmp_path / "mentor.careernotes"


def run(*arguments: str | Path) -> int:
    read, write = os.pipe()
    os.write(write, PASSPHRASE.encode() + b"\n")
    os.close(write)
    return main(["--language", "en", *map(str, arguments), "--passphrase-fd", str(read)])


def test_no_verb_removes_what_the_rules_would(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in (["verify"], ["backup"], ["drill"], ["folders"], ["export", "--out", folder.parent / "out"]):
        assert run(verb[0], folder, *verb[1:]) == 0, capsys.readouterr()
    desk = commands.unlocking.unlock(folder, PASSPHRASE)
    assert desk.store.count(NoteBody) == 2
    assert len(retaining.going(desk)) == 1
    # The control: the window, which applies them, removes it at its next unlock.
    assert retaining.run(desk).removed == 1
    assert desk.store.count(NoteBody) == 1
    desk.close()


def test_the_help_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "Nothing goes by these rules here" in " ".join(capsys.readouterr().out.split())


def test_a_folder_is_said_to_be_gone_and_back_on_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = commands.unlocking.unlock(folder, PASSPHRASE)
    backups.back_up(desk, second=stick)
    desk.close()
    assert run("folders", folder) == 0
    assert "is connected" in capsys.readouterr().out
    assert run("folders", folder, "--gone", stick) == 7
    stick.rename(tmp_path / "drawer")
    today = TODAY.isoformat()
    for more, on in (([], ""), (["--gone", stick], today), ([], today), (["--there", stick], "")):
        assert run("folders", folder, "--json", *more) == 0
        (found,) = json.loads(capsys.readouterr().out.splitlines()[-1])["folders"]
        assert re.fullmatch("[0-9a-f]{16}", found.pop("number"))
        assert found == {"folder": str(stick), "copies": 1, "gone_on": on}
    assert run("folders", folder, "--gone", tmp_path / "another") == 7
    assert "CN583" in capsys.readouterr().err
    desk = commands.unlocking.unlock(folder, PASSPHRASE)
    codes = [entry.code for entry in desk.vault.trail.entries()]
    assert [code for code in codes if code >= AuditCode.COPIES_GONE] == [18, 19]
    desk.close()


def test_of_two_sticks_with_one_name_only_the_one_that_is_meant_is_said_to_be_gone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, marks = tmp_path / "stick", []
    for copies in (1, 2):
        stick.mkdir()
        desk = commands.unlocking.unlock(folder, PASSPHRASE)
        for _copy in range(copies):
            backups.back_up(desk, second=stick)
        desk.close()
        marks.append(next(stick.glob(".careernotes-*")).name)
        stick.rename(tmp_path / f"drawer {copies}")
    first, second = (mark[-16:] for mark in marks)
    assert run("folders", folder, "--gone", stick) == 7
    told = capsys.readouterr()
    assert sorted(told.out.splitlines()) == sorted(
        [f"{stick}: 1 copy, number {first}", f"{stick}: 2 copies, number {second}"]
    )
    assert "CN585" in told.err
    steps: list[tuple[str, str, str, str]] = [
        ("", "", "", ""), ("--gone", second, "", TODAY.isoformat()), ("--there", second, "", ""),
        ("--gone", first, TODAY.isoformat(), ""),
    ]  # fmt: skip
    for option, number, on_first, on_second in steps:
        assert run("folders", folder, "--json", *([option, number] if option else [])) == 0
        found = json.loads(capsys.readouterr().out.splitlines()[-1])["folders"]
        assert {each["number"]: (each["copies"], each["gone_on"]) for each in found} == {
            first: (1, on_first), second: (2, on_second),
        }  # fmt: skip
