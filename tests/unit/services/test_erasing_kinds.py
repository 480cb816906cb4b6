"""An identity is one within a kind: an erasure is about what it took out, never about its namesakes."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, StoppedClock
from tests.unit.vault import samples

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, MenteeId, RecordId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import RECORD_TYPES, key_of, shape_of
from careernotes.domain.rules import UnknownRecordError
from careernotes.services import backups, erasing, proving, unlocking
from careernotes.services.conversations import autosave, load_session, start_session
from careernotes.services.desk import Desk
from careernotes.services.erased import BackupsHoldError, RemovedError
from careernotes.vault import backup_forgetting, erasure, erasure_alive, erasure_proof
from careernotes.vault.backup_errors import BackupDiskFullError
from careernotes.vault.errors import FailingDiskError
from careernotes.vault.keeping import Draft, SettingName

# Person -> their engagement; each engagement has a conversation and a note of its own name.
RELATIONS = {"1": "2", "2": "1", "3": "3"}


@pytest.fixture
def namesakes(desk: Desk) -> Desk:
    """Three people whose identities cross those of the others' relations, conversations and notes."""
    for person, relation in RELATIONS.items():
        desk.store.put(replace(samples.mentee(int(person)), mentee_id=MenteeId(person)))
        engagement, session = EngagementId(relation), SessionId(relation)
        desk.store.put(
            replace(samples.engagement(), engagement_id=engagement, mentee_id=MenteeId(person))
        )
        desk.store.put(replace(samples.session(), session_id=session, engagement_id=engagement))
        desk.store.put(replace(samples.note(), note_id=RecordId(relation), session_id=session))
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return desk


def held(desk: Desk) -> tuple[set[str], ...]:
    """Who and what is there."""
    kinds = (Mentee, Engagement, Session, NoteBody)
    return tuple({key_of(each) for each in desk.store.all(kind)} for kind in kinds)


def backups_hold(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> type[RemovedError]:
    def full(_vault: object) -> None:
        raise BackupDiskFullError

    backups.back_up(desk)
    monkeypatch.setattr(backup_forgetting, "make_backup", full)
    return BackupsHoldError


def look_fails(_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> type[RemovedError]:
    def fail(*_given: object) -> None:
        raise FailingDiskError

    monkeypatch.setattr(erasure_proof, "prove_gone", fail)
    return RemovedError


@pytest.mark.parametrize("remembered", [True, pytest.param(False, marks=pytest.mark.long)])
@pytest.mark.parametrize("why", [backups_hold, look_fails])
def test_a_waiting_erasure_takes_nobody_else_along(
    namesakes: Desk, why: Callable[[Desk, pytest.MonkeyPatch], type[RemovedError]], remembered: bool
) -> None:
    desk, kept = namesakes, ({"2", "3"}, {"1", "3"}, {"1", "3"}, {"1", "3"})
    with pytest.MonkeyPatch.context() as broken:
        error = why(desk, broken)
        with pytest.raises(error):
            erasing.erase_person(desk, MenteeId("1"))
    if not remembered:
        # A receipt from before rows were remembered.
        desk.store.set_setting(SettingName.ERASING, "")
    assert held(desk) == kept
    desk.close()
    desk = unlocking.unlock(desk.vault.paths.folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    assert erasing.finish_waiting(desk).number == 1
    assert held(desk) == kept
    desk.close()


@pytest.mark.long
def test_without_the_kind_in_a_mark_somebody_else_would_go(
    namesakes: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: marks of before, which knew the identity only."""
    real = erasure_alive._Remembered.mark
    monkeypatch.setattr(
        erasure_alive._Remembered, "mark", lambda self, _kind, *texts: real(self, "", *texts)
    )
    with pytest.MonkeyPatch.context() as broken:
        error = look_fails(namesakes, broken)
        with pytest.raises(error):
            erasing.erase_person(namesakes, MenteeId("1"))
    erasing.finish_waiting(namesakes)
    assert held(namesakes)[0] == {"3"}


IDENTITIES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=4)
NAMED = st.tuples(st.sampled_from(list(RECORD_TYPES)), IDENTITIES)


@given(st.sets(NAMED, min_size=2, max_size=8))
def test_no_two_records_have_one_mark(named: set[tuple[str, str]]) -> None:
    remembered = erasure_alive._Remembered(salt=b"0" * 16, marks={})
    assert len({remembered.mark(*each) for each in named}) == len(named)


@given(session=IDENTITIES, relation=IDENTITIES, said=IDENTITIES, going=st.sets(NAMED, max_size=6))
def test_a_draft_goes_with_its_conversation_or_its_relation_and_with_no_namesake(
    session: str, relation: str, said: str, going: set[tuple[str, str]]
) -> None:
    body = {"session_id": session, "engagement_id": relation, "record": said, "themes": [{"theme_id": said}]}
    draft = Draft(key=session, body=json.dumps(body), updated_at=1)
    theirs = bool({("session", session), ("engagement", relation)} & going)
    assert erasure._is_about(draft, {(RECORD_TYPES[kind], key) for kind, key in going}) == theirs


@pytest.mark.parametrize("by_rule", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_conversation_is_written_on_when_somebody_of_its_identity_was_erased(
    namesakes: Desk, by_rule: bool
) -> None:
    desk = namesakes
    if by_rule:
        erasing.erase_by_rule(desk, [*desk.store.all(Mentee, mentee_id="1"), *desk.store.all(NoteBody)[-1:]])
    else:
        erasing.erase_person(desk, MenteeId("1"))
    draft = replace(start_session(desk, EngagementId("3")), session_id=SessionId("1-new"))
    for key in ("1-new", "3"):
        assert autosave(desk, replace(draft, session_id=SessionId(key), record="words")).record == "words"
    store = desk.store
    store.remove(Session, "1")
    assert autosave(desk, replace(draft, session_id=SessionId("1"), record="words")).record == "words"


def test_a_draft_that_only_says_the_identity_of_what_goes_stays(namesakes: Desk) -> None:
    """Of person 1 goes the draft about their relation, not the one of the conversation called 1."""
    desk = namesakes
    theirs = replace(start_session(desk, EngagementId("2")), record="theirs")
    others = replace(load_session(desk, SessionId("1")), record="somebody else's", next_time="2")
    third = replace(start_session(desk, EngagementId("3")), next_time="1", working="2")
    for draft in (theirs, others, third):
        autosave(desk, draft)
    strange = [Draft(key="x", body='{"of": ["2"]}', updated_at=1), Draft(key="y", body='"2"', updated_at=1)]
    with desk.store.transaction():
        for each in strange:
            # By another version: whom it is about, nobody knows.
            desk.store.save_draft(each)
    erasing.erase_person(desk, MenteeId("1"))
    assert {each.key for each in desk.store.drafts()} == {"1", third.session_id}


@pytest.mark.parametrize("by_rule", [False, pytest.param(True, marks=pytest.mark.long)])
def test_an_erased_conversation_is_refused_also_beside_an_erased_namesake(
    namesakes: Desk, by_rule: bool
) -> None:
    desk = namesakes
    session = desk.store.all(Session, session_id="1")
    if by_rule:
        erasing.erase_by_rule(desk, session)
    else:
        erasing.erase_session(desk, SessionId("1"))
    late = replace(start_session(desk, EngagementId("1")), session_id=SessionId("1"), record="late words")
    with pytest.raises(UnknownRecordError):
        autosave(desk, late)


def test_what_a_receipt_is_about_comes_before_all_that_hangs_on_it() -> None:
    """By that the counts of a receipt tell of what kind it is."""
    order = list(RECORD_TYPES)
    for kind, record_type in RECORD_TYPES.items():
        own_key = shape_of(record_type)[0].name
        for other, child in RECORD_TYPES.items():
            hangs = any(shape.name == own_key and not shape.optional for shape in shape_of(child)[1:])
            assert not hangs or order.index(kind) < order.index(other), (kind, other)


def test_each_receipt_says_of_what_kind_it_is(namesakes: Desk) -> None:
    desk = namesakes
    erasing.erase_note(desk, RecordId("1"))
    erasing.erase_session(desk, SessionId("1"))
    erasing.erase_person(desk, MenteeId("2"))
    erasing.erase_by_rule(desk, [*desk.store.all(NoteBody), *desk.store.all(Session)])
    kinds = [each.kind for each in erasure.receipts(desk.store)]
    assert kinds == ["note_body", "session", "mentee", "note_body", "note_body", "session", "session"]
