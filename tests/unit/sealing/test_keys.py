import hmac
from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.sealing.keys import (
    Shielded,
    VaultKeys,
    keyspec,
    master_from_root,
    programme_sign_seed,
    vault_keys,
    wipe,
)
from careernotes.sealing.signatures import public_of

ROOT = bytes(range(20))
NAMES = ("notes", "themes", "releases", "header", "audit", "sum", "sign")


def hkdf(secret: bytes, info: str, length: int) -> bytes:
    """RFC 5869 written out, to check the library's with."""
    prk = hmac.new(bytes(64), secret, sha512).digest()
    block, out, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info.encode() + bytes([counter]), sha512).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def test_every_key_follows_from_the_root_by_rfc_5869() -> None:
    master = master_from_root(ROOT)
    assert master == hkdf(ROOT, "careernotes/1/master", 32)
    keys = vault_keys(master)
    for name in NAMES:
        key = getattr(keys, name)
        assert key == hkdf(bytes(master), f"careernotes/1/{name}", len(key))
    assert [len(getattr(keys, name)) for name in NAMES] == [80, 80, 80, 32, 32, 32, 32]


def test_a_mentor_has_another_signing_key_in_every_programme() -> None:
    sign = vault_keys(master_from_root(ROOT)).sign
    seeds = [programme_sign_seed(sign, name * 32) for name in "ab"]
    assert seeds[0] == hkdf(bytes(sign), f"careernotes/1/sign/{'a' * 32}", 32)
    assert len({public_of(seed) for seed in (*seeds, sign)}) == 3
    assert programme_sign_seed(sign, "a" * 32) == seeds[0]


def test_no_two_keys_share_their_beginning() -> None:
    keys = vault_keys(master_from_root(ROOT))
    assert len({bytes(getattr(keys, name)[:16]) for name in NAMES}) == len(NAMES)


def test_keys_are_zeros_after_their_context() -> None:
    with vault_keys(master_from_root(ROOT)) as keys:
        held = [getattr(keys, name) for name in NAMES]
        assert all(any(key) for key in held)
    assert not any(any(key) for key in held)


def test_keys_are_wiped_when_the_work_fails() -> None:
    def fail(keys: VaultKeys) -> None:
        raise InterruptedError

    keys = vault_keys(master_from_root(ROOT))
    with pytest.raises(InterruptedError), keys:
        fail(keys)
    assert not any(keys.notes)


def test_no_key_shows_in_a_repr() -> None:
    keys = vault_keys(master_from_root(ROOT))
    shown = repr(keys)
    assert not any(str(getattr(keys, name)) in shown or getattr(keys, name).hex() in shown for name in NAMES)
    assert shown == "VaultKeys()"


@given(st.binary(min_size=80, max_size=80))
def test_the_keyspec_is_the_full_form(key: bytes) -> None:
    assert bytes(keyspec(key)) == b"x'" + key.hex().encode() + b"'"


@pytest.mark.parametrize("length", [0, 32, 79, 81, 163])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="80 bytes"):
        keyspec(bytes(length))


@pytest.mark.parametrize("length", [0, 19, 21, 32])
def test_a_root_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        master_from_root(bytes(length))


@pytest.mark.parametrize("length", [0, 20, 31, 33])
def test_a_master_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault_keys(bytes(length))


def test_wiping_keeps_the_length() -> None:
    first, second = bytearray(b"abc"), bytearray()
    wipe(first, second)
    assert (first, second) == (bytearray(3), bytearray())


@given(st.binary(min_size=16, max_size=64))
def test_a_shielded_secret_lies_masked_and_comes_back(secret: bytes) -> None:
    shielded = Shielded(bytearray(secret))
    assert shielded.reveal() == secret
    assert secret not in (bytes(shielded._mixed), bytes(shielded._mask)) or not any(secret)
    shielded.wipe()
    assert shielded.reveal() == bytes(len(secret))
