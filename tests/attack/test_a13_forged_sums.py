"""A13: a lead who changes the sum, so that a pool of a few mentors passes for one of many.

How people are spread over mentors is summed like everything else: whoever holds one half of the sum can move
those numbers. What no numbers of so many mentors can give is refused, and so is a set of fewer than five.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.attack.test_a13_refused_files import exchanged, opens
from tests.e2e.together import Pair, make_pair

from careernotes.sealing.contribution_file import open_contribution
from careernotes.sealing.sum_file import LeadSum

pytestmark = pytest.mark.long
MENTORS = 6


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(tmp_path_factory.mktemp("sums") / "programme", mentors=MENTORS)


@pytest.fixture(scope="module")
def told(pair: Pair) -> LeadSum:
    """What the lead's honest sum says."""
    return exchanged(pair)


def moved(pair: Pair, told: LeadSum, changes: Mapping[str, int]) -> LeadSum:
    """The sum with some of its numbers moved."""
    mask = list(told.mask)
    for key, place in pair.opened.plan.position.items():
        mask[place] = (mask[place] + changes.get(str(key), 0)) % 2**64
    return replace(told, mask=tuple(mask))


# Six mentors with nine people each, five or four of whom are in each of two areas.
FORGED: dict[str, dict[str, int]] = {
    "more mentors than sent anything": {"mentors/0/0": 3},
    "people of nobody": {"mentors/0/0": -6, "mentors/1/0": -6, "mentors/2/0": -6},
    "spread more evenly than six mentors can": {"squares/0/0": -2, "products/1/2": -1},
    "an area spread more evenly than six can": {"squares/1/0": -20, "products/1/2": -40},
    "areas that share more than their own spread allows": {"products/1/2": 1, "squares/0/0": 2},
    "areas with more in them than the whole": {"squares/1/0": 200, "squares/2/0": 200},
    "more of one mentor than anybody has": {"squares/0/0": 54 * 500},
    "an odd number of people whose squares are even": {"squares/0/0": 1},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_spread_that_so_many_mentors_cannot_have_is_not_opened(
    pair: Pair, told: LeadSum, name: str
) -> None:
    assert opens(pair, moved(pair, told, FORGED[name])) is None


def test_control_the_honest_sum_is_opened(pair: Pair, told: LeadSum) -> None:
    assert opens(pair, told) is not None


def test_a_sum_over_four_that_the_lead_gives_all_the_same_is_not_opened(tmp_path: Path) -> None:
    """The lead and three mentors would else see the fourth one's numbers at the trustee's."""
    pair = make_pair(tmp_path / "programme", mentors=MENTORS)
    told = exchanged(pair)
    assert opens(pair, replace(told, counted=told.counted[:4])) is None
    # Nothing was entered either: the honest sum is opened, as the one set there is.
    assert opens(pair, told) is not None


def test_one_mentor_who_is_counted_fifty_times_is_not_opened(tmp_path: Path) -> None:
    """Fifty times the same people look like fifty mentors: a report over one, and no spread would tell."""
    fresh = make_pair(tmp_path / "programme", mentors=MENTORS)
    honest = exchanged(fresh)
    often = (honest.counted[0],) * 50 + honest.counted[1:]
    length = len(honest.mask)
    with fresh.keys("lead") as keys:
        halves = [
            open_contribution(path.read_bytes(), box_private=keys.box_private)
            for path in fresh.inbox("lead").iterdir()
        ]
    masks = {one.name: one.mask(length) for one in halves}
    mask = tuple(sum(masks[name][place] for name in often) % 2**64 for place in range(length))
    assert opens(fresh, replace(honest, counted=often, mask=mask)) is None
    # By the same reckoning with each once, the sum is the honest one.
    once = tuple(sum(masks[name][place] for name in honest.counted) % 2**64 for place in range(length))
    assert once == honest.mask
