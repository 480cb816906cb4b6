"""How theme groups are made up, and groups of earlier reports that were made up otherwise.

A theme keeps its number for good; which group it counts in can change from one list of themes to the next. A
reader who has both lists knows which people of an old group are in a new one too: those with a theme of both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from careernotes.auditing.families import Bond, Facets, Family, alone
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.domain.taxonomy import Sensitivity, Taxonomy

Themes = frozenset[int]
FORMER = 1000
"""From this number on groups are counted that are in no list of themes of today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Makeup:
    """The themes whose people are in a theme group's figure: in the whole programme, and by area."""

    whole: Themes
    by_area: Themes = frozenset()


Makeups = Mapping[int, Makeup]
"""Theme groups by number."""


def makeups_of(plan: FigurePlan, taxonomy: Taxonomy) -> dict[int, Makeup]:
    """How the theme groups of a plan are made up."""
    found = {}
    for group in dict.fromkeys(plan.group_of.values()):
        whole = frozenset(theme for theme, its in plan.group_of.items() if its == group)
        general = {t for t in whole if taxonomy.by_number[t].sensitivity is Sensitivity.GENERAL}
        found[group] = Makeup(whole=whole, by_area=frozenset(general if group in plan.split else ()))
    return found


def former_of(past: Iterator[Makeups], now: Makeups) -> dict[int, Makeup]:
    """Every group of the past that is not made up as one of today, with a number of its own."""
    foreign = {each for makeups in past for each in makeups.values()} - set(now.values())
    order = sorted(foreign, key=lambda each: (sorted(each.whole), sorted(each.by_area)))
    return dict(enumerate(order, start=FORMER))


def with_former(
    families: tuple[Family, ...], plan: FigurePlan, now: Makeups, former: Makeups
) -> tuple[Family, ...]:
    """*families*, those one made of which share themes with the same groups of the past."""
    for tied in _tied(now, former):
        one = _together({number: {**now, **former}[number] for number in tied}, plan)
        families = (one, *(each for each in families if not one.figures.keys() & each.figures.keys()))
    return families


def _tied(now: Makeups, former: Makeups) -> Iterator[list[int]]:
    """Groups of today and of the past that share themes, directly or through others."""
    open_ = {**now, **former}
    for group in now:
        found, themes = list[int](), now[group].whole if group in open_ else frozenset[int]()
        while more := [number for number, each in open_.items() if themes & each.whole]:
            found += more
            themes = themes.union(*(open_.pop(number).whole for number in more))
        if any(number in former for number in found):
            yield found


def _together(groups: Makeups, plan: FigurePlan) -> Family:
    """One family of some groups of today and of the past."""
    themes = sorted({theme for each in groups.values() for theme in each.whole})
    single = {theme: frozenset({theme}) for theme in themes}
    sets: dict[FigureKey, Themes] = {FigureKey(TableId.THEMES, t): single[t] for t in themes}
    for number, each in groups.items():
        sets[FigureKey(TableId.GROUPS, number)] = each.whole
        if each.by_area:
            by_area = (FigureKey(TableId.AREA_GROUPS, area, number) for area in (0, *plan.areas))
            sets |= dict.fromkeys(by_area, each.by_area)
    family = _of(sets)
    grouped = {key: its for key, its in sets.items() if key.table is not TableId.THEMES}
    whole = _of(grouped)
    # Where each group is one theme, the groups alone have the facets of the family: another problem.
    names = tuple(f"groups/{name}" for name in whole.names)
    every = replace(whole, names=names, strands=(*_pairs(grouped), *map(alone, grouped)))
    return replace(family, strands=(*(alone(FigureKey(TableId.THEMES, t)) for t in themes), every))


def _of(sets: Mapping[FigureKey, Themes], row: int | None = None) -> Family:
    """The family of figures that each count the people of some themes."""
    facets = {its: place for place, its in enumerate(dict.fromkeys(sets.values()))}
    figures: dict[FigureKey, Facets] = {key: (facets[its],) for key, its in sets.items()}
    names = tuple("themes/" + "+".join(map(str, sorted(its))) for its in facets)
    return Family(names=names, figures=figures, bonds=tuple(_bonds(facets)), row=row)


def _bonds(facets: Mapping[Themes, int]) -> Iterator[Bond]:
    """Whoever has a theme of *one* has one of *other*, or a theme that is in *one* alone."""
    found: dict[Bond, None] = {}
    for one, place in facets.items():
        for other, its in facets.items():
            rest = [frozenset({theme}) for theme in sorted(one - other)]
            if one is other or not one & other or any(each not in facets for each in rest):
                continue
            less = sorted({its, *(facets[each] for each in rest)})
            found[(place, 1), *((facet, -1) for facet in less)] = None
    yield from found


def _pairs(sets: Mapping[FigureKey, Themes]) -> Iterator[Family]:
    """In each row of the breakdown, a group of today with one of the past when one holds the other."""
    for new, its in sets.items():
        for old, other in sets.items():
            by_area = new.table is old.table is TableId.AREA_GROUPS and new.row == old.row
            if by_area and new.column < FORMER <= old.column and (its < other or other < its):
                # The same themes in another row are another problem, and problems are told apart by name.
                yield replace(_of({new: its, old: other}, row=new.row), names=(str(new), str(old)))
