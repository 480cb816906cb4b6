"""Every screen there is, in one window: controls say what they are, Tab reads them, the keyboard is seen."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.contrast import contrast
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import fill_desk
from tests.gui.test_longer_words import on_the_lane
from tests.gui.test_people_tabbing import controls, is_choice
from tests.gui.test_tab_order import against_the_eye, round_of_tab

from careernotes.gui.album import demo_arguments
from careernotes.gui.controllers.palette import PaletteKeeper
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.screens import SCREENS
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import GRAPHICS_CONTRAST, ThemeChoice

PALETTE = "palette"
# Of a number field Qt makes the line inside, which is the field itself for a screen reader.
_INNER = frozenset({"qt_spinbox_lineedit"})


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def pages(keys: Keys) -> Iterator[tuple[str, QWidget]]:
    """Every screen, opened as in the album, and the palette over the last one."""
    shell = keys.shell
    assert shell.desk is not None
    assert shell.navigator is not None
    given = on_the_lane(shell, keys.qtbot, partial(demo_arguments, shell.desk))
    for name in SCREENS:
        keys.go(name, **(given[name] or {}))
        assert shell.navigator.current is not None
        yield name, shell.navigator.current.view
    keys.press(Qt.Key.Key_K, CTRL)
    palette = PaletteKeeper.of(shell).palette
    assert palette is not None
    yield PALETTE, palette


def nameless(view: QWidget) -> list[str]:
    """What takes the keyboard without a name, also where it waits for its turn to be shown."""
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in view.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QScrollArea)
        and not each.accessibleName().strip()
        and each.objectName() not in _INNER
        and not _of_a_box(each)
        and not _without_words(each)
    ]


def _of_a_box(each: QWidget) -> bool:
    """The list that drops from a box has the box's name."""
    return any(isinstance(above, QComboBox) for above in _above(each))


def _above(each: QWidget) -> Iterator[QWidget]:
    while (above := each.parentWidget()) is not None:
        yield above
        each = above


def _without_words(each: QWidget) -> bool:
    """A hidden button that has no words yet gets its name with them."""
    return isinstance(each, QAbstractButton) and each.isHidden() and not each.text()


def alike(view: QWidget) -> list[str]:
    """Buttons that can be seen and that a screen reader cannot tell apart."""
    said = [
        f"{each.accessibleName()}: {each.accessibleDescription()}"
        for each in controls(view)
        if isinstance(each, QPushButton)
    ]
    return sorted({each for each in said if said.count(each) > 1})


def missed(wanted: set[QWidget], stops: list[QWidget]) -> list[str]:
    """Controls a round of Tab does not come to; of a question with a few answers one is enough."""
    answered = {each.parentWidget() for each in stops if is_choice(each)}
    return [
        each.accessibleName()
        for each in wanted - set(stops)
        if not (is_choice(each) and each.parentWidget() in answered)
    ]


def unseen(view: QWidget) -> list[str]:
    """Controls on which the keyboard cannot be seen."""
    return [each.accessibleName() for each in controls(view) if ring(each) < GRAPHICS_CONTRAST]


def ring(control: QWidget) -> float:
    """How much stands out when the keyboard comes: the strongest change of any point near an edge."""
    control.clearFocus()
    before = control.grab().toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    after = control.grab().toImage()
    return max((_change(before, after, x, y) for x, y in _edges(before)), default=0.0)


def _edges(image: QImage) -> Iterator[tuple[int, int]]:
    middle_x, middle_y = image.width() // 2, image.height() // 2
    yield from ((x, middle_y) for x in range(min(12, image.width())))
    yield from ((middle_x, y) for y in range(min(12, image.height())))


def _change(before: QImage, after: QImage, x: int, y: int) -> float:
    old, new = before.pixelColor(x, y), after.pixelColor(x, y)
    return contrast(old.name(), new.name()) if old != new else 1.0


def found(keys: Keys, look: Callable[[QWidget], list[str]]) -> dict[str, list[str]]:
    """What *look* finds, by screen."""
    return {name: bad for name, view in pages(keys) if (bad := look(view))}


def test_every_control_of_every_screen_has_a_name_of_its_own(keys: Keys) -> None:
    assert found(keys, lambda view: nameless(view) + alike(view)) == {}


def test_tab_comes_to_every_control_of_every_screen_as_it_is_read(keys: Keys) -> None:
    wrong = {}
    for name, view in pages(keys):
        wanted = controls(view)
        if name == PALETTE or not wanted:
            # In the palette arrows move; its own tests press them.
            continue
        stops = round_of_tab(keys, view)
        if bad := (missed(wanted, stops), against_the_eye(stops)) if stops else ("nothing reached",):
            wrong |= {name: bad} if any(bad) else {}
    assert wrong == {}


@pytest.mark.long
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_keyboard_is_seen_on_every_control_of_every_screen(
    keys: Keys, theme: Theme, choice: ThemeChoice
) -> None:
    theme.apply(choice, 100)
    try:
        assert found(keys, unseen) == {}
    finally:
        theme.apply(ThemeChoice.LIGHT, 100)


def two_buttons(qtbot: QtBot, *names: str) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for name in names:
        made = QPushButton("Show", window)
        made.setAccessibleName(name)
        column.addWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_control_without_a_name_is_found_also_while_it_is_hidden(qtbot: QtBot) -> None:
    window = two_buttons(qtbot, "Show the passphrase", "")
    assert len(nameless(window)) == 1
    window.findChildren(QPushButton)[1].hide()
    assert len(nameless(window)) == 1


def test_two_buttons_that_sound_alike_are_found_until_one_says_more(qtbot: QtBot) -> None:
    window = two_buttons(qtbot, "Show", "Show")
    assert alike(window) == ["Show: "]
    window.findChildren(QPushButton)[1].setAccessibleDescription("The new passphrase")
    assert alike(window) == []


def test_a_control_on_which_the_keyboard_is_not_seen_is_found(qtbot: QtBot) -> None:
    window = two_buttons(qtbot, "Show")
    (made,) = window.findChildren(QPushButton)
    assert unseen(window) == []
    made.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid #7b8794; outline: none; }")
    assert unseen(window) == ["Show"]
