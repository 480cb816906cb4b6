"""The CSV file: tidy, complete, and harmless in a spreadsheet."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.samples import Sample

from careernotes.report import csv_table


def _all_rows(sample: Sample) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_table.render(sample.model).decode())))


def _rows(sample: Sample) -> list[dict[str, str]]:
    """The lines of figures: all but the foot, which is the last one."""
    return _all_rows(sample)[:-1]


def test_the_last_line_alone_is_no_figure_and_says_who_made_it_and_who_cannot_see_what(
    sample: Sample,
) -> None:
    said = sample.model.document.independence
    *figures, foot = _all_rows(sample)

    assert all(line["value"] or line["symbol"] for line in figures)
    assert (foot["value"], foot["symbol"], foot["column"]) == ("", "", "")
    assert (foot["row"], foot["row_nl"]) == (said.en, said.in_language("nl"))
    assert "HR" in foot["row"]
    assert "HR" in foot["row_nl"]


def test_there_is_one_line_for_every_figure(sample: Sample) -> None:
    figures = sum(len(row.cells) for table in sample.model.document.tables for row in table.rows)

    assert len(_rows(sample)) == figures


def test_a_line_holds_a_number_or_a_symbol_and_both_where_it_says_or_more(sample: Sample) -> None:
    for line in _rows(sample):
        assert bool(line["value"]) == (line["symbol"] in {"", "t"})
        assert line["value"] == "" or int(line["value"]) > 0
        assert line["symbol"] in {"", "t", "c", "z", "x", "listed"}


def test_figures_stand_in_the_order_of_the_taxonomy_and_not_of_their_size(medium: Sample) -> None:
    themes = {theme.name.en for theme in medium.taxonomy.themes}
    told = [
        line["row"]
        for line in _rows(medium)
        if line["row"] in themes and line["table"] == "Themes people brought"
    ]

    assert told == [
        theme.name.en
        for group in medium.taxonomy.groups
        for theme in medium.taxonomy.in_group(group.group_id)
    ]


@given(st.text(max_size=30))
def test_no_cell_can_be_taken_for_a_formula(text: str) -> None:
    guarded = csv_table.guarded(text)

    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert guarded.endswith(text)
