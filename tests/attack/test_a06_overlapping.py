"""A6: the reader who asks for overlapping, rolling or cumulative periods."""

from collections.abc import Callable
from itertools import product

from careernotes.disclosure.errors import AlreadyReleasedError, PoolOrListError
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.domain.periods import Period

Rule = Callable[[Departure, list[Departure]], None]
PERIODS = [Period.parse(text) for text in ("2026", "2026-H1", "2026-H2", "2026-Q1", "2026-Q2")]


def pairs_that_leave(rule: Rule) -> list[tuple[Departure, Departure]]:
    """Pairs that share a month and may both leave, though the second does not replace the first."""
    everything = [
        Departure(way=way, period=period, programme_id=programme)
        for way, period, programme in product((Way.LIST, Way.CONTRIBUTION), PERIODS, ("one", "two"))
    ]
    found = []
    for first, second in product(everything, everything):
        if not first.period.overlaps(second.period) or (first == second and first.way is Way.CONTRIBUTION):
            continue
        try:
            rule(second, [first])
        except (AlreadyReleasedError, PoolOrListError):
            continue
        found.append((first, second))
    return found


def test_no_pair_of_reports_with_a_month_in_common_can_be_subtracted() -> None:
    assert pairs_that_leave(refuse_twice) == []


def test_without_the_ledgers_rule_a_list_can_be_subtracted_from_a_pool() -> None:
    ways = {(one.way, two.way) for one, two in pairs_that_leave(lambda _new, _past: None)}
    assert (Way.LIST, Way.CONTRIBUTION) in ways
    assert (Way.CONTRIBUTION, Way.LIST) in ways
