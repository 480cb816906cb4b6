"""Bringing a vault to the schema of this version: one transaction a step, after a proved copy."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from careernotes.logs import Event, log
from careernotes.sealing.keys import VaultKeys
from careernotes.vault.audit import AuditCode, Now, append_entry, epoch_seconds
from careernotes.vault.bundle import VaultPaths, make_empty_file, make_folder, sync_folder
from careernotes.vault.connection import Connection, open_keyed, store_errors
from careernotes.vault.errors import DamagedVaultError, NewerVaultError
from careernotes.vault.freshness import PARTS, recount, scan
from careernotes.vault.migrations import m0001, m0002, m0003
from careernotes.vault.row_hasher import RowHasher
from careernotes.vault.state import next_commit, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One numbered change: statements for both databases, and what must hold afterwards."""

    number: int
    notes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    holds: Callable[[Connection], bool] | None = None


STEPS = (
    Step(number=1, notes=m0001.NOTES, themes=m0001.THEMES),
    Step(number=2, notes=m0002.NOTES),
    Step(number=3, notes=m0003.NOTES),
)
# From this step on every row is in a sum.
_SUMMED = 2
# The copy from before a step goes when the vault was opened this often after it.
KEPT_UNLOCKS = 3
NEWEST = STEPS[-1].number


def schema_version(connection: Connection) -> int:
    """The number of the last step this vault went through; 0 for an empty one."""
    row = connection.execute("PRAGMA main.user_version").fetchone()
    assert row is not None
    return int(str(row[0]))


def migrate(
    connection: Connection,
    paths: VaultPaths,
    keys: VaultKeys,
    steps: tuple[Step, ...] = STEPS,
    now: Now = epoch_seconds,
) -> bool:
    """Take every step that is missing; tells whether there was one.

    Raises:
        NewerVaultError: when the vault went through steps this version does not know.
        DamagedVaultError: when a step's result is not what it promises; the step is undone and the copy kept.
    """
    version = schema_version(connection)
    if version > steps[-1].number:
        raise NewerVaultError
    missing = [step for step in steps if step.number > version]
    if not missing:
        return False
    if version:
        _keep_copy(connection, paths, keys, version)
    for step in missing:
        with store_errors("notes.db"):
            _take(connection, step, keys, None if version == 0 else now())
        log(Event.MIGRATED, schema=step.number)
    return True


def make_themes(connection: Connection, version: int, steps: tuple[Step, ...] = STEPS) -> None:
    """Give an empty themes.db the schema of *version*; its counts are then rebuilt from the notes."""
    with store_errors("themes.db"):
        connection.execute("BEGIN IMMEDIATE")
        for step in steps:
            for statement in step.themes if step.number <= version else ():
                connection.execute(statement)
        connection.execute(f"PRAGMA th.user_version={version:d}")
        connection.execute("COMMIT")


def _take(connection: Connection, step: Step, keys: VaultKeys, at: int | None) -> None:
    """One step; *at* is the moment to note in the trail, None for a vault that is being made."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in (*step.notes, *step.themes):
            connection.execute(statement)
        connection.execute(f"PRAGMA main.user_version={step.number:d}")
        connection.execute(f"PRAGMA th.user_version={step.number:d}")
        if step.number >= _SUMMED:
            _settle(connection, step, keys, at)
        holds = step.holds is None or step.holds(connection)
        if not holds or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamagedVaultError(part="notes.db")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _settle(connection: Connection, step: Step, keys: VaultKeys, at: int | None) -> None:
    """The rows have another shape now: note it, and sum them afresh, in the transaction of the step."""
    if at is not None:
        append_entry(connection, keys.audit, AuditCode.MIGRATED, step.number, at)
        connection.execute("UPDATE main.state SET unlocks = 0")
        next_commit(connection)
        stamp(connection)
    recount(connection, keys.sum)


def kept_copies(paths: VaultPaths) -> tuple[Path, ...]:
    """The folders with copies made before a change of the schema, the oldest first."""
    return tuple(sorted(paths.backups.glob("before-schema-*-*")))


def drop_copies(paths: VaultPaths) -> int:
    """Delete those copies; says how many there were."""
    folders = kept_copies(paths)
    for folder in folders:
        shutil.rmtree(folder)
    if folders:
        sync_folder(paths.backups)
    return len(folders)


def _keep_copy(connection: Connection, paths: VaultPaths, keys: VaultKeys, version: int) -> None:
    """Both databases, page by page, under the same keys, in a folder of their own; proved by opening."""
    if not paths.backups.is_dir():
        make_folder(paths.backups)
    folder = _free_name(paths.backups, f"before-schema-{version + 1}")
    make_folder(folder)
    for database, source, key in (("main", paths.notes, keys.notes), ("th", paths.themes, keys.themes)):
        target_path = folder / source.name
        make_empty_file(target_path)
        target = open_keyed(target_path, key)
        try:
            with store_errors(source.name):
                connection.backup(target, name=database)
                _prove(target, source.name)
                _same_rows(connection, database, target, keys)
        finally:
            target.close()
    sync_folder(folder)
    sync_folder(paths.backups)


def _prove(copy: Connection, part: str) -> None:
    broken = copy.execute("PRAGMA cipher_integrity_check").fetchall()
    answer = copy.execute("PRAGMA quick_check").fetchone()
    if broken or answer != ("ok",):
        raise DamagedVaultError(part=part)


def _same_rows(connection: Connection, database: str, copy: Connection, keys: VaultKeys) -> None:
    """Every row can be read from the copy, and is the same."""
    hasher = RowHasher(keys.sum)
    if scan(connection, hasher, database) != scan(copy, hasher, "main", part=PARTS[database]):
        raise DamagedVaultError(part=f"{database}.db")


def _free_name(folder: Path, stem: str) -> Path:
    number = 1
    while (folder / f"{stem}-{number}").exists():
        number += 1
    return folder / f"{stem}-{number}"
