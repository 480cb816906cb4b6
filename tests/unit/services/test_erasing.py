"""A person who is erased is nowhere any more, and the receipt says so without a word about them."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, facts_of, take_on
from tests.unit.vault.pages import decrypted_pages, journal_pages

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, MenteeId, ThemeId
from careernotes.domain.mentees import Mentee
from careernotes.services import erasing, proving, trail
from careernotes.services.conversations import autosave, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.erasing import ResidueError
from careernotes.services.last_view import HalfTyped, LastView, keep_view, last_view, put_view_aside
from careernotes.services.overview import overview_of
from careernotes.services.records import engagement_of
from careernotes.vault import erasure, erasure_needles, erasure_proof
from careernotes.vault.aside import read_aside
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup import make_backup
from careernotes.vault.counts_anew import begin_counts_anew
from careernotes.vault.keeping import SettingName
from careernotes.vault.opening import counts_aside
from careernotes.vault.search import search

CANARY = "zanzibarcanary"


@pytest.fixture
def life(desk: Desk) -> EngagementId:
    """Somebody with a word of their own in every place there is, beside somebody else."""
    key = take_on(desk, f"{CANARY}-07", counted_general=True)
    other = take_on(desk, "Tova-31", counted_general=True)
    for each, word in ((key, CANARY), (other, "ordinary")):
        for number in range(12):
            draft = start_session(desk, each, held_on=desk.today)
            record_conversation(
                desk,
                replace(
                    draft,
                    record=f"We talked about the {word} plan and the next step, once more and at length. "
                    * (number + 1),
                    working=f"I gave {word} advice too early.",
                    next_time=f"Ask about {word}",
                    themes=(DraftTheme(theme_id=ThemeId("dir.next_step"), primary=True),),
                    actions=(DraftAction(text=f"{word} to be introduced"),),
                ),
            )
    waiting = start_session(desk, key)
    autosave(desk, replace(waiting, record=f"half written {CANARY}"))
    typed = (HalfTyped(key="line", text=f"half typed {CANARY}"),)
    keep_view(desk, LastView(screen="person", arguments={"engagement_id": key}, typed=typed))
    return key


@pytest.fixture
def proved(desk: Desk) -> Desk:
    """The passphrase was just typed."""
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return desk


def mentee_id(desk: Desk, key: EngagementId) -> MenteeId:
    return engagement_of(desk, key).mentee_id


def pages_with(desk: Desk, *words: str) -> int:
    """How many pages hold one of *words*, read independently; closes the vault."""
    with desk.vault.keys as keys:
        desk.close()
        pages: list[bytes] = []
        for path, key in ((desk.vault.paths.notes, keys.notes), (desk.vault.paths.themes, keys.themes)):
            pages += decrypted_pages(path, key)
            pages += journal_pages(path.with_name(path.name + "-journal"), key)
    assert any(b"CREATE TABLE" in page for page in pages)
    return sum(any(word.encode() in page for word in words) for page in pages)


def test_nothing_of_somebody_erased_stays_in_what_was_read_for_the_lists(
    proved: Desk, life: EngagementId
) -> None:
    assert overview_of(proved).alias(life) == f"{CANARY}-07"
    erasing.erase_person(proved, mentee_id(proved, life))
    assert proved.store.read_last is None
    assert life not in overview_of(proved).engagements


def test_an_erased_person_is_on_no_page_and_in_no_index(proved: Desk, life: EngagementId) -> None:
    person = mentee_id(proved, life)
    done = erasing.erase_person(proved, person)
    assert done.pages > 20
    assert done.searched > 50
    assert done.counts["session"] == 12
    assert done.counts["note_body"] == 24
    assert done.counts["draft"] == 1
    assert last_view(proved) is None
    assert search(proved.store, CANARY[:6]) == ()
    assert proved.store.integrity().fine
    assert pages_with(proved, CANARY, person, life) == 0


def test_the_control_the_words_are_on_many_pages_before(desk: Desk, life: EngagementId) -> None:
    assert search(desk.store, CANARY[:6])
    assert pages_with(desk, CANARY, life) > 5


def test_somebody_else_stays_as_they_were_and_is_counted_as_before(proved: Desk, life: EngagementId) -> None:
    before = proved.store.count(NoteBody)
    erasing.erase_person(proved, mentee_id(proved, life))
    assert proved.store.count(NoteBody) == before - 24
    assert [each.alias for each in proved.store.all(Mentee)] == ["Tova-31"]
    facts = facts_of(proved)
    assert len(facts.persons) == 1
    assert len(facts.codings) == 12


def test_the_receipt_holds_counts_and_a_hash_and_no_word(proved: Desk, life: EngagementId) -> None:
    person = mentee_id(proved, life)
    done = erasing.erase_person(proved, person)
    (receipt,) = erasure.receipts(proved.store)
    assert receipt.subject == done.subject
    assert receipt.counts["session"] == 12
    assert receipt.counts["residue"] == 0
    assert receipt.counts["pages_read"] == done.pages
    entry = [each for each in proved.vault.trail.entries() if each.code is AuditCode.ERASED][-1]
    assert entry.ref == done.subject
    assert len(done.receipt.split()) == 8
    assert done.receipt == trail.receipt(proved)


def test_a_session_alone_is_erased_and_the_person_stays(proved: Desk, life: EngagementId) -> None:
    first = proved.store.all(Session, engagement_id=life)[0]
    proved.store.put(replace(first, next_time="kilimanjarocanary"))
    done = erasing.erase_session(proved, first.session_id)
    assert done.counts["session"] == 1
    assert proved.store.count(Session, engagement_id=life) == 11
    assert len(facts_of(proved).codings) == 23
    assert pages_with(proved, "kilimanjarocanary", first.session_id) == 0


def test_a_note_alone_is_erased_with_the_words_it_left_in_the_index(proved: Desk, life: EngagementId) -> None:
    note = proved.store.all(NoteBody)[0]
    proved.store.put(
        replace(note, body="It was about the kilimanjarocanary, and about the rest of the year too.")
    )
    assert search(proved.store, "kiliman")
    erasing.erase_note(proved, note.note_id)
    assert search(proved.store, "kiliman") == ()
    assert proved.store.get(Session, note.session_id) is not None
    assert pages_with(proved, "kilimanjarocanary", note.note_id) == 0


def test_without_secure_delete_the_look_afterwards_finds_what_is_left(desk: Desk, life: EngagementId) -> None:
    """The positive control: the reader sees what the setting would have overwritten."""
    gathered = erasure.gather(desk.store, [desk.store.all(Mentee, mentee_id=mentee_id(desk, life))[0]])
    needles = erasure_needles.needles_for(desk.store, gathered)
    connection = desk.store.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    with desk.store.transaction():
        erasure.remove_gathered(desk.vault, gathered, erasure.ErasedWhat.PERSON, 1)
    assert erasure_proof._look(desk.vault, needles, lambda _done, _total: None).residue > 20
    # What was left behind is overwritten by writing the files anew, and gone at the second look.
    assert erasure_proof.prove_gone(desk.vault, needles).gone
    assert desk.store.integrity().fine
    assert pages_with(desk, CANARY) == 0


def test_residue_is_said_and_not_called_erased(
    proved: Desk, life: EngagementId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that neither overwrites nor writes anew says how much is left."""
    connection = proved.store.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    monkeypatch.setattr(erasure_proof, "rewrite", lambda _connection: None)
    with pytest.raises(ResidueError):
        erasing.erase_person(proved, mentee_id(proved, life))
    (receipt,) = erasure.receipts(proved.store)
    assert receipt.counts["residue"] > 0
    # It is not called finished, and the next unlock looks again; nothing is dropped a second time for that.
    assert erasure.unfinished(proved.store) == (receipt.number,)
    with pytest.raises(ResidueError):
        erasing.finish_waiting(proved)
    monkeypatch.undo()
    assert erasing.finish_waiting(proved).number == 1
    (receipt,) = erasure.receipts(proved.store)
    assert receipt.counts["residue"] == 0
    assert not erasure.unfinished(proved.store)


def test_managed_backups_and_copies_go_with_the_person(proved: Desk, life: EngagementId) -> None:
    folder = proved.vault.paths.backups
    (folder / "before-schema-2-1").mkdir(parents=True)
    before = erasing.preview_person(proved, mentee_id(proved, life))
    assert before.copies == 1
    done = erasing.erase_person(proved, mentee_id(proved, life))
    assert done.copies == 1
    assert list(folder.glob("before-schema-*")) == []


def test_counts_that_were_set_aside_go_with_the_person(proved: Desk, life: EngagementId) -> None:
    paths = proved.vault.paths
    begin_counts_anew(proved.vault)
    assert len(counts_aside(paths)) >= 1
    before = erasing.preview_person(proved, mentee_id(proved, life))
    done = erasing.erase_person(proved, mentee_id(proved, life))
    assert before.copies == done.copies >= 1
    assert counts_aside(paths) == ()


def test_every_managed_backup_is_replaced_by_one_without_the_person(
    proved: Desk, life: EngagementId
) -> None:
    folder = proved.vault.paths.backups
    before = {(folder / make_backup(proved.vault).name).read_bytes() for _each in range(2)}
    done = erasing.erase_person(proved, mentee_id(proved, life))
    assert done.backups == 2
    left = [path.read_bytes() for path in folder.glob("*.cnbak")]
    assert len(left) == 1
    assert left[0] not in before


def test_what_others_say_about_the_name_is_counted_and_stays(
    proved: Desk, life: EngagementId, tmp_path: Path
) -> None:
    other = next(each for each in proved.store.all(NoteBody) if "ordinary" in each.body)
    proved.store.put(replace(other, body=f"They know {CANARY}-07 from the other team."))
    preview = erasing.preview_person(proved, mentee_id(proved, life))
    assert preview.mentions == 1
    assert erasing.erase_person(proved, mentee_id(proved, life)).mentions == 1
    assert proved.store.get(NoteBody, other.note_id) is not None


def test_words_put_aside_go_with_the_person_and_a_copy_of_them_brings_nothing_back(
    desk: Desk, life: EngagementId
) -> None:
    path = desk.vault.paths.folder / "aside.cnd"
    words = LastView(screen="growth", arguments={}, typed=(HalfTyped(key="x", text=f"half {CANARY}"),))
    assert put_view_aside(desk, words)
    # Control: until then the same bytes are read.
    assert CANARY in read_aside(desk.vault)
    kept = path.read_bytes()
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, engagement_of(desk, life).mentee_id)
    assert not path.exists()
    path.write_bytes(kept)
    assert last_view(desk) is None
    assert CANARY not in desk.store.setting(SettingName.LAST_VIEW)
    assert put_view_aside(desk, replace(words, typed=()))
    assert last_view(desk) == replace(words, typed=())
