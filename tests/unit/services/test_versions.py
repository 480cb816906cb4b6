"""Versions of a note stay for a month, and go with the person, the note or a correction."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, erase_one, take_on

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import SessionId
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import NoteLayer
from careernotes.services import conversations, erasing, holding, proving, retaining, versions
from careernotes.services.correcting import correct_note
from careernotes.services.desk import Desk
from careernotes.services.today import today
from careernotes.services.versions import NoteVersion, versions_of


def texts(desk: Desk, session_id: SessionId) -> list[tuple[str, str]]:
    return [(each.record, each.working) for each in versions_of(desk, session_id)]


@pytest.fixture
def changed(desk: Desk, clock: StoppedClock) -> SessionId:
    """A session whose first words were changed an hour later."""
    draft = replace(
        conversations.start_session(desk, take_on(desk)), record="first zebra", working="own giraffe"
    )
    conversations.record_conversation(desk, draft)
    clock.forward(hours=1)
    later = replace(conversations.load_session(desk, draft.session_id), record="second")
    conversations.record_conversation(desk, later)
    return draft.session_id


def test_what_was_recorded_before_is_a_version_and_no_draft(desk: Desk, changed: SessionId) -> None:
    assert texts(desk, changed) == [("first zebra", "own giraffe")]
    assert conversations.drafts_waiting(desk) == ()
    assert today(desk).unreadable_drafts == 0
    conversations.record_conversation(desk, conversations.load_session(desk, changed))
    assert len(texts(desk, changed)) == 1


def test_what_was_typed_in_an_earlier_sitting_is_a_version(desk: Desk, clock: StoppedClock) -> None:
    draft = replace(conversations.start_session(desk, take_on(desk)), record="before lunch")
    conversations.autosave(desk, draft)
    clock.forward(seconds=conversations.SITTING_SECONDS - 1)
    conversations.autosave(desk, replace(draft, record="before lunch, more"))
    assert texts(desk, draft.session_id) == []
    clock.forward(seconds=conversations.SITTING_SECONDS)
    conversations.autosave(desk, replace(draft, record="after lunch"))
    assert texts(desk, draft.session_id) == [("before lunch, more", "")]
    conversations.drop_draft(desk, draft.session_id)
    assert desk.store.drafts() == ()


def test_a_month_later_versions_are_gone(desk: Desk, changed: SessionId, clock: StoppedClock) -> None:
    clock.forward(days=versions.KEPT_DAYS + 1)
    assert texts(desk, changed) == []
    other = replace(conversations.start_session(desk, take_on(desk, "Other")), record="a")
    conversations.record_conversation(desk, other)
    conversations.record_conversation(desk, replace(other, record="b", updated_at=desk.moment + 9))
    retaining.run(desk)
    assert [kept.key for kept in desk.store.drafts(versions_only=True)] == [f"versions:{other.session_id}"]


def test_each_version_has_its_own_month(desk: Desk, changed: SessionId, clock: StoppedClock) -> None:
    clock.forward(days=20)
    again = replace(conversations.load_session(desk, changed), record="third")
    conversations.record_conversation(desk, again)
    clock.forward(days=20)
    retaining.run(desk)
    [kept] = desk.store.drafts(versions_only=True)
    assert "second" in kept.body
    assert "zebra" not in kept.body
    assert [record for record, _working in texts(desk, changed)] == ["second"]


@pytest.mark.parametrize("what", ["session", "person", "note"])
def test_versions_of_what_is_held_stay(
    desk: Desk, changed: SessionId, clock: StoppedClock, what: str
) -> None:
    [mentee] = desk.store.all(Mentee)
    note = desk.store.all(NoteBody, session_id=changed)[0]
    held = {"session": changed, "person": mentee.mentee_id, "note": note.note_id}
    holding.hold(desk, held[what], "letter 12")
    clock.forward(days=versions.KEPT_DAYS + 1)
    retaining.run(desk)
    assert "zebra" in desk.store.drafts(versions_only=True)[0].body
    holding.lift(desk, held[what])
    retaining.run(desk)
    assert desk.store.drafts() == ()


@pytest.mark.parametrize("layer", list(NoteLayer))
def test_erasing_one_note_takes_the_versions_along(
    desk: Desk, changed: SessionId, layer: NoteLayer
) -> None:
    [note] = desk.store.all(NoteBody, session_id=changed, layer=layer)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_note(desk, note.note_id)
    assert desk.store.drafts() == ()


def test_erasing_a_person_takes_the_versions_along(desk: Desk, changed: SessionId) -> None:
    assert texts(desk, changed)
    erase_one(desk)
    assert desk.store.drafts() == ()


def test_a_correction_leaves_no_version_with_the_wrong_words(desk: Desk, changed: SessionId) -> None:
    correct_note(desk, changed, wrong="second", right="true")
    assert texts(desk, changed) == []


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=1, max_value=40_000), min_size=1, max_size=14))
def test_the_newest_versions_are_kept_as_far_as_there_is_room(sizes: list[int]) -> None:
    room, expected = versions.MOST_CHARACTERS, []
    for size in reversed(sizes[-versions.MOST_VERSIONS :]):
        room -= size
        if room < 0:
            break
        expected.append(size)
    newest_first = [NoteVersion(at=1, record="x" * size, working="") for size in reversed(sizes)]
    kept = versions.newest(newest_first)
    assert [len(each.record) for each in kept] == expected
