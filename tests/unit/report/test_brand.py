"""Early or late: said only where neither rounding nor a hidden figure could make it wrong."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.report.samples import Sample

from careernotes.domain.vocabulary import Moment
from careernotes.report.brand import EARLY, LATE, early_or_late
from careernotes.report.document import Cell, Table

BASE = 5


def table_of(medium: Sample, cells: dict[Moment, Cell]) -> Table:
    made = medium.model.document.by_key["moments"]
    rows = tuple(replace(row, cells=(cells[Moment(row.key)],)) for row in made.rows)
    return replace(made, base=BASE, rows=rows)


def shown(value: int | None) -> Cell:
    return Cell(value=value) if value else Cell(symbol="c")


FIGURES = st.one_of(st.none(), st.integers(min_value=2, max_value=12).map(lambda n: n * BASE))


@settings(max_examples=40)
@given(figures=st.fixed_dictionaries(dict.fromkeys(Moment, FIGURES)), data=st.data())
def test_what_is_said_holds_for_every_number_behind_the_figures(
    medium: Sample, figures: dict[Moment, int | None], data: st.DataObject
) -> None:
    said = early_or_late(table_of(medium, {moment: shown(value) for moment, value in figures.items()}))
    # A figure stands for any number within one step of it, and a hidden one for any number at all.
    behind = {
        moment: data.draw(st.integers(value - BASE + 1, value + BASE - 1) if value else st.integers(0, 200))
        for moment, value in figures.items()
    }
    early = sum(behind[moment] for moment in EARLY)
    for sentence in said:
        if "more people came early" in sentence.en:
            assert early > behind[LATE]
        if "more people came when" in sentence.en:
            assert early < behind[LATE]
        numbers = {int(each) for each in re.findall(r"\d+", sentence.en + sentence.nl)}
        assert numbers <= {value for value in figures.values() if value}


def test_each_answer_is_given_and_nothing_where_no_moment_is_shown(medium: Sample) -> None:
    def said(early: int | None, late: int | None) -> str:
        cells = {moment: shown(early if moment in EARLY else late) for moment in Moment}
        return " ".join(each.en for each in early_or_late(table_of(medium, cells)))

    assert "more people came early (New here about" in said(40, 10).replace("\N{NO-BREAK SPACE}", " ")
    assert "last resort" in said(10, 100)
    assert "do not tell" in said(15, 60)
    assert "do not tell" in said(None, 100)
    assert said(None, None) == ""
