"""A contribution as a file (``.cncontrib``): one mentor's counters, sealed so that only the trustee can
open it.

Outside: 8 bytes of magic, a format byte, the trustee's box key, a fresh X25519 key and a nonce; nothing
about the mentor, the programme or the period. Inside, behind AES-256-GCM with the outside as associated
data: canonical JSON signed by the mentor's Ed25519 key, padded to a multiple of 16 KiB so that the size
tells nothing.
"""

import os
import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.sealing.errors import (
    ContributionSignatureError,
    DamagedContributionError,
    NewerContributionError,
    NotAContributionError,
    TruncatedContributionError,
    WrongRecipientError,
)
from careernotes.sealing.signatures import public_of, sign, verify
from careernotes.sealing.strict_json import object_at, read_canonical

SCHEMA = 1
MAGIC = b"CNCONTRB"
FORMAT = 1
PADDED_TO = 16 * 1024
LARGEST = 4 * 1024 * 1024
_HEAD = struct.Struct(">8sB32s32s12s")
_LENGTH = struct.Struct(">I")
_TAG_BYTES = 16
_MOST = 2**53
_SIGNED = b"careernotes contribution 1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one mentor's file says: for which programme, plan and period, under which random names, and the
    counters.
    """

    programme_id: str
    kit_hash: str
    plan_hash: str
    taxonomy_hash: str
    period: Period
    contribution_id: str
    revision: int
    mentor_token: str
    signer: str
    counters: tuple[int, ...] = field(repr=False)
    schema: int = SCHEMA


def plain_contribution(contribution: Contribution) -> dict[str, Json]:
    """The JSON value that is signed."""
    return {
        "schema": contribution.schema,
        "programme_id": contribution.programme_id,
        "kit_hash": contribution.kit_hash,
        "plan_hash": contribution.plan_hash,
        "taxonomy_hash": contribution.taxonomy_hash,
        "period": str(contribution.period),
        "contribution_id": contribution.contribution_id,
        "revision": contribution.revision,
        "mentor_token": contribution.mentor_token,
        "signer": contribution.signer,
        "counters": list(contribution.counters),
    }


def seal_contribution(contribution: Contribution, *, sign_seed: bytes | bytearray, box_key: str) -> bytes:
    """The bytes of a contribution file for the owner of *box_key*, signed by the mentor."""
    if contribution.signer != public_of(sign_seed):
        raise ValueError("a contribution is signed by the mentor it names")
    body = plain_contribution(contribution)
    signature = sign(sign_seed, _SIGNED + canonical_bytes(body))
    inner = canonical_bytes({"contribution": body, "signature": signature})
    padded = _LENGTH.pack(len(inner)) + inner
    padded += bytes(-len(padded) % PADDED_TO)
    fresh = X25519PrivateKey.generate()
    fresh_public = fresh.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    recipient = bytes.fromhex(box_key)
    head = _HEAD.pack(MAGIC, FORMAT, recipient, fresh_public, os.urandom(12))
    key = _sealing_key(fresh.exchange(X25519PublicKey.from_public_bytes(recipient)), head)
    return head + AESGCM(key).encrypt(head[-12:], padded, head)


def open_contribution(data: bytes, *, box_private: bytes | bytearray) -> Contribution:
    """What a contribution file says, once seal and signature hold.

    Raises:
        NotAContributionError and its kinds; none of them quotes what is inside.
    """
    head, sealed = data[: _HEAD.size], data[_HEAD.size :]
    _check_head(data)
    _, _, recipient, fresh_public, nonce = _HEAD.unpack(head)
    private = X25519PrivateKey.from_private_bytes(box_private)
    if recipient != private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw):
        raise WrongRecipientError
    if len(sealed) % PADDED_TO != _TAG_BYTES or len(sealed) <= _TAG_BYTES:
        raise TruncatedContributionError
    try:
        key = _sealing_key(private.exchange(X25519PublicKey.from_public_bytes(fresh_public)), head)
        padded = AESGCM(key).decrypt(nonce, sealed, head)
    except (InvalidTag, ValueError):
        raise DamagedContributionError from None
    return _read_inner(padded)


def _check_head(data: bytes) -> None:
    if len(data) < len(MAGIC) + 1 or not data.startswith(MAGIC) or len(data) > LARGEST:
        raise NotAContributionError
    if data[len(MAGIC)] > FORMAT:
        raise NewerContributionError
    if data[len(MAGIC)] != FORMAT:
        raise NotAContributionError
    if len(data) < _HEAD.size:
        raise TruncatedContributionError


def _sealing_key(shared: bytes, head: bytes) -> bytes:
    return HKDF(hashes.SHA512(), 32, head, b"careernotes/1/contribution").derive(shared)


def _read_inner(padded: bytes) -> Contribution:
    (length,) = _LENGTH.unpack_from(padded)
    inner = padded[_LENGTH.size : _LENGTH.size + length]
    if len(inner) != length or any(padded[_LENGTH.size + length :]):
        raise DamagedContributionError
    try:
        value = read_canonical(inner)
        outer, plain = Reader(value), object_at(value, "contribution")
        outer.only("contribution", "signature")
        body = outer.inner("contribution")
        newer = body.integer("schema", low=1, high=1_000_000) > SCHEMA
        signer, signature = body.text("signer", longest=64), outer.text("signature", longest=128)
    except ValueError:
        raise NotAContributionError from None
    if not verify(signer, signature, _SIGNED + canonical_bytes(plain)):
        raise ContributionSignatureError
    if newer:
        raise NewerContributionError
    try:
        return _read_body(body)
    except MalformedError:
        raise NotAContributionError from None


def _read_body(body: Reader) -> Contribution:
    body.only(*Contribution.__slots__)
    counters = body.items("counters", most=100_000)
    numbers = tuple(n for n in counters if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < _MOST)
    if len(numbers) != len(counters):
        raise MalformedError(body.at("counters"), "whole numbers from 0")
    return Contribution(
        programme_id=body.text("programme_id", longest=32),
        kit_hash=body.text("kit_hash", longest=64),
        plan_hash=body.text("plan_hash", longest=64),
        taxonomy_hash=body.text("taxonomy_hash", longest=64),
        period=body.parsed("period", Period.parse, "a period"),
        contribution_id=body.text("contribution_id", longest=32),
        revision=body.integer("revision", low=1, high=1_000_000),
        mentor_token=body.text("mentor_token", longest=32),
        signer=body.text("signer", longest=64),
        counters=numbers,
    )
