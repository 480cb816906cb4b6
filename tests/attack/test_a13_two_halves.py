"""A trustee, a lead and an outsider who each try to see one mentor's numbers, or to put numbers in.

Whether an attack has won is decided by plain arithmetic on what the attacker holds, never by the program.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.e2e.together import MENTORS, Pair, make_pair, seed_of
from tests.unit.disclosure.support import PERIOD

from careernotes.exporter.collecting import about
from careernotes.sealing.collected_file import Collected, collected_bytes
from careernotes.sealing.contribution_file import open_contribution
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.sum_file import open_sum

WRAP = 2**64
VICTIM = 3


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    made = make_pair(tmp_path_factory.mktemp("halves") / "programme", mentors=MENTORS + 2)
    shutil.copy(made.folder / "lead.cnkey", made.folder / "fresh-lead.cnkey")
    return made


@pytest.fixture
def pair(first: Pair, tmp_path: Path) -> Pair:
    return first.copy(tmp_path / "programme")


def ask_for(pair: Pair, names: Sequence[str], name: str) -> Path | None:
    """A trustee asks the lead for the sum over just these contributions; gives the answer, if any."""
    listed = Collected(role=Role.TRUSTEE, about=about(pair.opened, PERIOD), names=tuple(sorted(names)))
    asked, answer = pair.folder / f"{name}.cnlist", pair.folder / f"{name}.cnsum"
    with pair.keys("trustee") as keys:
        asked.write_bytes(collected_bytes(listed, keys.sign_private))
    return answer if pair.sum(theirs=asked, out=answer).code == 0 else None


def mask_in(pair: Pair, path: Path) -> tuple[int, ...]:
    with pair.keys("trustee") as keys:
        lead = pair.opened.kit.lead_sign_key
        return open_sum(path.read_bytes(), box_private=keys.box_private, lead_sign_key=lead).mask


def masked_of(pair: Pair, name: str) -> tuple[int, ...]:
    """The trustee's own half of one contribution."""
    with pair.keys("trustee") as keys:
        for path in pair.inbox("trustee").iterdir():
            half = open_contribution(path.read_bytes(), box_private=keys.box_private)
            if half.name == name:
                return half.counters
    raise LookupError(name)


def by_difference(pair: Pair, *, forgetful: bool) -> tuple[int, ...] | None:
    """What a trustee learns of one mentor from two sums that differ in that mentor alone."""
    names, victim = [one.name for one in pair.sent.values()], pair.sent[VICTIM].name
    whole = ask_for(pair, names, "whole")
    if forgetful:
        shutil.rmtree(pair.ledger("lead"))
        shutil.copy(pair.folder / "fresh-lead.cnkey", pair.folder / "lead.cnkey")
    without = ask_for(pair, [name for name in names if name != victim], "without")
    if whole is None or without is None:
        return None
    masks, rest = mask_in(pair, whole), mask_in(pair, without)
    own = masked_of(pair, victim)
    return tuple((a - b + c) % WRAP for a, b, c in zip(masks, rest, own, strict=True))


def test_a_trustee_gets_no_two_sums_that_differ_in_one_mentor(pair: Pair) -> None:
    assert by_difference(pair, forgetful=False) is None


def test_control_a_lead_who_forgets_the_first_sum_gives_the_mentor_away(pair: Pair) -> None:
    assert by_difference(pair, forgetful=True) == pair.sent[VICTIM].counters


def test_a_trustee_gets_no_sum_over_one_mentor_and_others_of_their_own_making(pair: Pair) -> None:
    """Contributions a trustee makes up have no half with the lead, so the set is the victim alone."""
    made_up = [f"{number:064x}" for number in range(20)]
    assert ask_for(pair, [pair.sent[VICTIM].name, *made_up], "alone") is None
    assert not pair.ledger("lead").joinpath("releases.db").exists()


def test_made_up_mentors_are_on_nobodys_list(pair: Pair) -> None:
    """With four mentors of a trustee's own making, the sum over the fifth would be that mentor's mask."""
    for number in range(60, 64):
        pair.send(number)
    names = [pair.sent[number].name for number in (VICTIM, *range(60, 64))]
    assert ask_for(pair, names, "with four") is None
    # Control: once the lead takes them in, the attack works; that is why the lead compares words by phone.
    pair.enrol(range(60, 64), who=("lead",))
    answer = ask_for(pair, names, "with four enrolled")
    assert answer is not None
    known = [pair.sent[number].counters for number in range(60, 64)]
    own = [masked_of(pair, name) for name in names]
    total = [sum(column) % WRAP for column in zip(mask_in(pair, answer), *own, strict=True)]
    rest = tuple((n - sum(column)) % WRAP for n, *column in zip(total, *known, strict=True))
    assert rest == pair.sent[VICTIM].counters


def test_a_lead_with_every_seed_and_the_sum_knows_no_numbers(pair: Pair, tmp_path: Path) -> None:
    """All a lead holds is drawn at random: it is the same whatever the mentors had to say."""
    assert pair.exchange().code == 0
    with pair.keys("lead") as keys:
        held = [
            open_contribution(path.read_bytes(), box_private=keys.box_private)
            for path in sorted(pair.inbox("lead").iterdir())
        ]
    told = {name for one in held for name in vars(one) if vars(one)[name]} - {"seed", "name"}
    assert told == {
        "programme_id", "kit_hash", "plan_hash", "taxonomy_hash", "period", "contribution_id", "revision",
        "mentor_token", "signer", "share",
    }  # fmt: skip
    other = make_pair(tmp_path / "other", mentors=1)
    other.send(1, other.contribution(1, 40))
    sizes = {path.stat().st_size for each in (pair, other) for path in each.inbox("lead").iterdir()}
    assert len(sizes) == 1
    listed = json.loads(pair.list_file.read_bytes())["collected"]
    assert not any(isinstance(value, int) and name != "schema" for name, value in listed.items())


def test_an_outsider_with_the_kit_adds_nothing_to_a_report(pair: Pair) -> None:
    outsider = 99
    pair.send(outsider, pair.contribution(outsider, 200), seed=seed_of(outsider))
    assert pair.exchange().code == 0
    assert pair.sent[outsider].name not in json.loads(pair.list_file.read_bytes())["collected"]["names"]
    # Control: an enrolled mentor's is on it.
    assert pair.sent[VICTIM].name in json.loads(pair.list_file.read_bytes())["collected"]["names"]


def test_no_two_seeds_are_alike_and_none_can_be_guessed(pair: Pair) -> None:
    """Whoever knows a seed takes the mask off the trustee's half."""
    with pair.keys("lead") as keys:
        seeds = {
            open_contribution(path.read_bytes(), box_private=keys.box_private).seed
            for path in pair.inbox("lead").iterdir()
        }
    assert len(seeds) == len(list(pair.inbox("lead").iterdir())) > 1
    assert bytes(32) not in seeds
