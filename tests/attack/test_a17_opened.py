"""A17: whoever overhears why an opened pool gave no report.

It was opened once, as one set: a refusal that asked for more contributions would have somebody try a second
set, and the two answers would differ in one mentor. Nor does it say how many people there were.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attack.tops import top_coding
from tests.e2e.together import Pair, make_pair
from tests.unit.disclosure.support import GENERAL, PERIOD, one_meeting_each

from careernotes.disclosure.counting import count
from careernotes.sealing.contribution_file import Contribution


def everybody_says_the_same(pair: Pair, number: int) -> Contribution:
    """Nine people who all raised one theme: without tops, what is shown of it would tell of each of them."""
    opened = pair.opened
    facts = one_meeting_each(dict.fromkeys(range(100 * number, 100 * number + 9), GENERAL[:1]))
    return pair.contribution(number, counters=count(facts, PERIOD, opened.plan, opened.kit, opened.taxonomy))


def one_has_nearly_all(pair: Pair, number: int) -> Contribution:
    return pair.contribution(number, 60 if number == 1 else 4)


@pytest.mark.long
@pytest.mark.parametrize(
    ("contribution", "numbers"), [(one_has_nearly_all, {"5", "30"}), (everybody_says_the_same, set())]
)
def test_a_refusal_after_the_opening_asks_for_nothing_more_and_tells_no_number(
    tmp_path: Path, contribution: Callable[[Pair, int], Contribution], numbers: set[str]
) -> None:
    pair = make_pair(tmp_path / "programme", mentors=0)
    pair.enrol(range(1, 10))
    for number in range(1, 10):
        pair.send(number, contribution(pair, number))
    assert pair.exchange().code == 0
    # With tops no first report is ever held; what is said then is the same.
    with top_coding(on=False):
        ran, again = pair.pool(), pair.pool()
    assert ran.code == 3
    told = ran.events[-1]
    words = " ".join(str(told[name]) for name in ("message", "safe", "hint"))
    assert "contribution" not in words
    assert "still open" not in words
    # The floors of the kit, which everybody knows, are all the numbers there are.
    assert set(re.findall(r"[0-9]+", words)) == numbers
    # Asked again it says the same: nothing that could be averaged.
    assert again.events[-1] == told
