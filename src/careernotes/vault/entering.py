"""The last step of opening a vault: its stores under a known master key, and what there is to tell."""

import contextlib
from collections.abc import Callable
from functools import partial
from weakref import ref

from careernotes.sealing.keys import vault_keys
from careernotes.vault.arriving import sweep_leftovers
from careernotes.vault.audit import AuditCode, Now, OpenedWith
from careernotes.vault.backup_errors import OldPassphraseError
from careernotes.vault.backup_shelf import sweep_own
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import store_errors
from careernotes.vault.counts_anew import begin_counts_anew
from careernotes.vault.errors import DiskFullError, Notice
from careernotes.vault.header import Header
from careernotes.vault.header_store import heal_headers
from careernotes.vault.heads import judge
from careernotes.vault.migrating import KEPT_UNLOCKS, drop_copies
from careernotes.vault.move_marker import which_file
from careernotes.vault.moving import is_before, read_marker, sweep
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import open_stores
from careernotes.vault.state import count_unlock, read_head, write_generation

Tokens = Callable[[int], bytes]


def enter(
    paths: VaultPaths,
    master: bytearray,
    *,
    tokens: Tokens,
    how: OpenedWith,
    now: Now,
    header: Header | None = None,
    then: Header | None = None,
) -> OpenVault:
    """The vault behind *master*, with everything there is to tell, and its unlocking noted in the trail.

    *header* is the one a passphrase opened, *then* one that was only found to be authentic.

    Raises:
        OldPassphraseError: when the vault is being given new keys, and *master* is from before.
        AlreadyOpenError, DamagedVaultError, NewerVaultError, ReadOnlyFolderError: when it cannot be used.
    """
    file = _refuse_old_keys(paths, master)
    with contextlib.ExitStack() as stack, vault_keys(master) as keys:
        notes, connection = open_stores(paths, keys, tokens, now=now)
        # Never left open behind a failure: it would be locked against its owner.
        stack.callback(connection.close)
        # Once more, now that nobody else can put new keys in force.
        _refuse_old_keys(paths, master, file)
        notices = _told(notes, header, then)
        if header is not None:
            notices |= heal_headers(paths, header, keys.header)
        # A full disk is no reason not to read.
        with contextlib.suppress(DiskFullError):
            _sweep_all(paths, notes, keys.header)
            _note_unlock(paths, notes, how, header.generation if header is not None else 0)
        vault = OpenVault(
            paths=paths, notes=notes, connection=connection, master=master, notices=notices,
            sheet_used=how is OpenedWith.SHEET,
            generation=header.generation if header is not None else 0,
        )  # fmt: skip
        stack.pop_all()
    vault.notes.when_counts_damaged = partial(_mend_counts, ref(vault))
    return vault


def _refuse_old_keys(
    paths: VaultPaths, master: bytearray, file: tuple[int, int] | None = None
) -> tuple[int, int]:
    """New keys were put in force while the passphrase was being tried: their files are not even opened.

    The marker may have come and gone: then the notes are no longer the *file* this answered the first time.
    """
    if is_before(read_marker(paths), master):
        raise OldPassphraseError
    found = which_file(paths.notes)
    if file not in {None, found}:
        raise OldPassphraseError
    return found


def _sweep_all(paths: VaultPaths, notes: NotesStore, header_key: bytearray) -> None:
    """What was cut short goes; nobody else has the vault open."""
    head, own = read_head(notes.connection()), notes.state()
    sweep(paths, header_key, own.vault_id, own.header_generation)
    sweep_own(paths, own.vault_id)
    sweep_leftovers(paths, header_key, own.vault_id, head.commit_seq)


def note_passphrase(notes: NotesStore, generation: int) -> None:
    """Inside a transaction: the header of this generation is in force, and the trail says so."""
    write_generation(notes.connection(), generation)
    notes.trail.append(AuditCode.SLOT_CHANGED, generation)


def _mend_counts(vault: "ref[OpenVault]") -> None:
    if (own := vault()) is not None and own.is_open:
        begin_counts_anew(own)


def _told(notes: NotesStore, header: Header | None, then: Header | None) -> frozenset[Notice]:
    state, told = notes.state(), set()
    if state.facts_stale:
        told.add(Notice.COUNTS_REBUILT)
    if header is not None and header.generation < state.header_generation:
        told.add(Notice.HEADER_OLDER)
    known = header or then
    if known is not None:
        told |= judge(known.head, read_head(notes.connection()), counts_stale=state.facts_stale)
    return frozenset(told)


def _note_unlock(paths: VaultPaths, notes: NotesStore, how: OpenedWith, generation: int) -> None:
    """The trail says so; what a proved migration left is cleared away in time."""
    connection = notes.connection()
    with notes.transaction(trail_only=True):
        if generation > notes.state().header_generation:
            # A change of passphrase was cut short between the header and this note of it.
            note_passphrase(notes, generation)
        notes.trail.append(AuditCode.UNLOCKED, how)
        with store_errors(paths.notes.name):
            unlocks = count_unlock(connection)
    # The unlock that migrated is the first.
    if unlocks > KEPT_UNLOCKS:
        with contextlib.suppress(OSError):
            drop_copies(paths)
