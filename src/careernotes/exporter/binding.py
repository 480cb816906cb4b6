"""Ties a ledger to something outside its folder: its owner's key file remembers its length and its head.

An empty folder, an older copy or another branch would forbid less than was already released. The ledger is
written first and the key file after it: when the lights go out in between, the ledger is one entry ahead,
which is no fault and is caught up with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from careernotes.exporter.history import open_history
from careernotes.exporter.ledger_errors import ForkedLedgerError, OldLedgerError
from careernotes.sealing.errors import CannotWriteError
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

LEDGER_NAME = "releases.db"


def ledger_path(folder: Path) -> Path:
    """The ledger in the folder its owner chose, which is made when it is not there.

    Raises:
        CannotWriteError: when it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError from None
    return folder / LEDGER_NAME


def has_ledger(folder: Path, keys: ProgrammeKeys) -> bool:
    """Whether there is one, or should be; nothing is made."""
    remembered = keys.memory is not None and keys.memory.entries > 0
    return remembered or (folder / LEDGER_NAME).is_file()


@contextmanager
def open_bound(folder: Path, keys: ProgrammeKeys, *, create: bool = True) -> Iterator[ReleaseLedger]:
    """The ledger of the owner of *keys*, held against what the key remembers; a first one is made with
    *create*.

    Raises:
        OldLedgerError, ForkedLedgerError, LedgerMissingError, CannotWriteError.
    """
    path = ledger_path(folder)
    known = keys.memory.entries if keys.memory is not None else 0
    if known and not path.is_file():
        raise OldLedgerError(missing=known)
    with open_history(path, keys.releases80, create=create) as ledger:
        check_bound(ledger, keys)
        yield ledger


def check_bound(ledger: ReleaseLedger, keys: ProgrammeKeys) -> None:
    """Returns when the ledger is the one its owner's key remembers, or goes on from it.

    Raises:
        OldLedgerError: when entries are missing from it.
        ForkedLedgerError: when it has others.
    """
    if keys.memory is None:
        return
    heads = ledger.heads()
    entries = len(heads) - 1
    if entries < keys.memory.entries:
        raise OldLedgerError(missing=keys.memory.entries - entries)
    if keys.memory.entries and heads[keys.memory.entries] != keys.memory.head:
        raise ForkedLedgerError


def enter(ledger: ReleaseLedger, keys: ProgrammeKeys, release: Release, *, after: str) -> str:
    """Add an entry to a bound ledger and let the key remember it; gives the head after it.

    *after* is the head at which it was decided that the entry may be made: when another process has made one
    since, the decision is void.

    Raises:
        LedgerMovedOnError: when *after* is no longer the head.
        CannotReadError, CannotWriteError: when the key file cannot be written; nothing is entered then.
    """
    # Written twice: before the entry to be sure that it can be, and after it with the new head.
    _remember(ledger, keys)
    entered = ledger.append(replace(release, previous=after))
    _remember(ledger, keys)
    return entered.entry_hash()


def pool_reports(ledger: ReleaseLedger) -> tuple[str, ...]:
    """The hashes of every report of the whole programme, the oldest first."""
    return tuple(entry.model_hash for entry in ledger.all() if entry.kind is ReleaseKind.POOL)


def sums_given(ledger: ReleaseLedger) -> tuple[Release, ...]:
    """Every sum the lead gave, the oldest first."""
    return tuple(entry for entry in ledger.all() if entry.kind is ReleaseKind.SUM)


def _remember(ledger: ReleaseLedger, keys: ProgrammeKeys) -> None:
    if keys.memory is not None:
        keys.remember(replace(keys.memory, entries=len(ledger.heads()) - 1, head=ledger.head()))
