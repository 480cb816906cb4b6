"""New keys for a vault: a new recovery sheet, and the same passphrase or a new one."""

import contextlib
import os
from dataclasses import dataclass, field

from careernotes.errors import CareerNotesError
from careernotes.i18n import _
from careernotes.sealing.kdf import KdfProfile, choose_profile
from careernotes.services import proving
from careernotes.services.last_view import last_view
from careernotes.services.unlocking import WeakPassphraseError, strength
from careernotes.services.work import Work
from careernotes.services.workplace import Desk
from careernotes.vault import rekey
from careernotes.vault.backup_shelf import files, listed, remove_files, sweep_own
from careernotes.vault.errors import DamagedHeaderError, WrongPassphraseError
from careernotes.vault.migrating import drop_copies, kept_copies
from careernotes.vault.moving import beside
from careernotes.vault.passphrase_proof import prove_passphrase


@dataclass(slots=True, kw_only=True, eq=False)
class NewSheet:
    """New keys that wait for :func:`finish`: the sheet must be on paper first. ``old_copies`` is how many
    backups and earlier copies in the vault open with the old sheet only.
    """

    sheet: str = field(repr=False)
    old_copies: int
    keys: rekey.NewKeys = field(repr=False)


def begin(
    desk: Desk,
    passphrase: str,
    *,
    profile: KdfProfile | None = None,
    work: Work | None = None,
    allow_test: bool = False,
) -> NewSheet:
    """New files beside the old ones, proved; *passphrase* may be the present one. Until :func:`finish`
    nothing has changed.

    Raises:
        WeakPassphraseError: when it is a new one that will not do.
        CareerNotesError: when the vault is damaged or cannot be written; see ``vault.rekey``.
    """
    if not _is_present(desk, passphrase, allow_test=allow_test) and not strength(passphrase).accepted:
        raise WeakPassphraseError
    watched = work or Work.silent()
    # What was put aside is sealed under the old keys: with the notes it goes along.
    last_view(desk)
    keys = rekey.prepare(
        desk.vault,
        passphrase,
        profile or choose_profile(),
        allow_test=allow_test,
        now=lambda: int(desk.clock.now().timestamp()),
        progress=lambda done, of: watched.step(done / max(of, 1), _("Making the vault anew")),
    )
    paths = desk.vault.paths
    old = len(files(paths.backups)) + len(kept_copies(paths))
    return NewSheet(sheet=keys.recovery_sheet, old_copies=old, keys=keys)


def begin_proved(
    desk: Desk,
    passphrase: str,
    *,
    profile: KdfProfile | None = None,
    work: Work | None = None,
    allow_test: bool = False,
) -> NewSheet:
    """Like :func:`begin`, in a vault that has been open for a while.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is done then.
    """
    proving.require(desk)
    return begin(desk, passphrase, profile=profile, work=work, allow_test=allow_test)


def waits(desk: Desk) -> bool:
    """Whether new files wait for their sheet to be typed back: nothing that can wait is written meanwhile."""
    return beside(desk.vault.paths).folder.is_dir()


def finish(desk: Desk, new: NewSheet, *, drop_old: bool = False) -> int:
    """Put the new keys in force and lock the vault; with *drop_old*, copies under the old keys go: how many.

    One that cannot be deleted stays, and is not counted: the new keys are in force all the same.

    Raises:
        ChangedMeanwhileError: when something was written since :func:`begin`; nothing has changed then.
    """
    paths, vault_id = desk.vault.paths, desk.vault.vault_id
    names = [path.name for path in files(paths.backups)]
    mine = {info.name for info in listed(desk.vault.notes.connection())}
    rekey.commit(new.keys)
    if not drop_old:
        return 0
    own = {name for name in names if name in mine}
    copies = {path.name for path in kept_copies(paths)}
    with contextlib.suppress(CareerNotesError, OSError):
        sweep_own(paths, vault_id)
    for name in sorted(own):
        with contextlib.suppress(CareerNotesError, OSError):
            remove_files(paths.backups, [name])
    with contextlib.suppress(CareerNotesError, OSError):
        drop_copies(paths)
    gone = {name for name in own | copies if not os.path.lexists(paths.backups / name)}
    return len(gone)


def abandon(new: NewSheet) -> None:
    """Leave everything as it is."""
    rekey.abandon(new.keys)


def _is_present(desk: Desk, passphrase: str, *, allow_test: bool) -> bool:
    try:
        prove_passphrase(desk.vault, passphrase, allow_test=allow_test)
    except (WrongPassphraseError, DamagedHeaderError):
        return False
    return True
