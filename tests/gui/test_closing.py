"""A last conversation by keyboard: the end kept, and what was chosen destroyed behind word and passphrase."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import ConsentKey, EngagementStatus, NoteLayer
from careernotes.gui.controllers.closing import ClosingController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.views.closing import ClosingView
from careernotes.services import proving
from careernotes.services.agreements import set_consent
from careernotes.services.closing import Ending, aftercare_due, aftercare_of, close_relation
from careernotes.services.desk import Desk
from careernotes.services.journey import journey_of
from careernotes.services.people import people
from careernotes.services.records import engagement_of

pytestmark = pytest.mark.long

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    keys.tab_to(keys.screen(PersonController).view.ending.talk)
    keys.press(SPACE)
    keys.wait_for("closing")
    return keys


def view_of(keys: Keys) -> ClosingView:
    return keys.screen(ClosingController).view


def open_desk(keys: Keys) -> tuple[Desk, EngagementId]:
    desk = keys.shell.desk
    assert desk is not None
    return desk, alias_key(keys.shell, "Mira-07")


def test_a_closing_keeps_rating_answers_and_aftercare_and_ends_the_relation(keys: Keys) -> None:
    view, (desk, key) = view_of(keys), open_desk(keys)
    keys.tab_to(view.goals.rows[0].buttons["rate"])
    keys.press(SPACE)
    keys.write("8")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "near\u00a08\u00a0of\u00a010" in view.goals.rows[0].item.detail)
    for field in view.assessment.fields:
        field.chips.answer("4")
    keys.until(lambda: len(on_lane(keys.shell, lambda: journey_of(desk, key)).assessments) == 1)
    view.after.follow_up.chips.answer("both")
    keys.until(lambda: not view.end.layers["name"].chips.button_of("redact").isEnabled())
    view.after.plan.edit.setFocus()
    keys.write("the works council")
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    assert "Thank you" in keys.screen(PersonController).view.banner.text
    ended = on_lane(keys.shell, lambda: engagement_of(desk, key))
    assert ended.status is EngagementStatus.COMPLETED
    checks = on_lane(keys.shell, lambda: aftercare_of(desk, key))
    assert [(each.months, each.text) for each in checks] == [(0, "the works council"), (3, ""), (6, "")]


def test_working_notes_are_destroyed_only_behind_the_word_and_the_passphrase(keys: Keys) -> None:
    view, (desk, key) = view_of(keys), open_desk(keys)
    on_lane(keys.shell, lambda: proving.forget(desk))
    view.end.layers["working"].chips.answer("destroy")
    keys.until(lambda: view.end.word.isVisible() and view.end.proving.isVisible())
    view.end.word.edit.setFocus()
    keys.press(ENTER, CTRL)
    assert "destroy" in view.end.word.below.text()
    keys.write("destroy")
    view.end.proving.field.edit.setFocus()
    keys.write("not the words of this vault at all")
    keys.press(ENTER)
    keys.until(lambda: bool(view.end.proving.problem.text))
    assert on_lane(keys.shell, lambda: engagement_of(desk, key)).ended_on is None
    keys.write(PASSPHRASE)
    keys.press(ENTER)
    keys.wait_for("person")
    layers = {each.layer for each in on_lane(keys.shell, lambda: desk.store.all(NoteBody))}
    assert layers == {NoteLayer.RECORD}


def test_a_day_that_is_none_leaves_the_relation_running(keys: Keys) -> None:
    view, (desk, key) = view_of(keys), open_desk(keys)
    view.end.day.set_text("someday")
    view.end.day.edit.setFocus()
    keys.press(ENTER, CTRL)
    assert "not a day" in view.end.day.below.text()
    assert on_lane(keys.shell, lambda: engagement_of(desk, key)).ended_on is None


def test_after_the_end_a_check_is_answered_on_the_persons_page(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, ended_long_ago))
    desk = keys.shell.desk
    assert desk is not None
    (row,) = keys.screen(TodayController).view.reviews.list.rows
    assert "6 months" in row.detail
    keys.go("person", engagement_id=row.key)
    card = keys.screen(PersonController).view.aftercare
    keys.tab_to(card.rows.rows[1].buttons["check"])
    keys.press(SPACE)
    keys.write("It goes well.")
    keys.press(ENTER)
    keys.until(lambda: "It goes well." in card.rows.rows[1].item.remark)
    assert on_lane(keys.shell, lambda: aftercare_due(desk)) == ()


def ended_long_ago(desk: Desk) -> None:
    key = next(line.engagement_id for line in people(desk) if line.alias == "Tova-31")
    set_consent(desk, key, ConsentKey.FOLLOW_UP, value=True)
    day = desk.today - dt.timedelta(days=190)
    with desk.store.transaction():
        desk.store.put(replace(engagement_of(desk, key), started_on=day))
    close_relation(desk, key, Ending(on=day, plan="the works council"))
