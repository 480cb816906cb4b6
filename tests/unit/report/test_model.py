"""The sealed model: canonical, checked when it is read, and made of published figures alone."""

import copy
import json
import re
from collections.abc import Iterator

import pytest
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample

from careernotes.disclosure.plan import TOTAL, FigureKey, TableId, figure_plan
from careernotes.domain.reading import MalformedError
from careernotes.report import csv_table, envelope, html, pdf
from careernotes.report.document import NOT_SHOWN, ReportKind
from careernotes.report.model import build_model, parse_model


def test_a_model_reads_back_as_itself(sample: Sample) -> None:
    again = parse_model(sample.model.canonical())

    assert again.document == sample.model.document
    assert again.hash == sample.model.hash


def test_a_model_holds_whole_numbers_and_text_only(sample: Sample) -> None:
    kinds = {type(leaf) for leaf in _leaves(sample.model.value)}

    assert kinds <= {int, str, bool, type(None)}


def test_a_model_holds_no_time_and_no_path(sample: Sample) -> None:
    for leaf in _leaves(sample.model.value):
        if isinstance(leaf, str):
            assert not re.search(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}|[A-Z]:\\|/(home|Users)/", leaf), leaf


def test_another_byte_form_is_refused(own: Sample) -> None:
    with pytest.raises(MalformedError):
        parse_model(own.model.canonical() + b" ")


@pytest.mark.parametrize("field", ["kind", "tables", "sections", "legend", "chain", "base"])
def test_a_model_without_a_field_is_refused(own: Sample, field: str) -> None:
    value = copy.deepcopy(own.model.value)
    del value[field]

    with pytest.raises(MalformedError):
        parse_model(json.dumps(value).encode())


def test_a_shown_zero_is_refused(medium: Sample) -> None:
    text = medium.model.canonical().decode()
    shown = '{"symbol":"","value":120}'
    assert shown in text

    with pytest.raises(MalformedError):
        parse_model(text.replace(shown, '{"symbol":"","value":0}').encode())


@pytest.mark.parametrize(
    ("cell", "reads"),
    [
        ('{"symbol":"t","value":120}', True),
        ('{"symbol":"t"}', False),
        ('{"symbol":"c","value":120}', False),
        ('{"symbol":"u","value":120}', False),
    ],
)
def test_a_number_stands_alone_or_says_or_more(medium: Sample, cell: str, *, reads: bool) -> None:
    value = next(r.cells[0].value for r in medium.model.document.by_key["themes"].rows if r.cells[0].shown)
    before, themes, after = medium.model.canonical().decode().partition('"key":"themes"')
    shown = f'{{"symbol":"","value":{value}}}'
    assert shown in after
    after = after.replace(shown, cell.replace("120", str(value)), 1)
    data = (before + themes + after).encode()
    if reads:
        assert parse_model(data).canonical() == data
    else:
        with pytest.raises(MalformedError):
            parse_model(data)


def test_figures_of_another_kit_are_refused(medium: Sample) -> None:
    other = make.make_kit(sensitive=False)

    with pytest.raises(ValueError, match="another kit"):
        build_model(medium.safe, other, medium.taxonomy, previous_head="", software="0.1.0")


def test_two_organisations_with_the_same_published_figures_get_the_same_bytes() -> None:
    first = make.pool_sample(people=124, mentors=70, rated=96)
    kit, plan = first.kit, figure_plan(first.kit, first.taxonomy)
    # Another organisation: exactly the published number of people, and nobody where nothing is shown.
    published = [_published(first, key) for key in plan.keys]
    second = make.sample_of(tuple(published), kit, plan)

    assert second.safe == first.safe
    assert second.model.canonical() == first.model.canonical()
    assert first.safe.breakdown.areas[-1].merged
    for language in ("en", "nl"):
        assert pdf.render(second.model, language) == pdf.render(first.model, language)
        assert html.render(second.model, language) == html.render(first.model, language)
    assert csv_table.render(second.model) == csv_table.render(first.model)


def test_one_other_published_figure_changes_every_file() -> None:
    first, second = make.medium_sample(), make.pool_sample(people=144, mentors=70, rated=96)

    assert first.model.hash != second.model.hash
    assert pdf.render(first.model, "en") != pdf.render(second.model, "en")


def test_a_sentence_names_only_figures_that_are_shown(sample: Sample) -> None:
    numbers = {
        cell.value
        for table in sample.model.document.tables
        for row in table.rows
        for cell in row.cells
        if cell.shown
    }
    listing = sample.model.document.sections[0].blocks[3]
    for said in re.findall(r"about\N{NO-BREAK SPACE}?\s?([\d,]+)", str(listing)):
        assert int(said.replace(",", "")) in numbers


def test_the_list_of_a_mentor_holds_no_numbers_and_only_what_is_listed(own: Sample) -> None:
    (table,) = own.model.document.tables

    assert own.model.document.kind is ReportKind.LIST
    assert {cell.symbol for row in table.rows for cell in row.cells} <= {"listed", NOT_SHOWN}
    assert all(cell.symbol == "listed" for row in table.rows if row.level for cell in row.cells)


def test_the_envelope_reads_back_and_refuses_other_forms(own: Sample) -> None:
    data = envelope.sealed(own.model)

    assert envelope.read_envelope(data).model.hash == own.model.hash
    with pytest.raises(MalformedError):
        envelope.read_envelope(data.replace(b'"hash":', b'"hash": '))


def _published(sample: Sample, key: FigureKey) -> int:
    if not key.table.printed:
        return {TableId.MENTORS: 70, TableId.SQUARES: 300 if key.row == TOTAL else 80}.get(key.table, 0)
    together = next((area for area in sample.safe.breakdown.areas if key.row in area.merged), None)
    if key.table in {TableId.AREAS, TableId.AREA_GROUPS} and together is not None:
        total = sample.safe.value(key.table, together.number, key.column) or 0
        if key.table is TableId.AREA_GROUPS:
            return total if key.row == together.merged[0] else 0
        place = together.merged.index(key.row)
        return (total + place) // len(together.merged)
    return sample.safe.value(key.table, key.row, key.column) or 0


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def test_no_number_of_people_says_or_more(medium: Sample) -> None:
    text = medium.model.canonical().decode()
    people = '{"symbol":"","value":120}'
    assert people in text
    with pytest.raises(MalformedError):
        parse_model(text.replace(people, '{"symbol":"t","value":120}', 1).encode())
