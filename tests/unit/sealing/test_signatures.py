"""Signatures, checked against a published vector."""

from hypothesis import given, settings
from hypothesis import strategies as st

from careernotes.sealing.signatures import public_of, sign, verify

# RFC 8032, section 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_published_vector() -> None:
    assert public_of(SEED) == PUBLIC
    assert sign(SEED, b"\x72") == SIGNATURE
    assert verify(PUBLIC, SIGNATURE, b"\x72")


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=40), st.integers(0, 63), st.integers(1, 255))
def test_another_text_key_or_signature_does_not_verify(data: bytes, place: int, change: int) -> None:
    signature = bytearray.fromhex(sign(SEED, data))
    assert not verify(PUBLIC, signature.hex(), data + b"x")
    assert not verify(public_of(bytes(32)), signature.hex(), data)
    signature[place] ^= change
    assert not verify(PUBLIC, signature.hex(), data)


def test_anything_malformed_is_no_signature() -> None:
    for public, signature in (
        (PUBLIC[:-2], SIGNATURE),
        ("x" * 64, SIGNATURE),
        (PUBLIC, "x" * 128),
        (PUBLIC, ""),
    ):
        assert not verify(public, signature, b"\x72")
    assert not verify(PUBLIC, SIGNATURE.upper(), b"\x72")
