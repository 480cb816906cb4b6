"""A vault that crashed and was then moved, copied or restored elsewhere: its last change is undone whole.

A change of both databases leaves, until it is committed, a file ``notes.db-mj*`` beside them, and both
journals name that file by its absolute path. At another path SQLite looks for it in vain, takes the change
for committed and leaves half of it in notes.db. So the journals are told, before SQLite sees them, what is
true here: the file is beside them (nothing was committed: each journal undoes its part by itself) or it is
not (all was: they go).
Source: "Atomic Commit In SQLite", sections 5.3 to 5.6, and the journal format of pager.c.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careernotes.vault.bundle import VaultPaths, disk_errors

_MAGIC = bytes.fromhex("d9d505f920a163d7")
# After the name: its length, its checksum, the magic. Before it: the number of a page that never exists.
_TAIL, _PAGE_NUMBER, _LONGEST_NAME = 16, 4, 4_096
# Where SQLite keeps its locks in a database, far behind any data of ours.
_LOCK_START, _LOCK_LENGTH = 0x4000_0000, 512


def settle_moved_journals(paths: VaultPaths) -> None:
    """Puts the journals of a crashed vault in order when they were written at another path. Else nothing.

    Raises:
        ReadOnlyFolderError, DiskFullError: when the journals cannot be changed; nothing was then.
    """
    journals = [path.with_name(f"{path.name}-journal") for path in (paths.notes, paths.themes)]
    named = [(journal, name) for journal in journals if (name := _super_journal(journal)) is not None]
    if not any(name.parent != paths.folder.absolute() for _journal, name in named):
        return
    with disk_errors(), nobody_else(paths.notes) as alone:
        if not alone:
            return
        for journal, name in named:
            if (paths.folder / name.name).is_file():
                _cut(journal, journal.stat().st_size - _TAIL - _PAGE_NUMBER - len(os.fsencode(name)))
            else:
                _cut(journal, 0)


def super_journals(paths: VaultPaths) -> list[Path]:
    """The files with the names of both journals of a change. Plain ones only: what else has such a name is
    nothing SQLite made.
    """
    found = paths.folder.glob(f"{paths.notes.name}-mj*")
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def must_be_undone(journal: Path, folder: Path) -> bool:
    """Whether the write in *journal* never finished: it names no other file, or one that is in *folder*."""
    name = _super_journal(journal)
    return name is None or (folder / name.name).is_file()


def _super_journal(journal: Path) -> Path | None:
    """The file a journal names, if it is whole and names one."""
    if not journal.is_file():
        return None
    with journal.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size <= _TAIL:
            return None
        stream.seek(size - _TAIL)
        tail = stream.read(_TAIL)
        length, checksum = (int.from_bytes(tail[at : at + 4], "big") for at in (0, 4))
        if tail[8:] != _MAGIC or not 0 < length <= min(_LONGEST_NAME, size - _TAIL - _PAGE_NUMBER):
            return None
        stream.seek(size - _TAIL - length)
        name = stream.read(length)
    # The checksum adds the bytes as C's signed characters.
    total = sum(byte - 256 if byte > 127 else byte for byte in name) & 0xFFFF_FFFF
    return Path(os.fsdecode(name)) if total == checksum and b"\0" not in name else None


def _cut(journal: Path, length: int) -> None:
    with journal.open("r+b") as stream:
        stream.truncate(length)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def nobody_else(database: Path) -> Iterator[bool]:
    """Whether no process has the database open: then SQLite's own locks are ours for a moment."""
    with database.open("r+b") as stream:
        yield _locked(stream.fileno())


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, _LOCK_START, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _LOCK_LENGTH)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_LENGTH, _LOCK_START)
        except (BlockingIOError, PermissionError):
            return False
        return True
