"""A6: the reader who asks for overlapping, rolling or cumulative periods."""

from collections.abc import Callable
from itertools import product

import pytest
from tests.attack.firm import Employee, Firm, Office, firm, secret
from tests.unit.disclosure.support import PLAN, TAXONOMY, one_meeting_each

from careernotes.disclosure.errors import AlreadyReleasedError, PoolOrListError
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.policy import Policy
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


# ------------------------------------------------- cumulative figures


def said_in(places: tuple[int, ...]) -> Firm:
    """90 people in two half-years; 40 of them raised a theme in the half-years named."""
    people = []
    for n in range(90):
        first = (6,) if n < 40 and 0 in places else ()
        later = (6,) if n < 40 and 1 in places else ()
        people.append(Employee(number=n, mentor=n % 9, here=(0, 1), themes=later, first_said=first))
    return firm(people)


def test_a_report_counts_what_was_said_in_its_own_months_and_no_other() -> None:
    row = f"theme-{TAXONOMY.by_number[6].theme_id}"
    shown = {
        places: [
            Office(coin=secret("k"), attacks=False).paper(said_in(places), at).value("themes", row)
            for at in (0, 1)
        ]
        for places in ((0,), (1,), (0, 1))
    }
    assert shown[0,][1] is None
    assert shown[1,][0] is None
    assert None not in shown[0, 1]


def test_people_of_earlier_months_are_not_counted_again() -> None:
    people = [Employee(number=n, mentor=n % 9, here=(0,) if n < 60 else (1,)) for n in range(120)]
    paper = Office(coin=secret("k"), attacks=False).paper(firm(people), 1)
    assert paper.value("reach", "people", "number") == 60


@pytest.mark.parametrize("period", ["2026", "2026-Q1", "2026-Q2"])
def test_a_list_is_for_a_half_year_and_never_for_a_part_of_one(period: str) -> None:
    facts = one_meeting_each({who: [6] for who in range(20)})

    def made(months: str) -> object:
        return own_list(
            facts,
            period=Period.parse(months),
            plan=PLAN,
            policy=Policy(),
            taxonomy=TAXONOMY,
            coin=secret("k"),
        )

    assert made("2026-H1")
    with pytest.raises(ValueError, match="half-year"):
        made(period)
