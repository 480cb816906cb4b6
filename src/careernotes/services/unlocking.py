"""Making a vault, opening it, and changing its passphrase."""

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.domain.clock import Clock
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile, choose_profile
from careernotes.services import proving
from careernotes.services.desk import Desk, open_desk
from careernotes.services.passphrases import Strength, generate_passphrase, strength
from careernotes.services.sheet_check import check_waits, note_checked, to_be_checked
from careernotes.services.workplace import SystemClock
from careernotes.vault import lifecycle
from careernotes.vault.bundle import CloudFolder, cloud_folder
from careernotes.vault.errors import DiskFullError
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.passphrase_proof import prove_passphrase

__all__ = [
    "CloudFolder", "KdfProfile", "NewVault", "Strength", "WeakPassphraseError", "change_passphrase",
    "change_proved", "check_groups", "cloud_folder", "create", "generate_passphrase", "pick_groups",
    "strength", "unlock", "unlock_with_sheet",
]  # fmt: skip

GROUPS = 12
_ASKED = 3


class WeakPassphraseError(CareerNotesError):
    """A passphrase that can be guessed."""

    code = "CN520"
    message = "This passphrase can be guessed too easily."
    safe = "Nothing has been made or changed."
    hint = "Take the one offered, or use five words that have nothing to do with each other."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """A new vault, open, and the only copy of its recovery sheet."""

    desk: Desk
    sheet: str = field(repr=False)


def create(
    folder: Path,
    *,
    passphrase: str,
    profile: KdfProfile | None = None,
    clock: Clock | None = None,
    allow_test: bool = False,
    ask_back: bool = False,
) -> NewVault:
    """A new vault at *folder*. Without a profile this computer's own best is measured (about two seconds).

    With *ask_back* the vault remembers, from its first moment on, that its sheet still has to be typed back.

    Raises:
        WeakPassphraseError: when the passphrase will not do.
        CareerNotesError: when the folder cannot be used; nothing is left behind then.
    """
    _refuse_weak(passphrase)
    clock = clock or SystemClock()
    made = lifecycle.create_vault(
        folder,
        passphrase=passphrase,
        profile=profile or choose_profile(),
        clock=clock,
        allow_test=allow_test,
        settings=to_be_checked() if ask_back else lifecycle.NO_SETTINGS,
    )
    return NewVault(desk=_desk_or_close(made.vault, clock), sheet=made.recovery_sheet)


def unlock(folder: Path, passphrase: str, *, clock: Clock | None = None, allow_test: bool = False) -> Desk:
    """The desk of the vault in *folder*.

    Raises:
        CareerNotesError: for a wrong passphrase, or a folder that does not open; see ``vault.lifecycle``.
    """
    vault = lifecycle.open_with_passphrase(
        folder, passphrase, allow_test=allow_test, now=_seconds_of(clock or SystemClock())
    )
    return _desk_or_close(vault, clock)


def unlock_with_sheet(folder: Path, sheet: str, *, clock: Clock | None = None) -> Desk:
    """The desk of the vault in *folder*, opened with the recovery sheet; a new passphrase can then be set.

    Raises:
        CareerNotesError: for a wrong sheet, or a folder that does not open.
    """
    now = _seconds_of(clock or SystemClock())
    desk = _desk_or_close(lifecycle.open_with_sheet(folder, sheet, now=now), clock)
    try:
        proving.just_unlocked(desk)
        if check_waits(desk):
            # A sheet that opens the vault is on paper, and right. A full disk keeps nobody out for that.
            with contextlib.suppress(DiskFullError):
                note_checked(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def _seconds_of(clock: Clock) -> Callable[[], int]:
    return lambda: int(clock.now().timestamp())


def _desk_or_close(vault: OpenVault, clock: Clock | None) -> Desk:
    """A vault never stays open behind a failure: it would be locked against its owner."""
    try:
        return open_desk(vault, clock)
    except BaseException:
        vault.close()
        raise


def change_passphrase(
    desk: Desk, new: str, *, profile: KdfProfile | None = None, allow_test: bool = False
) -> None:
    """Put a new passphrase in force.

    Raises:
        WeakPassphraseError: when it will not do.
        CareerNotesError: when it cannot be written; the old one still works then.
    """
    _refuse_weak(new)
    lifecycle.change_passphrase(desk.vault, new, profile or choose_profile(), allow_test=allow_test)


def change_proved(
    desk: Desk, old: str, new: str, *, dearer: bool = False, profile: KdfProfile | None = None
) -> None:
    """Puts *new* in force after *old*, or the recovery sheet that opened the vault, was shown to be right;
    that sheet not again within a minute.

    *dearer* makes each guess cost 512 MiB or more, also where unlocking then takes longer than 1.5 s.

    Raises:
        WrongPassphraseError, WrongSheetError: when *old* is not the passphrase in force, or not the sheet; it
            stays in force then.
        WeakPassphraseError: when *new* will not do.
        CareerNotesError: when it cannot be written; the old one still works then.
    """
    allow_test = profile is not None
    if not desk.vault.sheet_used:
        prove_passphrase(desk.vault, old, allow_test=allow_test)
    elif not proving.proved(desk):
        proving.prove(desk, old)
    if profile is None and dearer:
        profile = choose_profile(dearer=True)
    change_passphrase(desk, new, profile=profile, allow_test=allow_test)


def _refuse_weak(passphrase: str) -> None:
    if not strength(passphrase).accepted:
        raise WeakPassphraseError


def pick_groups() -> tuple[int, int, int]:
    """Three different groups of the recovery sheet to ask back, counted from 0, in order."""
    left = list(range(GROUPS))
    first, second, third = sorted(left.pop(secrets.randbelow(len(left))) for _each in range(_ASKED))
    return first, second, third


def check_groups(sheet: str, indexes: Sequence[int], typed: Sequence[str]) -> tuple[bool, ...]:
    """Whether each typed group is the one on the sheet."""
    return tuple(
        lifecycle.check_sheet_groups(sheet, {index: text}) for index, text in zip(indexes, typed, strict=True)
    )
