"""The trail: only added to, and any line edited, removed, moved or cut off shows."""

import contextlib
import hashlib
import hmac
import struct

import pytest
from sqlcipher3 import dbapi2
from tests.torture.page_replay import keyed
from tests.unit.vault.samples import PASSPHRASE

from careernotes.assets import read_text
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.audit import (
    AUDIT_WORDS,
    AuditCode,
    LockReason,
    OpenedWith,
    receipt_of,
    reseal,
    verify_trail,
)
from careernotes.vault.lifecycle import CreatedVault, change_passphrase, open_with_passphrase, open_with_sheet
from careernotes.vault.migrations import m0002
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

LINES = 6


@pytest.fixture
def noted(vault: OpenVault) -> OpenVault:
    """A vault with a trail of seven lines."""
    for number in range(LINES):
        with vault.notes.transaction():
            vault.trail.append(AuditCode.EXPORTED, hashlib.sha256(bytes([number])).digest())
    assert vault.trail.verify().ok
    return vault


def as_number(ref: bytes) -> int:
    return int(struct.unpack(">q", ref)[0])


def test_unlocking_locking_and_changing_the_passphrase_leave_a_line(created: CreatedVault) -> None:
    vault = created.vault
    change_passphrase(vault, "another five plain words", KdfProfile.TEST, allow_test=True)
    vault.close(LockReason.IDLE)
    with open_with_sheet(vault.paths.folder, created.recovery_sheet):
        pass
    with open_with_passphrase(vault.paths.folder, "another five plain words", allow_test=True) as again:
        lines = [(entry.code, as_number(entry.ref)) for entry in again.trail.entries()]
        assert again.trail.verify().ok
    assert lines == [
        (AuditCode.UNLOCKED, OpenedWith.CREATED),
        (AuditCode.SLOT_CHANGED, 2),
        (AuditCode.LOCKED, LockReason.IDLE),
        (AuditCode.UNLOCKED, OpenedWith.SHEET),
        (AuditCode.LOCKED, LockReason.CLOSED),
        (AuditCode.UNLOCKED, OpenedWith.PASSPHRASE),
    ]


@pytest.mark.parametrize(
    "statement", ["UPDATE main.audit SET at = 0", "DELETE FROM main.audit WHERE seq = 2"]
)
def test_the_database_itself_refuses_to_change_or_remove_a_line(noted: OpenVault, statement: str) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        noted.notes.connection().execute(statement)
    assert noted.trail.verify().ok


def test_a_line_is_written_only_with_what_it_tells_about(store: NotesStore) -> None:
    with pytest.raises(RuntimeError):
        store.trail.append(AuditCode.ERASED)
    with contextlib.suppress(KeyError), store.transaction():
        store.trail.append(AuditCode.ERASED)
        raise KeyError
    assert AuditCode.ERASED not in [entry.code for entry in store.trail.entries()]
    assert store.trail.verify().ok


def test_a_reference_holds_a_number_or_a_hash_and_no_text(store: NotesStore) -> None:
    with pytest.raises(ValueError, match="a number or a hash"), store.transaction():
        store.trail.append(AuditCode.ERASED, b"x" * 65)


# What somebody does who has the passphrase and another program, triggers and all.
ATTACKS: dict[str, tuple[str, ...]] = {
    "edit the moment": ("UPDATE audit SET at = at - 1 WHERE seq = 3",),
    "edit the code": ("UPDATE audit SET code = 11 WHERE seq = 3",),
    "edit the reference": ("UPDATE audit SET ref = zeroblob(32) WHERE seq = 3",),
    "edit the seal": ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 3",),
    "remove the first": ("DELETE FROM audit WHERE seq = 1",),
    "remove one": ("DELETE FROM audit WHERE seq = 3",),
    "remove one and close the gap": (
        "DELETE FROM audit WHERE seq = 3", "UPDATE audit SET seq = seq - 1 WHERE seq > 3",
    ),
    "exchange two": (
        "UPDATE audit SET seq = 99 WHERE seq = 3", "UPDATE audit SET seq = 3 WHERE seq = 4",
        "UPDATE audit SET seq = 4 WHERE seq = 99",
    ),
    "cut off the end": ("DELETE FROM audit WHERE seq > 4",),
    "cut off the end, and set the head back": (
        "DELETE FROM audit WHERE seq > 4",
        "UPDATE state SET audit_seq = 4, audit_head = (SELECT mac FROM audit WHERE seq = 4)",
    ),
    "empty it": (
        "DELETE FROM audit", "UPDATE state SET audit_seq = 0, audit_head = zeroblob(32)",
    ),
    "add one": (
        "INSERT INTO audit (seq, at, code, ref, mac) SELECT max(seq) + 1, 5, 3, ref, mac FROM audit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_every_change_of_the_trail_is_found(noted: OpenVault, name: str) -> None:
    with noted.keys as keys:
        key = bytearray(keys.notes)
    noted.close()
    with open_with_passphrase(noted.paths.folder, PASSPHRASE, allow_test=True) as before:
        assert before.trail.verify().ok
        head = before.trail.head()
    with keyed(noted.paths.folder, key) as connection:
        for trigger in ("audit_kept", "audit_stays"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in ATTACKS[name]:
            connection.execute(statement)
        for guard in m0002.AUDIT_GUARDS:
            connection.execute(guard)
    with open_with_passphrase(noted.paths.folder, PASSPHRASE, allow_test=True) as after:
        found = not after.trail.verify().ok
        report = after.notes.integrity()
        # A shorter trail with its own head right is whole in itself: the sum, the head in the header and
        # words kept elsewhere show it.
        assert found or not after.trail.verify(head).ok
        assert not report.fine
        assert "notes.audit" in report.freshness.wrong_tables
        if "head" in name or name == "empty it":
            assert after.notices
        else:
            assert found


def test_a_verifier_without_the_seals_misses_an_edited_line(noted: OpenVault) -> None:
    """The positive control: numbers alone say nothing about what a line tells."""
    connection = noted.notes.connection()
    connection.set_authorizer(None)
    connection.execute("DROP TRIGGER audit_kept")
    connection.execute("UPDATE main.audit SET code = 11 WHERE seq = 3")
    numbers = [entry.seq for entry in noted.trail.entries()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert noted.trail.verify().first_wrong == 3


def test_new_keys_seal_the_same_lines_anew(noted: OpenVault) -> None:
    connection, new = noted.notes.connection(), bytearray(b"n" * 32)
    before = [(entry.seq, entry.at, entry.code, entry.ref) for entry in noted.trail.entries()]
    connection.set_authorizer(None)
    connection.execute("BEGIN")
    reseal(connection, new)
    connection.execute("COMMIT")
    assert verify_trail(connection, new).ok
    assert not noted.trail.verify().ok
    assert [(entry.seq, entry.at, entry.code, entry.ref) for entry in noted.trail.entries()] == before
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("DELETE FROM main.audit")


def test_the_receipt_is_eight_words_that_change_with_every_line(noted: OpenVault) -> None:
    words = read_text("words", "eff-large.txt").split()
    first = noted.trail.receipt()
    with noted.notes.transaction():
        noted.trail.append(AuditCode.CHECKED, 0)
    second = noted.trail.receipt()
    assert first != second
    assert len(second.split()) == 8
    assert set(second.split()) <= set(words)
    number = 0
    for word in reversed(second.split()):
        number = number * 7776 + words.index(word)
    assert number == int.from_bytes(noted.trail.head(), "big") % 7776**8
    assert receipt_of(bytes(32)) == " ".join([words[0]] * 8)


def test_the_seal_is_the_code_the_format_says(noted: OpenVault) -> None:
    head = bytes(32)
    with noted.keys as keys:
        for entry in noted.trail.entries():
            message = head + struct.pack(">qqq", entry.seq, entry.at, entry.code) + entry.ref
            head = hmac.new(keys.audit, message, hashlib.sha256).digest()
            assert entry.mac == head


def test_every_code_has_its_words_and_its_number_for_ever() -> None:
    assert set(AUDIT_WORDS) == set(AuditCode)
    assert {code.name: code.value for code in AuditCode} == {
        "UNLOCKED": 1, "LOCKED": 2, "EXPORTED": 3, "RELEASED": 4, "CONTRIBUTED": 5, "ERASED": 6,
        "BACKED_UP": 7, "RESTORED": 8, "SLOT_CHANGED": 9, "REKEYED": 10, "CHECKED": 11,
        "MIGRATED": 12, "RETENTION_RUN": 13,
        "ACCESS_COPY": 14, "CORRECTED": 15, "SALVAGED": 16, "DRILLED": 17,
        "COPIES_GONE": 18, "COPIES_BACK": 19,
    }  # fmt: skip
