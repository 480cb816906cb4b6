"""Two divisions of the same people laid over each other: areas before and after a reorganisation.

The reader knows from the staff list who was in which old area and who is in which new one. This program does
not: contributions say how many people an area has and for how long each has been counted, not where they were
before. So it supposes the worst. For every new area, or some of them together, and every old one, or some
together, it supposes that they are the same people but for up to nine who moved in, and for those who by the
numbers must be gone. Where the figures of both would then prove something, and more than either alone, a new
one is not shown.

When the list of themes was made anew as well, an old figure and a new one can count other themes: what they
have to do with each other then, ``ties`` tells.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, combinations
from types import MappingProxyType

import numpy as np

from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeups
from careernotes.auditing.roster import Roster
from careernotes.auditing.sums import Flags, Numbers, few_enough_of
from careernotes.auditing.ties import Groups, Tie, ties
from careernotes.disclosure.plan import OLDEST, FigureKey, TableId

_MOST_AT_ONCE = 3
_Range = tuple[Numbers, Numbers]
_Group = tuple[Numbers, Numbers, Numbers]
"""Its people, and of how many of them it is true at least and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Some areas of one report together: their figures, how many of their people are in both reports at most,
    how many others there are, and from how many to how many people the figures say there are.
    """

    keys: frozenset[FigureKey]
    common: int
    others: int
    low: int
    high: int

    def __add__(self, more: "_Part") -> "_Part":
        return _Part(
            keys=self.keys | more.keys,
            common=self.common + more.common,
            others=self.others + more.others,
            low=self.low + more.low,
            high=self.high + more.high,
        )


def told_by_overlaying(
    new: Look, roster: Roster, old: Look, before: Roster, makeups: Makeups = MappingProxyType({})
) -> frozenset[FigureKey]:
    """Figures of the new breakdown that must not be shown beside the breakdown of an earlier report.

    *makeups*: how the theme groups of both are made up; those that are not in it have nothing in common but
    with themselves.
    """
    guilty: list[frozenset[FigureKey]] = []
    # The same groups are in many ties.
    news = cache(lambda groups: _Side(_parts(new, groups, roster, roster.number - before.number)))
    olds = cache(lambda groups: _Side(_parts(old, groups, before, None)))
    for tie in ties(new, old, makeups):
        guilty += _guilty(news(tie.news), olds(tie.olds), tie)
    return frozenset(_least(guilty))


def _parts(look: Look, groups: Groups, roster: Roster, since: int | None) -> list[_Part]:
    """The printed areas of which the report says something for all of *groups*; *since*: how many periods ago
    the other report was.
    """
    found = []
    for row, areas in look.groups.items():
        keys = frozenset(FigureKey(TableId.AREA_GROUPS, row, group) for group in groups)
        spans = [span for key in keys if (span := look.span(key)) is not None]
        if len(spans) < len(keys):
            continue
        people = Counter[bool]()
        for (area, age), number in roster.people.items():
            if area in areas:
                # Who has been counted for long may have been there then.
                people[since is None or age >= min(since, OLDEST)] += number
        found.append(
            _Part(
                keys=frozenset(key for key in keys if key in look.shown),
                common=people[True], others=people[False],
                low=sum(span.low for span in spans), high=sum(span.high for span in spans),
            )
        )  # fmt: skip
    return found


class _Side:
    """The areas of one report, and what is to be put together of them."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self.parts, self.together = _row(parts), _row(tuple(_together(parts)))


def _together(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Up to three at once, and all but up to three."""
    whole = len(parts)
    sizes = sorted({n for n in range(1, whole + 1) if min(n, whole - n) <= _MOST_AT_ONCE})
    for some in chain.from_iterable(combinations(parts, size) for size in sizes):
        total, *rest = some
        for each in rest:
            total += each
        yield total


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Many parts, a number of each in every column."""

    keys: Sequence[frozenset[FigureKey]]
    common: Numbers
    others: Numbers
    low: Numbers
    high: Numbers

    def at(self, places: Numbers) -> "_Parts":
        """The numbers of some of them, any number of times, one below the other."""
        return _Parts(
            keys=(),
            common=self.common[places, None],
            others=self.others[places, None],
            low=self.low[places, None],
            high=self.high[places, None],
        )


def _row(parts: Sequence[_Part]) -> _Parts:
    numbers = [(each.common, each.others, each.low, each.high) for each in parts]
    common, others, low, high = np.array(numbers, dtype=np.int64).reshape(-1, 4).T
    return _Parts(keys=[each.keys for each in parts], common=common, others=others, low=low, high=high)


def _guilty(news: _Side, olds: _Side, tie: Tie) -> Iterator[frozenset[FigureKey]]:
    """The figures of each new part that tells something with an old one. One old area may have become
    several, and several one.
    """
    for ones, twos in ((news.parts, olds.together), (news.together, olds.parts)):
        here, there = np.indices((len(ones.keys), len(twos.keys))).reshape(2, -1)
        shown = np.array([bool(keys) for keys in ones.keys], dtype=np.bool_)
        here, there = here[shown[here]], there[shown[here]]
        new, old = ones.at(here), twos.at(there)
        worth = _binds(new, old, tie) & ~_says_nothing_small(new, old, tie)
        here, there = here[worth], there[worth]
        tells = _tells(ones.at(here), twos.at(there), tie)
        yield from (ones.keys[place] for place in here[tells].tolist())


def _tells(new: _Parts, old: _Parts, tie: Tie) -> Flags:
    """Whether the two together would prove something of a group, and more of it than either does alone, were
    they nearly the same people.
    """
    few, more = np.arange(SMALL), np.maximum(0, new.common - old.common)
    moved = np.hstack([few + 0 * more, few + more])
    fits, together = _known(new, old, moved, tie)
    _fits, apart = _known(new, old, moved, replace(tie, onward=None, back=None))
    found: Flags = np.zeros_like(fits)
    for both, alone in zip(together, apart, strict=True):
        found |= fits & _told(*both) & ((both[1] > alone[1]) | (both[2] < alone[2]))
    anybody: Flags = np.logical_or.reduce(found, axis=1)
    return anybody


def _binds(new: _Parts, old: _Parts, tie: Tie) -> Flags:
    """Quickly, for most pairs: whether what the two have to do with each other can narrow anything, whoever
    moved. Both ways: how many can be in the group on one side, or must be.
    """
    shared, more = np.minimum(new.common, old.common), new.common - old.common
    binds = np.zeros(shared.shape, dtype=np.bool_)
    if (onward := tie.onward) is not None:
        binds |= np.minimum(new.high, shared) > old.high + onward
        binds |= new.low - new.others - np.maximum(0, more) > onward
    if (back := tie.back) is not None:
        binds |= np.minimum(old.high, shared) > new.high + back
        binds |= old.low - np.maximum(0, -more) > back
    return binds[:, 0]


def _says_nothing_small(new: _Parts, old: _Parts, tie: Tie) -> Flags:
    """Quickly, for most pairs: neither the two together nor one alone can prove anything."""
    fewest = np.minimum(new.high - new.low, old.high - old.low)
    if tie.back is not None:
        fewest = np.minimum(fewest, new.high + tie.back - old.low)
    if tie.onward is not None:
        fewest = np.minimum(fewest, old.high + tie.onward - new.low)
    enough = np.minimum(new.common, old.common) - SMALL
    nothing: Flags = (fewest >= ENOUGH) & (np.maximum(new.low, old.low) <= enough)
    return nothing[:, 0]


def _known(new: _Parts, old: _Parts, moved: Numbers, tie: Tie) -> tuple[Flags, list[_Group]]:
    """Of those who moved in, of all who came and of those who left: how many there are, and how many of them
    have a theme at least and at most, when *moved* people of the new areas were in no old one before. First
    whether there can be such people at all; else they are not the same, or some changed their minds.

    Of several groups that count as one those who are in more of them count more than once.
    """
    stayed = new.common - moved
    left = old.common - stayed
    came, times = moved + new.others, (len(tie.news), len(tie.olds))
    now = np.maximum(0, new.low - times[0] * came), np.minimum(times[0] * stayed, new.high)
    then = np.maximum(0, old.low - times[1] * left), np.minimum(times[1] * stayed, old.high)
    (fewest, most), (least, utmost) = _tied(now, then, tie)
    fits: Flags = (stayed >= 0) & (left >= 0) & (fewest <= most) & (least <= utmost)
    bounds = (
        (moved, new.low - most - times[0] * new.others, new.high - fewest),
        (came, new.low - most, new.high - fewest),
        (left, old.low - utmost, old.high - least),
    )
    return fits, [(people, np.maximum(0, low), np.minimum(people, high)) for people, low, high in bounds]


def _tied(now: _Range, then: _Range, tie: Tie) -> tuple[_Range, _Range]:
    """How many of those who stayed can be in the new groups and in the old ones, each alone and then by what
    they have to do with each other.
    """
    (fewest, most), (least, utmost) = now, then
    if tie.onward is not None:
        most, least = np.minimum(most, utmost + tie.onward), np.maximum(least, fewest - tie.onward)
    if tie.back is not None:
        utmost, fewest = np.minimum(utmost, most + tie.back), np.maximum(fewest, least - tie.back)
    return (fewest, most), (least, utmost)


def _told(people: Numbers, low: Numbers, high: Numbers) -> Flags:
    """Whether it is proven too much that of *people* at least *low* and at most *high* have a theme."""
    small = (low >= 1) | (high < np.minimum(people, ENOUGH))
    large = (low > few_enough_of(people)) | ((low >= 1) & (low <= high) & (high < ENOUGH))
    told: Flags = np.where(people < SMALL, small, large)
    return told


def _least(guilty: Sequence[frozenset[FigureKey]]) -> set[FigureKey]:
    """Figures of which every guilty set has one: always the one that is in most of what is left."""
    gone: set[FigureKey] = set()
    left = list(guilty)
    while left:
        often = Counter(key for keys in left for key in keys)
        worst = min(often, key=lambda key: (-often[key], str(key)))
        gone.add(worst)
        left = [keys for keys in left if worst not in keys]
    return gone
