"""Periods are whole quarters in step with the year, and can be told apart and compared."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.domain.periods import Period, PeriodLength, quarter_of

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2150, 12, 31))
LENGTHS = st.sampled_from(PeriodLength)


@given(DAYS, LENGTHS)
def test_a_day_lies_in_its_period(day: dt.date, length: PeriodLength) -> None:
    period = Period.of(day, length)
    assert period.starts_on <= day <= period.ends_on
    assert quarter_of(day) in period.quarters


@given(DAYS, LENGTHS)
def test_a_period_reads_back_from_its_own_text(day: dt.date, length: PeriodLength) -> None:
    assert Period.parse(str(Period.of(day, length))) == Period.of(day, length)


@given(DAYS, DAYS, LENGTHS, LENGTHS)
def test_two_periods_overlap_exactly_when_they_share_a_day(
    one: dt.date, two: dt.date, first: PeriodLength, second: PeriodLength
) -> None:
    a, b = Period.of(one, first), Period.of(two, second)
    assert a.overlaps(b) == (a.starts_on <= b.ends_on and b.starts_on <= a.ends_on)


@given(DAYS, LENGTHS)
def test_periods_follow_each_other_without_gap_or_overlap(day: dt.date, length: PeriodLength) -> None:
    period = Period.of(day, length)
    assert period.next().starts_on == period.ends_on + dt.timedelta(days=1)
    assert not period.overlaps(period.next())


@pytest.mark.parametrize(
    "text", ["", "26", "2026-H3", "2026-Q5", "2026-Q0", "2026-", "2026-Q1-Q2", "twenty", "1800"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is for developers; the type is the claim
        Period.parse(text)


def test_a_half_year_cannot_start_in_the_second_quarter() -> None:
    with pytest.raises(ValueError, match="in step"):
        Period(2026 * 4 + 1, PeriodLength.HALF_YEAR)
