import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.services.conftest import StoppedClock, take_on
from tests.unit.services.kits import kit_file

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.goals import Action
from careernotes.domain.ids import ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.rules import AliasMissingError, AliasTakenError, UnknownRecordError
from careernotes.domain.vocabulary import (
    ActionStatus,
    ConflictKind,
    ConsentKey,
    EndReason,
    GoalStatus,
    SessionKind,
    Side,
)
from careernotes.i18n import set_language
from careernotes.services import agreements, conversations, first_steps, goals, mentees
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme, SessionDraft
from careernotes.services.problems import ExceptionReasonError, UnknownGroupError
from careernotes.services.records import open_actions
from careernotes.services.searching import Piece, pieces_of, search_notes
from careernotes.services.timeline import timeline
from careernotes.services.today import today
from careernotes.services.views import AgreementState, EntryKind, Shield


def meet(desk: Desk, key: object, **changes: object) -> SessionDraft:
    draft = replace(conversations.start_session(desk, key), **changes)  # type: ignore[arg-type]
    conversations.record_conversation(desk, draft)
    return draft


def test_the_list_says_who_is_counted_what_waits_and_when_we_met(desk: Desk, clock: StoppedClock) -> None:
    counted, never = take_on(desk, "Zora-01", counted_general=True), take_on(desk, "Abel-02")
    goals.add_goal(desk, counted, "Lead a project")
    meet(
        desk,
        counted,
        next_time="Ask about it",
        next_on=dt.date(2026, 7, 1),
        actions=(DraftAction(text="mine", owner=Side.MENTOR), DraftAction(text="theirs")),
    )
    lines = mentees.people(desk)
    assert [line.alias for line in lines] == ["Abel-02", "Zora-01"]
    line = lines[1]
    assert (line.engagement_id, line.shield, lines[0].shield) == (counted, Shield.COUNTED, Shield.NEVER)
    assert (line.sessions_kept, line.last_on, line.next_on) == (1, desk.today, dt.date(2026, 7, 1))
    assert (line.open_mine, line.open_theirs, line.goal, line.next_time) == (
        1,
        1,
        "Lead a project",
        "Ask about it",
    )
    assert line.agreement_state is AgreementState.IN_FORCE
    clock.forward(days=400)
    assert mentees.people(desk)[1].agreement_state is AgreementState.ENDED
    mentees.end_relation(desk, never, reason=EndReason.TIME_UP)
    assert [line.alias for line in mentees.people(desk)] == ["Zora-01"]
    assert [line.alias for line in mentees.people(desk, include_closed=True)] == ["Zora-01", "Abel-02"]


def test_the_shield_follows_the_choice_at_once(desk: Desk) -> None:
    key = take_on(desk)
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=True)
    assert mentees.person(desk, key).line.shield is Shield.COUNTED
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=False)
    assert mentees.person(desk, key).line.shield is Shield.NEVER
    with pytest.raises(UnknownRecordError):
        mentees.person(desk, agreements.EngagementId("gone"))


def test_an_alias_is_offered_that_nobody_has_and_is_needed_once(desk: Desk) -> None:
    offered = mentees.offer_alias(desk)
    assert offered[4] == "-"
    take_on(desk, "Mira-07")
    for alias, problem in ((" mira-07 ", AliasTakenError), ("  ", AliasMissingError)):
        with pytest.raises(problem):
            mentees.intake(desk, mentees.Intake(alias=alias))
    assert len(desk.store.all(Mentee)) == 1


def test_the_rules_of_the_kit_are_checked_at_intake(desk: Desk, tmp_path: object) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path, other_country_rule=True))  # type: ignore[arg-type]
    with pytest.raises(ExceptionReasonError):
        mentees.intake(desk, mentees.Intake(alias="A"))
    with pytest.raises(UnknownGroupError):
        mentees.intake(desk, mentees.Intake(alias="A", cross_country=True, business_area="nowhere"))
    engagement = mentees.intake(
        desk, mentees.Intake(alias="A", exception_reason="only one here", business_area="a1")
    )
    assert mentees.person(desk, engagement.engagement_id).groups == (("business_area", "Area 1"),)


def test_a_clash_is_found_before_anything_is_stored(desk: Desk) -> None:
    first_steps.add_conflict_fact(desk, ConflictKind.LINE, unit="a1")
    first_steps.add_conflict_fact(desk, ConflictKind.RELATIVE, label="Piet Jansen")
    found = mentees.conflicts_for(
        desk, mentees.Intake(alias="x", business_area="a1", full_name="piet jansen")
    )
    assert [fact.kind for fact in found] == [ConflictKind.LINE, ConflictKind.RELATIVE]
    assert mentees.conflicts_for(desk, mentees.Intake(alias="x", business_area="a2")) == ()
    assert desk.store.all(Mentee) == ()


def test_today_shows_what_is_due_quiet_uncoded_and_waiting(desk: Desk, clock: StoppedClock) -> None:
    key, quiet = take_on(desk, "Mira-07"), take_on(desk, "Nova-01")
    meet(desk, key, record="No theme today", next_on=desk.today + dt.timedelta(days=70))
    goals.add_action(desk, key, "Late", due_on=desk.today + dt.timedelta(days=1))
    goals.add_action(desk, key, "Far away", due_on=desk.today + dt.timedelta(days=90))
    clock.forward(days=63)
    assert today(desk).quiet == ()
    clock.forward(days=1)
    waiting = conversations.autosave(
        desk, replace(conversations.start_session(desk, key), record="half a note")
    )
    conversations.autosave(desk, conversations.start_session(desk, quiet))
    view = today(desk)
    assert [(line.action.text, line.late_days) for line in view.due] == [("Late", 63)]
    assert [(line.alias, line.weeks) for line in view.quiet] == [("Nova-01", 9)]
    assert [row.alias for row in view.not_coded] == ["Mira-07"]
    assert [(line.session_id, line.words) for line in view.drafts] == [(waiting.session_id, 3)]
    assert view.next_meeting is not None
    assert (view.next_meeting.alias, view.next_meeting.on) == ("Mira-07", dt.date(2026, 8, 20))
    assert view.reviews == ()
    clock.forward(days=27)
    assert [line.alias for line in today(desk).reviews] == ["Mira-07", "Nova-01"]
    meet(desk, key, kind=SessionKind.REVIEW, themes=(DraftTheme(theme_id=ThemeId("net.build")),))
    assert [line.alias for line in today(desk).reviews] == ["Nova-01"]


def test_done_and_dropped_actions_leave_the_list(desk: Desk) -> None:
    key = take_on(desk)
    made = [goals.add_action(desk, key, text, due_on=desk.today) for text in ("a", "b", "c")]
    goals.set_action_status(desk, made[0].action_id, ActionStatus.DONE)
    goals.set_action_status(desk, made[1].action_id, ActionStatus.DROPPED)
    assert [line.action.text for line in today(desk).due] == ["c"]
    assert [action.text for action in open_actions(desk, key)] == ["c"]
    again = goals.set_action_status(desk, made[0].action_id, ActionStatus.OPEN)
    assert again.done_on is None


def test_a_reached_goal_is_complete_and_closed(desk: Desk) -> None:
    key = take_on(desk)
    goal = goals.add_goal(desk, key, "Lead a project", measure="one shipped")
    done = goals.change_goal(desk, replace(goal, status=GoalStatus.REACHED, progress_percent=40))
    assert (done.progress_percent, done.closed_on) == (100, desk.today)
    open_again = goals.change_goal(desk, replace(done, status=GoalStatus.OPEN))
    assert open_again.closed_on is None
    assert goals.goals_of(desk, key) == (open_again,)


def test_the_timeline_tells_everything_newest_first_in_the_language_in_force(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk, counted_general=True)
    clock.forward(days=7)
    meet(desk, key, record="x" * 400, themes=(DraftTheme(theme_id=ThemeId("net.sponsor"), primary=True),))
    goals.add_goal(desk, key, "Lead a project")
    entries = timeline(desk, key)
    assert [entry.on for entry in entries] == sorted((entry.on for entry in entries), reverse=True)
    kinds = {entry.kind for entry in entries}
    assert kinds == {
        EntryKind.SESSION,
        EntryKind.GOAL,
        EntryKind.AGREEMENT,
        EntryKind.CONSENT,
        EntryKind.STARTED,
    }
    [session] = [entry for entry in entries if entry.kind is EntryKind.SESSION]
    assert (session.themes, len(session.detail)) == (("Finding a sponsor",), 281)
    try:
        set_language("nl")
        [session] = [entry for entry in timeline(desk, key) if entry.kind is EntryKind.SESSION]
        assert session.themes == ("Een voorspreker vinden",)
    finally:
        set_language("en")


def test_search_finds_words_by_their_beginning_and_marks_them(desk: Desk) -> None:
    key = take_on(desk)
    meet(desk, key, record="We spoke about the observatory in Chile.")
    [found] = search_notes(desk, "observ chi")
    assert (found.alias, found.layer) == ("Mira-07", "record")
    assert [piece.text for piece in found.pieces if piece.is_hit] == ["observatory", "Chile"]
    assert search_notes(desk, "   ") == search_notes(desk, "nothing") == ()
    assert pieces_of("a [[b]] c [[d") == (Piece("a ", False), Piece("b", True), Piece(" c [[d", False))


def test_practice_is_there_at_once_and_gone_without_a_trace(new_desk: Desk) -> None:
    key = first_steps.start_practice(new_desk)
    assert first_steps.start_practice(new_desk) == key
    assert mentees.person(new_desk, key).line.shield is Shield.PRACTICE
    assert len(new_desk.store.all(NoteBody)) == 3
    conversations.autosave(new_desk, conversations.start_session(new_desk, key))
    first_steps.drop_practice(new_desk)
    for kind in (Mentee, Engagement, Session, NoteBody, Action):
        assert new_desk.store.all(kind) == ()
    assert new_desk.store.drafts() == ()
