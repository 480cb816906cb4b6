"""A ledger that is empty, old or forked is noticed: by its owner's key, by the lead's sum, by a mentor."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.e2e.programme import PASSPHRASE, Ran, Vault, contribute, facts_of, make_vault, read_mentor_frame
from tests.e2e.together import MENTORS, Pair, make_pair
from tests.unit.disclosure.support import PERIOD, QUARTER, TAXONOMY, make_kit

from careernotes.canonical import Json
from careernotes.disclosure.plan import figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.domain.periods import Period
from careernotes.exporter.binding import enter, open_bound
from careernotes.exporter.enrolling import add_mentors, enrol
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.ledger_errors import FloorLoweredError, PlanChangedError
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.programme import Programme as Opened
from careernotes.sealing.errors import CannotReadError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import KeyMemory, Role, create_key_file, open_key_file
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import LedgerMovedOnError

NEXT = Period.parse("2026-H2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A programme whose first half-year is out, and copies of key and ledger from before."""

    pair: Pair
    report: Path

    @property
    def key(self) -> Path:
        return self.pair.folder / "trustee.cnkey"

    @property
    def ledger(self) -> Path:
        return self.pair.ledger("trustee")

    def roll_back(self, *, key: bool, ledger: bool) -> None:
        """Put back what there was before the release: a fresh key file, an empty ledger."""
        if key:
            shutil.copy(self.pair.folder / "before.cnkey", self.key)
        if ledger:
            shutil.rmtree(self.ledger)

    def next_half(self, *, seen: Path | None) -> None:
        """Everybody contributes to the second half-year, and lead and trustee exchange their files."""
        for number in range(1, MENTORS + 1):
            whole = self.pair.contribution(number, period=NEXT, contribution_id=f"{500 + number:032x}")
            self.pair.send(number, whole)
        assert self.pair.exchange(period=NEXT, seen=seen).code == 0


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("bound")
    pair = make_pair(folder / "programme")
    shutil.copy(pair.folder / "trustee.cnkey", pair.folder / "before.cnkey")
    shutil.copy(pair.folder / "lead.cnkey", pair.folder / "before-lead.cnkey")
    assert pair.exchange().code == 0
    shutil.copy(pair.sum_file, pair.folder / "first.cnsum")
    assert pair.pool(out=pair.folder / "report").code == 0
    return Released(pair=pair, report=pair.folder / "report" / "report.json")


@pytest.fixture
def released(first: Released, tmp_path: Path) -> Released:
    """A copy that a test may change."""
    pair = first.pair.copy(tmp_path / "programme")
    return Released(pair=pair, report=pair.folder / "report" / "report.json")


def test_an_empty_ledger_is_refused_when_the_key_has_released_before(released: Released) -> None:
    released.roll_back(key=False, ledger=True)
    for ran in (released.pair.pool(), released.pair.pool(reprint=released.pair.folder / "again")):
        assert (ran.code, ran.error) == (4, "CN490")
    assert not (released.ledger / "releases.db").exists()


def test_control_with_the_old_key_the_empty_ledger_would_report_the_same_months_again(
    released: Released,
) -> None:
    released.roll_back(key=True, ledger=True)
    assert released.pair.pool().code == 0


def test_an_older_copy_of_the_ledger_is_refused_and_the_newest_is_not(
    released: Released, tmp_path: Path
) -> None:
    shutil.copytree(released.ledger, tmp_path / "old")
    released.next_half(seen=released.report)
    assert released.pair.pool(period=NEXT, out=tmp_path / "second").code == 0
    shutil.move(released.ledger, tmp_path / "newest")
    shutil.copytree(tmp_path / "old", released.ledger)
    assert released.pair.pool(period=NEXT).error == "CN490"
    shutil.rmtree(released.ledger)
    shutil.copytree(tmp_path / "newest", released.ledger)
    again = released.pair.pool(period=NEXT, reprint=tmp_path / "again")
    assert again.code == 0
    assert contents(tmp_path / "again") == contents(tmp_path / "second")


def test_a_ledger_that_went_another_way_is_refused(released: Released, tmp_path: Path) -> None:
    kept = tmp_path / "kept.cnkey"
    shutil.copy(released.key, kept)
    released.roll_back(key=True, ledger=True)
    assert released.pair.pool(out=tmp_path / "report").code == 0
    # The other branch is just as long, and one entry of it is another one.
    released.roll_back(key=True, ledger=True)
    with released.pair.keys("trustee") as keys, open_bound(released.ledger, keys) as ledger:
        for year in (1990, 1991, 1992, 1993):
            plan = missing_plan(ledger, released.pair.opened, Period.parse(str(year)))
            assert plan is not None
            enter(ledger, keys, plan, after=ledger.head())
    shutil.copy(kept, released.key)
    ran = released.pair.pool()
    assert (ran.code, ran.error) == (4, "CN491")


def test_a_copy_of_the_key_from_before_works_with_the_newest_ledger_and_catches_up(
    released: Released, tmp_path: Path
) -> None:
    """Also what is left when the lights go out between ledger and key."""
    released.roll_back(key=True, ledger=False)
    released.next_half(seen=released.report)
    assert released.pair.pool(period=NEXT, out=tmp_path / "second").code == 0
    with released.pair.keys("trustee") as keys:
        assert keys.memory is not None
        assert keys.memory.entries == 7


def test_nothing_is_entered_when_the_key_file_cannot_be_written(released: Released) -> None:
    with released.pair.keys("trustee") as keys, open_bound(released.ledger, keys) as ledger:
        before = ledger.heads()
        released.key.unlink()
        plan = missing_plan(ledger, released.pair.opened, Period.parse("2027-H1"))
        assert plan is not None
        with pytest.raises(CannotReadError):
            enter(ledger, keys, plan, after=ledger.head())
        assert ledger.heads() == before


def test_a_decision_made_before_another_process_entered_something_is_void(released: Released) -> None:
    with released.pair.keys("trustee") as keys, open_bound(released.ledger, keys) as ledger:
        stale, period = ledger.head(), Period.parse("2027-H1")
        plan = missing_plan(ledger, released.pair.opened, period)
        assert plan is not None
        with open_bound(released.ledger, keys) as other:
            enter(other, keys, plan, after=stale)
        with pytest.raises(LedgerMovedOnError):
            enter(ledger, keys, plan, after=stale)
        assert missing_plan(ledger, released.pair.opened, period) is None


def test_the_leads_sum_notices_when_key_and_ledger_were_rolled_back_together(released: Released) -> None:
    released.next_half(seen=released.report)
    released.roll_back(key=True, ledger=True)
    ran = released.pair.pool(period=NEXT)
    assert (ran.code, ran.error) == (4, "CN492")


def test_control_a_lead_who_has_seen_no_report_notices_nothing(released: Released) -> None:
    released.next_half(seen=None)
    released.roll_back(key=True, ledger=True)
    assert released.pair.pool(period=NEXT).code == 0


def test_a_lead_who_has_not_seen_the_last_report_is_told_to_look_at_it(released: Released) -> None:
    released.next_half(seen=None)
    assert released.pair.pool(period=NEXT).error == "CN493"
    released.pair.sum_file.unlink()
    assert released.pair.sum(period=NEXT, seen=released.report).code == 0
    assert released.pair.pool(period=NEXT).code == 0


def test_a_report_that_is_not_the_trustees_or_was_changed_is_not_taken_for_seen(
    released: Released, tmp_path: Path
) -> None:
    bent = tmp_path / "report.json"
    bent.write_bytes(released.report.read_bytes().replace(b'"previous":""', b'"previous":"ab"'))
    for path in (bent, released.pair.programme.kit):
        ran = released.pair.sum(seen=path, out=tmp_path / "new.cnsum")
        assert (ran.code, ran.error) == (5, "CN496")


def test_a_lead_notices_a_report_that_does_not_go_on_from_the_last(
    released: Released, tmp_path: Path
) -> None:
    """The trustee released the first half-year twice, from two ledgers, and the lead sees the other one."""
    released.next_half(seen=released.report)
    fork = released.pair.copy(tmp_path / "fork")
    shutil.rmtree(fork.ledger("trustee"))
    shutil.copy(fork.folder / "before.cnkey", fork.folder / "trustee.cnkey")
    for half in fork.inbox("trustee").glob("1-*"):
        half.unlink()
    fork_lead = fork.ledger("lead")
    shutil.rmtree(fork_lead)
    shutil.copy(fork.folder / "before-lead.cnkey", fork.folder / "lead.cnkey")
    assert fork.exchange().code == 0
    assert fork.pool(out=tmp_path / "other").code == 0
    other = tmp_path / "other" / "report.json"
    assert other.read_bytes() != released.report.read_bytes()
    ran = released.pair.sum(period=NEXT, seen=other, out=tmp_path / "new.cnsum")
    assert (ran.code, ran.error) == (4, "CN497")


def test_the_leads_own_ledger_is_bound_too(released: Released, tmp_path: Path) -> None:
    shutil.rmtree(released.pair.ledger("lead"))
    assert released.pair.sum(out=tmp_path / "new.cnsum").error == "CN490"
    shutil.copy(released.pair.folder / "before-lead.cnkey", released.pair.folder / "lead.cnkey")
    assert released.pair.sum(out=tmp_path / "control.cnsum").code == 0


def test_late_files_never_enter_a_later_report(released: Released) -> None:
    released.next_half(seen=released.report)
    late = released.pair.contribution(1, contribution_id="ee" * 16, revision=2)
    released.pair.send(1, late)
    refused = next(e for e in released.pair.pool(period=NEXT).events if e["event"] == "inbox")["refused"]
    assert {each["code"] for each in refused} == {"CN439"}  # type: ignore[attr-defined] - a list of objects


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A mentor with conversations in both half-years."""
    facts = facts_of(14)
    later = tuple(replace(each, meeting=each.meeting + 10**6, quarter=QUARTER + 2) for each in facts.meetings)
    return make_vault(tmp_path / "m.careernotes", replace(facts, meetings=(*facts.meetings, *later)))


def test_a_mentor_who_has_seen_the_report_contributes_to_later_months_only(
    released: Released, vault: Vault, tmp_path: Path
) -> None:
    programme, seen = released.pair.programme, ("--seen", released.report)
    late = contribute(programme, vault, *seen)
    assert (late.code, late.error) == (4, "CN499")
    sent = contribute(programme, vault, *seen, "--out", tmp_path / "n.cncontrib", period="2026-H2")
    assert sent.code == 0, sent.err
    named = sent.result["contribution"]["seen"]  # type: ignore[index] - an object
    later = contribute(programme, vault, period="2026-H2")
    assert later.result["contribution"]["seen"] == named  # type: ignore[index] - an object


def test_what_a_mentor_has_seen_is_refused_by_a_ledger_that_does_not_know_it(
    released: Released, vault: Vault, tmp_path: Path
) -> None:
    sent = contribute(
        released.pair.programme, vault, "--seen", released.report, "--out", tmp_path / "n.cncontrib",
        period="2026-H2",
    )  # fmt: skip
    pair = released.pair
    shutil.copy(tmp_path / "n.cncontrib", pair.inbox("trustee"))
    shutil.copy(tmp_path / "n.lead.cncontrib", pair.inbox("lead"))
    with MentorKeys(**read_mentor_frame(vault.keys)) as mentor:
        enrol(pair.opened, vault=VaultPaths(vault.folder), keys=mentor, out=tmp_path / "m.cnenrol")
    for who in ("lead", "trustee"):
        with pair.keys(who) as keys:
            add_mentors(
                pair.opened,
                keys=keys,
                enrolled=pair.mentors(who),
                requests=[tmp_path / "m.cnenrol"],
                words="",
            )
    assert sent.code == 0
    released.next_half(seen=released.report)
    ran = pair.pool(period=NEXT)
    assert (ran.code, refused_files(ran)) == (0, {})
    released.roll_back(key=True, ledger=True)
    shutil.rmtree(pair.ledger("lead"))
    shutil.copy(pair.folder / "before-lead.cnkey", pair.folder / "lead.cnkey")
    assert pair.exchange(period=NEXT).code == 0
    ran = pair.pool(period=NEXT)
    assert (ran.error, refused_files(ran)["n.cncontrib"]) == ("CN477", "CN447")


def refused_files(ran: Ran) -> dict[str, str]:
    """Files that are not for the first half-year, and why they are not used."""
    found = next(event for event in ran.events if event["event"] == "inbox")
    refused = {str(each["file"]): str(each["code"]) for each in found["refused"]}  # type: ignore[attr-defined]
    return {file: code for file, code in refused.items() if not file.endswith("H1.cncontrib")}


def programme_of(**changes: Json) -> Opened:
    kit = make_kit(**changes)
    return Opened(kit=kit, taxonomy=TAXONOMY, plan=figure_plan(kit, TAXONOMY), policy=policy_of(kit.floors))


def test_a_plan_is_declared_once_a_year_and_floors_only_rise(tmp_path: Path) -> None:
    path = tmp_path / "trustee.cnkey"
    create_key_file(path, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    with (
        open_key_file(path, PASSPHRASE, allow_test=True) as keys,
        open_bound(tmp_path / "ledger", keys) as ledger,
    ):
        first = programme_of()
        for period in (PERIOD, NEXT):
            if (entry := missing_plan(ledger, first, period)) is not None:
                enter(ledger, keys, entry, after=ledger.head())
        assert len(ledger.all()) == 1
        assert keys.memory == KeyMemory(entries=1, head=ledger.head())
        later = Period.parse("2027-H1")
        for change in ({"breakdown": ""}, {"period": "quarter"}, {"store_sensitive": False}):
            changed = programme_of(**change)  # type: ignore[arg-type] - plain JSON
            with pytest.raises(PlanChangedError):
                missing_plan(ledger, changed, NEXT)
            assert missing_plan(ledger, changed, later) is not None
        words = programme_of(title={"en": "Another title", "nl": "Een andere titel"})
        assert missing_plan(ledger, words, NEXT) is None
        raised = programme_of(floors={"mentees": 40})
        entry = missing_plan(ledger, raised, NEXT)
        assert entry is not None
        enter(ledger, keys, entry, after=ledger.head())
        for period in (NEXT, later):
            with pytest.raises(FloorLoweredError) as refused:
                missing_plan(ledger, first, period)
            assert refused.value.facts == {"floor": "mentees"}
        assert missing_plan(ledger, raised, NEXT) is None


def test_a_mentor_keeps_to_one_plan_a_year(tmp_path: Path, released: Released, vault: Vault) -> None:
    sent = contribute(released.pair.programme, vault, "--out", tmp_path / "one.cncontrib")
    assert sent.code == 0, sent.err
    other = make_pair(tmp_path / "other", mentors=0, breakdown="")
    ran = contribute(other.programme, vault, period="2026-H2")
    assert (ran.code, ran.error) == (4, "CN494")
    same_months = contribute(other.programme, vault)
    assert (same_months.code, same_months.error) == (4, "CN413")
    assert contribute(released.pair.programme, vault, period="2026-H2").code == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
