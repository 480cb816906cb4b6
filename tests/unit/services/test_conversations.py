import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, facts_of, take_on

from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding
from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId, RecordId, SessionId, ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.reading import MalformedError
from careernotes.domain.rules import (
    NotHeldError,
    ThemeNeedsAgreementError,
    TooManyThemesError,
    UnknownRecordError,
)
from careernotes.domain.vocabulary import (
    ActionStatus,
    CheckResult,
    GoalKind,
    Mode,
    NoteLayer,
    SessionKind,
    SessionStatus,
    Side,
)
from careernotes.services import conversations, goals
from careernotes.services.desk import Desk
from careernotes.services.drafts import (
    DraftAction,
    DraftGoal,
    DraftRating,
    DraftTheme,
    SessionDraft,
    draft_from_text,
    draft_to_text,
)
from careernotes.services.problems import EmptyTextError, RatingOutOfRangeError

SPONSOR = DraftTheme(theme_id=ThemeId("net.sponsor"), primary=True)
STEP = DraftTheme(theme_id=ThemeId("dir.next_step"))
STRAIN = DraftTheme(theme_id=ThemeId("wel.strain"))

DAYS = st.dates()
TEXTS = st.text(max_size=40)
DRAFTS = st.builds(
    SessionDraft,
    session_id=TEXTS.map(SessionId),
    engagement_id=TEXTS.map(EngagementId),
    kind=st.sampled_from(SessionKind),
    status=st.sampled_from(SessionStatus),
    held_on=DAYS,
    start_time=TEXTS,
    duration_min=st.none() | st.integers(0, 999),
    mode=st.sampled_from(Mode),
    check_id=st.none() | TEXTS.map(RecordId),
    record=TEXTS,
    working=TEXTS,
    themes=st.lists(
        st.builds(DraftTheme, theme_id=TEXTS.map(ThemeId), primary=st.booleans(), agreed=st.booleans()),
        max_size=4,
    ).map(tuple),
    actions=st.lists(
        st.builds(
            DraftAction, text=TEXTS, owner=st.sampled_from(Side), due_on=st.none() | DAYS, action_id=TEXTS
        ),
        max_size=3,
    ).map(tuple),
    goals=st.lists(
        st.builds(DraftGoal, statement=TEXTS, kind=st.sampled_from(GoalKind), target_on=st.none() | DAYS),
        max_size=2,
    ).map(tuple),
    rating=st.builds(
        DraftRating,
        asks=st.none() | st.integers(-9, 9),
        helps=st.none() | st.integers(-9, 9),
        opens=st.none() | st.integers(-9, 9),
    ),
    rated=st.builds(DraftRating, asks=st.none() | st.integers(-9, 9)),
    next_time=TEXTS,
    next_on=st.none() | DAYS,
    updated_at=st.integers(0, 10**10),
)


@given(DRAFTS)
def test_a_draft_comes_back_from_its_text_as_it_was(draft: SessionDraft) -> None:
    assert draft_from_text(draft_to_text(draft)) == draft


def test_a_draft_from_before_ratings_could_be_cleared_is_still_read() -> None:
    draft = SessionDraft(
        session_id=SessionId("s"), engagement_id=EngagementId("e"), held_on=dt.date(2026, 6, 1)
    )
    plain = json.loads(draft_to_text(draft))
    del plain["rated"]
    assert draft_from_text(json.dumps(plain)) == draft


@given(st.text(max_size=60))
def test_what_is_no_draft_is_refused_and_nothing_else_is_raised(text: str) -> None:
    with pytest.raises(MalformedError):
        draft_from_text(text)


def full_draft(desk: Desk, key: EngagementId) -> SessionDraft:
    return replace(
        conversations.start_session(desk, key),
        record="We spoke about the CERN role.\n/t me: intro to Piet 25 jun\n/n ask about the talk",
        working="I talked too much.",
        themes=(SPONSOR, STEP),
        rating=DraftRating(asks=4, helps=2, opens=None),
    )


def test_recording_keeps_notes_themes_actions_rating_and_facts_and_drops_the_draft(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    draft = conversations.autosave(desk, full_draft(desk, key))
    session_id = conversations.record_conversation(desk, draft)
    session = desk.store.get(Session, session_id)
    assert session is not None
    assert (session.next_time, session.check_result) == ("ask about the talk", CheckResult.MISSING)
    notes = {note.layer: note for note in desk.store.all(NoteBody, session_id=session_id)}
    assert notes[NoteLayer.RECORD].body == "We spoke about the CERN role."
    assert notes[NoteLayer.RECORD].purge_on == session.held_on + dt.timedelta(days=365)
    assert notes[NoteLayer.WORKING].purge_on == session.held_on + dt.timedelta(days=180)
    [action] = desk.store.all(Action, session_id=session_id)
    assert (action.text, action.owner, action.due_on) == ("intro to Piet", Side.MENTOR, dt.date(2026, 6, 25))
    [rating] = desk.store.all(ManagerRating)
    assert (rating.asks_about_plans, rating.helps_apply_learning, rating.opens_doors) == (4, 2, None)
    assert conversations.drafts_waiting(desk) == ()
    facts = facts_of(desk)
    assert (len(facts.persons), len(facts.meetings), len(facts.codings), len(facts.ratings)) == (1, 1, 2, 1)


def test_editing_a_session_replaces_it_and_keeps_what_was_done_about_its_actions(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    session_id = conversations.record_conversation(desk, full_draft(desk, key))
    [action] = desk.store.all(Action)
    goals.set_action_status(desk, action.action_id, ActionStatus.DONE)
    again = conversations.load_session(desk, session_id)
    assert again.themes == (SPONSOR, STEP)
    assert again.rating == DraftRating(asks=4, helps=2)
    conversations.record_conversation(
        desk,
        replace(
            again, themes=(STEP,), working="", record="Shorter.", rating=DraftRating(asks=1, helps=1, opens=1)
        ),
    )
    assert [note.body for note in desk.store.all(NoteBody)] == ["Shorter."]
    [after] = desk.store.all(Action)
    assert (after.action_id, after.status) == (action.action_id, ActionStatus.DONE)
    assert [coding.theme_id for coding in desk.store.all(ThemeCoding)] == ["dir.next_step"]
    assert [(fact.asks, fact.helps, fact.opens) for fact in facts_of(desk).ratings] == [(1, 1, 1)]
    assert [fact.theme for fact in facts_of(desk).codings] == [desk.taxonomy.by_id[STEP.theme_id].number]


def test_reloading_a_record_changes_nothing_by_itself(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    session_id = conversations.record_conversation(desk, full_draft(desk, key))
    before, facts = desk.store.all(Action) + desk.store.all(Goal), facts_of(desk)
    conversations.record_conversation(desk, conversations.load_session(desk, session_id))
    assert (desk.store.all(Action) + desk.store.all(Goal), facts_of(desk)) == (before, facts)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"themes": (SPONSOR, replace(STEP, primary=True))}, TooManyThemesError),
        ({"themes": (SPONSOR, STEP, STEP)}, TooManyThemesError),
        ({"themes": (STRAIN,)}, ThemeNeedsAgreementError),
        ({"held_on": dt.date(2026, 6, 12)}, NotHeldError),
        ({"status": SessionStatus.MISSED_BY_MENTEE}, NotHeldError),
        ({"rating": DraftRating(asks=6, helps=1)}, RatingOutOfRangeError),
        ({"rating": DraftRating(opens=3)}, RatingOutOfRangeError),
        ({"actions": (DraftAction(text="  "),)}, EmptyTextError),
    ],
)
def test_a_broken_rule_keeps_the_draft_and_writes_nothing(
    desk: Desk, change: dict[str, object], problem: type[Exception]
) -> None:
    key = take_on(desk, counted_general=True)
    draft = conversations.autosave(desk, replace(full_draft(desk, key), **change))  # type: ignore[arg-type]
    facts = facts_of(desk)
    with pytest.raises(problem):
        conversations.record_conversation(desk, draft)
    assert (desk.store.all(Session), desk.store.all(NoteBody), desk.store.all(Action)) == ((), (), ())
    assert facts_of(desk) == facts
    assert conversations.drafts_waiting(desk) == (draft,)


def test_a_missed_meeting_is_recorded_without_note_or_length(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    draft = replace(
        conversations.start_session(desk, key), status=SessionStatus.MISSED_BY_MENTEE, duration_min=None
    )
    conversations.record_conversation(desk, draft)
    assert [fact.status for fact in facts_of(desk).meetings] == [4]


def test_one_rating_a_quarter_the_newer_takes_its_place(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    for asks in (1, 5):
        conversations.record_conversation(
            desk, replace(conversations.start_session(desk, key), rating=DraftRating(asks=asks, helps=3))
        )
    assert [rating.asks_about_plans for rating in desk.store.all(ManagerRating)] == [5]
    clock.forward(days=31)
    conversations.record_conversation(
        desk, replace(conversations.start_session(desk, key), rating=DraftRating(asks=2, helps=3))
    )
    assert [rating.asks_about_plans for rating in desk.store.all(ManagerRating)] == [5, 2]


def test_a_session_logged_later_keeps_no_check_that_was_not_its_own(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    check = EthicsCheck(
        check_id=RecordId("c1"),
        engagement_id=key,
        checklist_version="1",
        full_form=True,
        completed_at=desk.moment,
        seconds_taken=40,
        result=CheckResult.CLEAR,
    )
    desk.store.put(check)
    draft = conversations.start_session(desk, key, check)
    assert (draft.check_id, draft.start_time) == ("c1", "09:30")
    clock.forward(days=9)
    late = replace(draft, session_id=SessionId("late"), held_on=desk.today)
    conversations.record_conversation(desk, late)
    conversations.record_conversation(desk, draft)
    results = {session.session_id: session.check_result for session in desk.store.all(Session)}
    assert results == {"late": CheckResult.MISSING, draft.session_id: CheckResult.CLEAR}
    kept = desk.store.get(EthicsCheck, "c1")
    assert kept is not None
    assert kept.session_id == draft.session_id


def test_drafts_of_another_version_are_counted_and_left_alone(desk: Desk) -> None:
    key = take_on(desk)
    draft = conversations.autosave(desk, full_draft(desk, key))
    kept = desk.store.draft(draft.session_id)
    assert kept is not None
    desk.store.save_draft(replace(kept, key="other", body='{"format": 99}'))
    assert conversations.drafts_waiting(desk) == (draft,)
    assert conversations.unreadable_drafts(desk) == 1
    conversations.drop_draft(desk, draft.session_id)
    assert conversations.drafts_waiting(desk) == ()


def test_a_session_given_to_somebody_else_takes_its_actions_and_facts_along(desk: Desk) -> None:
    counted, never = take_on(desk, "Mira-07", counted_general=True), take_on(desk, "Nova-01")
    session_id = conversations.record_conversation(desk, full_draft(desk, counted))
    moved = replace(conversations.load_session(desk, session_id), engagement_id=never, rating=DraftRating())
    conversations.record_conversation(desk, moved)
    assert [action.engagement_id for action in desk.store.all(Action)] == [never]
    facts = facts_of(desk)
    assert (len(facts.persons), facts.meetings, facts.codings) == (1, (), ())
    conversations.record_conversation(desk, replace(moved, engagement_id=counted))
    assert len(facts_of(desk).codings) == 2


def test_a_draft_that_arrives_after_its_session_was_recorded_does_not_shadow_it(
    desk: Desk, clock: StoppedClock
) -> None:
    draft = full_draft(desk, take_on(desk))
    session_id = conversations.record_conversation(desk, draft)
    clock.forward(seconds=3)
    conversations.autosave(desk, replace(draft, record="half"))
    assert desk.store.drafts() == ()
    assert conversations.load_session(desk, session_id).record == "We spoke about the CERN role."


def test_a_draft_older_than_the_record_is_dropped_when_it_is_found(desk: Desk) -> None:
    draft = conversations.autosave(desk, full_draft(desk, take_on(desk)))
    left = desk.store.draft(draft.session_id)
    assert left is not None
    session_id = conversations.record_conversation(desk, draft)
    for look in (conversations.drafts_waiting, lambda desk: conversations.load_session(desk, session_id)):
        desk.store.save_draft(left)
        look(desk)
        assert desk.store.drafts() == ()


def test_a_change_of_a_recorded_session_is_kept_even_when_the_clock_goes_back(
    desk: Desk, clock: StoppedClock
) -> None:
    session_id = conversations.record_conversation(desk, full_draft(desk, take_on(desk)))
    changed = replace(conversations.load_session(desk, session_id), record="changed")
    clock.forward(hours=-5)
    conversations.autosave(desk, changed)
    assert conversations.load_session(desk, session_id).record == "changed"
    assert [draft.record for draft in conversations.drafts_waiting(desk)] == ["changed"]


def test_words_about_somebody_erased_do_not_come_back(desk: Desk) -> None:
    key = take_on(desk)
    draft = full_draft(desk, key)
    engagement = desk.store.get(Engagement, key)
    assert engagement is not None
    desk.store.remove(Mentee, engagement.mentee_id)
    with pytest.raises(UnknownRecordError):
        conversations.autosave(desk, draft)
    assert desk.store.drafts() == ()


def test_a_rating_once_given_can_be_cleared(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    session_id = conversations.record_conversation(desk, full_draft(desk, key))
    again = conversations.load_session(desk, session_id)
    cleared = conversations.autosave(desk, replace(again, rating=DraftRating()))
    conversations.record_conversation(desk, cleared)
    assert desk.store.all(ManagerRating) == ()
    assert facts_of(desk).ratings == ()


def test_a_session_moved_to_another_quarter_leaves_the_rating_where_it_was_given(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk, counted_general=True)
    session_id = conversations.record_conversation(desk, full_draft(desk, key))
    [before] = desk.store.all(ManagerRating)
    moved = replace(conversations.load_session(desk, session_id), held_on=dt.date(2026, 2, 3))
    conversations.record_conversation(desk, moved)
    assert desk.store.all(ManagerRating) == (before,)
    assert [fact.quarter for fact in facts_of(desk).ratings] == [before.quarter]
    clock.forward(days=1)
    other = conversations.start_session(desk, key)
    conversations.record_conversation(desk, replace(other, rating=DraftRating(asks=1, helps=1)))
    conversations.record_conversation(desk, conversations.load_session(desk, session_id))
    [after] = desk.store.all(ManagerRating)
    assert (after.asks_about_plans, after.helps_apply_learning) == (1, 1)


def test_a_session_without_a_rating_leaves_that_of_its_quarter_alone(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    conversations.record_conversation(desk, full_draft(desk, key))
    conversations.record_conversation(desk, conversations.start_session(desk, key))
    assert len(desk.store.all(ManagerRating)) == 1
    assert len(facts_of(desk).ratings) == 1
