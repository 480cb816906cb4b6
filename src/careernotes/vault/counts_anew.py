"""Counts found damaged while the vault is open: an empty themes.db takes their place, to be filled anew."""

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2

from careernotes.sealing.keys import VaultKeys
from careernotes.vault.bundle import VaultPaths, disk_errors, make_empty_file, sync_folder
from careernotes.vault.connection import Connection, assert_settings, attach, settle, store_errors
from careernotes.vault.guard import close_doors
from careernotes.vault.migrating import make_themes, schema_version
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import set_counts_aside, sum_counts


def begin_counts_anew(vault: OpenVault) -> None:
    """From now on the vault has empty counts, which are stale until all are written. The damaged file stays
    beside it under another name. The lock on the vault is held all the time.

    Raises:
        DiskFullError, ReadOnlyFolderError: when there is no room for the new file; nothing has changed then.
        DamagedVaultError: when it cannot be read back; the next unlock begins the counts anew.
    """
    connection = vault.notes.connection()
    waiting = vault.paths.themes.with_name(f"{vault.paths.themes.name}.anew")
    with vault.keys as keys:
        _make(waiting, keys, schema_version(connection))
        connection.set_authorizer(None)
        try:
            vault.notes.counts_replaced(lambda own: _exchange(own, vault.paths, waiting, keys))
        finally:
            close_doors(connection)
            _remove(waiting)
    vault.forget_raw(vault.paths.themes)


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


def _exchange(connection: Connection, paths: VaultPaths, waiting: Path, keys: VaultKeys) -> None:
    with store_errors(paths.themes.name):
        connection.execute("DETACH th")
    with disk_errors():
        set_counts_aside(paths)
        waiting.rename(paths.themes)
    sync_folder(paths.folder)
    attach(connection, paths.themes, keys.themes)
    settle(connection, "th")
    assert_settings(connection, "main", "th", alone=True)
    sum_counts(connection, keys)
