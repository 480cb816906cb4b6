import dataclasses
import datetime as dt

import pytest
from tests.unit.vault.samples import (
    DAY,
    PASSPHRASE,
    coding,
    coding_fact,
    engagement,
    meeting_fact,
    mentee,
    note,
    person_fact,
    rating_fact,
    session,
)

from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding
from careernotes.domain.ethics import EthicsAnswer, EthicsCheck
from careernotes.domain.goals import Action
from careernotes.domain.growth import Review
from careernotes.domain.ids import EngagementId, ItemId, RecordId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import Answer, CheckResult, NoteLayer, Side
from careernotes.vault.errors import BrokenReferenceError, DiskFullError
from careernotes.vault.keeping import Draft, SettingName
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.search import search
from careernotes.vault.themes import ThemesReader


def test_a_replaced_record_keeps_its_place_and_takes_the_new_values(store: NotesStore) -> None:
    store.put_all([session(1), session(2)])
    store.put(dataclasses.replace(session(1), start_time="09:30"))
    assert [found.session_id for found in store.all(Session)] == ["s1", "s2"]
    assert store.get(Session, "s1") == dataclasses.replace(session(1), start_time="09:30")
    assert store.count(Session) == 2


def test_questions_by_value_find_exactly_those(store: NotesStore) -> None:
    store.put_all([mentee(2), engagement(2), session(1), session(2, relation=2), session(3)])
    assert [s.session_id for s in store.all(Session, engagement_id=EngagementId("e1"))] == ["s1", "s3"]
    assert store.all(Session, held_on=DAY, next_on=None, finished=True) == store.all(Session)
    assert store.count(Session, held_on=DAY + dt.timedelta(days=1)) == 0
    assert store.get(Session, "nobody") is None


def test_sessions_come_in_the_order_of_their_dates_whenever_they_were_added(store: NotesStore) -> None:
    days = [DAY + dt.timedelta(days=n) for n in (5, 1, 3)]
    store.put_all(session(n, held_on=day) for n, day in enumerate(days))
    assert [line.session_id for line in store.newest_sessions()] == ["s0", "s2", "s1"]
    store.put(session(1, held_on=DAY + dt.timedelta(days=9)))
    lines = store.newest_sessions(limit=2)
    assert [(line.session_id, line.held_on) for line in lines] == [
        ("s1", DAY + dt.timedelta(days=9)),
        ("s0", days[0]),
    ]


def test_a_line_of_the_list_tells_alias_and_number_of_themes_without_reading_a_note(
    store: NotesStore,
) -> None:
    store.put_all(
        [mentee(2), engagement(2), session(1), session(2, relation=2), note(1), coding(1), coding(1, "T02")]
    )
    (line,) = store.newest_sessions(engagement_id="e1")
    assert (line.alias, line.themes, line.finished) == ("Robin 1", 2, True)
    assert "Robin" not in repr(line)
    assert len(store.newest_sessions()) == 2


def test_all_of_a_transaction_takes_effect_or_nothing(store: NotesStore) -> None:
    def fail() -> None:
        with store.transaction():
            store.put(session(1))
            store.put(note(1, "never kept"))
            person = store.facts.person_number("e1")
            store.facts.put_person(person_fact(person))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert store.count(Session) == store.count(NoteBody) == 0
    assert search(store, "never") == ()
    assert store.facts.known_person("e1") is None
    assert store.integrity().fine


def test_transactions_do_not_nest(store: NotesStore) -> None:
    with store.transaction(), pytest.raises(RuntimeError, match="do not nest"), store.transaction():
        pass
    store.put(session(1))
    assert store.count(Session) == 1


def test_facts_outside_a_transaction_are_refused(store: NotesStore) -> None:
    for call in (
        lambda: store.facts.person_number("e1"),
        lambda: store.facts.meeting_number("s1"),
        lambda: store.facts.put_person(person_fact(5)),
        store.facts.clear,
    ):
        with pytest.raises(RuntimeError, match="inside a transaction"):
            call()


def test_a_record_that_refers_to_nothing_is_refused_and_nothing_changes(store: NotesStore) -> None:
    with pytest.raises(BrokenReferenceError):
        store.put_all([session(1), session(2, relation=77)])
    with pytest.raises(BrokenReferenceError):
        store.put(note(9))
    assert store.count(Session) == 0
    assert store.integrity().fine


def test_records_may_come_in_any_order_inside_a_transaction(store: NotesStore) -> None:
    store.put_all([note(1), coding(1), session(1, relation=2), engagement(2), mentee(2)])
    assert [hit.alias for hit in search(store, "another")] == ["Robin 2"]


def full(store: NotesStore) -> tuple[int, int]:
    """Session 1 with everything that can hang on it."""
    check = EthicsCheck(
        check_id=RecordId("k1"), engagement_id=EngagementId("e1"), session_id=SessionId("s1"),
        checklist_version="1", full_form=True, completed_at=1, seconds_taken=30, result=CheckResult.CLEAR,
    )  # fmt: skip
    answer = EthicsAnswer(
        answer_id=RecordId("a1"), check_id=RecordId("k1"), item_id=ItemId("E01"), answer=Answer.YES
    )
    action = Action(
        action_id=RecordId("t1"), engagement_id=EngagementId("e1"), session_id=SessionId("s1"),
        owner=Side.MENTOR, text="call", created_on=DAY,
    )  # fmt: skip
    rating = ManagerRating(rating_id=RecordId("r1"), engagement_id=EngagementId("e1"), quarter=8104)
    review = Review(review_id=RecordId("v1"), item_id="P1", engagement_id="e1", done_on=DAY)
    with store.transaction():
        store.put_all(
            [session(1, next_time="quarterly"), note(1), note(1, "hunch", NoteLayer.WORKING), coding(1)]
        )
        store.put_all([check, answer, action, rating, review])
        person, meeting = store.facts.person_number("e1"), store.facts.meeting_number("s1")
        store.facts.put_person(person_fact(person))
        store.facts.put_meeting(meeting_fact(meeting, person))
        store.facts.replace_codings(meeting, [coding_fact(meeting, person)])
        store.facts.put_rating(rating_fact(person))
    return person, meeting


def test_removing_a_session_removes_notes_words_codings_and_facts(
    vault: OpenVault, store: NotesStore
) -> None:
    person, _ = full(store)
    store.remove(Session, "s1")
    assert store.count(Session) == store.count(NoteBody) == store.count(ThemeCoding) == 0
    assert search(store, "another") == search(store, "quarterly") == search(store, "hunch") == ()
    # What stands alone stays, and no longer points there.
    (check,), (action,) = store.all(EthicsCheck), store.all(Action)
    assert (check.session_id, action.session_id, store.count(EthicsAnswer)) == (None, None, 1)
    with vault.keys as keys:
        reader = ThemesReader.open(vault.paths.themes, keys.themes)
    facts = reader.facts()
    reader.close()
    assert facts.meetings == facts.codings == ()
    assert [fact.person for fact in facts.persons] == [person]
    assert store.integrity().fine


def test_removing_a_mentee_leaves_nothing_anywhere(vault: OpenVault, store: NotesStore) -> None:
    full(store)
    store.remove(Mentee, "m1")
    counted = {
        kind: store.connection().execute(f"SELECT count(*) FROM main.{kind}").fetchone()
        for kind in ("mentee", "engagement", "session", "note_body", "theme_coding", "ethics_check",
                     "ethics_answer",
                     "action", "manager_rating", "review", "person_number", "meeting_number")
    }  # fmt: skip
    assert set(counted.values()) == {(0,)}, counted
    with vault.keys as keys:
        reader = ThemesReader.open(vault.paths.themes, keys.themes)
    assert reader.facts().persons == reader.facts().ratings == ()
    reader.close()
    assert store.integrity().fine


def test_removing_one_note_takes_its_words_out(store: NotesStore) -> None:
    full(store)
    store.remove(NoteBody, "n1-working")
    assert search(store, "hunch") == ()
    assert len(search(store, "another")) == 1
    assert store.integrity().fine


def test_removing_the_relation_a_later_one_was_reopened_from_keeps_the_later(store: NotesStore) -> None:
    store.put(
        dataclasses.replace(engagement(2), mentee_id=mentee(1).mentee_id, reopened_from=EngagementId("e1"))
    )
    store.remove(Engagement, "e1")
    (left,) = store.all(Engagement)
    assert (left.engagement_id, left.reopened_from) == ("e2", None)


def test_removing_what_is_not_there_changes_nothing(store: NotesStore) -> None:
    store.remove(Session, "nobody")
    assert store.count(Mentee) == 1


def test_numbers_are_random_kept_and_fit_62_bits(store: NotesStore) -> None:
    store.put_all([session(n) for n in range(40)])
    with store.transaction():
        first = [store.facts.meeting_number(f"s{n}") for n in range(40)]
    with store.transaction():
        assert [store.facts.meeting_number(f"s{n}") for n in range(40)] == first
    assert len(set(first)) == 40
    assert all(0 < number < 2**62 for number in first)
    assert max(first) > 2**55


def test_settings_are_a_closed_list_and_are_kept(vault: OpenVault, store: NotesStore) -> None:
    assert store.setting(SettingName.LANGUAGE, "en") == "en"
    store.set_setting(SettingName.LANGUAGE, "nl")
    store.set_setting(SettingName.LANGUAGE, "en")
    store.set_setting(SettingName.THEME, "dark")
    vault.close()
    again = open_with_passphrase(vault.paths.folder, PASSPHRASE, allow_test=True)
    assert (again.notes.setting(SettingName.LANGUAGE), again.notes.setting(SettingName.THEME)) == (
        "en",
        "dark",
    )
    again.close()


def test_a_draft_replaces_the_one_before_and_can_be_dropped(store: NotesStore) -> None:
    store.save_draft(Draft(key="s1", body="half a", updated_at=5))
    store.save_draft(Draft(key="s1", body="half a sentence", updated_at=6))
    store.save_draft(Draft(key="s2", body="other", updated_at=9))
    assert [draft.key for draft in store.drafts()] == ["s2", "s1"]
    draft = store.draft("s1")
    assert draft == Draft(key="s1", body="half a sentence", updated_at=6)
    assert "sentence" not in repr(draft)
    store.discard_draft("s1")
    assert store.draft("s1") is None
    assert [draft.key for draft in store.drafts()] == ["s2"]


def test_a_closed_vault_writes_nothing_anywhere(vault: OpenVault, store: NotesStore) -> None:
    vault.close()
    before = {path.name: path.read_bytes() for path in vault.paths.folder.iterdir()}
    with pytest.raises(Exception, match="closed"):
        store.put(session(1))
    with pytest.raises(Exception, match="closed"):
        store.save_draft(Draft(key="s1", body="text", updated_at=1))
    with pytest.raises(RuntimeError, match="closed"):
        _ = vault.keys
    assert {path.name: path.read_bytes() for path in vault.paths.folder.iterdir()} == before


def test_half_a_character_never_costs_the_note(store: NotesStore) -> None:
    store.put_all([session(1), note(1, "good \ud83d\ude00 and broken \ud83d end")])
    (found,) = store.all(NoteBody)
    assert found.body == "good \U0001f600 and broken \ufffd end"
    store.save_draft(Draft(key="s1", body="broken \udc00", updated_at=1))
    assert store.drafts()[0].body == "broken \ufffd"
    assert [hit.session_id for hit in search(store, "broken")] == ["s1"]


def test_only_a_transaction_with_facts_counts_as_crossing(store: NotesStore) -> None:
    before = store.state()
    store.put(session(1))
    assert store.state() == dataclasses.replace(before, commit_seq=before.commit_seq + 1)
    with store.transaction():
        store.facts.put_person(person_fact(store.facts.person_number("e1")))
    after = store.state()
    assert after.counts_seq == after.themes_seq == before.counts_seq + 1
    assert not after.facts_stale


def test_damage_is_reported_in_counts(vault: OpenVault, store: NotesStore) -> None:
    store.put_all([session(1), note(1, "word " * 2_000)])
    assert store.integrity().fine
    # The index is told to forget words it still needs: what a bug in keeping it in step would do.
    store.connection().execute(
        "INSERT INTO main.words (words, rowid, record, working, next_time)"
        " SELECT 'delete', id, record, working, next_time FROM main.document"
    )
    report = store.integrity()
    assert not report.fine
    assert report.search_index == 1


def count_without_end(store: NotesStore) -> None:
    with store.transaction():
        person = store.facts.person_number("e1")
        store.facts.put_person(person_fact(person))
        for number in range(5_000):
            meeting = store.facts.meeting_number(f"s{number}")
            store.facts.put_meeting(meeting_fact(meeting, person))


@pytest.mark.parametrize("database", ["main", "th"])
def test_a_disk_that_becomes_full_inside_a_change_is_said_to_be_full(
    store: NotesStore, database: str
) -> None:
    """Whichever module was writing: its error must not go through as it came from SQLite."""
    connection = store.connection()
    connection.set_authorizer(None)
    pages = connection.execute(f"PRAGMA {database}.page_count").fetchone()
    assert pages is not None
    connection.execute(f"PRAGMA {database}.max_page_count={pages[0]}")
    with pytest.raises(DiskFullError):
        count_without_end(store)
    assert store.integrity().fine
