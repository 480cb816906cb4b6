"""A2: the reader who finds a group in which everybody raised a theme, or nobody did."""

import re

import pytest
from tests.attack.cases import ALL, BOTH, DOWN, OTHER, UP, Case, of, size
from tests.attack.firm import Employee, Office, firm, secret

ALL_OF_IT = {
    "nearly all of an area": Case(
        crowd=((1, (-1, 0), 12, 12), (1, (0,), 11, 11), OTHER),
        luck={(0, "area_groups/0/2"): UP, (0, "areas/0/0"): UP},
        wins=("area-0 in 0", "D4"),
        reports=1,
    ),
    "nearly all of two small areas together, of neither for sure": Case(
        crowd=((1, (0,), 40, 0), (3, (0,), 12, 12), (4, (0,), 11, 11)),
        luck={(0, of(0)): UP, (0, size(0)): UP, (0, ALL): DOWN},
        wins=("area-0 in 0", "D4"),
        reports=1,
    ),
}


@pytest.mark.parametrize("name", ALL_OF_IT)
def test_one_report_does_not_say_that_everybody_has_it_and_without_attack_step_and_tops_it_does(
    name: str,
) -> None:
    case = ALL_OF_IT[name]
    weak, _office = case.read(attacks=False, tops=False)
    assert weak.wins()[case.wins[0]] == case.wins[1]
    whole, office = case.read(attacks=True)
    assert whole.wins() == {}
    assert whole.papers[0].value("where", "group-mob", "area-0") is not None
    assert office.last is not None
    assert office.last.outcome.hidden == 0
    # Each of the two alone protects as well; the attack step has to hide for it. The area's one figure is all
    # that its breakdown shows: hiding it takes the breakdown away.
    assert case.read(attacks=False)[0].wins() == {}
    hiding, office = case.read(attacks=True, tops=False)
    assert hiding.wins() == {}
    assert office.last is not None
    assert office.last.outcome.breakdown_dropped


WHO_LEAVES_NEXT = Case(
    crowd=((1, BOTH, 20, 16), (1, (0,), 6, 5), (2, BOTH, 60, 10)),
    luck={(0, of(0)): UP},
    wins=("class of area 1 in (0,)", "D1"),
)
"""Twenty-one at least of twenty-six: so of any six who leave afterwards one had it, whatever comes then."""


def test_a_report_says_nothing_sure_about_the_few_who_leave_after_it() -> None:
    weak, _office = WHO_LEAVES_NEXT.read(attacks=False, tops=False)
    assert weak.wins()[WHO_LEAVES_NEXT.wins[0]] == WHO_LEAVES_NEXT.wins[1]
    for tops in (True, False):
        whole, office = WHO_LEAVES_NEXT.read(attacks=True, tops=tops)
        assert whole.wins() == {}
        # Nothing had to be borne: the figure of the first report ends early, or is not printed.
        assert office.last is not None
        assert not office.last.outcome.borne
        assert (whole.papers[0].value("where", "group-mob", "area-0") is not None) == tops


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
