"""A4: the reader who links breakdowns: by area, by level, by region, by delicacy."""

from dataclasses import replace

import pytest
from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret
from tests.unit.disclosure.support import GENERAL, GUARDED, SENSITIVE, TAXONOMY, make_kit

GUARDED_IN_MOB, GENERAL_IN_MOB = 9, 6
ONLY_GUARDED_GROUP = "group-wel"


def company(theme: int | None, having: int = 45, **kit: bool) -> Firm:
    """90 people in two areas; one theme with the first so many of them."""
    people = [
        Employee(
            number=n,
            mentor=n % 9,
            area=1 + n % 2,
            themes=(theme,) if theme is not None and n < having else (),
        )
        for n in range(90)
    ]
    return firm(people, kit=make_kit(**kit))


def cells(made: Firm, table: str, row: str) -> list[int | None]:
    paper = Office(coin=secret("k"), attacks=False).paper(made, 0)
    return [value for (name, key, _column), value in paper.cells.items() if (name, key) == (table, row)]


def test_a_guarded_theme_shows_in_the_whole_programme_and_in_no_area() -> None:
    assert cells(company(GENERAL_IN_MOB), "where", "group-mob") != [None, None, None]
    assert set(cells(company(GUARDED_IN_MOB), "where", "group-mob")) == {None}
    assert cells(company(GUARDED_IN_MOB), "themes", "group-mob") != [None]


def test_a_group_without_a_general_theme_is_no_row_by_area() -> None:
    made = company(GUARDED[-1])
    paper = Office(coin=secret("k"), attacks=False).paper(made, 0)
    assert ONLY_GUARDED_GROUP not in paper.rows("where")
    assert {ONLY_GUARDED_GROUP, "group-mob"} <= set(paper.rows("themes"))
    assert "group-mob" in paper.rows("where")


@pytest.mark.parametrize("theme", SENSITIVE)
def test_a_sensitive_theme_moves_no_group_and_no_area(theme: int) -> None:
    group = f"group-{TAXONOMY.by_number[theme].group_id}"
    assert cells(company(theme), "themes", group) == cells(company(None), "themes", group) == [None]
    assert cells(company(theme), "where", group) in ([], [None, None, None], [None, None])
    # It shows by itself, for the whole programme.
    assert cells(company(theme), "themes", f"theme-{TAXONOMY.by_number[theme].theme_id}") in ([40], [50])


@pytest.mark.parametrize("theme", SENSITIVE)
def test_a_programme_that_stores_no_sensitive_themes_prints_none(theme: int) -> None:
    row = f"theme-{TAXONOMY.by_number[theme].theme_id}"
    made = company(theme, store_sensitive=False)
    paper = Office(coin=secret("k"), attacks=False).paper(made, 0)
    assert paper.symbols["themes", row, "people"] == "x"
    assert company(theme, store_sensitive=False).counters(0) == company(None, store_sensitive=False).counters(
        0
    )


def test_there_is_one_breakdown_whatever_else_is_known_of_people() -> None:
    """Levels and regions are in the vaults; two firms that differ in them alone have the same report."""
    made = company(GENERAL[0])
    vaults = made.vaults()
    other = [
        replace(
            vault,
            persons=tuple(
                replace(p, level_band=1 + p.person % 3, region=1 + p.person % 2) for p in vault.persons
            ),
        )
        for vault in vaults
    ]
    assert other != vaults

    class Elsewhere(Firm):
        def vaults(self) -> list:  # type: ignore[type-arg]  # as the one it stands in for
            return other

    moved = Elsewhere(people=made.people, taxonomy=made.taxonomy, kit=made.kit, plan=made.plan)
    papers = [
        sealed(each, Office(coin=secret("k"), attacks=False).release(each, 0)) for each in (made, moved)
    ]
    assert papers[0] == papers[1]
