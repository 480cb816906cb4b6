"""Families of figures that say something about each other: a theme, its group, its group in each area.

What a family counts of one class of people are its facets: each theme, the theme group over its themes of
level 1 (which stands in the breakdown), the theme group as a whole. Figures of two families say nothing about
each other that a reader could use: how many themes one person can have is left aside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from careernotes.disclosure.plan import BINS, SIGNALS, FigureKey, FigurePlan, TableId
from careernotes.domain.taxonomy import Sensitivity, Taxonomy

Facets = tuple[int, ...]
Bond = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """*figures*: the facets each figure sums up. *bonds*: weighted sums of facets of a class that are never
    above 0. *together*: facets of which a person has one at most.
    """

    names: tuple[str, ...]
    """The facets by name; a strand's facets bear the names they have in the family."""
    figures: Mapping[FigureKey, Facets]
    bonds: tuple[Bond, ...] = ()
    together: tuple[Facets, ...] = ()
    strands: tuple["Family", ...] = ()
    """Parts that can be looked at alone: what stays the same in one need not stay the same in another."""
    row: int | None = None
    """The row of the breakdown it is about, when it is about the people of that row alone."""

    @property
    def facets(self) -> int:
        """How many facets there are."""
        return len(self.names)

    @property
    def title(self) -> str:
        """What it is called among all families of a plan and their strands: a figure by itself can have the
        facet of a whole strand.
        """
        return ",".join(self.names) + (" alone" if len(self.figures) == 1 else "")


def families_of(plan: FigurePlan, taxonomy: Taxonomy) -> tuple[Family, ...]:
    """Every family of the plan's printed figures, in the order of the taxonomy."""
    return (
        *(_group(group.number, plan, taxonomy) for group in taxonomy.groups if _counted(group.number, plan)),
        *(alone(key) for key in plan.of(TableId.THEMES) if key.row not in plan.group_of),
        _parts(plan.of(TableId.CHOSEN_BY)),
        _parts(plan.of(TableId.MOMENT)),
        *(_signal(signal) for signal in SIGNALS),
    )


def _counted(group: int, plan: FigurePlan) -> bool:
    return FigureKey(TableId.GROUPS, group) in plan.position


def _group(number: int, plan: FigurePlan, taxonomy: Taxonomy) -> Family:
    themes = [theme for theme, group in plan.group_of.items() if group == number]
    general = [t for t in themes if taxonomy.by_number[t].sensitivity is Sensitivity.GENERAL]
    facet = {theme: place for place, theme in enumerate(themes)}
    split, whole, count = _places(len(themes), len(general))
    figures: dict[FigureKey, Facets] = {FigureKey(TableId.THEMES, t): (facet[t],) for t in themes}
    figures[FigureKey(TableId.GROUPS, number)] = (whole,)
    by_area = [FigureKey(TableId.AREA_GROUPS, area, number) for area in (0, *plan.areas)]
    if number in plan.split:
        figures |= dict.fromkeys(by_area, (split,))
    by_place = [str(FigureKey(TableId.THEMES, theme)) for theme in themes]
    by_place += [f"split/{number}", f"groups/{number}"] if count > len(themes) + 1 else [f"groups/{number}"]
    family = Family(
        names=tuple(by_place[:count]),
        figures=figures,
        bonds=tuple(_nested([facet[t] for t in general], [facet[t] for t in themes], split, whole)),
    )
    return replace(family, strands=_strands(family, split, whole))


def _places(themes: int, general: int) -> tuple[int, int, int]:
    """The facets of the group in the breakdown and of the whole group, and how many facets there are.

    A group of one theme is that theme, and a group whose themes all are of level 1 is one facet.
    """
    if themes == 1:
        return 0, 0, 1
    if general in {0, themes}:
        return themes, themes, themes + 1
    return themes, themes + 1, themes + 2


def _nested(general: list[int], every: list[int], split: int, whole: int) -> Iterator[Bond]:
    """No theme has more people than its group, and nobody is in a group without a theme of it."""
    if split in every:
        return
    if split == whole:
        yield from (((facet, 1), (whole, -1)) for facet in every)
        yield (whole, 1), *((facet, -1) for facet in every)
        return
    yield from (((facet, 1), (split, -1)) for facet in general)
    yield (split, 1), *((facet, -1) for facet in general)
    guarded = [facet for facet in every if facet not in general]
    yield from (((facet, 1), (whole, -1)) for facet in (*guarded, split))
    yield (whole, 1), (split, -1), *((facet, -1) for facet in guarded)


def _strands(family: Family, split: int, whole: int) -> tuple[Family, ...]:
    """Each theme by itself; the group with what it is by area, and of that each figure by itself."""
    themes = [alone(key) for key, facets in family.figures.items() if not {split, whole}.intersection(facets)]
    place = {split: 0, whole: int(split != whole)}
    group = Family(
        names=tuple(family.names[facet] for facet in place),
        figures={k: (place[f[0]],) for k, f in family.figures.items() if f[0] in place},
        bonds=((((0, 1), (1, -1)),) if split != whole else ()),
    )
    return (*themes, replace(group, strands=tuple(map(alone, group.figures))))


def alone(key: FigureKey) -> Family:
    """One figure by itself."""
    row = key.row if key.table is TableId.AREA_GROUPS else None
    return Family(names=(str(key),), figures={key: (0,)}, row=row)


def _parts(keys: tuple[FigureKey, ...]) -> Family:
    every = tuple(range(len(keys)))
    return Family(
        names=tuple(str(key) for key in keys),
        figures={key: (place,) for place, key in enumerate(keys)},
        together=(every,),
        strands=tuple(alone(key) for key in keys),
    )


def _signal(signal: int) -> Family:
    bins = {FigureKey(TableId.MANAGER, signal, bin_): (place,) for place, bin_ in enumerate(BINS)}
    every = tuple(range(len(BINS)))
    return Family(
        names=tuple(str(key) for key in bins),
        figures={**bins, FigureKey(TableId.RATED, signal): every},
        together=(every,),
        strands=tuple(alone(key) for key in bins),
    )
