"""A backup in the place of the open vault: behind the passphrase, and the vault is closed for it."""

from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.i18n import _
from careernotes.services import proving
from careernotes.services.work import Work
from careernotes.services.workplace import Desk
from careernotes.vault import recovery_sheet, restore
from careernotes.vault.arriving import free_aside
from careernotes.vault.audit import LockReason
from careernotes.vault.errors import WrongPassphraseError, WrongSheetError
from careernotes.vault.restore import Restored


class OtherSecretError(CareerNotesError):
    """The backup has another passphrase than the one that was typed for it."""

    code = "CN582"
    message = "This backup opens with another passphrase."
    safe = "Nothing has been changed."
    hint = "Type the passphrase, or the recovery sheet, from the day the backup was made."


def where_aside(desk: Desk) -> Path:
    """Where the present vault would go."""
    return free_aside(desk.vault.paths.folder)


def bring_back(
    desk: Desk, file: Path, secret: str, *, work: Work | None = None, allow_test: bool = False
) -> Restored:
    """The backup *file* in the place of this vault, which is closed and moved aside whole.

    *secret* is the passphrase, or the recovery sheet, from the day the backup was made. Until everything is
    built and proved the vault stays open, and as it is.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute.
        OtherSecretError: when *secret* does not open the backup.
        CareerNotesError: see ``vault.restore``.
    """
    proving.require(desk)
    watched, into = work or Work.silent(), desk.vault.paths.folder

    def told(done: int, of: int) -> None:
        watched.step(done / max(of, 1), _("Restoring a backup"))

    def make_way() -> None:
        desk.close(LockReason.ASKED)

    told(0, 1)
    try:
        if recovery_sheet.read_sheet(secret) is not None:
            return restore.restore_with_sheet(
                file, into, secret, now=lambda: desk.moment, progress=told, make_way=make_way
            )
        return restore.restore_with_passphrase(
            file, into, secret, allow_test=allow_test, now=lambda: desk.moment, progress=told,
            make_way=make_way,
        )  # fmt: skip
    except (WrongPassphraseError, WrongSheetError):
        raise OtherSecretError from None
