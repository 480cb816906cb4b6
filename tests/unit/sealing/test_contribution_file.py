"""Sealed contributions."""

import os
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careernotes.canonical import canonical_bytes
from careernotes.domain.periods import Period
from careernotes.sealing import contribution_file
from careernotes.sealing.contribution_file import (
    Contribution,
    halves,
    open_contribution,
    seal_contribution,
)
from careernotes.sealing.errors import (
    ContributionSignatureError,
    DamagedContributionError,
    NewerContributionError,
    NotAContributionError,
    TruncatedContributionError,
    WrongRecipientError,
)
from careernotes.sealing.sealed_box import HEAD, PADDED_TO
from careernotes.sealing.shares import summed
from careernotes.sealing.signatures import public_of, sign

SEED = bytes(range(32))
BOX_PRIVATE = bytes(range(1, 33))
BOX_PUBLIC = "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c"
QUICK = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = st.lists(st.integers(0, 2**53 - 1), max_size=400)


def contribution(counters: tuple[int, ...] = (1, 2, 3)) -> Contribution:
    return Contribution(
        programme_id="0a" * 16,
        kit_hash="1b" * 32,
        plan_hash="2c" * 32,
        taxonomy_hash="3d" * 32,
        period=Period.parse("2026-H1"),
        contribution_id="4e" * 16,
        revision=1,
        mentor_token="5f" * 16,
        signer=public_of(SEED),
        counters=counters,
    )


SEALED = seal_contribution(contribution(), sign_seed=SEED, box_key=BOX_PUBLIC)


@QUICK
@given(NUMBERS)
def test_what_is_sealed_opens_for_the_trustee(numbers: list[int]) -> None:
    sent = contribution(tuple(numbers))
    data = seal_contribution(sent, sign_seed=SEED, box_key=BOX_PUBLIC)
    assert open_contribution(data, box_private=BOX_PRIVATE) == sent


@QUICK
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_single_byte_can_be_changed(place: int, change: int) -> None:
    data = bytearray(SEALED)
    data[place] ^= change
    with pytest.raises(NotAContributionError):
        open_contribution(bytes(data), box_private=BOX_PRIVATE)


@QUICK
@given(st.integers(0, len(SEALED) - 1))
def test_no_part_of_a_file_opens(length: int) -> None:
    with pytest.raises(NotAContributionError):
        open_contribution(SEALED[:length], box_private=BOX_PRIVATE)


def test_every_file_of_one_programme_has_the_same_size_and_names_nobody() -> None:
    small, large = contribution((0,) * 300), contribution((499,) * 300)
    sealed = [seal_contribution(each, sign_seed=SEED, box_key=BOX_PUBLIC) for each in (small, large)]
    assert len(sealed[0]) == len(sealed[1]) == HEAD.size + PADDED_TO + 16
    for data in sealed:
        for word in (contribution().programme_id, contribution().signer, "2026"):
            assert word.encode() not in data
            assert len(word) < 8 or bytes.fromhex(word) not in data


def test_the_same_contribution_is_sealed_differently_each_time() -> None:
    assert seal_contribution(contribution(), sign_seed=SEED, box_key=BOX_PUBLIC) != SEALED


def test_each_kind_of_bad_file_has_its_own_refusal() -> None:
    cases = [
        (b"", NotAContributionError),
        (b"PK\x03\x04 a spreadsheet", NotAContributionError),
        (SEALED[:8] + b"\x02" + SEALED[9:], NewerContributionError),
        (SEALED[:-1], TruncatedContributionError),
        (SEALED[:60], TruncatedContributionError),
        (SEALED[:-1] + bytes([SEALED[-1] ^ 1]), DamagedContributionError),
        # A key of order 8 would make the shared secret known to everybody.
        (SEALED[:41] + bytes(32) + SEALED[73:], DamagedContributionError),
    ]
    for data, refusal in cases:
        with pytest.raises(refusal) as refused:
            open_contribution(data, box_private=BOX_PRIVATE)
        assert type(refused.value) is refusal
    with pytest.raises(WrongRecipientError):
        open_contribution(SEALED, box_private=os.urandom(32))


def forged(body: dict[str, object], signature: str | None = None, *, more: bytes = b"") -> bytes:
    """A file with this inside, written by a program of somebody else's from the description of the format."""
    signed = b"careernotes contribution 1\n" + canonical_bytes(body)
    inner = canonical_bytes({"contribution": body, "signature": signature or sign(SEED, signed)})
    padded = (len(inner).to_bytes(4, "big") + inner + more).ljust(16 * 1024, b"\0")
    fresh = X25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
    recipient = X25519PublicKey.from_public_bytes(bytes.fromhex(BOX_PUBLIC))
    head = b"CNCONTRB\x01" + bytes.fromhex(BOX_PUBLIC) + fresh.public_key().public_bytes_raw() + bytes(12)
    key = HKDF(hashes.SHA512(), 32, head, b"careernotes/1/contribution").derive(fresh.exchange(recipient))
    return head + AESGCM(key).encrypt(bytes(12), padded, head)


def test_the_format_is_as_described() -> None:
    plain = contribution_file.plain_contribution(contribution())
    assert open_contribution(forged(dict(plain)), box_private=BOX_PRIVATE) == contribution()
    with pytest.raises(DamagedContributionError):
        open_contribution(forged(dict(plain), more=b"hidden"), box_private=BOX_PRIVATE)


def test_a_forged_inside_is_refused() -> None:
    plain = contribution_file.plain_contribution(contribution())
    cases = [
        ({**plain, "counters": [1, -2, 3]}, NotAContributionError),
        ({**plain, "counters": [True]}, NotAContributionError),
        ({**plain, "counters": [2**60]}, NotAContributionError),
        ({**plain, "note": "hello"}, NotAContributionError),
        ({**plain, "period": "2026-H3"}, NotAContributionError),
        ({**plain, "schema": 3}, NewerContributionError),
        ({**plain, "schema": 2}, NotAContributionError),
        ({**plain, "signer": public_of(bytes(32))}, ContributionSignatureError),
    ]
    for body, refusal in cases:
        with pytest.raises(refusal) as refused:
            open_contribution(forged(body), box_private=BOX_PRIVATE)
        assert type(refused.value) is refusal
    with pytest.raises(ContributionSignatureError):
        open_contribution(forged(dict(plain), signature="0" * 128), box_private=BOX_PRIVATE)


def test_a_contribution_is_signed_by_nobody_but_the_mentor_it_names() -> None:
    with pytest.raises(ValueError, match="signed by the mentor"):
        seal_contribution(replace(contribution(), signer="00" * 32), sign_seed=SEED, box_key=BOX_PUBLIC)


def test_counters_never_show_in_a_repr() -> None:
    assert "777" not in repr(contribution((777,)))


def test_two_halves_open_for_their_own_owner_and_give_the_counters_together() -> None:
    lead, trustee = halves(contribution((5, 0, 12)))
    assert lead.name == trustee.name == contribution().name
    for half in (lead, trustee):
        sealed = seal_contribution(half, sign_seed=SEED, box_key=BOX_PUBLIC)
        opened = open_contribution(sealed, box_private=BOX_PRIVATE)
        assert opened == half
        assert len(sealed) == HEAD.size + PADDED_TO + 16
    assert summed([lead.mask(3), trustee.counters], 3) == (5, 0, 12)
    assert lead.counters == ()
    assert trustee.seed == b""


def test_two_splits_of_one_contribution_share_no_number() -> None:
    one, two = (halves(contribution((5,) * 20))[1].counters for _ in range(2))
    assert not set(one) & set(two)


def test_a_half_says_which_report_was_seen_last_and_its_name_covers_that() -> None:
    seen = replace(contribution(), seen="ab" * 32)
    assert seen.name != contribution().name
    half = halves(seen)[1]
    sealed = seal_contribution(half, sign_seed=SEED, box_key=BOX_PUBLIC)
    assert open_contribution(sealed, box_private=BOX_PRIVATE).seen == "ab" * 32


@pytest.mark.parametrize(
    "change",
    [
        {"share": "whole"},
        {"share": "both"},
        {"share": "lead"},
        {"data": "ab" * 31},
        {"data": "xy" * 32},
        {"counters": [1]},
    ],
)
def test_a_forged_half_is_refused(change: dict[str, object]) -> None:
    plain = contribution_file.plain_contribution(halves(contribution())[1])
    with pytest.raises(NotAContributionError):
        open_contribution(forged({**plain, **change}), box_private=BOX_PRIVATE)


def test_no_half_shows_its_share_in_a_repr() -> None:
    lead, trustee = halves(contribution((777,)))
    assert lead.seed.hex() not in repr(lead)
    assert str(lead.seed) not in repr(lead)
    assert str(trustee.counters[0]) not in repr(trustee)
