"""A5: the reader of reports that no lasting themes explain, because people did change their minds.

Somewhere in the programme, or some time ago, what people talk about has changed so much that no themes
which last fit all figures. The reader then takes themes for lasting where and as long as that still fits:
within one area, or over two reports that follow each other. Every number is gone through by hand.
"""

from collections.abc import Collection, Mapping

import pytest
from tests.attack.cases import BOTH, DOWN, HERE, UP, Case, of
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, possible, won

THREE = (0, 1, 2)
LONG_AGO = Case(
    crowd=((1, THREE, 45, 14), (1, (2,), 4, 4), (2, THREE, 40, 0)),
    luck={(1, HERE): DOWN, (2, HERE): UP},
    wins=("those who came into area 1", "D1"),
    reports=3,
    changed=frozenset({0}),
)
"""In the first half-year everybody who stayed said the opposite; in the third, four people came."""
ONE_OF_FOUR = Case(
    crowd=(
        (1, BOTH, 45, 14), (1, (1,), 4, 4), (2, BOTH, 25, 25), (2, BOTH, 20, 10),
        (3, BOTH, 40, 20), (4, BOTH, 40, 25),
    ),
    luck={(0, HERE): DOWN, (1, HERE): UP, (0, of(3)): UP, (1, of(3)): DOWN},
    wins=("those who came into area 1", "D1"),
    changed=frozenset({2}),
)  # fmt: skip
"""In area 2 twenty-five people took up the theme at once; in area 1 four people came who all have it."""
CASES = {"long ago": LONG_AGO, "one area of four": ONE_OF_FOUR}


def here(case: Case, paper: Paper, place: int, areas: Collection[int]) -> list[Row]:
    """What one paper says of the theme group in some areas, over the classes of the crowd."""
    rows: list[Row] = []
    for area in areas:
        span = paper.span("where", "group-mob", f"area-{area}")
        if span is not None:
            kinds = enumerate(case.crowd)
            rows.append(([n for n, (its, there, _p, _h) in kinds if its == area and place in there], *span))
    return rows


def read(case: Case, *, attacks: bool, forgets: bool = False) -> tuple[bool, Mapping[str, str]]:
    """Whether lasting themes fit everything by area, and what is proven where they do fit: area by area, over
    all reports and over each two that follow each other.
    """
    found, _office = case.read(attacks=attacks, forgets=forgets)
    sizes = [people for _area, _there, people, _having in case.crowd]
    areas = sorted({area for area, *_rest in case.crowd})
    everything = [row for n, paper in enumerate(found.papers) for row in here(case, paper, n, areas)]
    last, wins = len(found.papers) - 1, dict[str, str]()
    for area in areas:
        for first in range(last):
            rows = [r for n in range(first, last + 1) for r in here(case, found.papers[n], n, [area])]
            for kind, (its, there, _people, _having) in enumerate(case.crowd):
                if its == area and (rule := won(sizes, rows, {kind})):
                    came = min(there) == last
                    wins[f"those who {'came into' if came else 'are in'} area {area}"] = rule
    return possible(sizes, everything), wins


@pytest.mark.parametrize("name", CASES)
def test_without_the_attack_step_no_lasting_themes_fit_everything_and_one_area_still_tells(name: str) -> None:
    fits, wins = read(CASES[name], attacks=False)
    assert not fits
    assert dict([CASES[name].wins]).items() <= wins.items()


@pytest.mark.parametrize("name", CASES)
def test_with_the_attack_step_no_area_tells_over_reports_that_fit_it(name: str) -> None:
    _fits, wins = read(CASES[name], attacks=True)
    assert wins == {}


@pytest.mark.parametrize("name", CASES)
def test_an_attack_that_knows_one_report_alone_is_as_good_as_none(name: str) -> None:
    _fits, wins = read(CASES[name], attacks=True, forgets=True)
    assert dict([CASES[name].wins]).items() <= wins.items()


def test_figures_that_tell_nothing_stay() -> None:
    bare, kept = (ONE_OF_FOUR.read(attacks=attacks)[0].papers[-1] for attacks in (False, True))
    for area in (2, 3, 4):
        value = bare.value("where", "group-mob", f"area-{area}")
        assert value is not None
        assert kept.value("where", "group-mob", f"area-{area}") == value
    assert bare.value("where", "group-mob", "area-1") is not None
    assert kept.value("where", "group-mob", "area-1") is None
