"""The contract conversation left, or asked for something else, before it is known what became of it."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.growth import Training
from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.agreement import AgreementView
from careernotes.services.agreed import versions
from careernotes.services.desk import Desk
from careernotes.services.periodic import take_out

BEGUN, STAYS = "in the middle of this", "What you filled in stays here."


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk))
    open_page(keys)
    return keys


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What the lane waits for; open at the end whatever happens."""
    event = threading.Event()
    yield event
    event.set()


def open_page(keys: Keys) -> None:
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Bilu-22"))


def view_of(keys: Keys) -> AgreementView:
    return keys.screen(AgreementController).view


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def fill_in(keys: Keys, *, told: bool) -> None:
    view = view_of(keys)
    keys.write("Find a next step")
    view.theirs.setPlainText("honest feedback")
    view.mine.setPlainText("to come prepared")
    if told:
        view.consents.line("notes_informed").chips.answer("yes")


def press_agree(keys: Keys) -> None:
    """And wait for nothing."""
    keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), Qt.Key.Key_Return, CTRL)


def agreed(keys: Keys) -> int:
    desk, key = desk_of(keys), alias_key(keys.shell, "Bilu-22")
    return len(on_lane(keys.shell, lambda: versions(desk, key)))


def without_training(keys: Keys) -> None:
    desk = desk_of(keys)
    (course,) = on_lane(keys.shell, lambda: desk.store.all(Training))
    on_lane(keys.shell, lambda: take_out(desk, course))


def test_what_was_agreed_while_the_page_was_left_is_no_conversation_in_the_middle(keys: Keys) -> None:
    fill_in(keys, told=True)
    press_agree(keys)
    keys.go("today")
    assert agreed(keys) == 1
    open_page(keys)
    assert BEGUN not in view_of(keys).banner.text


def test_what_could_not_be_agreed_while_the_page_was_left_is_kept(keys: Keys) -> None:
    fill_in(keys, told=False)
    press_agree(keys)
    keys.go("today")
    assert agreed(keys) == 0
    open_page(keys)
    assert BEGUN in view_of(keys).banner.text
    assert view_of(keys).purpose.text() == "Find a next step"


def test_something_else_that_fails_meanwhile_does_not_let_it_be_agreed_twice(
    keys: Keys, gate: threading.Event
) -> None:
    fill_in(keys, told=True)
    view = view_of(keys)
    view.version_asked.emit(9)
    keys.shell.runner.submit(gate.wait)
    press_agree(keys)
    keys.qtbot.waitUntil(lambda: bool(view.banner.text))
    press_agree(keys)
    gate.set()
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    assert agreed(keys) == 1


def test_an_empty_page_that_cannot_be_agreed_yet_speaks_of_nothing_filled_in(keys: Keys) -> None:
    without_training(keys)
    keys.go("today")
    open_page(keys)
    assert "Finish the mentor training" in view_of(keys).banner.text
    assert STAYS not in view_of(keys).banner.text
    press_agree(keys)
    keys.until(lambda: STAYS in view_of(keys).banner.text)


def test_a_conversation_in_the_middle_that_cannot_be_agreed_yet_says_both(keys: Keys) -> None:
    fill_in(keys, told=True)
    without_training(keys)
    keys.go("today")
    open_page(keys)
    said = view_of(keys).banner.text
    assert "Finish the mentor training" in said
    assert BEGUN in said
