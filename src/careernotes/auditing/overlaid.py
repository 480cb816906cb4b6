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
from itertools import chain, combinations, product
from types import MappingProxyType

from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeups
from careernotes.auditing.roster import Roster
from careernotes.auditing.ties import Groups, Tie, ties
from careernotes.disclosure.plan import OLDEST, FigureKey, TableId

_MOST_AT_ONCE = 3
_Range = tuple[int, int]


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
        pairs = _each_with_each(news(tie.news), olds(tie.olds))
        guilty += [one.keys for one, two in pairs if _tells(one, two, tie)]
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
        self.parts, self.together = parts, tuple(_together(parts))


def _each_with_each(news: _Side, olds: _Side) -> Iterator[tuple[_Part, _Part]]:
    """One old area may have become several, and several one."""
    yield from product(news.parts, olds.together)
    yield from product(news.together, olds.parts)


def _together(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Up to three at once, and all but up to three."""
    whole = len(parts)
    sizes = sorted({n for n in range(1, whole + 1) if min(n, whole - n) <= _MOST_AT_ONCE})
    for some in chain.from_iterable(combinations(parts, size) for size in sizes):
        total, *rest = some
        for each in rest:
            total += each
        yield total


def _tells(new: _Part, old: _Part, tie: Tie) -> bool:
    """Whether the two together would prove something of a group, and more of it than either does alone, were
    they nearly the same people.
    """
    if not new.keys or not _binds(new, old, tie) or _says_nothing_small(new, old, tie):
        return False
    apart = replace(tie, onward=None, back=None)
    more = max(0, new.common - old.common)
    return any(
        _told(*both) and (both[1] > (alone := _known(new, old, moved, apart)[place])[1] or both[2] < alone[2])
        for moved in sorted({*range(SMALL), *range(more, more + SMALL)})
        for place, both in enumerate(_known(new, old, moved, tie))
    )


def _binds(new: _Part, old: _Part, tie: Tie) -> bool:
    """Quickly, for most pairs: whether what the two have to do with each other can narrow anything, whoever
    moved. Both ways: how many can be in the group on one side, or must be.
    """
    shared, more = min(new.common, old.common), new.common - old.common
    if (onward := tie.onward) is not None and (
        min(new.high, shared) > old.high + onward or new.low - new.others - max(0, more) > onward
    ):
        return True
    return (back := tie.back) is not None and (
        min(old.high, shared) > new.high + back or old.low - max(0, -more) > back
    )


def _says_nothing_small(new: _Part, old: _Part, tie: Tie) -> bool:
    """Quickly, for most pairs: neither the two together nor one alone can prove anything."""
    fewest = min(new.high - new.low, old.high - old.low)
    if tie.back is not None:
        fewest = min(fewest, new.high + tie.back - old.low)
    if tie.onward is not None:
        fewest = min(fewest, old.high + tie.onward - new.low)
    return fewest >= ENOUGH and max(new.low, old.low) <= min(new.common, old.common) - SMALL


def _known(new: _Part, old: _Part, moved: int, tie: Tie) -> list[tuple[int, int, int]]:
    """Of those who moved in, of all who came and of those who left: how many there are, and how many of them
    have a theme at least and at most, when *moved* people of the new areas were in no old one before.

    Of several groups that count as one those who are in more of them count more than once.
    """
    stayed = new.common - moved
    left = old.common - stayed
    if stayed < 0 or left < 0:
        return []
    came, times = moved + new.others, (len(tie.news), len(tie.olds))
    now = max(0, new.low - times[0] * came), min(times[0] * stayed, new.high)
    then = max(0, old.low - times[1] * left), min(times[1] * stayed, old.high)
    both = _tied(now, then, tie)
    if both is None:
        # They are not the same people, or some changed their minds.
        return []
    (fewest, most), (least, utmost) = both
    bounds = (
        (moved, new.low - most - times[0] * new.others, new.high - fewest),
        (came, new.low - most, new.high - fewest),
        (left, old.low - utmost, old.high - least),
    )
    return [(people, max(0, low), min(people, high)) for people, low, high in bounds]


def _tied(now: _Range, then: _Range, tie: Tie) -> tuple[_Range, _Range] | None:
    """How many of those who stayed can be in the new groups and in the old ones, each alone and then by what
    they have to do with each other; None when no numbers fit.
    """
    (fewest, most), (least, utmost) = now, then
    if tie.onward is not None:
        most, least = min(most, utmost + tie.onward), max(least, fewest - tie.onward)
    if tie.back is not None:
        utmost, fewest = min(utmost, most + tie.back), max(fewest, least - tie.back)
    if fewest > most or least > utmost:
        return None
    return (fewest, most), (least, utmost)


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
