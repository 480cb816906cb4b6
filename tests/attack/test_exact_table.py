"""What our repair hides of an exact table: never more than must be, by going through everything cheaper."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.exact_table import ExactTable, intervals, protected
from tests.attack.measured import Weaker
from tests.attack.measured_hiding import MEASURES, unprotected, wrong

from careernotes.auditing.hitting import least_cost

ROWS, COLUMNS = (1, 2), (1, 2, 3)
[HIDING] = MEASURES


@st.composite
def small_tables(draw: st.DrawFn) -> ExactTable:
    counts = st.sampled_from([0, 1, 3, 6, 9, 10, 12, 14, 20, 25])
    return ExactTable({(row, column): draw(counts) for row in ROWS for column in COLUMNS})


@settings(max_examples=20, deadline=None)
@given(small_tables())
def test_what_is_hidden_stays_unknown_and_nothing_cheaper_would_do(table: ExactTable) -> None:
    hidden = protected(table, least_cost)
    assert hidden.cost == hidden.at_least == table.price(hidden.names)
    assert unprotected(table, hidden.names) == 0
    others = [name for name, n in table.figures.items() if n and name not in table.small]
    for number in range(len(others) + 1):
        for more in combinations(others, number):
            if table.price(more) < hidden.cost:
                assert unprotected(table, table.small | set(more)) > 0


@settings(max_examples=30, deadline=None)
@given(small_tables())
def test_the_auditors_intervals_are_those_an_attacker_finds(table: ExactTable) -> None:
    hidden = protected(table, least_cost)
    assert wrong(table, hidden.names, intervals(table, hidden.names)) == 0


def test_the_only_small_figure_of_a_row_and_of_a_column_needs_three_others() -> None:
    table = ExactTable({(1, 1): 9, (1, 2): 20, (2, 1): 30, (2, 2): 40})
    assert unprotected(table, table.small) == 1
    hidden = protected(table, least_cost)
    assert hidden.names == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert hidden.cost == 90
    # The smallest cell is taken to be known, so its neighbour in the row of 29 is nine at least.
    assert intervals(table, hidden.names)[1, 1] == (0, 20)


@pytest.mark.parametrize("weaker", HIDING.controls, ids=lambda weaker: weaker.name)
def test_a_weakened_build_is_noticed(weaker: Weaker, tmp_path: Path) -> None:
    assert weaker.caught(weaker.run(tmp_path, weaker.tiny, 1))
