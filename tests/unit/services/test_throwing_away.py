"""A draft thrown away comes back as it stood on the page; nothing newer or erased is overwritten by it."""

from dataclasses import replace

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on
from tests.unit.services.test_undo_after_erasing import recorded, redact

from careernotes.domain.conversations import Session
from careernotes.domain.rules import UnknownRecordError
from careernotes.services import erasing, proving
from careernotes.services.changes import ChangedSinceError
from careernotes.services.conversations import autosave, load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.records import engagement_of
from careernotes.services.throwing_away import bring_back, throw_away
from careernotes.services.versions import versions_of


def begun(desk: Desk) -> SessionDraft:
    draft = replace(start_session(desk, take_on(desk)), record="Mira-07 spoke of the move.")
    return autosave(desk, draft)


def test_it_comes_back_with_what_was_typed_after_it_was_saved_and_its_versions(
    desk: Desk, clock: StoppedClock
) -> None:
    draft = begun(desk)
    clock.forward(hours=3)
    draft = autosave(desk, replace(draft, record="Another sitting."))
    kept, page = versions_of(desk, draft.session_id), replace(draft, working="typed last")
    assert kept
    thrown = throw_away(desk, page)
    assert desk.store.drafts() == ()
    bring_back(desk, thrown)
    assert replace(load_session(desk, draft.session_id), updated_at=0) == replace(page, updated_at=0)
    assert versions_of(desk, draft.session_id) == kept


def test_changes_of_a_recorded_note_come_back_unless_it_was_recorded_anew(desk: Desk) -> None:
    key = take_on(desk)
    recorded(desk, key, "The first wording.")
    session_id = desk.store.all(Session, engagement_id=key)[0].session_id
    thrown = throw_away(desk, replace(load_session(desk, session_id), record="Another wording."))
    bring_back(desk, thrown)
    assert load_session(desk, session_id).record == "Another wording."
    thrown = throw_away(desk, load_session(desk, session_id))
    record_conversation(desk, replace(load_session(desk, session_id), record="A third.", duration_min=45))
    with pytest.raises(ChangedSinceError):
        bring_back(desk, thrown)
    assert load_session(desk, session_id).record == "A third."


def test_a_draft_written_meanwhile_is_not_overwritten(desk: Desk) -> None:
    draft = begun(desk)
    thrown = throw_away(desk, draft)
    autosave(desk, replace(draft, record="newer"))
    with pytest.raises(ChangedSinceError):
        bring_back(desk, thrown)
    assert load_session(desk, draft.session_id).record == "newer"


def test_what_was_redacted_or_erased_since_does_not_come_back(desk: Desk) -> None:
    draft = begun(desk)
    thrown = throw_away(desk, draft)
    redact(desk, draft.engagement_id)
    with pytest.raises(ChangedSinceError):
        bring_back(desk, thrown)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, engagement_of(desk, draft.engagement_id).mentee_id)
    with pytest.raises(UnknownRecordError):
        bring_back(desk, thrown)
    assert desk.store.drafts() == ()
