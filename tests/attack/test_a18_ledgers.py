"""A18: what a mentor's own ledger forbids, what a year's plan forbids, what a report is tried with."""

import contextlib
import io
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.attack.test_a18_rollback import NEXT, forked, next_half, report_of
from tests.e2e.programme import Vault, facts_of, make_vault, read_mentor_frame
from tests.e2e.together import Pair
from tests.unit.disclosure.support import PERIOD, QUARTER, TAXONOMY, make_kit

from careernotes.auditing.asking import nothing_remembered
from careernotes.auditing.solver import HighsSolver
from careernotes.canonical import Json
from careernotes.disclosure.plan import figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.attacking import attack_for
from careernotes.exporter.binding import enter, open_bound
from careernotes.exporter.contributing import contribute
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.programme import Programme
from careernotes.exporter.speech import Speech
from careernotes.sealing.blur import coin
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import open_keyed
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

# ------------------------------------------------- a mentor's ledger


def mentor_sends(
    pair: Pair, vault: Vault, out: Path, period: Period = PERIOD, seen: Path | None = None
) -> bool:
    with contextlib.redirect_stdout(io.StringIO()), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        try:
            contribute(
                pair.opened, period, vault=VaultPaths(vault.folder), keys=keys, out=out,
                speech=Speech(as_json=True), seen=seen,
            )  # fmt: skip
        except CareerNotesError:
            return False
    return True


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    facts = facts_of(14)
    later = tuple(
        replace(each, meeting=each.meeting + more * 10**6, quarter=QUARTER + 2 * more)
        for each in facts.meetings
        for more in (1, 2)
    )
    return make_vault(tmp_path / "m.careernotes", replace(facts, meetings=(*facts.meetings, *later)))


def rewrite(vault: Vault, statement: str) -> None:
    """A mentor with the keys changes what the ledger says, past the program."""
    keys = read_mentor_frame(vault.keys)
    connection = open_keyed(VaultPaths(vault.folder).releases, keys["releases"], waits=True)
    connection.execute("DROP TRIGGER release_kept")
    connection.execute("DROP TRIGGER release_stays")
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE release SET period = '2020-H1'",
        "UPDATE release SET kind = 'list' WHERE number = 1",
        "DELETE FROM release WHERE number = 1",
        "UPDATE release SET number = number + 5",
    ],
)
def test_a_ledger_that_was_changed_by_hand_is_refused(
    released: Pair, vault: Vault, tmp_path: Path, statement: str
) -> None:
    assert mentor_sends(released, vault, tmp_path / "one")
    assert mentor_sends(released, vault, tmp_path / "two", NEXT)
    assert mentor_sends(released, vault, tmp_path / "again", NEXT)
    rewrite(vault, statement)
    assert not mentor_sends(released, vault, tmp_path / "three", Period.parse("2027-H1"))


def test_a_mentor_notices_two_reports_over_the_same_months(
    released: Pair, vault: Vault, tmp_path: Path
) -> None:
    assert mentor_sends(released, vault, tmp_path / "one", NEXT, seen=report_of(released))
    fork = forked(released, tmp_path / "fork.json")
    later = Period.parse("2027-H1")
    assert not mentor_sends(released, vault, tmp_path / "two", later, seen=fork)
    assert mentor_sends(released, vault, tmp_path / "three", later, seen=report_of(released))


# ------------------------------------------------- the plan of a year, and what every report is tried with


def programme_of(**changes: Json) -> Programme:
    kit = make_kit(**changes)
    return Programme(
        kit=kit, taxonomy=TAXONOMY, plan=figure_plan(kit, TAXONOMY), policy=policy_of(kit.floors)
    )


OTHER_PEOPLE: Json = {
    "business_area": [
        {"number": n, "key": f"b{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 100 * n}
        for n in (1, 2, 3, 4)
    ]
}
"""Areas with the numbers and names of those of the kit, and other keys: other people."""


def declared(ledger: ReleaseLedger, programme: Programme, period: Period) -> bool:
    """Whether the trustee's program goes on with this kit."""
    try:
        entry = missing_plan(ledger, programme, period)
    except CareerNotesError:
        return False
    if entry is not None:
        ledger.append(entry)
    return True


def test_a_plan_lasts_a_year_and_floors_only_rise(released: Pair, tmp_path: Path) -> None:
    with released.keys("trustee") as keys, open_bound(tmp_path / "ledger", replace_memory(keys)) as ledger:
        assert declared(ledger, programme_of(floors={"mentees": 40}), PERIOD)
        for change in (
            {"breakdown": ""}, {"period": "quarter"}, {"store_sensitive": False}, {"segments": OTHER_PEOPLE},
            {"taxonomy_hash": "ab" * 32}, {"trustee_box_key": "ab" * 32},
        ):  # fmt: skip
            changed: dict[str, Any] = {"floors": {"mentees": 40}, **change}
            assert not declared(ledger, programme_of(**changed), NEXT), change
        for period in (NEXT, Period.parse("2027-H1")):
            assert not declared(ledger, programme_of(), period)
        assert declared(ledger, programme_of(floors={"mentees": 50}), NEXT)


def replace_memory(keys: Any) -> Any:
    """The same keys without a memory of any ledger."""
    keys.memory = None
    return keys


def test_a_decision_is_void_once_somebody_else_has_released(released: Pair) -> None:
    with released.keys("trustee") as keys, open_bound(released.ledger("trustee"), keys) as ledger:
        stale, plan = ledger.head(), missing_plan(ledger, released.opened, Period.parse("2027-H1"))
        assert plan is not None
        with open_bound(released.ledger("trustee"), keys) as other:
            enter(other, keys, plan, after=stale)
        with pytest.raises(CareerNotesError):
            enter(ledger, keys, plan, after=stale)


def test_no_report_is_made_that_cannot_be_tried_with_every_one_before_it(
    released: Pair, tmp_path: Path
) -> None:
    counters = released.sent[1].counters

    def tried(period: Period) -> bool:
        with released.keys("trustee") as keys, open_bound(released.ledger("trustee"), keys) as ledger:
            try:
                attack_for(
                    released.opened, period, counters, ledger=ledger, speech=Speech(as_json=True),
                    coin=partial(coin, keys.blur_secret32),
                )  # fmt: skip
            except CareerNotesError:
                return False
        return True

    assert tried(NEXT)
    with released.keys("trustee") as keys, open_bound(released.ledger("trustee"), keys) as ledger:
        alone = Release(kind=ReleaseKind.POOL, period="2026-H2", model_hash="ab" * 32, model=b"{}")
        enter(ledger, keys, alone, after=ledger.head())
    assert not tried(Period.parse("2027-H1"))


def test_who_is_on_the_readers_side_cannot_be_foretold_without_the_trustees_secret(released: Pair) -> None:
    """Who knows the program, the plan and the period would else know whom no attack is tried with."""
    counters = released.sent[1].counters

    def sets(secret: bytes | bytearray) -> object:
        with released.keys("trustee") as keys, open_bound(released.ledger("trustee"), keys) as ledger:
            setting = attack_for(
                released.opened, NEXT, counters, ledger=ledger, speech=Speech(as_json=True),
                coin=partial(coin, secret),
            ).setting  # fmt: skip
        # The last report of the ledger stands for the new one: nothing is released here.
        (*_others, series) = setting.lines(setting.past[-1].look)
        return setting.attacker(
            series, make_solver=HighsSolver, step=lambda: None, remembered=nothing_remembered
        ).circles

    with released.keys("trustee") as keys:
        secret = bytes(keys.blur_secret32)
    assert sets(secret) == sets(secret) != sets(bytes(32))


def test_the_second_report_is_tried_together_with_the_first(released: Pair) -> None:
    assert next_half(released, lead_saw=report_of(released)) == 0
    attack = released.pool(period=NEXT).result["attack"]
    assert isinstance(attack, dict)
    assert attack["reports"] == 2
