"""The practice mentee says what it is everywhere and is in no count, whatever is said and written on it."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import facts_of, take_on
from tests.unit.services.kits import kit_file

from careernotes.domain.ids import ThemeId
from careernotes.domain.records import RECORD_TYPES
from careernotes.domain.vocabulary import ConsentKey, EndReason
from careernotes.services.agreements import set_consent
from careernotes.services.changes import ChangedSinceError
from careernotes.services.conversations import autosave, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftTheme
from careernotes.services.first_steps import adopt_kit
from careernotes.services.mentees import end_relation
from careernotes.services.people import person
from careernotes.services.practice import bring_practice_back, drop_practice, start_practice
from careernotes.services.reopening import take_back_end
from careernotes.services.searching import search_notes


def live_through(desk: Desk) -> None:
    """Says yes to everything, talks, ends and begins again."""
    key = start_practice(desk)
    for choice in (ConsentKey.COUNTED_GENERAL, ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE):
        set_consent(desk, key, choice, value=True)
    draft = start_session(desk, key, held_on=desk.today)
    themes = (DraftTheme(theme_id=ThemeId("mob.sideways"), primary=True),)
    record_conversation(desk, replace(draft, record="Tried it out.", themes=themes))
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    take_back_end(desk, key)


def test_no_fact_leaves_the_notes_and_none_of_others_changes(desk: Desk, tmp_path: Path) -> None:
    desk = adopt_kit(desk, kit_file(tmp_path))
    take_on(desk, counted_general=True)
    before = facts_of(desk)
    assert before.persons
    live_through(desk)
    assert facts_of(desk) == before
    drop_practice(desk)
    assert facts_of(desk) == before


def test_the_same_life_of_a_real_mentee_is_counted(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    draft = start_session(desk, key, held_on=desk.today)
    themes = (DraftTheme(theme_id=ThemeId("mob.sideways"), primary=True),)
    record_conversation(desk, replace(draft, record="Tried it out.", themes=themes))
    assert facts_of(desk).codings


def everything(desk: Desk) -> list[object]:
    """All records in the order the desk gives them, the search, and what is half written."""
    records = [each for kind in RECORD_TYPES.values() for each in desk.store.all(kind)]
    return [records, desk.store.drafts(), search_notes(desk, "sideways")]


def test_put_away_it_is_gone_and_brought_back_it_is_all_there_again(desk: Desk) -> None:
    take_on(desk)
    live_through(desk)
    key = start_practice(desk)
    autosave(desk, replace(start_session(desk, key), record="half a thought"))
    before = everything(desk)
    assert search_notes(desk, "sideways")
    gone = drop_practice(desk)
    assert not search_notes(desk, "sideways")
    assert not desk.store.drafts()
    bring_practice_back(desk, gone)
    assert [sorted(map(repr, each)) for each in everything(desk)] == [sorted(map(repr, e)) for e in before]
    with pytest.raises(ChangedSinceError):
        bring_practice_back(desk, gone)


def test_its_name_says_that_it_is_practice(desk: Desk) -> None:
    assert person(desk, start_practice(desk)).line.alias == "Practice"


def test_a_name_that_is_taken_is_left_alone(desk: Desk) -> None:
    take_on(desk, "PRACTICE", agreed=False)
    assert person(desk, start_practice(desk)).line.alias == "Practice 2"
