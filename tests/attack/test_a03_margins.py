"""A3: the reader who takes complements: the whole minus the parts, all people minus those with a theme.

Every figure and every margin is rounded on its own coin, so differences of them do not add up.
"""

from tests.attack.firm import Employee, Firm, Office, firm, secret
from tests.attack.paper import Paper


def company(theme: int = 23, other: int = 23) -> Firm:
    """93 people in two areas (47 and 46); two themes of different groups with so many people each."""
    return firm(
        [
            Employee(
                number=n, mentor=n % 9, area=1 + n % 2, chosen_by=1 + n % 2, moment=1 + n % 3,
                themes=(*((6,) if n < theme else ()), *((27,) if n < other else ())), rating=1 + n % 5,
            )
            for n in range(93)
        ]
    )  # fmt: skip


def papers(made: Firm, times: int = 40) -> list[Paper]:
    return [Office(coin=secret(str(n)), attacks=False).paper(made, 0) for n in range(times)]


def test_every_figure_and_every_margin_is_a_multiple_of_a_step_of_five_at_least() -> None:
    for paper in papers(company(), 8):
        assert {row for _table, row, _column in paper.shown} >= {"people", "area-0", "group-mob", "signal-1"}
        for (table, row, column), value in paper.shown.items():
            step = paper.bases[table] * (10 if row == "sessions" else 1)
            assert step >= 5
            assert value % step == 0, (table, row, column)
            # 93, 47 and 46 people: printed as they are they would not be multiples.


def told_apart(rows: tuple[str, str], table: str) -> int:
    """In how many of forty programmes two figures of the same number of people are printed differently."""
    return sum(p.value(table, rows[0]) != p.value(table, rows[1]) for p in papers(company()))


def test_two_figures_of_as_many_people_do_not_fall_together() -> None:
    themes = company().taxonomy.by_number
    rows = (f"theme-{themes[6].theme_id}", f"theme-{themes[27].theme_id}")
    # Of 23 people, one coin falls up with .3: two coins differ with .42.
    assert 8 <= told_apart(rows, "themes") <= 26


def exact_complement(made: Firm) -> set[int]:
    """What the reader makes of all people minus both areas, over many programmes: people in no area."""
    found = set()
    for paper in papers(made):
        parts = [paper.value("areas", f"area-{area}") for area in (1, 2)]
        whole = paper.value("reach", "people", "number")
        assert whole is not None
        found.add(whole - sum(part or 0 for part in parts))
    return found


def test_the_parts_do_not_add_up_to_the_whole() -> None:
    # Nobody is in no area; a reader who subtracts finds anything from -10 to 10.
    assert len(exact_complement(company())) >= 3
