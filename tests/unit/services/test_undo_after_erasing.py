"""Undo, redaction and remembered places keep nothing about who was erased, and overwrite nothing newer."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import GoalKind, GoalStatus, NoteLayer, Side
from careernotes.services import (
    access_copy,
    closing,
    erasing,
    flows,
    holding,
    mentees,
    proving,
    recent,
    snippets,
)
from careernotes.services.changes import ChangedSinceError, make_change, take_back
from careernotes.services.checklists import prepare
from careernotes.services.closing import Ending
from careernotes.services.conversations import autosave, load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.goal_status import set_goal_status
from careernotes.services.putting_off import put_back, tick_off
from careernotes.services.records import engagement_of
from careernotes.services.retaining import run
from careernotes.services.versions import versions_of
from careernotes.vault.keeping import SettingName


def goal_of(desk: Desk, key: EngagementId, statement: str) -> Goal:
    made = Goal(
        goal_id=RecordId(desk.new_id()), engagement_id=key, statement=statement, kind=GoalKind.ADVANCEMENT,
        created_on=desk.today,
    )  # fmt: skip
    desk.store.put(made)
    return made


def recorded(desk: Desk, key: EngagementId, text: str) -> None:
    draft = start_session(desk, key, held_on=desk.today - dt.timedelta(days=3))
    record_conversation(desk, replace(draft, record=text))


def redact(desk: Desk, key: EngagementId) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    closing.close_relation(desk, key, Ending(on=desk.today, redact=True))


def test_undo_does_not_bring_back_a_name_that_was_taken_away(desk: Desk) -> None:
    key = take_on(desk)
    done = set_goal_status(desk, goal_of(desk, key, "Mira-07 leads a team"), GoalStatus.REACHED)
    redact(desk, key)
    with pytest.raises(ChangedSinceError):
        take_back(desk, done)
    assert [each.statement for each in desk.store.all(Goal)] == ["… leads a team"]


def test_undo_does_not_bring_back_what_was_removed_before_an_erasure(desk: Desk) -> None:
    key = take_on(desk)
    goal = goal_of(desk, key, "Mira-07 leads a team")
    done = make_change(desk, key, remove=(goal,))
    redact(desk, key)
    with pytest.raises(ChangedSinceError):
        take_back(desk, done)
    assert desk.store.all(Goal) == ()


def test_undo_of_a_stage_does_not_open_a_relation_that_has_ended_since(desk: Desk) -> None:
    key = take_on(desk)
    before = engagement_of(desk, key)
    done = make_change(desk, key, put=(replace(before, cross_unit=not before.cross_unit),))
    closing.close_relation(desk, key, Ending(on=desk.today))
    with pytest.raises(ChangedSinceError):
        take_back(desk, done)
    assert desk.store.all(Engagement)[0].ended_on == desk.today


def test_undo_twice_is_undo_once(desk: Desk) -> None:
    key = take_on(desk)
    goal = goal_of(desk, key, "leads a team")
    done = set_goal_status(desk, goal, GoalStatus.REACHED)
    take_back(desk, done)
    take_back(desk, done)
    assert desk.store.all(Goal) == (goal,)


def test_an_action_put_back_has_the_text_it_has_now(desk: Desk) -> None:
    key = take_on(desk)
    action = Action(
        action_id=RecordId(desk.new_id()), engagement_id=key, owner=Side.MENTOR, text="Call Mira-07",
        created_on=desk.today,
    )  # fmt: skip
    desk.store.put(action)
    before = tick_off(desk, action.action_id)
    redact(desk, key)
    put_back(desk, before)
    assert desk.store.all(Action) == (replace(action, text="Call …"),)


def test_redacting_takes_names_and_no_letters_of_other_words(desk: Desk) -> None:
    named = mentees.Intake(alias="An", full_name="Anna van Dijk", cross_country=True)
    key = mentees.intake(desk, named).engagement_id
    recorded(desk, key, "An wants to plan another van; Anna and ms Dijk agree. Standing by AN.")
    redact(desk, key)
    (note,) = desk.store.all(NoteBody, layer=NoteLayer.RECORD)
    assert note.body == "… wants to plan another van; … and ms … agree. Standing by …."


def test_redacting_leaves_no_earlier_version_and_nothing_half_written_with_the_name(desk: Desk) -> None:
    key = take_on(desk)
    recorded(desk, key, "Mira-07 spoke of the move.")
    (session,) = desk.store.all(Session, engagement_id=key)
    record_conversation(desk, replace(load_session(desk, session.session_id), record="Spoke of the move."))
    assert any("Mira-07" in draft.body for draft in desk.store.drafts())
    redact(desk, key)
    assert not any("Mira-07" in draft.body for draft in desk.store.drafts())


@pytest.mark.parametrize("what", ["mentee", "session"])
def test_what_is_held_is_not_redacted_and_the_relation_goes_on(desk: Desk, what: str) -> None:
    key = take_on(desk)
    recorded(desk, key, "Mira-07 spoke of the move.")
    (session,) = desk.store.all(Session, engagement_id=key)
    held = engagement_of(desk, key).mentee_id if what == "mentee" else session.session_id
    holding.hold(desk, held, "letter 12")
    with pytest.raises(holding.HeldError):
        redact(desk, key)
    assert desk.store.all(NoteBody, layer=NoteLayer.RECORD)[0].body == "Mira-07 spoke of the move."
    assert desk.store.all(Engagement)[0].ended_on is None
    assert desk.store.all(Mentee)[0].alias == "Mira-07"


def test_who_was_opened_from_the_palette_goes_with_the_person(desk: Desk) -> None:
    key, other = take_on(desk), take_on(desk, "Bilu-22")
    recent.keep_recent_commands(desk, ["lock", f"person:{key}", f"person:{other}"])
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, engagement_of(desk, key).mentee_id)
    assert key not in desk.store.setting(SettingName.RECENT_COMMANDS)


def test_the_little_words_of_a_name_are_no_name(desk: Desk) -> None:
    mentees.intake(desk, mentees.Intake(alias="Mira-07", full_name="Anna van der Dijk", cross_country=True))
    snippets.keep_snippets(desk, "nl", "ag Afspraak van vandaag, de eerste van der hand")
    flows.keep_flow(desk, "nl", desk.guides[0].guide_id, "? Wat wil je van dit gesprek?")
    with pytest.raises(snippets.SnippetNameError):
        snippets.keep_snippets(desk, "nl", "ag Met Dijk")


def test_earlier_versions_go_by_themselves_after_their_month(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    recorded(desk, key, "The first wording.")
    (session,) = desk.store.all(Session, engagement_id=key)
    record_conversation(desk, replace(load_session(desk, session.session_id), record="Another wording."))
    clock.forward(days=20)
    run(desk)
    assert "first wording" in "".join(draft.body for draft in desk.store.drafts())
    clock.forward(days=11)
    run(desk)
    assert desk.store.drafts() == ()


def test_the_version_before_is_kept_however_old_the_note_was(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    recorded(desk, key, "The first wording.")
    (session,) = desk.store.all(Session, engagement_id=key)
    clock.forward(days=60)
    record_conversation(desk, replace(load_session(desk, session.session_id), record="Another wording."))
    assert [each.record for each in versions_of(desk, session.session_id)] == ["The first wording."]


def test_the_name_goes_also_when_something_fails_after_the_notes_were_removed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> int:
        raise PermissionError(13, "no")

    key = take_on(desk)
    recorded(desk, key, "Mira-07 spoke of the move.")
    proving.prove(desk, PASSPHRASE, allow_test=True)
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "drop_copies", fail)
        with pytest.raises(erasing.RemovedError):
            closing.close_relation(
                desk, key, Ending(on=desk.today, destroy=frozenset({NoteLayer.RECORD}), redact=True)
            )
    assert desk.store.all(NoteBody, layer=NoteLayer.RECORD) == ()
    assert desk.store.all(Mentee)[0].alias == "#1"


def test_a_paper_for_the_pocket_has_no_part_of_the_name_and_all_other_words(desk: Desk) -> None:
    named = mentees.Intake(alias="An", full_name="Anna van Dijk", cross_country=True)
    key = mentees.intake(desk, named).engagement_id
    goal_of(desk, key, "Anna plans another van")
    assert prepare(desk, key).naming.sub("–", prepare(desk, key).goal) == "– plans another van"


@pytest.mark.parametrize("working", [True, False])
def test_an_access_copy_has_what_is_half_written_and_what_was_worded_otherwise(
    desk: Desk, tmp_path: Path, *, working: bool
) -> None:
    key = take_on(desk)
    recorded(desk, key, "The first wording.")
    (session,) = desk.store.all(Session, engagement_id=key)
    record_conversation(desk, replace(load_session(desk, session.session_id), record="Another wording."))
    autosave(desk, replace(start_session(desk, key), record="<b>half</b> a thought", working="my own doubt"))
    autosave(desk, replace(start_session(desk, take_on(desk, "Bilu-22")), record="about somebody else"))
    proving.prove(desk, PASSPHRASE, allow_test=True)
    mentee_id = engagement_of(desk, key).mentee_id
    made = access_copy.make_copy(desk, mentee_id, tmp_path, working=working)
    for text in (made.page.read_text("utf-8"), made.data.read_text("utf-8")):
        assert "The first wording." in text
        assert "a thought" in text
        assert ("my own doubt" in text) is working
        assert "about somebody else" not in text
    assert "<b>" not in made.page.read_text("utf-8")
