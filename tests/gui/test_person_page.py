"""One person's page: actions, goals, choices and where the keys lead."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import GoalKind, Side
from careernotes.gui.controllers.journey import JourneyController
from careernotes.gui.controllers.people_words import goal_row
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.search import SearchController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.person import PersonView
from careernotes.services.coding import rebuild_facts
from careernotes.services.people import person
from careernotes.services.views import PersonView as PersonFacts

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The page of somebody with a history."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def view_of(keys: Keys) -> PersonView:
    return keys.screen(PersonController).view


def facts_of(keys: Keys, alias: str = "Mira-07") -> PersonFacts:
    desk, key = keys.shell.desk, alias_key(keys.shell, alias)
    assert desk is not None
    return on_lane(keys.shell, lambda: person(desk, EngagementId(key)))


def test_space_ticks_an_action_off_and_the_keyboard_stays(keys: Keys) -> None:
    assert view_of(keys).open_actions.rows[0].title == "Introduce to a product lead"
    keys.press(SPACE)
    assert [row.title for row in view_of(keys).open_actions.rows] == [
        "Half-page on what a good next step looks like"
    ]
    assert [action.text for action in facts_of(keys).actions] == [
        "Half-page on what a good next step looks like"
    ]
    keys.press(SPACE)
    assert view_of(keys).open_actions.rows == ()
    assert "Nothing is open" in view_of(keys)._no_actions.text()


def test_a_typed_action_and_goal_are_understood_and_kept(keys: Keys) -> None:
    view = view_of(keys)
    view.new_action.edit.setFocus()
    keys.write("me: send the book +1w")
    keys.press(ENTER)
    assert view.new_action.text() == ""
    view.goals.new.edit.setFocus()
    keys.write("Give a talk to another team by 30 jun")
    keys.press(ENTER)
    facts = facts_of(keys)
    book = next(action for action in facts.actions if action.text == "send the book")
    assert book.owner is Side.MENTOR
    assert book.due_on is not None
    assert [goal.statement for goal in facts.goals if goal.target_on is not None] == [
        "Give a talk to another team"
    ]
    for _typed in ("goal", "action"):
        keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: "send the book" not in [action.text for action in facts_of(keys).actions])
    assert [goal for goal in facts_of(keys).goals if goal.target_on is not None] == []


def test_what_a_typed_goal_is_about_stays_open_until_somebody_says_it(keys: Keys) -> None:
    view = view_of(keys)
    view.goals.new.edit.setFocus()
    keys.write("Give a talk to another team by 30 jun")
    keys.press(ENTER)
    typed = next(goal for goal in facts_of(keys).goals if goal.statement == "Give a talk to another team")
    assert typed.kind is GoalKind.NOT_SAID
    assert goal_row(typed, today=keys.screen(PersonController).desk.today).detail.startswith("by ")
    keys.go("journey", engagement_id=typed.engagement_id)
    goals = keys.screen(JourneyController).view.goals
    act = next(each for each in goals.rows.rows if each.item.key == typed.goal_id)
    assert "a step up" not in act.item.detail
    keys.tab_to(act.buttons["edit"])
    keys.press(SPACE)
    assert goals.kind.value == GoalKind.NOT_SAID.value
    assert goals.kind.box.currentText().casefold() == "not said"
    goals.kind.set_value(GoalKind.NETWORK.value)
    goals.statement.edit.setFocus()
    keys.press(ENTER)
    kept = next(goal for goal in facts_of(keys).goals if goal.goal_id == typed.goal_id)
    assert kept.kind is GoalKind.NETWORK


def test_a_text_too_long_is_said_beside_the_field_and_stays(keys: Keys) -> None:
    view = view_of(keys)
    view.new_action.edit.setText("x" * 400)
    view.new_action.edit.setFocus()
    keys.press(ENTER)
    assert "longer than 300" in view.new_action.below.text()
    assert len(view.new_action.text()) == 400


def test_a_choice_is_changed_at_once_with_what_needs_it_and_ctrl_z_puts_both_back(keys: Keys) -> None:
    view = view_of(keys)
    desk = keys.shell.desk
    assert desk is not None
    sensitive = view.consents.line("counted_sensitive")
    sensitive.chips.button_of("yes").setFocus()
    keys.press(SPACE)
    assert facts_of(keys).consents.counted_sensitive
    view.consents.line("counted_general").chips.button_of("no").setFocus()
    keys.press(SPACE)
    assert not facts_of(keys).consents.counted_general
    assert sensitive.chips.value == "no"
    assert not sensitive.chips.button_of("yes").isEnabled()
    assert "Needs C2" in sensitive.remark.text()
    assert view.header.chip.text() == "never counted"
    on_lane(keys.shell, lambda: rebuild_facts(desk))
    for _answer in range(2):
        keys.press(Qt.Key.Key_Z, CTRL)
    assert facts_of(keys).consents.counted_general
    assert not facts_of(keys).consents.counted_sensitive
    keys.until(lambda: view_of(keys).header.chip.text() != "never counted")
    assert view_of(keys).consents.line("counted_sensitive").chips.value == "later"


def test_each_choice_shows_its_wording_and_its_date(keys: Keys) -> None:
    line = view_of(keys).consents.line("counted_general")
    assert "anonymous totals" in line.text.text()
    assert line.remark.text().startswith("said on ")
    assert view_of(keys).consents.line("follow_up").chips.value == "later"


@pytest.mark.parametrize(
    ("key", "modifier", "screen"),
    [
        (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "before"),
        (Qt.Key.Key_N, CTRL, "before"),
        (Qt.Key.Key_F, CTRL, "search"),
    ],
)
def test_the_printed_keys_lead_where_they_say(
    keys: Keys, key: Qt.Key, modifier: Qt.KeyboardModifier, screen: str
) -> None:
    keys.press(key, modifier)
    keys.wait_for(screen)


def test_after_a_check_a_new_session_opens_the_note_at_once(keys: Keys) -> None:
    from tests.gui.test_session_keystrokes import answer_everything_with_yes

    keys.write("b")
    keys.wait_for("before")
    answer_everything_with_yes(keys.qtbot, keys.shell)
    keys.press(Qt.Key.Key_Escape)
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    keys.press(Qt.Key.Key_N, CTRL)
    keys.wait_for("session")


def test_search_from_here_looks_at_this_person_only(keys: Keys) -> None:
    keys.press(Qt.Key.Key_F, CTRL)
    keys.wait_for("search")
    keys.write("manager")
    view = keys.screen(SearchController).view
    keys.until(lambda: len(view.hits) == 1)
    assert view.header.chip.text() == "only Mira-07"
    view.scope.click()
    keys.until(lambda: len(view.hits) == 2)
