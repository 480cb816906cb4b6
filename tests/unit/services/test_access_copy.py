"""A mentee's copy holds everything about them and nobody else; a correction says who asked and when."""

import itertools
import json
from dataclasses import replace
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on

from careernotes.domain.conversations import LONGEST_NOTE, NoteBody, Session
from careernotes.domain.ids import EngagementId, MenteeId, SessionId
from careernotes.domain.records import RECORD_TYPES, REFERENCES, kind_of, shape_of
from careernotes.domain.vocabulary import NoteLayer
from careernotes.i18n import set_language
from careernotes.sealing.errors import FullDiskError, OutputExistsError
from careernotes.services import access_copy, access_words, correcting, proving, trail
from careernotes.services.conversations import autosave, load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.problems import EmptyTextError, TextTooLongError
from careernotes.services.proving import NotProvedError
from careernotes.services.records import engagement_of, mentee_of
from careernotes.vault.audit import AuditCode
from careernotes.vault.erasure import subject_of
from careernotes.vault.errors import DiskFullError
from careernotes.vault.search import search

RECORD, WORKING = "They <b>said</b> the café was \u201cfine\u201d & left.", "I should have asked more."


@pytest.fixture
def key(desk: Desk) -> EngagementId:
    """Somebody with one conversation, beside somebody else with another."""
    other = take_on(desk, "Tova-31")
    record_conversation(desk, replace(start_session(desk, other), record="A secret of somebody else."))
    key = take_on(desk, "Mira-07", counted_general=True)
    record_conversation(desk, replace(start_session(desk, key), record=RECORD, working=WORKING))
    return key


def mentee_id(desk: Desk, key: EngagementId) -> MenteeId:
    return engagement_of(desk, key).mentee_id


def session_id(desk: Desk, key: EngagementId) -> SessionId:
    return desk.store.all(Session, engagement_id=key)[0].session_id


class Text(HTMLParser):
    """The words and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)


def test_without_a_proof_nothing_is_written(desk: Desk, key: EngagementId, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(NotProvedError):
        access_copy.make_copy(desk, mentee_id(desk, key), folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_the_copy_holds_every_record_of_one_person_and_none_of_another(
    desk: Desk, key: EngagementId, tmp_path: Path, spoken: str
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    set_language(spoken)
    try:
        made = access_copy.make_copy(desk, mentee_id(desk, key), tmp_path)
    finally:
        set_language("en")
    page, data = made.page.read_text(encoding="utf-8"), json.loads(made.data.read_bytes())
    parser = Text()
    parser.feed(page)
    words = "".join(parser.words)
    assert RECORD in words
    assert WORKING in words
    assert "b" not in parser.tags
    assert not {"script", "img", "link", "iframe"} & set(parser.tags)
    assert f'lang="{spoken}"' in page
    assert {each["type"] for each in data["records"]} >= {"mentee", "engagement", "session", "note_body"}
    assert len(data["records"]) == made.records
    for text in (page, made.data.read_text(encoding="utf-8")):
        assert "Tova" not in text
        assert "somebody else" not in text
    entry = desk.vault.trail.entries()[-1]
    subject = subject_of(desk.vault, [mentee_of(desk, mentee_id(desk, key))])
    assert (entry.code, entry.ref) == (AuditCode.ACCESS_COPY, made.digest + subject)
    assert len(made.receipt.split()) == 8
    assert made.page.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_no_field_and_no_answer_stands_in_the_page_by_its_inner_name(spoken: str) -> None:
    kinds = [kind for kind in access_copy.HEADINGS if kind in RECORD_TYPES]
    assert kinds == list(access_copy.HEADINGS)
    set_language(spoken)
    try:
        for kind in kinds:
            for shape in shape_of(RECORD_TYPES[kind])[1:]:
                if shape.name in REFERENCES or shape.name in access_words.HIDDEN:
                    continue
                assert "_" not in access_words.field_words(shape.name)
                if issubclass(shape.base, Enum):
                    assert all("_" not in access_words.value_words(each) for each in shape.base)
        assert access_words.quarter_words(2026 * 4 + 3)[-4:] == "2026"
    finally:
        set_language("en")


def test_every_kind_of_record_that_hangs_on_a_person_has_its_heading() -> None:
    hanging = {"mentee"}
    for kind, record_type in RECORD_TYPES.items():
        needed = [each for each in shape_of(record_type)[1:] if each.name in REFERENCES]
        if any(kind_of(REFERENCES[each.name]) in hanging for each in needed):
            hanging.add(kind)
    assert hanging == set(access_copy.HEADINGS)


def test_working_notes_can_be_left_out_where_somebody_elses_rights_ask_for_it(
    desk: Desk, key: EngagementId, tmp_path: Path
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    made = access_copy.make_copy(desk, mentee_id(desk, key), tmp_path, working=False)
    assert WORKING not in made.page.read_text(encoding="utf-8")
    assert WORKING not in made.data.read_text(encoding="utf-8")


def test_a_correction_replaces_the_words_and_says_who_asked(desk: Desk, key: EngagementId) -> None:
    words = correcting.correct_note(desk, session_id(desk, key), wrong="the café", right="the canteen")
    (note,) = desk.store.all(NoteBody, session_id=session_id(desk, key), layer=NoteLayer.RECORD)
    assert "the canteen was" in note.body
    assert "café" not in note.body
    assert "as Mira-07 asked" in note.body
    assert search(desk.store, "café") == ()
    assert search(desk.store, "canteen")
    assert desk.vault.trail.entries()[-1].code is AuditCode.CORRECTED
    assert len(words.split()) == 8


def test_the_mentees_own_words_are_put_beside_the_mentors(desk: Desk, key: EngagementId) -> None:
    correcting.correct_note(desk, session_id(desk, key), right="I never said that.")
    (note,) = desk.store.all(NoteBody, session_id=session_id(desk, key), layer=NoteLayer.RECORD)
    assert note.body.startswith(RECORD)
    assert note.body.endswith("I never said that.")


@pytest.mark.parametrize(("wrong", "right"), [("", "  "), ("not in there", "x")])
def test_a_correction_of_nothing_changes_nothing(
    desk: Desk, key: EngagementId, wrong: str, right: str
) -> None:
    before = desk.store.state().commit_seq
    with pytest.raises(EmptyTextError):
        correcting.correct_note(desk, session_id(desk, key), wrong=wrong, right=right)
    assert desk.store.state().commit_seq == before


@pytest.mark.parametrize("wrong", ["", "the café"])
def test_a_correction_holds_when_what_is_still_being_written_is_recorded_after_it(
    desk: Desk, key: EngagementId, wrong: str
) -> None:
    own = session_id(desk, key)
    autosave(desk, replace(load_session(desk, own), record=RECORD + " And more.", working="one more thought"))
    correcting.correct_note(desk, own, wrong=wrong, right="the canteen")
    waiting = load_session(desk, own)
    assert waiting.working == "one more thought"
    assert ("café" in waiting.record) is not bool(wrong)
    assert "And more." in waiting.record
    record_conversation(desk, waiting)
    (note,) = desk.store.all(NoteBody, session_id=own, layer=NoteLayer.RECORD)
    assert "the canteen" in note.body
    assert "Mira-07" in note.body
    assert ("café" in note.body) is not bool(wrong)


def test_a_correction_under_which_what_is_still_being_written_grows_too_long_changes_nothing(
    desk: Desk, key: EngagementId
) -> None:
    own = session_id(desk, key)
    autosave(desk, replace(load_session(desk, own), record="x" * (LONGEST_NOTE - 10)))
    with pytest.raises(TextTooLongError):
        correcting.correct_note(desk, own, wrong="the café", right="the canteen")
    (note,) = desk.store.all(NoteBody, session_id=own, layer=NoteLayer.RECORD)
    assert note.body == RECORD
    assert load_session(desk, own).record == "x" * (LONGEST_NOTE - 10)


@pytest.mark.parametrize("number", [1, 2])
def test_a_copy_that_could_not_be_written_whole_leaves_no_readable_file(
    desk: Desk, key: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    real, written = access_copy.write_new, itertools.count(1)

    def failing(path: Path, data: bytes, *, mode: int) -> None:
        real(path, data, mode=mode)
        if next(written) == number:
            raise FullDiskError

    monkeypatch.setattr(access_copy, "write_new", failing)
    with pytest.raises(FullDiskError):
        access_copy.make_copy(desk, mentee_id(desk, key), tmp_path)
    assert not list(tmp_path.glob("copy-*"))
    # Should a piece be left all the same, the trail says that there was one.
    assert desk.vault.trail.entries()[-1].code is AuditCode.ACCESS_COPY


@pytest.mark.parametrize("taken", ["json", "html"])
def test_a_file_somebody_else_put_there_stays_and_no_half_of_the_copy_does(
    desk: Desk, key: EngagementId, tmp_path: Path, taken: str
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    known = replace(desk, new_id=lambda: "abcdef012345")
    there = tmp_path / f"copy-{desk.today.isoformat()}-abcdef.{taken}"
    there.write_text("a letter of somebody else", encoding="utf-8")
    with pytest.raises(OutputExistsError):
        access_copy.make_copy(known, mentee_id(desk, key), tmp_path)
    assert [path.name for path in tmp_path.glob("copy-*")] == [there.name]
    assert there.read_text(encoding="utf-8") == "a letter of somebody else"


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("mistake", [RuntimeError("a bug"), KeyboardInterrupt()], ids=["bug", "stopped"])
def test_a_mistake_in_between_leaves_no_readable_file(
    desk: Desk,
    key: EngagementId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    mistake: BaseException,
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    real, written = access_copy.write_new, itertools.count(1)

    def failing(path: Path, data: bytes, *, mode: int) -> None:
        real(path, data, mode=mode)
        if next(written) == number:
            raise mistake

    monkeypatch.setattr(access_copy, "write_new", failing)
    with pytest.raises(type(mistake)):
        access_copy.make_copy(desk, mentee_id(desk, key), tmp_path)
    assert not list(tmp_path.glob("copy-*"))


def test_no_copy_is_written_that_no_line_names(
    desk: Desk, key: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)

    def full(*_given: object) -> str:
        raise DiskFullError

    monkeypatch.setattr(trail, "note", full)
    with pytest.raises(DiskFullError):
        access_copy.make_copy(desk, mentee_id(desk, key), tmp_path)
    assert not list(tmp_path.glob("*copy-*"))
