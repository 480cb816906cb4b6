"""A page begins with the keyboard where the work is, not on the way back from it, and keeps it in sight."""

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
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.shell import SMALLEST
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
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


@pytest.mark.parametrize("page", ["journey", "closing"])
def test_where_it_begins_is_in_sight_in_large_letters_too(keys: Keys, theme: Theme, page: str) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    keys.shell.window.resize(*SMALLEST)
    begun = begins_on(keys, page, "Mira-07")
    keys.until(lambda: begun.visibleRegion().boundingRect().size() == begun.size())
    theme.apply(ThemeChoice.LIGHT, 100)


def test_a_message_above_hides_nothing_of_what_has_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    page = Page(None, title="Agreement")  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(page)
    rows = [button(f"Choice {number}", page.content) for number in range(30)]
    for each in (label("The mentee's choices", page.content), *rows):
        page.body.addWidget(each)
    page.resize(700, 500)
    with qtbot.waitExposed(page):
        page.show()
    port = page.scroller.viewport()

    def bottom(row: QWidget) -> int:
        return row.mapTo(port, row.rect().bottomLeft()).y()

    last = [each for each in rows if bottom(each) <= port.height()][-1]
    last.setFocus()
    before = port.height()
    page.banner.show_warning("Something is still to do.")
    qtbot.waitUntil(lambda: port.height() < before)
    qtbot.waitUntil(lambda: bottom(last) <= port.height())
    # What was scrolled away on purpose stays away.
    page.banner.clear()
    qtbot.waitUntil(lambda: port.height() == before)
    bar = page.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.banner.show_warning("Something is still to do.")
    qtbot.waitUntil(lambda: port.height() < before)
    assert bottom(last) < 0
