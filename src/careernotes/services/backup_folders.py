"""Folders that got copies of backups and are not connected: named after each erasure, until they are gone."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.services import backups
from careernotes.services.workplace import Desk
from careernotes.vault import backup_places
from careernotes.vault.backup_places import Place
from careernotes.vault.backup_shelf import FolderKind, is_reachable, listed


class NoSuchFolderError(CareerNotesError):
    """No copy went to that folder, as far as the vault knows."""

    code = "CN583"
    message = "This vault knows of no copies in that folder."
    safe = "Nothing has been changed."
    hint = "Write the folder as it is named in the list."
    exit_code = 7


class StillThereError(CareerNotesError):
    """The folder can be reached now."""

    code = "CN584"
    message = "This folder is connected, and the copies in it are there."
    safe = "Nothing has been changed."
    hint = "Delete it with its copies, or take it out, and say then that it is gone."
    exit_code = 7


class SeveralFoldersError(CareerNotesError):
    """Two drives or more had the same name."""

    code = "CN585"
    message = "Copies went to several folders of that name."
    safe = "Nothing has been changed."
    hint = (
        "Write the number of the one you mean in place of its name. On a stick, its number is at the end of"
        " the name of the hidden file that begins with .careernotes."
    )
    exit_code = 7


# The folder for copies of a vault from before folders were marked.
_UNMARKED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayFolder:
    """A folder with copies that is not connected. ``gone_on``: its owner said then that it was destroyed.

    ``key`` says which: two sticks may have been at the same place.
    """

    key: str
    folder: Path = field(repr=False)
    copies: int
    gone_on: dt.date | None

    @property
    def number(self) -> str:
        """The end of its mark, which a person can read on the stick; empty when it has none."""
        return self.key.rpartition("-")[2]


def named(desk: Desk, name: str) -> tuple[AwayFolder, ...]:
    """Those away whose number or path is *name*: more than one when two sticks were at one place."""
    found = away(desk)
    numbered = tuple(each for each in found if name and each.number == name)
    return numbered or tuple(each for each in found if each.folder == Path(name).absolute())


def away(desk: Desk) -> tuple[AwayFolder, ...]:
    """Every folder that got copies and is not connected now, the one for copies among them."""
    connection = desk.vault.notes.connection()
    found = [
        AwayFolder(
            key=place.mark,
            folder=place.folder,
            copies=len(backup_places.copies(connection, place)),
            gone_on=desk.day_of(place.gone_at) if place.gone_at else None,
        )
        for place in _places(desk)
        if not place.is_there
    ]
    if (unmarked := _unmarked(desk)) is not None:
        infos = listed(connection, FolderKind.SECOND)
        found.append(AwayFolder(key=_UNMARKED, folder=unmarked, copies=len(infos), gone_on=None))
    return tuple(found)


def say_gone(desk: Desk, key: str) -> None:
    """That folder was destroyed, with every copy in it: it is named no more, and no copies go there.

    Should it turn up again where it was, it counts again by itself.

    Raises:
        NoSuchFolderError: when the vault knows of no such folder.
        StillThereError: when it is connected.
    """
    if key == _UNMARKED and (unmarked := _unmarked(desk)) is not None:
        # Written down as a place of its own from now on, so that something can be said about it.
        backup_places.note_unplaced(desk.vault, unmarked)
        place = _places(desk)[0]
    else:
        place = _place(desk, key)
    if place.is_there:
        raise StillThereError
    if not place.gone_at:
        backup_places.say_gone(desk.vault, place, desk.moment)


def say_back(desk: Desk, key: str) -> None:
    """It is there after all: what was said before is taken back.

    Raises:
        NoSuchFolderError: when the vault knows of no such folder.
    """
    place = _place(desk, key)
    if place.gone_at:
        backup_places.say_gone(desk.vault, place, 0)


def _places(desk: Desk) -> tuple[Place, ...]:
    return backup_places.places(desk.vault.notes.connection())


def _place(desk: Desk, key: str) -> Place:
    found = next((place for place in _places(desk) if place.mark == key), None)
    if found is None:
        raise NoSuchFolderError
    return found


def _unmarked(desk: Desk) -> Path | None:
    """The folder for copies, when it is away and got them before folders were marked."""
    second = backups.second_folder(desk)
    if second is None or _places(desk) or is_reachable(second):
        return None
    return second if listed(desk.vault.notes.connection(), FolderKind.SECOND) else None
