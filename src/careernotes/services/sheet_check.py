"""Whether the recovery sheet reached paper: kept in the vault, whatever closes the window."""

import secrets
import shutil

from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
from careernotes.services.workplace import Desk
from careernotes.vault import lifecycle
from careernotes.vault.bundle import disk_errors
from careernotes.vault.keeping import SettingName

_WAITING, _WITHOUT = "waiting", "without "


class VaultInUseError(CareerNotesError):
    """A vault in which somebody is kept is never made anew."""

    code = "CN521"
    message = "There are people in this vault."
    safe = "Nothing has been removed."
    hint = "Type your recovery sheet, or go on without one."


def to_be_checked() -> dict[SettingName, str]:
    """What a new vault is made with when its sheet still has to be typed back."""
    return {SettingName.SHEET_CHECKED_ON: _WAITING}


def check_waits(desk: Desk) -> bool:
    """Whether nobody has typed the sheet back yet, nor knowingly gone on without one."""
    return desk.store.setting(SettingName.SHEET_CHECKED_ON) == _WAITING


def note_checked(desk: Desk) -> None:
    """The sheet was typed back today."""
    _keep(desk, desk.today.isoformat())


def note_without(desk: Desk) -> None:
    """The mentor goes on without a sheet, and knows what that means."""
    _keep(desk, _WITHOUT + desk.today.isoformat())


def prove_sheet(desk: Desk, sheet: str) -> None:
    """Note that this sheet opens this vault.

    Raises:
        WrongSheetError: when it does not.
    """
    lifecycle.check_sheet(desk.vault, sheet)
    note_checked(desk)


def can_be_made_anew(desk: Desk) -> bool:
    """Whether nothing would be lost: the sheet was never checked and there is nobody in the vault."""
    return check_waits(desk) and not desk.store.count(Mentee)


def remove_empty(desk: Desk) -> None:
    """Remove a vault nobody is in, so that it can be made anew; it is closed first.

    Raises:
        VaultInUseError: when somebody is kept in it, or its sheet was checked.
        ReadOnlyFolderError: when it cannot be removed.
    """
    if not can_be_made_anew(desk):
        raise VaultInUseError
    folder = desk.vault.paths.folder
    desk.close()
    aside = folder.with_name(f"{folder.name}.gone-{secrets.token_hex(4)}")
    with disk_errors():
        # Renamed in one step: a crash leaves either the whole vault, or nothing under its name.
        folder.rename(aside)
        shutil.rmtree(aside)


def _keep(desk: Desk, value: str) -> None:
    with desk.store.transaction():
        desk.store.set_setting(SettingName.SHEET_CHECKED_ON, value)
