"""No line may end in the middle of a day; a field that shows one understands it again."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.gui.models.wording import day_and_weekday, long_day, month, short_day
from careernotes.i18n import LANGUAGES, set_language
from careernotes.services.dates import parse_day
from careernotes.services.wording import day_text

TODAY = dt.date(2026, 11, 17)


@pytest.fixture(params=LANGUAGES, autouse=True)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    set_language(request.param)
    yield
    set_language("en")


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31)))
def test_a_day_stays_in_one_piece(day: dt.date) -> None:
    short = (day_text(day), month(day), short_day(day, today=TODAY), day_and_weekday(day, today=TODAY))
    assert not any(" " in text for text in short)
    # The weekday may stand on a line of its own: with it a day can be longer than a narrow line.
    weekday, of_the_month = long_day(day).split(" ")
    assert weekday.isalpha()
    assert of_the_month.split() == [str(day.day), *month(day).split()]


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31)))
def test_what_a_field_shows_is_understood_as_the_same_day(day: dt.date) -> None:
    assert parse_day(day_text(day), TODAY) == day
