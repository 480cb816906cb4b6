import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.services.durations import parse_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 45 min ", 45),
        ("45min.", 45),
        ("45 minuten", 45),
        ("1:15", 75),
        ("1h15", 75),
        ("1 h 15 min", 75),
        ("1u30", 90),
        ("1 h", 60),
        ("2 uur", 120),
        ("1.5 h", 90),
        ("1,5 uur", 90),
        ("0:50", 50),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "a while", "1:75", "1:", "45 euros", "-5", "45 60", "٤٥", "99999"])
def test_what_is_no_length_is_none(text: str) -> None:
    assert parse_minutes(text) is None


@given(st.text(max_size=30))
def test_reading_a_length_never_raises(text: str) -> None:
    minutes = parse_minutes(text)
    assert minutes is None or minutes >= 0


@given(st.integers(0, 9999))
def test_plain_minutes_come_back(minutes: int) -> None:
    assert parse_minutes(str(minutes)) == minutes
