"""A13: what somebody signed, put to another use or written in another way."""

import json

import pytest
from tests.e2e.together import seed_of
from tests.unit.disclosure.support import PERIOD, PLAN

from careernotes.errors import CareerNotesError
from careernotes.sealing.collected_file import About, Collected, collected_bytes, read_collected
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.signatures import public_of
from careernotes.sealing.signed_file import signed_bytes

TRUSTEE = seed_of(7)
LISTED = Collected(
    role=Role.TRUSTEE,
    about=About(
        programme_id=PLAN.programme_id, kit_hash=PLAN.kit_hash, plan_hash=PLAN.plan_hash,
        taxonomy_hash=PLAN.taxonomy_hash, period=PERIOD,
    ),
    names=("ab" * 32,),
)  # fmt: skip


def taken(data: bytes) -> bool:
    try:
        return read_collected(data, Role.TRUSTEE, public_of(TRUSTEE)) == LISTED
    except CareerNotesError:
        return False


def test_a_signature_under_something_else_is_none_under_a_list() -> None:
    """The trustee signs reports, certificates and lists with one key: each says what it is."""
    honest = collected_bytes(LISTED, TRUSTEE)
    assert taken(honest)
    body = json.loads(honest)["collected"]
    other = json.loads(signed_bytes("certificate", body, TRUSTEE))
    forged = honest.replace(json.loads(honest)["signature"].encode(), other["signature"].encode())
    assert len(forged) == len(honest)
    assert not taken(forged)


@pytest.mark.parametrize("change", [b" ", b"\n", b"\t\n"])
def test_a_file_has_one_form_and_no_other(change: bytes) -> None:
    """The same list in other bytes would have another hash for whoever keeps hashes of files."""
    honest = collected_bytes(LISTED, TRUSTEE)
    assert not taken(honest + change)
    assert not taken(honest.replace(b":", b":" + change, 1))
    assert not taken(honest.replace(b'{"collected"', b'{"collected":{},"collected"', 1))
