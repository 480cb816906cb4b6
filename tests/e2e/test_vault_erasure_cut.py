"""careernotes-vault finishes an erasure that was killed half-way, whichever verb comes next, and says so."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.test_vault_program import HEADER, SOURCE, WORDS, run

from careernotes.domain.mentees import Mentee
from careernotes.services import unlocking
from careernotes.vault import erasure
from careernotes.vault.backup_shelf import files

KILLED = """
import os, signal, sys
from pathlib import Path
from careernotes.domain.mentees import Mentee
from careernotes.services import erasing, proving, unlocking

desk = unlocking.unlock(Path(sys.argv[1]), sys.argv[2], allow_test=True)
proving.prove(desk, sys.argv[2], allow_test=True)
(mentee,) = [each for each in desk.store.all(Mentee) if each.alias == sys.argv[3]]
erasing.erase_person(desk, mentee.mentee_id, forget=lambda _desk: os.kill(os.getpid(), signal.SIGKILL))
"""
ALIASES = ("Kestrel-71", "Siskin-73", "Tova-31")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault made on the command line with three people in it, and a backup with all of them."""
    folder = tmp_path / "v.careernotes"
    lines = [
        {"type": "mentee", "mentee_id": f"m{number}", "alias": alias, "created_on": "2026-03-02"}
        for number, alias in enumerate(ALIASES)
    ]
    (tmp_path / "in.jsonl").write_text(HEADER + "".join(f"{json.dumps(line)}\n" for line in lines))
    for call in (("create", folder), ("import", folder, tmp_path / "in.jsonl"), ("backup", folder)):
        assert run(*call).returncode == 0
    return folder


def kill_an_erasure(folder: Path, alias: str) -> set[bytes]:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), WORDS, alias],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    return {path.read_bytes() for path in files(folder / "backups")}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such end")
def test_an_erasure_killed_half_way_is_finished_by_the_next_verb_and_told(folder: Path) -> None:
    for alias, verb in zip(ALIASES, ("verify", "rekey"), strict=False):
        before = kill_an_erasure(folder, alias)
        assert before
        done = run(verb, folder, "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        told = [line for line in lines if line["event"] == "erasure_finished"]
        assert told == [{"event": "erasure_finished", "erasures": 1}], done.stdout
        # The backup that held them is gone; the one there is now was made without them.
        assert not before & {path.read_bytes() for path in files(folder / "backups")}
    again = run("verify", folder)
    assert again.returncode == 0
    assert "cut short" not in again.stdout
    desk = unlocking.unlock(folder, WORDS, allow_test=True)
    assert not erasure.unfinished(desk.store)
    assert [receipt.counts["residue"] for receipt in erasure.receipts(desk.store)] == [0, 0]
    assert [each.alias for each in desk.store.all(Mentee)] == ["Tova-31"]
    desk.close()
