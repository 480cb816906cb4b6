"""Top coding: of a theme that nearly everybody had, a report says "so many or more".

A figure that proves that all but a few people had a theme tells of nearly every one of them, and of somebody
among any few who leave later. The attack step would hide such a figure; with its top cut off it can be shown.
Where the top lies follows from published numbers of people alone, so it tells nothing by itself.
"""

from collections.abc import Mapping
from math import ceil

from careernotes.disclosure.hide import base_of, floor_of
from careernotes.disclosure.plan import TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import TOP_LEAVES, TOP_SHARE, Policy

_PEOPLE_OF: Mapping[TableId, TableId] = {
    TableId.GROUPS: TableId.PEOPLE,
    TableId.THEMES: TableId.PEOPLE,
    TableId.AREA_GROUPS: TableId.AREAS,
}
"""The figures that have a top, and the number of people each is a part of."""


def tops(
    blurred: Mapping[FigureKey, int], *, base: int, plan: FigurePlan, policy: Policy
) -> dict[FigureKey, int]:
    """The highest number that may stand for each figure that has a top; it says "this or more"."""
    return {
        key: max(highest_proven(key, blurred[people], base=base), _least(key, base, plan, policy))
        for key in blurred
        if (people := people_of(key)) is not None
    }


def people_of(key: FigureKey) -> FigureKey | None:
    """The number of people of which a figure that has a top is a part; None for one that has none."""
    table = _PEOPLE_OF.get(key.table)
    if table is None:
        return None
    return FigureKey(table, key.row if key.table is TableId.AREA_GROUPS else TOTAL)


def highest_proven(key: FigureKey, people: int, *, base: int) -> int:
    """The highest multiple of a figure's step that proves no more than it may of those surely there. No top
    is lower; one is higher where this would not be shown.
    """
    step = base_of(key.table, base)
    surely = people - base_of(_PEOPLE_OF[key.table], base) + 1
    return _down(most_proven(surely) + step - 1, step)


def _least(key: FigureKey, base: int, plan: FigurePlan, policy: Policy) -> int:
    """The least number that may stand for a figure at all."""
    return -_down(-floor_of(key, base=base, plan=plan, policy=policy), base_of(key.table, base))


def most_proven(people: int) -> int:
    """Of how many of so many people a figure may prove at most that they had the theme."""
    return min(people - TOP_LEAVES, ceil(people * TOP_SHARE) - 1)


def _down(number: int, step: int) -> int:
    return number // step * step
