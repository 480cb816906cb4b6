"""New keys cut short by a kill, while another program tries to come in: somebody can always open it."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, mentee

from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
from careernotes.vault.errors import AlreadyOpenError
from careernotes.vault.lifecycle import CreatedVault, open_with_passphrase
from careernotes.vault.open_vault import OpenVault

NEW = "another five words entirely different abacus"

# It says where it is and waits: right before the marker, and right after it.
NEW_KEYS = """
import sys
from pathlib import Path
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import rekey
from careernotes.vault.lifecycle import open_with_passphrase

vault = open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)
new = rekey.prepare(vault, sys.argv[3], KdfProfile.TEST, allow_test=True)
real = rekey.begin_move

def begin(*given):
    print("before", flush=True)
    sys.stdin.readline()
    marker = real(*given)
    print("after", flush=True)
    sys.stdin.readline()
    return marker

rekey.begin_move = begin
rekey.commit(new)
"""


@contextlib.contextmanager
def new_keys(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that gives the vault new keys and waits on the way; killed at the end."""
    command = [sys.executable, "-c", NEW_KEYS, str(folder), PASSPHRASE, NEW]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "before\n"
            yield process
        finally:
            process.kill()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "after\n"


def opened(folder: Path, passphrase: str) -> OpenVault | None:
    with contextlib.suppress(CareerNotesError):
        return open_with_passphrase(folder, passphrase, allow_test=True)
    return None


@pytest.mark.parametrize("stays", [True, False])
def test_a_kill_right_after_the_marker_leaves_a_vault_that_opens_with_everything_written(
    created: CreatedVault, folder: Path, stays: bool
) -> None:
    created.vault.close()
    written = 0
    with new_keys(folder) as process, contextlib.ExitStack() as stack:
        with contextlib.suppress(AlreadyOpenError):
            other = stack.enter_context(open_with_passphrase(folder, PASSPHRASE, allow_test=True))
            other.notes.put(mentee())
            written = 1
            if not stays:
                stack.close()
        go_on(process)
        process.kill()
        process.wait()
    vault = opened(folder, NEW) or opened(folder, PASSPHRASE)
    assert vault is not None
    with vault:
        assert vault.notes.count(Mentee) == written
        assert vault.integrity().fine
    assert not (folder / "rekey").exists()
