"""The groups a reader can isolate: printed groups, who came, who went, what differs between two reports."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careernotes.auditing.roster import PersonClass

Members = frozenset[int]
"""Places of classes."""
Printed = Sequence[frozenset[int]]
"""The printed groups of one report, each as its areas."""


def groups_of(classes: Sequence[PersonClass], printed: Sequence[Printed], first: int) -> tuple[Members, ...]:
    """Every group worth attacking in the reports from place *first* on, each once, never empty.

    *printed* has the printed areas of each report of the series.
    """
    found: dict[Members, None] = {}
    for members in _all(classes, printed, first):
        if members:
            found.setdefault(members)
    return tuple(found)


def _all(classes: Sequence[PersonClass], printed: Sequence[Printed], first: int) -> Iterator[Members]:
    places = range(first, len(printed))
    seen = {n for n, each in enumerate(classes) if each.left >= first}
    yield from (frozenset({n}) for n in sorted(seen))
    reports = [list(_in_report(classes, place, printed[place])) for place in places]
    for place, groups in zip(places, reports, strict=True):
        for group in groups:
            yield group
            # Who was there at the first report came at some time: that is the class, not a group of its own.
            yield frozenset(n for n in group if place and classes[n].entered == place)
            yield frozenset(n for n in group if classes[n].left == place < len(printed) - 1)
    for before, after in pairwise(reports):
        for one in before:
            for two in after:
                if one & two:
                    yield from (one & two, one - two, two - one)
    yield from _by_area(classes, seen)


def _in_report(classes: Sequence[PersonClass], place: int, printed: Printed) -> Iterator[Members]:
    there = [n for n, each in enumerate(classes) if each.present(place)]
    yield frozenset(there)
    named: set[int] = set()
    for areas in printed:
        named |= areas
        yield frozenset(n for n in there if classes[n].area in areas)
    if printed:
        yield frozenset(n for n in there if classes[n].area not in named)


def _by_area(classes: Sequence[PersonClass], seen: Iterable[int]) -> Iterator[Members]:
    """Who came and who went in each area as it is in the kit, printed or not."""
    came: dict[tuple[int, int], set[int]] = {}
    went: dict[tuple[int, int], set[int]] = {}
    for n in seen:
        came.setdefault((classes[n].area, classes[n].first), set()).add(n)
        went.setdefault((classes[n].area, classes[n].left), set()).add(n)
    yield from (frozenset(group) for group in (*came.values(), *went.values()))
