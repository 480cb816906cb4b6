"""An independent reader of SQLCipher files: every page, free pages and journals included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVE, IV = 4096, 80, 16


def decrypted_pages(path: Path, key80: bytes | bytearray) -> list[bytes]:
    """The content of every page of a database under its key. Close the vault first."""
    data = path.read_bytes()
    return [
        _decrypt(data[start : start + PAGE], key80, first=start == 0) for start in range(0, len(data), PAGE)
    ]


def journal_pages(path: Path, key80: bytes | bytearray) -> list[bytes]:
    """The pages in a rollback journal: a 512-byte header, then number, page and checksum of each."""
    if not path.is_file():
        return []
    data = path.read_bytes()
    return [
        _decrypt(data[start : start + PAGE], key80, first=False)
        for start in range(516, len(data) - PAGE + 1, PAGE + 8)
    ]


def _decrypt(page: bytes, key80: bytes | bytearray, *, first: bool) -> bytes:
    body = page[16 if first else 0 : PAGE - RESERVE]
    iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
    decryptor = Cipher(algorithms.AES(bytes(key80[:32])), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
