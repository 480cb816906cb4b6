"""Undo reaches behind a lock: the steps kept with a draft lead from its first text to its last."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.vocabulary import NoteLayer
from careernotes.services import conversations, undo_steps
from careernotes.services.correcting import correct_note
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft, draft_from_text, draft_to_text, with_steps
from careernotes.services.undo_steps import UndoStep, bounded, history_of, step_between

RECORD, WORKING = NoteLayer.RECORD, NoteLayer.WORKING
TEXT = st.text(alphabet="ab é\n\U0001f642", max_size=12)


def typed(texts: list[str]) -> tuple[UndoStep, ...]:
    found = [step_between(RECORD, one, two) for one, two in pairwise(texts)]
    return tuple(step for step in found if step is not None)


def made(first: str, steps: tuple[UndoStep, ...]) -> str:
    for step in steps:
        assert first[step.at : step.at + len(step.removed)] == step.removed
        first = first[: step.at] + step.added + first[step.at + len(step.removed) :]
    return first


@settings(max_examples=30)
@given(st.lists(TEXT, min_size=1, max_size=8))
def test_the_steps_lead_from_the_first_text_to_the_last(texts: list[str]) -> None:
    past = history_of(texts[-1], typed(texts), RECORD)
    assert past.first == texts[0]
    assert made(past.first, past.steps) == texts[-1]


@settings(max_examples=30)
@given(st.lists(TEXT, min_size=2, max_size=8), TEXT)
def test_steps_that_do_not_fit_are_left_out_and_the_text_stands(texts: list[str], other: str) -> None:
    past = history_of(other, typed(texts), RECORD)
    assert made(past.first, past.steps) == other


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=0, max_value=30_000), max_size=12))
def test_no_more_is_kept_than_there_is_room_for(sizes: list[int]) -> None:
    steps = tuple(UndoStep(layer=RECORD, at=0, added="x" * size) for size in sizes)
    kept = bounded(steps)
    assert sum(len(step.added) for step in kept) <= undo_steps.MOST_CHARACTERS
    assert kept == steps[len(steps) - len(kept) :]


def test_each_text_has_steps_of_its_own() -> None:
    steps = (
        UndoStep(layer=RECORD, at=0, added="one"),
        UndoStep(layer=WORKING, at=0, added="mine"),
        UndoStep(layer=RECORD, at=3, added=" two"),
    )
    assert history_of("one two", steps, RECORD).first == ""
    assert [step.added for step in history_of("mine", steps, WORKING).steps] == ["mine"]


@pytest.fixture
def draft(desk: Desk) -> SessionDraft:
    first = conversations.start_session(desk, take_on(desk))
    return with_steps(first, replace(first, record="typed"))


def test_the_steps_lie_in_the_draft_and_are_gone_once_it_is_recorded(desk: Desk, draft: SessionDraft) -> None:
    assert draft_from_text(draft_to_text(draft)) == draft
    conversations.autosave(desk, draft)
    assert conversations.load_session(desk, draft.session_id).steps == draft.steps
    conversations.record_conversation(desk, draft)
    assert conversations.load_session(desk, draft.session_id).steps == ()


def test_wrong_words_put_right_are_not_brought_back_by_undo(
    desk: Desk, draft: SessionDraft, clock: StoppedClock
) -> None:
    conversations.record_conversation(desk, draft)
    clock.forward(hours=1)
    before = conversations.load_session(desk, draft.session_id)
    conversations.autosave(desk, with_steps(before, replace(before, record="typed wrongly")))
    correct_note(desk, draft.session_id, wrong="typed", right="written")
    waiting = conversations.load_session(desk, draft.session_id)
    assert waiting.steps == ()
    assert "typed" not in draft_to_text(waiting)
