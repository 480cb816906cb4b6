"""Two divisions laid over each other: against every world of two areas, whoever may have moved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import POLICY, Range, period_at, told
from tests.unit.disclosure.support import PLAN, TAXONOMY, property_test

from careernotes.auditing.attack import Attack
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import FORMER, Makeup
from careernotes.auditing.memory import Memory
from careernotes.auditing.overlaid import told_by_overlaying
from careernotes.auditing.roster import Roster
from careernotes.auditing.setting import Setting
from careernotes.disclosure.plan import FigureKey, TableId

STEP, GROUP = 5, 2


def look(values: Mapping[int, int]) -> Look:
    """A report that shows one theme group by area; area n alone in row n."""
    return Look(
        steps={TableId.AREA_GROUPS: STEP},
        shown={FigureKey(TableId.AREA_GROUPS, area, GROUP): value for area, value in values.items()},
        dashes={},
        groups={area: frozenset({area}) for area in values},
    )


def rosters(
    old: Mapping[int, int], stayed: Mapping[int, int], came: Mapping[int, int]
) -> tuple[Roster, Roster]:
    """People by area: two reports ago, and now those who were there then, and those who came since."""
    before = Roster(period=period_at(0), people={(area, 1): people for area, people in old.items()})
    people = {(area, 3): number for area, number in stayed.items()}
    people |= {(area, 1): number for area, number in came.items()}
    return before, Roster(period=period_at(2), people=people)


def tighter(both: Range, alone: Sequence[tuple[int, Range | None]]) -> bool:
    """Whether one end is nearer than from either figure alone."""
    ends = [span for _people, span in alone if span is not None]
    return both[0] > max(low for low, _high in ends) or both[1] < min(high for _low, high in ends)


def by_hand(
    sizes: tuple[int, int, int],
    old: int | None,
    new: int | None,
    moved: int,
    tie: tuple[int | None, int | None] = (0, 0),
) -> list[tuple[int, Range | None]]:
    """Of each group its people and of how many it can be true, from every world, when *moved* of those now
    there were elsewhere before. For *old* and *new* None: no figure. For the range None: no world. *tie*: how
    many of those who stayed can be in the new group and not in the old one, and the other way round.
    """
    before, stay, came = sizes
    both, left = stay - moved, before - (stay - moved)
    if both < 0 or left < 0:
        return []
    now, then = np.indices((both + 1, both + 1)).reshape(2, -1)
    onward, back = tie
    tied = np.ones(now.size, dtype=bool)
    tied &= now - then <= onward if onward is not None else True
    tied &= then - now <= back if back is not None else True
    kind, gone, in_, fresh = np.indices((tied.sum(), left + 1, moved + 1, came + 1)).reshape(4, -1)
    x, y = now[tied][kind], then[tied][kind]
    fits = np.ones(x.size, dtype=bool)
    if old is not None:
        fits &= abs(y + gone - old) < STEP
    if new is not None:
        fits &= abs(x + in_ + fresh - new) < STEP
    groups = ((moved, in_), (moved + came, in_ + fresh), (left, gone))
    return [
        (people, (int(sums[fits].min()), int(sums[fits].max())) if fits.any() else None)
        for people, sums in groups
    ]


def proves_more(
    sizes: tuple[int, int, int], old: int, new: int, tie: tuple[int | None, int | None] = (0, 0)
) -> bool:
    """Whether the two together prove something, and more than either does alone, whoever moved. Of one figure
    alone the same worlds are left whatever the tie.
    """
    more = max(0, sizes[1] - sizes[0])
    return any(
        both is not None and told(people, both) and tighter(both, alone)
        for moved in {*range(10), *range(more, more + 10)}
        for (people, both), *alone in zip(
            by_hand(sizes, old, new, moved, tie),
            by_hand(sizes, old, None, moved),
            by_hand(sizes, None, new, moved),
            strict=False,
        )
    )


@property_test
@given(
    sizes=st.tuples(st.integers(10, 22), st.integers(6, 22), st.integers(0, 4)),
    old=st.integers(2, 5),
    new=st.integers(2, 5),
)
def test_a_figure_goes_when_and_only_when_the_two_together_prove_more_than_either_does_alone(
    sizes: tuple[int, int, int], old: int, new: int
) -> None:
    one, two = old * STEP, new * STEP
    wanted = proves_more(sizes, one, two)
    before, now = rosters({1: sizes[0]}, {1: sizes[1]}, {1: sizes[2]})
    assert bool(told_by_overlaying(look({1: two}), now, look({1: one}), before)) == wanted


ONE, TWO, OTHER = 31, 32, 33
"""Themes."""
LISTS = {
    "the old group holds the new one": ({ONE}, {ONE, TWO}, (0, None)),
    "the new group holds the old one": ({ONE, TWO}, {ONE}, (None, 0)),
    "they share a theme": ({ONE, OTHER}, {ONE, TWO}, (9, None)),
    "they share none": ({OTHER}, {ONE, TWO}, (None, None)),
}
"""Themes of the new group and of the old one, and how many can be in one and not in the other, when nobody of
the new report but nine have the other theme, and the old report says nothing of single themes.
"""


@settings(property_test, max_examples=15)
@given(
    sizes=st.tuples(st.integers(8, 14), st.integers(6, 14), st.integers(0, 2)),
    old=st.integers(1, 3),
    new=st.integers(1, 3),
    name=st.sampled_from(sorted(LISTS)),
)
def test_where_the_lists_differ_too_it_goes_when_and_only_when_what_the_groups_share_proves_more(
    sizes: tuple[int, int, int], old: int, new: int, name: str
) -> None:
    now, then, tie = LISTS[name]
    one, two = old * STEP, new * STEP
    wanted = proves_more(sizes, one, two, tie)
    before, here = rosters({1: sizes[0]}, {1: sizes[1]}, {1: sizes[2]})
    makeups = {GROUP: now, FORMER: then}
    found = told_by_overlaying(
        with_small_theme(look({1: two})), here, look({1: one}).with_groups({GROUP: FORMER}), before,
        {number: Makeup(whole=frozenset(its), by_area=frozenset(its)) for number, its in makeups.items()},
    )  # fmt: skip
    assert bool(found) == wanted


def with_small_theme(new: Look) -> Look:
    """The report with a dash that says that nine people at most have the other theme."""
    steps = {**new.steps, TableId.THEMES: 10}
    return replace(new, steps=steps, dashes={FigureKey(TableId.THEMES, OTHER): 10})


def test_enough_people_who_came_since_hide_who_moved() -> None:
    before, still = rosters({1: 45}, {1: 49}, {})
    assert told_by_overlaying(look({1: 20}), still, look({1: 10}), before)
    before, now = rosters({1: 45}, {1: 49}, {1: 12})
    assert not told_by_overlaying(look({1: 20}), now, look({1: 10}), before)


def test_one_figure_of_those_that_tell_only_together_goes() -> None:
    before, now = rosters({1: 86, 2: 44}, {1: 45, 2: 45, 3: 40}, {})
    gone = told_by_overlaying(look({1: 15, 2: 20}), now, look({1: 20}), before)
    assert len(gone) == 1
    assert not told_by_overlaying(look({1: 15}), now, look({1: 20}), before)


def test_what_one_figure_alone_tells_a_little_of_the_other_must_not_make_more() -> None:
    # 41 people show 40, 34 of them are still there: two of the seven at least. With 25, all seven.
    before, now = rosters({1: 41}, {1: 34}, {})
    assert told_by_overlaying(look({1: 25}), now, look({1: 40}), before)
    assert not told_by_overlaying(look({1: 30}), now, look({1: 40}), before)


class _OverlaidAlone(Attack):
    """The attack that hides what two divisions tell, and nothing else."""

    def _hidden(self, look: Look, anyway: frozenset[FigureKey] = frozenset()) -> frozenset[FigureKey]:
        del look
        return anyway


def test_two_divisions_are_laid_over_each_other_until_nothing_more_goes() -> None:
    """Of eight areas no four are put together; without the one figure that goes first, four tell."""
    before, now = rosters({1: 80, 2: 20}, {**dict.fromkeys((1, 2, 3, 4, 6, 7, 8), 21), 5: 24}, {})
    old, new = look({1: 35, 2: 10}), look({**dict.fromkeys((1, 2, 3, 4, 6, 7, 8), 15), 5: 20})
    between = Roster(period=period_at(1), people={})
    past = (
        Memory(roster=before, look=old, partition="old", taxonomy_hash=PLAN.taxonomy_hash),
        Memory(roster=between, look=look({}), partition="now", taxonomy_hash=PLAN.taxonomy_hash),
    )
    setting = Setting(
        past=past, roster=now, plan=PLAN, policy=POLICY, taxonomy=TAXONOMY, partition="now"
    )
    once = setting.overlaid(new)
    assert once
    assert setting.overlaid(new.hiding(once, PLAN))
    hidden = _OverlaidAlone(setting)._hidden_beside_others(new)
    assert once < hidden
    assert setting.overlaid(new.hiding(hidden, PLAN)) == frozenset()
