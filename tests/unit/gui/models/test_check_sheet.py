from careernotes.assets import read_json
from careernotes.domain.ethics import Known, asked_items, read_checklist
from careernotes.domain.ids import ItemId
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan
from careernotes.gui.models.check_sheet import CheckSheet

CHECKLIST = read_checklist(read_json("ethics", "checklist-1.json"))
ASKED = asked_items(CHECKLIST, full_form=False, session_number=4, contracting=False)
WARNS = ItemId("E04")


def all_yes(sheet: CheckSheet) -> CheckSheet:
    for item in sheet.asked:
        sheet = sheet.answered(item.item_id, Answer.YES)
    return sheet


def test_nothing_is_answered_to_begin_with() -> None:
    sheet = CheckSheet(asked=ASKED)
    assert sheet.waiting == tuple(item.item_id for item in ASKED)
    assert not sheet.may_start


def test_all_yes_may_start() -> None:
    assert all_yes(CheckSheet(asked=ASKED)).result is CheckResult.CLEAR


def test_a_warning_waits_for_a_plan_and_a_yes_takes_the_plan_away() -> None:
    sheet = all_yes(CheckSheet(asked=ASKED)).answered(WARNS, Answer.NO)
    assert sheet.waiting == (WARNS,)
    planned = sheet.planned(WARNS, Plan.DISCLOSE)
    assert planned.result is CheckResult.WITH_WARNINGS
    assert not planned.answered(WARNS, Answer.YES).plans


def test_a_known_fact_that_blocks_stands_in_the_way_until_it_is_put_right() -> None:
    missing = Known(item_id=ItemId("P03"), holds=False, effect=Effect.BLOCK)
    sheet = all_yes(CheckSheet(asked=ASKED, known=(missing,)))
    assert sheet.waiting == ("P03",)
    assert sheet.with_known(()).may_start
