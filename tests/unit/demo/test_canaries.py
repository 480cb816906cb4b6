"""Canaries: one in every text about a person, each its own."""

from careernotes.demo.canaries import PREFIX, Disguise, text_fields
from careernotes.demo.generate import generate
from careernotes.domain.conversations import NoteBody
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import RECORD_TYPES, key_of


def test_every_text_about_a_person_carries_a_canary() -> None:
    programme = generate("tiny", 3, locale="mixed", canaries=True)
    for number in range(8):
        records, canaries = programme.vault_with_canaries(number)
        planted = {(canary.key, canary.place): canary.planted for canary in canaries}
        for record in records:
            for place in text_fields(type(record)):
                text = getattr(record, place)
                assert not text or planted[key_of(record), place] in text


def test_no_two_canaries_are_alike() -> None:
    canaries = list(generate("small", 3, canaries=True).canaries())
    assert len({canary.token for canary in canaries}) == len(canaries) > 1000
    assert len({canary.planted for canary in canaries}) == len(canaries)
    assert all(canary.token.startswith(PREFIX) for canary in canaries)


def test_every_disguise_is_used_and_every_note_carries_a_sentence() -> None:
    programme = generate("tiny", 3, canaries=True)
    canaries = list(programme.canaries())
    assert {canary.disguise for canary in canaries} == set(Disguise)
    notes = {r.note_id for n in range(8) for r in programme.vault(n) if isinstance(r, NoteBody)}
    assert {canary.key for canary in canaries if canary.disguise is Disguise.SENTENCE} == notes


def test_an_alias_with_a_canary_is_still_short_enough() -> None:
    programme = generate("small", 3, canaries=True)
    aliases = [r.alias for n in range(30) for r in programme.vault(n) if isinstance(r, Mentee)]
    assert max(map(len, aliases)) <= 48


def test_canaries_change_texts_only() -> None:
    plain, marked = generate("tiny", 3), generate("tiny", 3, canaries=True)
    assert plain.mentors == marked.mentors
    assert [type(r) for r in plain.vault(1)] == [type(r) for r in marked.vault(1)]


def test_the_list_of_text_fields_is_that_of_the_hidden_fields() -> None:
    found = {kind: text_fields(record_type) for kind, record_type in RECORD_TYPES.items()}
    assert found["mentee"] == ("alias", "full_name", "contact")
    assert found["note_body"] == ("body",)
    assert found["session"] == ("next_time",)
    assert found["theme_coding"] == ()
