"""On a person's page: how a goal ended, and the broad groups of somebody taken on before the kit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane
from tests.unit.services.kits import kit_file

from careernotes.domain.goals import Goal
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import GoalStatus
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.person import PersonView
from careernotes.services.desk import Desk
from careernotes.services.first_steps import adopt_kit
from careernotes.services.people import person

ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController], tmp_path: Path) -> Keys:
    """The page of somebody who was there before the programme and its kit."""

    def join(desk: Desk) -> None:
        adopt_kit(desk, kit_file(tmp_path))

    keys = Keys(qtbot, desk_window(fill_desk, join))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def view_of(keys: Keys) -> PersonView:
    return keys.screen(PersonController).view


def goal_of(keys: Keys) -> Goal:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Mira-07")
    assert desk is not None
    return on_lane(keys.shell, lambda: person(desk, key)).goals[0]


def mentee_of(keys: Keys) -> Mentee:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Mira-07")
    assert desk is not None
    return on_lane(
        keys.shell, lambda: desk.store.all(Mentee, mentee_id=person(desk, key).line.engagement.mentee_id)
    )[0]


@pytest.mark.parametrize(
    ("way", "status"), [("reached", GoalStatus.REACHED), ("dropped", GoalStatus.DROPPED)]
)
def test_a_goal_is_closed_with_one_key_opened_again_and_put_back_with_ctrl_z(
    keys: Keys, way: str, status: GoalStatus
) -> None:
    view = view_of(keys)
    first = goal_of(keys)
    assert first.status is not status
    keys.tab_to(view.goals.lines[0].buttons[way])
    keys.press(SPACE)
    closed = goal_of(keys)
    assert closed.status is status
    assert closed.closed_on is not None
    again = view.goals.lines[0].buttons["open"]
    assert keys.shell.window.focusWidget() is again
    keys.press(SPACE)
    opened = goal_of(keys)
    assert (opened.status, opened.closed_on, opened.progress_percent) == (GoalStatus.OPEN, None, 0)
    assert keys.shell.frame is not None
    assert keys.shell.frame.undo.words.text() == "Goal: Open."
    for before in (closed, first):
        keys.press(Qt.Key.Key_Z, CTRL)
        keys.until(lambda before=before: goal_of(keys) == before)  # type: ignore[misc]
    keys.until(lambda: way in view_of(keys).goals.lines[0].buttons)


def test_the_groups_of_somebody_taken_on_before_the_kit_can_be_said(keys: Keys) -> None:
    view = view_of(keys)
    desk = keys.shell.desk
    assert desk is not None
    assert desk.kit is not None
    assert mentee_of(keys).business_area == ""
    assert "No group" in view.groups.line.text()
    keys.tab_to(view.groups.change)
    keys.press(SPACE)
    box = view.groups.fields["business_area"].box
    assert keys.shell.window.focusWidget() is box
    keys.press(DOWN)
    keys.press(ENTER, CTRL)
    first = desk.kit.segments["business_area"][0]
    keys.until(lambda: view.groups.line.text() == first.name.in_language("en"))
    assert mentee_of(keys).business_area == first.key
    assert keys.shell.window.focusWidget() is view.groups.change
    assert keys.shell.frame is not None
    assert keys.shell.frame.undo.words.text() == "The groups are saved."
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: mentee_of(keys).business_area == "")
    keys.until(lambda: "No group" in view_of(keys).groups.line.text())


def test_leaving_the_form_changes_nothing(keys: Keys) -> None:
    view = view_of(keys)
    keys.tab_to(view.groups.change)
    keys.press(SPACE)
    keys.press(DOWN)
    keys.tab_to(view.groups.leave)
    keys.press(SPACE)
    assert mentee_of(keys).business_area == ""
    keys.press(SPACE)
    assert view.groups.fields["business_area"].value == ""


def test_without_a_kit_there_are_no_groups_to_choose(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    assert not view_of(keys).groups.isVisibleTo(keys.shell.window)
