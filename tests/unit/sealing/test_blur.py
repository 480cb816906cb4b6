"""The coins of the blur."""

from hypothesis import given
from hypothesis import strategies as st

from careernotes.sealing.blur import coin


def test_a_coin_never_changes_between_versions() -> None:
    # Printed reports depend on it: a change here would let a reader average two roundings of one period.
    assert coin(bytes(32), "plan", "2026-H1", "people/0/0") == 6288551036382202222


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_different_parts_give_different_coins(one: list[str], two: list[str]) -> None:
    assert (coin(b"k", *one) == coin(b"k", *two)) == (one == two)
