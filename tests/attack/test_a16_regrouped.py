"""A16: the reader who lays two lists of themes over each other.

Between two reports the list of themes is made anew: a theme moves to another group, groups are merged or
split, or a theme is gone. Each theme keeps its number, and both lists are published: whoever has a theme of
the new group had one of the old group too, or the other way round. With figures of both, those who came in
between are given away as if nothing had changed. Three numbers are gone through by hand: who stayed with a
theme of the smaller group, who stayed with one of the larger alone, who came or went.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from tests.attack.cases import DOWN, HERE, UP
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import won
from tests.unit.disclosure.support import TAXONOMY, make_kit

from careernotes.assets import read_json
from careernotes.canonical import Json, canonical_hash
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy

GROUP, OTHER, SPARE = 2, 3, 4
HAVING, ELSE = 6, 7
"""The theme this is about, and one of the same group."""
List = tuple[Taxonomy, ProgrammeKit]


def listed(groups: Mapping[int, int], **kit: Json) -> List:
    """A list of some themes, each in a group, and a kit for it."""
    value = read_json("taxonomy", "careernotes-core-1.json")
    assert isinstance(value, dict)
    ids = {group.number: group.group_id for group in TAXONOMY.groups}
    themes = [
        {**each, "group": ids[groups[each["number"]]], "sensitivity": 1}
        for each in value["themes"]
        if each["number"] in groups
    ]
    value |= {"themes": themes, "confusable": []}
    value["groups"] = [each for each in value["groups"] if each["number"] in groups.values()]
    return read_taxonomy(value), make_kit(taxonomy_hash=canonical_hash(value), **kit)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Two lists of themes. *shrinks*: whether the group of the first one holds that of the second."""

    before: Mapping[int, int]
    after: Mapping[int, int]
    shrinks: bool


CHANGES = {
    "a theme moves away": Change(
        before={HAVING: GROUP, ELSE: GROUP}, after={HAVING: GROUP, ELSE: OTHER}, shrinks=True
    ),
    "a theme is gone": Change(before={HAVING: GROUP, ELSE: GROUP}, after={HAVING: GROUP}, shrinks=True),
    "a group is split": Change(
        before={HAVING: GROUP, ELSE: GROUP, 8: GROUP},
        after={HAVING: GROUP, ELSE: OTHER, 8: OTHER},
        shrinks=True,
    ),
    "two groups are merged": Change(
        before={HAVING: GROUP, ELSE: OTHER}, after={HAVING: GROUP, ELSE: GROUP}, shrinks=False
    ),
    "a theme comes in": Change(
        before={HAVING: GROUP}, after={HAVING: GROUP, ELSE: GROUP}, shrinks=False
    ),
    "a group has another number": Change(
        before={HAVING: GROUP, ELSE: GROUP}, after={HAVING: SPARE, ELSE: SPARE}, shrinks=True
    ),
}


def company(change: Change, of: List) -> Firm:
    """Area 1 of 45 people, where four who all have the theme come (or go); area 2 beside it, without it."""
    here = (1,) if change.shrinks else (0,)
    people = [
        Employee(number=n, mentor=n % 9, area=1, here=(0, 1), themes=(HAVING,) if n < 14 else ())
        for n in range(45)
    ]
    people += [Employee(number=n, mentor=n % 9, area=1, here=here, themes=(HAVING,)) for n in range(45, 49)]
    people += [Employee(number=n, mentor=n % 9, area=2, here=(0, 1)) for n in range(49, 89)]
    return firm(people, *of)


def read(change: Change, *, attacks: bool, forgets: bool = False) -> tuple[list[Paper], str]:
    """Both papers, and what is proven of the four."""
    low, high = (0, 1) if change.shrinks else (1, 0)
    group = max(change.after.values()) if change is CHANGES["a group has another number"] else GROUP
    figures = (HERE, f"area_groups/1/{group}")
    luck = {(low, figures[low]): DOWN, (high, figures[high]): UP}
    # What is a dash in the whole programme is one by area.
    luck |= {(place, name): UP for place in (0, 1) for name in (f"groups/{group}/0", f"themes/{HAVING}/0")}
    office = Office(coin=falling(luck), attacks=attacks, forgets=forgets)
    lists = [listed(change.before), listed(change.after)]
    papers = [office.paper(company(change, of), place) for place, of in enumerate(lists)]
    rows = []
    for place, paper in enumerate(papers):
        # Classes: stayed and in both groups, stayed and in the larger alone, the four.
        larger = (place == 0) == change.shrinks
        kinds = {0, *([1] if larger else []), *([2] if place == high else [])}
        rows += [(kinds, *span) for span in _spans(paper, _name(lists[place], group if place else GROUP))]
    return papers, won((45, 45, 4), rows, {2})


def _name(of: List, group: int) -> str:
    return next(str(each.group_id).lower() for each in of[0].groups if each.number == group)


def _spans(paper: Paper, group: str) -> list[tuple[int, int]]:
    span = paper.span("where", f"group-{group}", "area-1")
    return [] if span is None else [span]


@pytest.mark.parametrize("name", CHANGES)
def test_without_the_attack_step_two_lists_of_themes_tell_of_those_who_came_or_went(name: str) -> None:
    _papers, rule = read(CHANGES[name], attacks=False)
    assert rule == "D1"


@pytest.mark.parametrize("name", CHANGES)
def test_with_the_attack_step_they_tell_nothing(name: str) -> None:
    _papers, rule = read(CHANGES[name], attacks=True)
    assert rule == ""


@pytest.mark.parametrize("name", CHANGES)
def test_an_attack_that_forgets_the_earlier_list_is_as_good_as_none(name: str) -> None:
    _papers, rule = read(CHANGES[name], attacks=True, forgets=True)
    assert rule == "D1"


def test_a_group_that_shares_nothing_with_those_before_is_shown() -> None:
    """Only figures that tell are hidden: other groups of the new list stand as they would."""
    change = Change(before={HAVING: GROUP, ELSE: GROUP}, after={8: OTHER}, shrinks=True)
    lists = [listed(change.before), listed(change.after)]
    values = []
    for attacks in (False, True):
        office = Office(coin=falling({(0, HERE): DOWN}), attacks=attacks)
        office.paper(company(change, lists[0]), 0)
        people = [
            Employee(number=n, mentor=n % 9, area=1 + n % 2, here=(1,), themes=(8,) if n % 4 < 2 else ())
            for n in range(80)
        ]
        paper = office.paper(firm(people, *lists[1]), 1)
        name = f"group-{_name(lists[1], OTHER)}"
        values.append([paper.value("where", name, column) for column in paper.columns("where")])
    assert values[0] == values[1]
    assert set(values[0]) - {None}
