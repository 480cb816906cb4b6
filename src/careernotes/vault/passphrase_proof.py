"""Is this the passphrase of the vault that is open here? Nothing is written, whatever the answer."""

import secrets

from careernotes.sealing.keys import wipe
from careernotes.vault.errors import DamagedHeaderError, WrongPassphraseError
from careernotes.vault.header import unwrap
from careernotes.vault.header_store import authentic_copies
from careernotes.vault.open_vault import OpenVault


def prove_passphrase(vault: OpenVault, typed: str, *, allow_test: bool = False) -> None:
    """Returns when *typed* opens a header of this very vault, of the generation in force here or a later one.

    A header of another vault is authentic under a key of its own, and an old one of this vault opens with a
    passphrase that no longer counts: either can be laid in the folder by somebody without the passphrase.

    Raises:
        WrongPassphraseError: when it opens none of them.
        DamagedHeaderError: when none is there.
        NotEnoughMemoryError: while deriving.
    """
    with vault.keys as keys:
        own = [header for _path, header in authentic_copies(vault.paths, keys.header)]
    in_force = [header for header in own if header.generation >= vault.generation]
    if not in_force:
        raise DamagedHeaderError
    # Both copies usually have one and the same slot, which is then tried once.
    for header in {each.slots: each for each in in_force}.values():
        try:
            master = unwrap(header, typed, allow_test=allow_test)
        except WrongPassphraseError:
            continue
        try:
            if _is_of(vault, master):
                return
        finally:
            wipe(master)
    raise WrongPassphraseError


def _is_of(vault: OpenVault, master: bytearray) -> bool:
    own = vault.reveal_master()
    try:
        return secrets.compare_digest(master, own)
    finally:
        wipe(own)
