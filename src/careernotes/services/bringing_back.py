"""A backup brought back when the vault itself does not open: in its place, or beside it. Nothing is lost."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from careernotes.domain.clock import Clock
from careernotes.errors import CareerNotesError
from careernotes.services import backups
from careernotes.services.restoring import OtherSecretError
from careernotes.services.work import Work
from careernotes.services.workplace import SystemClock
from careernotes.vault import arriving, recovery_sheet
from careernotes.vault.backup_file import read_manifest
from careernotes.vault.backup_shelf import files
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import WrongPassphraseError, WrongSheetError
from careernotes.vault.restore import Restored

_SUFFIX = ".careernotes"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBackup:
    """A file that says it is a backup; whether it is whole shows when it is brought back."""

    path: Path
    made: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """A vault from a backup, closed; *aside* is where the one that did not open is now."""

    restored: Restored
    vault_id: str


def found_in(folder: Path, clock: Clock | None = None) -> tuple[FoundBackup, ...]:
    """The backups in a vault folder that need not open itself, the newest first."""
    zone, found = (clock or SystemClock()).now().tzinfo, []
    for path in files(VaultPaths(folder).backups):
        try:
            made = dt.datetime.fromtimestamp(read_manifest(path).made_at, tz=zone)
        except (CareerNotesError, OSError, ValueError, OverflowError):
            continue
        found.append(FoundBackup(path=path, made=made))
    return tuple(sorted(found, key=lambda each: each.made, reverse=True))


def comes(folder: Path) -> bool:
    """Whether nothing is at the place, and a restored vault waits for it: the next unlock opens that one."""
    return arriving.waits(VaultPaths(folder))


def place_beside(folder: Path) -> Path:
    """A folder beside this one that is not there yet."""
    stem, number = folder.name.removesuffix(_SUFFIX), 1
    while os.path.lexists(place := folder.with_name(f"{stem}.restored-{number}{_SUFFIX}")):
        number += 1
    return place


def bring_back(
    file: Path, into: Path, secret: str, *, work: Work | None = None, allow_test: bool = False
) -> BroughtBack:
    """The vault in the backup *file*, at *into*, built and proved before anything at that place is moved.

    *secret* is the passphrase, or the recovery sheet, from the day the backup was made. What is at the place
    is moved aside whole.

    Raises:
        OtherSecretError: when *secret* does not open the backup.
        CareerNotesError: see ``vault.restore``; nothing has changed then.
    """
    sheet = recovery_sheet.read_sheet(secret) is not None
    try:
        vault_id = read_manifest(file).vault_id
        restored = backups.put_back(
            file, into, passphrase="" if sheet else secret, sheet=secret if sheet else "", work=work,
            allow_test=allow_test,
        )  # fmt: skip
    except (WrongPassphraseError, WrongSheetError):
        raise OtherSecretError from None
    return BroughtBack(restored=restored, vault_id=vault_id)
