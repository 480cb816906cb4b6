"""Copying a database under another key. The copy is never in clear."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from careernotes.vault.bundle import disk_errors, make_empty_file
from careernotes.vault.connection import Connection, open_keyed, store_errors
from careernotes.vault.freshness import Progress, quiet

_PAGES = 1_024
# A copy counts only once it was proved, and goes when anything fails: it needs no journal of its own.
_FAST = ("synchronous=OFF", "journal_mode=MEMORY")


def copy_store(
    source: Connection, database: str, target: Path, key80: bytearray, progress: Progress = quiet
) -> None:
    """A new file *target* with everything in *database*, page by page, under *key80*; safely on disk.

    Raises:
        DiskFullError, ReadOnlyFolderError, DamagedVaultError.
    """
    make_empty_file(target)
    copy = open_keyed(target, key80)
    try:
        with store_errors(target.name):
            for setting in _FAST:
                copy.execute(f"PRAGMA {setting}")
            source.backup(
                copy, name=database, pages=_PAGES, progress=lambda _s, left, of: progress(of - left, of)
            )
    finally:
        copy.close()
    sync_file(target)


@contextlib.contextmanager
def opened_copy(path: Path, key80: bytearray) -> Iterator[Connection]:
    """The copy at *path*, opened by itself and closed at the end."""
    connection = open_keyed(path, key80)
    try:
        yield connection
    finally:
        connection.close()


def sync_file(path: Path) -> None:
    """Make the bytes of *path* survive a power cut."""
    with disk_errors():
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
