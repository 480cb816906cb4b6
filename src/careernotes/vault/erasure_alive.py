"""What an erasure was to take out and left alive, known again at the next unlock.

Beside a receipt that waits stand hashes of every row that was to go with it, by its kind and its identity,
and of each draft with its words, since a draft may begin anew under the same name. They are salted, not
keyed: a vault may be given new keys meanwhile. What was looked for and is not there is remembered no more:
whoever brings it back afterwards keeps it. They go with the wait.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careernotes.domain.conversations import Session
from careernotes.domain.records import RECORD_TYPES, Record, key_of, kind_of
from careernotes.vault import rows
from careernotes.vault.connection import store_errors
from careernotes.vault.erasure_receipts import LINE_OF_LOOK, identity_hash, receipts
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.keeping import Draft, SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

_PART = "notes.db"
_SALT, _MARK = 16, 32
_DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is to go with one receipt: rows by kind and identity, and drafts."""

    identities: frozenset[tuple[str, str]] = field(repr=False)
    drafts: tuple[Draft, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """Records and drafts that should have gone."""

    records: tuple[Record, ...] = field(repr=False)
    drafts: tuple[Draft, ...] = field(repr=False)

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


def remember(store: NotesStore, meant: Mapping[int, Meant]) -> None:
    """Keep by what each is known again, inside the caller's transaction."""
    kept = _read(store)
    for receipt, each in meant.items():
        marks = {kept.mark(kind, key) for kind, key in each.identities}
        marks |= {kept.mark(_DRAFT, draft.key, draft.body) for draft in each.drafts}
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


def forget_absent(vault: OpenVault, numbers: Iterable[int]) -> Alive:
    """Like :func:`alive`; what of these receipts is not there is remembered no more."""
    store, wanted = vault.notes, frozenset(numbers)
    found = alive(vault, wanted)
    with store.transaction():
        kept = _read(store)
        there = {kept.mark(kind_of(type(each)), key_of(each)) for each in found.records}
        there |= {kept.mark(_DRAFT, each.key, each.body) for each in found.drafts}
        for number in wanted:
            if number in kept.marks:
                kept.marks[number] &= there
            elif not found:
                kept.marks[number] = frozenset()
        _write(store, kept)
    return found


def alive(vault: OpenVault, numbers: Iterable[int]) -> Alive:
    """What the receipts with these numbers are about and can still be read. Nothing is asked of one whose
    look found nothing before: what is there now was brought back.

    Raises:
        DamagedVaultError: when what is remembered of them cannot be read.
    """
    store, wanted = vault.notes, frozenset(numbers)
    kept = _read(store)
    asked = [each for each in receipts(store) if each.number in wanted and LINE_OF_LOOK not in each.counts]
    marks = {mark for each in asked for mark in kept.marks.get(each.number, ())}
    # From before rows were remembered: each stands for one record only.
    about = {(each.kind, each.subject) for each in asked if each.number not in kept.marks}
    with vault.keys as keys:
        audit_key = keys.audit

        def meant(kind: str, key: str, *marked: str) -> bool:
            known = bool(about) and (kind, identity_hash(audit_key, [key])) in about
            return known or kept.mark(*(marked or (kind, key))) in marks

        records = [
            record
            for kind, record_type in RECORD_TYPES.items() if marks or about
            for key in _identities(store, record_type)
            if meant(kind, key) and (record := store.get(record_type, key)) is not None
        ]  # fmt: skip
        session = kind_of(Session)
        drafts = [each for each in store.drafts() if meant(session, each.key, _DRAFT, each.key, each.body)]
    return Alive(records=tuple(records), drafts=tuple(drafts))


def _identities(store: NotesStore, record_type: type[Record]) -> tuple[str, ...]:
    table = rows.table_of(record_type)
    with store_errors(_PART):
        # Names of a record type and of its key.
        found = store.connection().execute(f"SELECT {table.key} FROM main.{table.name}")  # noqa: S608 - see above
        return tuple(str(key) for (key,) in found.fetchall())


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
