"""The check asks what it must, blocks and warns as the code says, and never ticks anything by itself."""

import datetime as dt

import pytest

from careernotes.assets import read_json
from careernotes.domain.ethics import (
    SHORT_FORM,
    Known,
    asked_items,
    evaluate,
    full_form_due,
    periodic_state,
    read_checklist,
)
from careernotes.domain.ids import ItemId
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan

CHECKLIST = read_checklist(read_json("ethics", "checklist-1.json"))
TODAY = dt.date(2026, 11, 21)


def ask(*, full: bool = False, number: int = 2, contracting: bool = False):  # noqa: ANN201 - a tuple of items
    return asked_items(CHECKLIST, full_form=full, session_number=number, contracting=contracting)


def yes(items):  # noqa: ANN001, ANN201 - short-hand for this file
    return {item.item_id: Answer.YES for item in items}


def test_the_short_form_is_the_six_lines_only_the_mentor_can_answer() -> None:
    assert tuple(item.item_id for item in ask()) == SHORT_FORM


def test_the_first_session_asks_neither_for_promises_nor_for_the_choice_of_every_third() -> None:
    ids = {item.item_id for item in ask(full=True, number=1)}
    assert not ids & {"E13", "E14"}
    assert "E13" in {item.item_id for item in ask(full=True, number=2)}
    assert "E14" in {item.item_id for item in ask(full=True, number=3)}


def test_a_contracting_session_is_not_blocked_by_the_agreement_it_makes() -> None:
    assert "E01" not in {item.item_id for item in ask(full=True, number=1, contracting=True)}


def test_nothing_answered_is_blocked_and_all_yes_is_clear() -> None:
    items = ask()
    assert evaluate(items, {}, {})[0] is CheckResult.BLOCKED
    assert evaluate(items, yes(items), {}) == (CheckResult.CLEAR, ())


@pytest.mark.parametrize("item", CHECKLIST.items, ids=lambda item: item.item_id)
def test_a_no_does_what_the_code_says(item) -> None:  # noqa: ANN001 - parametrised
    items = (item,)
    answers = {item.item_id: Answer.NO}
    result, waiting = evaluate(items, answers, {})
    if item.on_no is Effect.PROMPT:
        assert (result, waiting) == (CheckResult.WITH_WARNINGS, ())
    else:
        assert (result, waiting) == (CheckResult.BLOCKED, (item.item_id,))
    planned = evaluate(items, answers, {item.item_id: Plan.DISCLOSE})[0]
    assert (planned is CheckResult.BLOCKED) == (item.on_no is Effect.BLOCK)


def test_a_known_fact_blocks_only_where_the_code_blocks() -> None:
    items = ask()
    missing = Known(item_id=ItemId("P03"), holds=False, effect=Effect.BLOCK)
    late = Known(item_id=ItemId("P02"), holds=False, effect=Effect.WARN)
    assert evaluate(items, yes(items), {}, [missing]) == (CheckResult.BLOCKED, ("P03",))
    assert evaluate(items, yes(items), {}, [late]) == (CheckResult.WITH_WARNINGS, ())


@pytest.mark.parametrize(
    ("number", "last", "version", "due"),
    [
        (1, TODAY, "1.0.0", True),
        (2, None, None, True),
        (2, TODAY - dt.timedelta(days=90), "1.0.0", False),
        (2, TODAY - dt.timedelta(days=91), "1.0.0", True),
        (9, TODAY, "0.9.0", True),
    ],
)
def test_the_full_form_comes_at_the_first_session_each_quarter_and_when_the_code_changes(
    number: int, last: dt.date | None, version: str | None, due: bool
) -> None:
    found = full_form_due(
        session_number=number, last_full_on=last, today=TODAY, last_version=version, version="1.0.0"
    )
    assert found is due


def periodic(item_id: str):  # noqa: ANN201 - one item
    return next(item for item in CHECKLIST.periodic if item.item_id == item_id)


@pytest.mark.parametrize(
    ("item_id", "days_ago", "holds", "effect"),
    [
        ("P01", 365, True, None),
        ("P01", 366, False, Effect.WARN),
        ("P01", 396, False, Effect.BLOCK),
        ("P02", 91, True, None),
        ("P02", 92, False, Effect.WARN),
        ("P02", 183, False, Effect.BLOCK),
        ("P03", 731, False, Effect.WARN),
        ("P06", 92, False, Effect.PROMPT),
    ],
)
def test_a_periodic_item_warns_in_its_grace_and_blocks_after_it(
    item_id: str, days_ago: int, holds: bool, effect: Effect | None
) -> None:
    state = periodic_state(periodic(item_id), TODAY - dt.timedelta(days=days_ago), TODAY)
    assert state.holds is holds
    assert effect is None or state.effect is effect


def test_training_never_done_blocks_and_a_missing_case_discussion_does_not() -> None:
    assert periodic_state(periodic("P03"), None, TODAY).effect is Effect.BLOCK
    assert periodic_state(periodic("P02"), None, TODAY).effect is Effect.WARN


def test_the_caseload_never_blocks() -> None:
    text = read_json("ethics", "checklist-1.json")
    caseload = next(item for item in text["periodic"] if item["id"] == "P04")  # type: ignore[index, call-overload]
    assert "block" not in {caseload["on_over_limit"], caseload["on_over_hard_limit"]}
