"""An erasure that was killed between the removal and its receipt is finished at the next unlock."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on
from tests.unit.vault.pages import decrypted_pages

from careernotes.domain.mentees import Mentee
from careernotes.services import erasing, unlocking
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.erasing import ResidueError
from careernotes.vault import erasure, erasure_proof
from careernotes.vault.backup import make_backup
from careernotes.vault.backup_shelf import files
from careernotes.vault.keeping import SettingName

CANARY = "zanzibarcanary"
ROOT = Path(__file__).parents[3]
CHILD = """
import os, signal, sys
from pathlib import Path
from careernotes.domain.mentees import Mentee
from careernotes.services import erasing, proving, unlocking
from careernotes.vault import erasure_proof

folder, passphrase, moment = sys.argv[1:]
desk = unlocking.unlock(Path(folder), passphrase, allow_test=True)
proving.prove(desk, passphrase, allow_test=True)
(mentee,) = [each for each in desk.store.all(Mentee) if "canary" in each.alias]


def die(*_said):
    os.kill(os.getpid(), signal.SIGKILL)


def forget(desk):
    if moment == "before the backups":
        die()
    done = erasing.forget_in_backups(desk)
    if moment == "after the backups":
        die()
    return done


if moment == "before the look":
    erasure_proof.prove_gone = die
erasing.erase_person(desk, mentee.mentee_id, forget=forget)
"""


@pytest.fixture
def folder(desk: Desk) -> Path:
    """A closed vault with somebody to erase, somebody who stays, and a backup with both."""
    for alias in (f"{CANARY}-07", "Tova-31"):
        key = take_on(desk, alias)
        for _time in range(6):
            text = f"We spoke at length about the plans that {alias} made together with me. " * 5
            record_conversation(desk, replace(start_session(desk, key), record=text))
    make_backup(desk.vault)
    desk.close()
    return desk.vault.paths.folder


def killed(folder: Path, moment: str) -> None:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), PASSPHRASE, moment],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def again(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def kept(desk: Desk) -> set[bytes]:
    """What every backup holds; two made in one second have one name."""
    return {path.read_bytes() for path in files(desk.vault.paths.backups)}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such end")
@pytest.mark.parametrize("moment", ["before the look", "before the backups", "after the backups"])
def test_a_killed_erasure_is_finished_at_the_next_unlock(folder: Path, moment: str) -> None:
    killed(folder, moment)
    desk = again(folder)
    (before,) = erasure.receipts(desk.store)
    assert ("residue" in before.counts) == (moment != "before the look")
    assert erasure.unfinished(desk.store) == (before.number,)
    old = kept(desk) if moment != "after the backups" else set()
    assert erasing.finish_waiting(desk).number == 1
    (receipt,) = erasure.receipts(desk.store)
    assert receipt.counts["residue"] == 0
    assert receipt.counts["pages_read"] > 0
    assert receipt.counts["session"] == 6
    assert kept(desk)
    assert not old & kept(desk)
    assert [each.alias for each in desk.store.all(Mentee)] == ["Tova-31"]
    assert desk.vault.integrity().fine
    assert erasing.finish_waiting(desk).number == 0
    with desk.vault.keys as keys:
        desk.close()
        pages = decrypted_pages(desk.vault.paths.notes, keys.notes)
    assert any(b"Tova-31" in page for page in pages)
    assert not any(CANARY.encode() in page for page in pages)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such end")
def test_without_the_writing_anew_what_is_left_between_the_rows_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(folder, "before the look")
    desk = again(folder)
    connection = desk.vault.notes.connection()

    def spoil(_connection: object) -> None:
        # A weakened build: text of a removed row stays on the pages.
        connection.set_authorizer(None)
        connection.execute("PRAGMA main.secure_delete=OFF")
        with desk.store.transaction():
            text = f"the wide {CANARY} words that were told once before " * 60
            desk.store.set_setting(SettingName.LAYOUT, text)
        with desk.store.transaction():
            desk.store.set_setting(SettingName.LAYOUT, "")

    monkeypatch.setattr(erasure_proof, "rewrite", spoil)
    with pytest.raises(ResidueError):
        erasing.finish_waiting(desk)
    desk.close()
