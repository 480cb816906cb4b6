"""Between which numbers of people have one of some themes, by all that one report says of them.

The theme's own figure, the figures of groups that hold it, the figures of all areas together: whichever says
most, and which figures it takes to say so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from careernotes.auditing.look import Look, Span
from careernotes.auditing.makeup import Makeups, Themes
from careernotes.disclosure.plan import FigureKey, TableId

Keys = frozenset[FigureKey]
_NOBODY = frozenset[FigureKey]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A number of people, and the figures it follows from."""

    people: int
    keys: Keys = _NOBODY


def bounds_of(
    look: Look, themes: Themes, makeups: Makeups, people: Mapping[int, int]
) -> tuple[Bound, Bound]:
    """How many people at least and at most have one of *themes* in one report. *people*: of each area."""
    said = _Said(look, makeups, people)
    everybody = Bound(people=sum(people.values()))
    least = max(said.at_least(themes), default=Bound(people=0), key=lambda each: each.people)
    most = min(said.at_most(themes), default=everybody, key=lambda each: each.people)
    return (
        least if least.people > 0 else Bound(people=0),
        most if most.people < everybody.people else everybody,
    )


class _Said:
    def __init__(self, look: Look, makeups: Makeups, people: Mapping[int, int]) -> None:
        self._look, self._people = look, people
        groups = {key.row for key in (*look.shown, *look.dashes) if key.table is TableId.GROUPS}
        areas = {key.column for key in (*look.shown, *look.dashes) if key.table is TableId.AREA_GROUPS}
        self._groups = [
            *((makeups[n].whole, self._alone(FigureKey(TableId.GROUPS, n))) for n in groups & makeups.keys()),
            *((makeups[n].by_area, self._all_areas(n)) for n in areas & makeups.keys()),
        ]

    def at_least(self, themes: Themes) -> Iterator[Bound]:
        """Each number there must be at least: of one theme, or of a group without what else is in it."""
        for theme in sorted(themes):
            if (own := self._theme(theme)) is not None:
                yield own[0]
        for its, said in self._groups:
            rest = self._most_with(its - themes)
            if said is not None and rest is not None and its & themes:
                yield Bound(people=said[0].people - rest.people, keys=said[0].keys | rest.keys)

    def at_most(self, themes: Themes) -> Iterator[Bound]:
        """Each number there can be at most: of all themes added up, or of a group and what is not in it."""
        if (every := self._most_with(themes)) is not None:
            yield every
        for its, said in self._groups:
            rest = self._most_with(themes - its)
            if said is not None and rest is not None and its & themes:
                yield Bound(people=said[1].people + rest.people, keys=said[1].keys | rest.keys)

    def _most_with(self, themes: Themes) -> Bound | None:
        """How many people at most have one of some themes, their figures added up."""
        every = [self._theme(theme) for theme in sorted(themes)]
        known = [each[1] for each in every if each is not None]
        if len(known) < len(every):
            return None
        return Bound(
            people=sum(each.people for each in known), keys=_NOBODY.union(*(each.keys for each in known))
        )

    def _theme(self, theme: int) -> tuple[Bound, Bound] | None:
        return self._alone(FigureKey(TableId.THEMES, theme))

    def _alone(self, key: FigureKey) -> tuple[Bound, Bound] | None:
        span = self._look.span(key)
        return None if span is None else _both(span, frozenset({key}))

    def _all_areas(self, group: int) -> tuple[Bound, Bound]:
        """What the figures of a group in all areas say together."""
        low, high, named, keys = 0, 0, 0, set[FigureKey]()
        for row, areas in self._look.groups.items():
            key = FigureKey(TableId.AREA_GROUPS, row, group)
            inside = sum(self._people.get(area, 0) for area in areas)
            named += inside
            span = self._look.span(key)
            low += span.low if span is not None else 0
            high += min(span.high, inside) if span is not None else inside
            keys |= {key} if span is not None else set()
        return _both(Span(low=low, high=high + sum(self._people.values()) - named), frozenset(keys))


def _both(span: Span, keys: Keys) -> tuple[Bound, Bound]:
    return Bound(people=span.low, keys=keys), Bound(people=span.high, keys=keys)
