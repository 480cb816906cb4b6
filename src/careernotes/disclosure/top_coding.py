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
        key: _top(key, blurred[_people_of(key)], base=base, plan=plan, policy=policy)
        for key in blurred
        if key.table in _PEOPLE_OF
    }


def _people_of(key: FigureKey) -> FigureKey:
    return FigureKey(_PEOPLE_OF[key.table], key.row if key.table is TableId.AREA_GROUPS else TOTAL)


def _top(key: FigureKey, people: int, *, base: int, plan: FigurePlan, policy: Policy) -> int:
    """The highest multiple of the step that proves no more than it may of those surely there, and never one
    that would not be shown.
    """
    step = base_of(key.table, base)
    surely = people - base_of(_PEOPLE_OF[key.table], base) + 1
    floor = floor_of(key, base=base, plan=plan, policy=policy)
    return max(_down(most_proven(surely) + step - 1, step), -_down(-floor, step))


def most_proven(people: int) -> int:
    """Of how many of so many people a figure may prove at most that they had the theme."""
    return min(people - TOP_LEAVES, ceil(people * TOP_SHARE) - 1)


def _down(number: int, step: int) -> int:
    return number // step * step
