"""The header: what opens the vault, and how far it was when it was locked. Every parameter is authenticated.

``mac`` authenticates all of it under a key only the opened vault knows; ``check`` is a plain hash that tells
a damaged file from a wrong passphrase.
"""

import dataclasses
import hashlib
import hmac
import json
from dataclasses import dataclass

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader, read_hex
from careernotes.vault.errors import DamagedHeaderError, NewerVaultError, WrongPassphraseError
from careernotes.vault.slots import NONCE_BYTES, Slot, SlotKind, read_slot, slot_json, wrap

__all__ = [
    "FORMAT", "KIND", "LONGEST_FILE", "NONCE_BYTES", "VAULT_ID_BYTES", "Head", "Header", "Slot",
    "authenticate", "is_authentic", "read_head_json", "read_header", "unwrap", "wrap", "write_head_json",
    "write_header",
]  # fmt: skip

FORMAT = 2
# Before it there was no head: such a header is read, and written anew with a head when the vault is locked.
_HEADLESS = 1
KIND = "careernotes-vault"
VAULT_ID_BYTES = 16
LONGEST_FILE = 65_536
_SUM_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a vault was when it was locked: an older notes.db put back does not agree with it."""

    commit_seq: int
    content_sum: bytes
    themes_sum: bytes
    audit_head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One header. Of two copies the one with the higher :attr:`rank` is in force."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    head: Head | None = None
    mac: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        """The generation of its slots, and then how far the vault was."""
        return self.generation, self.head.commit_seq if self.head is not None else -1


def unwrap(header: Header, passphrase: str, *, allow_test: bool = False) -> bytearray:
    """The master key behind the passphrase slot, in a buffer the caller wipes.

    Raises:
        WrongPassphraseError: when the passphrase, or anything the slot is bound to, is not the same.
        WeakKdfError, HostileKdfError, NotEnoughMemoryError: before or while deriving.
    """
    for slot in header.slots:
        if slot.kind is SlotKind.PASSPHRASE:
            return slot.open(header.vault_id, passphrase, allow_test=allow_test)
    raise WrongPassphraseError


def authenticate(header: Header, header_key: bytearray) -> Header:
    """*header* with the authentication code over all of it."""
    return dataclasses.replace(header, mac=_mac(header, header_key))


def is_authentic(header: Header, header_key: bytearray) -> bool:
    """Whether *header* is what this vault wrote, to the last parameter."""
    return hmac.compare_digest(header.mac.encode(), _mac(header, header_key).encode())


def write_header(header: Header) -> bytes:
    """The bytes of a header file."""
    signed: dict[str, Json] = {**_content(header), "mac": header.mac}
    return canonical_bytes({**signed, "check": hashlib.sha256(canonical_bytes(signed)).hexdigest()})


def read_header(data: bytes) -> Header:
    """The header in a file; its authenticity is still to be checked.

    Raises:
        NewerVaultError: for a format this version does not know.
        DamagedHeaderError: for anything that is not byte for byte a header.
    """
    try:
        value = json.loads(data[:LONGEST_FILE].decode())
        root = Reader(value)
        if root.text("kind") != KIND:
            raise DamagedHeaderError
        written = root.integer("format", low=1, high=1_000_000)
        if written > FORMAT:
            raise NewerVaultError
        header = _read(root, written)
    except (ValueError, RecursionError):
        raise DamagedHeaderError from None
    # Exactly one byte form is a header: spaces, other key orders or a failed check are damage.
    if write_header(header) != data:
        raise DamagedHeaderError
    return header


def _read(root: Reader, written: int) -> Header:
    more = ("head",) if written > _HEADLESS else ()
    root.only("check", "format", "generation", "kind", "mac", "slots", "vault_id", *more)
    slots = root.objects("slots")
    if len(slots) != 1:
        raise MalformedError("slots", "one slot")
    return Header(
        vault_id=read_hex(root, "vault_id", VAULT_ID_BYTES).hex(),
        generation=root.integer("generation", low=1, high=2**31 - 1),
        slots=tuple(read_slot(slot) for slot in slots),
        head=read_head_json(root.inner("head")) if more else None,
        mac=read_hex(root, "mac", 32).hex(),
    )


def read_head_json(head: Reader) -> Head:
    """How far a vault was, as it stands in a header or a backup."""
    head.only("audit_head", "commit_seq", "content_sum", "themes_sum")
    return Head(
        commit_seq=head.integer("commit_seq", low=0, high=2**62),
        content_sum=read_hex(head, "content_sum", _SUM_BYTES),
        themes_sum=read_hex(head, "themes_sum", _SUM_BYTES),
        audit_head=read_hex(head, "audit_head", _SUM_BYTES),
    )


def write_head_json(head: Head) -> dict[str, Json]:
    """*head* as it stands in a header or a backup."""
    return {
        "commit_seq": head.commit_seq,
        "content_sum": head.content_sum.hex(),
        "themes_sum": head.themes_sum.hex(),
        "audit_head": head.audit_head.hex(),
    }


def _content(header: Header) -> dict[str, Json]:
    content: dict[str, Json] = {
        "kind": KIND,
        "format": _HEADLESS if header.head is None else FORMAT,
        "vault_id": header.vault_id,
        "generation": header.generation,
        "slots": [slot_json(slot) for slot in header.slots],
    }
    if header.head is not None:
        content["head"] = write_head_json(header.head)
    return content


def _mac(header: Header, header_key: bytearray) -> str:
    return hmac.new(header_key, canonical_bytes(_content(header)), hashlib.sha256).hexdigest()
