"""One sealed note beside the databases: what was half typed while the lane was busy, until the next unlock.

The databases belong to one thread, which may be in the middle of long work when the vault locks. This file is
written without them. It holds one text, padded, encrypted under a key of its own, and goes at the unlock.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import derive, wiped
from careernotes.vault.bundle import write_file
from careernotes.vault.open_vault import OpenVault

_NAME, _PURPOSE = "aside.cnd", "aside"
_NONCE, _PAD = 12, 4096
_MOST = 64 * 1024 * 1024


def put_aside(vault: OpenVault, text: str) -> bool:
    """Keep *text*; false when it could not be written. Any thread may ask while the vault is open."""
    plain = text.encode()
    plain += b" " * (-len(plain) % _PAD)
    nonce = secrets.token_bytes(_NONCE)
    with wiped(vault.reveal_master()) as master, wiped(derive(master, _PURPOSE, 32)) as key:
        sealed = AESGCM(key).encrypt(nonce, plain, vault.vault_id.encode())
    try:
        write_file(vault.paths.folder / _NAME, nonce + sealed)
    except CareerNotesError:
        return False
    return True


def read_aside(vault: OpenVault) -> str:
    """What was put aside; nothing when there is nothing, or nothing that this vault sealed."""
    path = vault.paths.folder / _NAME
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
        return ""
    data = path.read_bytes()
    with wiped(vault.reveal_master()) as master, wiped(derive(master, _PURPOSE, 32)) as key:
        try:
            plain = AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], vault.vault_id.encode())
        except (InvalidTag, ValueError):
            return ""
    return plain.decode().rstrip(" ")


def drop_aside(vault: OpenVault) -> None:
    """The text is in the notes by now."""
    (vault.paths.folder / _NAME).unlink(missing_ok=True)
