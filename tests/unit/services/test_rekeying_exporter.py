"""An exporter that outlived its window makes its entry while the vault is given new keys: nothing is lost."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on
from tests.unit.services.kits import kit_file
from tests.unit.services.test_exporting import HALF, meet

from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keypipe import FrameKind, write_frame
from careernotes.services import first_steps, rekeying, unlocking
from careernotes.services.desk import Desk
from careernotes.services.exporter_process import environment
from careernotes.vault import rekey, restore
from careernotes.vault.backup import make_backup
from careernotes.vault.backup_errors import ChangedMeanwhileError
from careernotes.vault.backup_shelf import files
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.ledger_memory import check_ledger, opened_ledger
from careernotes.vault.restore import restore_with_passphrase

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there anyway")

# The exporter itself; it says when it has decided to make its entry, and waits before it does.
EXPORTER = """
import os, sys
from careernotes.exporter.__main__ import main
from careernotes.vault.releases import ReleaseLedger

told, asked, weak = int(sys.argv.pop(1)), int(sys.argv.pop(1)), sys.argv.pop(1) == "weak"
real = ReleaseLedger.append

def append(*given):
    os.write(told, b"x")
    os.read(asked, 1)
    return real(*given)

ReleaseLedger.append = append
if weak:
    ReleaseLedger._refuse_left = lambda _ledger: None
sys.exit(main(sys.argv[1:]))
"""


class Exporter:
    """One that has everything but its entry."""

    def __init__(self, process: subprocess.Popen[bytes], go_on: int, out: Path) -> None:
        self._process, self._go_on, self.out = process, go_on, out
        self.said = b""

    def let_go(self) -> None:
        """It makes its entry now."""
        os.write(self._go_on, b"x")

    def ended(self) -> bool:
        """Waits for its end; whether it let something out, which it says and has written."""
        self.said, _nothing = self._process.communicate(timeout=60)
        written = self.out.is_file()
        assert written == (self._process.returncode == 0)
        return written

    def end(self) -> bool:
        """Both."""
        self.let_go()
        return self.ended()


@pytest.fixture
def programme(desk: Desk, tmp_path: Path) -> Desk:
    """A mentor in a programme with something to contribute, and nothing contributed yet."""
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    meet(desk, take_on(desk, "Mira-07", counted_general=True), "net.sponsor")
    return desk


@pytest.fixture
def exporter(programme: Desk, tmp_path: Path) -> Iterator[Exporter]:
    with waiting(programme, tmp_path / "mine.cncontrib") as found:
        yield found


@contextlib.contextmanager
def waiting(desk: Desk, out: Path, how: str = "as built") -> Iterator[Exporter]:
    """Started with the keys of this vault, and on by itself when that is closed."""
    assert desk.kit is not None
    paths = desk.vault.paths
    (told, tells), (asked, asks) = os.pipe(), os.pipe()
    command = [sys.executable, "-c", EXPORTER, str(tells), str(asked), how]
    command += ["contribute", "--keys-stdin", "--json"]
    command += ["--vault", str(paths.folder), "--kit", str(paths.kit_of(desk.kit.kit_hash))]
    command += ["--period", str(HALF), "--out", str(out)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), pass_fds=(tells, asked),
        bufsize=0,
    ) as process:  # fmt: skip
        try:
            os.close(tells)
            assert process.stdin is not None
            with desk.vault.keys as keys:
                write_frame(process.stdin, FrameKind.MENTOR, (keys.themes, keys.releases, keys.sign))
            assert os.read(told, 1) == b"x"
            yield Exporter(process, asks, out)
        finally:
            process.kill()
            for each in (told, asked, asks):
                os.close(each)


def begun(desk: Desk) -> rekeying.NewSheet:
    return rekeying.begin(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)


def entries(folder: Path) -> int:
    """How many entries the list in force has; the vault opens, and is whole."""
    desk = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    try:
        assert desk.vault.integrity().fine
        check_ledger(desk.vault)
        with opened_ledger(desk.vault) as ledger:
            return len(ledger.heads()) - 1
    finally:
        desk.close()


def at(step: str, then: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """At the beginning of one step of the move, something happens."""
    real = getattr(rekey, step)

    def first(*given: Any) -> Any:
        monkeypatch.setattr(rekey, step, real)
        then()
        return real(*given)

    monkeypatch.setattr(rekey, step, first)


@pytest.mark.long
def test_an_entry_made_while_the_files_are_copied_stops_the_change(
    programme: Desk, exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[bool] = []
    at("blur_in_force", lambda: done.append(exporter.end()), monkeypatch)
    new = begun(programme)
    assert done == [True]
    with pytest.raises(ChangedMeanwhileError):
        rekeying.finish(programme, new)
    programme.close()
    assert entries(programme.vault.paths.folder) == 1


@pytest.mark.long
def test_an_entry_made_before_the_new_keys_are_in_force_stops_the_change(
    programme: Desk, exporter: Exporter
) -> None:
    new = begun(programme)
    assert exporter.end()
    with pytest.raises(ChangedMeanwhileError):
        rekeying.finish(programme, new)
    programme.close()
    assert entries(programme.vault.paths.folder) == 1


@pytest.mark.parametrize(
    "step",
    [
        "finish_move",
        pytest.param("begin_move", marks=pytest.mark.long),
        pytest.param("_refuse_company", marks=pytest.mark.long),
    ],
)
def test_an_entry_made_on_the_way_is_refused_and_nothing_was_let_out(
    programme: Desk, exporter: Exporter, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    new, out = begun(programme), list[bool]()
    at(step, exporter.let_go if step == "begin_move" else lambda: out.append(exporter.end()), monkeypatch)
    rekeying.finish(programme, new)
    assert out or not exporter.ended()
    assert out in ([], [False])
    assert entries(programme.vault.paths.folder) == 0


@pytest.mark.long
def test_an_entry_made_after_a_kill_between_marker_and_move_is_refused_and_the_vault_opens(
    programme: Desk, exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = begun(programme)

    class KilledError(Exception):
        pass

    def kill(*_given: object) -> None:
        raise KilledError

    monkeypatch.setattr(rekey, "_refuse_company", kill)
    with pytest.raises(KilledError):
        rekeying.finish(programme, new)
    assert not exporter.end()
    assert entries(programme.vault.paths.folder) == 0


@pytest.mark.long
def test_an_exporter_that_still_has_the_old_list_open_makes_no_entry_nobody_will_read(
    programme: Desk, exporter: Exporter
) -> None:
    rekeying.finish(programme, begun(programme))
    assert not exporter.end()
    assert b"CN143" in exporter.said
    assert entries(programme.vault.paths.folder) == 0


def test_without_its_look_at_the_marker_the_owner_is_shut_out(
    programme: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same, right before the files are moved."""
    with waiting(programme, tmp_path / "mine.cncontrib", "weak") as exporter:
        at("finish_move", exporter.end, monkeypatch)
        with pytest.raises(DamagedVaultError):
            rekeying.finish(programme, begun(programme))
    with pytest.raises(DamagedVaultError):
        entries(programme.vault.paths.folder)


def restore_from_backup(desk: Desk) -> None:
    (backup,) = files(desk.vault.paths.backups)
    into = desk.vault.paths.folder
    restore_with_passphrase(backup, into, PASSPHRASE, allow_test=True, make_way=desk.close)


def test_an_entry_made_while_a_backup_is_brought_back_goes_along(
    programme: Desk, exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(programme.vault)
    real = restore.take_backups

    def late(*given: Any) -> None:
        assert exporter.end()
        real(*given)

    monkeypatch.setattr(restore, "take_backups", late)
    restore_from_backup(programme)
    assert entries(programme.vault.paths.folder) == 1


@pytest.mark.long
def test_an_exporter_whose_vault_went_aside_makes_no_entry_nobody_will_read(
    programme: Desk, exporter: Exporter
) -> None:
    make_backup(programme.vault)
    restore_from_backup(programme)
    assert not exporter.end()
    assert b"CN143" in exporter.said
    assert entries(programme.vault.paths.folder) == 0
