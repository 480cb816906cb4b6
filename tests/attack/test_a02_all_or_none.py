"""A2: the reader who finds a group in which everybody raised a theme, or nobody did."""

import re

import pytest
from tests.attack.cases import OTHER, UP, Case
from tests.attack.firm import Employee, Office, firm, secret

ALL_OF_IT = {
    "nearly all of an area": Case(
        crowd=((1, (-1, 0), 12, 12), (1, (0,), 11, 11), OTHER),
        luck={(0, "area_groups/0/2"): UP, (0, "areas/0/0"): UP},
        wins=("area-0 in 0", "D4"),
        reports=1,
    ),
}


@pytest.mark.parametrize("name", ALL_OF_IT)
def test_one_report_does_not_say_that_everybody_has_it_and_without_the_attack_step_it_does(name: str) -> None:
    case = ALL_OF_IT[name]
    weak, _office = case.read(attacks=False)
    assert weak.wins()[case.wins[0]] == case.wins[1]
    whole, office = case.read(attacks=True)
    assert whole.wins() == {}
    assert office.last is not None
    # The area's one figure is all its breakdown shows: hiding it takes the breakdown away.
    assert office.last.outcome.breakdown_dropped


def test_no_page_says_all_or_nothing_per_cent_and_nobody_is_never_printed_as_zero() -> None:
    for having in (0, 90):
        people = [
            Employee(number=n, mentor=n % 9, area=1 + n % 2, themes=(6,) if n < having else (), rating=5)
            for n in range(90)
        ]
        paper = Office(coin=secret("k"), attacks=False).paper(firm(people), 0)
        assert not re.search(r"(?<![0-9])(0|100) ?(%|per cent|procent)", paper.words)
        assert 0 not in paper.shown.values()
        assert ("themes", "group-mob", "people") in paper.cells
        assert (paper.value("themes", "group-mob") is None) == (having == 0)
