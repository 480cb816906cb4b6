"""Writing up from anywhere, and about somebody else: nothing is left that names the first one."""

from dataclasses import replace

import pytest
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.rules import UnknownRecordError
from careernotes.services import conversations
from careernotes.services.capturing import about_somebody_else, everybody, write_up
from careernotes.services.desk import Desk


def test_nobody_to_write_about_is_no_draft(desk: Desk) -> None:
    assert write_up(desk) is None
    assert desk.store.drafts() == ()


def test_it_is_about_whoever_was_talked_with_last(desk: Desk) -> None:
    first, second = take_on(desk, "Zeb"), take_on(desk, "Abe")
    assert [each.alias for each in everybody(desk)] == ["Abe", "Zeb"]
    conversations.record_conversation(desk, replace(conversations.start_session(desk, first), record="x"))
    found = write_up(desk)
    assert found is not None
    draft = conversations.load_session(desk, found)
    assert (draft.engagement_id, draft.check_id) == (first, None)
    moved = about_somebody_else(desk, replace(draft, record="words"), second)
    assert (moved.engagement_id, moved.record) == (second, "words")


def test_nothing_names_the_person_it_was_about_before(desk: Desk, clock: StoppedClock) -> None:
    first, second = take_on(desk, "Zeb"), take_on(desk, "Abe")
    draft = replace(conversations.start_session(desk, first), record="words")
    conversations.autosave(desk, draft)
    clock.forward(hours=1)
    draft = conversations.autosave(desk, replace(draft, record="words and more"))
    assert any(first in kept.body for kept in desk.store.drafts(versions_only=True))
    about_somebody_else(desk, draft, second)
    assert not any(first in kept.body for kept in desk.store.drafts())


def test_what_is_recorded_stays_with_its_person(desk: Desk) -> None:
    first, second = take_on(desk, "Zeb"), take_on(desk, "Abe")
    draft = replace(conversations.start_session(desk, first), record="x")
    conversations.record_conversation(desk, draft)
    with pytest.raises(UnknownRecordError):
        about_somebody_else(desk, draft, second)
