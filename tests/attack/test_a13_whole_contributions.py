"""A13: a mentor whose program lies, in a programme whose trustee opens whole contributions alone.

Numbers that no caseload can give would drown everybody else's, and what is left would be the liar's guess.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.e2e.programme import PASSPHRASE, Programme, facts_of, make_programme
from tests.unit.disclosure.support import GENERAL, PERIOD, PLAN

from careernotes.disclosure.counting import count
from careernotes.exporter.inbox import read_inbox
from careernotes.exporter.programme import open_programme
from careernotes.sealing.contribution_file import Contribution, seal_contribution
from careernotes.sealing.programme_keys import open_key_file
from careernotes.sealing.signatures import public_of

LIAR = bytes([7]) * 32
Lie = Callable[[Counter[str]], None]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return make_programme(tmp_path_factory.mktemp("whole") / "programme")


def taken(programme: Programme, folder: Path, lie: Mapping[str, int]) -> bool:
    """Whether a contribution counts in which some numbers (by the names of their figures) are others."""
    opened = open_programme(programme.kit)
    plan = opened.plan
    honest = dict(
        zip(map(str, plan.keys), count(facts_of(9), PERIOD, plan, opened.kit, opened.taxonomy), strict=True)
    )
    assert set(lie) <= set(honest)
    contribution = Contribution(
        programme_id=plan.programme_id,
        kit_hash=plan.kit_hash,
        plan_hash=plan.plan_hash,
        taxonomy_hash=plan.taxonomy_hash,
        period=PERIOD,
        contribution_id="01" * 16,
        revision=1,
        mentor_token="07" * 16,
        signer=public_of(LIAR),
        counters=tuple({**honest, **lie}.values()),
    )
    data = seal_contribution(contribution, sign_seed=LIAR, box_key=opened.kit.trustee_box_key)
    (folder / "one.cncontrib").write_bytes(data)
    with open_key_file(programme.trustee, PASSPHRASE, allow_test=True) as keys:
        found = read_inbox(folder, opened, PERIOD, box_private=keys.box_private, progress=lambda _share: None)
    return len(found.accepted) == 1


THEMES = {f"themes/{number}/0": 9 for number in GENERAL if number not in PLAN.alike.values()}
WHOLE = {"people/0/0": 600, "sessions/0/0": 1200, "mentors/0/0": 1, "squares/0/0": 360_000, "ages/0/8": 591}
LIES: dict[str, dict[str, int]] = {
    "six hundred people": WHOLE,
    "forty themes a person": THEMES,
    "two mentors in one": {"mentors/0/0": 2},
    "spread as over many": {"squares/0/0": 9},
    "more in an area than people there": {"area_groups/1/2": 9, "groups/2/0": 9, "themes/6/0": 9},
    "more in the areas than in the whole": {"area_groups/1/2": 4, "area_groups/2/2": 4},
    "younger than their own number": {"ages/0/0": 100},
    "ten conversations each, and one more": {"sessions/0/0": 91},
    "people without a conversation": {"sessions/0/0": 8},
    "a theme with more people than there are": {"themes/6/0": 10},
    "groups without a theme": {f"groups/{n}/0": 9 for n in PLAN.split if n not in PLAN.alike},
    "one figure that is two": {f"themes/{next(iter(PLAN.alike.values()))}/0": 5},
    "answers of nobody": {"rated/1/0": 5},
    "more left an area than are in it": {"left/1/0": 9, "left/0/0": 9},
    "more came to the areas than came": {"joined/1/0": 2, "joined/2/0": 2, "joined/0/0": 3},
    "chosen in two ways": {"chosen_by/2/0": 9},
    "two moments of a life at once": {"moment/3/0": 9},
}


@pytest.mark.parametrize("name", LIES)
def test_numbers_that_no_caseload_can_give_do_not_count(
    programme: Programme, tmp_path: Path, name: str
) -> None:
    assert not taken(programme, tmp_path, LIES[name])


def test_control_an_honest_contribution_counts(programme: Programme, tmp_path: Path) -> None:
    assert taken(programme, tmp_path, {})


def test_the_size_of_a_file_does_not_tell_how_many_people_are_in_it(
    programme: Programme, tmp_path: Path
) -> None:
    sizes = set()
    for lie in ({}, WHOLE, dict.fromkeys(THEMES, 10**9)):
        taken(programme, tmp_path, lie)
        sizes.add((tmp_path / "one.cncontrib").stat().st_size)
    assert len(sizes) == 1
