"""A contribution as a file (``.cncontrib``): one mentor's counters, whole or one of two shares of them.

Outside it is a sealed box (see ``sealed_box.py``) that says nothing about the mentor, the programme or the
period. Inside: canonical JSON signed by the mentor's Ed25519 key. Schema 1 holds the counters as numbers,
for a programme whose trustee opens contributions alone. Schema 2 holds one share: a seed for the
programme's lead, or the masked vector for the trustee (see ``shares.py``). Both halves of a contribution
carry the same words about it, and so the same :attr:`Contribution.name`.
"""

import enum
from dataclasses import dataclass, field, replace
from functools import cached_property

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.sealing import shares
from careernotes.sealing.errors import (
    ContributionSignatureError,
    DamagedContributionError,
    NewerContributionError,
    NotAContributionError,
    TruncatedContributionError,
    WrongRecipientError,
)
from careernotes.sealing.sealed_box import BoxKind, open_box, seal_box
from careernotes.sealing.signatures import public_of, sign, verify
from careernotes.sealing.strict_json import object_at, read_canonical

WHOLE_SCHEMA, SHARED_SCHEMA = 1, 2
LARGEST = 4 * 1024 * 1024
BOX = BoxKind(
    magic=b"CNCONTRB",
    format=1,
    label=b"careernotes/1/contribution",
    largest=LARGEST,
    foreign=NotAContributionError,
    newer=NewerContributionError,
    truncated=TruncatedContributionError,
    wrong_recipient=WrongRecipientError,
    damaged=DamagedContributionError,
)
_MOST = 2**53
_MOST_COUNTERS = 100_000
_SIGNED = b"careernotes contribution 1\n"


class Share(enum.Enum):
    """Which part of the counters a file holds."""

    WHOLE = "whole"
    LEAD = "lead"
    TRUSTEE = "trustee"


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What one mentor's file says: for which programme, plan and period, under which random names, and its
    part of the counters. ``seen`` is the hash of the last report the mentor has seen, if any.
    """

    programme_id: str
    kit_hash: str
    plan_hash: str
    taxonomy_hash: str
    period: Period
    contribution_id: str
    revision: int
    mentor_token: str
    signer: str
    seen: str = ""
    share: Share = Share.WHOLE
    counters: tuple[int, ...] = field(default=(), repr=False)
    """The counters; for the trustee's half the masked vector, for the lead's half nothing."""
    seed: bytes = field(default=b"", repr=False)

    @cached_property
    def name(self) -> str:
        """The hash of everything in it but the counters: the same for both halves, and told to nobody by
        either, for it covers a random id.
        """
        return canonical_hash(_heading(self))

    def mask(self, length: int) -> tuple[int, ...]:
        """The mask that follows from the lead's half."""
        return shares.mask_of(self.seed, self.name, length)


def halves(whole: Contribution) -> tuple[Contribution, Contribution]:
    """The lead's half and the trustee's half of one contribution, split with a fresh seed."""
    seed = shares.new_seed()
    hidden = shares.masked(whole.counters, seed, whole.name)
    return (
        replace(whole, share=Share.LEAD, counters=(), seed=seed),
        replace(whole, share=Share.TRUSTEE, counters=hidden),
    )


def plain_contribution(contribution: Contribution) -> dict[str, Json]:
    """The JSON value that is signed."""
    share = contribution.share
    if share is Share.WHOLE:
        counters = list(contribution.counters)
        return {**_heading(contribution), "schema": WHOLE_SCHEMA, "counters": counters}
    data = contribution.seed if share is Share.LEAD else shares.packed(contribution.counters)
    return {**_heading(contribution), "schema": SHARED_SCHEMA, "share": share.value, "data": data.hex()}


def seal_contribution(contribution: Contribution, *, sign_seed: bytes | bytearray, box_key: str) -> bytes:
    """The bytes of a contribution file for the owner of *box_key*, signed by the mentor."""
    if contribution.signer != public_of(sign_seed):
        raise ValueError("a contribution is signed by the mentor it names")
    body = plain_contribution(contribution)
    signature = sign(sign_seed, _SIGNED + canonical_bytes(body))
    return seal_box(BOX, canonical_bytes({"contribution": body, "signature": signature}), box_key=box_key)


def open_contribution(data: bytes, *, box_private: bytes | bytearray) -> Contribution:
    """What a contribution file says, once seal and signature hold.

    Raises:
        NotAContributionError and its kinds; none of them quotes what is inside.
    """
    inner = open_box(BOX, data, box_private=box_private)
    try:
        value = read_canonical(inner)
        outer, plain = Reader(value), object_at(value, "contribution")
        outer.only("contribution", "signature")
        body = outer.inner("contribution")
        schema = body.integer("schema", low=1, high=1_000_000)
        signer, signature = body.text("signer", longest=64), outer.text("signature", longest=128)
    except ValueError:
        raise NotAContributionError from None
    if not verify(signer, signature, _SIGNED + canonical_bytes(plain)):
        raise ContributionSignatureError
    if schema > SHARED_SCHEMA:
        raise NewerContributionError
    try:
        return _read_body(body, schema)
    except ValueError:
        raise NotAContributionError from None


def _heading(contribution: Contribution) -> dict[str, Json]:
    told: dict[str, Json] = {
        "programme_id": contribution.programme_id,
        "kit_hash": contribution.kit_hash,
        "plan_hash": contribution.plan_hash,
        "taxonomy_hash": contribution.taxonomy_hash,
        "period": str(contribution.period),
        "contribution_id": contribution.contribution_id,
        "revision": contribution.revision,
        "mentor_token": contribution.mentor_token,
        "signer": contribution.signer,
    }
    # Left out when there is none: a contribution to a trustee alone is written as it always was.
    return {**told, "seen": contribution.seen} if contribution.seen else told


_HEADING = (
    "schema", "programme_id", "kit_hash", "plan_hash", "taxonomy_hash", "period", "contribution_id",
    "revision", "mentor_token", "signer", "seen",
)  # fmt: skip


def _read_body(body: Reader, schema: int) -> Contribution:
    told = Contribution(
        programme_id=body.text("programme_id", longest=32),
        kit_hash=body.text("kit_hash", longest=64),
        plan_hash=body.text("plan_hash", longest=64),
        taxonomy_hash=body.text("taxonomy_hash", longest=64),
        period=body.parsed("period", Period.parse, "a period"),
        contribution_id=body.text("contribution_id", longest=32),
        revision=body.integer("revision", low=1, high=1_000_000),
        mentor_token=body.text("mentor_token", longest=32),
        signer=body.text("signer", longest=64),
        seen=body.text("seen", default="", longest=64),
    )
    if schema == WHOLE_SCHEMA:
        body.only(*_HEADING, "counters")
        return replace(told, counters=_whole_numbers(body))
    body.only(*_HEADING, "share", "data")
    share, data = body.parsed("share", Share, "lead or trustee"), bytes.fromhex(body.text("data"))
    if share is Share.TRUSTEE:
        return replace(told, share=share, counters=shares.unpacked(data))
    if share is not Share.LEAD or len(data) != shares.SEED_BYTES:
        raise MalformedError(body.at("share"), "a share of its own size")
    return replace(told, share=share, seed=data)


def _whole_numbers(body: Reader) -> tuple[int, ...]:
    counters = body.items("counters", most=_MOST_COUNTERS)
    numbers = tuple(n for n in counters if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < _MOST)
    if len(numbers) != len(counters):
        raise MalformedError(body.at("counters"), "whole numbers from 0")
    return numbers
