"""A16: an old figure tells a little of those who left. One of areas drawn anew must not add to it."""

from careernotes.auditing.look import Look
from careernotes.auditing.overlaid import told_by_overlaying
from careernotes.auditing.roster import Roster
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period

FIGURE = FigureKey(TableId.AREA_GROUPS, 1, 1)
BEFORE = Roster(period=Period.parse("2025-H1"), people={(1, 0): 41})
NOW = Roster(period=Period.parse("2026-H1"), people={(1, 2): 34})


def look(value: int) -> Look:
    return Look(
        steps={TableId.AREA_GROUPS: 5}, shown={FIGURE: value}, dashes={}, groups={1: frozenset({1})}
    )


def test_of_seven_who_left_two_at_least_become_all_seven() -> None:
    # 40 of 41 leave at least 36; 25 of the 34 who stay are at most 29.
    assert told_by_overlaying(look(25), NOW, look(40), BEFORE) == {FIGURE}


def test_a_figure_that_leaves_it_at_two_stays() -> None:
    assert not told_by_overlaying(look(30), NOW, look(40), BEFORE)
