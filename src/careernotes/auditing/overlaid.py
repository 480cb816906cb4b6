"""Two divisions of the same people laid over each other: areas before and after a reorganisation.

The reader knows from the staff list who was in which old area and who is in which new one. This program does
not: contributions say how many people an area has and for how long each has been counted, not where they were
before. So it supposes the worst. For every new area, or some of them together, and every old one, or some
together, it supposes that they are the same people but for up to nine who moved in, and for those who by the
numbers must be gone. Where the figures of both would then prove something, and more than either alone, a new
one is not shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.auditing.look import Look
from careernotes.auditing.roster import Roster
from careernotes.disclosure.plan import OLDEST, FigureKey, TableId

_MOST_AT_ONCE = 3


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


def told_by_overlaying(new: Look, roster: Roster, old: Look, before: Roster) -> frozenset[FigureKey]:
    """Figures of the new breakdown that must not be shown beside the breakdown of an earlier report."""
    gone: set[FigureKey] = set()
    for group in sorted({key.column for key in new.shown if key.table is TableId.AREA_GROUPS}):
        news = _parts(new, group, roster, roster.number - before.number)
        olds = _parts(old, group, before, None)
        # One old area may have become several, and several one.
        gone |= _least([one.keys for one, two in _each_with_each(news, olds) if _tells(one, two)])
    return frozenset(gone)


def _parts(look: Look, group: int, roster: Roster, since: int | None) -> list[_Part]:
    """The printed areas of which the report says something; *since*: how many periods ago the other was."""
    found = []
    for row, areas in look.groups.items():
        key = FigureKey(TableId.AREA_GROUPS, row, group)
        span = look.span(key)
        if span is None:
            continue
        people = Counter[bool]()
        for (area, age), number in roster.people.items():
            if area in areas:
                # Who has been counted for long may have been there then.
                people[since is None or age >= min(since, OLDEST)] += number
        found.append(
            _Part(
                keys=frozenset({key} if key in look.shown else ()),
                common=people[True], others=people[False], low=span.low, high=span.high,
            )
        )  # fmt: skip
    return found


def _each_with_each(news: Sequence[_Part], olds: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    for new in news:
        yield from ((new, some) for some in _together(olds))
    for some in _together(news):
        yield from ((some, old) for old in olds)


def _together(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Up to three at once, and all but up to three."""
    whole = len(parts)
    sizes = sorted({n for n in range(1, whole + 1) if min(n, whole - n) <= _MOST_AT_ONCE})
    for some in chain.from_iterable(combinations(parts, size) for size in sizes):
        total, *rest = some
        for each in rest:
            total += each
        yield total


def _tells(new: _Part, old: _Part) -> bool:
    """Whether the two together would prove something of a group, and more of it than either does alone, were
    they nearly the same people.
    """
    if not new.keys or _says_nothing_small(new, old):
        return False
    alone = replace(new, low=0, high=new.common + new.others), replace(old, low=0, high=old.common)
    more = max(0, new.common - old.common)
    return any(
        _told(*both) and (both[1] > max(one[1], two[1]) or both[2] < min(one[2], two[2]))
        for moved in sorted({*range(SMALL), *range(more, more + SMALL)})
        for both, one, two in zip(
            _known(new, old, moved), _known(new, alone[1], moved), _known(alone[0], old, moved), strict=False
        )
    )


def _says_nothing_small(new: _Part, old: _Part) -> bool:
    """Quickly, for most pairs: neither the two together nor one alone can prove anything."""
    fewest = min(new.high - old.low, old.high - new.low, new.high - new.low, old.high - old.low)
    return fewest >= ENOUGH and max(new.low, old.low) <= min(new.common, old.common) - SMALL


def _known(new: _Part, old: _Part, moved: int) -> list[tuple[int, int, int]]:
    """Of those who moved in, of all who came and of those who left: how many there are, and how many of them
    have a theme at least and at most, when *moved* people of the new areas were in no old one before.
    """
    stayed = new.common - moved
    left = old.common - stayed
    if stayed < 0 or left < 0:
        return []
    came = moved + new.others
    fewest = max(0, old.low - left, new.low - came)
    most = min(stayed, old.high, new.high)
    if fewest > most:
        # They are not the same people, or some changed their minds.
        return []
    bounds = (
        (moved, new.low - most - new.others, new.high - fewest),
        (came, new.low - most, new.high - fewest),
        (left, old.low - most, old.high - fewest),
    )
    return [(people, max(0, low), min(people, high)) for people, low, high in bounds]


def _told(people: int, low: int, high: int) -> bool:
    """Whether it is proven too much that of *people* at least *low* and at most *high* have a theme."""
    if people < SMALL:
        return low >= 1 or high < min(people, ENOUGH)
    return 10 * low >= 9 * people or 1 <= low <= high < ENOUGH


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
