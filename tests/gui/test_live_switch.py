"""Language and light or dark change under an open screen: its words at once, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk
from tests.gui.test_every_screen import PALETTE, pages

from careernotes import i18n
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.typed_fields import Field, fields_of, text_of
from careernotes.gui.theme.tokens import DARK, LIGHT, ThemeChoice, tokens_of
from careernotes.gui.views.people_rows import RowButton
from careernotes.i18n import set_language, spoken_in

WRITTEN = "half a thought"
# What the vault of the tests holds is the mentor's, also where the album has the same words.
OWN = frozenset({"Find a next step that gives energy"})


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Iterator[Keys]:
    keys = Keys(qtbot, desk_window(fill_desk))
    yield keys
    set_language("en")


def here(keys: Keys) -> QWidget:
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.current is not None
    return keys.shell.navigator.current.view


def first_free(view: QWidget) -> Field | None:
    """A field that takes any words; one for a day or a number says no to them, and that is its own matter."""
    for _key, field in fields_of(view):
        if field.isVisible() and field.isEnabled() and not text_of(field):
            return field
    return None


def written(view: QWidget) -> list[str]:
    return [text_of(field) for _key, field in fields_of(view) if text_of(field) == WRITTEN]


def still_english(view: QWidget) -> list[str]:
    """Visible words that have other words in Dutch, and are shown in English."""
    with spoken_in("nl"):
        return [
            text
            for each in view.findChildren(QWidget)
            if isinstance(each, QLabel | QAbstractButton) and each.isVisible()
            for text in each.text().split("\n" if isinstance(each, RowButton) else "\0")
            if " " in text and text not in OWN and i18n._(text) != text
        ]


def switch(keys: Keys, language: str, choice: ThemeChoice) -> None:
    keys.shell.settings.theme = choice
    keys.shell.apply_look()
    keys.shell.on_language_changed(language)
    wait_quiet(keys.qtbot, keys.shell)


def write_into(keys: Keys, view: QWidget) -> bool:
    field = first_free(view)
    if field is not None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        keys.qtbot.keyClicks(field, WRITTEN)
        wait_quiet(keys.qtbot, keys.shell)
    # Some screens look at what is written at once and go elsewhere with it: a search, a command.
    return bool(written(here(keys)))


def test_what_is_typed_and_the_way_back_stay_when_the_language_changes(keys: Keys) -> None:
    keys.go("supervision")
    assert write_into(keys, here(keys))
    assert still_english(here(keys)) != []
    switch(keys, "nl", ThemeChoice.DARK)
    keys.until(lambda: written(here(keys)) != [])
    assert still_english(here(keys)) == []
    assert tokens_of(here(keys).palette()) is DARK
    switch(keys, "en", ThemeChoice.LIGHT)
    keys.until(lambda: written(here(keys)) != [])
    assert tokens_of(here(keys).palette()) is LIGHT
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "today"


def settled(keys: Keys, *, typed: bool) -> bool:
    return not still_english(here(keys)) and (not typed or bool(written(here(keys))))


@pytest.mark.long
def test_every_screen_changes_its_words_at_once_and_keeps_what_is_typed(keys: Keys) -> None:
    lost, english, wrong = [], {}, []
    looks = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK}
    for number, (name, view) in enumerate(pages(keys)):
        if name == PALETTE:
            break
        typed = write_into(keys, view)
        choice = list(looks)[number % 2 - 1]
        switch(keys, "nl", choice)
        with suppress(QtBotTimeoutError):
            # On a loaded computer answers come late; what is lost then stays lost.
            keys.qtbot.waitUntil(partial(settled, keys, typed=typed), timeout=5_000)
        if typed and not written(here(keys)):
            lost.append(name)
        if left := still_english(here(keys)):
            english[name] = left
        if tokens_of(here(keys).palette()) is not looks[choice]:
            wrong.append(name)
        # The next screen is made in English again; one switch for each is enough.
        set_language("en")
    assert (lost, english, wrong) == ([], {}, [])
