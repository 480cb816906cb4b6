"""What there is to tell about the backups of an open vault, without touching any of them."""

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.services import backup_folders, backups, restoring
from careernotes.services.backup_folders import AwayFolder
from careernotes.services.workplace import Desk
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup_shelf import FolderKind, is_reachable
from careernotes.vault.bundle import CloudFolder, cloud_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBackup:
    """A backup that counts and can be reached now."""

    path: Path
    made: dt.datetime
    second: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The newest backup that counts, how many there are and where, and the second folder."""

    made: dt.datetime | None
    proved: dt.datetime | None
    tried: dt.datetime | None
    """The last trial."""
    inside: int
    """How many count in the vault itself."""
    outside: int
    damaged: int
    folder: Path
    second: Path | None
    second_there: bool
    cloud: CloudFolder | None
    aside: Path
    """Where the vault would go when one is brought back."""
    reachable: tuple[KnownBackup, ...] = field(repr=False)
    away: tuple[AwayFolder, ...] = field(repr=False)
    """Folders with copies that are not connected."""


def overview(desk: Desk) -> Overview:
    """What is known, from the list in the notes; the newest first."""
    known, folder = backups.known(desk), desk.vault.paths.backups
    second = backups.second_folder(desk)
    inside = [info for info in known if info.counts and info.kind is FolderKind.VAULT]
    outside = [info for info in known if info.counts and info.kind is FolderKind.SECOND]
    drills = [each.at for each in desk.vault.trail.entries() if each.code is AuditCode.DRILLED]
    places = [(info, folder / info.name, False) for info in inside]
    if second is not None:
        places += [(info, second / info.name, True) for info in outside]
    reachable = [
        KnownBackup(path=path, made=_when(desk, info.made_at), second=away)
        for info, path, away in places
        if os.path.isfile(path)
    ]
    last = inside[0] if inside else None
    return Overview(
        made=_when(desk, last.made_at) if last is not None else None,
        proved=_when(desk, last.verified_at) if last is not None and last.verified_at is not None else None,
        tried=_when(desk, max(drills)) if drills else None,
        inside=len(inside),
        outside=len(outside),
        damaged=sum(not info.counts for info in known),
        folder=folder,
        second=second,
        second_there=second is not None and is_reachable(second),
        cloud=cloud_folder(second) if second is not None else None,
        aside=restoring.where_aside(desk),
        reachable=tuple(sorted(reachable, key=lambda each: each.made, reverse=True)),
        away=backup_folders.away(desk),
    )


def _when(desk: Desk, moment: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment, tz=desk.clock.now().tzinfo)
