"""What an erasure was to take out and left alive, known again at the next unlock.

A receipt that waits knows a keyed hash of what it is about; beside it stand hashes of every row that was to
go with it, and of each draft with its words, since a draft may begin anew under the same name. They are
salted, not keyed: a vault may be given new keys meanwhile. They go with the wait.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careernotes.domain.records import RECORD_TYPES, Record
from careernotes.vault import rows
from careernotes.vault.connection import store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.keeping import Draft, SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

_PART = "notes.db"
_SALT, _MARK = 16, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is to go with one receipt."""

    identities: frozenset[str] = field(repr=False)
    drafts: tuple[Draft, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """Records and drafts that should have gone."""

    records: tuple[Record, ...] = field(repr=False)
    drafts: tuple[str, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.records) + len(self.drafts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    salt: bytes
    marks: dict[int, frozenset[str]]

    def mark(self, *texts: str) -> str:
        code = hashlib.sha256(self.salt)
        for text in texts:
            code.update(b"\0" + text.encode("utf-8", "replace"))
        return code.hexdigest()[:_MARK]


def subject(audit_key: bytearray, identities: Iterable[str]) -> bytes:
    """A keyed hash that stands for some records on a receipt."""
    code = hmac.new(audit_key, b"erased", hashlib.sha256)
    for key in sorted(identities):
        code.update(b"\0" + key.encode())
    return code.digest()


def remember(store: NotesStore, meant: Mapping[int, Meant]) -> None:
    """Keep by what each is known again, inside the caller's transaction."""
    kept = _read(store)
    for receipt, each in meant.items():
        marks = {kept.mark(key) for key in each.identities}
        marks |= {kept.mark(draft.key, draft.body) for draft in each.drafts}
        if marks:
            kept.marks[receipt] = frozenset(marks)
    _write(store, kept)


def forget(store: NotesStore, waiting: Iterable[int]) -> None:
    """Keep only what the receipts that wait are about; most times there is nothing to be done."""
    kept, wanted = _read(store), frozenset(waiting)
    over = kept.marks.keys() - wanted
    for receipt in over:
        del kept.marks[receipt]
    if over:
        _write(store, kept)


def alive(vault: OpenVault, receipts: Iterable[int]) -> Alive:
    """What these *receipts* are about and can still be read.

    Raises:
        DamagedVaultError: when what is remembered of them cannot be read.
    """
    store, wanted = vault.notes, frozenset(receipts)
    kept = _read(store)
    marks = {mark for receipt, each in kept.marks.items() if receipt in wanted for mark in each}
    about = _subjects(store, wanted)
    with vault.keys as keys:
        audit_key = keys.audit

        def meant(key: str, *words: str) -> bool:
            return subject(audit_key, [key]) in about or kept.mark(key, *words) in marks

        records = [
            record
            for record_type in RECORD_TYPES.values()
            for key in _identities(store, record_type)
            if meant(key) and (record := store.get(record_type, key)) is not None
        ]
        drafts = [each.key for each in store.drafts() if meant(each.key, each.body)]
    return Alive(records=tuple(records), drafts=tuple(drafts))


def _identities(store: NotesStore, record_type: type[Record]) -> tuple[str, ...]:
    table = rows.table_of(record_type)
    with store_errors(_PART):
        # Names of a record type and of its key.
        found = store.connection().execute(f"SELECT {table.key} FROM main.{table.name}")  # noqa: S608 - see above
        return tuple(str(key) for (key,) in found.fetchall())


def _subjects(store: NotesStore, receipts: frozenset[int]) -> frozenset[bytes]:
    with store_errors(_PART):
        found = store.connection().execute("SELECT id, subject FROM main.erasure_receipt").fetchall()
    return frozenset(about for number, about in found if number in receipts and isinstance(about, bytes))


def _read(store: NotesStore) -> _Remembered:
    """The salt on the first line, then a line for each receipt: its number, and what it is about."""
    lines = store.setting(SettingName.ERASING).splitlines()
    if not lines:
        return _Remembered(salt=secrets.token_bytes(_SALT), marks={})
    try:
        parts = [line.split() for line in lines[1:]]
        marks = {int(number): frozenset(found) for number, *found in parts}
        return _Remembered(salt=bytes.fromhex(lines[0]), marks=marks)
    except ValueError:
        raise DamagedVaultError(part=_PART) from None


def _write(store: NotesStore, kept: _Remembered) -> None:
    lines = [" ".join([str(number), *sorted(each)]) for number, each in kept.marks.items()]
    text = "\n".join([kept.salt.hex(), *lines]) if lines else ""
    if text != store.setting(SettingName.ERASING):
        store.set_setting(SettingName.ERASING, text)
