"""What is the same for thousands of vaults is worked out once: it follows from its bytes alone."""

from careernotes.sealing import kdf
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import slots


def derive_each_key_once() -> None:
    """From now on this process asks Argon2id only for what it has not been asked before."""
    known: dict[tuple[str, bytes, KdfProfile], bytes] = {}

    def derive(
        passphrase: str, salt: bytes, profile: KdfProfile, *, allow_test: bool = False
    ) -> bytearray:
        kdf.check_profile(profile, allow_test=allow_test)
        place = (passphrase, bytes(salt), profile)
        if place not in known:
            known[place] = bytes(kdf.derive_key(passphrase, salt, profile, allow_test=allow_test))
        return bytearray(known[place])

    slots.derive_key = derive  # type: ignore[attr-defined]
