"""A file that one box key opens: what a contribution and a lead's sum look like from outside.

8 bytes of magic, a format byte, the recipient's box key, a fresh X25519 key and a nonce; then, behind
AES-256-GCM with all of that as associated data, the inside, padded to a multiple of 16 KiB so that the size
tells nothing.
"""

import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from careernotes.errors import CareerNotesError

PADDED_TO = 16 * 1024
HEAD = struct.Struct(">8sB32s32s12s")
_MAGIC_BYTES, _NONCE_BYTES, _TAG_BYTES = 8, 12, 16
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxKind:
    """One kind of sealed file: how it begins, under which label its key is derived, and its refusals."""

    magic: bytes
    format: int
    label: bytes
    largest: int
    foreign: type[CareerNotesError]
    newer: type[CareerNotesError]
    truncated: type[CareerNotesError]
    wrong_recipient: type[CareerNotesError]
    damaged: type[CareerNotesError]


def seal_box(kind: BoxKind, inner: bytes, *, box_key: str) -> bytes:
    """The bytes of a file that only the owner of *box_key* opens."""
    padded = _LENGTH.pack(len(inner)) + inner
    padded += bytes(-len(padded) % PADDED_TO)
    fresh = X25519PrivateKey.generate()
    fresh_public = fresh.public_key().public_bytes_raw()
    recipient = bytes.fromhex(box_key)
    head = HEAD.pack(kind.magic, kind.format, recipient, fresh_public, os.urandom(_NONCE_BYTES))
    key = _sealing_key(kind, fresh.exchange(X25519PublicKey.from_public_bytes(recipient)), head)
    return head + AESGCM(key).encrypt(head[-_NONCE_BYTES:], padded, head)


def open_box(kind: BoxKind, data: bytes, *, box_private: bytes | bytearray) -> bytes:
    """What was sealed.

    Raises:
        CareerNotesError: the refusal of *kind* that fits; none of them quotes what is inside.
    """
    head, sealed = data[: HEAD.size], data[HEAD.size :]
    _check_head(kind, data)
    _, _, recipient, fresh_public, nonce = HEAD.unpack(head)
    private = X25519PrivateKey.from_private_bytes(box_private)
    if recipient != private.public_key().public_bytes_raw():
        raise kind.wrong_recipient
    if len(sealed) % PADDED_TO != _TAG_BYTES or len(sealed) <= _TAG_BYTES:
        raise kind.truncated
    try:
        key = _sealing_key(kind, private.exchange(X25519PublicKey.from_public_bytes(fresh_public)), head)
        padded = AESGCM(key).decrypt(nonce, sealed, head)
    except (InvalidTag, ValueError):
        raise kind.damaged from None
    return _unpadded(kind, padded)


def recipient_of(data: bytes) -> str:
    """The box key a sealed file names, as hexadecimal text; empty when the file is too short to name one."""
    return data[_MAGIC_BYTES + 1 :][:32].hex() if len(data) >= HEAD.size else ""


def _check_head(kind: BoxKind, data: bytes) -> None:
    if len(data) < _MAGIC_BYTES + 1 or not data.startswith(kind.magic) or len(data) > kind.largest:
        raise kind.foreign
    if data[_MAGIC_BYTES] > kind.format:
        raise kind.newer
    if data[_MAGIC_BYTES] != kind.format:
        raise kind.foreign
    if len(data) < HEAD.size:
        raise kind.truncated


def _sealing_key(kind: BoxKind, shared: bytes, head: bytes) -> bytes:
    return HKDF(hashes.SHA512(), 32, head, kind.label).derive(shared)


def _unpadded(kind: BoxKind, padded: bytes) -> bytes:
    (length,) = _LENGTH.unpack_from(padded)
    inner = padded[_LENGTH.size : _LENGTH.size + length]
    if len(inner) != length or any(padded[_LENGTH.size + length :]):
        raise kind.damaged
    return inner
