"""A13: allies who say every kind of thing: nothing, all, one theme of a group, some this and some that.

Whom the reader has on its side nobody knows, nor what they told. What they can have told is gone through here
by hand; a report that was not tried with it would let them find out what is left.
"""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from tests.attack.cases import GROUP, SMALL
from tests.attack.firm import FIRST, period_at
from tests.unit.disclosure.support import KIT, PLAN

from careernotes.auditing.allies import Circles, Declared, draw
from careernotes.auditing.families import Family, families_of
from careernotes.auditing.listed import ListSetting, attack_list
from careernotes.auditing.look import Look
from careernotes.auditing.model import Posed, Series, pose
from careernotes.auditing.roster import PersonClass, Roster, classes_of
from careernotes.disclosure.plan import FigureKey, TableId, figure_plan
from careernotes.exporter.attacking import attack_for

CROWD = (PersonClass(area=1, first=0, entered=0, left=0, people=60),)


def group_family() -> Family:
    """A theme group of two themes."""
    every = families_of(figure_plan(KIT, SMALL), SMALL)
    return next(each for each in every if FigureKey(TableId.GROUPS, GROUP) in each.figures)


def posed() -> Posed:
    silent = Look(steps={}, shown={}, dashes={}, groups={})
    return pose(group_family(), Series(looks=(silent,), classes=CROWD), (), first=0)


def can_be_said() -> set[tuple[int, ...]]:
    """What is true of one person: each theme or not, and the group with either of them."""
    names = group_family().names
    themes = [name for name in names if name.startswith("themes/")]
    found = set()
    for has in product((0, 1), repeat=len(themes)):
        true = dict(zip(themes, has, strict=True))
        found.add(tuple(true.get(name, int(any(has))) for name in names))
    return found


def was_said(circles: Circles, allies: int) -> set[tuple[int, ...]]:
    """What each set is tried with, of all its allies alike."""
    spoken = list(circles.spoken(group_family(), posed()))
    assert all(said in {(allies, 0), (allies, allies)} for each in spoken for said in each.values())
    return {tuple(int(each[kind][1] > 0) for kind in sorted(each)) for each in spoken}


def test_whatever_allies_can_say_who_say_the_same_is_tried() -> None:
    assert len(can_be_said()) == 4
    assert can_be_said() <= was_said(Circles(sets=((0, 0),), declared=1), 2)
    # Of sets that are drawn each says one theme, another one from set to set.
    assert can_be_said() <= was_said(Circles(sets=((0, 0),) * 3), 2)
    assert {(0, 0, 0), (1, 1, 1)} < was_said(Circles(sets=((0, 0),)), 2)


def test_a_report_is_tried_with_twenty_sets_of_one_two_and_three_people() -> None:
    sets = draw(CROWD, "any name")
    assert Counter(map(len, sets)) == {1: 7, 2: 7, 3: 6}
    assert attack_for.__kwdefaults__["sets_of_allies"] == 20


# ------------------------------------------------- some of them this and some that


def told(stayed: int, came: int, allies: int, true_of: tuple[int, ...]) -> bool:
    """By hand: whether, of those who came, so many allies can tell of a group that is left, on a list or not,
    when it is true of one of these numbers of them.
    """
    others, worlds = came - allies, np.indices((stayed + 1, came + 1)).reshape(2, -1)
    for on, yes in product((True, False), true_of):
        fits = worlds[:, (worlds[1] >= yes) & (worlds[1] <= came - (allies - yes))]
        fits = fits[:, fits.sum(axis=0) >= 4] if on else fits[:, fits.sum(axis=0) <= 7]
        sums = fits[1] - yes
        if sums.size and (sums.min() >= 1 or sums.max() < min(others, 5)):
            return True
    return False


@pytest.mark.parametrize(("stayed", "came", "allies"), [(6, 12, 8), (6, 13, 9)])
def test_allies_of_whom_it_is_true_of_some_find_out_nothing(stayed: int, came: int, allies: int) -> None:
    """At most seven have a theme that is not on a list; when it is true of three of eight, four are left."""
    assert told(stayed, came, allies, tuple(range(allies + 1)))
    assert not told(stayed, came, allies, (0, allies))
    roster = Roster(period=period_at(0), people={(0, 3): stayed, (0, 0): came})
    assert len(classes_of([roster])) == 2
    theme = FigureKey(TableId.THEMES, next(iter(PLAN.group_of)))
    declared = (Declared(area=0, first=FIRST.first_quarter // 2, people=allies),)

    def silent(*sets: tuple[Declared, ...]) -> bool:
        setting = ListSetting(past=(), roster=roster, plan=PLAN, themes=(theme,), allies=sets)
        return bool(attack_list(setting).silent)

    assert not silent()
    assert silent(declared)
