"""People declared to be on the reader's side: what they tell is gone through, number by number."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.auditing.support import FAMILIES, period_at
from tests.unit.disclosure.support import PLAN, property_test

from careernotes.auditing.allies import Circles, Declared, declared_allies
from careernotes.auditing.families import Family
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.listed import ListSetting, attack_list
from careernotes.auditing.look import Look
from careernotes.auditing.model import Series, pose
from careernotes.auditing.roster import PersonClass, Roster, classes_of
from careernotes.disclosure.plan import FigureKey, TableId

THEMES = (FigureKey(TableId.THEMES, next(iter(PLAN.group_of))),)


def silent(roster: Roster, *allies: tuple[Declared, ...]) -> bool:
    setting = ListSetting(past=(), roster=roster, plan=PLAN, themes=THEMES, allies=allies)
    return bool(attack_list(setting).silent)


def told(stayed: int, came: int, allies: int) -> bool:
    """By hand: whether allies among those who came can tell about a group that is left."""
    others, worlds = came - allies, np.indices((stayed + 1, came + 1)).reshape(2, -1)
    for on, yes in product((True, False), range(allies + 1)):
        fits = worlds[:, (worlds[1] >= yes) & (worlds[1] <= came - (allies - yes))]
        fits = fits[:, fits.sum(axis=0) >= 4] if on else fits[:, fits.sum(axis=0) <= 7]
        if not fits.size:
            continue
        left = [(stayed, fits[0]), (others, fits[1] - yes), (stayed + others, fits.sum(axis=0) - yes)]
        for people, sums in left:
            if 0 < people < 10 and (sums.min() >= 1 or sums.max() < min(people, 5)):
                return True
            few = people >= 10 and sums.min() >= 1 and sums.max() < 5
            if few or (people >= 10 and 10 * sums.min() >= 9 * people):
                return True
            if people >= 20 and sums.min() > people - 9:
                return True
    return False


def two_groups(stayed: int, came: int) -> Roster:
    return Roster(period=period_at(1), people={(0, 3): stayed, (0, 0): came})


@property_test
@given(stayed=st.integers(1, 12), came=st.integers(1, 9), allies=st.integers(1, 5))
def test_a_list_is_tried_with_every_number_of_the_declared_who_may_have_a_theme(
    stayed: int, came: int, allies: int
) -> None:
    if stayed + came < 12 or allies >= came:
        return
    roster = two_groups(stayed, came)
    declared = Declared(area=0, first=roster.number, people=allies)
    assert silent(roster, (declared,)) == (told(stayed, came, 0) or told(stayed, came, allies))


def test_three_of_six_who_came_tell_about_the_eight_who_stayed_unseen_by_a_blind_attack() -> None:
    roster = two_groups(8, 6)
    assert told(8, 6, 3)
    assert silent(roster, (Declared(area=0, first=roster.number, people=3),))
    assert not silent(roster)
    assert not told(8, 6, 0)


def joined_ten() -> tuple[Family, Series]:
    """One figure by area, the same number in two reports; forty-five stay, ten come."""
    key = FigureKey(TableId.AREA_GROUPS, 1, PLAN.split[0])
    look = Look(steps={TableId.AREA_GROUPS: 5}, shown={key: 15}, dashes={}, groups={1: frozenset({1})})
    classes = (
        PersonClass(area=1, first=0, entered=0, left=1, people=45),
        PersonClass(area=1, first=1, entered=1, left=1, people=9),
    )
    return Family(names=("group",), figures={key: (0,)}), Series(looks=(look, look), classes=classes)


def leaks(allies: int, *, declared: bool) -> int:
    family, series = joined_ten()
    sets = ((1,) * allies,)
    circles = Circles(sets=sets, declared=int(declared)) if allies else None
    return len(attack_family(family, series, Attacker(plan=PLAN, step=lambda: None, circles=circles)).leaks)


def test_four_of_nine_who_came_pin_the_rest_of_a_pool_and_only_who_is_tried_finds_it() -> None:
    # Of nine who came eight have it at most; when four allies have it, four of the other five at most.
    assert leaks(0, declared=True) == 0
    assert leaks(3, declared=True) == 0
    assert leaks(4, declared=True) > 0


def test_declared_sets_are_gone_through_theme_by_theme_in_every_family() -> None:
    family = max(FAMILIES, key=lambda each: each.facets)
    classes = (PersonClass(area=1, first=0, entered=0, left=0, people=30),)
    series = Series(looks=(Look(steps={}, shown={}, dashes={}, groups={}),), classes=classes)
    posed = pose(family, series, (), first=0)
    spoken = list(Circles(sets=((0, 0),), declared=1).spoken(family, posed))
    assert len(spoken) >= 2 + len(family.strands) - 1
    for facet in range(family.facets):
        assert any(each[facet] == (2, 2) for each in spoken)
    drawn = list(Circles(sets=((0, 0),)).spoken(family, posed))
    assert len(drawn) < len(spoken)


@pytest.mark.parametrize("whole", [False, True])
def test_declared_people_are_found_among_those_who_are_there(whole: bool) -> None:
    rosters = [Roster(period=period_at(0), people={(1, 0): 9, (2, 0): 5})]
    rosters.append(Roster(period=period_at(1), people={(1, 1): 7, (2, 1): 5, (1, 0): 4}))
    classes = classes_of([each.whole_programme() for each in rosters] if whole else rosters)
    given_set = (Declared(area=1, first=rosters[0].number, people=2),)
    found = declared_allies(given_set, classes, 1, whole=whole)
    assert len(found) == 2
    for number in found:
        one = classes[number]
        assert (one.first, one.area) == (rosters[0].number, 0 if whole else 1)
        assert one.present(1)
