"""A9: the reader who knows who has which mentor, and looks for a group that is one mentor's people."""

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.crowds import SAFE, THEME, made_from
from tests.attack.firm import Employee, Office, firm, secret
from tests.attack.paper import Paper
from tests.unit.disclosure.support import make_kit, one_meeting_each, property_test

from careernotes.disclosure.errors import PoolTooSmallError
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.kit import PolicyFloors
from careernotes.domain.reading import MalformedError
from careernotes.ledger.facts import MentorFacts


def dominated(report: SafeReport, sizes: dict[int, list[int]]) -> list[int]:
    """Shown areas in which one mentor stands for more than half; 0 is the whole programme."""
    whole = [sum(column) for column in zip(*sizes.values(), strict=True)]
    found = [0] if 2 * max(whole) > sum(whole) else []
    for area in report.breakdown.areas:
        parts = area.merged or (area.number,)
        column = [sum(sizes[part][mentor] for part in parts) for mentor in range(len(whole))]
        found += [area.number] if 2 * max(column) > sum(column) else []
    return found


def test_no_area_is_shown_in_which_one_mentor_has_most_people() -> None:
    # Area 1 belongs to one mentor almost alone, the others to all of them.
    sizes = {1: [24, 1, 1, 1, 1, 1], **{area: [0, 12, 12, 12, 12, 12] for area in (2, 3, 4)}}
    vaults = []
    for mentor in range(6):
        parts = [
            one_meeting_each(
                {area * 10_000 + mentor * 100 + n: [THEME] for n in range(sizes[area][mentor])},
                business_area=area,
            )
            for area in sizes
        ]
        vaults.append(
            MentorFacts(
                persons=tuple(p for part in parts for p in part.persons),
                meetings=tuple(replace(m, meeting=m.person) for part in parts for m in part.meetings),
                codings=tuple(replace(c, meeting=c.person) for part in parts for c in part.codings),
                ratings=(),
            )
        )
    assert dominated(made_from(vaults, key="k0"), sizes) == []
    assert dominated(made_from(vaults, policy=replace(SAFE, effective_mentors=1), key="k0"), sizes) == [1]


# ------------------------------------------------- every floor by itself


def crowd(sizes: Sequence[int], *, areas: Sequence[Sequence[int]] = ()) -> list[Employee]:
    """Mentors with so many people in area 1 each; *areas*: the same for areas 2, 3 and so on."""
    people: list[Employee] = []
    for area, each in enumerate((sizes, *areas), start=1):
        for mentor, size in enumerate(each):
            people += [
                Employee(number=1 + len(people) + n, mentor=mentor, area=area, themes=(6,))
                for n in range(size)
            ]
    return people


def effective(sizes: Sequence[int]) -> Fraction:
    """How many mentors with as many people each would be spread as these."""
    return Fraction(sum(sizes) ** 2, sum(size * size for size in sizes)) if any(sizes) else Fraction(0)


def broken(people: list[Employee], paper: Paper, *, least_mentors: int = 5) -> list[str]:
    """What HR finds in a paper and on the list of who has which mentor that must not be printed."""

    def of(areas: set[int]) -> list[int]:
        found = Counter(each.mentor for each in people if not areas or each.area in areas)
        return list(found.values())

    found, whole = [], of(set())
    found += ["few people"] if sum(whole) < 30 else []
    found += ["few mentors"] if len(whole) < least_mentors else []
    found += ["one mentor stands out"] if effective(whole) < 4 else []
    columns = paper.columns("where")
    alone = {int(name.removeprefix("area-")) for name in columns} - {0}
    found += ["one group is no breakdown"] if len(columns) == 1 else []
    for name in columns:
        wanted = int(name.removeprefix("area-"))
        sizes = of({wanted} if wanted else {each.area for each in people} - alone)
        found += [f"few people in {name}"] if sum(sizes) < 20 else []
        found += [f"one mentor stands out in {name}"] if effective(sizes) < 4 else []
    return found


def released(people: list[Employee], floors: dict[str, int], secrets: int = 12) -> list[Paper]:
    """Every paper that any of some secrets lets out."""
    floors = {name: floors.get(name, getattr(PolicyFloors(), name)) for name in PolicyFloors.__slots__}
    company = firm(people, kit=make_kit(floors=dict(floors)))
    found = []
    for n in range(secrets):
        with contextlib.suppress(PoolTooSmallError):
            found.append(Office(coin=secret(str(n)), attacks=False).paper(company, 0))
    return found


EVEN = [5] * 9
CROWDS: dict[str, tuple[list[Employee], dict[str, int]]] = {
    "27 people": (crowd([3] * 9), {}),
    "ten mentors where twelve are asked for": (crowd([9] * 10), {"mentors": 12}),
    "one of six has nearly all": (crowd([60, 6, 6, 6, 6, 6]), {}),
    "three with nearly all": (crowd([40, 40, 40, 3, 3, 3]), {}),
    "an area of fifteen": (crowd(EVEN, areas=[EVEN, [2, 2, 2, 2, 2, 2, 1, 1, 1]]), {}),
    "an area of one mentor": (crowd(EVEN, areas=[EVEN, [24, 1, 1, 1, 1, 1, 1, 1, 1]]), {}),
    "two hamlets of six": (crowd(EVEN, areas=[EVEN, [1] * 6, [1] * 6]), {}),
    "one area and a hamlet": (crowd([9] * 9, areas=[[1] * 3]), {}),
    "two areas of fifteen": (crowd([2, 2, 2, 2, 2, 2, 1, 1, 1], areas=[[2, 2, 2, 2, 2, 2, 1, 1, 1]]), {}),
}


@pytest.mark.parametrize("name", CROWDS)
def test_no_paper_breaks_a_floor(name: str) -> None:
    people, floors = CROWDS[name]
    for paper in released(people, floors):
        assert broken(people, paper, least_mentors=floors.get("mentors", 5)) == []


def test_the_search_finds_papers_where_nothing_is_wrong() -> None:
    people = crowd([10] * 9, areas=[[10] * 9])
    papers = released(people, {})
    assert len(papers) == 12
    assert all(len(paper.columns("where")) == 2 for paper in papers)


@property_test
@given(
    st.lists(st.integers(0, 14), min_size=4, max_size=9),
    st.lists(st.integers(0, 14), min_size=4, max_size=9),
    st.lists(st.integers(0, 6), min_size=4, max_size=9),
)
def test_for_any_mentors_no_paper_breaks_a_floor(one: list[int], two: list[int], three: list[int]) -> None:
    people = crowd(one, areas=[two, three])
    for paper in released(people, {}, secrets=2):
        assert broken(people, paper) == []


def test_no_kit_gets_below_the_programs_own_floors() -> None:
    low = policy_of(PolicyFloors(**dict.fromkeys(PolicyFloors.__slots__, 1)))
    assert (low.people, low.mentors, low.group_people, low.effective_mentors) == (30, 5, 20, 4)
    assert (low.list_people, low.hide_below, low.sensitive_from, low.rated) == (12, 10, 15, 30)
    with pytest.raises(MalformedError):
        make_kit(
            floors={**{name: getattr(PolicyFloors(), name) for name in PolicyFloors.__slots__}, "mentees": 29}
        )
