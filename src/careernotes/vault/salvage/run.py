"""Salvage from the folder of a damaged vault to a new vault beside it. The damaged folder is only read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.domain.conversations import NoteBody, Session
from careernotes.logs import Event, log
from careernotes.sealing.keys import VaultKeys, master_from_root, vault_keys, wipe
from careernotes.vault import recovery_sheet
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import DamagedVaultError, WrongSheetError
from careernotes.vault.header_store import unlock_copies
from careernotes.vault.salvage.gather import Found, gather
from careernotes.vault.salvage.rebuild import rebuild

Tell = Callable[[int, int], None]


def _quiet(_done: int, _of: int) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What came out, in counts. ``stand_ins`` are lost people or sessions whose notes were not lost."""

    folder: Path
    notes: int
    sessions: int
    records: int
    drafts: int
    stand_ins: int
    let_go: int
    pages: int
    bad_pages: int
    bad_rows: int
    numbers: int
    """People and meetings that are counted under the number they had."""
    aside: bool
    """Whether half-typed words of the last lock were taken over."""
    undone_pages: int
    """Pages taken as they were before a write that was cut short."""
    free_known: bool
    """Whether pages that hold nothing of today could be told apart; if not, erased words may be back."""
    wrong_tables: tuple[str, ...] | None
    """Kinds of records that are not as they were written last; None when that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where to, and the words only the caller knows: today's date, and an alias for somebody who was lost."""

    into: Path
    today: str
    alias: Callable[[int], str] = field(repr=False)
    tell: Tell = _quiet


def salvage_with_passphrase(
    folder: Path, passphrase: str, plan: Plan, *, allow_test: bool = False
) -> SalvageReport:
    """Everything readable in the damaged vault *folder*, in a new vault.

    Raises:
        MissingHeaderError, DamagedHeaderError: when no copy of the header can be used: take the sheet.
        WrongPassphraseError: when it does not open a header.
        DamagedVaultError: when there is no notes.db at all.
        AlreadyExistsError, ReadOnlyFolderError, DiskFullError: about the new folder.
    """
    paths = VaultPaths(folder)
    master, _unlocked = unlock_copies(paths, passphrase, allow_test=allow_test)
    return _salvage(paths, master, plan)


def salvage_with_sheet(folder: Path, sheet: str, plan: Plan) -> SalvageReport:
    """Like :func:`salvage_with_passphrase`; no header is needed.

    Raises:
        WrongSheetError: when not a single page opens with it.
    """
    read = recovery_sheet.read_sheet(sheet)
    if read is None:
        raise WrongSheetError
    root, _corrected = read
    try:
        master = master_from_root(root)
    finally:
        wipe(root)
    return _salvage(VaultPaths(folder), master, plan, by_sheet=True)


def _salvage(paths: VaultPaths, master: bytearray, plan: Plan, *, by_sheet: bool = False) -> SalvageReport:
    try:
        if not paths.notes.is_file():
            raise DamagedVaultError(part=paths.notes.name)
        with vault_keys(master) as keys:
            found = gather(paths.notes, keys.notes, plan.tell, sum_key=keys.sum)
            if found.bad_pages == found.pages:
                raise WrongSheetError if by_sheet else DamagedVaultError(part=paths.notes.name)
            return _report(paths, found, keys, plan)
    finally:
        wipe(master)


def _report(paths: VaultPaths, found: Found, keys: VaultKeys, plan: Plan) -> SalvageReport:
    notes, sessions = found.count(NoteBody), found.count(Session)
    made = rebuild(paths, plan.into, found, keys, today=plan.today, alias=plan.alias)
    log(Event.VAULT_SALVAGED)
    return SalvageReport(
        folder=made.folder,
        notes=notes,
        sessions=sessions,
        records=made.records,
        drafts=len(found.drafts),
        stand_ins=made.stand_ins,
        let_go=made.let_go,
        pages=found.pages,
        bad_pages=found.bad_pages,
        bad_rows=found.bad_rows,
        numbers=made.numbers,
        aside=made.aside,
        undone_pages=found.undone_pages,
        free_known=found.free_known,
        wrong_tables=found.wrong_tables,
    )
