import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careernotes.services.dates import Lean, parse_day, parse_days, split_day

THURSDAY = dt.date(2026, 6, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-06-11"), ("Vandaag", "2026-06-11"), ("yesterday", "2026-06-10"),
        ("gisteren", "2026-06-10"), ("eergisteren", "2026-06-09"), ("morgen", "2026-06-12"),
        ("tomorrow", "2026-06-12"), ("overmorgen", "2026-06-13"), ("last thu", "2026-06-04"),
        ("next thu", "2026-06-18"), ("thu", "2026-06-11"), ("last fri", "2026-06-05"),
        ("afgelopen wo", "2026-06-10"), ("this mon", "2026-06-08"), ("vorige week di", "2026-06-02"),
        ("volgende week ma", "2026-06-15"), ("last week", "2026-06-04"), ("next month", "2026-07-11"),
        ("3/6", "2026-06-03"), ("3-6-26", "2026-06-03"), ("3.6.2026", "2026-06-03"),
        ("2026-06-03", "2026-06-03"), ("3 jun", "2026-06-03"), ("jun 3", "2026-06-03"),
        ("3 juni 2025", "2025-06-03"), ("3rd March", "2026-03-03"), ("+2w", "2026-06-25"),
        ("-3d", "2026-06-08"), ("+1m", "2026-07-11"), ("in 2 weeks", "2026-06-25"),
        ("over 2 weken", "2026-06-25"), ("2 weeks ago", "2026-05-28"), ("3 dagen geleden", "2026-06-08"),
        ("by 3 jun", "2026-06-03"), ("31/12", "2025-12-31"), ("tue last week", "2026-06-02"),
        ("di vorige week", "2026-06-02"), ("a week ago", "2026-06-04"), ("over een maand", "2026-07-11"),
        ("twee weken geleden", "2026-05-28"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str, day: str) -> None:
    lean = Lean.PAST if text == "31/12" else Lean.NEAREST
    assert parse_day(text, THURSDAY, lean=lean) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/2", "0/0", "2026-13-01", "12", "next", "call Piet", "+2 cats", "x" * 99]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text, THURSDAY) is None


def test_a_bare_day_leans_the_way_it_is_asked_to() -> None:
    assert parse_day("fri", THURSDAY, lean=Lean.PAST) == dt.date(2026, 6, 5)
    assert parse_day("wed", THURSDAY, lean=Lean.FUTURE) == dt.date(2026, 6, 17)
    assert parse_day("3 jun", THURSDAY, lean=Lean.FUTURE) == dt.date(2027, 6, 3)
    assert parse_day("29/2", THURSDAY, lean=Lean.FUTURE) == dt.date(2028, 2, 29)


def test_adding_a_month_stays_inside_the_month() -> None:
    assert parse_day("+1m", dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)


WORDS = st.sampled_from(
    [
        "last",
        "next",
        "this",
        "vorige",
        "week",
        "di",
        "thu",
        "mon",
        "jun",
        "3",
        "31",
        "99",
        "2026",
        "+",
        "-",
        "+9w",
        "+999m",
        "in",
        "over",
        "ago",
        "geleden",
        "3/6",
        "29/2",
        "/",
        ".",
        ",",
        "on",
        "by",
        "maand",
    ]
)


@given(
    st.one_of(st.text(max_size=50), st.lists(WORDS, max_size=5).map(" ".join)),
    st.dates(),
    st.sampled_from(Lean),
)
@example("+999m", dt.date.max, Lean.FUTURE)
@example("last week mon", dt.date.min, Lean.PAST)
@example("29/2", dt.date.max, Lean.PAST)
@example("٣/٦", dt.date(2026, 6, 11), Lean.PAST)
def test_no_input_raises(text: str, today: dt.date, lean: Lean) -> None:
    found = parse_day(text, today, lean=lean)
    assert found is None or isinstance(found, dt.date)
    left, day = split_day(text, today)
    assert day is None or left


@pytest.mark.parametrize(
    ("text", "left", "due"),
    [
        ("intro to Piet 3 jun", "intro to Piet", "2027-06-03"),
        ("send CV +2w", "send CV", "2026-06-25"),
        ("call back next week tue", "call back", "2026-06-16"),
        ("know what to do", "know what to do", None),
        ("bel ma", "bel ma", None),
        ("bel Anna op ma", "bel Anna", "2026-06-15"),
        ("morgen", "morgen", None),
    ],
)
def test_only_a_clear_day_at_the_end_is_taken_off(text: str, left: str, due: str | None) -> None:
    assert split_day(text, THURSDAY) == (left, dt.date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("june", dt.date(2026, 6, 1), dt.date(2026, 6, 30)),
        ("december", dt.date(2025, 12, 1), dt.date(2025, 12, 31)),
        ("feb 2024", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("3/6", dt.date(2026, 6, 3), dt.date(2026, 6, 3)),
    ],
)
def test_a_month_and_a_year_have_a_first_and_a_last_day(text: str, first: dt.date, last: dt.date) -> None:
    assert parse_days(text, dt.date(2026, 11, 23)) == (first, last)


@given(text=st.text(max_size=12))
def test_days_that_mean_nothing_are_none_and_never_an_error(text: str) -> None:
    days = parse_days(text, dt.date(2026, 11, 23))
    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize("text", ["", " ", "someday", "13 2025", "maybe 2025"])
def test_other_words_are_no_days(text: str) -> None:
    assert parse_days(text, dt.date(2026, 11, 23)) is None
