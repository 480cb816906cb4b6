"""A18: whoever has an old copy of a ledger, two laptops, or a ledger nobody else has seen.

What is released twice over the same months averages out. The attacker wins when the program goes on as if
nothing had been released, or when nobody outside could notice. Each tie is tried with the others cut.
"""

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.together import MENTORS, Pair
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import canonical_bytes
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.binding import enter, open_bound
from careernotes.exporter.opening import Together, opened_together
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.speech import Speech
from careernotes.report import envelope
from careernotes.report.model import parse_model
from careernotes.report.verify import FindingCode, verify_folder
from careernotes.sealing.signatures import sign

NEXT = Period.parse("2026-H2")


def report_of(pair: Pair) -> Path:
    return pair.folder / "report" / "report.json"


def roll_back(pair: Pair, who: str, *, key: bool, ledger: bool) -> None:
    """Put back what there was before the release: a fresh key file, no ledger."""
    if key:
        shutil.copy(pair.folder / f"before-{who}.cnkey", pair.folder / f"{who}.cnkey")
    if ledger:
        shutil.rmtree(pair.ledger(who))


def opens(pair: Pair, period: Period = PERIOD) -> bool:
    """Whether the trustee's program opens the contributions of some months."""
    with pair.keys("trustee") as keys, contextlib.redirect_stdout(io.StringIO()):
        try:
            with open_bound(pair.ledger("trustee"), keys) as ledger:
                opened_together(
                    pair.opened, period, keys=keys, inbox=pair.inbox("trustee"), ledger=ledger,
                    together=Together(sum_file=pair.sum_file, enrolled=pair.mentors("trustee")),
                    speech=Speech(as_json=True),
                )  # fmt: skip
        except CareerNotesError:
            return False
    return True


def next_half(pair: Pair, *, lead_saw: Path | None, **changes: Any) -> int:
    """Everybody contributes to the second half-year; gives the exit code of the lead's sum."""
    for number in range(1, MENTORS + 1):
        fields = {"period": NEXT, "contribution_id": f"{500 + number:032x}", **changes}
        pair.send(number, pair.contribution(number, **fields))
    return pair.exchange(period=NEXT, seen=lead_saw).code


# ------------------------------------------------- the trustee's own ledger


def test_an_empty_ledger_is_refused_by_a_key_that_has_released(released: Pair, tmp_path: Path) -> None:
    roll_back(released, "trustee", key=False, ledger=True)
    assert released.pool(out=tmp_path / "again").code == 4
    assert released.pool(reprint=tmp_path / "again").code == 4
    assert not (tmp_path / "again").exists()
    # Control: rolled back together with the key, the same months are opened again.
    roll_back(released, "trustee", key=True, ledger=False)
    assert opens(released)


def other_ledger(pair: Pair, entries: int) -> None:
    """Another ledger of the same owner, with so many entries of no weight."""
    newest = pair.folder / "newest.cnkey"
    shutil.copy(pair.folder / "trustee.cnkey", newest)
    roll_back(pair, "trustee", key=True, ledger=True)
    with pair.keys("trustee") as keys, open_bound(pair.ledger("trustee"), keys) as ledger:
        for year in range(1990, 1990 + entries):
            plan = missing_plan(ledger, pair.opened, Period.parse(str(year)))
            assert plan is not None
            enter(ledger, keys, plan, after=ledger.head())
    shutil.copy(newest, pair.folder / "trustee.cnkey")


@pytest.mark.parametrize("entries", [1, 9])
def test_an_old_ledger_or_another_branch_is_refused(released: Pair, entries: int) -> None:
    other_ledger(released, entries)
    assert not opens(released)
    # Control: a key from before the release takes it for its own.
    roll_back(released, "trustee", key=True, ledger=False)
    assert opens(released)


def test_the_leads_ledger_is_bound_to_its_key_too(released: Pair, tmp_path: Path) -> None:
    roll_back(released, "lead", key=False, ledger=True)
    assert released.sum(out=tmp_path / "again.cnsum").code != 0
    roll_back(released, "lead", key=True, ledger=False)
    assert released.sum(out=tmp_path / "control.cnsum").code == 0


# ------------------------------------------------- what others have seen


def test_a_lead_who_has_seen_the_report_stops_a_trustee_who_rolled_everything_back(released: Pair) -> None:
    assert next_half(released, lead_saw=report_of(released)) == 0
    kept = released.copy(released.folder.with_name("kept"))
    roll_back(released, "trustee", key=True, ledger=True)
    assert not opens(released, NEXT)
    assert opens(kept, NEXT)


def test_a_lead_who_has_not_seen_the_last_report_gets_nothing_opened(released: Pair) -> None:
    """Else a trustee could keep the lead in the dark, and roll back unseen."""
    assert next_half(released, lead_saw=None) == 0
    assert not opens(released, NEXT)


def test_a_contribution_that_names_an_unknown_report_is_not_opened(released: Pair) -> None:
    """Trustee and lead both rolled back; the mentors have seen the report."""
    for who in ("trustee", "lead"):
        roll_back(released, who, key=True, ledger=True)
    seen = json.loads(report_of(released).read_bytes())["hash"]
    control = released.copy(released.folder.with_name("control"))
    assert next_half(released, lead_saw=None, seen=seen) == 0
    assert not opens(released, NEXT)
    assert next_half(control, lead_saw=None) == 0
    assert opens(control, NEXT)


def forked(pair: Pair, out: Path, **changes: Any) -> Path:
    """Another report, signed by the trustee: the first one with other words in it."""
    value = json.loads(report_of(pair).read_bytes())["model"]
    value["title"] = {"en": "Another report", "nl": "Een ander rapport"}
    value["chain"].update(changes)
    model = parse_model(canonical_bytes(value))
    with pair.keys("trustee") as keys:
        signature = sign(keys.sign_private, envelope.message(model))
        out.write_bytes(envelope.sealed(model, signature=signature, signer=pair.opened.kit.trustee_sign_key))
    return out


def test_a_lead_notices_a_report_that_does_not_go_on_from_the_last(released: Pair, tmp_path: Path) -> None:
    assert next_half(released, lead_saw=report_of(released)) == 0
    later = Period.parse("2027-H1")
    for number in range(1, MENTORS + 1):
        whole = released.contribution(number, period=later, contribution_id=f"{800 + number:032x}")
        released.send(number, whole)
    first = json.loads(report_of(released).read_bytes())["hash"]
    assert released.exchange(period=later, seen=forked(released, tmp_path / "fork.json")).code != 0
    following = forked(released, tmp_path / "next.json", previous=first)
    assert released.exchange(period=later, seen=following).code == 0


def test_only_a_report_that_the_trustee_signed_counts_as_seen(released: Pair, tmp_path: Path) -> None:
    whole = json.loads(forked(released, tmp_path / "fork.json").read_bytes())
    for change in ({"signature": None, "signer": None}, {"signature": "ab" * 64}):
        (tmp_path / "unsigned.json").write_bytes(canonical_bytes({**whole, **change}) + b"\n")
        assert next_half(released, lead_saw=tmp_path / "unsigned.json") != 0
    other = forked(released, tmp_path / "other.json", programme_id="ff" * 16)
    assert next_half(released, lead_saw=other) != 0
    assert next_half(released, lead_saw=report_of(released)) == 0


def test_two_reports_over_the_same_months_are_found_by_whoever_holds_both(
    released: Pair, tmp_path: Path
) -> None:
    other = forked(released, tmp_path / "report.json")
    found = verify_folder(other, released.opened.kit, previous=report_of(released))
    assert {each.code for each in found.findings} >= {FindingCode.CHAIN_BROKEN, FindingCode.SAME_MONTHS}
    assert not found.holds
    whole = verify_folder(report_of(released), released.opened.kit)
    assert whole.ok
