"""The key tree: 160 random bits on paper, one master, one key for each purpose."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT_BYTES, MASTER_BYTES, STORE_KEY_BYTES, KEY_BYTES = 20, 32, 80, 32
KEYSPEC_BYTES = 2 * STORE_KEY_BYTES + 3
_LABEL = "careernotes/1/"


@dataclass(slots=True, kw_only=True, eq=False)
class VaultKeys:
    """Every key of one vault, in buffers that :meth:`wipe` zeroes. Use it as a context manager.

    ``notes``, ``themes`` and ``releases`` are SQLCipher keys of 80 bytes: 32 to encrypt, 32 to
    authenticate, 16 of salt. ``sign`` is the seed of the mentor's Ed25519 key.
    """

    notes: bytearray = field(repr=False)
    themes: bytearray = field(repr=False)
    releases: bytearray = field(repr=False)
    header: bytearray = field(repr=False)
    audit: bytearray = field(repr=False)
    sum: bytearray = field(repr=False)
    sign: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Overwrite every key with zeros."""
        wipe(self.notes, self.themes, self.releases, self.header, self.audit, self.sum, self.sign)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()


class Shielded:
    """A secret that lies in memory only mixed with a random mask."""

    __slots__ = ("_mask", "_mixed")

    def __init__(self, secret: bytearray) -> None:
        self._mask = bytearray(secrets.token_bytes(len(secret)))
        self._mixed = bytearray(len(secret))
        for place, byte in enumerate(secret):
            self._mixed[place] = byte ^ self._mask[place]

    def reveal(self) -> bytearray:
        """The secret, in a buffer the caller wipes; after :meth:`wipe`, zeros."""
        secret = bytearray(len(self._mixed))
        for place, byte in enumerate(self._mixed):
            secret[place] = byte ^ self._mask[place]
        return secret

    def wipe(self) -> None:
        """Forget it."""
        wipe(self._mask, self._mixed)


def wipe(*buffers: bytearray) -> None:
    """Overwrite each buffer with zeros, keeping its length."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))


@contextmanager
def wiped(key: bytearray) -> Iterator[bytearray]:
    """*key*, zeroed at the end."""
    try:
        yield key
    finally:
        wipe(key)


def derive(secret: bytes | bytearray, purpose: str, length: int) -> bytearray:
    """HKDF-SHA512 without salt, labelled ``careernotes/1/<purpose>``, into a buffer the caller wipes."""
    key = bytearray(length)
    HKDF(hashes.SHA512(), length, None, (_LABEL + purpose).encode()).derive_into(secret, key)
    return key


def programme_sign_seed(sign: bytes | bytearray, programme_id: str) -> bytearray:
    """The Ed25519 seed of a mentor in one programme, in a buffer the caller wipes.

    One seed for each programme: the same public key in two of them would tell that it is the same mentor.
    """
    return derive(sign, f"sign/{programme_id}", KEY_BYTES)


def master_from_root(root: bytes | bytearray) -> bytearray:
    """The master key behind the 160 bits of a recovery sheet."""
    if len(root) != ROOT_BYTES:
        raise ValueError("a root has 20 bytes")
    return derive(root, "master", MASTER_BYTES)


def vault_keys(master: bytes | bytearray) -> VaultKeys:
    """Every key below *master*."""
    if len(master) != MASTER_BYTES:
        raise ValueError("a master key has 32 bytes")
    return VaultKeys(
        notes=derive(master, "notes", STORE_KEY_BYTES),
        themes=derive(master, "themes", STORE_KEY_BYTES),
        releases=derive(master, "releases", STORE_KEY_BYTES),
        header=derive(master, "header", KEY_BYTES),
        audit=derive(master, "audit", KEY_BYTES),
        sum=derive(master, "sum", KEY_BYTES),
        sign=derive(master, "sign", KEY_BYTES),
    )


def blur_secret(releases_key: bytes | bytearray) -> bytearray:
    """The secret behind every coin of one vault's lists, in a buffer the caller wipes.

    It follows from the key of the release ledger and lies in no file: whoever deletes the ledger gets the
    same coins again, not a second sample.
    """
    return derive(releases_key, "blur", KEY_BYTES)


def keyspec(key80: bytes | bytearray) -> bytearray:
    """*key80* in the one form for which SQLCipher asks nothing of the file: ``x'<160 hex digits>'``.

    Written digit by digit: a hex string would leave a copy nobody can wipe.
    """
    if len(key80) != STORE_KEY_BYTES:
        raise ValueError("a store key has 80 bytes")
    digits = b"0123456789abcdef"
    text = bytearray(KEYSPEC_BYTES)
    text[0:2], text[-1:] = b"x'", b"'"
    for place, byte in enumerate(key80):
        text[2 + 2 * place] = digits[byte >> 4]
        text[3 + 2 * place] = digits[byte & 15]
    return text
