"""A3: the reader who finds, under a figure that is a dash, a part of it that is not.

Whatever made the dash, a small number, chance or the attack step: a part that is shown tells of the whole.
"""

from collections.abc import Iterator

from tests.attack.cases import ALL, GROUP, SMALL
from tests.attack.firm import Employee, Firm, Office, firm, period_at, sealed
from tests.attack.paper import Paper, read_paper
from tests.unit.disclosure.support import make_kit

from careernotes.disclosure.blur import COIN_SPACE, Coin
from careernotes.disclosure.plan import FigureKey
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import Candidate, release
from careernotes.disclosure.safe_table import Step
from careernotes.domain.kit import PolicyFloors

NAME = f"group-{next(group.group_id for group in SMALL.groups if group.number == GROUP)}"


def shown_parts(paper: Paper) -> Iterator[str]:
    """Figures that are shown although a whole of which they are a part is not."""
    if paper.value("reach", "people", "number") is None:
        yield from (f"{table} {row}" for table, row, _column in paper.shown if table != "reach")
    group = ""
    for row in paper.rows("themes"):
        group = row if row.startswith("group-") else group
        if paper.value("themes", group) is None and paper.value("themes", row) is not None:
            yield row
    for table, row, column in paper.shown:
        if table == "where" and row != "people" and paper.value("themes", row) is None:
            yield f"{row} in {column}"


def company(having: int = 60, **floors: int) -> Firm:
    """97 people in two areas, of whom so many raised two themes of one group."""
    asked = PolicyFloors(**floors)
    kit = make_kit(floors={name: getattr(asked, name) for name in PolicyFloors.__slots__})
    people = [
        Employee(number=n, mentor=n % 9, area=1 + n % 2, themes=(6, 7) if n < having else ())
        for n in range(97)
    ]
    return firm(people, SMALL, kit)


def lucky(*, left_out: str = "", down: str = "") -> Coin:
    """Luck that rounds up all but one figure, and leaves out at most one."""

    def coin(_plan: str, _period: str, figure: str) -> int:
        if figure.startswith("chance/"):
            return 0 if figure == f"chance/{left_out}" else COIN_SPACE - 1
        return COIN_SPACE - 1 if figure == down else 0

    return coin


def test_under_a_group_that_chance_left_out_nothing_is_shown() -> None:
    paper = Office(coin=lucky(left_out=ALL)).paper(company(), 0)
    assert paper.value("themes", NAME) is None
    assert list(shown_parts(paper)) == []
    # Control: with other luck the same figures are there.
    assert len(Office(coin=lucky()).paper(company(), 0).shown) > len(paper.shown) + 3


def test_where_the_number_of_people_is_a_dash_no_part_of_them_is_shown() -> None:
    """A kit that shows nothing under a hundred, and luck: 95 of 97 people, but a hundred with the theme."""
    paper = Office(coin=lucky(down="people/0/0"), attacks=False).paper(company(97, hide_below=100), 0)
    assert paper.value("reach", "people", "number") is None
    assert list(shown_parts(paper)) == []
    control = Office(coin=lucky(), attacks=False).paper(company(97, hide_below=100), 0)
    assert control.value("themes", NAME) == 100


class Names:
    """A check that names the theme group and nothing else."""

    step = Step.ATTACK

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        assert candidate.tables
        return frozenset({FigureKey.parse(ALL)})


def test_under_what_a_check_hid_nothing_is_shown() -> None:
    made = company()
    released = release(
        made.counters(0), plan=made.plan, policy=policy_of(made.kit.floors), period=period_at(0),
        coin=lucky(), checks=[Names()],
    )  # fmt: skip
    paper = read_paper(sealed(made, released))
    assert paper.value("themes", NAME) is None
    assert list(shown_parts(paper)) == []
