"""The real exporter as a real process, started as the window starts it."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.disclosure.support import TAXONOMY, one_meeting_each
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on
from tests.unit.services.kits import kit_file

from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey, TableId, figure_plan
from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError
from careernotes.domain.taxonomy import Sensitivity
from careernotes.domain.vocabulary import ConsentKey
from careernotes.errors import CancelledError
from careernotes.i18n import error_sentences, error_text, set_language
from careernotes.sealing.contribution_file import Contribution, seal_contribution
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.kit_file import read_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file
from careernotes.sealing.signatures import public_of
from careernotes.services import (
    agreements,
    conversations,
    exporting,
    first_steps,
    interchange,
    proving,
    trustee,
    unlocking,
)
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftTheme
from careernotes.services.exporter_events import (
    ExporterBugError,
    ExporterRefusedError,
    ExporterSilentError,
    Finished,
    InboxFound,
    Progress,
    Refused,
    read_event,
)
from careernotes.services.exporter_process import environment
from careernotes.services.problems import NoKitError
from careernotes.services.proving import NotProvedError
from careernotes.services.work import Work
from careernotes.vault import counts_anew
from careernotes.vault.connection import open_keyed
from careernotes.vault.counts import counts_on_disk_agree
from careernotes.vault.errors import (
    DamagedCountsError,
    DiskFullError,
    LedgerMissingError,
    Notice,
    OlderLedgerError,
)
from careernotes.vault.keeping import SettingName
from careernotes.vault.releases import NO_HEAD, make_ledger

HALF = Period.parse("2026-H1")
PAGE = 4096


@pytest.fixture
def programme(desk: Desk, tmp_path: Path) -> Desk:
    """A mentor in a programme."""
    return first_steps.adopt_kit(desk, kit_file(tmp_path))


def write_contribution(desk: Desk, *arguments: Any) -> exporting.ContributionPreview:
    """Behind the passphrase, like the three that let something go."""
    return exporting.write_contribution(shown(desk), *arguments)


def release_list(desk: Desk, *arguments: Any) -> exporting.ReportPreview:
    return exporting.release_list(shown(desk), *arguments)


def reprint_list(desk: Desk, *arguments: Any) -> exporting.ReportPreview:
    return exporting.reprint_list(shown(desk), *arguments)


def shown(desk: Desk) -> Desk:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return desk


def test_nothing_is_let_go_without_the_passphrase_and_a_preview_needs_none(
    programme: Desk, tmp_path: Path
) -> None:
    meet(programme, take_on(programme, "Mira-07", counted_general=True), "net.sponsor")
    proving.forget(programme)
    for letting_go in (exporting.write_contribution, exporting.release_list, exporting.reprint_list):
        with pytest.raises(NotProvedError):
            letting_go(programme, HALF, tmp_path / "out" / "mine")
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotProvedError):
        list(interchange.export_plain(programme, Work.silent()))
    assert exporting.preview_contribution(programme, HALF).people == 1


def meet(desk: Desk, key: EngagementId, *themes: str) -> None:
    coded = tuple(DraftTheme(theme_id=ThemeId(name)) for name in themes)
    conversations.record_conversation(
        desk, replace(conversations.start_session(desk, key), record="a secret", themes=coded)
    )


def test_counts_of_another_moment_on_disk_are_made_anew_before_anybody_reads_them(programme: Desk) -> None:
    meet(programme, take_on(programme, "Mira-07", counted_general=True), "net.sponsor")
    path = programme.vault.paths.themes
    with programme.vault.keys as keys:
        other = open_keyed(path, keys.themes)
    other.execute("DELETE FROM coding")
    other.close()
    # The control: the number by which the two files agree tells nothing.
    assert not programme.vault.facts_stale
    shown = exporting.preview_contribution(programme, HALF)
    sponsor = FigureKey(TableId.THEMES, TAXONOMY.by_id[ThemeId("net.sponsor")].number)
    assert {line.key: line.value for line in shown.lines}[sponsor] == 1
    assert programme.vault.integrity().fine


@pytest.mark.parametrize("damage", ["noise", "empty", "gone", "one bit", "the journal too"])
def test_damaged_counts_are_made_anew_while_the_vault_is_open_and_the_same_is_shown(
    programme: Desk, damage: str
) -> None:
    key = take_on(programme, "Mira-07", counted_general=True)
    meet(programme, key, "net.sponsor")
    before = exporting.preview_contribution(programme, HALF).lines
    spoil(programme.vault.paths.themes, damage)
    assert not counts_on_disk_agree(programme.vault)
    assert exporting.preview_contribution(programme, HALF).lines == before
    # What is written from now on is counted, kept, and in step with the notes.
    meet(programme, key, "dir.next_step")
    assert exporting.preview_contribution(programme, HALF).lines != before
    assert programme.vault.integrity().fine
    folder = programme.vault.paths.folder
    programme.close()
    again = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    assert again.vault.notices == frozenset()
    again.close()


def test_damaged_counts_of_nobody_are_made_anew_too(programme: Desk) -> None:
    meet(programme, take_on(programme, "Mira-07"), "net.sponsor")
    spoil(programme.vault.paths.themes, "noise")
    with pytest.raises(ExporterRefusedError) as refused:
        exporting.preview_contribution(programme, HALF)
    # Nobody to count: the exporter's own answer, after it read the counts.
    assert refused.value.code == "CN403"
    assert not programme.vault.facts_stale


def spoil(path: Path, damage: str) -> None:
    data = bytearray(path.read_bytes())
    data[PAGE + 2000] ^= 1
    if damage == "the journal too":
        path.with_name(f"{path.name}-journal").write_bytes(b"x" * 1000)
    if damage == "gone":
        path.unlink()
    else:
        spoiled = {"noise": os.urandom(len(data)), "empty": b"", "one bit": bytes(data)}
        path.write_bytes(spoiled.get(damage, bytes(data)))


def test_a_conversation_that_met_damaged_counts_is_saved_the_second_time_and_everybody_is_counted(
    programme: Desk,
) -> None:
    keys = [take_on(programme, name, counted_general=True) for name in ("Mira-07", "Nova-01")]
    for key in keys:
        meet(programme, key, "net.sponsor")
    path = programme.vault.paths.themes
    with programme.vault.keys as opened:
        other = open_keyed(path, opened.themes)
    # What the connection knows of the file is forgotten, as after hours of other work.
    other.execute("PRAGMA application_id=1")
    other.close()
    path.write_bytes(path.read_bytes()[:PAGE] + os.urandom(path.stat().st_size - PAGE))
    with pytest.raises(DamagedCountsError):
        meet(programme, keys[0], "dir.next_step")
    meet(programme, keys[0], "dir.next_step")
    # Only what was written since is in the counts; until all is, they are not taken for whole.
    assert programme.vault.facts_stale
    shown = exporting.preview_contribution(programme, HALF)
    assert (shown.people, programme.vault.facts_stale) == (2, False)
    assert programme.vault.integrity().fine


def test_counts_that_cannot_be_made_anew_are_read_by_nobody(
    programme: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(programme, take_on(programme, "Mira-07", counted_general=True), "net.sponsor")
    path = programme.vault.paths.themes
    path.write_bytes(os.urandom(path.stat().st_size))

    def no_room(_path: Path) -> None:
        raise DiskFullError

    with monkeypatch.context() as full:
        full.setattr(counts_anew, "make_empty_file", no_room)
        with pytest.raises((DamagedCountsError, DiskFullError)):
            exporting.preview_contribution(programme, HALF)
    folder = programme.vault.paths.folder
    programme.close()
    again = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    assert Notice.COUNTS_REBUILT in again.vault.notices
    assert len(exporting.preview_contribution(again, HALF).lines) > 0
    again.close()


def test_a_contribution_carries_exactly_what_was_shown(programme: Desk, tmp_path: Path) -> None:
    yes, no = take_on(programme, "Mira-07", counted_general=True), take_on(programme, "Nova-01")
    meet(programme, yes, "net.sponsor", "dir.next_step")
    meet(programme, no, "net.sponsor")
    seen: list[float] = []
    shown = exporting.preview_contribution(
        programme, HALF, Work(on_step=lambda share, _step: seen.append(share))
    )
    values = {line.key: line.value for line in shown.lines}
    sponsor = TAXONOMY.by_id[ThemeId("net.sponsor")].number
    assert (shown.people, values[FigureKey(TableId.THEMES, sponsor)]) == (1, 1)
    assert sum(values.values()) < 30
    assert {"mentor_token", "signer", "period"} <= {name for name, _value in shown.other_fields}
    assert not shown.written
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    [line] = [line for line in shown.lines if line.key == FigureKey(TableId.THEMES, sponsor)]
    assert (line.name, line.printed) == ("Finding a sponsor", True)
    file = tmp_path / "mine.cncontrib"
    sent = write_contribution(programme, HALF, file)
    assert sent.written
    assert sent.lines == shown.lines
    assert file.stat().st_size > 0
    assert exporting.preview_contribution(programme, HALF).revision == 2


def test_a_refusal_comes_with_the_exporters_own_code_and_words(programme: Desk) -> None:
    for language, words in (("en", "Nobody who said yes"), ("nl", "")):
        try:
            set_language(language)
            with pytest.raises(ExporterRefusedError) as refused:
                exporting.preview_contribution(programme, HALF)
            assert refused.value.code == "CN403"
            assert words in error_sentences(refused.value)[0]
            assert "(CN403)" in error_text(refused.value)
        finally:
            set_language("en")


def test_without_a_kit_nothing_is_started(desk: Desk) -> None:
    assert exporting.contribution_periods(desk) == ()
    with pytest.raises(NoKitError):
        exporting.preview_contribution(desk, HALF)


def test_the_periods_are_those_of_the_kit_that_have_begun(programme: Desk, clock: StoppedClock) -> None:
    clock.forward(days=30)
    assert [str(period) for period in exporting.contribution_periods(programme)] == ["2026-H2", "2026-H1"]
    assert [str(period) for period in exporting.list_periods(programme)] == ["2026-H2", "2026-H1"]


def test_the_own_list_opens_from_twelve_is_released_once_and_reprints_the_same(
    programme: Desk, tmp_path: Path
) -> None:
    for number in range(12):
        key = take_on(programme, f"Mira-{number:02d}", counted_general=True)
        meet(programme, key, "net.sponsor", *(["dir.next_step"] if number < 3 else []))
        if number == 10:
            with pytest.raises(ExporterRefusedError) as refused:
                exporting.preview_list(programme, HALF)
            assert refused.value.code == "CN401"
    shown = exporting.preview_list(programme, HALF)
    few = FigureKey(TableId.THEMES, TAXONOMY.by_id[ThemeId("dir.next_step")].number)
    [line] = [line for line in shown.withheld if line.key == few]
    assert line.text.startswith("Withheld: 3 people.")
    released = release_list(programme, HALF, tmp_path / "out")
    assert (released.released, released.model.hash) == (True, shown.model.hash)
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(files) == {
        "report.en.pdf",
        "report.nl.pdf",
        "report.en.html",
        "report.nl.html",
        "report.csv",
        "report.json",
    }
    assert not any(b"Withheld: 3" in data for name, data in files.items() if not name.endswith("pdf"))
    reprint_list(programme, HALF, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == files
    with pytest.raises(ExporterRefusedError) as refused:
        exporting.preview_list(programme, HALF)
    assert refused.value.code == "CN410"


def test_a_withdrawn_yes_is_gone_from_the_next_contribution(programme: Desk, tmp_path: Path) -> None:
    keys = [take_on(programme, f"Mira-{number:02d}", counted_general=True) for number in range(2)]
    for key in keys:
        meet(programme, key, "net.sponsor")
    assert write_contribution(programme, HALF, tmp_path / "one.cncontrib").people == 2
    agreements.set_consent(programme, keys[0], ConsentKey.COUNTED_GENERAL, value=False)
    assert exporting.preview_contribution(programme, HALF).people == 1


def test_cancelling_ends_the_process_and_leaves_nothing(programme: Desk, tmp_path: Path) -> None:
    meet(programme, take_on(programme, counted_general=True), "net.sponsor")
    asked = iter([False])
    work = Work(cancelled=lambda: next(asked, True))
    with pytest.raises(CancelledError):
        write_contribution(programme, HALF, tmp_path / "out" / "mine.cncontrib", work)
    if os.name == "posix":
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
    assert not list(tmp_path.glob("out/*"))


def test_the_process_is_given_next_to_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERNOTES_SECRET", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    assert set(environment()) <= {"PATH", "LANG", "SYSTEMROOT", "PYTHONPATH"}


@pytest.mark.long
def test_the_pool_of_a_programme_is_shown_released_and_verified(tmp_path: Path) -> None:
    public = create_key_file(tmp_path / "t.cnkey", Role.TRUSTEE, PASSPHRASE, KdfProfile.FLOOR)
    path = kit_file(tmp_path, trustee_box_key=public.box_key, trustee_sign_key=public.sign_key)
    files = trustee.PoolFiles(
        kit=path,
        key=tmp_path / "t.cnkey",
        inbox=tmp_path / "inbox",
        ledger=tmp_path / "ledger",
        passphrase=PASSPHRASE,
    )
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "letter.cncontrib").write_text("dear trustee")
    fill_inbox(files, mentors=9, people=8)
    shown = trustee.preview_pool(files, HALF)
    assert shown.inbox is not None
    assert len(set(shown.inbox.signers)) == 9
    assert shown.ledger_is_new
    (refused,) = shown.inbox.refused
    assert (refused.file, refused.code) == ("letter.cncontrib", "CN430")
    assert "not a contribution" in refused.why
    assert replace(shown.inbox, signers=()) == InboxFound(
        accepted=9, refused=(refused,), superseded=()
    )
    assert shown.withheld
    released = trustee.release_pool(files, HALF, tmp_path / "out")
    assert released.model.hash == shown.model.hash
    assert len(list((tmp_path / "out").iterdir())) == 6
    verdict = trustee.verify(tmp_path / "out" / "report.json", path)
    assert (verdict.ok, verdict.model_hash, len(verdict.compared)) == (True, shown.model.hash, 5)
    (tmp_path / "out" / "report.csv").write_text("changed")
    assert not trustee.verify(tmp_path / "out" / "report.json", path).ok
    with pytest.raises(ExporterRefusedError) as refused:
        trustee.preview_pool(replace(files, passphrase="not this one"), HALF)
    assert refused.value.code == "CN462"


def fill_inbox(files: trustee.PoolFiles, *, mentors: int, people: int) -> None:
    kit = read_kit_file(files.kit)
    plan = figure_plan(kit, TAXONOMY)
    for mentor in range(mentors):
        seed = bytes([mentor + 1]) * 32
        first = 100 * (mentor + 1)
        # Not everybody has the theme: a report that says so of all is held.
        facts = one_meeting_each(
            {first + n: [18, 19] if n % 4 else [] for n in range(people)}, business_area=1
        )
        contribution = Contribution(
            programme_id=kit.programme_id,
            kit_hash=kit.kit_hash,
            plan_hash=plan.plan_hash,
            taxonomy_hash=kit.taxonomy_hash,
            period=HALF,
            contribution_id=f"{mentor:032x}",
            revision=1,
            mentor_token=f"{mentor + 77:032x}",
            signer=public_of(seed),
            counters=count(facts, HALF, plan, kit, TAXONOMY),
        )
        sealed = seal_contribution(contribution, sign_seed=bytearray(seed), box_key=kit.trustee_box_key)
        (files.inbox / f"{mentor}.cncontrib").write_bytes(sealed)


@given(st.one_of(st.binary(max_size=80), st.text(max_size=60).map(str.encode)))
@example(b'{"event":"progress","done":NaN,"step":"x"}')
@example(b'{"event":"progress","done":true,"step":"x"}')
@example(b'{"event":"progress","done":0.1,"step":"x","more":1}')
@example(b'{"event":"progress","event":"result","done":0.1,"step":"x"}')
@example(b'{"event":"error","code":"oops","facts":{},"message":"","safe":"","hint":""}')
@example(b"[" * 100_000)
def test_what_is_not_in_the_language_of_the_exporter_is_refused(line: bytes) -> None:
    with pytest.raises(MalformedError):
        read_event(line)


def test_what_is_in_its_language_is_read() -> None:
    assert read_event(b'{"event":"progress","done":0.25,"step":"count"}\n') == Progress(0.25, "count")
    assert read_event(b'{"event":"result","kind":"x"}') == Finished({"kind": "x"})
    bug = read_event(b'{"event":"error","code":"CN900","facts":{"kind":"KeyError","place":"a:1"}}')
    assert isinstance(bug, Refused)
    assert isinstance(bug.error, ExporterBugError)
    said = read_event(b'{"event":"error","code":"CN410","facts":{},"message":"{a}","safe":"s","hint":"h"}')
    assert isinstance(said, Refused)
    assert error_sentences(said.error) == ("{a}", "s", "h")


def test_an_exporter_that_says_nothing_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ExporterSilentError):
        exporting.run_exporter(["no-such-verb"], frame=None, work=Work.silent())


GENERAL = [str(theme.theme_id) for theme in TAXONOMY.themes if theme.sensitivity is Sensitivity.GENERAL]


def twelve_released(programme: Desk, folder: Path) -> Desk:
    """Thirteen people; each of eight themes has five of them, so that chance decides on every one."""
    for number in range(13):
        key = take_on(programme, f"Mira-{number:02}", counted_general=True)
        meet(programme, key, *[name for k, name in enumerate(GENERAL[:8]) if (number + 5 * k) % 13 < 5])
    release_list(programme, HALF, folder)
    return programme


def ledger_files(desk: Desk) -> list[Path]:
    return sorted(desk.vault.paths.folder.glob("releases.db*"))


def test_a_ledger_that_is_gone_is_refused_and_never_begun_anew(programme: Desk, tmp_path: Path) -> None:
    desk = twelve_released(programme, tmp_path / "out")
    kept = desk.vault.paths.releases.read_bytes()
    for path in ledger_files(desk):
        path.unlink()
    for again in (
        lambda: exporting.preview_list(desk, HALF),
        lambda: release_list(desk, HALF, tmp_path / "again"),
        lambda: exporting.preview_contribution(desk, HALF),
        lambda: write_contribution(desk, HALF, tmp_path / "mine.cncontrib"),
    ):
        with pytest.raises(LedgerMissingError):
            again()
    assert not ledger_files(desk)
    desk.vault.paths.releases.write_bytes(kept)
    reprint_list(desk, HALF, tmp_path / "out")


def test_an_older_or_empty_ledger_is_refused(programme: Desk, tmp_path: Path) -> None:
    empty = programme.vault.paths.releases.read_bytes()
    desk = twelve_released(programme, tmp_path / "out")
    whole = desk.vault.paths.releases.read_bytes()
    desk.vault.paths.releases.write_bytes(empty)
    with pytest.raises(OlderLedgerError):
        exporting.preview_list(desk, HALF)
    desk.vault.paths.releases.write_bytes(whole)
    # Longer than remembered, but with all that is remembered in it: the lights went out in between.
    desk.store.set_setting(SettingName.LEDGER_HEAD, f"0 {NO_HEAD}")
    with pytest.raises(ExporterRefusedError):
        exporting.preview_list(desk, HALF)
    # The list, and before it what later lists have to be tried against.
    assert desk.store.setting(SettingName.LEDGER_HEAD).startswith("2 ")


def test_the_same_people_give_the_same_list_even_without_its_ledger(
    programme: Desk, tmp_path: Path
) -> None:
    """Deleting the ledger and its memory cannot buy a second sample."""
    desk = twelve_released(programme, tmp_path / "first")
    for _again in range(2):
        for path in ledger_files(desk):
            path.unlink()
        with desk.vault.keys as keys:
            make_ledger(desk.vault.paths.releases, keys.releases)
        desk.store.set_setting(SettingName.LEDGER_HEAD, f"0 {NO_HEAD}")
        release_list(desk, HALF, tmp_path / "again")
        for name in ("report.json", "report.csv"):
            assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()


@pytest.mark.parametrize("changes", [{"trustee_box_key": "7e" * 32}, {"breakdown": ""}])
def test_a_period_contributed_once_stays_with_its_trustee_and_breakdown(
    programme: Desk, tmp_path: Path, changes: dict[str, str]
) -> None:
    meet(programme, take_on(programme, "Mira-07", counted_general=True), "net.sponsor")
    write_contribution(programme, HALF, tmp_path / "one.cncontrib")
    other = kit_file(tmp_path, "other.cnkit", **changes)  # type: ignore[arg-type]
    changed = first_steps.adopt_kit(programme, other, accept_new_keys=True)
    with pytest.raises(ExporterRefusedError) as refused:
        write_contribution(changed, HALF, tmp_path / "two.cncontrib")
    assert refused.value.code == "CN413"
    newer = first_steps.adopt_kit(
        changed, kit_file(tmp_path, "newer.cnkit", store_sensitive=False), accept_new_keys=True
    )
    assert write_contribution(newer, HALF, tmp_path / "two.cncontrib").revision == 2
