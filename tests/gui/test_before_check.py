"""Before you go in: nothing pre-ticked, digits and letters, warnings with a plan, blocks with a way out."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import CheckResult, ConflictKind
from careernotes.gui.controllers.before import BeforeController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.before import BeforeView
from careernotes.gui.views.before_line import NO, YES
from careernotes.i18n import set_language
from careernotes.services.conversations import drafts_waiting
from careernotes.services.desk import Desk
from careernotes.services.first_steps import add_conflict_fact
from careernotes.services.people import person

ENTER = Qt.Key.Key_Return
WARNS, BLOCKS = "E04", "E03"


def open_card(
    qtbot: QtBot, desk_window: Callable[..., ShellController], *fills: Callable[[Desk], object]
) -> tuple[Keys, BeforeView, EngagementId]:
    shell = desk_window(fill_desk, *fills)
    keys = Keys(qtbot, shell)
    key = alias_key(shell, "Mira-07")
    keys.go("before", engagement_id=key)
    return keys, keys.screen(BeforeController).view, key


def answers(view: BeforeView) -> list[str]:
    """The accessible names of the lines, which say how each is answered."""
    return [line.accessibleName() for line in view._lines.values()]


def number_of(view: BeforeView, key: str) -> str:
    return str(view.line(key).row.number)


def test_nothing_is_answered_beforehand_and_every_line_is_a_sentence(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    _keys, view, _key = open_card(qtbot, desk_window)
    said = answers(view)
    open_lines = [name for name in said if name.endswith("(not answered)")]
    locked = [name for name in said if name.endswith("(answered no)")]
    assert len(said) == len(open_lines) + len(locked)
    assert all("promised last time" in name for name in locked)


def test_enter_goes_to_the_first_line_that_waits_and_starts_nothing(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window)
    keys.write("3")
    assert view.current == BLOCKS
    keys.press(ENTER)
    assert keys.name == "before"
    assert view.current == "E01"
    assert "wait" in view.header.quiet.text()


def test_a_warning_asks_for_a_plan_before_the_conversation_can_start(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, key = open_card(qtbot, desk_window)
    answer_all(keys, view)
    keys.write(number_of(view, WARNS))
    keys.write("n")
    assert view.line(WARNS).plans.isVisible()
    assert "Tell the mentee now" in view.line(WARNS).banner.text
    keys.press(Qt.Key.Key_Space)
    assert view.header.quiet.text() == "Ready"
    keys.press(ENTER)
    keys.wait_for("session")
    desk = keys.shell.desk
    assert desk is not None
    check = on_lane(keys.shell, lambda: person(desk, key).check)
    assert check is not None
    assert check.result is CheckResult.WITH_WARNINGS
    assert "with a plan" in keys.screen(SessionController).view.header.chip.text()


def test_a_block_holds_the_start_says_why_and_leaves_a_way_out(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window)
    answer_all(keys, view)
    keys.write(number_of(view, BLOCKS))
    keys.write("n")
    line = view.line(BLOCKS)
    assert "cannot be started" in line.banner.text
    keys.press(ENTER)
    assert keys.name == "before"
    keys.tab_to(line.way_out)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("help_now")


def test_a_changed_mind_takes_the_plan_away(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window)
    keys.write("4n")
    keys.press(Qt.Key.Key_Space)
    assert view.line(WARNS).plans.value
    keys.write("4y")
    assert not view.line(WARNS).plans.isVisible()
    assert not view.line(WARNS).plans.value


def test_a_missing_training_blocks_and_is_recorded_on_the_spot(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window, forget_training)
    answer_all(keys, view)
    keys.press(ENTER)
    assert keys.name == "before"
    line = view.periodic.line("P03")
    assert line is not None
    assert keys.shell.window.focusWidget() is line.when.edit
    keys.press(ENTER)
    assert view.periodic.line("P03") is None
    assert view.header.quiet.text() == "Ready"


def test_a_day_that_is_none_is_said_and_nothing_is_recorded(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window, forget_training)
    line = view.periodic.line("P03")
    assert line is not None
    line.when.edit.setFocus()
    line.when.edit.selectAll()
    keys.write("soonish")
    keys.press(ENTER)
    assert "no day" in line.when.below.text()
    assert view.periodic.line("P03") is line


def test_a_meeting_that_took_place_without_a_check_is_recorded_as_such(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, _key = open_card(qtbot, desk_window)
    view.without_check.emit()
    keys.wait_for("session")
    assert keys.screen(SessionController).view.header.chip.text() == "No ethics check"
    desk = keys.shell.desk
    assert desk is not None
    (draft,) = on_lane(keys.shell, lambda: drafts_waiting(desk))
    assert draft.check_id is None


def test_in_dutch_the_letters_are_j_and_n(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    shell = desk_window(fill_desk)
    set_language("nl")
    keys = Keys(qtbot, shell)
    keys.go("before", engagement_id=alias_key(shell, "Mira-07"))
    view = keys.screen(BeforeController).view
    assert {"j", "y"} & view._answer_keys[YES]
    keys.write("n")
    assert view.line("E01")._chips[NO].isChecked()


def test_what_the_vault_knows_and_last_time_stand_beside_the_lines(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    _keys, view, _key = open_card(qtbot, desk_window)
    assert "Ask how the talk with the direct manager went." in view.next_time.text()
    assert view.open_actions.rows[0].title == "Introduce to a product lead"
    assert any("Training" in fact.accessibleName() for fact in view._facts)


def answer_all(keys: Keys, view: BeforeView) -> None:
    for line in view._lines.values():
        if not line.row.locked:
            keys.write("y")


def forget_training(desk: Desk) -> None:
    """Puts the mentor back before the training, as if it had been noted by mistake."""
    from careernotes.domain.growth import Training

    with desk.store.transaction():
        for course in desk.store.all(Training):
            desk.store.remove(Training, course.training_id)
    assert isinstance(desk.today, dt.date)


@pytest.mark.long
def test_putting_it_off_starts_nothing_and_leaves_it_to_do(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view, key = open_card(qtbot, desk_window)
    answer_all(keys, view)
    keys.write(number_of(view, "E07"))
    keys.write("n")
    view.line("E07").plans.answer("postpone")
    assert "Not now" in view.header.primary.text()
    keys.press(ENTER)
    keys.wait_for("person")
    desk = keys.shell.desk
    assert desk is not None
    assert on_lane(keys.shell, lambda: drafts_waiting(desk)) == ()
    texts = [each.text for each in on_lane(keys.shell, lambda: person(desk, key).actions)]
    assert any(text.startswith("Offer a new date.") for text in texts)
    assert "no session was begun" in keys.screen(PersonController).view.banner.text


@pytest.mark.long
def test_a_goal_that_touches_what_was_noted_is_said_at_once(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, data_lab))
    keys.go("person", engagement_id=alias_key(keys.shell, "Tova-31"))
    view = keys.screen(PersonController).view
    view.goals.new.edit.setFocus()
    keys.write("Lead the data lab")
    keys.press(ENTER)
    keys.until(lambda: "touches what you noted" in view.banner.text)
    keys.go("before", engagement_id=alias_key(keys.shell, "Tova-31"))
    card = keys.screen(BeforeController).view
    assert "say so first" in card.line(WARNS).accessibleDescription()


def data_lab(desk: Desk) -> None:
    """A panel the mentor sits on."""
    add_conflict_fact(desk, ConflictKind.PANEL, label="Data lab")
