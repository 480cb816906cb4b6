"""Nothing goes unannounced, nothing goes early, and no clock can be made to erase."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.agreements import Agreement, Expectation
from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import key_of
from careernotes.domain.vocabulary import ConsentKey, EndReason, NoteLayer
from careernotes.services import holding, retaining
from careernotes.services.agreements import set_consent
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.goals import add_goal
from careernotes.services.holding import HeldError
from careernotes.services.mentees import end_relation
from careernotes.services.reopening import take_back_end
from careernotes.services.retaining import MayNotStayError, SeenDays, believe
from careernotes.services.retention_rules import APPLIED, NOT_APPLIED, WITH_ANOTHER, shipped_rules
from careernotes.vault import announcements
from careernotes.vault.announcements import Announcement
from careernotes.vault.audit import AuditCode

DAY = dt.date(2026, 6, 11)
GRACE = 14


@pytest.fixture
def key(desk: Desk) -> EngagementId:
    """Somebody with one conversation in both layers."""
    key = take_on(desk, counted_general=True)
    draft = start_session(desk, key, held_on=desk.today)
    record_conversation(desk, replace(draft, record="The next step was the subject.", working="I was tired."))
    return key


def layers(desk: Desk) -> list[NoteLayer]:
    return sorted((each.layer for each in desk.store.all(NoteBody)), key=lambda layer: layer.value)


def live(desk: Desk, clock: StoppedClock, days: int, *, step: int = 7) -> None:
    """The vault is opened every week."""
    for _each in range(0, days, step):
        clock.forward(days=step)
        retaining.run(desk)


def test_every_shipped_rule_is_applied_or_said_not_to_be() -> None:
    rules, grace = shipped_rules()
    assert set(rules) == APPLIED | NOT_APPLIED | set(WITH_ANOTHER)
    assert not APPLIED & NOT_APPLIED
    assert grace == GRACE


def test_a_reflection_is_announced_two_weeks_ahead_and_then_goes(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    live(desk, clock, 161)
    assert retaining.going(desk) == ()
    live(desk, clock, 7)
    (line,) = retaining.going(desk)
    assert (line.alias, line.count, line.due_on) == ("Mira-07", 1, DAY + dt.timedelta(days=182))
    live(desk, clock, 7)
    assert len(layers(desk)) == 2
    live(desk, clock, 7)
    assert layers(desk) == [NoteLayer.RECORD]
    codes = [each.code for each in desk.vault.trail.entries()]
    assert codes[-2:] == [AuditCode.ERASED, AuditCode.RETENTION_RUN]
    assert desk.store.integrity().fine


def test_nothing_goes_that_was_not_announced_for_all_its_days(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    """A vault opened for the first time long after the day: announced now, removed two weeks later."""
    retaining.run(desk)
    clock.forward(days=400)
    retaining.run(desk)
    clock.forward(days=1)
    first = retaining.run(desk)
    assert first.removed == 0
    assert first.announced >= 1
    clock.forward(days=13)
    assert retaining.run(desk).removed == 0
    clock.forward(days=1)
    assert retaining.run(desk).removed >= 1


def test_one_wrong_date_far_ahead_erases_and_announces_nothing(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    retaining.run(desk)
    right = clock.moment
    for years in (1, 10, 70):
        clock.moment = right + dt.timedelta(days=365 * years)
        done = retaining.run(desk)
        assert (done.removed, done.announced) == (0, 0)
        assert done.doubted_day == clock.today()
    clock.moment = right + dt.timedelta(days=1)
    assert retaining.run(desk).doubted_day is None
    assert len(layers(desk)) == 2
    assert retaining.going(desk) == ()


def test_a_clock_set_back_delays_nothing(desk: Desk, clock: StoppedClock, key: EngagementId) -> None:
    live(desk, clock, 175)
    clock.forward(days=7)
    late = clock.moment
    clock.moment = late - dt.timedelta(days=2000)
    retaining.run(desk)
    clock.moment = late
    retaining.run(desk)
    assert layers(desk) == [NoteLayer.RECORD]


@given(
    st.lists(st.integers(1, GRACE), min_size=1, max_size=30),
    st.integers(0, 29),
    st.integers(GRACE + 1, 40_000),
)
def test_one_jump_ahead_is_never_believed_at_first_sight(steps: list[int], at: int, jump: int) -> None:
    today, seen = DAY, believe(None, DAY, GRACE)
    for number, step in enumerate(steps):
        if number == at:
            jumped = believe(seen, today + dt.timedelta(days=jump), GRACE)
            assert jumped.day == seen.day
            seen = jumped
        today += dt.timedelta(days=step)
        before, seen = seen, believe(seen, today, GRACE)
        assert seen.day >= before.day
        assert seen.day <= today


@given(st.lists(st.integers(-500, 500), max_size=30))
def test_the_believed_day_never_goes_back(steps: list[int]) -> None:
    today, seen = DAY, believe(None, DAY, GRACE)
    for step in steps:
        today += dt.timedelta(days=step)
        after = believe(seen, today, GRACE)
        assert after.day >= seen.day
        seen = after


def test_a_long_absence_is_believed_on_a_second_day_and_not_twice_on_one() -> None:
    back = DAY + dt.timedelta(days=90)
    first = believe(SeenDays(day=DAY), back, GRACE)
    assert first.day == DAY
    assert believe(first, back, GRACE).day == DAY
    assert believe(first, back + dt.timedelta(days=1), GRACE).day == back + dt.timedelta(days=1)


def test_after_an_end_notes_names_agreement_and_at_last_the_rest_go(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    live(desk, clock, 84)
    assert NoteLayer.RECORD in layers(desk)
    assert desk.store.all(Mentee)[0].alias == "Mira-07"
    live(desk, clock, 14)
    assert NoteLayer.RECORD not in layers(desk)
    assert desk.store.all(Mentee)[0].alias == "#1"
    assert desk.store.count(Agreement) == 1
    live(desk, clock, 273)
    assert desk.store.count(Agreement) == 0
    assert desk.store.count(Session) == 1
    live(desk, clock, 42)
    assert desk.store.count(Mentee) == 0
    assert desk.store.integrity().fine


def test_whom_announcements_are_about_is_found_for_every_kind_of_record(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    take_on(desk, alias="Nobody announced")
    mira = next(each.mentee_id for each in desk.store.all(Mentee) if each.alias == "Mira-07")
    add_goal(desk, key, statement="lead a project")
    store, about = desk.store, announcements.announced_people
    assert about(store) == frozenset()
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    kinds = (NoteBody, Goal, Agreement, Expectation)
    # The last one belongs to nobody: it says that the others were not simply everybody.
    for record_id in (mira, *(key_of(store.all(kind)[0]) for kind in kinds), "nothing"):
        made = Announcement(rule="r", record_id=record_id, announced_on=DAY, due_on=DAY)
        with store.transaction():
            announcements.announce(store, made)
        assert about(store) == ({mira} if record_id != "nothing" else frozenset())
        with store.transaction():
            announcements.withdraw(store, "r", record_id)


def test_the_name_stays_for_an_agreed_follow_up(desk: Desk, clock: StoppedClock, key: EngagementId) -> None:
    set_consent(desk, key, ConsentKey.FOLLOW_UP, value=True)
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    live(desk, clock, 210)
    assert desk.store.all(Mentee)[0].alias == "Mira-07"
    live(desk, clock, 63)
    assert desk.store.all(Mentee)[0].alias == "#1"


def test_an_end_taken_back_withdraws_what_was_announced(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    live(desk, clock, 84)
    assert retaining.going(desk)
    take_back_end(desk, key)
    clock.forward(days=1)
    retaining.run(desk)
    assert retaining.going(desk) == ()
    live(desk, clock, 30)
    assert NoteLayer.RECORD in layers(desk)


def test_it_stays_longer_as_far_as_the_rule_allows(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    live(desk, clock, 168)
    (line,) = retaining.going(desk)
    assert line.may_stay
    later = retaining.keep_for_now(desk, line.rule, line.keys)
    assert later == line.due_on + dt.timedelta(days=30)
    live(desk, clock, 28)
    assert len(layers(desk)) == 2
    last = None
    for _each in range(12):
        (line,) = retaining.going(desk)
        last = line.due_on
        if not line.may_stay:
            break
        retaining.keep_for_now(desk, line.rule, line.keys)
    assert last == DAY + dt.timedelta(days=365)
    with pytest.raises(MayNotStayError):
        retaining.keep_for_now(desk, line.rule, line.keys)


def test_a_record_that_is_only_asked_about_is_never_removed_by_itself(
    desk: Desk, clock: StoppedClock, key: EngagementId
) -> None:
    live(desk, clock, 500)
    assert layers(desk) == [NoteLayer.RECORD]
    (line,) = retaining.going(desk)
    assert line.asks


def test_a_legal_hold_keeps_what_is_due(desk: Desk, clock: StoppedClock, key: EngagementId) -> None:
    session = desk.store.all(Session)[0]
    made = holding.hold(desk, session.session_id, "letter of 3 June, legal")
    live(desk, clock, 210)
    assert len(layers(desk)) == 2
    assert retaining.going(desk)[0].held
    assert made.asks_again(desk.today)
    with pytest.raises(HeldError):
        holding.refuse_held(desk, [session.session_id])
    holding.lift(desk, session.session_id)
    live(desk, clock, 7)
    assert layers(desk) == [NoteLayer.RECORD]
