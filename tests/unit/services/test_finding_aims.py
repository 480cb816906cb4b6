"""What is kept beside notes is found by the same words, and what was erased or redacted is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.gui.people_life import fill_desk, take_on, talk
from tests.unit.services.conftest import PASSPHRASE
from tests.unit.services.test_undo_after_erasing import redact

from careernotes.domain.agreements import Agreement, Expectation
from careernotes.domain.conversations import Session
from careernotes.domain.ethics import EthicsAnswer, EthicsCheck
from careernotes.domain.goals import Action, Goal, Outcome, SponsorAct
from careernotes.domain.ids import AgreementId, EngagementId, ItemId, RecordId, ThemeId
from careernotes.domain.journey import Aftercare, StepKind, StepStatus, WantedStep
from careernotes.domain.vocabulary import (
    Answer,
    CheckResult,
    GoalStatus,
    OutcomeKind,
    SponsorActKind,
    SponsorStatus,
)
from careernotes.i18n import set_language
from careernotes.services import doors, erasing, goals, journey, proving
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.goal_status import set_goal_status
from careernotes.services.records import engagement_of
from careernotes.services.searching import find_aims
from careernotes.vault.search_aims import _fits, _likely
from careernotes.vault.words import index_words

LETTERS = st.text(alphabet="aeéëıİſßøKÅ\u0301\u0308 -—…'x1_Ωж", max_size=20)


ALL_KINDS = {
    "step": "Rotterdam", "outcome": "Gdansk", "door": "Tallinn", "agreement": "Bergen",
    "expectation": "Aarhus", "remark": "Malmö", "aftercare": "Odense",
}  # fmt: skip


@pytest.fixture
def beside(desk: Desk, key: EngagementId) -> EngagementId:
    """Each kind that is kept beside notes, actions and goals, once with somebody's words in it."""
    wanted = journey.want_step(desk, key, StepKind.UPWARD).put[0]
    assert isinstance(wanted, WantedStep)
    journey.close_step(desk, wanted.step_id, StepStatus.TAKEN)
    taken = desk.store.all(Outcome, engagement_id=key)[0]
    came = journey.note_outcome(desk, key, OutcomeKind.QUALIFICATION).put[0]
    assert isinstance(came, Outcome)
    idea = doors.propose(desk, key, SponsorActKind.INTRODUCTION, "Zoki-50 meets Tallinn").put[0]
    assert isinstance(idea, SponsorAct)
    agreed = desk.store.all(Agreement, engagement_id=key)[0]
    expected = desk.store.all(Expectation, engagement_id=key)[0]
    after = Aftercare(
        aftercare_id=RecordId(desk.new_id()), engagement_id=key, months=0, due_on=desk.today,
        text="Zoki-50 writes from Odense",
    )  # fmt: skip
    held = desk.store.all(Session, engagement_id=key)[0]
    check = EthicsCheck(
        check_id=RecordId(desk.new_id()), engagement_id=key, session_id=held.session_id, full_form=False,
        checklist_version="1", completed_at=desk.moment, seconds_taken=20, result=CheckResult.WITH_WARNINGS,
    )  # fmt: skip
    answer = EthicsAnswer(
        answer_id=RecordId(desk.new_id()), check_id=check.check_id, item_id=ItemId("E02"), answer=Answer.NO,
        remark="Zoki-50 knows somebody in Malmö",
    )  # fmt: skip
    with desk.store.transaction():
        desk.store.put(replace(taken, remark="Zoki-50 went to Rotterdam"))
        desk.store.put(replace(came, remark="Zoki-50 learned in Gdansk"))
        desk.store.put(replace(agreed, purpose="Zoki-50 to Bergen", boundaries="never at home"))
        desk.store.put(replace(expected, text="Zoki-50 comes to Aarhus"))
        desk.store.put_all((after, check, answer))
    return key


@pytest.mark.parametrize(("kind", "name"), ALL_KINDS.items())
def test_steps_doors_remarks_and_what_was_agreed_are_found(
    desk: Desk, beside: EngagementId, kind: str, name: str
) -> None:
    (hit,) = find_aims(desk, name[:4].lower())
    assert (hit.kind.value, hit.engagement_id) == (kind, beside)
    assert [piece.text for piece in hit.pieces if piece.is_hit] == [name]
    assert find_aims(desk, name, engagement_id=EngagementId("other")) == ()


def test_what_is_kept_as_a_code_is_found_by_the_words_it_is_read_in(desk: Desk, beside: EngagementId) -> None:
    assert [hit.kind.value for hit in find_aims(desk, "promotion")] == ["step"]
    assert [hit.kind.value for hit in find_aims(desk, "introduction tallinn")] == ["door"]
    set_language("nl")
    try:
        assert [hit.kind.value for hit in find_aims(desk, "stap omhoog")] == ["step"]
    finally:
        set_language("en")


def test_a_door_that_waits_is_open_and_has_no_day_and_one_opened_has_both(
    desk: Desk, beside: EngagementId
) -> None:
    (waits,) = find_aims(desk, "is:open tallinn")
    assert waits.day is None
    assert find_aims(desk, "after:2000-01-01 tallinn") == ()
    doors.allow(desk, RecordId(waits.key), "the name")
    doors.set_door(desk, RecordId(waits.key), SponsorStatus.DONE)
    assert find_aims(desk, "is:open tallinn") == ()
    assert [hit.day for hit in find_aims(desk, "after:2000-01-01 tallinn")] == [desk.today]


def test_of_versions_that_say_the_same_only_the_newest_is_found(desk: Desk, beside: EngagementId) -> None:
    agreed = desk.store.all(Agreement, engagement_id=beside)[0]
    expected = next(
        each for each in desk.store.all(Expectation, engagement_id=beside) if "Aarhus" in each.text
    )
    newer = replace(agreed, agreement_id=AgreementId(desk.new_id()), version_no=agreed.version_no + 1)
    with desk.store.transaction():
        desk.store.put(newer)
        desk.store.put(replace(expected, expectation_id=RecordId(desk.new_id())))
    assert [hit.key for hit in find_aims(desk, "bergen")] == [newer.agreement_id]
    assert len(find_aims(desk, "aarhus")) == 1


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


def test_both_kinds_are_found_by_beginnings_without_accents_and_marked(desk: Desk, key: EngagementId) -> None:
    assert sorted(found(desk, "zuri")) == ["Ask Zoki-50 about Zürich", "Zoki-50 moves to Zürich · a contract"]
    hit = next(each for each in find_aims(desk, "contract zuri") if each.engagement_id == key)
    assert [piece.text for piece in hit.pieces if piece.is_hit] == ["Zürich", "contract"]
    assert found(desk, "urich") == []
    assert find_aims(desk, "contract", engagement_id=EngagementId("other")) == ()


@pytest.mark.parametrize("typed", ["is:open", "Lisbon"])
def test_a_goal_is_shown_whole_whatever_was_looked_for(desk: Desk, key: EngagementId, typed: str) -> None:
    goal = "By next summer lead the team of six that moves the stores to Lisbon, and hand it over in autumn"
    goals.add_goal(desk, key, goal)
    shown = ["".join(piece.text for piece in hit.pieces) for hit in find_aims(desk, typed)]
    assert goal in shown


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
    desk: Desk, beside: EngagementId, way: Callable[[Desk, EngagementId], None], left: int
) -> None:
    key = beside
    assert len(found(desk, "zoki")) == 2 + len(ALL_KINDS)
    way(desk, key)
    assert found(desk, "zoki") == []
    assert len(found(desk, "zürich")) == left
    # A closing puts its own plan in the place of what was agreed for afterwards.
    stay = [kind for kind in ALL_KINDS if left and kind != "aftercare"]
    assert [kind for kind, name in ALL_KINDS.items() if found(desk, name)] == stay
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


@pytest.mark.parametrize(
    "text", ["Göteborg", "GOTEBORG\x7f", "\x7f go\u0308teborg", "(goteborg)", "Ж, Goteborg"]
)
def test_what_only_the_index_can_judge_is_left_to_it(desk: Desk, key: EngagementId, text: str) -> None:
    expected = desk.store.all(Expectation, engagement_id=key)[0]
    desk.store.put(replace(expected, text=text))
    assert [hit.key for hit in find_aims(desk, "goteb")] == [expected.expectation_id]


def test_a_text_that_only_looks_like_it_is_not_found(desk: Desk, key: EngagementId) -> None:
    action = desk.store.all(Action, engagement_id=key)[0]
    desk.store.put(replace(action, text="a — bcd"))
    # Any sign that is not plain may stand for a letter in the first look; the index decides.
    assert _likely("bxd").search("b—d")
    assert found(desk, "bxd") == []
