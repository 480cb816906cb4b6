"""Counts found damaged while the vault is open: an empty themes.db takes their place, to be filled anew."""

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import VaultKeys
from careernotes.vault.bundle import VaultPaths, disk_errors, make_empty_file, sync_folder
from careernotes.vault.connection import (
    Connection,
    DatabaseError,
    assert_settings,
    attach,
    settle,
    store_errors,
)
from careernotes.vault.guard import close_doors
from careernotes.vault.migrating import make_themes, schema_version
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import set_counts_aside, sum_counts


def begin_counts_anew(vault: OpenVault) -> None:
    """From now on the vault has empty counts, which are stale until all are written. The damaged file stays
    beside it under another name. The lock on the vault is held all the time.

    Raises:
        DiskFullError, ReadOnlyFolderError: when there is no room for the new file, or the old one is held by
            another program; nothing has changed then.
        DamagedVaultError: when it cannot be read back; the next unlock begins the counts anew.
    """
    connection = vault.notes.connection()
    waiting = vault.paths.themes.with_name(f"{vault.paths.themes.name}.anew")
    with vault.keys as keys:
        _make(waiting, keys, schema_version(connection))
        connection.set_authorizer(None)
        try:
            vault.notes.counts_replaced(lambda own: _exchange(own, vault, waiting, keys))
        finally:
            close_doors(connection)
            _remove(waiting)


def _make(path: Path, keys: VaultKeys, version: int) -> None:
    """A whole new file beside the others, before anything is let go of."""
    _remove(path)
    make_empty_file(path)
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    with contextlib.closing(connection):
        attach(connection, path, keys.themes)
        settle(connection, "th")
        make_themes(connection, version)


def _remove(path: Path) -> None:
    with disk_errors():
        for each in (path, path.with_name(f"{path.name}-journal")):
            each.unlink(missing_ok=True)


def _exchange(connection: Connection, vault: OpenVault, waiting: Path, keys: VaultKeys) -> None:
    paths = vault.paths
    if _attached(connection):
        with store_errors(paths.themes.name):
            connection.execute("DETACH th")
    # Windows renames no file that is open anywhere.
    vault.let_go_of_raw(paths.themes)
    aside: tuple[tuple[Path, Path], ...] = ()
    try:
        with disk_errors():
            aside = set_counts_aside(paths)
            waiting.rename(paths.themes)
    except BaseException:
        _take_back(connection, paths, aside, keys)
        raise
    sync_folder(paths.folder)
    _attach(connection, paths, keys)
    assert_settings(connection, "main", "th", alone=True)
    sum_counts(connection, keys)


def _attach(connection: Connection, paths: VaultPaths, keys: VaultKeys) -> None:
    attach(connection, paths.themes, keys.themes)
    settle(connection, "th")


def _attached(connection: Connection) -> bool:
    """Whether there are any counts now; a former attempt may have left none."""
    return any(row[1] == "th" for row in connection.execute("PRAGMA database_list"))


def _take_back(
    connection: Connection, paths: VaultPaths, aside: tuple[tuple[Path, Path], ...], keys: VaultKeys
) -> None:
    """The old counts are in use again, as far as they can be read: most of what is saved needs none of them,
    and what does tries to begin anew once more.
    """
    with contextlib.suppress(OSError, CareerNotesError, DatabaseError):
        for path, name in aside:
            name.rename(path)
        _attach(connection, paths, keys)
