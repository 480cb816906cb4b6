"""One sealed note beside the databases: what was half typed while the lane was busy, until the next unlock.

The databases belong to one thread, which may be in the middle of long work when the vault locks. This file is
written without them. It holds one text, padded, encrypted under a key of its own, and goes at the unlock.

Each is bound to a round, a number in the notes that changes whenever such a text is taken over or replaced by
what is kept in the notes, and with every erasure. A file put back later belongs to a round that is over.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import derive, wiped
from careernotes.vault.bundle import sweep_fresh, write_file
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault

ASIDE_FILE, _PURPOSE = "aside.cnd", "aside"
_NONCE, _PAD, _ROUND = 12, 4096, 16
_MOST = 64 * 1024 * 1024


def put_aside(vault: OpenVault, text: str) -> bool:
    """Keep *text*; false when it could not be written. Any thread may ask while the vault is open.

    Also false while the vault is given new keys, under which nobody could read it.
    """
    if _keys_go(vault):
        return False
    plain = text.encode()
    plain += b" " * (-len(plain) % _PAD)
    nonce = secrets.token_bytes(_NONCE)
    with wiped(vault.reveal_master()) as master, wiped(derive(master, _PURPOSE, 32)) as key:
        sealed = AESGCM(key).encrypt(nonce, plain, _bound_to(vault))
    try:
        write_file(vault.paths.folder / ASIDE_FILE, nonce + sealed)
    except (CareerNotesError, FileNotFoundError):
        # Not there: a round that began meanwhile swept it.
        return False
    if _keys_go(vault):
        # They were put in force in between; `commit` has looked for this file before or after it was there.
        drop_aside(vault)
        return False
    return True


def read_aside(vault: OpenVault) -> str:
    """What was put aside; nothing when there is nothing, or nothing this vault sealed in this round."""
    path = vault.paths.folder / ASIDE_FILE
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
        return ""
    data = path.read_bytes()
    with wiped(vault.reveal_master()) as master, wiped(derive(master, _PURPOSE, 32)) as key:
        try:
            plain = AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], _bound_to(vault))
        except (InvalidTag, ValueError):
            return ""
    return plain.decode().rstrip(" ")


def is_aside(vault: OpenVault) -> bool:
    """Whether there is such a file, readable or not."""
    return (vault.paths.folder / ASIDE_FILE).exists()


def drop_aside(vault: OpenVault) -> None:
    """The text is in the notes by now."""
    (vault.paths.folder / ASIDE_FILE).unlink(missing_ok=True)


def begin_round(vault: OpenVault, *, last_view: str | None = None) -> None:
    """From now on nothing sealed before is read; the file goes. *last_view* is kept in the same step.

    Raises:
        DiskFullError: when it cannot be written; file and round stay then.
    """
    number = secrets.token_hex(_ROUND)
    # While somebody types it is kept every second.
    with vault.notes.transaction(keeps_reading=True):
        vault.notes.set_setting(SettingName.ASIDE_ROUND, number)
        if last_view is not None:
            vault.notes.set_setting(SettingName.LAST_VIEW, last_view)
    vault.aside_round = number
    drop_aside(vault)
    sweep_fresh(vault.paths.folder, ASIDE_FILE)


def _keys_go(vault: OpenVault) -> bool:
    """Asked anew each time: another thread puts the new keys in force."""
    return vault.keys_go


def _bound_to(vault: OpenVault) -> bytes:
    return f"{vault.vault_id} {vault.aside_round}".encode()
