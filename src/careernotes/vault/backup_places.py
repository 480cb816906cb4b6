"""Where copies of backups went, also those in folders that are no longer the one for copies.

A folder is known again by a mark in it: two drives can have one name, and one drive another name tomorrow.
The list of the folders and of the copies in them goes with the notes, through a restore and new keys.
"""

import os
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.vault.backup_shelf import BackupInfo, FolderKind
from careernotes.vault.bundle import make_empty_file
from careernotes.vault.connection import Connection, storable, store_errors
from careernotes.vault.open_vault import OpenVault

_PLACE, _COPY = "place", "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder that got copies. When it is not ``sure``, there may be some in it that nobody wrote down."""

    mark: str
    folder: Path
    sure: bool

    @property
    def is_there(self) -> bool:
        """Whether it is this very folder that can be reached now."""
        return os.path.lexists(self.folder / self.mark)


def places(connection: Connection) -> tuple[Place, ...]:
    """Every folder that got copies."""
    with store_errors("notes.db"):
        rows = connection.execute(
            "SELECT name, verified_at FROM main.managed_backup WHERE folder_kind = ? ORDER BY id", (_PLACE,)
        ).fetchall()
    found = ((*str(name).split(" ", 1), sure) for name, sure in rows)
    return tuple(Place(mark=str(mark), folder=Path(str(at)), sure=bool(sure)) for mark, at, sure in found)


def place_of(vault: OpenVault, folder: Path) -> Place | None:
    """The place that *folder* is, by the mark in it."""
    mark = _mark_in(folder, vault.vault_id)
    known = {place.mark: place for place in places(vault.notes.connection())}
    return replace(known[mark], folder=folder.absolute()) if mark in known else None


def copies(connection: Connection, place: Place) -> tuple[BackupInfo, ...]:
    """What is known to lie at a place."""
    with store_errors("notes.db"):
        rows = connection.execute(
            "SELECT name, made_at, commit_seq, content_sum, bytes FROM main.managed_backup"
            " WHERE folder_kind = ? ORDER BY made_at, name", (_COPY,),
        ).fetchall()  # fmt: skip
    found = ((*str(row[0]).split(" ", 1), *row[1:]) for row in rows)
    return tuple(
        BackupInfo(
            name=str(name), kind=FolderKind.SECOND, made_at=int(str(made_at)), commit_seq=int(str(seq)),
            content_sum=content if isinstance(content, bytes) else b"", verified_at=None, size=int(str(size)),
        )
        for mark, name, made_at, seq, content, size in found
        if mark == place.mark
    )  # fmt: skip


def remember(vault: OpenVault, folder: Path) -> Place:
    """The place that *folder* is, from now on at the latest; copies are about to go there.

    It is called before the backup is made: a vault restored from that knows of the place too.

    Raises:
        ReadOnlyFolderError, DiskFullError: when the folder cannot be marked.
    """
    known = place_of(vault, folder)
    mark = known.mark if known is not None else _mark_in(folder, vault.vault_id)
    if mark is None:
        mark = f".careernotes-{vault.vault_id[:8]}-{secrets.token_hex(8)}"
        make_empty_file(folder / mark)
    place = Place(mark=mark, folder=folder.absolute(), sure=known is not None and known.sure)
    with vault.notes.transaction():
        _keep(vault.notes.connection(), replace(place, sure=False))
    return place


def arrived(connection: Connection, place: Place, info: BackupInfo) -> None:
    """One more copy is at a place; inside a transaction of the notes store."""
    _write(connection, place, [info])
    _keep(connection, place)


def in_step(vault: OpenVault, folder: Path, there: Collection[str], infos: Iterable[BackupInfo]) -> None:
    """*there* are the names of all backups in *folder*, *infos* those that open with the keys of today."""
    place, infos = place_of(vault, folder), tuple(infos)
    if place is None:
        return
    connection = vault.notes.connection()
    noted = {info.name for info in copies(connection, place)}
    gone, new = noted - set(there), [info for info in infos if info.name not in noted]
    if gone or new or replace(place, sure=True) not in places(connection):
        with vault.notes.transaction():
            _strike(connection, place, gone)
            _write(connection, place, new)
            _keep(connection, replace(place, sure=True))


def left(vault: OpenVault, folder: Path, names: Iterable[str]) -> None:
    """These copies in *folder* were deleted."""
    place = place_of(vault, folder)
    if place is not None and (names := tuple(names)):
        with vault.notes.transaction():
            _strike(vault.notes.connection(), place, names)


def let_go(vault: OpenVault, place: Place) -> None:
    """Nothing of this vault is at a place any more, and it is not the one for copies."""
    connection = vault.notes.connection()
    with vault.notes.transaction():
        _strike(connection, place, [info.name for info in copies(connection, place)])
        _forget(connection, place)
    (place.folder / place.mark).unlink(missing_ok=True)


def doubt(connection: Connection) -> None:
    """What is known may be of an earlier day; inside a transaction of the caller."""
    with store_errors("notes.db"):
        connection.execute(
            "UPDATE main.managed_backup SET verified_at = NULL WHERE folder_kind = ?", (_PLACE,)
        )


def _mark_in(folder: Path, vault_id: str) -> str | None:
    own = re.compile(rf"\.careernotes-{re.escape(vault_id[:8])}-[0-9a-f]{{16}}")
    try:
        return min((name for name in os.listdir(folder) if own.fullmatch(name)), default=None)
    except OSError:
        return None


def _keep(connection: Connection, place: Place) -> None:
    _forget(connection, place)
    with store_errors("notes.db"):
        connection.execute(
            "INSERT INTO main.managed_backup"
            " (name, folder_kind, made_at, commit_seq, content_sum, verified_at, bytes)"
            " VALUES (?, ?, 0, 0, ?, ?, 0)",
            (storable(f"{place.mark} {place.folder}"), _PLACE, bytes(32), 1 if place.sure else None),
        )


def _forget(connection: Connection, place: Place) -> None:
    with store_errors("notes.db"):
        connection.execute(
            "DELETE FROM main.managed_backup WHERE folder_kind = ? AND substr(name, 1, ?) = ?",
            (_PLACE, len(place.mark) + 1, f"{place.mark} "),
        )


def _write(connection: Connection, place: Place, infos: Iterable[BackupInfo]) -> None:
    with store_errors("notes.db"):
        for info in infos:
            _strike(connection, place, (info.name,))
            connection.execute(
                "INSERT INTO main.managed_backup"
                " (name, folder_kind, made_at, commit_seq, content_sum, verified_at, bytes)"
                " VALUES (?, ?, ?, ?, ?, NULL, ?)",
                (
                    f"{place.mark} {info.name}", _COPY, info.made_at, info.commit_seq, info.content_sum,
                    info.size,
                ),
            )  # fmt: skip


def _strike(connection: Connection, place: Place, names: Iterable[str]) -> None:
    with store_errors("notes.db"):
        for name in names:
            connection.execute(
                "DELETE FROM main.managed_backup WHERE folder_kind = ? AND name = ?",
                (_COPY, f"{place.mark} {name}"),
            )
