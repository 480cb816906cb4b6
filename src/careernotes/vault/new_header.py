"""A header that was not there before: the master key under a passphrase, and the seal over all of it."""

import secrets
from collections.abc import Callable

from careernotes.sealing.kdf import SALT_BYTES, KdfProfile, check_profile, derive_key
from careernotes.sealing.keys import vault_keys, wipe
from careernotes.vault.header import NONCE_BYTES, Head, Header, authenticate, wrap

Tokens = Callable[[int], bytes]


def make_header(
    master: bytearray,
    vault_id: str,
    generation: int,
    passphrase: str,
    profile: KdfProfile,
    *,
    head: Head | None = None,
    tokens: Tokens = secrets.token_bytes,
    allow_test: bool = False,
) -> Header:
    """The header with which *passphrase* opens the vault with this *master* key.

    Raises:
        WeakKdfError: when the profile is below the floor for new headers.
        NotEnoughMemoryError: while deriving.
    """
    check_profile(profile, allow_test=allow_test, new=True)
    salt, nonce = tokens(SALT_BYTES), tokens(NONCE_BYTES)
    kek = derive_key(passphrase, salt, profile, allow_test=allow_test)
    try:
        slot = wrap(master, kek, vault_id=vault_id, profile=profile, salt=salt, nonce=nonce)
    finally:
        wipe(kek)
    with vault_keys(master) as keys:
        header = Header(vault_id=vault_id, generation=generation, slots=(slot,), head=head)
        return authenticate(header, keys.header)
