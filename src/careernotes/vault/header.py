"""The header: which passphrase opens the vault. Canonical JSON, every parameter authenticated.

``mac`` authenticates all of it under a key only the opened vault knows; ``check`` is a plain hash that tells
a damaged file from a wrong passphrase.
"""

import dataclasses
import enum
import hashlib
import hmac
import json
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.sealing.kdf import SALT_BYTES, KdfProfile, derive_key
from careernotes.sealing.keys import MASTER_BYTES, wipe
from careernotes.vault.errors import DamagedHeaderError, NewerVaultError, WrongPassphraseError

FORMAT = 1
KIND = "careernotes-vault"
NONCE_BYTES, TAG_BYTES, VAULT_ID_BYTES = 12, 16, 16
LONGEST_FILE = 65_536


class SlotKind(enum.Enum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The master key, wrapped under a key derived from a passphrase."""

    kind: SlotKind = SlotKind.PASSPHRASE
    profile: KdfProfile
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One header. Of two copies the one with the higher ``generation`` is in force."""

    vault_id: str
    generation: int
    slot: Slot
    mac: str = ""


def wrap(
    master: bytearray, kek: bytearray, *, vault_id: str, profile: KdfProfile, salt: bytes, nonce: bytes
) -> Slot:
    """A slot that gives *master* back to whoever has *kek*, bound to this vault and these parameters."""
    empty = Slot(profile=profile, salt=salt, nonce=nonce, wrapped=b"")
    sealed = AESGCM(kek).encrypt(nonce, master, _slot_context(vault_id, empty))
    return dataclasses.replace(empty, wrapped=sealed)


def unwrap(header: Header, passphrase: str, *, allow_test: bool = False) -> bytearray:
    """The master key behind the passphrase slot, in a buffer the caller wipes.

    Raises:
        WrongPassphraseError: when the passphrase, or anything the slot is bound to, is not the same.
        WeakKdfError, HostileKdfError, NotEnoughMemoryError: before or while deriving.
    """
    slot = header.slot
    kek = derive_key(passphrase, slot.salt, slot.profile, allow_test=allow_test)
    master = bytearray(MASTER_BYTES)
    try:
        AESGCM(kek).decrypt_into(slot.nonce, slot.wrapped, _slot_context(header.vault_id, slot), master)
    except InvalidTag:
        wipe(master)
        raise WrongPassphraseError from None
    finally:
        wipe(kek)
    return master


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
        if root.integer("format", low=1, high=1_000_000) > FORMAT:
            raise NewerVaultError
        header = _read(root)
    except (ValueError, RecursionError):
        raise DamagedHeaderError from None
    # Exactly one byte form is a header: spaces, other key orders or a failed check are damage.
    if write_header(header) != data:
        raise DamagedHeaderError
    return header


def _read(root: Reader) -> Header:
    root.only("check", "format", "generation", "kind", "mac", "slots", "vault_id")
    slots = root.objects("slots")
    if len(slots) != 1:
        raise MalformedError("slots", "one slot")
    (slot,) = slots
    slot.only("kdf", "kind", "lanes", "memory_kib", "nonce", "passes", "salt", "wrapped")
    if slot.text("kdf") != "argon2id":
        raise MalformedError("kdf", "argon2id")
    number = 2**31 - 1
    return Header(
        vault_id=_hex(root, "vault_id", VAULT_ID_BYTES).hex(),
        generation=root.integer("generation", low=1, high=number),
        slot=Slot(
            kind=slot.parsed("kind", SlotKind, "passphrase"),
            profile=KdfProfile(
                memory_kib=slot.integer("memory_kib", low=1, high=number),
                passes=slot.integer("passes", low=1, high=number),
                lanes=slot.integer("lanes", low=1, high=number),
            ),
            salt=_hex(slot, "salt", SALT_BYTES),
            nonce=_hex(slot, "nonce", NONCE_BYTES),
            wrapped=_hex(slot, "wrapped", MASTER_BYTES + TAG_BYTES),
        ),
        mac=_hex(root, "mac", 32).hex(),
    )


def _hex(root: Reader, key: str, length: int) -> bytes:
    value = root.parsed(key, bytes.fromhex, "hexadecimal digits")
    if len(value) != length:
        raise MalformedError(root.at(key), f"{length} bytes")
    return value


def _content(header: Header) -> dict[str, Json]:
    slot = {**_slot_parameters(header.slot), "wrapped": header.slot.wrapped.hex()}
    return {
        "kind": KIND,
        "format": FORMAT,
        "vault_id": header.vault_id,
        "generation": header.generation,
        "slots": [slot],
    }


def _slot_parameters(slot: Slot) -> dict[str, Json]:
    return {
        "kind": slot.kind.value,
        "kdf": "argon2id",
        "memory_kib": slot.profile.memory_kib,
        "passes": slot.profile.passes,
        "lanes": slot.profile.lanes,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
    }


def _slot_context(vault_id: str, slot: Slot) -> bytes:
    return canonical_bytes({"format": FORMAT, "vault_id": vault_id, "slot": _slot_parameters(slot)})


def _mac(header: Header, header_key: bytearray) -> str:
    return hmac.new(header_key, canonical_bytes(_content(header)), hashlib.sha256).hexdigest()
