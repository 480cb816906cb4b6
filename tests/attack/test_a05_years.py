"""A5 after years: people who have been there for longer than the contributions can tell apart.

Beyond eight periods everybody is counted as there for eight. They are the same people all the same, and
whoever joins beside them is not hidden by taking them for others.
"""

from tests.attack.cases import DOWN, HERE, SMALL, UP
from tests.attack.firm import Employee, Office, falling, firm
from tests.attack.reckoning import Row, won

LONG, LAST = 8, 9


def proven(*, attacks: bool) -> str:
    """What is proven of four who came into an area of 45 who have been there for nine half-years."""
    years = tuple(range(LAST + 1))
    people = [
        Employee(number=n, mentor=n % 9, area=1 + (n >= 45), here=years, themes=(6,) if n < 14 else ())
        for n in range(85)
    ]
    people += [Employee(number=200 + n, mentor=n, area=1, here=(LAST,), themes=(6,)) for n in range(4)]
    office = Office(coin=falling({(LONG, HERE): DOWN, (LAST, HERE): UP}), attacks=attacks)
    rows: list[Row] = []
    for place, inside in ((LONG, {0}), (LAST, {0, 1})):
        span = office.paper(firm(people, SMALL), place).span("where", "group-mob", "area-1")
        rows += [(inside, *span)] if span is not None else []
    return won((45, 4), rows, {1})


def test_who_joins_those_who_have_been_there_for_years_is_not_told_of() -> None:
    assert proven(attacks=False) == "D1"
    assert proven(attacks=True) == ""
