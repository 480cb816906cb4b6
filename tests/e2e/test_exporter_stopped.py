"""Ctrl+C in the middle: one sentence, no traceback, and nothing that was not there before."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.programme import (
    environment,
    facts_of,
    make_programme,
    make_vault,
    read_events,
    read_mentor_frame,
)

from careernotes.domain.periods import Period
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import ReleaseLedger


class Impatient(Speech):
    """Somebody who presses Ctrl+C as soon as the attack begins."""

    def progress(self, done: float, step: str, *, left: float | None = None) -> None:
        super().progress(done, step, left=left)
        if step == "attack":
            raise KeyboardInterrupt


def test_stopping_during_the_attack_leaves_ledger_and_folder_as_they_were(tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "programme")
    vault = make_vault(tmp_path / "mine.careernotes", facts_of(14))
    paths = VaultPaths(vault.folder)
    with pytest.raises(KeyboardInterrupt), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        make_list(
            open_programme(programme.kit), Period.parse("2026-H1"), vault=paths, keys=keys,
            out=tmp_path / "out", speech=Impatient(as_json=True),
        )  # fmt: skip
    assert not (tmp_path / "out").exists()
    ledger = ReleaseLedger.open(paths.releases, read_mentor_frame(vault.keys)["releases"], create=False)
    assert ledger.all() == ()
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_process_that_is_stopped_says_so_in_one_sentence(tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "programme")
    vault = make_vault(tmp_path / "mine.careernotes", facts_of(14))
    with subprocess.Popen(
        [
            sys.executable, "-m", "careernotes.exporter", "list", "--kit", str(programme.kit), "--vault",
            str(vault.folder), "--period", "2026-H1", "--keys-stdin", "--json",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        # It waits for keys now, and none come: its input stays open, nothing but the signal ends it.
        assert b"closed" in process.stdout.readline()
        assert interrupted(process) == 130
        out, err = process.communicate(timeout=60)
    assert read_events(out.decode())[-1]["code"] == "CN418"
    assert b"Traceback" not in err


def interrupted(process: "subprocess.Popen[bytes]") -> int:
    """How it ended on Ctrl+C. Python loses a signal now and then in the middle of an import: whoever sees
    nothing happen presses again.
    """
    for _press in range(12):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(10)
    process.kill()
    raise AssertionError("Ctrl+C does not end it")
