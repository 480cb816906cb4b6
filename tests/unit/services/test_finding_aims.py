"""Actions and goals are found by the same words as notes are, and what was erased or redacted is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.gui.people_life import fill_desk, take_on, talk
from tests.unit.services.conftest import PASSPHRASE
from tests.unit.services.test_undo_after_erasing import redact

from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.vocabulary import GoalStatus
from careernotes.services import erasing, goals, journey, proving
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.goal_status import set_goal_status
from careernotes.services.records import engagement_of
from careernotes.services.searching import find_aims
from careernotes.vault.search_aims import _fits, _likely
from careernotes.vault.words import index_words

LETTERS = st.text(alphabet="aeéëıİſßøKÅ\u0301\u0308 -—…'x1_Ωж", max_size=20)


@pytest.fixture
def key(desk: Desk) -> EngagementId:
    """Somebody whose note, actions and goals say much the same, beside three others."""
    fill_desk(desk)
    made = take_on(desk, "Zoki-50")
    themes = (DraftTheme(theme_id=ThemeId("mob.sideways"), primary=True),)
    actions = (DraftAction(text="Ask Zoki-50 about Zürich"),)
    talk(desk, made, "About Zürich.", actions=actions, themes=themes, days_ago=3)
    goals.add_goal(desk, made, "Zoki-50 moves to Zürich", measure="a contract")
    return made


def found(desk: Desk, text: str) -> list[str]:
    hits = find_aims(desk, text)
    return ["".join(piece.text for piece in hit.pieces) for hit in hits]


def test_both_kinds_are_found_by_beginnings_without_accents_and_marked(
    desk: Desk, key: EngagementId
) -> None:
    assert sorted(found(desk, "zuri")) == ["Ask Zoki-50 about Zürich", "Zoki-50 moves to Zürich · a contract"]
    hit = next(each for each in find_aims(desk, "contract zuri") if each.engagement_id == key)
    assert [piece.text for piece in hit.pieces if piece.is_hit] == ["Zürich", "contract"]
    assert found(desk, "urich") == []
    assert find_aims(desk, "contract", engagement_id=EngagementId("other")) == ()


def test_filters_hold_for_both_and_without_words_only_what_is_open_is_listed(
    desk: Desk, key: EngagementId
) -> None:
    assert len(found(desk, "who:zoki is:open")) == 2
    assert found(desk, "theme:mob.sideways zuri") == ["Ask Zoki-50 about Zürich"]
    assert found(desk, "theme:mob.sideways") == found(desk, "layer:work zuri") == found(desk, "") == []
    assert found(desk, f"before:{desk.today.isoformat()} contract") == []
    goal = desk.store.all(Goal, engagement_id=key)[0]
    set_goal_status(desk, goal, GoalStatus.REACHED)
    assert found(desk, "is:open contract") == []
    assert len(found(desk, "contract")) == 1


def test_the_other_fields_of_a_goal_are_found_too(desk: Desk, key: EngagementId) -> None:
    goal = desk.store.all(Goal, engagement_id=key)[0]
    journey.save_goal(desk, goal, own_part="calls the embassy", worth="quiet evenings")
    assert len(found(desk, "embassy evenings")) == 1


def erase(desk: Desk, key: EngagementId) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, engagement_of(desk, key).mentee_id)


@pytest.mark.parametrize(("way", "left"), [(erase, 0), (redact, 2)])
def test_nothing_that_was_erased_or_redacted_is_found(
    desk: Desk, key: EngagementId, way: Callable[[Desk, EngagementId], None], left: int
) -> None:
    assert len(found(desk, "zoki")) == 2
    way(desk, key)
    assert found(desk, "zoki") == []
    assert len(found(desk, "zürich")) == left
    assert {each.alias for each in find_aims(desk, "zürich")} & {"Zoki-50"} == set()


@settings(max_examples=60, deadline=None)
@given(text=LETTERS, longest=st.integers(1, 4))
@example(text="x\u0301x Åx", longest=2)
@example(text="_ſK", longest=1)
def test_no_text_is_passed_over_that_holds_the_word(text: str, longest: int) -> None:
    for word in index_words(text):
        wanted = word[:longest]
        assert _fits(text, [wanted])
        assert _likely(wanted).search(text)


def test_the_first_look_passes_most_texts_over() -> None:
    assert not _likely("manager").search("a stage managed well")
    assert not _likely("age").search("manager")


def test_a_text_that_only_looks_like_it_is_not_found(desk: Desk, key: EngagementId) -> None:
    action = desk.store.all(Action, engagement_id=key)[0]
    desk.store.put(replace(action, text="a — bcd"))
    # Any sign that is not plain may stand for a letter in the first look; the index decides.
    assert _likely("bxd").search("b—d")
    assert found(desk, "bxd") == []
