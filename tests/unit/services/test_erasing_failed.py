"""An erasure that fails after the removal says that it was removed, and nothing of it comes back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Mentee
from careernotes.domain.rules import UnknownRecordError
from careernotes.errors import CareerNotesError
from careernotes.i18n import error_text
from careernotes.services import erasing, proving
from careernotes.services.conversations import autosave, load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.erasing import BackupsHoldError, RemovedError, ResidueError
from careernotes.vault import erasure
from careernotes.vault.errors import DamagedVaultError, DiskFullError, FailingDiskError

WORDS = "the secret canaryword"


@pytest.fixture
def draft(desk: Desk) -> SessionDraft:
    """A recorded conversation, as its page holds it; the passphrase was just typed."""
    key = take_on(desk, "Mira-07")
    record_conversation(desk, replace(start_session(desk, key), record=WORDS, working="my own thought"))
    (session,) = desk.store.all(Session)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return load_session(desk, session.session_id)


@pytest.mark.parametrize(
    "failure",
    [PermissionError(13, "no"), FileNotFoundError(2, "gone"), DiskFullError(), DamagedVaultError(part="x")],
    ids=lambda each: type(each).__name__,
)  # fmt: skip
@pytest.mark.parametrize("step", ["drop_copies", "drop_counts_aside"])
def test_what_fails_after_the_removal_says_that_it_is_removed_and_waits_for_the_next_unlock(
    desk: Desk, draft: SessionDraft, monkeypatch: pytest.MonkeyPatch, step: str, failure: Exception
) -> None:
    def fail(*_given: object) -> int:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(erasing, step, fail)
        with pytest.raises(RemovedError) as raised:
            erasing.erase_person(desk, desk.store.all(Mentee)[0].mentee_id)
    assert "erased" in error_text(raised.value)
    assert WORDS not in str(raised.value)
    assert desk.store.all(Mentee) == ()
    assert erasure.unfinished(desk.store)
    assert erasing.finish_waiting(desk).number == 1
    assert not erasure.unfinished(desk.store)


def test_what_is_said_by_itself_stays_as_it_is() -> None:
    assert issubclass(ResidueError, RemovedError)
    assert issubclass(BackupsHoldError, RemovedError)


def test_the_names_that_go_by_a_rule_are_removed_too_when_the_look_fails(
    desk: Desk, draft: SessionDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> int:
        raise FailingDiskError

    monkeypatch.setattr(erasing, "drop_copies", fail)
    with pytest.raises(RemovedError):
        erasing.erase_names(desk, desk.store.all(Mentee)[0])
    assert [each.alias for each in desk.store.all(Mentee)] == ["#1"]


def test_what_fails_before_the_removal_is_no_removal(
    desk: Desk, draft: SessionDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> int:
        raise DiskFullError

    monkeypatch.setattr(erasure, "remove_gathered", fail)
    with pytest.raises(DiskFullError) as raised:
        erasing.erase_session(desk, draft.session_id)
    assert not isinstance(raised.value, RemovedError)
    assert [each.body for each in desk.store.all(NoteBody) if WORDS in each.body]


@pytest.mark.parametrize("late", [autosave, record_conversation], ids=["a draft", "a record"])
def test_words_of_an_erased_conversation_do_not_come_back_late(
    desk: Desk, draft: SessionDraft, late: Callable[[Desk, SessionDraft], object]
) -> None:
    erasing.erase_session(desk, draft.session_id)
    with pytest.raises(UnknownRecordError):
        late(desk, replace(draft, record=WORDS + " and more"))
    assert desk.store.drafts() == ()
    assert desk.store.all(NoteBody) == ()


@pytest.mark.parametrize("late", [autosave, record_conversation], ids=["a draft", "a record"])
def test_words_of_conversations_that_a_rule_erased_together_do_not_come_back_late(
    desk: Desk, draft: SessionDraft, late: Callable[[Desk, SessionDraft], object]
) -> None:
    other = replace(start_session(desk, draft.engagement_id), record="another day")
    record_conversation(desk, other)
    sessions = desk.store.all(Session)
    notes = desk.store.all(NoteBody, session_id=other.session_id)
    erasing.erase_by_rule(desk, [*sessions, *notes])
    for each in (draft, other):
        with pytest.raises(UnknownRecordError):
            late(desk, replace(each, record=WORDS + " and more"))
    assert desk.store.drafts() == ()
    assert desk.store.all(NoteBody) == ()
    # What hung on another root went with it; the look is the same one on both.
    receipts = erasure.receipts(desk.store)
    assert [each.counts["session"] for each in receipts] == [1, 1]
    assert receipts[0].counts["pages_read"] == receipts[1].counts["pages_read"] > 0
    assert not erasure.unfinished(desk.store)


def test_a_new_conversation_after_an_erased_one_is_kept(desk: Desk, draft: SessionDraft) -> None:
    erasing.erase_session(desk, draft.session_id)
    new = replace(start_session(desk, draft.engagement_id), record="another day")
    assert autosave(desk, new).record == "another day"
    record_conversation(desk, new)
    assert [each.body for each in desk.store.all(NoteBody) if each.body] == ["another day"]


def test_an_unexpected_failure_is_expected_here_as_nothing_else(desk: Desk) -> None:
    """Whoever handles expected failures hears of it."""
    assert issubclass(RemovedError, CareerNotesError)
