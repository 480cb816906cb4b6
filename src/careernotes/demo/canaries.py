"""Canaries: a token of its own in every text about a person, so that a leak anywhere can be recognised and
named.

Planting is a pass over finished records. Tokens come plain and in disguise, because a filter that only
knows the plain
form proves little; each note carries one in natural language too.
"""

import dataclasses
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from careernotes.canonical import Json
from careernotes.demo.draws import Draws
from careernotes.demo.names import first_name
from careernotes.domain.conversations import NoteBody
from careernotes.domain.records import RECORD_TYPES, Record, key_of, kind_of, shape_of

PREFIX = "zq7-"
# Closed lists and keys of groups: hidden from repr because they narrow down who it is, but not text.
_CODED = frozenset(
    {"unit", "country", "business_area", "level_band", "region", "tenure_band", "function_family"}
)
_LONGEST_ALIAS = 40


class Disguise(enum.Enum):
    """How a token is written."""

    PLAIN = "plain"
    ACCENTS = "accents"
    MIXED_CASE = "mixed_case"
    LINE_BREAK = "line_break"
    RIGHT_TO_LEFT = "right_to_left"
    EMOJI = "emoji"
    SENTENCE = "sentence"


# In text of one line a line break cannot stand.
_ANYWHERE = (Disguise.PLAIN, Disguise.ACCENTS, Disguise.MIXED_CASE, Disguise.RIGHT_TO_LEFT, Disguise.EMOJI)
_IN_NOTES = (*_ANYWHERE, Disguise.LINE_BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """One planted token: ``planted`` is what stands in the record."""

    token: str = field(repr=False)
    planted: str = field(repr=False)
    disguise: Disguise
    record: str
    key: str
    place: str

    def plain(self) -> dict[str, Json]:
        """The canary as a JSON object for canaries.json."""
        return {
            "token": self.token,
            "planted": self.planted,
            "disguise": self.disguise.value,
            "record": self.record,
            "key": self.key,
            "field": self.place,
        }


def text_fields(record_type: type[Record]) -> tuple[str, ...]:
    """The fields of a record that hold text about a person."""
    hidden = {item.name for item in dataclasses.fields(record_type) if not item.repr}
    return tuple(s.name for s in shape_of(record_type) if s.base is str and s.name in hidden - _CODED)


_FIELDS = {record_type: text_fields(record_type) for record_type in RECORD_TYPES.values()}


def plant(draws: Draws, records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Canary, ...]]:
    """The same records with a canary in every text, and the list of all canaries."""
    canaries: list[Canary] = []
    planted = tuple(_marked(draws, record, canaries) for record in records)
    return planted, tuple(canaries)


def _marked(draws: Draws, record: Record, canaries: list[Canary]) -> Record:
    changed: dict[str, str] = {}
    for place in _FIELDS[type(record)]:
        text = getattr(record, place)
        if not text:
            continue
        ways = _IN_NOTES if isinstance(record, NoteBody) else _ANYWHERE
        fresh = [_canary(draws, ways[len(canaries) % len(ways)], record, place)]
        if isinstance(record, NoteBody):
            fresh.append(_canary(draws, Disguise.SENTENCE, record, place))
        changed[place] = " ".join(
            (text if place != "alias" else text[: _LONGEST_ALIAS // 2], *_planted(fresh))
        )
        canaries += fresh
    if not changed:
        return record
    renewed: Record = dataclasses.replace(record, **changed)  # type: ignore[arg-type]  # text fields hold str
    return renewed


def _planted(canaries: Iterable[Canary]) -> Iterator[str]:
    return (canary.planted for canary in canaries)


def _canary(draws: Draws, disguise: Disguise, record: Record, place: str) -> Canary:
    token = f"{PREFIX}{draws.bits(48):012x}"
    return Canary(
        token=token,
        planted=disguised(draws, token, disguise),
        disguise=disguise,
        record=kind_of(type(record)),
        key=key_of(record),
        place=place,
    )


def disguised(draws: Draws, token: str, disguise: Disguise) -> str:
    """A token as it is written down."""
    middle = len(token) // 2
    match disguise:
        case Disguise.ACCENTS:
            return f"{token[:1]}\u0301{token[1:middle]}\u0308{token[middle:]}\u00e9"
        case Disguise.MIXED_CASE:
            return "".join(letter.upper() if place % 2 else letter for place, letter in enumerate(token))
        case Disguise.LINE_BREAK:
            return f"{token[:middle]}\n{token[middle:]}"
        case Disguise.RIGHT_TO_LEFT:
            return f"\u200f{token[:middle]}\u200e{token[middle:]}\u200f"
        case Disguise.EMOJI:
            return f"{token}\U0001f985{token[-4:]}"
        case Disguise.SENTENCE:
            names = [first_name(draws) + first_name(draws).casefold() for _each in range(5)]
            who, where, about = f"{names[0]} {names[1]}", f"{names[2]} Street", f"{names[3]} and {names[4]}"
            return f"On the way out {who} of {where} was mentioned, and we laughed about {about}."
        case Disguise.PLAIN:
            return token
