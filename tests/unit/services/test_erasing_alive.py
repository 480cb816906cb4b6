"""What an erasure left alive goes at the next unlock, and is never on a receipt as gone while it is there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import MenteeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import RECORD_TYPES
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, erasing, proving, rekeying, unlocking
from careernotes.services.conversations import autosave, load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.erasing import BackupsHoldError, RemovedError, ResidueError
from careernotes.services.holding import HeldError, hold, lift
from careernotes.services.interchange import export_plain, import_plain
from careernotes.services.last_view import HalfTyped, LastView, keep_view
from careernotes.services.work import Work
from careernotes.vault import backup_forgetting, erasure, erasure_alive, erasure_proof
from careernotes.vault.backup_errors import BackupDiskFullError
from careernotes.vault.errors import DamagedVaultError, DiskFullError, FailingDiskError
from careernotes.vault.keeping import SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.search import search

WORDS = "We agreed that the zanzibar plan is to be told to three people outside before the summer."
OTHER = "Something else that stays where it is."


@pytest.fixture
def mira(desk: Desk) -> MenteeId:
    """Somebody with a recorded conversation and another half written, beside somebody who stays."""
    key = take_on(desk, "Mira-07", counted_general=True)
    record_conversation(desk, replace(start_session(desk, key), record=WORDS, working=WORDS))
    autosave(desk, replace(start_session(desk, key), record=f"half written {WORDS}"))
    other = take_on(desk, "Tova-31", counted_general=True)
    record_conversation(desk, replace(start_session(desk, other), record=OTHER))
    autosave(desk, replace(start_session(desk, other), record=f"half written {OTHER}"))
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return next(each.mentee_id for each in desk.store.all(Mentee) if each.alias == "Mira-07")


def again(desk: Desk, passphrase: str = PASSPHRASE) -> Desk:
    desk.close()
    return unlocking.unlock(desk.vault.paths.folder, passphrase, clock=StoppedClock(), allow_test=True)


def left_alive(desk: Desk, mira: MenteeId, *forgotten: str) -> None:
    """An erasure by a build that forgets to take something out."""
    with pytest.MonkeyPatch.context() as broken:
        for name in forgotten:
            broken.setattr(NotesStore, name, lambda *_given: None)
        with pytest.raises(ResidueError):
            erasing.erase_person(desk, mira)
    assert erasure.unfinished(desk.store)


def all_gone(desk: Desk) -> bool:
    """Nothing of what was erased, and everything of what was not."""
    assert [each.body for each in desk.store.all(NoteBody) if each.body == OTHER]
    assert len(desk.store.drafts()) >= 1
    texts = [each.body for each in (*desk.store.all(NoteBody), *desk.store.drafts())]
    aliases = [each.alias for each in desk.store.all(Mentee)]
    return not any(WORDS in each for each in texts) and aliases == ["Tova-31"]


@pytest.mark.parametrize(
    "forgotten",
    [
        ("remove", "discard_draft"),
        pytest.param(("remove",), marks=pytest.mark.long),
        pytest.param(("discard_draft",), marks=pytest.mark.long),
    ],
)
def test_what_was_left_alive_goes_at_the_next_unlock(
    desk: Desk, mira: MenteeId, forgotten: tuple[str, ...]
) -> None:
    left_alive(desk, mira, *forgotten)
    desk = again(desk)
    assert not all_gone(desk)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)
    assert search(desk.store, "zanzibar") == ()
    assert len(desk.store.drafts()) == 1
    (receipt,) = erasure.receipts(desk.store)
    assert receipt.counts["residue"] == 0
    assert not erasure.unfinished(desk.store)
    assert desk.vault.integrity().fine
    assert desk.store.setting(SettingName.ERASING) == ""
    desk.close()


@pytest.mark.parametrize("forgotten", ["remove", pytest.param("discard_draft", marks=pytest.mark.long)])
def test_while_it_is_alive_no_unlock_calls_it_finished(
    desk: Desk, mira: MenteeId, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    left_alive(desk, mira, forgotten)
    for _unlock in range(2):
        desk = again(desk)
        with monkeypatch.context() as broken:
            broken.setattr(NotesStore, forgotten, lambda *_given: None)
            with pytest.raises(ResidueError):
                erasing.finish_waiting(desk)
        (receipt,) = erasure.receipts(desk.store)
        assert receipt.counts["residue"] > 0
        assert erasure.unfinished(desk.store) == (receipt.number,)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)
    desk.close()


def test_without_the_look_at_rows_a_receipt_would_stand_for_what_is_there(
    desk: Desk, mira: MenteeId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the finish of before, which looked between the rows only."""
    left_alive(desk, mira, "remove")
    monkeypatch.setattr(erasure_alive, "alive", lambda *_given: erasure_alive.Alive(records=(), drafts=()))
    assert erasing.finish_waiting(desk).number == 1
    assert not all_gone(desk)


@pytest.mark.long
def test_a_receipt_that_remembers_no_rows_still_knows_what_it_is_about(desk: Desk, mira: MenteeId) -> None:
    """One from before rows were remembered."""
    left_alive(desk, mira, "remove")
    desk.store.set_setting(SettingName.ERASING, "")
    desk = again(desk)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)
    desk.close()


@pytest.mark.long
def test_new_keys_in_between_change_nothing_about_it(desk: Desk, mira: MenteeId) -> None:
    left_alive(desk, mira, "remove", "discard_draft")
    rekeying.finish(desk, rekeying.begin(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True))
    desk = again(desk)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)
    desk.close()


@pytest.mark.parametrize(
    "forgotten",
    [
        ("remove",),
        pytest.param(("discard_draft",), marks=pytest.mark.long),
        pytest.param(("remove", "discard_draft"), marks=pytest.mark.long),
    ],
)
def test_of_a_conversation_that_stays_new_words_stay_too(
    desk: Desk, mira: MenteeId, forgotten: tuple[str, ...]
) -> None:
    """The erasure of a note took its draft along; what was typed since is not that draft."""
    (note,) = desk.store.all(NoteBody, body=WORDS, layer="record")
    draft = load_session(desk, note.session_id)
    autosave(desk, replace(draft, next_time="an older thought"))
    with pytest.MonkeyPatch.context() as broken:
        for name in forgotten:
            broken.setattr(NotesStore, name, lambda *_given: None)
        with pytest.raises(ResidueError):
            erasing.erase_note(desk, note.note_id)
    kept = [each for each in desk.store.drafts() if "an older thought" in each.body]
    assert bool(kept) == ("discard_draft" in forgotten)
    assert (desk.store.get(NoteBody, note.note_id) is not None) == ("remove" in forgotten)
    autosave(desk, replace(draft, record="", next_time="a new thought"))
    half = HalfTyped(key="working", text="half a new thought")
    keep_view(desk, LastView(screen="session", arguments={"session_id": note.session_id}, typed=(half,)))
    assert erasing.finish_waiting(desk).number == 1
    assert [each for each in desk.store.drafts() if "a new thought" in each.body]
    assert "half a new thought" in desk.store.setting(SettingName.LAST_VIEW)
    assert desk.store.get(Session, note.session_id) is not None
    assert desk.store.get(NoteBody, note.note_id) is None


def backups_hold(desk: Desk, mira: MenteeId) -> None:
    """The look is clean, and no new backup can be made."""

    def full(_vault: OpenVault) -> None:
        raise BackupDiskFullError

    backups.back_up(desk)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(backup_forgetting, "make_backup", full)
        with pytest.raises(BackupsHoldError):
            erasing.erase_person(desk, mira)


def no_look_gets_to_its_end(desk: Desk, mira: MenteeId) -> None:
    """The first is cut short, and the one at the next unlock as well."""

    def fail(*_given: object) -> None:
        raise FailingDiskError

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(erasure_proof, "prove_gone", fail)
        broken.setattr(erasure_proof, "prove_rewritten", fail)
        with pytest.raises(RemovedError):
            erasing.erase_person(desk, mira)
        with pytest.raises(RemovedError):
            erasing.finish_waiting(desk)


def only_drafts_left_alive(desk: Desk, mira: MenteeId) -> None:
    left_alive(desk, mira, "discard_draft")


@pytest.mark.parametrize(
    "erase",
    [
        backups_hold,
        pytest.param(no_look_gets_to_its_end, marks=pytest.mark.long),
        pytest.param(only_drafts_left_alive, marks=pytest.mark.long),
    ],
)
def test_who_is_brought_back_after_the_erasure_stays(
    desk: Desk, mira: MenteeId, erase: Callable[[Desk, MenteeId], None]
) -> None:
    lines = list(export_plain(desk, Work.silent()))
    erase(desk, mira)
    assert desk.store.get(Mentee, mira) is None
    assert import_plain(desk, lines, Work.silent()).added
    (relation,) = desk.store.all(Engagement, mentee_id=mira)
    new = replace(start_session(desk, relation.engagement_id), record="a new conversation")
    record_conversation(desk, new)
    there = {kind: desk.store.all(kind) for kind in RECORD_TYPES.values()}
    desk = again(desk)
    assert erasing.finish_waiting(desk).number == 1
    assert {kind: desk.store.all(kind) for kind in RECORD_TYPES.values()} == there
    assert not any(WORDS in each.body for each in desk.store.drafts())
    assert desk.vault.integrity().fine
    desk.close()


@pytest.mark.long
def test_a_hold_put_on_it_meanwhile_keeps_it_and_the_receipt_waits(desk: Desk, mira: MenteeId) -> None:
    left_alive(desk, mira, "remove")
    hold(desk, mira, "letter of today")
    # Not that it is erased: it is there.
    with pytest.raises(HeldError):
        erasing.finish_waiting(desk)
    assert desk.store.get(Mentee, mira) is not None
    assert erasure.unfinished(desk.store)
    lift(desk, mira)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)


def test_what_cannot_be_read_of_it_is_not_called_erased(desk: Desk, mira: MenteeId) -> None:
    left_alive(desk, mira, "remove")
    kept = desk.store.setting(SettingName.ERASING)
    desk.store.set_setting(SettingName.ERASING, "not what was written")
    with pytest.raises(DamagedVaultError):
        erasing.finish_waiting(desk)
    assert desk.store.get(Mentee, mira) is not None
    assert erasure.unfinished(desk.store)
    desk.store.set_setting(SettingName.ERASING, kept)
    assert erasing.finish_waiting(desk).number == 1
    assert all_gone(desk)


@pytest.mark.long
def test_what_is_remembered_names_nobody(desk: Desk, mira: MenteeId) -> None:
    left_alive(desk, mira, "remove", "discard_draft")
    kept = desk.store.setting(SettingName.ERASING)
    assert kept
    assert not any(str(each.mentee_id) in kept for each in desk.store.all(Mentee))
    assert "zanzibar" not in kept


@pytest.mark.long
def test_a_finished_erasure_is_one_also_when_there_is_no_room_to_forget_its_marks(
    desk: Desk, mira: MenteeId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(erasure_alive, "forget", full)
        assert erasing.erase_person(desk, mira).counts["session"] == 1
        assert erasing.finish_waiting(desk).number == 0
    assert desk.store.setting(SettingName.ERASING)
    assert erasing.finish_waiting(desk).number == 0
    assert desk.store.setting(SettingName.ERASING) == ""
