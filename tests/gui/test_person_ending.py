"""Ending a relation by keyboard: a day, a reason, shown as ended everywhere, and taken back with one key."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import EndReason, EngagementStatus
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.person import PersonView

ENTER, SPACE, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The page of somebody with a history."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def view_of(keys: Keys) -> PersonView:
    return keys.screen(PersonController).view


def engagement(keys: Keys, key: EngagementId) -> Engagement:
    desk = keys.shell.desk
    assert desk is not None
    return on_lane(keys.shell, lambda: desk.store.all(Engagement, engagement_id=key))[0]


def tells_of_an_end(view: PersonView) -> bool:
    return any("The relation ends" in row.title for row in view.timeline.rows)


def end_it(keys: Keys) -> None:
    """Opens the form by keyboard and ends the relation with the first reason after "not said"."""
    card = view_of(keys).ending
    keys.tab_to(card.start)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is card.day.edit
    assert card.day.text() == "today"
    keys.tab_to(card.reason.box)
    keys.press(DOWN)
    keys.press(ENTER, CTRL)


def filled_buttons(view: PersonView) -> list[QPushButton]:
    found = view.findChildren(QPushButton)
    return [each for each in found if each.property("kind") == "primary" and each.isVisible()]


def test_while_a_form_asks_for_its_own_button_no_other_one_is_filled(keys: Keys) -> None:
    view = view_of(keys)
    assert filled_buttons(view) == [view.header.primary]
    keys.tab_to(view.ending.start)
    keys.press(SPACE)
    assert filled_buttons(view) == [view.ending.end]
    assert view.late.isVisible()
    keys.tab_to(view.ending.leave)
    keys.press(SPACE)
    assert filled_buttons(view) == [view.header.primary]
    assert not view.late.isVisible()


def test_after_the_end_no_new_session_is_the_next_step(keys: Keys) -> None:
    view = view_of(keys)
    assert view.header.primary.isVisible()
    assert view.before.isVisible()
    end_it(keys)
    keys.until(lambda: not view.header.primary.isVisible())
    assert not view.before.isVisible()
    # A last conversation can still be written down.
    assert view.late.isVisible()
    keys.press(Qt.Key.Key_N, CTRL)
    keys.wait_for("before")
    keys.press(ESC)
    keys.wait_for("person")
    again = view_of(keys).ending.again
    keys.tab_to(again)
    keys.press(SPACE)
    keys.until(view_of(keys).header.primary.isVisible)


def test_a_relation_is_ended_by_keyboard_and_says_so_on_its_page(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    end_it(keys)
    keys.until(lambda: not view_of(keys).ending.again.isHidden())
    ended = engagement(keys, key)
    assert ended.status is EngagementStatus.COMPLETED
    assert ended.ended_on == dt.datetime.now().astimezone().date()
    assert ended.end_reason is EndReason.GOALS_MET
    view = view_of(keys)
    assert "goals met" in view.ending.line.text()
    assert view.header.subtitle.text().startswith("Ended on")
    assert tells_of_an_end(view)
    assert keys.shell.window.focusWidget() is view.ending.again


def test_what_was_kept_is_in_sight_when_the_form_is_gone(keys: Keys) -> None:
    # Low enough that the card is out of sight when the page becomes shorter and nobody looks after it.
    keys.shell.window.resize(1000, 480)
    end_it(keys)
    card = view_of(keys).ending
    keys.until(lambda: not card.again.isHidden())
    keys.until(lambda: card.visibleRegion().boundingRect() == card.rect())


def test_the_list_of_people_shows_who_is_ended_after_those_who_run(keys: Keys) -> None:
    end_it(keys)
    keys.until(lambda: not view_of(keys).ending.again.isHidden())
    keys.go("people")
    view = keys.screen(PeopleController).view
    last = view.list.rows[-1]
    assert (last.title, last.tags[0].text) == ("Mira-07", "ended")
    assert last.detail.startswith("ended on ")
    assert "2 running relations" in view.header.subtitle.text()


def test_an_end_by_mistake_is_taken_back_with_one_key(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    before = engagement(keys, key)
    end_it(keys)
    card = view_of(keys).ending
    keys.until(lambda: not card.again.isHidden())
    keys.press(SPACE)
    keys.until(lambda: not card.start.isHidden())
    after = engagement(keys, key)
    assert (after.status, after.ended_on, after.end_reason) == (before.status, None, None)
    assert keys.shell.window.focusWidget() is card.start
    assert not tells_of_an_end(view_of(keys))


def test_ctrl_z_takes_an_end_back_and_a_new_beginning_too(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    running = engagement(keys, key)
    end_it(keys)
    keys.until(lambda: not view_of(keys).ending.again.isHidden())
    ended = engagement(keys, key)
    assert keys.shell.frame is not None
    assert keys.shell.frame.undo.words.text() == "The relation has ended. Nothing was deleted."
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: engagement(keys, key) == running)
    keys.until(lambda: not view_of(keys).ending.start.isHidden())
    end_it(keys)
    keys.until(lambda: not view_of(keys).ending.again.isHidden())
    keys.press(SPACE)
    keys.until(lambda: engagement(keys, key).ended_on is None)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: engagement(keys, key) == ended)


def test_an_earlier_day_and_an_earlier_end_are_kept_as_said(keys: Keys) -> None:
    key = alias_key(keys.shell, "Tova-31")
    keys.go("person", engagement_id=key)
    card = view_of(keys).ending
    keys.tab_to(card.start)
    keys.press(SPACE)
    keys.write("today")
    keys.tab_to(card.how.chips.button_of("planned"))
    keys.write("2")
    keys.press(ENTER, CTRL)
    keys.until(lambda: not card.again.isHidden())
    ended = engagement(keys, key)
    assert (ended.status, ended.end_reason) == (EngagementStatus.ENDED_EARLY, EndReason.NOT_SAID)


@pytest.mark.parametrize("day", ["the day the music died", "tomorrow"])
def test_no_day_or_a_day_to_come_is_refused_in_words_and_ends_nothing(keys: Keys, day: str) -> None:
    key = alias_key(keys.shell, "Mira-07")
    card = view_of(keys).ending
    keys.tab_to(card.start)
    keys.press(SPACE)
    keys.write(day)
    keys.press(ENTER)
    keys.until(lambda: card.day.below.property("role") == "problem")
    assert keys.shell.window.focusWidget() is card.day.edit
    assert card.day.text() == day
    assert engagement(keys, key).is_open


def test_not_now_changes_nothing_and_gives_the_keyboard_back(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    card = view_of(keys).ending
    keys.tab_to(card.start)
    keys.press(SPACE)
    keys.tab_to(card.leave)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is card.start
    assert engagement(keys, key).is_open


def test_the_whole_form_is_on_the_screen_when_it_opens(keys: Keys) -> None:
    view = view_of(keys)
    keys.shell.window.resize(1000, 640)
    keys.tab_to(view.ending.start)
    keys.press(SPACE)

    def seen(widget: QWidget) -> bool:
        return (
            view.scroller.viewport()
            .rect()
            .contains(widget.mapTo(view.scroller.viewport(), widget.rect().center()))
        )

    keys.until(lambda: seen(view.ending.day.edit) and seen(view.ending.end))


def test_the_form_says_what_is_still_open_between_the_two(keys: Keys) -> None:
    card = view_of(keys).ending
    keys.tab_to(card.start)
    keys.press(SPACE)
    assert "2 actions are still open" in card._waiting.text()
