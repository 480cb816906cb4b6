"""A5: the reader who takes a dash for a small figure, and is right fifteen times in sixteen.

A dash may be there by chance, so nothing is certain. But the next report is tried as if it were known that a
figure was small: who joins when a dash becomes a number is not given away either.
"""

from tests.attack.cases import BOTH, DOWN, HERE, OTHER, UP, Case
from tests.attack.firm import Office, falling
from tests.attack.reckoning import Row, won

JOIN = Case(
    crowd=((1, BOTH, 45, 8), (1, (1,), 4, 4), OTHER),
    luck={(0, HERE): DOWN, (1, HERE): UP},
    wins=("class of area 1 in (1,)", "D1"),
)
UNDER = 10
"""What is under ten is a dash: five at most, so nine people at most."""


def guessed(*, attacks: bool) -> tuple[list[int | None], str]:
    """The figure in both reports, and what the reader guesses of those who came."""
    company, office = JOIN.firm(), Office(coin=falling(JOIN.luck), attacks=attacks)
    papers = office.papers(company, 2)
    rows: list[Row] = []
    for paper, inside in zip(papers, ({0}, {0, 1}), strict=True):
        span = paper.span("where", "group-mob", "area-1")
        rows += [(inside, *span)] if span is not None else [(inside, 0, UNDER - 1)] if 1 not in inside else []
    return [paper.value("where", "group-mob", "area-1") for paper in papers], won((45, 4), rows, {1})


def test_who_joins_when_a_dash_becomes_a_number_is_not_guessed() -> None:
    assert guessed(attacks=False) == ([None, 15], "D1")
    assert guessed(attacks=True) == ([None, None], "")
