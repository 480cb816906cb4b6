"""What opens a vault: a slot holds the master key under a key that its own kind of secret gives.

One kind exists today, the passphrase. Another one (a security key, say) is a class like ``PassphraseSlot``
and a line in ``_READERS``; the header, its authentication and its two copies stay as they are.
"""

import dataclasses
import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader, read_hex
from careernotes.sealing.kdf import SALT_BYTES, KdfProfile, derive_key
from careernotes.sealing.keys import MASTER_BYTES, wipe
from careernotes.vault.errors import WrongPassphraseError

# Of what a slot is bound to; it did not change with the format of the header.
SLOT_FORMAT = 1
NONCE_BYTES, TAG_BYTES = 12, 16


class SlotKind(enum.Enum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of slot


class Slot(Protocol):
    """One way in. It says all its parameters, each of which is authenticated, and gives the master key."""

    @property
    def kind(self) -> SlotKind:
        """What opens it."""

    @property
    def wrapped(self) -> bytes:
        """The master key as it is kept."""

    def parameters(self) -> dict[str, Json]:
        """Everything about it but the wrapped key, as it stands in the header."""

    def open(self, vault_id: str, secret: str, *, allow_test: bool = False) -> bytearray:
        """The master key, in a buffer the caller wipes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseSlot:
    """The master key, wrapped under a key derived from a passphrase."""

    profile: KdfProfile
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(repr=False)

    @property
    def kind(self) -> SlotKind:
        """What opens it."""
        return SlotKind.PASSPHRASE

    def parameters(self) -> dict[str, Json]:
        """Everything about it but the wrapped key, as it stands in the header."""
        return {
            "kind": self.kind.value,
            "kdf": "argon2id",
            "memory_kib": self.profile.memory_kib,
            "passes": self.profile.passes,
            "lanes": self.profile.lanes,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
        }

    def open(self, vault_id: str, secret: str, *, allow_test: bool = False) -> bytearray:
        """The master key, in a buffer the caller wipes.

        Raises:
            WrongPassphraseError: when the passphrase, or anything the slot is bound to, is not the same.
            WeakKdfError, HostileKdfError, NotEnoughMemoryError: before or while deriving.
        """
        kek = derive_key(secret, self.salt, self.profile, allow_test=allow_test)
        master = bytearray(MASTER_BYTES)
        try:
            AESGCM(kek).decrypt_into(self.nonce, self.wrapped, slot_context(vault_id, self), master)
        except InvalidTag:
            wipe(master)
            raise WrongPassphraseError from None
        finally:
            wipe(kek)
        return master


def wrap(
    master: bytearray, kek: bytearray, *, vault_id: str, profile: KdfProfile, salt: bytes, nonce: bytes
) -> PassphraseSlot:
    """A slot that gives *master* back to whoever has *kek*, bound to this vault and these parameters."""
    empty = PassphraseSlot(profile=profile, salt=salt, nonce=nonce, wrapped=b"")
    sealed = AESGCM(kek).encrypt(nonce, master, slot_context(vault_id, empty))
    return dataclasses.replace(empty, wrapped=sealed)


def slot_context(vault_id: str, slot: Slot) -> bytes:
    """What the wrapped key is bound to."""
    return canonical_bytes({"format": SLOT_FORMAT, "vault_id": vault_id, "slot": slot.parameters()})


def slot_json(slot: Slot) -> dict[str, Json]:
    """The slot as it stands in the header."""
    return {**slot.parameters(), "wrapped": slot.wrapped.hex()}


def read_slot(reader: Reader) -> Slot:
    """The slot in a header.

    Raises:
        MalformedError: when it is none of a kind we know, or holds anything else.
    """
    return _READERS[reader.parsed("kind", SlotKind, "passphrase")](reader)


def _read_passphrase_slot(slot: Reader) -> PassphraseSlot:
    slot.only("kdf", "kind", "lanes", "memory_kib", "nonce", "passes", "salt", "wrapped")
    if slot.text("kdf") != "argon2id":
        raise MalformedError("kdf", "argon2id")
    number = 2**31 - 1
    return PassphraseSlot(
        profile=KdfProfile(
            memory_kib=slot.integer("memory_kib", low=1, high=number),
            passes=slot.integer("passes", low=1, high=number),
            lanes=slot.integer("lanes", low=1, high=number),
        ),
        salt=read_hex(slot, "salt", SALT_BYTES),
        nonce=read_hex(slot, "nonce", NONCE_BYTES),
        wrapped=read_hex(slot, "wrapped", MASTER_BYTES + TAG_BYTES),
    )


_READERS: dict[SlotKind, Callable[[Reader], Slot]] = {SlotKind.PASSPHRASE: _read_passphrase_slot}
