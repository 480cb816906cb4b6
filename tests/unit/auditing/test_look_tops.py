"""A look keeps which numbers say "or more", whatever is left out of it, renamed in it or hidden in it."""

from collections.abc import Callable

import pytest
from tests.unit.auditing.support import PLAN

from careernotes.auditing.look import MANY, Look, Span
from careernotes.disclosure.plan import FigureKey, TableId

WHOLE, OTHER = FigureKey(TableId.GROUPS, 2), FigureKey(TableId.GROUPS, 3)
THEME, HERE = FigureKey(TableId.THEMES, 6), FigureKey(TableId.AREA_GROUPS, 1, 2)
STEPS = {TableId.GROUPS: 10, TableId.THEMES: 10, TableId.AREA_GROUPS: 5}
LOOK = Look(
    steps=STEPS,
    shown={WHOLE: 70, OTHER: 40, THEME: 60, HERE: 20},
    dashes={},
    groups={1: frozenset({1})},
    tops=frozenset({WHOLE, THEME, HERE}),
)


def test_a_top_has_the_lower_end_of_its_number_and_no_upper_one() -> None:
    assert LOOK.span(WHOLE) == Span(low=61, high=MANY)
    assert LOOK.span(HERE) == Span(low=16, high=MANY)
    assert LOOK.span(OTHER) == Span(low=31, high=49)


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        (lambda look: look.whole_programme(), {WHOLE, THEME}),
        (lambda look: look.without({TableId.THEMES}), {WHOLE, HERE}),
        (lambda look: look.undivided({1: 40}), {WHOLE, THEME}),
        (lambda look: look.with_groups({2: 2}), {WHOLE, THEME, HERE}),
        (
            lambda look: look.with_groups({2: 7}),
            {FigureKey(TableId.GROUPS, 7), THEME, FigureKey(TableId.AREA_GROUPS, 1, 7)},
        ),
        (lambda look: look.hiding([HERE], PLAN), {WHOLE, THEME}),
        (lambda look: look.as_new(PLAN), {WHOLE, THEME, HERE}),
    ],
)
def test_what_is_left_of_a_look_says_or_more_where_it_did(
    changed: Callable[[Look], Look], left: set[FigureKey]
) -> None:
    made = changed(LOOK)
    assert made.tops == left
    assert made.tops <= made.shown.keys()
