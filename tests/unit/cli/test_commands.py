"""What the vault program leaves behind when it fails half-way."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, ready, take_on

from careernotes.cli import commands
from careernotes.cli.console import Console
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import proving, trail, unlocking
from careernotes.services.desk import Desk
from careernotes.vault.errors import DiskFullError


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "mentor.careernotes"
    made = unlocking.create(folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    yield ready(made.desk)
    made.desk.close()


@pytest.mark.parametrize("failure", [DiskFullError(), KeyboardInterrupt()], ids=["full disk", "stopped"])
def test_no_readable_file_stays_that_no_line_of_the_trail_names(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    take_on(desk, "Mira-07")
    proving.prove(desk, PASSPHRASE, allow_test=True)
    out, seen = tmp_path / "out.jsonl", []

    @contextlib.contextmanager
    def opened(*_given: object) -> Iterator[Desk]:
        yield desk

    def fail(*_given: object) -> str:
        seen.append(out.read_text(encoding="utf-8"))
        raise failure

    monkeypatch.setattr(commands, "opened", opened)
    monkeypatch.setattr(trail, "note", fail)
    with pytest.raises(type(failure)):
        commands.give_out(argparse.Namespace(out=out), Console(json_lines=True))
    assert "Mira-07" in seen[0]
    assert not out.exists()
