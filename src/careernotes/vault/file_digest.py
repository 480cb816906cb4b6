"""What a file is, as one number: to know later whether it is still that."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from careernotes.vault.bundle import disk_errors

NOTHING = bytes(32)
_BLOCK = 1 << 20


def digest(path: Path) -> bytes:
    """The SHA-256 of an ordinary file; zeros when there is none."""
    if path.is_symlink() or not path.is_file():
        return NOTHING
    with disk_errors(), path.open("rb") as stream:
        return digest_of(stream)


def digest_of(stream: BinaryIO) -> bytes:
    """The same of a file that is open; the handle stays open."""
    stream.seek(0)
    total = hashlib.sha256()
    while block := stream.read(_BLOCK):
        total.update(block)
    return total.digest()
