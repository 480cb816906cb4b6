"""The receipts of erasures: a moment, a hash of what went, and counts. No text."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from careernotes.domain.records import RECORD_TYPES, Record, kind_of
from careernotes.vault.connection import store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

_PART = "notes.db"
LINE_OF_LOOK = "line_of_look"


class ErasedWhat(IntEnum):
    """What a receipt is about; the numbers are for ever."""

    PERSON = 1
    SESSION = 2
    NOTE = 3
    RETENTION = 4


def unfinished(store: NotesStore) -> tuple[int, ...]:
    """Receipts of erasures that were cut short after the removal, the oldest first."""
    with store_errors(_PART):
        rows = store.connection().execute(
            "SELECT id FROM main.erasure_receipt WHERE content_sum = ? ORDER BY id", (bytes(32),)
        )
        return tuple(int(str(number)) for (number,) in rows.fetchall())


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt:
    """One receipt as it is kept: a moment, a hash and counts. No text."""

    number: int
    erased_at: int
    what: ErasedWhat
    subject: bytes
    counts: Mapping[str, int]

    @property
    def kind(self) -> str:
        """Of what kind that is for which it stands: what else went hung on it, and so comes after it."""
        return next((name for name in RECORD_TYPES if self.counts.get(name)), "")


def receipts(store: NotesStore, *, of: bytes | None = None) -> tuple[ErasureReceipt, ...]:
    """Every receipt, or those *of* one subject; the oldest first."""
    connection = store.connection()
    with store_errors(_PART):
        rows = connection.execute(
            "SELECT id, erased_at, what, subject FROM main.erasure_receipt"
            " WHERE subject = coalesce(?, subject) ORDER BY id",
            (of,),
        ).fetchall()
        return tuple(
            ErasureReceipt(
                number=int(str(number)), erased_at=int(str(at)), what=ErasedWhat(int(str(what))),
                subject=subject if isinstance(subject, bytes) else b"",
                counts={
                    str(part): int(str(count))
                    for part, count in connection.execute(
                        "SELECT part, number FROM main.erasure_count WHERE receipt = ?", (number,)
                    )
                },
            )
            for number, at, what, subject in rows
        )  # fmt: skip


def identity_hash(audit_key: bytearray, identities: Iterable[str]) -> bytes:
    """A keyed hash that stands for some records on a receipt; of what kind they are, its counts say."""
    code = hmac.new(audit_key, b"erased", hashlib.sha256)
    for key in sorted(identities):
        code.update(b"\0" + key.encode())
    return code.digest()


def was_erased(vault: OpenVault, record_type: type[Record], key: str) -> bool:
    """Whether a receipt stands for the record of this type with this identity, and for nothing else with it.

    An identity is one within a kind only.
    """
    with vault.keys as keys:
        subject = identity_hash(keys.audit, [key])
    kind = kind_of(record_type)
    # Asked at every autosave: the counts of all the others are not read.
    return any(each.kind == kind for each in receipts(vault.notes, of=subject))


def drop_receipts(store: NotesStore, before: int) -> int:
    """Remove receipts older than a moment; inside the caller's transaction. Says how many."""
    with store_errors(_PART):
        connection = store.connection()
        connection.execute(
            "DELETE FROM main.erasure_count WHERE receipt IN"
            " (SELECT id FROM main.erasure_receipt WHERE erased_at < ?)",
            (before,),
        )
        return connection.execute("DELETE FROM main.erasure_receipt WHERE erased_at < ?", (before,)).rowcount


def count(store: NotesStore, receipt: int, counts: Mapping[str, int]) -> None:
    """Put counts on a receipt, inside the caller's transaction."""
    for part, number in counts.items():
        store.connection().execute(
            "INSERT INTO main.erasure_count (receipt, part, number) VALUES (?, ?, ?)"
            " ON CONFLICT (receipt, part) DO UPDATE SET number = excluded.number",
            (receipt, part, number),
        )
