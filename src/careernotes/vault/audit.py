"""The trail: what was done with this vault, each line sealed to the one before. Codes only, never a text."""

import enum
import hashlib
import hmac
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from careernotes.assets import read_text
from careernotes.i18n import noop
from careernotes.sealing.keys import Shielded, wipe
from careernotes.vault.connection import Connection, Row, store_errors
from careernotes.vault.migrations import m0002

Now = Callable[[], int]
NO_HEAD = bytes(32)
RECEIPT_WORDS = 8
LONGEST_REF = 64
_LIST_WORDS = 7776


class AuditCode(enum.IntEnum):
    """Everything the trail can say; the numbers are for ever."""

    UNLOCKED = 1
    LOCKED = 2
    EXPORTED = 3
    RELEASED = 4
    CONTRIBUTED = 5
    ERASED = 6
    BACKED_UP = 7
    RESTORED = 8
    SLOT_CHANGED = 9
    REKEYED = 10
    CHECKED = 11
    MIGRATED = 12
    RETENTION_RUN = 13
    ACCESS_COPY = 14
    CORRECTED = 15
    SALVAGED = 16
    DRILLED = 17
    COPIES_GONE = 18
    COPIES_BACK = 19


AUDIT_WORDS: dict[AuditCode, str] = {
    AuditCode.UNLOCKED: noop("Unlocked"),
    AuditCode.LOCKED: noop("Locked"),
    AuditCode.EXPORTED: noop("Exported as readable text"),
    AuditCode.RELEASED: noop("Theme list or report released"),
    AuditCode.CONTRIBUTED: noop("Contribution written for the trustee"),
    AuditCode.ERASED: noop("Erased"),
    AuditCode.BACKED_UP: noop("Backed up"),
    AuditCode.RESTORED: noop("Restored from a backup"),
    AuditCode.SLOT_CHANGED: noop("Passphrase changed"),
    AuditCode.REKEYED: noop("Given new keys and a new recovery sheet"),
    AuditCode.CHECKED: noop("Checked"),
    AuditCode.MIGRATED: noop("Brought to a newer version"),
    AuditCode.RETENTION_RUN: noop("Retention rules applied"),
    AuditCode.ACCESS_COPY: noop("Access copy made"),
    AuditCode.CORRECTED: noop("Correction noted"),
    AuditCode.SALVAGED: noop("Salvaged from a damaged vault"),
    AuditCode.DRILLED: noop("Restore tried out"),
    AuditCode.COPIES_GONE: noop("Copies in a folder said to be gone"),
    AuditCode.COPIES_BACK: noop("Copies in a folder said to be there after all"),
}


class LockReason(enum.IntEnum):
    """Why a vault was locked: the reference of a LOCKED line."""

    CLOSED = 1
    ASKED = 2
    IDLE = 3
    SUSPENDED = 4
    SCREEN_LOCKED = 5


class OpenedWith(enum.IntEnum):
    """What opened a vault: the reference of an UNLOCKED line."""

    PASSPHRASE = 1
    SHEET = 2
    CREATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the trail. ``ref`` is a number or a hash, never words."""

    seq: int
    at: int
    code: AuditCode
    ref: bytes
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """Whether the trail is whole. ``first_wrong`` is the number of the first line that does not hold."""

    entries: int
    head: bytes
    first_wrong: int | None = None

    @property
    def ok(self) -> bool:
        """Whether no line was changed, removed, moved or cut off."""
        return self.first_wrong is None


def epoch_seconds() -> int:
    """This moment in whole seconds since 1970."""
    return int(time.time())


class Trail:
    """The trail of one open vault."""

    def __init__(self, connection: Connection, key: bytes | bytearray, now: Now = epoch_seconds) -> None:
        self._connection = connection
        self._key = Shielded(bytearray(key))
        self._now = now

    def append(self, code: AuditCode, ref: bytes | int = b"") -> AuditEntry:
        """One line more; inside a transaction of the notes store, with what it tells about."""
        if not self._connection.in_transaction:
            raise RuntimeError("the trail is written inside a transaction only")
        key = self._key.reveal()
        try:
            with store_errors(_PART):
                return append_entry(self._connection, key, code, ref, self._now())
        finally:
            wipe(key)

    def entries(self) -> tuple[AuditEntry, ...]:
        """Every line, the oldest first."""
        with store_errors(_PART):
            return read_entries(self._connection)

    def verify(self, head: bytes | None = None) -> AuditReport:
        """Follows the chain to the head in the state row, and that it passes *head*, if one is given."""
        key = self._key.reveal()
        try:
            with store_errors(_PART):
                return verify_trail(self._connection, key, head)
        finally:
            wipe(key)

    def head(self) -> bytes:
        """The seal of the last line; zeros when there is none."""
        with store_errors(_PART):
            return kept_head(self._connection)[1]

    def receipt(self) -> str:
        """Eight words that stand for the whole trail as it is now: a copy elsewhere anchors it."""
        return receipt_of(self.head())

    def wipe(self) -> None:
        """Forget the key."""
        self._key.wipe()


def read_entries(connection: Connection) -> tuple[AuditEntry, ...]:
    """Every line of the trail, the oldest first."""
    return tuple(_entry(row) for row in connection.execute(_ALL))


def append_entry(
    connection: Connection, key: bytes | bytearray, code: AuditCode, ref: bytes | int, at: int
) -> AuditEntry:
    """One line more under *key*, and the head with it; inside a transaction of the caller."""
    data = ref if isinstance(ref, bytes) else struct.pack(">q", ref)
    if len(data) > LONGEST_REF:
        raise ValueError("a reference is a number or a hash")
    _, head = kept_head(connection)
    # After whatever stands there: a line put in by somebody else must not keep the vault from opening.
    row = connection.execute("SELECT coalesce(max(seq), 0) FROM main.audit").fetchone()
    seq = 0 if row is None else int(str(row[0]))
    mac = seal(key, head, (seq + 1, at, int(code)), data)
    connection.execute(
        "INSERT INTO main.audit (seq, at, code, ref, mac) VALUES (?, ?, ?, ?, ?)",
        (seq + 1, at, int(code), data, mac),
    )
    _keep_head(connection, seq + 1, mac)
    return AuditEntry(seq=seq + 1, at=at, code=code, ref=data, mac=mac)


def verify_trail(connection: Connection, key: bytes | bytearray, head: bytes | None = None) -> AuditReport:
    """Follows the chain under *key*. With *head*, that must be one of its seals: an earlier end of it."""
    mac, expected, passed = NO_HEAD, 1, head is None or head == NO_HEAD
    kept_seq, kept = kept_head(connection)
    for row in connection.execute(_ALL):
        seq, at, code, ref, sealed = _plain(row)
        if seq != expected or not hmac.compare_digest(seal(key, mac, (seq, at, code), ref), sealed):
            return AuditReport(entries=expected - 1, head=mac, first_wrong=expected)
        mac, expected = sealed, expected + 1
        passed = passed or sealed == head
    whole = passed and kept_seq == expected - 1 and hmac.compare_digest(kept, mac)
    return AuditReport(entries=expected - 1, head=mac, first_wrong=None if whole else expected)


def reseal(connection: Connection, key: bytes | bytearray) -> None:
    """Seal every line anew under *key*, after the old chain was verified: for a vault with new keys.

    In a transaction of the caller, before the doors are closed.
    """
    for name in ("audit_kept", "audit_stays"):
        connection.execute(f"DROP TRIGGER IF EXISTS main.{name}")
    mac, last = NO_HEAD, 0
    for row in connection.execute(_ALL).fetchall():
        seq, at, code, ref, _ = _plain(row)
        mac, last = seal(key, mac, (seq, at, code), ref), seq
        connection.execute("UPDATE main.audit SET mac = ? WHERE seq = ?", (mac, seq))
    _keep_head(connection, last, mac)
    for statement in m0002.AUDIT_GUARDS:
        connection.execute(statement)


def seal(key: bytes | bytearray, head: bytes, numbers: tuple[int, int, int], ref: bytes) -> bytes:
    """The seal of one line on top of *head*: its place, moment and code, and what it refers to."""
    message = head + struct.pack(">qqq", *numbers) + ref
    return hmac.new(key, message, hashlib.sha256).digest()


def kept_head(connection: Connection) -> tuple[int, bytes]:
    """How many lines the trail has, and the seal of the last, as the state row remembers."""
    row = connection.execute("SELECT audit_seq, audit_head FROM main.state").fetchone()
    if row is None or not isinstance(row[0], int) or not isinstance(row[1], bytes):
        return 0, NO_HEAD
    return row[0], row[1]


def receipt_of(head: bytes) -> str:
    """A seal as eight words: 103 bits of it."""
    number, words = int.from_bytes(head, "big"), []
    for _each in range(RECEIPT_WORDS):
        number, place = divmod(number, _LIST_WORDS)
        words.append(_words()[place])
    return " ".join(words)


_PART = "notes.db"
_ALL = "SELECT seq, at, code, ref, mac FROM main.audit ORDER BY seq"


@cache
def _words() -> tuple[str, ...]:
    return tuple(read_text("words", "eff-large.txt").split())


def _keep_head(connection: Connection, seq: int, mac: bytes) -> None:
    connection.execute("UPDATE main.state SET audit_seq = ?, audit_head = ?", (seq, mac))


def _plain(row: Row) -> tuple[int, int, int, bytes, bytes]:
    seq, at, code, ref, mac = row
    numbers = (int(str(seq)), int(str(at)), int(str(code)))
    return *numbers, ref if isinstance(ref, bytes) else b"", mac if isinstance(mac, bytes) else b""


def _entry(row: Row) -> AuditEntry:
    seq, at, code, ref, mac = _plain(row)
    return AuditEntry(seq=seq, at=at, code=AuditCode(code), ref=ref, mac=mac)
