"""New keys cut short by a kill, while another program tries to come in: somebody can always open it."""

import contextlib
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import entering, moving, rekey
from careernotes.vault.audit import OpenedWith, epoch_seconds
from careernotes.vault.backup_errors import OldPassphraseError
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.entering import enter
from careernotes.vault.errors import AlreadyOpenError
from careernotes.vault.lifecycle import CreatedVault, open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

NEW = "another five words entirely different abacus"

# It says where it is and waits: right before the marker, right after it, with the old files
# closed, and when it has seen that nobody else has them open.
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

company = rekey._refuse_company

def closed(paths):
    print("closed", flush=True)
    sys.stdin.readline()
    company(paths)

finish = rekey.finish_move

def moving(*given):
    print("moving", flush=True)
    sys.stdin.readline()
    finish(*given)

rekey.begin_move, rekey._refuse_company, rekey.finish_move = begin, closed, moving
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


def go_on(process: subprocess.Popen[str], to: str) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == f"{to}\n"


def tried(folder: Path, passphrase: str = PASSPHRASE) -> OpenVault:
    return open_with_passphrase(folder, passphrase, allow_test=True)


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in moving.FILES}


def test_after_a_kill_in_a_change_of_both_new_files_keys_can_be_changed_again(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    """SQLite names both journals of such a change in a file of its own, and a kill leaves it there."""
    created.vault.close()
    left = folder / "rekey"
    left.mkdir()
    for name in ("notes.db", "notes.db-journal", "themes.db", "notes.db-mj209D1D950"):
        (left / name).write_bytes(b"left by a kill")
    with tried(folder) as vault:
        assert not left.exists()
        # Also where it comes to lie there while the vault is open.
        left.mkdir()
        (left / "notes.db-mj209D1D950").write_bytes(b"left by a kill")
        rekey.commit(rekey.prepare(vault, NEW, KdfProfile.TEST, allow_test=True))
    with tried(folder, NEW) as vault:
        assert vault.integrity().fine
    assert not left.exists()


def test_a_kill_right_after_the_marker_leaves_a_vault_that_opens_with_everything_written(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    """Another program comes in neither before the marker nor after it: it could write what is left behind."""
    created.vault.close()
    with new_keys(folder) as process:
        with pytest.raises(AlreadyOpenError):
            tried(folder)
        go_on(process, "after")
        with pytest.raises(OldPassphraseError):
            tried(folder)
        process.kill()
        process.wait()
    with tried(folder, NEW) as vault:
        assert [each.alias for each in vault.notes.all(Mentee)] == ["Robin 1"]
        assert vault.integrity().fine
    assert not (folder / "rekey").exists()


def test_a_program_that_looked_before_the_marker_and_opens_after_it_changes_no_byte(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is held between its two looks: nobody else has the vault open when it goes on, and the files that
    it opens by the old keys are still there.
    """
    master = created.vault.reveal_master()
    created.vault.close()
    copy = folder.with_name("copy.careernotes")
    real, looks = entering.open_stores, list[bool]()

    with new_keys(folder) as process:

        def held(paths: VaultPaths, *given: Any, **named: Any) -> Any:
            looks.append((folder / "rekey" / "ready").exists())
            go_on(process, "after")
            go_on(process, "closed")
            shutil.copytree(folder, copy)
            return real(paths, *given, **named)

        with monkeypatch.context() as hold:
            hold.setattr(entering, "open_stores", held)
            with pytest.raises(OldPassphraseError):
                tried(folder)
        assert looks == [False]
        assert files_of(folder) == files_of(copy)
        process.kill()
        process.wait()
    before = files_of(copy)
    # The control: with neither look it goes on, and writes into files that are to be left behind.
    monkeypatch.setattr(entering, "_refuse_old_keys", lambda *_given: None)
    enter(
        VaultPaths(copy), master, tokens=secrets.token_bytes, how=OpenedWith.PASSPHRASE, now=epoch_seconds
    ).close()
    assert files_of(copy) != before
    tried(folder, NEW).close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there anyway")
def test_a_program_that_opens_the_old_files_right_before_they_are_moved_does_not_go_on_with_them(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its second look the marker has come and gone, and what it has open is in no folder any more."""
    created.vault.close()
    real, after = entering.open_stores, list[dict[str, bytes]]()

    with new_keys(folder) as process:

        def held(*given: Any, **named: Any) -> Any:
            for step in ("after", "closed", "moving"):
                go_on(process, step)
            opened = real(*given, **named)
            process.communicate("\n", timeout=20)
            assert process.returncode == 0
            after.append(files_of(folder))
            return opened

        with monkeypatch.context() as hold:
            hold.setattr(entering, "open_stores", held)
            with pytest.raises(OldPassphraseError):
                tried(folder)
    assert not (folder / "rekey").exists()
    assert after == [files_of(folder)]
    with tried(folder, NEW) as vault:
        assert vault.integrity().fine
        assert not vault.notices


# It finishes the move and stays in the vault until it is told to go.
SECOND = """
import sys
from pathlib import Path
from careernotes.vault.lifecycle import open_with_passphrase

with open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True):
    print("in", flush=True)
    sys.stdin.readline()
"""


@contextlib.contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second program that has come in."""
    with subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder), NEW],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as second:  # fmt: skip
        assert second.stdout is not None
        assert second.stdout.readline() == "in\n"
        yield second


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there anyway")
@pytest.mark.parametrize("stays", [True, pytest.param(False, marks=pytest.mark.long)])
def test_two_programs_that_finish_one_move_leave_the_journal_of_the_one_that_came_in(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    """Without its journal a write of theirs that is cut short could never be undone."""
    created.vault.close()
    with new_keys(folder) as process:
        go_on(process, "after")
    journal, real = folder / "notes.db-journal", moving._remove_journals
    with contextlib.ExitStack() as stack:

        def late(paths: VaultPaths) -> None:
            monkeypatch.setattr(moving, "_remove_journals", real)
            second = stack.enter_context(another(folder))
            assert journal.is_file()
            if not stays:
                second.communicate("\n", timeout=20)
            real(paths)

        monkeypatch.setattr(moving, "_remove_journals", late)
        with pytest.raises(AlreadyOpenError):
            tried(folder, NEW)
        assert journal.is_file() or not stays
    with tried(folder, NEW) as vault:
        assert vault.integrity().fine
        assert [each.alias for each in vault.notes.all(Mentee)] == ["Robin 1"]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there anyway")
@pytest.mark.parametrize("stays", [True, pytest.param(False, marks=pytest.mark.long)])
def test_a_vault_that_another_program_moved_and_wrote_into_meanwhile_is_not_called_damaged(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    """Held up after it saw that the move was not over, it finds files that are neither old nor new."""
    created.vault.close()
    with new_keys(folder) as process:
        go_on(process, "after")
    real = moving._is_over
    with contextlib.ExitStack() as stack:

        def late(*given: Any) -> bool:
            over = real(*given)
            monkeypatch.setattr(moving, "_is_over", real)
            second = stack.enter_context(another(folder))
            if not stays:
                second.communicate("\n", timeout=20)
            assert not over
            return over

        monkeypatch.setattr(moving, "_is_over", late)
        with pytest.raises(AlreadyOpenError):
            tried(folder, NEW)
    with tried(folder, NEW) as vault:
        assert vault.integrity().fine
        assert [each.alias for each in vault.notes.all(Mentee)] == ["Robin 1"]
