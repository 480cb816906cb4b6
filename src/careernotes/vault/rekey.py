"""New keys for a vault: a new recovery sheet, a new master key, every file made anew under it.

``prepare`` makes the new files beside the old ones and proves them; the owner then writes the new sheet down,
and ``commit`` puts them in force. Until then the old passphrase and the old sheet are the ones that count.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from careernotes.logs import Event, log
from careernotes.sealing.kdf import KdfProfile, check_profile
from careernotes.sealing.keys import ROOT_BYTES, Shielded, VaultKeys, master_from_root, vault_keys, wipe
from careernotes.vault import recovery_sheet
from careernotes.vault.aside import read_aside
from careernotes.vault.audit import (
    AuditCode,
    Now,
    append_entry,
    epoch_seconds,
    read_entries,
    reseal,
    verify_trail,
)
from careernotes.vault.backup_errors import ChangedMeanwhileError
from careernotes.vault.backup_shelf import forget_all
from careernotes.vault.bundle import VaultPaths, disk_errors, make_folder, sync_folder, write_file
from careernotes.vault.connection import Connection, attach, open_keyed, settle, store_errors
from careernotes.vault.copy_proof import prove_notes, prove_pages, prove_themes
from careernotes.vault.copying import copy_store, opened_copy
from careernotes.vault.errors import AlreadyOpenError, DamagedVaultError
from careernotes.vault.freshness import Progress, quiet, recount, scan
from careernotes.vault.header import Head, write_header
from careernotes.vault.header_store import next_generation, unlock_copies
from careernotes.vault.hot_journal import nobody_else
from careernotes.vault.ledger_memory import opened_ledger
from careernotes.vault.moving import Marker, begin_move, beside, clear, finish_move, new_files
from careernotes.vault.new_header import make_header
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import Carried, ReleaseLedger, blur_in_force, sign_in_force
from careernotes.vault.row_hasher import RowHasher
from careernotes.vault.state import next_commit, read_head, stamp, write_generation

Tokens = Callable[[int], bytes]
_STEPS = 6


@dataclass(slots=True, kw_only=True, eq=False)
class NewKeys:
    """New files that wait to be put in force, and the only copy of their recovery sheet."""

    recovery_sheet: str = field(repr=False)
    vault: OpenVault = field(repr=False)
    made_from: Head = field(repr=False)
    released: str = field(repr=False)
    master: Shielded = field(repr=False)
    files: dict[str, bytes] = field(repr=False)


def prepare(
    vault: OpenVault,
    passphrase: str,
    profile: KdfProfile,
    *,
    tokens: Tokens = secrets.token_bytes,
    allow_test: bool = False,
    now: Now = epoch_seconds,
    progress: Progress = quiet,
) -> NewKeys:
    """New files under new keys, proved by opening them; the vault goes on as it is until :func:`commit`.

    Raises:
        WeakKdfError: when the profile is below the floor.
        DamagedVaultError, DamagedLedgerError, LedgerMissingError: when the vault does not hold together: a
            damaged one is never given new keys.
        DiskFullError, ReadOnlyFolderError: when it cannot be written; nothing is left behind then.
    """
    check_profile(profile, allow_test=allow_test, new=True)
    root = bytearray(tokens(ROOT_BYTES))
    master = master_from_root(root)
    try:
        made_from = read_head(vault.notes.connection())
        _refuse_damaged(vault)
        with _all_or_nothing(vault.paths) as new:
            generation, head, released = _make_stores(vault, new, master, now(), progress)
            header = make_header(
                master, vault.vault_id, generation, passphrase, profile, head=head, tokens=tokens,
                allow_test=allow_test,
            )  # fmt: skip
            for path in new.headers:
                write_file(path, write_header(header))
            wipe(unlock_copies(new, passphrase, allow_test=allow_test)[0])
        progress(_STEPS, _STEPS)
        return NewKeys(
            recovery_sheet=recovery_sheet.write_sheet(root), vault=vault, made_from=made_from,
            released=released, master=Shielded(master), files=new_files(vault.paths),
        )  # fmt: skip
    finally:
        wipe(root, master)


def commit(new: NewKeys) -> None:
    """Put the new files in force and close the vault: it opens with the new passphrase and the new sheet.

    Raises:
        ChangedMeanwhileError: when anything was written or released since :func:`prepare`, or half typed
            words wait in a file of their own; nothing is changed then.
        LedgerMissingError, DamagedLedgerError: as there; the old keys stay.
        AlreadyOpenError, BusyError: when another program opened the vault, or releases something, at this
            moment; the old keys stay.
        DiskFullError, ReadOnlyFolderError: when the move cannot begin; the old keys are in force then.
    """
    vault = new.vault
    # First of all: what is put aside from now on would be sealed under keys that go.
    vault.keys_go = True
    try:
        with opened_ledger(vault) as ledger, ledger.held():
            _refuse_changed(new, ledger)
            marker = _leave_for(new)
    except BaseException:
        vault.keys_go = False
        if vault.is_open:
            abandon(new)
        raise
    finally:
        new.master.wipe()
    _refuse_company(vault.paths)
    finish_move(vault.paths, marker)
    log(Event.VAULT_REKEYED)


def _leave_for(new: NewKeys) -> Marker:
    """Closes the vault once the marker says that its files are to go: it is locked to all others until then,
    and the list of releases is held, so nobody can have written into any of them.
    """
    vault, master, old_master = new.vault, new.master.reveal(), new.vault.reveal_master()
    try:
        with vault_keys(old_master) as old, vault_keys(master) as keys, contextlib.closing(vault):
            vault.leave()
            return begin_move(vault.paths, old.header, keys.header, new.files, vault.raw_file)
    finally:
        wipe(master, old_master)


def _refuse_changed(new: NewKeys, ledger: ReleaseLedger) -> None:
    """What the new files lack must not go with the old ones."""
    vault = new.vault
    changed = ledger.head() != new.released
    if changed or read_head(vault.notes.connection()) != new.made_from or read_aside(vault):
        raise ChangedMeanwhileError


def _refuse_company(paths: VaultPaths) -> None:
    """No file is moved away under a program that has just opened it. It wrote nothing: from the marker on
    nobody comes in with the old keys.
    """
    with nobody_else(paths.notes) as alone:
        if alone:
            return
    clear(paths)
    raise AlreadyOpenError


def abandon(new: NewKeys) -> None:
    """Forget the new files; the vault stays as it is."""
    new.master.wipe()
    clear(new.vault.paths)


@contextlib.contextmanager
def _all_or_nothing(paths: VaultPaths) -> Iterator[VaultPaths]:
    """The folder for the new files; empty again when anything fails."""
    clear(paths)
    new = beside(paths)
    make_folder(new.folder)
    try:
        yield new
        sync_folder(new.folder)
    except BaseException:
        clear(paths)
        raise


def _make_stores(
    vault: OpenVault, new: VaultPaths, master: bytearray, at: int, progress: Progress
) -> tuple[int, Head, str]:
    """All three databases under the new keys, proved; the generation of the new header, its head, and the
    head of the list of releases.
    """
    state, old_master = vault.notes.state(), vault.reveal_master()
    try:
        with vault_keys(old_master) as old, vault_keys(master) as keys:
            generation = next_generation(vault.paths, old.header, state.header_generation)
            released = _copy_stores(vault, new, old, keys, progress)
            head = _renew(new, keys, generation, at, progress)
            _prove(vault, new, old, keys, progress)
    finally:
        wipe(old_master)
    return generation, head, released


def _refuse_damaged(vault: OpenVault) -> None:
    with store_errors("notes.db"):
        if not vault.integrity().fine:
            raise DamagedVaultError(part="notes.db")


def _copy_stores(
    vault: OpenVault, new: VaultPaths, old: VaultKeys, keys: VaultKeys, progress: Progress
) -> str:
    connection = vault.notes.connection()
    copy_store(connection, "main", new.notes, keys.notes)
    progress(1, _STEPS)
    copy_store(connection, "th", new.themes, keys.themes)
    with opened_ledger(vault) as ledger:
        copy_store(ledger.connection(), "main", new.releases, keys.releases)
        carried = {
            Carried.BLUR: blur_in_force(ledger, old.releases),
            Carried.SIGN: sign_in_force(ledger, old.sign),
        }
        heads = ledger.heads()
    try:
        with contextlib.closing(ReleaseLedger.open(new.releases, keys.releases, create=False)) as fresh:
            fresh.carry(carried)
            # An entry may be made while this goes on; then :func:`commit` refuses.
            copied = fresh.heads()
            kept = all(fresh.carried(name) == key for name, key in carried.items())
            if copied != heads[: len(copied)] or not kept:
                raise DamagedVaultError(part=new.releases.name)
            prove_pages(fresh.connection(), new.releases.name)
    finally:
        wipe(*carried.values())
    progress(2, _STEPS)
    return copied[-1]


def _renew(new: VaultPaths, keys: VaultKeys, generation: int, at: int, progress: Progress) -> Head:
    """What is sealed under a key of its own is sealed anew: every row's sum, and the trail."""
    connection = _joined(new, keys)
    try:
        with store_errors(new.notes.name):
            connection.execute("BEGIN IMMEDIATE")
            reseal(connection, keys.audit)
            append_entry(connection, keys.audit, AuditCode.REKEYED, generation, at)
            forget_all(connection)
            write_generation(connection, generation)
            next_commit(connection)
            stamp(connection)
            recount(connection, keys.sum)
            connection.execute("COMMIT")
            return read_head(connection)
    finally:
        connection.close()
        progress(3, _STEPS)


def _joined(new: VaultPaths, keys: VaultKeys) -> Connection:
    connection = open_keyed(new.notes, keys.notes)
    try:
        settle(connection, "main")
        attach(connection, new.themes, keys.themes)
        settle(connection, "th")
    except BaseException:
        connection.close()
        raise
    return connection


def _prove(vault: OpenVault, new: VaultPaths, old: VaultKeys, keys: VaultKeys, progress: Progress) -> None:
    """Opened by themselves, the new files hold every row of the old ones; the trail has one line more."""
    with opened_copy(new.notes, keys.notes) as notes:
        sums = prove_notes(notes, keys.sum)
        progress(4, _STEPS)
        _same_rows(vault, notes, "main", "notes", old)
        lines = tuple((e.seq, e.at, e.code, e.ref) for e in vault.trail.entries())
        ours = tuple((e.seq, e.at, e.code, e.ref) for e in read_entries(notes))
        if not verify_trail(notes, keys.audit).ok or ours[:-1] != lines:
            raise DamagedVaultError(part=new.notes.name)
    with opened_copy(new.themes, keys.themes) as themes:
        prove_themes(themes, keys.sum, sums)
        _same_rows(vault, themes, "th", "themes", old)
    progress(5, _STEPS)
    with disk_errors():
        for name in (new.notes.name, new.themes.name, new.releases.name):
            (new.folder / f"{name}-journal").unlink(missing_ok=True)


def _same_rows(vault: OpenVault, copy: Connection, database: str, part: str, old: VaultKeys) -> None:
    hasher = RowHasher(old.sum)
    with store_errors(f"{part}.db"):
        theirs = scan(vault.notes.connection(), hasher, database)
        ours = scan(copy, hasher, "main", part=part)
    # The lines of the trail were compared one by one; the list of backups begins anew.
    for sums in (theirs, ours):
        sums.pop("notes.audit", None)
        sums.pop("notes.managed_backup", None)
    if theirs != ours:
        raise DamagedVaultError(part=f"{part}.db")
