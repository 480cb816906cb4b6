"""The cheapest figures to hide, held against every choice there is."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.auditing.hitting import Move, least_cost

keys = st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4).map(frozenset)


def cheapest(cuts: list[frozenset[str]], moves: list[Move[str]], weights: dict[str, int]) -> int:
    """The cost of the best choice of moves, by trying all."""
    every = chain.from_iterable(combinations(moves, n) for n in range(len(moves) + 1))
    hidden = (frozenset().union(*(move.hides for move in chosen)) for chosen in every)
    return min(sum(weights[key] for key in each) for each in hidden if all(cut & each for cut in cuts))


@property_test
@given(
    cuts=st.lists(keys, max_size=6),
    weights=st.fixed_dictionaries({key: st.integers(1, 9) for key in "abcdefg"}),
    parts=st.sets(st.sampled_from("bcdefg")),
)
def test_nothing_cheaper_breaks_every_proof(
    cuts: list[frozenset[str]], weights: dict[str, int], parts: set[str]
) -> None:
    moves = [Move(key=key, hides=frozenset({key, *(parts if key == "a" else ())})) for key in "abcdefg"]
    choice = least_cost(cuts, moves, weights)
    assert choice.best
    assert choice.cost == cheapest(cuts, moves, weights)
    assert all(cut & choice.hidden for cut in cuts)


def test_a_whole_is_hidden_where_only_that_covers_a_dash() -> None:
    moves = [Move(key="whole", hides=frozenset({"whole", "part", "dash"}))]
    choice = least_cost([frozenset({"dash"})], moves, {"whole": 5, "part": 1})
    assert (choice.hidden, choice.cost) == (frozenset({"whole", "part", "dash"}), 6)


def test_a_proof_that_nothing_can_break_is_said_so() -> None:
    with pytest.raises(ValueError, match="hidden"):
        least_cost([frozenset({"dash"})], [Move(key="other", hides=frozenset({"other"}))], {"other": 1})
