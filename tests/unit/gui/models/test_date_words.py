import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.gui.models.date_words import Towards, read_date

TUESDAY = dt.date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "behind", "ahead"),
    [
        ("today", "2026-11-17", "2026-11-17"),
        ("Gisteren", "2026-11-16", "2026-11-16"),
        ("last thu", "2026-11-12", "2026-11-12"),
        ("vorige di", "2026-11-10", "2026-11-10"),
        ("thu", "2026-11-12", "2026-11-19"),
        ("tuesday", "2026-11-17", "2026-11-24"),
        ("3/6", "2026-06-03", "2027-06-03"),
        ("14 dec", "2025-12-14", "2026-12-14"),
        ("1 mei", "2026-05-01", "2027-05-01"),
        ("dec 14 2026", "2026-12-14", "2026-12-14"),
        ("2026-01-31", "2026-01-31", "2026-01-31"),
        ("31-1-26", "2026-01-31", "2026-01-31"),
        ("+2w", "2026-12-01", "2026-12-01"),
        ("3d", "2026-11-14", "2026-11-20"),
        ("over 2 weken", "2026-12-01", "2026-12-01"),
        ("2 weeks ago", "2026-11-03", "2026-11-03"),
        ("next month", "2026-12-17", "2026-12-17"),
        ("by 24 nov", "2025-11-24", "2026-11-24"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, behind: str, ahead: str) -> None:
    assert read_date(typed, today=TUESDAY, towards=Towards.PAST) == dt.date.fromisoformat(behind)
    assert read_date(typed, today=TUESDAY, towards=Towards.FUTURE) == dt.date.fromisoformat(ahead)


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/2", "99/99", "the 14th of never", "5 x", "next", "2026-13-01"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, today=TUESDAY, towards=Towards.PAST) is None


def test_a_short_weekday_alone_is_refused_inside_a_sentence() -> None:
    assert read_date("do", today=TUESDAY, towards=Towards.FUTURE, short_weekdays=False) is None


@given(text=st.text(max_size=30), day=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_no_text_breaks_the_reading(text: str, day: dt.date) -> None:
    found = read_date(text, today=day, towards=Towards.FUTURE)
    assert found is None or isinstance(found, dt.date)


@given(
    day=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    count=st.integers(0, 999),
    unit=st.sampled_from("dwm"),
)
def test_a_shift_never_breaks_and_keeps_its_direction(day: dt.date, count: int, unit: str) -> None:
    there = read_date(f"+{count}{unit}", today=day, towards=Towards.PAST)
    assert there is not None
    assert there >= day
