"""The passphrase asked again before what cannot be undone, unless it was shown in the last minute."""

import time
from collections.abc import Callable
from weakref import WeakKeyDictionary

from careernotes.errors import CareerNotesError
from careernotes.services.workplace import Desk
from careernotes.vault.lifecycle import check_sheet
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.passphrase_proof import prove_passphrase

LASTS_SECONDS = 60.0


def _seconds() -> float:
    """A clock nobody can set, which goes on while the computer sleeps where the system has such a clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


# Who proved it when; nothing of it outlives the open vault.
_PROVED: WeakKeyDictionary[OpenVault, float] = WeakKeyDictionary()


class NotProvedError(CareerNotesError):
    """The passphrase was not shown in the last minute."""

    code = "CN533"
    message = "This needs your passphrase first."
    safe = "Nothing has been done."
    hint = "Type the passphrase, and do it again within a minute."


def proved(desk: Desk, now: Callable[[], float] = _seconds) -> bool:
    """Whether the passphrase was shown within the last minute."""
    moment = _PROVED.get(desk.vault)
    return desk.vault.is_open and moment is not None and 0.0 <= now() - moment <= LASTS_SECONDS


def require(desk: Desk, now: Callable[[], float] = _seconds) -> None:
    """Returns when it was.

    Raises:
        NotProvedError: when it was not, or longer ago than a minute.
    """
    if not proved(desk, now):
        raise NotProvedError


def prove(desk: Desk, typed: str, *, allow_test: bool = False, now: Callable[[], float] = _seconds) -> None:
    """Take *typed* as the passphrase in force; in a vault opened with its recovery sheet, as that sheet.

    Raises:
        WrongPassphraseError, WrongSheetError: when it is not; what was proved before no longer counts.
        DamagedHeaderError: when no header of this vault is left to try it on.
    """
    _PROVED.pop(desk.vault, None)
    if desk.vault.sheet_used:
        check_sheet(desk.vault, typed)
    else:
        prove_passphrase(desk.vault, typed, allow_test=allow_test)
    _PROVED[desk.vault] = now()


def just_unlocked(desk: Desk, now: Callable[[], float] = _seconds) -> None:
    """It was shown a moment ago, to open this very vault: for a program that opens it for one thing only."""
    _PROVED[desk.vault] = now()


def forget(desk: Desk) -> None:
    """From now on it is asked again."""
    _PROVED.pop(desk.vault, None)
