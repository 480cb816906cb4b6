"""Privacy view: on no page a name, and no words about a person uncovered until somebody is there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane, take_on

from careernotes.domain.conversations import Session
from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.palette import PaletteKeeper
from careernotes.gui.controllers.search import SearchController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.models.rows import Row
from careernotes.gui.privacy import initials, is_private, know_names, set_private, shown_name
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.veil import cover, is_covered
from careernotes.services.desk import Desk

NAMES = {"Mira-07": "Wilhelmina Tuinstra", "Tova-31": "Balthasar Zonneveld", "Bilu-22": "Quirine Oudshoorn"}
TWIN = "Wouter Terpstra"
# Words of the notes, goals, actions and lines in tests.gui.people_life.
OWN_WORDS = (
    "product work", "openings", "postponed", "advice too early", "Half-page", "product lead", "watched",
    "energy", "come prepared", "honest feedback", "how the talk",
)  # fmt: skip
PAGES = (
    "today", "people", "person", "before", "agreement", "session", "search", "growth", "settings",
    "journey", "closing",
)  # fmt: skip


def named(desk: Desk) -> None:
    """The same people under names that nobody could take for other words."""
    fill_desk(desk)
    with desk.store.transaction():
        for mentee in desk.store.all(Mentee):
            desk.store.put(replace(mentee, alias=NAMES[mentee.alias]))
    take_on(desk, TWIN, agreed=False)


@pytest.fixture(autouse=True)
def off() -> Iterator[None]:
    set_private(private=False)
    yield
    set_private(private=False)


def visible(keys: Keys) -> Iterator[tuple[QWidget, str]]:
    for each in keys.shell.window.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel | QPushButton | QLineEdit):
            yield each, each.text()
        elif isinstance(each, QPlainTextEdit):
            yield each, each.toPlainText()
        elif isinstance(each, QListWidget):
            for at in range(each.count()):
                yield each, each.item(at).text()


def open_page(keys: Keys, name: str) -> None:
    key = alias_key(keys.shell, NAMES["Mira-07"])
    desk = keys.shell.desk
    assert desk is not None
    if name in {"person", "before", "agreement", "journey", "closing"}:
        keys.go(name, engagement_id=key)
    elif name == "session":
        held = on_lane(keys.shell, lambda: desk.store.all(Session, engagement_id=key))
        keys.go(name, session_id=held[-1].session_id)
    elif name == "search":
        keys.go(name, text="openings")
        keys.until(lambda: any(hits.isVisible() for hits in keys.screen(SearchController).view.hits))
    else:
        keys.go(name)


def told(keys: Keys) -> list[tuple[str, str]]:
    """Names and uncovered words about people on the page shown."""
    parts = [part for name in (*NAMES.values(), TWIN) for part in name.split()]
    found = [("name", text) for _each, text in visible(keys) for part in parts if part in text]
    return found + [
        ("words", text)
        for each, text in visible(keys)
        for words in OWN_WORDS
        if words in text and not is_covered(each) and not (isinstance(each, QLineEdit) and each.hasFocus())
    ]


@pytest.mark.parametrize(
    "pages", [("today", "session"), pytest.param(PAGES, marks=pytest.mark.long)], ids=["two", "all"]
)
def test_no_page_tells_a_name_or_a_word_in_privacy_view_and_each_would_without_it(
    qtbot: QtBot, desk_window: Callable[..., ShellController], pages: tuple[str, ...]
) -> None:
    keys = Keys(qtbot, desk_window(named))
    before = set()
    for name in pages:
        open_page(keys, name)
        if told(keys):
            before.add(name)
    assert before >= set(pages) - {"growth", "settings", "journey", "closing"}
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert is_private()
    assert shown_name(TWIN) == "W. T. 2"
    assert keys.shell.frame is not None
    assert keys.shell.frame.status.privacy.isVisible()
    for name in pages:
        open_page(keys, name)
        assert told(keys) == [], name
    keys.press(Qt.Key.Key_K, CTRL)
    keys.write("wilhelmina")
    palette = PaletteKeeper.of(keys.shell).palette
    assert palette is not None
    assert palette.titles == ()
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert told(keys) or keys.name == "settings"


def test_the_line_a_page_opens_on_is_covered_until_a_key_is_pressed_there(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(named))
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    open_page(keys, "people")
    held = keys.shell.window.focusWidget()
    assert isinstance(held, RowButton)
    assert is_covered(held)
    keys.press(Qt.Key.Key_Down)
    now = keys.shell.window.focusWidget()
    assert isinstance(now, RowButton)
    assert now is not held
    assert is_covered(held)
    assert not is_covered(now)


@pytest.mark.long
def test_what_is_half_typed_stays_when_privacy_view_is_turned_on(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(named, screen="search"))
    keys.write("openings")
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    keys.until(lambda: keys.screen(SearchController).view.field.text() == "openings")


@pytest.mark.long
def test_it_outlasts_a_lock(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    from tests.gui.conftest import unlock_by_typing

    keys = Keys(qtbot, desk_window(named))
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    keys.shell.lock()
    set_private(private=False)
    wait_quiet(qtbot, keys.shell)
    unlock_by_typing(qtbot, keys.shell)
    assert is_private()


@given(words=st.lists(st.text("abcdefgABCé", min_size=2, max_size=9), min_size=1, max_size=4))
def test_initials_hold_no_word_of_the_name(words: list[str]) -> None:
    shown = initials(" ".join(words))
    assert not any(word.casefold() in shown.casefold() for word in words)
    assert shown.count(".") == len(words)


@given(names=st.lists(st.text("abcdefgABCé 7", min_size=1, max_size=9), min_size=1, max_size=12, unique=True))
def test_no_two_people_look_alike_and_nobody_changes_when_others_come(names: list[str]) -> None:
    set_private(private=True)
    know_names(names[: len(names) // 2])
    first = [shown_name(name) for name in names]
    assert len(set(first)) == len(names)
    know_names(names)
    # Who was the only one gets the first number; no number ever goes to somebody else.
    now = [shown_name(name) for name in names]
    assert all(after in {before, f"{before} 1"} for before, after in zip(first, now, strict=True))
    for name, shown in zip(names, first, strict=True):
        assert shown.removeprefix(initials(name)).strip().isdigit() or shown == initials(name)
    set_private(private=False)


def test_numbers_of_an_alias_are_not_shown_either() -> None:
    assert initials("Mira-07") == "M."
    assert initials("1987") == "…"


# ------------------------------------------------------------------------------------------------ the veil
def picture(qtbot: QtBot, text: str) -> bytes:
    words = label(text, None, wrap=False)  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(words)
    cover(words)
    words.resize(200, 24)
    # Held while it is read: the bits belong to it.
    image = words.grab().toImage()
    return bytes(image.constBits())


def test_a_covered_text_looks_the_same_whatever_it_says_and_a_bare_one_does_not(qtbot: QtBot) -> None:
    bare = {picture(qtbot, text) for text in ("Anna leaves", "Nothing new")}
    set_private(private=True)
    covered = {picture(qtbot, text) for text in ("Anna leaves", "Nothing new", "")}
    assert len(bare) == 2
    assert len(covered) == 1


def row_picture(qtbot: QtBot, detail: str) -> bytes:
    row = RowButton(Row(key="1", title="A. P.", detail=detail, own_detail=True), None)  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(row)
    row.resize(300, 60)
    image = row.grab().toImage()
    return bytes(image.constBits())


def test_a_covered_row_looks_the_same_whatever_it_says_and_a_bare_one_does_not(qtbot: QtBot) -> None:
    bare = {row_picture(qtbot, text) for text in ("Anna leaves", "Nothing new")}
    set_private(private=True)
    covered = {row_picture(qtbot, text) for text in ("Anna leaves", "Nothing new")}
    assert len(bare) == 2
    assert len(covered) == 1


def test_a_covered_text_can_be_read_with_the_mouse_or_by_keyboard(qtbot: QtBot) -> None:
    set_private(private=True)
    words = label("Anna leaves", None)  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(words)
    cover(words)
    assert words.focusPolicy() is Qt.FocusPolicy.TabFocus
    for comes, goes in ((QEvent.Type.Enter, QEvent.Type.Leave), (QEvent.Type.FocusIn, QEvent.Type.FocusOut)):
        assert is_covered(words)
        QApplication.sendEvent(words, QEvent(comes))
        assert not is_covered(words)
        QApplication.sendEvent(words, QEvent(goes))
    assert is_covered(words)
