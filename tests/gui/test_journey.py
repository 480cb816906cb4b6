"""The way of a mentee, from the keyboard: a goal in five fields, a step, a door after a yes, and undo."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import unlock_by_typing
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.goals import Outcome, SponsorAct
from careernotes.domain.journey import StayStep, StepKind, WantedStep
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import OutcomeKind, SessionStatus, SponsorStatus, Stage
from careernotes.gui.controllers.journey import JourneyController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.journey import JourneyView
from careernotes.gui.views.person import PersonView
from careernotes.gui.widgets.veil import is_covered
from careernotes.services.desk import Desk
from careernotes.services.journey import Journey, journey_of
from careernotes.services.meetings import Meetings, meetings_of
from careernotes.services.records import engagement_of

pytestmark = pytest.mark.long

ENTER, SPACE, ESC = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def desk_of(keys: Keys) -> Desk:
    desk = keys.shell.desk
    assert desk is not None
    return desk


def journey(keys: Keys) -> Journey:
    key = alias_key(keys.shell, "Mira-07")
    return on_lane(keys.shell, lambda: journey_of(desk_of(keys), key))


def meetings(keys: Keys) -> Meetings:
    key = alias_key(keys.shell, "Mira-07")
    return on_lane(keys.shell, lambda: meetings_of(desk_of(keys), key))


def open_journey(keys: Keys) -> JourneyView:
    keys.press(Qt.Key.Key_J, CTRL)
    keys.wait_for("journey")
    return keys.screen(JourneyController).view


def person_view(keys: Keys) -> PersonView:
    return keys.screen(PersonController).view


def test_a_goal_is_filled_in_by_keyboard_and_what_it_lacks_is_said_gently(keys: Keys) -> None:
    view = open_journey(keys)
    (row,) = view.goals.rows.rows
    assert "no date" in row.item.remark
    keys.tab_to(row.buttons["edit"])
    keys.press(SPACE)
    form = view.goals
    assert keys.shell.window.focusWidget() is form.statement.edit
    for field, text in ((form.measure, "a signed plan"), (form.own_part, "ask"), (form.worth, "energy")):
        keys.tab_to(field.edit)
        keys.write(text)
    keys.tab_to(form.by.edit)
    keys.write("someday")
    keys.press(ENTER)
    assert "no day" in form.by.below.text()
    form.by.edit.selectAll()
    keys.write("+3m")
    keys.press(ENTER)
    (row,) = view.goals.rows.rows
    assert row.item.remark == ""
    assert not form.form.is_open
    assert keys.shell.window.focusWidget() is row.buttons["edit"]
    (line,) = journey(keys).goals
    assert line.gaps == ()
    keys.tab_to(row.buttons["rate"])
    keys.press(SPACE)
    keys.write("4")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "near\u00a04\u00a0of\u00a010" in view.goals.rows.rows[0].item.detail)


def test_a_step_taken_is_an_outcome_and_undo_takes_it_back(keys: Keys) -> None:
    view = open_journey(keys)
    view.steps.kind.set_value(StepKind.PROJECT.value)
    keys.tab_to(view.steps.want)
    keys.press(SPACE)
    (row,) = view.steps.rows.rows
    keys.tab_to(row.buttons["taken"])
    keys.press(SPACE)
    desk = desk_of(keys)
    (came,) = on_lane(keys.shell, lambda: desk.store.all(Outcome))
    assert came.kind is OutcomeKind.PROJECT_ASSIGNMENT
    undo = keys.screen(JourneyController)._bar.undo
    keys.tab_to(undo)
    keys.press(SPACE)
    assert on_lane(keys.shell, lambda: desk.store.all(Outcome)) == ()
    assert not undo.isVisible()


def test_a_step_heard_of_late_counts_in_the_quarter_before(keys: Keys) -> None:
    view, desk = open_journey(keys), desk_of(keys)
    view.steps.kind.set_value(StepKind.PROJECT.value)
    view.steps.want.click()
    keys.until(lambda: bool(view.steps.rows.rows))
    assert "taken_before" not in view.steps.rows.rows[0].buttons
    now = quarter_of(desk.today)

    def wanted_earlier() -> None:
        (step,) = desk.store.all(WantedStep)
        with desk.store.transaction():
            desk.store.put(replace(step, quarter=now - 2))

    on_lane(keys.shell, wanted_earlier)
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("person")
    view = open_journey(keys)
    (row,) = view.steps.rows.rows
    keys.tab_to(row.buttons["taken_before"])
    keys.press(SPACE)
    (step,) = on_lane(keys.shell, lambda: desk.store.all(WantedStep))
    (came,) = on_lane(keys.shell, lambda: desk.store.all(Outcome))
    assert (step.closed_quarter, came.quarter) == (now - 1, now - 1)


def test_a_door_is_an_idea_until_the_mentee_says_yes(keys: Keys) -> None:
    view = open_journey(keys)
    keys.tab_to(view.doors.new)
    keys.press(SPACE)
    keys.tab_to(view.doors.target.edit)
    keys.press(ENTER)
    assert view.doors.target.below.text()
    keys.write("a product lead")
    keys.press(ENTER)
    (row,) = view.doors.rows.rows
    assert set(row.buttons) == {"allow", "drop"}
    keys.tab_to(row.buttons["allow"])
    keys.press(SPACE)
    keys.write("that she ran the workshop")
    keys.press(ENTER)
    (row,) = view.doors.rows.rows
    keys.tab_to(row.buttons["done"])
    keys.press(SPACE)
    desk = desk_of(keys)
    (act,) = on_lane(keys.shell, lambda: desk.store.all(SponsorAct))
    assert (act.permission, act.status) == (True, SponsorStatus.DONE)


def test_the_quarter_is_said_in_chips_and_shown_as_picture_and_table(keys: Keys) -> None:
    view = open_journey(keys)
    follow_up = view.follow_up
    follow_up.manager["asks"].chips.answer("4")
    keys.until(lambda: bool(follow_up.manager["helps"].below.text()) or bool(journey(keys).ratings))
    follow_up.manager["helps"].chips.answer("5")
    follow_up.stay.chips.answer(StayStep.LOOKING_INSIDE.value)
    keys.until(lambda: bool(journey(keys).stay))
    keys.until(lambda: view.trend.table is not None and view.trend.chart is not None)
    assert view.trend.table is not None
    last = view.trend.table.rowCount() - 1
    told = [view.trend.table.item(last, column) for column in range(view.trend.table.columnCount())]
    assert [each.text() for each in told if each is not None][1:3] == ["4", "5"]


def test_a_meeting_is_planned_moved_and_missed_by_somebody(keys: Keys) -> None:
    card = person_view(keys).meetings
    (row,) = card.rows.rows
    keys.tab_to(row.buttons["move"])
    keys.press(SPACE)
    keys.write("yesterday")
    keys.press(ENTER)
    assert card.to.below.text()
    assert meetings(keys).changed == ()
    card.to.edit.selectAll()
    keys.write("+2w")
    keys.press(ENTER)
    (moved,) = meetings(keys).changed
    assert moved.session.status is SessionStatus.RESCHEDULED
    (row,) = card.rows.rows
    keys.tab_to(row.buttons["not_held"])
    keys.press(SPACE)
    keys.press(ENTER, CTRL)
    keys.until(lambda: meetings(keys).tally[SessionStatus.CANCELLED_IN_TIME] == 1)
    keys.tab_to(card.new)
    keys.press(SPACE)
    keys.write("+3w 14:30")
    keys.press(ENTER)
    (waiting,) = meetings(keys).waiting
    assert (waiting.time, waiting.on) == ("14:30", desk_of(keys).today + dt.timedelta(weeks=3))
    assert "moved: 1" in card.tally.text()


def test_the_stations_move_on_when_the_mentor_says_so(keys: Keys) -> None:
    view = person_view(keys)
    key = alias_key(keys.shell, "Mira-07")
    assert view.stage.chips.value == "explore"
    keys.tab_to(view.stage.go_on)
    keys.press(SPACE)
    assert view.stage.chips.value == "goals"
    desk = desk_of(keys)
    assert on_lane(keys.shell, lambda: engagement_of(desk, key)).stage is Stage.DIRECTION


def test_esc_folds_a_form_before_it_leaves_the_page(keys: Keys) -> None:
    view = open_journey(keys)
    keys.tab_to(view.goals.new)
    keys.press(SPACE)
    assert view.goals.form.is_open
    keys.press(ESC)
    assert not view.goals.form.is_open
    assert keys.name == "journey"
    keys.press(ESC)
    keys.wait_for("person")


def test_a_lock_does_not_lose_a_goal_that_is_being_filled_in(keys: Keys) -> None:
    view = open_journey(keys)
    keys.tab_to(view.goals.new)
    keys.press(SPACE)
    keys.write("Lead the pilot")
    keys.shell.lock()
    keys.until(lambda: keys.shell.desk is None)
    unlock_by_typing(keys.qtbot, keys.shell)
    keys.go("journey", engagement_id=alias_key(keys.shell, "Mira-07"))
    again = keys.screen(JourneyController).view.goals
    keys.until(lambda: again.form.is_open)
    assert again.statement.text() == "Lead the pilot"
    keys.press(ESC)
    keys.go("people")
    keys.go("journey", engagement_id=alias_key(keys.shell, "Mira-07"))
    assert not keys.screen(JourneyController).view.goals.form.is_open


def test_in_privacy_view_a_goal_is_covered_until_somebody_comes_there(keys: Keys) -> None:
    keys.press(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    keys.go("journey", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(JourneyController).view
    assert "Mira" not in view.accessibleName()
    title = view.goals.rows.rows[0].words[0]
    assert is_covered(title)
    keys.tab_to(title)
    assert not is_covered(title)
    keys.press(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
