"""Ctrl+C in the middle: one sentence, no traceback, and nothing that was not there before.

Of a pool: the ledger is what it was, and another try gives what an undisturbed one gives, byte for byte.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.programme import (
    ROOT,
    Programme,
    contribute_here,
    environment,
    facts_of,
    make_programme,
    make_vault,
    passphrase_frame,
    read_events,
    read_mentor_frame,
)

from careernotes.domain.periods import Period
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.exporter.stopping import listen_for_stop
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import ReleaseLedger

CHEAP = "tests.e2e.cheap_exporter"


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
    """How it ended on Ctrl+C. While it waits for keys a lost one is not heard: people press again."""
    for _press in range(6):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(10)
    process.kill()
    raise AssertionError("Ctrl+C does not end it")


def filled_pool(folder: Path) -> Programme:
    """A programme with nine contributions; what a guess costs is no claim of those who use it (CHEAP)."""
    programme = make_programme(folder)
    for number in range(9):
        vault = make_vault(folder / f"m{number}.careernotes", facts_of(8, first=100 * number + 1))
        contribute_here(programme, vault, programme.inbox / f"{number}.cncontrib")
    return programme


class Deaf(Speech):
    """Somebody presses Ctrl+C where Python drops the exception: while an object is finalised."""

    def progress(self, done: float, step: str, *, left: float | None = None) -> None:
        super().progress(done, step, left=left)
        if step == "attack":
            with contextlib.suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("listens", [True, False])
def test_a_stop_that_was_lost_is_heard_at_the_next_step(tmp_path: Path, listens: bool) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", facts_of(14))
    programme = open_programme(make_programme(tmp_path / "programme").kit)
    before = signal.getsignal(signal.SIGINT)
    if listens:
        listen_for_stop()
    try:
        with MentorKeys(**read_mentor_frame(vault.keys)) as keys:
            heard = pytest.raises(KeyboardInterrupt) if listens else contextlib.nullcontext()
            with heard:
                make_list(
                    programme, Period.parse("2026-H1"), vault=VaultPaths(vault.folder), keys=keys,
                    out=tmp_path / "out", speech=Deaf(as_json=True),
                )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)
    # Control: without listening the list is written although somebody asked to stop.
    assert (tmp_path / "out").exists() is not listens


def releasing(programme: Programme, out: Path) -> list[str]:
    """The command that releases the report."""
    return [
        sys.executable, "-m", CHEAP, "pool", "--kit", str(programme.kit), "--key",
        str(programme.trustee), "--inbox", str(programme.inbox), "--ledger", str(programme.ledger),
        "--period", "2026-H1", "--release", "--out", str(out), "--keys-stdin", "--json",
    ]  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.long
def test_a_pool_that_is_stopped_in_the_attack_releases_nothing_and_can_be_run_again(tmp_path: Path) -> None:
    programme = filled_pool(tmp_path / "pool")
    undisturbed = Programme(folder=shutil.copytree(programme.folder, tmp_path / "undisturbed"))
    looked = programme.pool_process("--keys-stdin", stdin=passphrase_frame(), module=CHEAP)
    assert looked.code == 0
    before = {**contents(programme.ledger), "key": programme.trustee.read_bytes()}

    with subprocess.Popen(
        releasing(programme, tmp_path / "out"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**environment(), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(passphrase_frame())
        process.stdin.close()
        for line in process.stdout:
            if b'"attack"' in line:
                process.send_signal(signal.SIGINT)
                break
        rest, told = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert read_events(rest.decode())[-1]["code"] == "CN418"
    assert not (tmp_path / "out").exists()
    assert {**contents(programme.ledger), "key": programme.trustee.read_bytes()} == before

    for each, out in ((programme, tmp_path / "again"), (undisturbed, tmp_path / "control")):
        done = each.pool_process(
            "--keys-stdin", "--release", "--out", out, stdin=passphrase_frame(), module=CHEAP
        )
        assert done.code == 0, done.out
    assert contents(tmp_path / "again") == contents(tmp_path / "control")
