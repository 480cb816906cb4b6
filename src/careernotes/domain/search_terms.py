"""What is typed in the search field: words, and filters such as ``who:anna is:open before:june``."""

import enum
import re
from dataclasses import dataclass, field

_TERM = re.compile(r'(?P<key>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))')
_QUARTER = re.compile(r"(?P<year>\d{4})?\W?[qk]?(?P<number>[1-4])")


class Filter(enum.Enum):
    """What may be said before a colon."""

    WHO = "who"
    THEME = "theme"
    STATE = "is"
    LAYER = "layer"
    BEFORE = "before"
    AFTER = "after"
    QUARTER = "q"


class AimKind(enum.Enum):
    """What may be found beside notes."""

    ACTION = "action"
    GOAL = "goal"
    STEP = "step"
    OUTCOME = "outcome"
    DOOR = "door"
    AGREEMENT = "agreement"
    EXPECTATION = "expectation"
    REMARK = "remark"
    AFTERCARE = "aftercare"


# What may be typed for each, English and Dutch, whichever language is shown.
NAMES: dict[str, Filter] = {
    "who": Filter.WHO, "wie": Filter.WHO, "person": Filter.WHO, "persoon": Filter.WHO,
    "theme": Filter.THEME, "thema": Filter.THEME,
    "is": Filter.STATE,
    "layer": Filter.LAYER, "laag": Filter.LAYER, "in": Filter.LAYER,
    "before": Filter.BEFORE, "voor": Filter.BEFORE, "tot": Filter.BEFORE,
    "after": Filter.AFTER, "na": Filter.AFTER, "since": Filter.AFTER, "sinds": Filter.AFTER,
    "q": Filter.QUARTER, "k": Filter.QUARTER, "quarter": Filter.QUARTER, "kwartaal": Filter.QUARTER,
}  # fmt: skip
LAYERS: dict[str, str] = {
    "record": "record", "verslag": "record",
    "work": "working", "working": "working", "werk": "working", "werknotities": "working",
    "next": "next_time", "volgende": "next_time",
}  # fmt: skip
OPEN = frozenset({"open"})
UNCODED = frozenset({"uncoded", "ongecodeerd", "zonder-thema"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One filter as typed; ``text`` is the whole of it, for the chip that takes it out again."""

    kind: Filter
    value: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Words and filters, apart."""

    words: str = field(repr=False)
    terms: tuple[Term, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Nothing to look for."""
        return not self.words and not self.terms


def read_typed(text: str) -> Typed:
    """*text* taken apart. A colon behind anything else is just a sign in the words."""
    terms: list[Term] = []

    def take(match: re.Match[str]) -> str:
        kind = NAMES.get(match["key"].casefold())
        value = (match["quoted"] if match["quoted"] is not None else match["bare"]).strip()
        if kind is None:
            return match[0]
        # A filter that is just being typed filters nothing yet.
        if value:
            terms.append(Term(kind=kind, value=value, text=match[0]))
        return " "

    words = _TERM.sub(take, text)
    return Typed(words=" ".join(words.split()), terms=tuple(terms))


def begun(text: str) -> Filter | None:
    """The first filter in *text* that says nothing yet: ``who:`` and no name behind it."""
    for match in _TERM.finditer(text):
        kind = NAMES.get(match["key"].casefold())
        if kind is not None and not (match["quoted"] or match["bare"] or "").strip():
            return kind
    return None


def without(text: str, term: str) -> str:
    """*text* as typed, less one filter."""
    return " ".join(text.replace(term, " ", 1).split())


def read_quarter(value: str, year: int) -> int | None:
    """``2025Q2``, ``2025K2`` or ``Q2`` of *year*, as a running number; None for anything else."""
    match = _QUARTER.fullmatch(value.strip().casefold())
    if match is None:
        return None
    return int(match["year"] or year) * 4 + int(match["number"]) - 1


def quoted(key: str, value: str) -> str:
    """A filter as it is typed."""
    return f'{key}:"{value}"' if " " in value else f"{key}:{value}"
