"""The report plan: every figure that will ever be counted for one kit, fixed before anybody is counted.

A contribution is one vector of whole numbers in the order of the plan. The plan's hash covers kit, taxonomy
and keys, so two vectors are added up only when every position means the same.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from careernotes.canonical import canonical_hash
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Sensitivity, Taxonomy
from careernotes.domain.vocabulary import ChosenBy, Moment

PLAN_FORMAT = 2
TOTAL = 0
"""Row of the whole programme, and the column of a table that has one column."""
OTHER_AREAS = 0
"""Row of the areas that were merged because they were small."""
SIGNALS = (1, 2, 3)
"""The direct manager asks about plans, helps to apply learning, opens doors."""
LOW, MIDDLE, HIGH = BINS = (1, 2, 3)
"""Ratings 1 and 2, rating 3, ratings 4 and 5."""
OLDEST = 8
"""For how many periods before this one on end people are told apart; longer ones are counted with these."""
AGES = range(OLDEST + 1)


class TableId(enum.Enum):
    """What a figure counts. Rows: numbers of themes, groups or areas, or positions in a vocabulary from 1."""

    PEOPLE = "people"
    SESSIONS = "sessions"
    CHOSEN_BY = "chosen_by"
    MOMENT = "moment"
    GROUPS = "groups"
    THEMES = "themes"
    AREAS = "areas"
    AREA_GROUPS = "area_groups"
    MANAGER = "manager"
    RATED = "rated"
    # Below: summed for the gate and for the attack step, never printed.
    MENTORS = "mentors"
    SQUARES = "squares"
    PRODUCTS = "products"
    JOINED = "joined"
    LEFT = "left"
    AGES = "ages"

    # There is one of each: hashing names again and again took a quarter of the time of counting.
    __hash__ = object.__hash__

    @property
    def printed(self) -> bool:
        """Whether figures of this table may ever stand in a report."""
        return self not in _NEVER_PRINTED


_NEVER_PRINTED = frozenset(
    {
        TableId.MENTORS,
        TableId.SQUARES,
        TableId.PRODUCTS,
        TableId.JOINED,
        TableId.LEFT,
        TableId.AGES,
    }
)


class FigureKey(NamedTuple):
    """The name of one figure; its text form is ``table/row/column``. A tuple is hashed fastest, and counting
    does little else.
    """

    table: TableId
    row: int = TOTAL
    column: int = 0

    def __str__(self) -> str:
        return f"{self.table.value}/{self.row}/{self.column}"

    @classmethod
    def parse(cls, text: str) -> "FigureKey":
        """The key with this text form.

        Raises:
            ValueError: for anything else.
        """
        table, row, column = text.split("/")
        return cls(TableId(table), int(row), int(column))


@dataclass(frozen=True, kw_only=True)
class FigurePlan:
    """The figures of one kit in their fixed order, and what the rules need to know about them."""

    keys: tuple[FigureKey, ...]
    plan_hash: str
    programme_id: str
    kit_hash: str
    taxonomy_hash: str
    breakdown: str
    areas: tuple[int, ...]
    sensitive: frozenset[int]
    """Themes of level 3: whole programme only, and only from a higher floor."""
    not_collected: tuple[int, ...]
    """Themes of level 3 in a programme whose kit stores none."""
    split: tuple[int, ...]
    """Theme groups that may stand in the breakdown: those with a theme of level 1."""
    not_split: tuple[int, ...]
    """Theme groups without a theme of level 1: never in the breakdown."""
    alike: Mapping[int, int]
    """Theme groups with a single theme that is counted in them, and that theme: two names of one figure."""
    group_of: Mapping[int, int]
    """The theme group in whose figure each theme counts; themes that count in none are not in it."""

    @cached_property
    def position(self) -> Mapping[FigureKey, int]:
        """Where each figure stands in a vector."""
        return {key: number for number, key in enumerate(self.keys)}

    def coin_name(self, key: FigureKey) -> str:
        """Under which name a figure's coin is drawn: one figure with two names gets one coin, for two coins
        would be two looks at the same people.
        """
        if key.table is TableId.GROUPS and key.row in self.alike:
            return str(FigureKey(TableId.THEMES, self.alike[key.row]))
        return str(key)

    def wholes_of(self, key: FigureKey) -> tuple[FigureKey, ...]:
        """The figures of which *key* is a part: everybody in it is in each of them too."""
        match key.table:
            case TableId.PEOPLE | TableId.SESSIONS:
                return ()
            case TableId.THEMES if key.row in self.group_of:
                return (FigureKey(TableId.GROUPS, self.group_of[key.row]),)
            case TableId.AREA_GROUPS:
                return FigureKey(TableId.GROUPS, key.column), FigureKey(TableId.AREAS, key.row)
            case TableId.MANAGER:
                return (FigureKey(TableId.RATED, key.row),)
            case _:
                return (FigureKey(TableId.PEOPLE),)

    def of(self, table: TableId) -> tuple[FigureKey, ...]:
        """The figures of one table, in order."""
        return tuple(key for key in self.keys if key.table is table)


def figure_plan(kit: ProgrammeKit, taxonomy: Taxonomy) -> FigurePlan:
    """The plan of one kit: the same kit and taxonomy always give the same plan."""
    areas = tuple(sorted(value.number for value in kit.breakdown_values))
    split = _groups_with(taxonomy, Sensitivity.GENERAL)
    keys = (*_whole_programme(kit, taxonomy), *_by_area(areas, split), *_never_printed(areas))
    sensitive = frozenset(t.number for t in taxonomy.themes if t.sensitivity is Sensitivity.SENSITIVE)
    return FigurePlan(
        keys=keys,
        plan_hash=canonical_hash(
            {
                "format": PLAN_FORMAT,
                "kit": kit.kit_hash,
                "taxonomy": kit.taxonomy_hash,
                "keys": [str(key) for key in keys],
            }
        ),
        programme_id=kit.programme_id,
        kit_hash=kit.kit_hash,
        taxonomy_hash=kit.taxonomy_hash,
        breakdown=kit.breakdown,
        areas=areas,
        sensitive=sensitive,
        not_collected=() if kit.store_sensitive else tuple(sorted(sensitive)),
        split=split,
        not_split=tuple(group.number for group in taxonomy.groups if group.number not in split),
        alike=groups_of_one(taxonomy, Sensitivity.GUARDED),
        group_of={
            theme.number: taxonomy.group_by_id[theme.group_id].number
            for theme in taxonomy.themes
            if theme.sensitivity <= Sensitivity.GUARDED
        },
    )


def groups_of_one(taxonomy: Taxonomy, most: Sensitivity) -> dict[int, int]:
    """Groups with exactly one theme up to *most*, and that theme."""
    found = {
        group.number: [t.number for t in taxonomy.in_group(group.group_id) if t.sensitivity <= most]
        for group in taxonomy.groups
    }
    return {group: themes[0] for group, themes in found.items() if len(themes) == 1}


def _groups_with(taxonomy: Taxonomy, most: Sensitivity) -> tuple[int, ...]:
    kept = {theme.group_id for theme in taxonomy.themes if theme.sensitivity <= most}
    return tuple(group.number for group in taxonomy.groups if group.group_id in kept)


def _whole_programme(kit: ProgrammeKit, taxonomy: Taxonomy) -> Iterator[FigureKey]:
    yield FigureKey(TableId.PEOPLE)
    yield FigureKey(TableId.SESSIONS)
    yield from (FigureKey(TableId.CHOSEN_BY, number) for number in range(1, len(ChosenBy) + 1))
    yield from (FigureKey(TableId.MOMENT, number) for number in range(1, len(Moment) + 1))
    yield from (FigureKey(TableId.GROUPS, number) for number in _groups_with(taxonomy, Sensitivity.GUARDED))
    most = Sensitivity.SENSITIVE if kit.store_sensitive else Sensitivity.GUARDED
    themes = (theme.number for theme in taxonomy.themes if theme.sensitivity <= most)
    yield from (FigureKey(TableId.THEMES, theme) for theme in themes)
    yield from (FigureKey(TableId.MANAGER, signal, bin_) for signal in SIGNALS for bin_ in BINS)
    yield from (FigureKey(TableId.RATED, signal) for signal in SIGNALS)


def _by_area(areas: tuple[int, ...], split: tuple[int, ...]) -> Iterator[FigureKey]:
    yield from (FigureKey(TableId.AREAS, area) for area in areas)
    yield from (FigureKey(TableId.AREA_GROUPS, area, group) for area in areas for group in split)


def _never_printed(areas: tuple[int, ...]) -> Iterator[FigureKey]:
    for table in (TableId.MENTORS, TableId.SQUARES, TableId.JOINED, TableId.LEFT):
        yield from (FigureKey(table, area) for area in (TOTAL, *areas))
    yield from (FigureKey(TableId.AGES, area, age) for area in (TOTAL, *areas) for age in AGES)
    # Merged areas need sum((a + b)^2): the squares of each and the products of each pair give it exactly.
    yield from (FigureKey(TableId.PRODUCTS, first, second) for first, second in combinations(areas, 2))
