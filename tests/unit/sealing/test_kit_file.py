"""Signed kits."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.support import plain

from careernotes.canonical import canonical_bytes, canonical_hash
from careernotes.domain.kit import NOISE_FORMAT, plain_kit
from careernotes.sealing.errors import (
    KitSignatureError,
    MalformedKitError,
    NewerKitError,
    NotAKitError,
    OutputExistsError,
    WrongLeadKeyError,
)
from careernotes.sealing.kit_file import fingerprint, kit_bytes, read_kit_bytes, read_kit_file, write_kit_file
from careernotes.sealing.signatures import public_of, sign

SEED = bytes(range(32))
PLAIN = plain(lead_sign_key=public_of(SEED))
SIGNED = kit_bytes(PLAIN, SEED)
QUICK = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_a_signed_kit_reads_back_with_the_hash_of_what_was_signed(tmp_path: Path) -> None:
    write_kit_file(tmp_path / "x.cnkit", PLAIN, SEED)
    kit = read_kit_file(tmp_path / "x.cnkit")
    assert kit.kit_hash == canonical_hash(PLAIN)
    assert plain_kit(kit) == PLAIN


@QUICK
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_single_byte_can_be_changed(place: int, change: int) -> None:
    data = bytearray(SIGNED)
    data[place] ^= change
    with pytest.raises(NotAKitError):
        read_kit_bytes(bytes(data))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b'{"kit":3,"signature":""}', b"\xff\xfe", b"[" * 100_000]
)
def test_anything_else_is_not_a_kit(data: bytes) -> None:
    with pytest.raises(NotAKitError):
        read_kit_bytes(data)


def test_a_kit_has_one_form_only() -> None:
    for other in (SIGNED + b"\n", SIGNED.replace(b":", b": ", 1)):
        with pytest.raises(NotAKitError):
            read_kit_bytes(other)


@pytest.mark.parametrize("hidden", ["\nLead ABCD-EFGH", "\x1b[8m", "\u202e", "\u2028", "\x00"])
def test_a_kit_cannot_carry_text_that_passes_for_the_programs_own(hidden: str) -> None:
    words = {"en": "Ombud", "nl": "Ombuds"}
    for place in ("reach", "title"):
        reach = f"2.15{hidden}" if place == "reach" else "2.15"
        title = {"en": f"T{hidden}", "nl": ""} if place == "title" else words
        contact = {"role": "ombud", "name": words, "reach": reach}
        with pytest.raises(MalformedKitError):
            read_kit_bytes(signed({**PLAIN, "title": title, "contacts": [contact]}))
    read_kit_bytes(signed({**PLAIN, "contacts": [{"role": "ombud", "name": words, "reach": "2.15"}]}))


def test_a_kit_cannot_push_its_fingerprints_away_with_a_long_title() -> None:
    with pytest.raises(MalformedKitError):
        read_kit_bytes(signed({**PLAIN, "title": {"en": "x" * 100_000, "nl": ""}}))


def signed(value: dict[str, object]) -> bytes:
    return canonical_bytes({"kit": value, "signature": sign(SEED, canonical_bytes(value))})


def test_what_is_wrong_with_a_signed_kit_is_named() -> None:
    with pytest.raises(NewerKitError):
        read_kit_bytes(signed({**PLAIN, "format": NOISE_FORMAT + 1, "brand_new": 1}))
    with pytest.raises(MalformedKitError) as refused:
        read_kit_bytes(signed({**PLAIN, "floors": {"mentors": 4}}))
    assert refused.value.facts["place"] == "floors.mentors"
    with pytest.raises(KitSignatureError):
        read_kit_bytes(canonical_bytes({"kit": PLAIN, "signature": sign(bytes(32), canonical_bytes(PLAIN))}))


def test_only_the_lead_it_names_can_sign_a_kit(tmp_path: Path) -> None:
    with pytest.raises(WrongLeadKeyError):
        write_kit_file(tmp_path / "x.cnkit", PLAIN, bytes(32))
    assert not (tmp_path / "x.cnkit").exists()


def test_a_kit_never_replaces_another_file(tmp_path: Path) -> None:
    path = tmp_path / "x.cnkit"
    path.write_bytes(b"mine")
    with pytest.raises(OutputExistsError):
        write_kit_file(path, PLAIN, SEED)
    assert path.read_bytes() == b"mine"


def test_a_fingerprint_is_six_groups_of_four_and_tells_keys_apart() -> None:
    assert fingerprint("00" * 32) == "QKE2-U22C-N7FE-53ZR-AUEW-5LW4"
    assert fingerprint("01" + "00" * 31) != fingerprint("00" * 32)


def test_a_kit_with_the_leads_box_key_is_opened_by_two_and_an_older_one_by_the_trustee() -> None:
    shared = {**PLAIN, "format": 2, "lead_box_key": "44" * 32}
    kit = read_kit_bytes(kit_bytes(shared, SEED))
    assert kit.shared
    assert plain_kit(kit) == shared
    assert not read_kit_bytes(SIGNED).shared


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"lead_box_key": "44" * 32}, {"format": 2, "lead_box_key": "44"}]
)
def test_format_and_the_leads_box_key_belong_together(change: dict[str, object]) -> None:
    with pytest.raises(MalformedKitError):
        read_kit_bytes(signed({**PLAIN, **change}))
