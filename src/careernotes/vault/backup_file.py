r"""One backup in one file: a manifest under a key only the vault's owner has, and encrypted parts.

``careernotes-backup\n``, the length of the manifest in 4 bytes, the manifest as canonical JSON, and the
parts one after the other. Each part is named with its length and SHA-256, so that every changed bit is found.
"""

import dataclasses
import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader, read_hex
from careernotes.sealing.keys import KEY_BYTES, STORE_KEY_BYTES, derive, wiped
from careernotes.vault.backup_errors import DamagedBackupError, NotABackupError
from careernotes.vault.bundle import FILE_MODE, disk_errors
from careernotes.vault.errors import NewerVaultError
from careernotes.vault.freshness import Progress, quiet
from careernotes.vault.header import VAULT_ID_BYTES, Head, read_head_json, write_head_json

MAGIC = b"careernotes-backup\n"
SUFFIX = ".cnbak"
FORMAT = 1
KIND = "careernotes-backup"
SALT_BYTES = 16
HEADER, NOTES, THEMES, RELEASES = "header", "notes.db", "themes.db", "releases.db"
STORES = (NOTES, THEMES, RELEASES)
_KIT = re.compile(r"programme-[0-9a-f]{12}\.cnkit")
_LENGTH_BYTES, _LONGEST_MANIFEST, _BLOCK = 4, 65_536, 1 << 20
_NO_LINKS, _BINARY = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its name, how long it is, and its SHA-256."""

    name: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says it holds. ``head`` is how far the vault was."""

    vault_id: str
    made_at: int
    salt: bytes
    head: Head
    parts: tuple[Part, ...]
    mac: str = ""

    def part(self, name: str) -> Part:
        """The part called *name*.

        Raises:
            DamagedBackupError: when there is none.
        """
        for part in self.parts:
            if part.name == name:
                return part
        raise DamagedBackupError(part=name)

    def has(self, name: str) -> bool:
        """Whether there is a part called *name*."""
        return any(part.name == name for part in self.parts)

    @property
    def kits(self) -> tuple[Part, ...]:
        """The programme kits in it."""
        return tuple(part for part in self.parts if _KIT.fullmatch(part.name))


def store_key(master: bytearray, salt: bytes, name: str) -> bytearray:
    """The key of one database in one backup, in a buffer the caller wipes."""
    return derive(master, f"backup/{salt.hex()}/{name}", STORE_KEY_BYTES)


def sign_manifest(manifest: Manifest, master: bytearray) -> Manifest:
    """*manifest* with its authentication code."""
    return dataclasses.replace(manifest, mac=_mac(manifest, master))


def is_own(manifest: Manifest, master: bytearray) -> bool:
    """Whether the vault with this master key wrote *manifest*."""
    return hmac.compare_digest(manifest.mac.encode(), _mac(manifest, master).encode())


def write_backup(path: Path, manifest: Manifest, sources: dict[str, Path | bytes]) -> None:
    """The file at *path*, which must not be there yet, with the parts from *sources*; safely on disk."""
    text = canonical_bytes(_content(manifest) | {"mac": manifest.mac})
    with disk_errors():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, FILE_MODE)
        with os.fdopen(handle, "wb") as stream:
            stream.write(MAGIC + len(text).to_bytes(_LENGTH_BYTES, "big") + text)
            for part in manifest.parts:
                stream.writelines(blocks(sources[part.name]))
            stream.flush()
            os.fsync(stream.fileno())


def measure(name: str, source: Path | bytes) -> Part:
    """A part as it stands in the manifest."""
    total, size = hashlib.sha256(), 0
    with disk_errors():
        for block in blocks(source):
            total.update(block)
            size += len(block)
    return Part(name=name, size=size, sha256=total.digest())


def blocks(source: Path | bytes) -> Iterator[bytes]:
    """What is in *source*, piece by piece."""
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def read_manifest(path: Path) -> Manifest:
    """What the backup at *path* says it holds; whose it is, and whether that is so, is still to be checked.

    Raises:
        NotABackupError: when it is something else, or not there.
        NewerVaultError: when a newer version wrote it.
        DamagedBackupError: when the manifest or the length of the file is not as it was written.
    """
    with _opened(path) as stream:
        text = _manifest_text(stream)
        manifest = _parse(text)
        start = len(MAGIC) + _LENGTH_BYTES + len(text)
        if os.fstat(stream.fileno()).st_size != start + sum(part.size for part in manifest.parts):
            raise DamagedBackupError(part="length")
    return manifest


def extract(path: Path, manifest: Manifest, name: str, target: Path) -> None:
    """One part as a file of its own at *target*, as encrypted as it is; compared with the manifest.

    Raises:
        DamagedBackupError: when it is not what was written.
        DiskFullError, ReadOnlyFolderError: when *target* cannot be written.
    """
    with disk_errors():
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, FILE_MODE)
        with os.fdopen(handle, "wb") as out:
            out.writelines(_part_blocks(path, manifest, name))


def extract_bytes(path: Path, manifest: Manifest, name: str) -> bytes:
    """One small part.

    Raises:
        DamagedBackupError: when it is not what was written.
    """
    if manifest.part(name).size > _BLOCK:
        raise DamagedBackupError(part=name)
    return b"".join(_part_blocks(path, manifest, name))


def check_bytes(path: Path, manifest: Manifest, progress: Progress = quiet) -> None:
    """Returns when every part is byte for byte what was written.

    Raises:
        DamagedBackupError, NotABackupError: when not.
    """
    for done, part in enumerate(manifest.parts):
        progress(done, len(manifest.parts))
        for _block in _part_blocks(path, manifest, part.name):
            pass


def _part_blocks(path: Path, manifest: Manifest, name: str) -> Iterator[bytes]:
    part, start, total = manifest.part(name), len(MAGIC) + _LENGTH_BYTES, hashlib.sha256()
    start += len(canonical_bytes(_content(manifest) | {"mac": manifest.mac}))
    for before in manifest.parts[: manifest.parts.index(part)]:
        start += before.size
    with _opened(path) as stream:
        stream.seek(start)
        left = part.size
        while left and (block := stream.read(min(left, _BLOCK))):
            total.update(block)
            left -= len(block)
            yield block
    if left or not hmac.compare_digest(total.digest(), part.sha256):
        raise DamagedBackupError(part=name)


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file():
            raise NotABackupError
        return path.open("rb")
    except OSError:
        raise NotABackupError from None


def _manifest_text(stream: BinaryIO) -> bytes:
    start = stream.read(len(MAGIC) + _LENGTH_BYTES)
    if not start.startswith(MAGIC):
        raise NotABackupError
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if not 0 < length <= _LONGEST_MANIFEST:
        raise DamagedBackupError(part="manifest")
    text = stream.read(length)
    if len(text) != length:
        raise DamagedBackupError(part="length")
    return text


def _parse(text: bytes) -> Manifest:
    try:
        root = Reader(json.loads(text.decode()))
        if root.text("kind") != KIND:
            raise MalformedError("kind", KIND)
        if root.integer("format", low=1, high=1_000_000) > FORMAT:
            raise NewerVaultError
        manifest = _read(root)
    except (ValueError, RecursionError):
        raise DamagedBackupError(part="manifest") from None
    # Exactly one byte form is a manifest, and each part has one name.
    names = [part.name for part in manifest.parts]
    fits = len(set(names)) == len(names) and {NOTES, THEMES} <= set(names)
    if not fits or canonical_bytes(_content(manifest) | {"mac": manifest.mac}) != text:
        raise DamagedBackupError(part="manifest")
    return manifest


def _read(root: Reader) -> Manifest:
    root.only("format", "head", "kind", "mac", "made_at", "parts", "salt", "vault_id")
    return Manifest(
        vault_id=read_hex(root, "vault_id", VAULT_ID_BYTES).hex(),
        made_at=root.integer("made_at", low=0, high=2**40),
        salt=read_hex(root, "salt", SALT_BYTES),
        head=read_head_json(root.inner("head")),
        parts=tuple(_read_part(part) for part in root.objects("parts")),
        mac=read_hex(root, "mac", 32).hex(),
    )


def _read_part(part: Reader) -> Part:
    part.only("name", "sha256", "size")
    name = part.text("name")
    if name not in {HEADER, *STORES} and not _KIT.fullmatch(name):
        raise MalformedError("name", "the name of a part")
    return Part(name=name, size=part.integer("size", low=0, high=2**50), sha256=read_hex(part, "sha256", 32))


def _content(manifest: Manifest) -> dict[str, Json]:
    return {
        "kind": KIND,
        "format": FORMAT,
        "vault_id": manifest.vault_id,
        "made_at": manifest.made_at,
        "salt": manifest.salt.hex(),
        "head": write_head_json(manifest.head),
        "parts": [{"name": p.name, "size": p.size, "sha256": p.sha256.hex()} for p in manifest.parts],
    }


def _mac(manifest: Manifest, master: bytearray) -> str:
    with wiped(derive(master, f"backup/{manifest.salt.hex()}/manifest", KEY_BYTES)) as key:
        return hmac.new(key, canonical_bytes(_content(manifest)), hashlib.sha256).hexdigest()
