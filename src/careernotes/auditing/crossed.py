"""Figures of the whole programme held against some areas from before a reorganisation.

Who was in an area and stayed is in the whole now; who left was in one of the areas. From which of them they
left stands in no contribution, so the worst is supposed: for some areas together and the others together,
every small number of people who can have left the ones or stayed in them. Where old figures and the new
whole then prove something of those who left, of those who stayed or of those who came, and more than the old
ones alone, a new figure is not shown.

With the people on two sides, all of this is differences between six numbers, and the ends are the shortest
ways from one to another: no world goes further, and there is one that goes as far.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from careernotes.auditing.bounds import Bound, Keys, bounds_of
from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.auditing.hitting import Move, least_cost
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeups, Themes
from careernotes.auditing.repair import USEFULNESS
from careernotes.auditing.roster import Roster, classes_of
from careernotes.auditing.sums import Flags, Numbers, few_enough_of
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId

_MOST_AT_ONCE = 3
_NOBODY, _STAYED, _OTHERS_STAYED, _HAD, _OTHERS_HAD, _CAME = range(6)
"""The six numbers: nobody, those of the ones who stayed and of all of them who have a theme, the same of the
others taken away from nobody, and these without those who came.
"""
_FAR = 10**9
_FEW = 2 * SMALL
"""So many people are no longer few. To suppose every larger number of people who left some areas is to
suppose the one at which all of these had what is rarer now: whatever became rarer would be hidden.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """How many people left, stayed and came; and of those who came the small groups of a kind."""

    left: int
    stayed: int
    came: int
    kinds: tuple[int, ...]


Two = tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Some areas and the others, many times: their people, how many of them have a theme at least and at
    most, and how many left the ones, or can have left them at least.
    """

    people: Two
    low: Two
    high: Two
    gone: Numbers

    def at(self, places: Numbers, gone: Numbers) -> "_Sides":
        """Some of them, any number of times, when so many left."""
        people, low, high = ((one[places], two[places]) for one, two in (self.people, self.low, self.high))
        return _Sides(people=people, low=low, high=high, gone=gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """Of a group in each case: its people, of how many it is true at least and at most."""

    people: Numbers
    low: Numbers
    high: Numbers


def told_by_crossing(
    new: Look, roster: Roster, old: Look, before: Roster, makeups: Makeups, *, plan: FigurePlan
) -> Keys:
    """Figures of the new report that must not be shown beside the areas of an earlier one.

    *makeups*: how the theme groups of both are made up.
    """
    new, moves, cuts = new.as_new(plan), _moves(before, roster), list[Keys]()
    for themes, sides, within in _questions(old, before, moves, makeups):
        least, most = bounds_of(new, themes, makeups, roster.areas())
        cuts += _guilty(_Question(sides=sides, within=within, moves=moves), least, most)
    every = [frozenset[FigureKey]().union(*(new.covers(key, plan) for key in cut)) for cut in cuts]
    shown = sorted(frozenset[FigureKey]().union(*every), key=str)
    prices = {key: USEFULNESS[key.table] for key in shown}
    return least_cost(every, [Move(key=key, hides=frozenset({key})) for key in shown], prices).hidden


def _moves(before: Roster, roster: Roster) -> _Moves:
    classes = classes_of([before.whole_programme(), roster.whole_programme()])
    stayed = sum(each.people for each in classes if each.present(0) and each.present(1))
    since = roster.number - before.number
    kinds = {people for (_area, age), people in roster.people.items() if age < since and people < SMALL}
    return _Moves(
        left=sum(before.people.values()) - stayed,
        stayed=stayed,
        came=sum(roster.people.values()) - stayed,
        kinds=tuple(sorted(kinds)),
    )


def _questions(
    old: Look, before: Roster, moves: _Moves, makeups: Makeups
) -> Iterator[tuple[Themes, _Sides, tuple[int, int]]]:
    """For the themes of each group by area, and each alone: its areas on two sides, and what the old report
    says of them in the whole programme.
    """
    people, whole = before.areas(), old.whole_programme()
    inside = [sum(people[area] for area in areas) for areas in old.groups.values()]
    rest = sum(people.values()) - sum(inside)
    sizes = np.array([*inside, rest] if rest else inside, dtype=np.int64)
    some = _some(len(sizes))
    for group in sorted(_groups(old) & makeups.keys()):
        spans = [old.span(FigureKey(TableId.AREA_GROUPS, row, group)) for row in old.groups]
        if not some.size or not any(spans):
            continue
        low, high = np.zeros_like(sizes), sizes.copy()
        for place, span in enumerate(spans):
            if span is not None:
                low[place], high[place] = span.low, min(span.high, sizes[place])
        every = makeups[group].by_area
        # Of one theme among several an area only says that no more people have it.
        for themes in dict.fromkeys((every, *(frozenset({theme}) for theme in sorted(every)))):
            lows = low if themes == every else np.zeros_like(low)
            least, most = bounds_of(whole, themes, makeups, people)
            yield themes, _sides(some, sizes, lows, high, moves), (least.people, most.people)


def _groups(look: Look) -> set[int]:
    return {key.column for key in (*look.shown, *look.dashes) if key.table is TableId.AREA_GROUPS}


def _some(parts: int) -> Flags:
    """Up to three parts at once, and all but up to three; not all, of whom nothing has to be supposed."""
    sizes = [n for n in range(1, parts) if min(n, parts - n) <= _MOST_AT_ONCE]
    chosen = list(chain.from_iterable(combinations(range(parts), size) for size in sizes))
    some = np.zeros((len(chosen), parts), dtype=np.bool_)
    for number, places in enumerate(chosen):
        some[number, list(places)] = True
    return some


def _sides(some: Flags, sizes: Numbers, low: Numbers, high: Numbers, moves: _Moves) -> _Sides:
    """Each choice, when as few left it as can be."""

    def both(of: Numbers) -> Two:
        sums = some @ of
        return sums, of.sum() - sums

    people = both(sizes)
    gone = np.maximum(0, moves.left - people[1])
    return _Sides(people=people, low=both(low), high=both(high), gone=gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What old figures say of some themes, for :func:`_guilty` to ask with what a new report says."""

    sides: _Sides
    within: tuple[int, int]
    moves: _Moves

    def tells(self, least: int, most: int) -> bool:
        """Whether a new whole between *least* and *most* proves something, and more than nothing new does."""
        cases = self._cases()
        fits, groups = self._ends(cases, least, most)
        _always, before = self._ends(cases, 0, self.moves.stayed + self.moves.came)
        came = groups[-1]
        found = [_told(now, then) for now, then in zip(groups, before, strict=True)]
        # Of the ones who left, and of those who stayed, any nine may be a kind of people by themselves.
        found += [_told_of_some(now, then) for now, then in zip(groups[:-1], before[:-1], strict=True)]
        for kind in self.moves.kinds:
            others = came.people - kind
            found.append((came.low - others >= 1) | (came.high < min(kind, ENOUGH)))
        return bool((fits & np.logical_or.reduce(found)).any())

    def quiet(self, least: int, most: int) -> bool:
        """Quickly, for most questions: nothing can be proven by either end."""
        low, high = self.sides.low, self.sides.high
        at_least = max(self.within[0], int((low[0] + low[1]).max()))
        # The fewer left the ones, the more left the others.
        staying = self.sides.people[1] - self.moves.left + self.sides.gone
        at_most = min(self.within[1], int((high[0] + np.minimum(high[1], staying)).min()))
        nearly = min(at_most - SMALL, 9 * at_most // 10)
        return most - at_least >= ENOUGH and least <= at_most and least - self.moves.came < nearly

    def _cases(self) -> _Sides:
        """Each choice with every number of people who can have left it, of whom or of those who stayed there
        are few.
        """
        ones, fewest = self.sides.people[0][:, None], self.sides.gone[:, None]
        few = np.arange(_FEW)
        gone = np.hstack([few + 0 * ones, np.maximum(ones - few, _FEW)])
        most = np.minimum(self.moves.left, ones)
        choice, place = np.nonzero((gone >= fewest) & (gone <= most))
        return self.sides.at(choice, gone[choice, place])

    def _ends(self, sides: _Sides, least: int, most: int) -> tuple[Flags, tuple[_Ends, _Ends, _Ends]]:
        """Which cases there can be, and in each: who left the ones, who stayed in them, who came."""
        moves = self.moves
        gone, others_gone = sides.gone, moves.left - sides.gone
        stayed = sides.people[0] - gone
        ways = np.full((6, 6, len(gone)), _FAR, dtype=np.int64)

        def between(one: int, two: int, low: Numbers | int, high: Numbers | int) -> None:
            ways[one, two], ways[two, one] = high, -np.asarray(low)

        between(_NOBODY, _STAYED, 0, stayed)
        between(_OTHERS_STAYED, _NOBODY, 0, sides.people[1] - others_gone)
        between(_STAYED, _HAD, 0, gone)
        between(_OTHERS_HAD, _OTHERS_STAYED, 0, others_gone)
        between(_NOBODY, _HAD, sides.low[0], sides.high[0])
        between(_OTHERS_HAD, _NOBODY, sides.low[1], sides.high[1])
        between(_OTHERS_HAD, _HAD, *self.within)
        between(_CAME, _OTHERS_STAYED, 0, moves.came)
        between(_CAME, _STAYED, least, most)
        for over in range(6):
            ways = np.minimum(ways, ways[:, over, None] + ways[None, over])
        fits = np.logical_and.reduce([ways[each, each] >= 0 for each in range(6)])
        came = np.full_like(gone, moves.came)
        return fits, (
            _Ends(people=gone, low=-ways[_HAD, _STAYED], high=ways[_STAYED, _HAD]),
            _Ends(people=stayed, low=-ways[_STAYED, _NOBODY], high=ways[_NOBODY, _STAYED]),
            _Ends(people=came, low=-ways[_OTHERS_STAYED, _CAME], high=ways[_CAME, _OTHERS_STAYED]),
        )


def _told(now: _Ends, before: _Ends) -> Flags:
    """By the rule of the method, and more than *before*."""
    small = (now.low >= 1) | (now.high < np.minimum(now.people, ENOUGH))
    large = (now.low > few_enough_of(now.people)) | (now.low >= 1) & (now.high < ENOUGH)
    more = (now.low > before.low) | (now.high < before.high)
    return np.where(now.people < SMALL, small, large) & more & (now.people > 0)


def _told_of_some(now: _Ends, before: _Ends) -> Flags:
    """Of any nine of ten people or more: that somebody has a theme, or of any five that not all have."""
    some = (now.low - (now.people - SMALL + 1) >= 1) & (now.low > before.low)
    return (now.people >= SMALL) & (some | (now.high < ENOUGH) & (now.high < before.high))


def _guilty(question: _Question, least: Bound, most: Bound) -> Iterator[Keys]:
    """Sets of new figures of each of which one must go."""
    moves = question.moves
    nothing, everybody = 0, moves.stayed + moves.came
    if not (least.keys or most.keys) or question.quiet(least.people, most.people):
        return
    if not question.tells(least.people, most.people):
        return
    alone = (
        (least.keys, question.tells(least.people, everybody)),
        (most.keys, question.tells(nothing, most.people)),
    )
    yield from (keys for keys, tells in alone if tells)
    if not any(tells for _keys, tells in alone):
        yield least.keys | most.keys
