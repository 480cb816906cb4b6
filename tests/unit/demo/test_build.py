"""The demo: built by the real programs, the same desk every time, and never outside its folder."""

import datetime as dt
import random
from functools import partial
from pathlib import Path

import pytest
from tests.unit.demo.conftest import invented_kit

from careernotes.demo import build as building
from careernotes.demo.__main__ import DEFAULT_SEED
from careernotes.demo.build import Builder, Wish, first_monday
from careernotes.demo.folder import DemoFolder, NotOurFolderError, code_hash
from careernotes.demo.generate import Programme
from careernotes.demo.letters import in_order
from careernotes.demo.luck import shows_enough
from careernotes.demo.stage import made_current
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import Candidate, release
from careernotes.disclosure.safe_table import Step, Symbol
from careernotes.domain.agreements import Agreement
from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.goals import Action
from careernotes.domain.mentees import Engagement
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.vocabulary import EngagementStatus
from careernotes.sealing.blur import coin
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.kit_file import read_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file, read_public
from careernotes.services.first_steps import first_run_state
from careernotes.services.passphrases import strength
from careernotes.services.today import today as today_of
from careernotes.services.unlocking import unlock

DAYS = [
    dt.date(2026, 11, 22),
    dt.date(2027, 1, 1),
    dt.date(2027, 2, 28),
    dt.date(2028, 7, 2),
    dt.date(2030, 12, 31),
]
CERTAIN = 10
"""A true count of ten or more is at least ten after any rounding, so it is shown whatever the coin says."""


def nobody_listens(_line: str) -> None:
    return


def invented(today: dt.date, tmp_path: Path, profile: str = "medium") -> tuple[Builder, Programme]:
    builder = Builder(
        Wish(profile=profile, seed=DEFAULT_SEED, today=today), DemoFolder(tmp_path), nobody_listens
    )
    return builder, builder.programme


def counters(programme: Programme, year: int) -> tuple[FigurePlan, tuple[int, ...]]:
    kit, taxonomy = invented_kit(DEFAULT_SEED, year), programme.world.taxonomy
    plan, period = figure_plan(kit, taxonomy), Period.of(dt.date(year, 1, 1), PeriodLength.YEAR)
    vectors = (
        count(programme.facts(m.number), period, plan, kit, taxonomy) for m in programme.mentors if m.delivers
    )
    return plan, add(vectors, plan)


@pytest.mark.parametrize("today", DAYS)
def test_the_report_shows_at_least_eight_theme_groups_whatever_the_coin(
    today: dt.date, tmp_path: Path
) -> None:
    _builder, programme = invented(today, tmp_path)
    plan, total = counters(programme, today.year - 1)
    groups = [total[plan.position[key]] for key in plan.of(TableId.GROUPS)]
    assert sum(size >= CERTAIN for size in groups) >= 8


def test_a_real_release_with_any_coin_shows_eight_groups(tmp_path: Path) -> None:
    _builder, programme = invented(DAYS[0], tmp_path)
    plan, total = counters(programme, 2025)
    kit = invented_kit(DEFAULT_SEED, 2025)
    for seed in range(5):
        coins = random.Random(seed)
        made = release(
            total,
            plan=plan,
            policy=policy_of(kit.floors),
            period=Period.of(dt.date(2025, 1, 1), PeriodLength.YEAR),
            coin=lambda *_parts, coins=coins: coins.getrandbits(64),
        )
        (table,) = (each for each in made.report.tables if each.table is TableId.GROUPS)
        assert sum(cell.symbol is Symbol.SHOWN for cell in table.cells) >= 8


class NoCheck:
    """A check that finds nothing: with one, chance leaves figures out."""

    step = Step.ATTACK

    def withholds(self, _candidate: Candidate) -> frozenset[FigureKey]:
        return frozenset()


def test_with_keys_that_were_chosen_chance_leaves_eight_groups_and_the_areas(tmp_path: Path) -> None:
    _builder, programme = invented(DAYS[0], tmp_path)
    plan, total = counters(programme, 2025)
    kit, period = invented_kit(DEFAULT_SEED, 2025), Period.of(dt.date(2025, 1, 1), PeriodLength.YEAR)
    secrets = [bytes([n]) * 32 for n in range(100)]
    chosen = [s for s in secrets if shows_enough(kit, programme.world.taxonomy, period, s)]
    assert 0 < len(secrets) - len(chosen) < len(secrets) / 4

    def shown(secret: bytes, checks: list[NoCheck]) -> tuple[int, object]:
        report = release(
            total,
            plan=plan,
            policy=policy_of(kit.floors),
            period=period,
            coin=partial(coin, secret),
            checks=checks,
        ).report
        (groups,) = (table.cells for table in report.tables if table.table is TableId.GROUPS)
        return sum(cell.symbol is Symbol.SHOWN for cell in groups), report.breakdown

    assert all(shown(secret, [NoCheck()]) == shown(secret, []) for secret in chosen[:10])
    assert all(shown(secret, [NoCheck()])[0] >= 8 for secret in chosen[:10])
    others = set(secrets) - set(chosen)
    assert any(shown(secret, [NoCheck()]) != shown(secret, []) for secret in others)


@pytest.mark.parametrize("today", DAYS)
def test_the_opened_mentor_has_a_full_desk_on_any_day(today: dt.date, tmp_path: Path) -> None:
    builder, programme = invented(today, tmp_path)
    records = made_current(programme.vault(builder.opened), today)
    running = [r for r in records if isinstance(r, Engagement) and r.status is EngagementStatus.ACTIVE]
    actions = [r for r in records if isinstance(r, Action) and r.is_open and r.due_on is not None]
    assert 4 <= len(running) <= 5
    assert any(abs((action.due_on - today).days) <= 3 for action in actions if action.due_on)
    assert any(r.next_on is not None and r.next_on > today for r in records if isinstance(r, Session))
    assert all(r.held_on <= today for r in records if isinstance(r, Session))
    assert sum(isinstance(r, NoteBody) for r in records) > 10


def test_the_opened_desk_stays_lawful(tmp_path: Path) -> None:
    builder, programme = invented(DAYS[0], tmp_path)
    records = in_order(made_current(programme.vault(builder.opened), DAYS[0]))
    sessions = {r.session_id for r in records if isinstance(r, Session)}
    assert {r.session_id for r in records if isinstance(r, ThemeCoding)} <= sessions
    agreed = {r.engagement_id for r in records if isinstance(r, Agreement)}
    assert {r.engagement_id for r in records if isinstance(r, Session)} == agreed


def test_the_demo_year_begins_on_a_monday_after_the_holidays() -> None:
    assert [first_monday(year) for year in (2024, 2025, 2026)] == [
        dt.date(2024, 1, 8),
        dt.date(2025, 1, 6),
        dt.date(2026, 1, 5),
    ]


def test_the_passphrases_shown_would_be_accepted(tmp_path: Path) -> None:
    builder, _programme = invented(DAYS[0], tmp_path)
    assert all(strength(builder.passphrase(owner)).accepted for owner in ("mentor", "lead", "trustee"))


# ------------------------------------------------------------------------------------------ the real thing


def tiny(folder: Path, seed: int = 3) -> Builder:
    wish = Wish(profile="tiny", seed=seed, today=DAYS[0], kdf=KdfProfile.TEST)
    return Builder(wish, DemoFolder(folder), nobody_listens)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DemoFolder:
    folder = DemoFolder(tmp_path_factory.mktemp("demo") / "out")
    result = tiny(folder.root).run()
    assert result.built
    # Eight mentors are too few for anything to be shown: the exporter refuses, and the demo says so.
    assert not result.reported
    return folder


@pytest.mark.long
def test_the_vault_opens_with_the_passphrase_that_is_shown_and_today_is_not_empty(built: DemoFolder) -> None:
    words = built.passphrase.read_text(encoding="utf-8").strip()
    desk = unlock(built.vault, words, clock=building_clock(), allow_test=True)
    try:
        assert first_run_state(desk).complete
        assert desk.kit is not None
        view = today_of(desk)
        assert view.due
        assert view.next_meeting is not None
        assert desk.store.integrity().damaged_pages == 0
    finally:
        desk.close()


def building_clock() -> object:
    from careernotes.demo.vaults import FixedClock

    return FixedClock(DAYS[0])


@pytest.mark.long
def test_every_contribution_was_written_by_the_exporter_and_the_kit_is_signed(built: DemoFolder) -> None:
    assert read_kit_file(built.kit).period is PeriodLength.YEAR
    programme = tiny(built.root).programme
    sent = {path.name for path in built.inbox.iterdir()}
    may_send = {built.contribution(m.number).name for m in programme.mentors if m.delivers}
    assert sent <= may_send
    assert len(sent) >= 4


@pytest.mark.long
def test_a_second_run_changes_nothing(built: DemoFolder) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.root.rglob("*") if path.is_file()}
    result = tiny(built.root).run()
    after = {path: path.stat().st_mtime_ns for path in built.root.rglob("*") if path.is_file()}
    assert not result.built
    assert before == after


@pytest.mark.long
def test_nothing_is_written_beside_the_folder(built: DemoFolder) -> None:
    assert [path.name for path in built.root.parent.iterdir()] == [built.root.name]


@pytest.mark.long
def test_the_leaflet_names_every_passphrase_and_every_folder(built: DemoFolder) -> None:
    text = built.readme.read_text(encoding="utf-8")
    builder = tiny(built.root)
    assert all(builder.passphrase(owner) in text for owner in ("mentor", "lead", "trustee"))
    assert all(name in text for name in ("mentor.careernotes", "report", "programme", "mentors"))
    assert all(name in text for name in ("screens", "PASSPHRASE.txt", "trustee.cnkey", "ledger-of-the-pictures"))


class StoppedError(Exception):
    pass


@pytest.mark.long
def test_an_interrupted_build_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, seen = DemoFolder(tmp_path / "out"), []
    real = Builder._make_mentor

    def failing(self: Builder, number: int) -> None:
        seen.append(number)
        if len(seen) == 4:
            raise StoppedError
        real(self, number)

    monkeypatch.setattr(Builder, "_make_mentor", failing)
    with pytest.raises(StoppedError):
        tiny(folder.root).run()
    assert not folder.finished(tiny(folder.root)._build)
    kept = folder.kit.read_bytes()
    seen[:] = [-1] * 10
    assert tiny(folder.root).run().built
    assert folder.kit.read_bytes() == kept
    # Those that were done before are not done again.
    assert len(seen) - 10 <= 6
    assert folder.finished(tiny(folder.root)._build)


def test_a_build_that_is_cut_short_between_two_tries_of_the_keys_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first keys show too little, and power goes when one of them is gone and not yet made anew."""
    folder, made = DemoFolder(tmp_path / "out"), []

    def cheap(path: Path, role: Role, words: str, _profile: KdfProfile) -> None:
        made.append(path)
        if len(made) == 3:
            raise StoppedError
        create_key_file(path, role, words, KdfProfile.TEST, allow_test=True)

    def no_further(_self: Builder) -> None:
        raise StoppedError

    monkeypatch.setattr(building, "create_key_file", cheap)
    monkeypatch.setattr(building, "open_key_file", partial(open_key_file, allow_test=True))
    monkeypatch.setattr(building, "shows_enough", lambda *_given: len(made) > 3)
    monkeypatch.setattr(Builder, "_enrol", no_further)
    with pytest.raises(StoppedError):
        tiny(folder.root).run()
    assert (made, folder.lead_key.exists()) == ([folder.lead_key, folder.trustee_key, folder.lead_key], False)
    with pytest.raises(StoppedError):
        tiny(folder.root).run()
    assert made[3:] == [folder.lead_key, folder.trustee_key]
    kit, trustee = read_kit_file(folder.kit), read_public(folder.trustee_key)
    assert kit.trustee_sign_key == trustee.sign_key


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine.txt").write_text("keep me")
    with pytest.raises(NotOurFolderError):
        tiny(tmp_path).run()
    assert (tmp_path / "report" / "mine.txt").read_text() == "keep me"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_another_seed_day_or_code_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    wish = Wish(profile="tiny", seed=3, today=DAYS[0])
    others = [
        Wish(profile="tiny", seed=4, today=DAYS[0]),
        Wish(profile="small", seed=3, today=DAYS[0]),
        Wish(profile="tiny", seed=3, today=DAYS[-1]),
    ]
    assert wish.identity not in {other.identity for other in others}
    first = wish.identity
    monkeypatch.setattr(building, "code_hash", lambda: "another")
    assert wish.identity != first
    assert len(code_hash()) == 64


def test_the_same_year_is_the_same_build_so_that_what_was_typed_stays() -> None:
    first, second = (
        Wish(profile="tiny", seed=3, today=day) for day in (DAYS[0], DAYS[0] + dt.timedelta(days=20))
    )
    assert first.identity == second.identity


@pytest.mark.long
def test_the_exporter_counts_what_is_true(built: DemoFolder) -> None:
    """Everybody counted in the pooled figures is somebody the truth knows."""
    programme = tiny(built.root).programme
    plan, total = counters(programme, 2025)
    people = total[plan.position[FigureKey(TableId.PEOPLE)]]
    assert 0 < people <= programme.truth["counted_and_delivered"]
