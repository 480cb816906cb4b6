"""A5: the reader who subtracts two reports, and knows from the staff list who came and who went in between.

Each case is a firm and a turn of luck under which the figures, as blurred and hidden, prove something of a
group. Without the attack step and tops the reader wins in the way that is named; with them, in no way at all.
The reader reckons for itself: every whole number that fits is gone through.
"""

import pytest
from tests.attack.cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_without_the_attack_step_and_tops_the_reports_prove_something(name: str) -> None:
    case = CASES[name]
    found, _office = case.read(attacks=False, tops=False)
    group, rule = case.wins
    assert found.wins().get(group) == rule


@pytest.mark.parametrize("name", CASES)
def test_with_the_attack_step_they_prove_nothing(name: str) -> None:
    for tops in (True, False):
        found, office = CASES[name].read(attacks=True, tops=tops)
        assert found.wins() == {}
        assert office.last is not None
        assert not office.last.outcome.borne


def test_a_number_at_the_top_proves_something_too_and_with_the_attack_step_nothing() -> None:
    case = CASES["nine who came to where all had it in the end"]
    found, _office = case.read(attacks=False)
    assert found.papers[1].symbols["where", "group-mob", "area-1"] == "t"
    assert found.wins().get(case.wins[0]) == case.wins[1]
    assert case.read(attacks=True)[0].wins() == {}
