"""A page begins with the keyboard where the work is, not on the way back from it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.gui.controllers.closing import ClosingController
from careernotes.gui.controllers.journey import JourneyController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.half_typed import keep_typed


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def begins_on(keys: Keys, page: str, alias: str) -> QWidget:
    keys.go(page, engagement_id=alias_key(keys.shell, alias))
    return focused(keys.qtbot, keys.shell)


def test_a_journey_begins_on_its_first_goal_or_on_the_way_to_one(keys: Keys) -> None:
    begun = begins_on(keys, "journey", "Mira-07")
    assert begun is next(iter(keys.screen(JourneyController).view.goals.rows.rows[0].buttons.values()))
    begun = begins_on(keys, "journey", "Tova-31")
    assert begun is keys.screen(JourneyController).view.goals.new


def test_a_journey_with_a_goal_half_filled_in_begins_in_that_goal(keys: Keys) -> None:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Mira-07")
    assert desk is not None
    on_lane(keys.shell, lambda: keep_typed(desk, "goal", key, {"goal": "", "statement": "Move"}))
    begun = begins_on(keys, "journey", "Mira-07")
    assert begun is keys.screen(JourneyController).view.goals.statement.edit


def test_a_closing_begins_on_its_first_goal_or_on_how_the_mentee_sees_it(keys: Keys) -> None:
    begun = begins_on(keys, "closing", "Mira-07")
    assert begun is keys.screen(ClosingController).view.goals.rows[0].buttons["rate"]
    begun = begins_on(keys, "closing", "Tova-31")
    assert begun is keys.screen(ClosingController).view.assessment.fields[0].chips.button_of("1")
