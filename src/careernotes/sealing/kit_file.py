"""The programme kit as a file (``.cnkit``): canonical JSON, signed by the programme's lead.

``{"kit": <plain kit>, "signature": <Ed25519 over the canonical bytes of the kit>}``. The signature is
checked against the lead's key inside the kit: it shows that nobody changed the kit, and its fingerprint,
compared by phone, shows whose it is.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.domain.kit import NOISE_FORMAT, ProgrammeKit, read_kit
from careernotes.domain.reading import MalformedError, Reader
from careernotes.sealing.errors import (
    KitSignatureError,
    MalformedKitError,
    NewerKitError,
    NotAKitError,
    WrongLeadKeyError,
)
from careernotes.sealing.signatures import public_of, sign, verify
from careernotes.sealing.strict_json import object_at, read_canonical
from careernotes.sealing.whole_file import read_whole, write_new

LARGEST_KIT = 4 * 1024 * 1024
_FINGERPRINT_BYTES = 15


def read_kit_file(path: Path) -> ProgrammeKit:
    """The kit in one file, once its signature holds.

    Raises:
        NotAKitError and its kinds; CannotReadError.
    """
    return read_kit_bytes(read_whole(path, most=LARGEST_KIT))


def read_kit_bytes(data: bytes) -> ProgrammeKit:
    """The kit in the bytes of a kit file, once its signature holds.

    Raises:
        NotAKitError and its kinds.
    """
    try:
        value = read_canonical(data)
        outer, plain = Reader(value), object_at(value, "kit")
        outer.only("kit", "signature")
        inner, signature = outer.inner("kit"), outer.text("signature", longest=200)
        lead = inner.text("lead_sign_key", longest=200)
        written = inner.integer("format", low=1, high=1_000_000)
    except (MalformedError, ValueError):
        raise NotAKitError from None
    if not verify(lead, signature, canonical_bytes(plain)):
        raise KitSignatureError
    if written > NOISE_FORMAT:
        raise NewerKitError
    return checked_kit(plain)


def checked_kit(plain: Mapping[str, Json]) -> ProgrammeKit:
    """The kit in a plain value.

    Raises:
        MalformedKitError: with the place and the expectation.
    """
    try:
        return read_kit(plain, kit_hash=canonical_hash(plain))
    except MalformedError as error:
        raise MalformedKitError(place=error.place, expected=error.expected) from None


def kit_bytes(plain: Mapping[str, Json], lead_seed: bytes | bytearray) -> bytes:
    """The bytes of a signed kit file.

    Raises:
        MalformedKitError: when the kit has a mistake.
        WrongLeadKeyError: when the kit names another lead.
    """
    kit = checked_kit(plain)
    if kit.lead_sign_key != public_of(lead_seed):
        raise WrongLeadKeyError
    return canonical_bytes({"kit": plain, "signature": sign(lead_seed, canonical_bytes(plain))})


def write_kit_file(path: Path, plain: Mapping[str, Json], lead_seed: bytes | bytearray) -> None:
    """Sign a plain kit with the lead's seed and write it to *path*.

    Raises:
        NotAKitError and its kinds, OutputExistsError, CannotWriteError.
    """
    write_new(path, kit_bytes(plain, lead_seed))


def fingerprint(hex_text: str) -> str:
    """A key or hash as six groups of four letters and digits, to compare by phone."""
    short = hashlib.sha256(b"careernotes fingerprint 1\n" + bytes.fromhex(hex_text)).digest()[
        :_FINGERPRINT_BYTES
    ]
    letters = base64.b32encode(short).decode("ascii")
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
