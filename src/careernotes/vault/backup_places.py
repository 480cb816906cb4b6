"""Where copies of backups went, also those in folders that are no longer the one for copies.

A folder is known again by its name and a mark in it: two drives can have one name. A mark that shows up under
another name may have been copied, or its folder moved: nobody can tell, so that is taken for one more folder.
The list of the folders and of the copies in them goes with the notes, through a restore and new keys.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup_shelf import BackupInfo, FolderKind, listed, strike
from careernotes.vault.bundle import make_empty_file
from careernotes.vault.connection import Connection, storable, store_errors
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault

_PLACE, _COPY = "place", "copy"
_MARK_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder that got copies. When it is not ``sure``, there may be some in it that nobody wrote down.

    ``gone_at`` is when the owner said that it was destroyed; 0 when not.
    """

    mark: str
    folder: Path
    sure: bool
    gone_at: int = 0

    @property
    def is_there(self) -> bool:
        """Whether it is this very folder that can be reached now."""
        return os.path.lexists(self.folder / self.mark)

    @property
    def counts(self) -> bool:
        """Whether copies have to be expected there: one that was said to be gone may turn up all the same."""
        return not self.gone_at or self.is_there


def places(connection: Connection) -> tuple[Place, ...]:
    """Every folder that got copies."""
    with store_errors("notes.db"):
        rows = connection.execute(
            "SELECT name, verified_at, made_at FROM main.managed_backup WHERE folder_kind = ? ORDER BY id",
            (_PLACE,),
        ).fetchall()
    found = ((*str(name).split(" ", 1), sure, gone) for name, sure, gone in rows)
    return tuple(
        Place(mark=str(mark), folder=Path(str(at)), sure=bool(sure), gone_at=int(str(gone)))
        for mark, at, sure, gone in found
    )


def say_gone(vault: OpenVault, place: Place, at: int) -> None:
    """The owner says that a folder, and every copy in it, was destroyed; at 0 that it was not after all.

    What is known of it stays, so that both can be said; the trail has a line for each. No more copies go
    there, unless another drive has that name. All of it takes effect together, or nothing does.
    """
    code = AuditCode.COPIES_GONE if at else AuditCode.COPIES_BACK
    with vault.notes.transaction():
        if at and _is_chosen(vault, place):
            vault.notes.set_setting(SettingName.BACKUP_FOLDER, "")
        _keep(vault.notes.connection(), replace(place, gone_at=at))
        vault.trail.append(code, bytes.fromhex(place.mark[-_MARK_BYTES * 2 :]))


def place_of(vault: OpenVault, folder: Path) -> Place | None:
    """The place that *folder* is, by the mark in it and where it was."""
    marks = _marks_in(folder, vault.vault_id)
    known = (place for place in places(vault.notes.connection()) if place.mark in marks)
    found = next((place for place in known if _is_same(place, folder)), None)
    # Whoever said it was gone was wrong: its mark is here.
    return None if found is None else replace(found, folder=folder.absolute(), gone_at=0)


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

    It is called before the backup is made: a vault restored from that knows of the place too. A mark of
    another folder goes from this one, which gets its own.

    Raises:
        ReadOnlyFolderError, DiskFullError: when the folder cannot be marked.
        OSError: when the mark of another folder cannot be taken away.
    """
    chosen = vault.notes.setting(SettingName.BACKUP_FOLDER)
    if chosen and Path(chosen) != folder.absolute():
        note_unplaced(vault, Path(chosen))
    known = place_of(vault, folder)
    marks = set(_marks_in(folder, vault.vault_id))
    others = {each.mark for each in places(vault.notes.connection())}
    mark = known.mark if known is not None else min(marks - others, default=None)
    if mark is None:
        mark = _new_mark(vault)
        make_empty_file(folder / mark)
    for copied in (marks & others) - {mark}:
        (folder / copied).unlink(missing_ok=True)
    place = Place(mark=mark, folder=folder.absolute(), sure=known is not None and known.sure)
    with vault.notes.transaction():
        _keep(vault.notes.connection(), replace(place, sure=False))
    return place


def note_unplaced(vault: OpenVault, folder: Path) -> None:
    """A vault that never marked a folder had its second one at *folder*: what it knows of lies there.

    The folder is marked now when all of it is there. Else it is never known again: another may have its name.
    """
    connection = vault.notes.connection()
    infos = listed(connection, FolderKind.SECOND)
    if places(connection) or not infos or folder.resolve() == vault.paths.backups.resolve():
        return
    place = Place(mark=_new_mark(vault), folder=folder.absolute(), sure=False)
    with contextlib.suppress(CareerNotesError, OSError):
        if {info.name for info in infos} <= set(os.listdir(folder)):
            make_empty_file(folder / place.mark)
    with vault.notes.transaction():
        _write(connection, place, infos)
        _keep(connection, place)


def arrived(connection: Connection, place: Place, info: BackupInfo) -> None:
    """One more copy is at a place; inside a transaction of the notes store."""
    _write(connection, place, [info])
    _keep(connection, place)


def in_step(vault: OpenVault, folder: Path, there: Collection[str], infos: Iterable[BackupInfo]) -> None:
    """*there* are the names of all backups in *folder*, *infos* those that open with the keys of today."""
    place, infos = place_of(vault, folder), tuple(infos)
    if place is None and infos:
        # Copied here with the folder they were in, or by hand: they are to be found again all the same.
        with contextlib.suppress(CareerNotesError, OSError):
            place = remember(vault, folder)
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
        if not places(connection):
            # What the second folder held is known by its place; without any, nothing lies anywhere.
            known = listed(connection, FolderKind.SECOND)
            strike(connection, FolderKind.SECOND, [info.name for info in known])
    (place.folder / place.mark).unlink(missing_ok=True)


def doubt(connection: Connection) -> None:
    """What is known may be of an earlier day; inside a transaction of the caller."""
    with store_errors("notes.db"):
        connection.execute(
            "UPDATE main.managed_backup SET verified_at = NULL WHERE folder_kind = ?", (_PLACE,)
        )


def take_over(connection: Connection, longer: Connection) -> None:
    """What a later list of the same vault knows stands here too; inside a transaction of the caller."""
    for place in places(longer):
        _write(connection, place, copies(longer, place))
        _keep(connection, place)


def _new_mark(vault: OpenVault) -> str:
    return f".careernotes-{vault.vault_id[:8]}-{secrets.token_hex(_MARK_BYTES)}"


def _marks_in(folder: Path, vault_id: str) -> tuple[str, ...]:
    own = re.compile(rf"\.careernotes-{re.escape(vault_id[:8])}-[0-9a-f]{{16}}")
    try:
        return tuple(sorted(name for name in os.listdir(folder) if own.fullmatch(name)))
    except OSError:
        return ()


def _is_same(place: Place, folder: Path) -> bool:
    """Whether a folder with the mark of *place* is the very one, and no copy of it."""
    if place.folder == folder.absolute():
        return True
    try:
        return place.is_there and place.folder.samefile(folder)
    except OSError:
        return False


def _is_chosen(vault: OpenVault, place: Place) -> bool:
    """Whether copies go to *place*, and not to another drive of the same name."""
    chosen = vault.notes.setting(SettingName.BACKUP_FOLDER)
    named_so = [each for each in places(vault.notes.connection()) if each.folder == place.folder]
    others = any(each.counts for each in named_so if each.mark != place.mark)
    return bool(chosen) and Path(chosen) == place.folder and not others


def _keep(connection: Connection, place: Place) -> None:
    _forget(connection, place)
    with store_errors("notes.db"):
        connection.execute(
            "INSERT INTO main.managed_backup"
            " (name, folder_kind, made_at, commit_seq, content_sum, verified_at, bytes)"
            " VALUES (?, ?, ?, 0, ?, ?, 0)",
            (
                storable(f"{place.mark} {place.folder}"), _PLACE, place.gone_at, bytes(32),
                1 if place.sure else None,
            ),
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
