"""Lists of one mentor over years: what a reader can tell who tries every world there is."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import period_at
from tests.unit.disclosure.support import GENERAL, PLAN, property_test

from careernotes.auditing.listed import ListSetting, attack_list, list_memory
from careernotes.auditing.memory import Memory, plain_memory, read_memory
from careernotes.auditing.problem import Problem
from careernotes.auditing.roster import Roster
from careernotes.auditing.solver import Answer, HighsSolver, Limits
from careernotes.disclosure.plan import FigureKey, TableId

THEMES = tuple(FigureKey(TableId.THEMES, number) for number in GENERAL[:2])
Stay = tuple[int, int]
"""From which list to which one somebody is there."""


def roster_at(people: Mapping[Stay, int], place: int) -> Roster:
    ages: Counter[tuple[int, int]] = Counter()
    for (came, left), number in people.items():
        if came <= place <= left:
            ages[0, place - came] += number
    return Roster(period=period_at(place), people=ages)


def setting_at(people: Mapping[Stay, int], past: Sequence[Memory]) -> ListSetting:
    return ListSetting(past=tuple(past), roster=roster_at(people, len(past)), plan=PLAN, themes=THEMES)


Said = list[bool | None]
"""What each list said about a theme: on it, not on it, or kept out."""


def told(people: Mapping[Stay, int], said: Sequence[bool | None]) -> list[str]:
    """Whom a reader can tell for whom themes last, by trying every number of people of each stay."""
    stays = sorted(people)
    worlds = np.indices([people[stay] + 1 for stay in stays]).reshape(len(stays), -1)
    for place, on in enumerate(said):
        if on is not None:
            has = worlds[[came <= place <= left for came, left in stays]].sum(axis=0)
            worlds = worlds[:, has >= 4 if on else has <= 7]
    if not worlds.size:
        return []
    found = []
    last = len(said) - 1
    groups = {f"stay {stay}": {stay} for stay in stays}
    groups |= {f"joined {p}": {s for s in stays if s[0] == p} for p in range(1, last + 1)}
    groups |= {f"left {p}": {s for s in stays if s[1] == p} for p in range(last)}
    for name, group in groups.items():
        size = sum(people[stay] for stay in group)
        sums = worlds[[stay in group for stay in stays]].sum(axis=0)
        if 0 < size < 10 and (sums.min() >= 1 or sums.max() < min(size, 5)):
            found.append(name)
    return found


def released(people: Mapping[Stay, int], answers: Sequence[Sequence[bool]]) -> dict[FigureKey, Said]:
    """What lists say that the attack let out, one after another, if they would have said *answers*."""
    past: list[Memory] = []
    said: dict[FigureKey, Said] = {key: [] for key in THEMES}
    for answer in answers:
        setting = setting_at(people, past)
        outcome = attack_list(setting)
        on = frozenset(k for k, yes in zip(THEMES, answer, strict=True) if yes and k not in outcome.silent)
        for key in THEMES:
            said[key].append(None if key in outcome.silent else key in on)
        past.append(list_memory(setting, outcome, on, "0" * 64))
    return said


@st.composite
def stays(draw: st.DrawFn) -> dict[Stay, int]:
    """Twelve people in the smallest of three lists; who stays for all three fills up."""
    people = {stay: draw(st.integers(0, 5)) for stay in [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)]}
    fewest = min(sum(roster_at(people, place).people.values()) for place in range(3))
    people[0, 2] = max(draw(st.integers(0, 2)), 12 - fewest)
    return {stay: number for stay, number in people.items() if number}


@settings(property_test, max_examples=25)
@given(people=stays(), answers=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=3, max_size=3))
def test_no_small_group_can_be_told_from_any_series_of_lists(
    people: dict[Stay, int], answers: list[tuple[bool, bool]]
) -> None:
    # At every list: what later lists show of who stays cannot be foreseen, and is borne when they come.
    for said in released(people, answers).values():
        for length in range(1, 4):
            now = {s: n for s, n in people.items() if s[0] < length}
            seen: dict[Stay, int] = Counter()
            for (came, left), number in now.items():
                seen[came, min(left, length - 1)] += number
            silent = told(seen, [*said[: length - 1], None])
            assert set(told(seen, said[:length])) <= set(silent)


NINE_STAY = {(0, 0): 3, (0, 1): 9, (1, 1): 3}
"""Twelve people; three go and three come. Four of twelve in the second list are at least one of the nine."""
FIVE_JOIN = {(0, 1): 12, (1, 1): 5}
"""Nobody goes. A theme that was listed and no longer is has three of those who came at most."""


@pytest.mark.parametrize(
    ("people", "said"), [({(0, 0): 3, (0, 1): 9}, [True, None]), (FIVE_JOIN, [True, False])]
)
def test_without_the_attack_such_lists_tell_about_few_people(people: dict[Stay, int], said: Said) -> None:
    assert told(people, said)


def test_a_theme_is_kept_out_when_its_absence_alone_would_tell() -> None:
    past = [_first(FIVE_JOIN, on=THEMES[:1])]
    setting = setting_at(FIVE_JOIN, past)
    assert attack_list(setting).silent == {THEMES[0]}
    for answer in (True, False):
        assert released(FIVE_JOIN, [(True, False), (answer, False)])[THEMES[0]] == [True, None]


def test_everything_is_kept_out_where_twelve_people_are_a_nine_and_a_three() -> None:
    assert attack_list(setting_at(NINE_STAY, [_first(NINE_STAY, on=())])).silent == set(THEMES)


def test_what_is_kept_out_depends_on_earlier_lists_and_the_roster_alone() -> None:
    for first in (THEMES[:1], ()):
        memory = _first(FIVE_JOIN, on=first)
        again = read_memory(plain_memory(memory))
        assert again == memory
        assert attack_list(setting_at(FIVE_JOIN, [memory])) == attack_list(setting_at(FIVE_JOIN, [again]))


class Sleepy(HighsSolver):
    """A solver that never gets to an answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, Limits(nodes=0, iterations=0, seconds=0.0))

    def best(self, costs: Mapping[int, int]) -> Answer:
        del costs
        return Answer(world=None)


def test_what_the_solver_has_no_time_for_is_kept_out() -> None:
    setting = setting_at({(0, 0): 14}, [])
    assert attack_list(setting).silent == frozenset()
    assert attack_list(setting, make_solver=Sleepy).silent == set(THEMES)


def _first(people: Mapping[Stay, int], *, on: Sequence[FigureKey]) -> Memory:
    setting = setting_at(people, [])
    outcome = attack_list(setting)
    assert not outcome.silent
    return list_memory(setting, outcome, frozenset(on), "0" * 64)
