"""What the pages say: which are there, what they claim, and in which language."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample

from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.safe_table import Step, StepRun
from careernotes.domain.words import Bilingual
from careernotes.report import method_words, names, pool_pages, sentences, withheld_words
from careernotes.report.document import Cell, Figures, ReportKind, Row, Table, Words
from careernotes.report.model import build_model

# Words that are the same in both languages, and texts that hold no words at all.
SAME = {"Moment", "Research", "Technology"}
ENGLISH = re.compile(r"\b(the|and|people|shown|about|with|which|from|their|mentors who)\b", re.IGNORECASE)
DUTCH = re.compile(r"\b(het|een|niet|personen|getallen|ongeveer|wordt)\b", re.IGNORECASE)


def test_no_dutch_text_is_left_in_english(sample: Sample) -> None:
    for english, dutch in _pairs(sample.model.value):
        assert dutch, english
        if english == dutch:
            assert english in SAME or not re.search(
                r"[a-z]{4}", re.sub(r"[0-9a-f]{20,}|Career Notes", "", english)
            )
        assert not ENGLISH.search(dutch.replace("in the lead", "")), dutch
        assert not DUTCH.search(english), english


def test_the_pages_stand_in_the_order_of_the_plan(large: Sample, own: Sample) -> None:
    assert [section.key for section in large.model.document.sections] == [
        "glance", "reach", "themes", "moments", "where", "managers", "help", "withheld", "method", "data",
    ]  # fmt: skip
    assert [section.key for section in own.model.document.sections] == [
        "glance", "themes", "help", "withheld", "method",
    ]  # fmt: skip


def test_a_page_with_nothing_to_show_is_left_out_and_the_report_says_so(
    sparse: Sample,
) -> None:
    shallow = make.pool_sample(people=124, mentors=70, rated=96, depth=0.6)
    few, some = (
        {section.key: section for section in each.model.document.sections} for each in (sparse, shallow)
    )

    assert not {"where", "managers"} & few.keys()
    assert "where" not in some
    assert "No page about direct managers" in str(few["withheld"])
    assert "No figures by part of the organisation" in str(few["withheld"])
    assert "No page of themes by part of the organisation" in str(some["withheld"])


def test_beside_the_first_figures_stands_why_they_do_not_add_up(sample: Sample) -> None:
    glance = next(each for each in sample.model.document.sections if each.key == "glance")
    if sample.model.document.kind is ReportKind.LIST:
        # A list gives no figure that could be added up.
        assert "add up" not in str(glance)
        return
    place = next(at for at, block in enumerate(glance.blocks) if isinstance(block, Figures))
    beside = glance.blocks[place + 1]
    assert isinstance(beside, Words)
    assert "parts do not add up to a whole, on purpose" in beside.text.en
    assert "met opzet niet precies op" in beside.text.nl


def test_the_number_of_parts_and_what_they_are_read_as_one_sentence(medium: Sample, large: Sample) -> None:
    for sample in (medium, large):
        glance = sample.model.document.sections[0].blocks
        figures = next(block for block in glance if isinstance(block, Figures))
        parts = next(each for each in figures.items if each.name == names.PARTS)
        # It may be "1 of 8": no word of it may say that there are several of their own.
        assert re.fullmatch(
            r"\d+ of \d+ parts of the organisation with enough people",
            f"{parts.said.en} {parts.name.en.lower()}",
        )


def test_the_largest_are_called_the_largest_of_those_shown_where_one_is_missing(medium: Sample) -> None:
    (table,) = (each for each in medium.model.document.tables if each.key == "themes")
    numbers = iter(range(1500, 0, -100))
    full = replace(
        table, rows=tuple(replace(r, cells=(Cell(next(numbers)),)) for r in table.rows if r.level == 0)
    )
    missing = replace(full, rows=(replace(full.rows[0], cells=(Cell(None, "c"),)), *full.rows[1:]))

    assert sentences.themes(full).en.startswith("The theme groups that most people brought")
    assert sentences.themes(missing).en.startswith("Of the theme groups that are shown")
    noisy = sentences.themes(replace(missing, error=5))
    assert noisy.en.startswith("The theme groups that most people brought")


def test_what_is_not_shown_is_told_in_tens_and_never_figure_by_figure(sample: Sample) -> None:
    section = next(section for section in sample.model.document.sections if section.key == "withheld")
    first = section.blocks[0].text.en
    names = {theme.name.en for theme in sample.taxonomy.themes}

    assert all(int(number.replace(",", "")) % 10 == 0 for number in re.findall(r"\d+", first))
    assert not names & set(re.findall(r"[A-Z][a-z ]+", str(section)))


def test_the_method_page_says_which_checks_were_not_run(sample: Sample) -> None:
    said = _method(sample)

    assert method_words.ATTACK_NOT_RUN.en in said
    assert "not run on this report" in said


def test_the_method_page_stops_saying_so_once_they_were_run(medium: Sample) -> None:
    steps = tuple(StepRun(step=step, ran=True) for step in Step)
    safe = replace(medium.safe, steps=steps)
    model = build_model(safe, medium.kit, medium.taxonomy, previous_head="", software="0.1.0")
    said = _method(replace(medium, model=model))

    assert method_words.ATTACK_NOT_RUN.en not in said
    assert method_words.RULE_ATTACK.en in said


def test_the_method_page_prints_the_policy_that_was_used(medium: Sample) -> None:
    policy = replace(medium.safe.policy, hide_below=25, mentors=9)
    safe = replace(medium.safe, policy=policy)
    model = build_model(safe, medium.kit, medium.taxonomy, previous_head="", software="0.1.0")
    said = _method(replace(medium, model=model))

    assert "at least 9 mentors" in said
    assert "under 25 is not shown" in said


def test_every_report_says_who_made_it_and_asks_for_no_finer_cut(sample: Sample) -> None:
    assert "cannot see notes" in sample.model.document.independence.en
    assert withheld_words.NO_FINER_CUT.en in str(sample.model.document.sections)


def test_a_lever_stands_for_every_group_that_is_shown_and_for_no_other(medium: Sample) -> None:
    table = medium.model.document.by_key["themes"]
    shown = [row.name.en for row in table.rows if row.level == 0 and row.cells[0].shown]
    help_page = next(section for section in medium.model.document.sections if section.key == "help")

    assert [pair.name.en for pair in help_page.blocks[1].items] == shown


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((65, 45, 40, 30), 3),  # the fourth is two rounding steps behind the third
        ((65, 45, 40, 35), 1),  # one step between the others, which may be chance
        ((45, 40, 35, 30), 0),  # one step between any two
        ((65, 45, 45, 45), 1),  # the rest are level
        ((40, 40, 40, 40), 0),  # nobody leads
        ((40, None, None, None), 1),  # what is not shown is under the floor
        ((15, None, None, None), 1),  # two steps from the five that may be hidden
        ((10, None, None, None), 0),  # one step from it
        ((None, None, None, None), 0),
    ],
)
def test_a_row_is_named_only_when_it_leads_by_two_rounding_steps(
    values: tuple[int | None, ...], named: int
) -> None:
    rows = tuple(
        Row(key=str(n), name=Bilingual(f"row {n}", f"rij {n}"), cells=(Cell(v, "" if v else "c"),))
        for n, v in enumerate(values)
    )

    assert len(sentences.leading(rows, 5, floor=10)) == named


def test_nothing_is_said_of_managers_within_two_rounding_steps() -> None:
    near = _ratings((30, 20, 35), (30, 20, 40), (40, 20, 30))
    apart = _ratings((30, 20, 45), (45, 20, 30), (30, 20, 40))

    assert sentences.manager(near) == ()
    assert [said.en.split("”")[0] for said in sentences.manager(apart)] == [
        "“The direct manager one",
        "“The direct manager two",
    ]


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([5, 10, 20]), st.data())
def test_a_row_that_leads_counts_more_people_whatever_the_coins_were(
    one: int, two: int, base: int, data: st.DataObject
) -> None:
    coins = [data.draw(st.integers(0, COIN_SPACE - 1)) for _ in range(2)]
    blurred = [rounded(n, base, coin) for n, coin in zip((one, two), coins, strict=True)]
    floor = max(10, base)
    rows = tuple(
        Row(key=name, name=Bilingual(name, name), cells=(Cell(v) if v >= floor else Cell(symbol="c"),))
        for name, v in zip(("one", "two"), blurred, strict=True)
    )
    named = [said.en.split(" ")[0] for said in sentences.leading(rows, base, floor=floor, most=1)]

    assert named in ([], ["one"] if one > two else ["two"] if two > one else [])


def test_the_page_by_area_needs_seven_in_ten_figures(large: Sample) -> None:
    shallow = make.pool_sample(people=124, mentors=70, rated=96, depth=0.6)
    assert pool_pages.shows_where(large.model.document.by_key)
    assert not pool_pages.shows_where(shallow.model.document.by_key)


def _ratings(*rows: tuple[int, int, int]) -> Table:
    named = zip(("one", "two", "three"), rows, strict=True)
    empty = Bilingual("", "")
    return Table(
        key="manager", base=5, floor=10, title=empty, row_head=empty, note=empty, columns=(),
        rows=tuple(Row(key=n, name=Bilingual(n, n), cells=tuple(map(Cell, row))) for n, row in named),
    )  # fmt: skip


def _method(sample: Sample) -> str:
    return str(next(section for section in sample.model.document.sections if section.key == "method"))


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if set(value) == {"en", "nl"}:
            yield value["en"], value["nl"]
        for item in value.values():
            yield from _pairs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _pairs(item)
