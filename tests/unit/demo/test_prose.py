"""What invented mentors write reads like notes, in both languages."""

import re
from string import Formatter

import pytest

from careernotes.demo.draws import Draws
from careernotes.demo.generate import generate
from careernotes.demo.prose import LANGUAGES, Pen, book
from careernotes.demo.world import shipped_taxonomy
from careernotes.domain.conversations import NoteBody
from careernotes.domain.vocabulary import GoalKind

SLOTS = {"name", "role", "place", "project", "topic"}


def pen(language: str, seed: int = 1) -> Pen:
    topics = {str(t.theme_id): t.name.in_language(language) for t in shipped_taxonomy().themes}
    return Pen(Draws("test", seed), language, topics)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_sentences_for_every_theme_and_goal(language: str) -> None:
    assert set(book(language).themes) == {str(theme.theme_id) for theme in shipped_taxonomy().themes}
    assert set(book(language).goals) == {kind.value for kind in GoalKind if kind is not GoalKind.NOT_SAID}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_have_known_slots_only(language: str) -> None:
    texts = [text for texts in book(language).lists.values() for text in texts]
    texts += [text for texts in book(language).goals.values() for text in texts]
    for phrases in book(language).themes.values():
        texts += [*phrases.heard, *phrases.did, *phrases.todo, *phrases.ask]
    for text in texts:
        assert {slot for _before, slot, _form, _how in Formatter().parse(text) if slot} <= SLOTS
        assert text == text.strip()
        assert text


def test_both_languages_say_the_same_number_of_things() -> None:
    english, dutch = book("en"), book("nl")
    assert {k: len(v) for k, v in english.lists.items()} == {k: len(v) for k, v in dutch.lists.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [60, 140, 400, 1200])
def test_a_note_is_about_as_long_as_asked_and_names_the_mentee(language: str, words: int) -> None:
    text = pen(language).note(["dir.next_step", "ret.workload"], "Tamo", words)
    assert words * 0.8 < len(text.split()) < words + 120
    assert "Tamo" in text
    assert not re.search(r"[{}]", text)


def test_no_sentence_about_a_theme_is_written_twice_about_one_person() -> None:
    writer = pen("en")
    notes = [writer.note(["ret.workload"], "Tamo", 100) for _each in range(4)]
    about = book("en").themes["ret.workload"]
    for text in (*about.heard, *about.did):
        assert sum(text.format(name="Tamo") in note for note in notes) <= 1


def test_a_second_language_changes_words_and_nothing_else() -> None:
    english, dutch = generate("tiny", 6, locale="en"), generate("tiny", 6, locale="nl")
    assert [m.relations for m in english.mentors] == [m.relations for m in dutch.mentors]
    assert english.digest() != dutch.digest()


def test_notes_past_their_day_are_gone() -> None:
    programme = generate("tiny", 2, weeks=110)
    notes = [r for n in range(8) for r in programme.vault(n) if isinstance(r, NoteBody)]
    assert notes
    assert all(note.purge_on > programme.world.end for note in notes)
