"""A13: insiders and outsiders who put files where they do not belong.

The attacker wins when a file of theirs is on the list of what counts, when a sum or list of theirs is taken,
or when an honest mentor's file is pushed out. Each forgery is made by hand, rightly sealed where it can be.
"""

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.together import Pair, make_pair, seed_of
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import Json, canonical_bytes
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.binding import open_bound
from careernotes.exporter.collecting import about
from careernotes.exporter.opening import Together, opened_together
from careernotes.exporter.speech import Speech
from careernotes.sealing.collected_file import Collected, collected_bytes
from careernotes.sealing.contribution_file import (
    BOX,
    halves,
    open_contribution,
    plain_contribution,
    seal_contribution,
)
from careernotes.sealing.enrolment_file import Enrolled, enrolled_bytes, read_enrolment, spoken
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.sealed_box import seal_box
from careernotes.sealing.signatures import public_of, sign
from careernotes.sealing.signed_file import signed_bytes
from careernotes.sealing.sum_file import LeadSum, open_sum, seal_sum

NEXT, SIGNED = Period.parse("2026-H2"), b"careernotes contribution 1\n"
MENTORS, OUTSIDER, VICTIM = 10, 50, 1
Forge = Callable[[Pair], None]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    made = make_pair(tmp_path_factory.mktemp("refused") / "programme", mentors=MENTORS)
    shutil.copy(made.folder / "trustee.cnkey", made.folder / "fresh-trustee.cnkey")
    return made


@pytest.fixture
def pair(first: Pair, tmp_path: Path) -> Pair:
    return first.copy(tmp_path / "programme")


def names(pair: Pair) -> set[str]:
    """What the trustee's program says counts."""
    out = pair.folder / "all.cnlist"
    assert pair.collect(out=out).code == 0
    return set(json.loads(out.read_bytes())["collected"]["names"])


def honest(pair: Pair) -> set[str]:
    return {pair.contribution(number).name for number in range(1, MENTORS + 1)}


def in_the_name_of_another(pair: Pair) -> None:
    """A later revision that says it is the victim's, signed with the outsider's key."""
    whole = pair.contribution(VICTIM, 30, revision=2, contribution_id="aa" * 16)
    half = halves(whole)[1]
    body = plain_contribution(half)
    signature = sign(seed_of(OUTSIDER), SIGNED + canonical_bytes(body))
    inner = canonical_bytes({"contribution": body, "signature": signature})
    data = seal_box(BOX, inner, box_key=pair.opened.kit.trustee_box_key)
    (pair.inbox("trustee") / "forged.cncontrib").write_bytes(data)


def by_a_stranger(pair: Pair) -> None:
    pair.send(OUTSIDER)


def changed(**fields: Any) -> Forge:
    """An enrolled mentor's file that belongs elsewhere."""

    def forge(pair: Pair) -> None:
        pair.enrol([OUTSIDER])
        pair.send(OUTSIDER, pair.contribution(OUTSIDER, **fields))

    return forge


def the_leads_half(pair: Pair) -> None:
    """A half made for the lead, sealed to the trustee: its counters are none."""
    pair.enrol([OUTSIDER])
    half = halves(pair.contribution(OUTSIDER))[0]
    body = plain_contribution(half)
    inner: Json = {"contribution": body, "signature": sign(seed_of(OUTSIDER), SIGNED + canonical_bytes(body))}
    data = seal_box(BOX, canonical_bytes(inner), box_key=pair.opened.kit.trustee_box_key)
    (pair.inbox("trustee") / "half.cncontrib").write_bytes(data)


def whole(pair: Pair) -> None:
    """Counters as they are, sealed to the trustee, where only halves count."""
    pair.enrol([OUTSIDER])
    data = seal_contribution(
        pair.contribution(OUTSIDER), sign_seed=seed_of(OUTSIDER), box_key=pair.opened.kit.trustee_box_key
    )
    (pair.inbox("trustee") / "whole.cncontrib").write_bytes(data)


def twice_with_other_numbers(pair: Pair) -> None:
    """Two files of one revision: one comes from an old copy of a vault."""
    pair.enrol([OUTSIDER])
    for number, people in ((1, 9), (2, 12)):
        pair.send(OUTSIDER, pair.contribution(OUTSIDER, people, contribution_id=f"{number + 900:032x}"))
        path = next(pair.inbox("trustee").glob(f"{OUTSIDER}-*"))
        path.rename(path.with_name(f"copy-{number}.cncontrib"))


FORGED: dict[str, Forge] = {
    "in the name of another": in_the_name_of_another,
    "by a stranger": by_a_stranger,
    "for another programme": changed(programme_id="ff" * 16),
    "for other months": changed(period=NEXT),
    "for another kit": changed(kit_hash="ff" * 32),
    "for other themes": changed(taxonomy_hash="ff" * 32),
    "for another plan": changed(plan_hash="ff" * 32),
    "of another length": changed(counters=(1, 2, 3)),
    "the lead's half": the_leads_half,
    "not in halves": whole,
    "twice with other numbers": twice_with_other_numbers,
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_file_counts_for_nothing_and_pushes_nobody_out(pair: Pair, name: str) -> None:
    FORGED[name](pair)
    assert names(pair) == honest(pair)


def test_control_what_an_enrolled_mentor_sends_counts(pair: Pair) -> None:
    changed()(pair)
    assert names(pair) == honest(pair) | {pair.contribution(OUTSIDER).name}


def test_a_mentor_who_was_taken_off_the_list_counts_no_more(pair: Pair) -> None:

    words = " ".join(spoken(pair.sent[VICTIM].signer).split()[:3])
    before = pair.mentors("trustee").read_bytes()
    assert pair.revoke(words, "trustee").code == 0
    assert names(pair) == honest(pair) - {pair.contribution(VICTIM).name}
    # The list from before would bring the mentor back.
    pair.mentors("trustee").write_bytes(before)
    assert pair.collect().code != 0


def test_a_file_that_was_sent_again_counts_once_and_an_older_one_not_at_all(pair: Pair) -> None:
    for copy in ("one", "two"):
        shutil.copy(next(pair.inbox("trustee").glob("3-*")), pair.inbox("trustee") / f"{copy}.cncontrib")
    newer = pair.contribution(2, 4, revision=2, contribution_id="ab" * 16)
    pair.send(2, newer)
    assert names(pair) == (honest(pair) - {pair.contribution(2).name}) | {newer.name}


def test_two_mentors_under_one_name_are_both_refused(pair: Pair) -> None:
    """Somebody who learned an id cannot put numbers in the place of its owner."""
    pair.enrol([OUTSIDER])
    pair.send(OUTSIDER, pair.contribution(OUTSIDER, contribution_id=f"{VICTIM:032x}"))
    assert names(pair) == honest(pair) - {pair.contribution(VICTIM).name}


# ------------------------------------------------- lists and sums


def exchanged(pair: Pair) -> LeadSum:
    assert pair.exchange().code == 0
    with pair.keys("trustee") as keys:
        lead = pair.opened.kit.lead_sign_key
        return open_sum(pair.sum_file.read_bytes(), box_private=keys.box_private, lead_sign_key=lead)


def opens(pair: Pair, told: LeadSum, seed: bytes = b"") -> tuple[int, ...] | None:
    """What the trustee's program opens with a sum made by hand, signed by the lead or with another key."""
    with pair.keys("lead") as keys:
        box = pair.opened.kit.trustee_box_key
        pair.sum_file.write_bytes(seal_sum(told, sign_seed=seed or keys.sign_private, box_key=box))
    with pair.keys("trustee") as keys, open_bound(pair.ledger("trustee"), keys) as ledger:
        files = Together(sum_file=pair.sum_file, enrolled=pair.mentors("trustee"))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(CareerNotesError):
            return opened_together(
                pair.opened, PERIOD, keys=keys, inbox=pair.inbox("trustee"), together=files, ledger=ledger,
                speech=Speech(as_json=True),
            )  # fmt: skip
    return None


def test_a_list_that_the_trustee_did_not_sign_gets_no_sum(pair: Pair) -> None:
    """Whoever can say which contributions are added up can ask for two sums that differ in one mentor."""
    five = tuple(sorted(pair.sent[number].name for number in range(1, 6)))
    listed = Collected(role=Role.TRUSTEE, about=about(pair.opened, PERIOD), names=five)
    pair.list_file.write_bytes(collected_bytes(listed, seed_of(OUTSIDER)))
    assert pair.sum().code != 0
    with pair.keys("trustee") as keys:
        pair.list_file.write_bytes(collected_bytes(listed, keys.sign_private))
    assert pair.sum().code == 0


def test_a_list_about_other_months_gets_no_sum(pair: Pair) -> None:
    five = tuple(sorted(pair.sent[number].name for number in range(1, 6)))
    listed = Collected(role=Role.TRUSTEE, about=about(pair.opened, NEXT), names=five)
    with pair.keys("trustee") as keys:
        pair.list_file.write_bytes(collected_bytes(listed, keys.sign_private))
    assert pair.sum().code != 0


def test_a_sum_that_the_lead_did_not_sign_is_not_opened(pair: Pair) -> None:
    told = exchanged(pair)
    assert opens(pair, told, seed=seed_of(OUTSIDER)) is None
    assert opens(pair, told) is not None


def test_a_sum_about_other_months_is_not_opened(pair: Pair) -> None:
    told = exchanged(pair)
    assert opens(pair, replace(told, about=replace(told.about, period=NEXT))) is None
    assert opens(pair, replace(told, mask=told.mask[:-1])) is None


def test_a_false_half_makes_no_report(pair: Pair) -> None:
    """A lead who swaps one mask, or adds a thousand people to one figure, gets nothing out."""
    told = exchanged(pair)
    plan = pair.opened.plan
    people, theme = FigureKey(TableId.PEOPLE), FigureKey(TableId.THEMES, 6)
    for key, more in ((people, 2**40), (theme, 1000), (people, -200)):
        place = plan.position[key]
        mask = tuple((n + more * (at == place)) % 2**64 for at, n in enumerate(told.mask))
        assert opens(pair, replace(told, mask=mask)) is None
    assert opens(pair, told) is not None


def test_a_pool_that_was_opened_as_one_set_is_opened_as_no_other(pair: Pair) -> None:
    """A lead who gives a second sum over fewer mentors would show the trustee the difference."""
    told = exchanged(pair)
    whole = opens(pair, told)
    assert whole is not None
    seeds = {}
    with pair.keys("lead") as keys:
        for path in pair.inbox("lead").iterdir():
            half = open_contribution(path.read_bytes(), box_private=keys.box_private)
            seeds[half.name] = half
    fewer = tuple(name for name in told.counted if name != pair.sent[VICTIM].name)
    length = len(told.mask)
    masks = [seeds[name].mask(length) for name in fewer]
    mask = tuple(sum(column) % 2**64 for column in zip(*masks, strict=True))
    second = replace(told, counted=fewer, mask=mask)
    assert opens(pair, second) is None
    # Control: with a ledger and a key that do not remember, the difference is the victim, number by number.
    shutil.rmtree(pair.ledger("trustee"))
    shutil.copy(pair.folder / "fresh-trustee.cnkey", pair.folder / "trustee.cnkey")
    rest = opens(pair, second)
    assert rest is not None
    assert tuple(a - b for a, b in zip(whole, rest, strict=True)) == pair.sent[VICTIM].counters


def test_a_sum_over_four_mentors_is_neither_given_nor_opened(pair: Pair) -> None:
    four = tuple(sorted(pair.sent[number].name for number in range(1, 5)))
    listed = Collected(role=Role.TRUSTEE, about=about(pair.opened, PERIOD), names=four)
    with pair.keys("trustee") as keys:
        pair.list_file.write_bytes(collected_bytes(listed, keys.sign_private))
    assert pair.sum().code != 0
    assert not pair.sum_file.exists()


def test_a_mentors_key_is_enrolled_by_its_owner_alone(pair: Pair, tmp_path: Path) -> None:
    """Somebody enrols the victim's key as their own, or a list is exchanged for one with friends on it."""

    body: dict[str, Json] = {
        "schema": 1,
        "programme_id": pair.opened.kit.programme_id,
        "signer": public_of(seed_of(VICTIM)),
    }
    with pytest.raises(CareerNotesError):
        read_enrolment(signed_bytes("enrolment", body, seed_of(OUTSIDER)), pair.opened.kit.programme_id)
    owner = signed_bytes("enrolment", body, seed_of(VICTIM))
    assert read_enrolment(owner, pair.opened.kit.programme_id) == public_of(seed_of(VICTIM))
    with pytest.raises(CareerNotesError):
        read_enrolment(owner, "ff" * 16)


def test_a_list_of_mentors_with_friends_on_it_is_not_taken(pair: Pair) -> None:

    friends = tuple(sorted(public_of(seed_of(number)) for number in range(60, 66)))
    forged = Enrolled(
        programme_id=pair.opened.kit.programme_id, role=Role.TRUSTEE, edition=99, mentors=friends
    )
    pair.mentors("trustee").write_bytes(enrolled_bytes(forged, seed_of(OUTSIDER)))
    assert pair.collect().code != 0
