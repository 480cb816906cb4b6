"""The clock of invented vaults: a day of their own, and nothing that lies ahead."""

import datetime as dt

import pytest

from careernotes.demo.vaults import FixedClock


def test_another_day_stands_at_noon() -> None:
    day = dt.date(2026, 3, 2)
    assert FixedClock(day).today() == day
    assert FixedClock(day).now() == dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("ahead", [0, 1, 400])
def test_the_moment_is_of_that_day_and_today_never_lies_ahead(ahead: int) -> None:
    before = dt.datetime.now(dt.UTC)
    clock = FixedClock(before.date() + dt.timedelta(days=ahead))
    moment = clock.now()
    if not ahead:
        assert moment <= dt.datetime.now(dt.UTC)
    assert moment.date() in {clock.today(), before.date()}
    assert moment.date() - dt.timedelta(days=ahead) <= dt.datetime.now(dt.UTC).date()
