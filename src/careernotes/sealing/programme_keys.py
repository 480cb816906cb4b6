"""The keys of a programme's lead and trustee, as a file (``.cnkey``): public keys in clear, the seed behind
a passphrase.

One random seed of 32 bytes is wrapped by Argon2id and AES-256-GCM; everything else in the file is
authenticated with it. From the seed HKDF derives the signing key, the box key that contributions are
sealed to, the key of the pool's release ledger and the secret of its blur. So the pool's coins are the
trustee's alone, and the same on any computer.
"""

import enum
import os
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.sealing.errors import (
    NewerKeyFileError,
    NotAKeyFileError,
    WrongKeyPassphraseError,
)
from careernotes.sealing.kdf import SALT_BYTES, KdfProfile, check_profile, derive_key
from careernotes.sealing.keys import KEY_BYTES, STORE_KEY_BYTES, derive, wipe
from careernotes.sealing.signatures import public_of
from careernotes.sealing.strict_json import read_canonical
from careernotes.sealing.whole_file import PRIVATE, read_whole, write_new

FORMAT = 1
_LARGEST = 16 * 1024
_NONCE_BYTES = 12
_FIELDS = ("format", "role", "sign_key", "box_key", "kdf", "nonce", "wrapped")


class Role(enum.Enum):
    """Whose key it is: the lead signs the kit, the trustee opens contributions and signs reports."""

    LEAD = "lead"
    TRUSTEE = "trustee"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What anybody may know of a key file."""

    role: Role
    sign_key: str
    box_key: str


@dataclass(slots=True, kw_only=True, eq=False)
class ProgrammeKeys:
    """An opened key file. Use it as a context manager: every key is wiped at its end."""

    public: PublicKeys
    sign_private: bytearray = field(repr=False)
    box_private: bytearray = field(repr=False)
    releases80: bytearray = field(repr=False)
    blur_secret32: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Overwrite every key with zeros."""
        wipe(self.sign_private, self.box_private, self.releases80, self.blur_secret32)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()


def create_key_file(
    path: Path, role: Role, passphrase: str, profile: KdfProfile, *, allow_test: bool = False
) -> PublicKeys:
    """Make a new key, write it to *path* behind *passphrase*, and give its public part.

    Raises:
        WeakKdfError: when the profile is below the floor for new files.
        OutputExistsError, CannotWriteError: when it cannot be written there.
    """
    check_profile(profile, allow_test=allow_test, new=True)
    seed, salt, nonce = bytearray(os.urandom(KEY_BYTES)), os.urandom(SALT_BYTES), os.urandom(_NONCE_BYTES)
    wrapping = derive_key(passphrase, salt, profile, allow_test=allow_test)
    try:
        with _grow(seed, role) as keys:
            public = keys.public
        clear = _clear_part(public, profile, salt, nonce)
        wrapped = AESGCM(wrapping).encrypt(nonce, seed, canonical_bytes(clear))
    finally:
        wipe(seed, wrapping)
    write_new(path, canonical_bytes({**clear, "wrapped": wrapped.hex()}), mode=PRIVATE)
    return public


def open_key_file(path: Path, passphrase: str, *, allow_test: bool = False) -> ProgrammeKeys:
    """The keys in one file.

    Raises:
        NotAKeyFileError, NewerKeyFileError, WrongKeyPassphraseError, CannotReadError.
    """
    root = _read(path)
    public = _public(root)
    try:
        kdf = root.inner("kdf")
        profile = KdfProfile(
            memory_kib=kdf.integer("memory_kib", low=1, high=2**40),
            passes=kdf.integer("passes", low=1, high=2**20),
            lanes=kdf.integer("lanes", low=1, high=2**20),
        )
        salt, nonce, wrapped = (
            bytes.fromhex(text) for text in (kdf.text("salt"), root.text("nonce"), root.text("wrapped"))
        )
    except ValueError:
        raise NotAKeyFileError from None
    if len(salt) != SALT_BYTES or len(nonce) != _NONCE_BYTES:
        raise NotAKeyFileError
    clear = canonical_bytes(_clear_part(public, profile, salt, nonce))
    wrapping = derive_key(passphrase, salt, profile, allow_test=allow_test)
    try:
        seed = bytearray(AESGCM(wrapping).decrypt(nonce, wrapped, clear))
    except InvalidTag:
        raise WrongKeyPassphraseError from None
    finally:
        wipe(wrapping)
    try:
        return _grow(seed, public.role)
    finally:
        wipe(seed)


def read_public(path: Path) -> PublicKeys:
    """The public part of a key file; needs no passphrase.

    Raises:
        NotAKeyFileError, NewerKeyFileError, CannotReadError.
    """
    return _public(_read(path))


def _read(path: Path) -> Reader:
    try:
        root = Reader(read_canonical(read_whole(path, most=_LARGEST)))
        written = root.integer("format", low=1, high=1_000_000)
        if written == FORMAT:
            root.only(*_FIELDS)
            root.inner("kdf").only("memory_kib", "passes", "lanes", "salt")
    except (MalformedError, ValueError):
        raise NotAKeyFileError from None
    if written > FORMAT:
        raise NewerKeyFileError
    return root


def _public(root: Reader) -> PublicKeys:
    try:
        public = PublicKeys(
            role=root.parsed("role", Role, "lead or trustee"),
            sign_key=root.text("sign_key", longest=64),
            box_key=root.text("box_key", longest=64),
        )
        if any(len(bytes.fromhex(key)) != KEY_BYTES for key in (public.sign_key, public.box_key)):
            raise NotAKeyFileError
    except ValueError:
        raise NotAKeyFileError from None
    return public


def _clear_part(public: PublicKeys, profile: KdfProfile, salt: bytes, nonce: bytes) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "role": public.role.value,
        "sign_key": public.sign_key,
        "box_key": public.box_key,
        "kdf": {
            "memory_kib": profile.memory_kib,
            "passes": profile.passes,
            "lanes": profile.lanes,
            "salt": salt.hex(),
        },
        "nonce": nonce.hex(),
    }


def _grow(seed: bytearray, role: Role) -> ProgrammeKeys:
    sign_private = derive(seed, f"programme/{role.value}/sign", KEY_BYTES)
    box_private = derive(seed, f"programme/{role.value}/box", KEY_BYTES)
    box = X25519PrivateKey.from_private_bytes(box_private).public_key()
    public = PublicKeys(
        role=role,
        sign_key=public_of(sign_private),
        box_key=box.public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
    )
    return ProgrammeKeys(
        public=public,
        sign_private=sign_private,
        box_private=box_private,
        releases80=derive(seed, f"programme/{role.value}/releases", STORE_KEY_BYTES),
        blur_secret32=derive(seed, f"programme/{role.value}/blur", KEY_BYTES),
    )
