"""The keys of a programme's lead and trustee, as a file (``.cnkey``): public keys in clear, the seed behind
a passphrase.

One random seed of 32 bytes is wrapped by Argon2id and AES-256-GCM; everything else in the file is
authenticated with it. From the seed HKDF derives the signing key, the box key that contributions are
sealed to, the key of the pool's release ledger and the secret of its blur. So the pool's coins are the
trustee's alone, and the same on any computer.

The file also remembers the head of its owner's ledger and the edition of their list of mentors, so that an
older or an empty one is noticed. That part is authenticated by a key from the seed, and changes with each
release; a file of format 1 has none.
"""

import contextlib
import enum
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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
from careernotes.sealing.whole_file import PRIVATE, read_whole, replace_whole, write_new

FORGETFUL_FORMAT, FORMAT = 1, 2
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMemory:
    """How many entries the ledger of a key's owner had when it was last seen, and its head."""

    entries: int = 0
    head: str = ""
    enrolled: int = 0
    """The newest edition of the list of mentors."""


@dataclass(slots=True, kw_only=True, eq=False)
class ProgrammeKeys:
    """An opened key file. Use it as a context manager: every key is wiped at its end."""

    path: Path
    public: PublicKeys
    memory: KeyMemory | None
    """None for a file of the first format, which remembers nothing."""
    sign_private: bytearray = field(repr=False)
    box_private: bytearray = field(repr=False)
    releases80: bytearray = field(repr=False)
    blur_secret32: bytearray = field(repr=False)
    memory_key: bytearray = field(repr=False)

    def remember(self, memory: KeyMemory) -> None:
        """Write *memory* into the key file; nothing else in it changes. Does nothing with the first format.

        Raises:
            NotAKeyFileError: when another key file lies there now.
            CannotReadError, CannotWriteError: when it cannot be written; it is as it was then.
        """
        if self.memory is None:
            return
        root = _read(self.path)
        if _public(root) != self.public or not root.has("memory"):
            raise NotAKeyFileError
        plain = {**_plain(self.path), "memory": _plain_memory(memory, self.memory_key)}
        replace_whole(self.path, canonical_bytes(plain), mode=PRIVATE)
        self.memory = memory

    def wipe(self) -> None:
        """Overwrite every key with zeros."""
        wipe(self.sign_private, self.box_private, self.releases80, self.blur_secret32, self.memory_key)

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
        with _grow(seed, role, path) as keys:
            public, memory = keys.public, _plain_memory(KeyMemory(), keys.memory_key)
        clear = _clear_part(FORMAT, public, profile, salt, nonce)
        wrapped = AESGCM(wrapping).encrypt(nonce, seed, canonical_bytes(clear))
    finally:
        wipe(seed, wrapping)
    write_new(path, canonical_bytes({**clear, "wrapped": wrapped.hex(), "memory": memory}), mode=PRIVATE)
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
    written = FORMAT if root.has("memory") else FORGETFUL_FORMAT
    clear = canonical_bytes(_clear_part(written, public, profile, salt, nonce))
    wrapping = derive_key(passphrase, salt, profile, allow_test=allow_test)
    try:
        seed = bytearray(AESGCM(wrapping).decrypt(nonce, wrapped, clear))
    except InvalidTag:
        raise WrongKeyPassphraseError from None
    finally:
        wipe(wrapping)
    try:
        keys = _grow(seed, public.role, path)
    finally:
        wipe(seed)
    with contextlib.ExitStack() as wiped:
        wiped.callback(keys.wipe)
        keys.memory = _memory(root, keys.memory_key) if written == FORMAT else None
        wiped.pop_all()
    return keys


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
        if written <= FORMAT:
            root.only(*_FIELDS, *(("memory",) if written == FORMAT else ()))
            if root.has("memory") != (written == FORMAT):
                raise NotAKeyFileError
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


def _plain(path: Path) -> Mapping[str, Json]:
    value = read_canonical(read_whole(path, most=_LARGEST))
    if not isinstance(value, Mapping):
        raise NotAKeyFileError
    return value


def _plain_memory(memory: KeyMemory, key: bytearray) -> dict[str, Json]:
    told: dict[str, Json] = {
        "entries": memory.entries,
        "head": memory.head,
        "enrolled": memory.enrolled,
    }
    return {**told, "mac": hmac.new(key, canonical_bytes(told), hashlib.sha256).hexdigest()}


def _memory(root: Reader, key: bytearray) -> KeyMemory:
    try:
        inner = root.inner("memory")
        inner.only("entries", "head", "enrolled", "mac")
        memory = KeyMemory(
            entries=inner.integer("entries", low=0, high=1_000_000),
            head=inner.text("head", longest=64),
            enrolled=inner.integer("enrolled", low=0, high=1_000_000),
        )
        mac = inner.text("mac", longest=64)
    except MalformedError:
        raise NotAKeyFileError from None
    if not hmac.compare_digest(mac.encode(), str(_plain_memory(memory, key)["mac"]).encode()):
        raise NotAKeyFileError
    return memory


def _clear_part(
    written: int, public: PublicKeys, profile: KdfProfile, salt: bytes, nonce: bytes
) -> dict[str, Json]:
    return {
        "format": written,
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


def _grow(seed: bytearray, role: Role, path: Path) -> ProgrammeKeys:
    sign_private = derive(seed, f"programme/{role.value}/sign", KEY_BYTES)
    box_private = derive(seed, f"programme/{role.value}/box", KEY_BYTES)
    box = X25519PrivateKey.from_private_bytes(box_private).public_key()
    public = PublicKeys(
        role=role,
        sign_key=public_of(sign_private),
        box_key=box.public_bytes_raw().hex(),
    )
    return ProgrammeKeys(
        path=path,
        public=public,
        memory=None,
        sign_private=sign_private,
        box_private=box_private,
        releases80=derive(seed, f"programme/{role.value}/releases", STORE_KEY_BYTES),
        blur_secret32=derive(seed, f"programme/{role.value}/blur", KEY_BYTES),
        memory_key=derive(seed, f"programme/{role.value}/memory", KEY_BYTES),
    )
