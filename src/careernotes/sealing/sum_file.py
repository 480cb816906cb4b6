"""The lead's sum, as a file (``.cnsum``): the sum of the masks of one set of contributions, sealed to the
trustee and signed by the lead. It also says which report the lead has seen last.
"""

from dataclasses import dataclass, field

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import Reader
from careernotes.sealing import shares
from careernotes.sealing.collected_file import ABOUT, About, read_about
from careernotes.sealing.sealed_box import BoxKind, open_box, seal_box
from careernotes.sealing.sharing_errors import (
    DamagedSumError,
    NewerSumError,
    NotASumError,
    SumForAnotherError,
    SumSignatureError,
    TruncatedSumError,
)
from careernotes.sealing.signed_file import digests, is_signed, read_signed, signed_bytes

LARGEST_SUM = 16 * 1024 * 1024
BOX = BoxKind(
    magic=b"CNLEADSU",
    format=1,
    label=b"careernotes/1/sum",
    largest=LARGEST_SUM,
    foreign=NotASumError,
    newer=NewerSumError,
    truncated=TruncatedSumError,
    wrong_recipient=SumForAnotherError,
    damaged=DamagedSumError,
)
_WHAT, _SCHEMA = "sum", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSum:
    """The sum of the masks of the contributions in *counted*; *collected* are all the lead has."""

    about: About
    seen: str
    """The hash of the last report the lead has seen; empty before the first."""
    collected: tuple[str, ...]
    counted: tuple[str, ...]
    mask: tuple[int, ...] = field(repr=False)


def plain_sum(lead_sum: LeadSum) -> dict[str, Json]:
    """The JSON value that is signed."""
    return {
        "schema": _SCHEMA,
        **lead_sum.about.plain(),
        "seen": lead_sum.seen,
        "collected": list(lead_sum.collected),
        "counted": list(lead_sum.counted),
        "mask": shares.packed(lead_sum.mask).hex(),
    }


def seal_sum(lead_sum: LeadSum, *, sign_seed: bytes | bytearray, box_key: str) -> bytes:
    """The bytes of a sum file for the owner of *box_key*."""
    return seal_box(BOX, signed_bytes(_WHAT, plain_sum(lead_sum), sign_seed), box_key=box_key)


def open_sum(data: bytes, *, box_private: bytes | bytearray, lead_sign_key: str) -> LeadSum:
    """What a sum file says, once seal and signature hold.

    Raises:
        NotASumError and its kinds; none of them quotes what is inside.
    """
    try:
        body, plain, signature = read_signed(_WHAT, open_box(BOX, data, box_private=box_private))
        schema = body.integer("schema", low=1, high=1_000_000)
    except ValueError:
        raise NotASumError from None
    if not is_signed(_WHAT, plain, signature, lead_sign_key):
        raise SumSignatureError
    if schema > _SCHEMA:
        raise NewerSumError
    return read_sum(body)


def read_sum(body: Reader) -> LeadSum:
    """The sum in one plain value.

    Raises:
        NotASumError: when it is none.
    """
    try:
        body.only("schema", *ABOUT, "period", "seen", "collected", "counted", "mask")
        found = LeadSum(
            about=read_about(body),
            seen=body.text("seen", longest=64),
            collected=digests(body, "collected"),
            counted=digests(body, "counted"),
            mask=shares.unpacked(bytes.fromhex(body.text("mask"))),
        )
        if not set(found.counted) <= set(found.collected):
            raise ValueError("counts what was not collected")
    except ValueError:
        raise NotASumError from None
    return found


def sum_model(lead_sum: LeadSum) -> bytes:
    """What the lead's own list of sums keeps, to give the very same sum again."""
    return canonical_bytes(plain_sum(lead_sum))
