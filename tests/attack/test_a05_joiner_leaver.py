"""A5: the reader who subtracts two reports, and knows from the staff list who came and who went in between.

Each case is a firm and a turn of luck under which the figures, as blurred and hidden, prove something of a
group. Without the attack step the reader wins in the way that is named; with it, in no way at all. The reader
reckons for itself: every whole number that fits is gone through.
"""

import pytest
from tests.attack.cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_without_the_attack_step_the_reports_prove_something(name: str) -> None:
    case = CASES[name]
    found, _office = case.read(attacks=False)
    group, rule = case.wins
    assert found.wins().get(group) == rule


@pytest.mark.parametrize("name", CASES)
def test_with_the_attack_step_they_prove_nothing(name: str) -> None:
    found, office = CASES[name].read(attacks=True)
    assert found.wins() == {}
    assert office.last is not None
    assert not office.last.outcome.borne
