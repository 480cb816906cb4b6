"""Opening both databases of a vault under its keys: alone, checked, brought up to date, doors closed."""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from careernotes.sealing.keys import VaultKeys
from careernotes.vault.audit import Now, Trail, epoch_seconds
from careernotes.vault.bundle import VaultPaths, make_empty_file, sync_folder
from careernotes.vault.connection import (
    Connection,
    assert_settings,
    attach,
    check_plain,
    lock_alone,
    open_keyed,
    settle,
    store_errors,
)
from careernotes.vault.counts import themes_whole
from careernotes.vault.errors import DamagedVaultError, DiskFullError, OddFileError
from careernotes.vault.freshness import Sums, recount
from careernotes.vault.hot_journal import settle_moved_journals, super_journals
from careernotes.vault.migrating import make_themes, migrate, schema_version
from careernotes.vault.notes import NotesStore
from careernotes.vault.search_index import fit_to_pages
from careernotes.vault.state import check_writable, read_state, write_both

Tokens = Callable[[int], bytes]


def check_notes_there(paths: VaultPaths) -> None:
    """Returns when notes.db is there and holds something.

    Raises:
        DamagedVaultError: when not.
        OddFileError: when it is no plain file.
    """
    check_plain(paths.notes)
    if not paths.notes.is_file() or not paths.notes.stat().st_size:
        raise DamagedVaultError(part=paths.notes.name)


def make_stores(paths: VaultPaths, keys: VaultKeys) -> Connection:
    """New databases in an empty bundle, with the schema of this version; the caller closes the connection."""
    for path in (paths.notes, paths.themes):
        make_empty_file(path)
    with contextlib.ExitStack() as stack:
        connection = _connect(paths, keys)
        stack.callback(connection.close)
        migrate(connection, paths, keys)
        with _committed(connection, paths.notes.name):
            fit_to_pages(connection)
            recount(connection, keys.sum, ("main",))
        stack.pop_all()
    return connection


def open_stores(
    paths: VaultPaths,
    keys: VaultKeys,
    tokens: Tokens = secrets.token_bytes,
    *,
    now: Now = epoch_seconds,
) -> tuple[NotesStore, Connection]:
    """The notes store of a vault whose keys are known, with every setting in force and read back.

    Counts that cannot be read are set aside and begun anew, empty: they are rebuilt from the notes.

    Raises:
        AlreadyOpenError, DamagedVaultError, NewerVaultError, ReadOnlyFolderError, UnsafeStoreError.
    """
    check_notes_there(paths)
    settle_moved_journals(paths)
    untidy = _crash_left(paths)
    with contextlib.ExitStack() as stack:
        connection = _joined(paths, keys, now)
        stack.callback(connection.close)
        assert_settings(connection, "main", "th", alone=True)
        if untidy:
            _tidy(connection, paths)
        with store_errors(paths.notes.name):
            read_state(connection)
        # A full disk is no reason not to read.
        with contextlib.suppress(DiskFullError), store_errors(paths.notes.name):
            check_writable(connection)
        store = _guarded(connection, keys, tokens, now)
        stack.pop_all()
    return store, connection


def _joined(paths: VaultPaths, keys: VaultKeys, now: Now) -> Connection:
    """Both databases at the schema of this version; counts that are damaged or not ours are begun anew."""
    with contextlib.ExitStack() as stack:
        try:
            connection = stack.enter_context(contextlib.closing(_connect(paths, keys)))
        except (DamagedVaultError, OddFileError) as error:
            if error.facts.get("part") not in {paths.themes.name, _journal(paths.themes).name}:
                raise
        else:
            migrate(connection, paths, keys, now=now)
            stack.pop_all()
            return connection
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(contextlib.closing(_begin_themes_anew(paths, keys)))
        migrate(connection, paths, keys, now=now)
        sum_counts(connection, keys)
        stack.pop_all()
    return connection


def _connect(paths: VaultPaths, keys: VaultKeys) -> Connection:
    with contextlib.ExitStack() as stack:
        connection = _connect_notes(paths, keys)
        stack.callback(connection.close)
        if not paths.themes.is_file():
            raise DamagedVaultError(part=paths.themes.name)
        attach(connection, paths.themes, keys.themes)
        settle(connection, "th")
        with store_errors(paths.themes.name):
            tables = connection.execute("SELECT count(*) FROM th.sqlite_schema").fetchone()
        if schema_version(connection) and (tables == (0,) or not themes_whole(connection)):
            raise DamagedVaultError(part=paths.themes.name)
        stack.pop_all()
    return connection


def _connect_notes(paths: VaultPaths, keys: VaultKeys) -> Connection:
    with contextlib.ExitStack() as stack:
        connection = open_keyed(paths.notes, keys.notes)
        stack.callback(connection.close)
        lock_alone(connection, paths.notes.name)
        settle(connection, "main")
        stack.pop_all()
    return connection


def _begin_themes_anew(paths: VaultPaths, keys: VaultKeys) -> Connection:
    with contextlib.ExitStack() as stack:
        connection = _connect_notes(paths, keys)
        stack.callback(connection.close)
        # Only now: we are alone with this vault, so nobody is writing the file we set aside.
        set_counts_aside(paths)
        make_empty_file(paths.themes)
        sync_folder(paths.folder)
        attach(connection, paths.themes, keys.themes)
        settle(connection, "th")
        make_themes(connection, schema_version(connection))
        stack.pop_all()
    return connection


def set_counts_aside(paths: VaultPaths) -> tuple[tuple[Path, Path], ...]:
    """Counts that cannot be read, and their journal, get another name; nothing is removed. Gives both names
    of each; when one cannot be renamed, none is.
    """
    found = [path for path in (paths.themes, _journal(paths.themes)) if os.path.lexists(path)]
    names = tuple((path, _free_name(path)) for path in found)
    with contextlib.ExitStack() as undo:
        for path, name in names:
            path.rename(name)
            undo.callback(name.rename, path)
        undo.pop_all()
    return names


def counts_aside(paths: VaultPaths) -> tuple[Path, ...]:
    """The counts that were set aside because they could not be read."""
    found = paths.folder.glob(f"{paths.themes.name}*.damaged-*")
    return tuple(sorted(path for path in found if path.is_file()))


def drop_counts_aside(paths: VaultPaths) -> int:
    """Delete them: part of what they hold may still be read. Says how many there were."""
    found = counts_aside(paths)
    for path in found:
        path.unlink()
    if found:
        sync_folder(paths.folder)
    return len(found)


def _guarded(connection: Connection, keys: VaultKeys, tokens: Tokens, now: Now) -> NotesStore:
    """The store, with every row watched from here on and the doors closed."""
    sums = Sums(connection, keys.sum)
    with store_errors("notes.db"):
        sums.install()
    return NotesStore(connection, tokens, sums=sums, trail=Trail(connection, keys.audit, now))


def sum_counts(connection: Connection, keys: VaultKeys) -> None:
    """Counts begun anew are empty, and so are their sums."""
    with _committed(connection, "themes.db"):
        recount(connection, keys.sum, ("th",))


@contextlib.contextmanager
def _committed(connection: Connection, part: str) -> Iterator[None]:
    """What is done inside is kept whole or not at all."""
    with store_errors(part):
        connection.execute("BEGIN")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _crash_left(paths: VaultPaths) -> bool:
    """Whether a crash left a journal or the name of one: they hold pages from before the last change."""
    journals = (_journal(paths.notes), _journal(paths.themes))
    return any(j.is_file() and j.stat().st_size for j in journals) or any(super_journals(paths))


def _tidy(connection: Connection, paths: VaultPaths) -> None:
    with contextlib.suppress(DiskFullError), store_errors(paths.notes.name):
        write_both(connection)
    if not any(j.is_file() and j.stat().st_size for j in (_journal(paths.notes), _journal(paths.themes))):
        for path in super_journals(paths):
            path.unlink(missing_ok=True)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(free := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    return free
