"""A19: the reader who knows how somebody came, at which moment, who left, and wants to know the theme.

Outcomes stand in one-way tables. Two firms in which they are tied to themes in opposite ways, with as many
people of each, have the same report to the byte.
"""

import pytest
from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret

PEOPLE, HALF = 96, 48


def company(*, with_theme_first: bool, outcome: str) -> Firm:
    """Half of the people have a theme, half of each area have an outcome: the same half, or the other."""
    made = []
    for n in range(PEOPLE):
        first = n < HALF
        fields = {outcome: 1 if first else 2}
        themes = (6,) if first == with_theme_first else ()
        made.append(Employee(number=n, mentor=n % 8, area=1 + n % 2, themes=themes, **fields))  # type: ignore[arg-type]
    return firm(made)


def report(made: Firm) -> bytes:
    return sealed(made, Office(coin=secret("k"), attacks=False).release(made, 0))


@pytest.mark.parametrize("outcome", ["chosen_by", "moment", "rating"])
def test_how_outcomes_and_themes_go_together_is_not_in_the_report(outcome: str) -> None:
    one, two = (company(with_theme_first=first, outcome=outcome) for first in (True, False))
    assert one.vaults() != two.vaults()
    assert report(one) == report(two)


def test_the_tables_of_outcomes_name_no_theme_and_no_area() -> None:
    paper = Office(coin=secret("k"), attacks=False).paper(company(with_theme_first=True, outcome="moment"), 0)
    for table in ("chosen", "moments"):
        assert paper.columns(table) == ["people"]
        assert not any(row.startswith(("theme-", "group-", "area-")) for row in paper.rows(table))
    assert any(table == "moments" for table, _row, _column in paper.shown)
