"""The shape of a page at its usual size is the same in both languages."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.conversations import Session
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.settings import SettingsController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.i18n import set_language

WIDE, NARROW = (1280, 800), 400


@pytest.fixture(params=["en", "nl"])
def keys(
    request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, desk_window: Callable[..., ShellController]
) -> Iterator[Keys]:
    """The window in each language, as wide as most screens allow."""
    set_language(request.param)
    shell = desk_window(fill_desk)
    shell.window.resize(*WIDE)
    yield Keys(qtbot, shell)
    theme.apply(ThemeChoice.LIGHT, 100)


def open_session(keys: Keys) -> SessionController:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Mira-07")
    assert desk is not None
    held = on_lane(keys.shell, lambda: desk.store.all(Session, engagement_id=key))
    keys.go("session", session_id=held[-1].session_id)
    return keys.screen(SessionController)


def lines_of(chips: ChoiceChips, values: list[str]) -> int:
    return len({chips.button_of(value).y() for value in values})


def test_the_two_layers_stand_side_by_side(keys: Keys) -> None:
    notes = open_session(keys).view.notes
    keys.until(lambda: notes.row.width() > 500 and not notes.row.folded)
    tops = {each.mapTo(notes, each.rect().topLeft()).y() for each in (notes.record, notes.working)}
    assert len(tops) == 1


def test_where_there_is_little_room_they_stand_below_each_other(keys: Keys) -> None:
    notes = open_session(keys).view.notes
    notes.setMaximumWidth(NARROW)
    keys.until(lambda: notes.row.folded)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_head_cuts_neither_its_title_nor_its_chip(keys: Keys, theme: Theme, percent: int) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    header = open_session(keys).view.header
    header.set_title("Gesprek 14 met Lerin van de werf")
    header.set_chip("Ethiekcheck gedaan, met een plan", kind="warning")
    for each in (header.title, header.chip):
        keys.until(lambda part=each: part.width() >= part.sizeHint().width())  # type: ignore[misc]
        right = each.mapTo(header, each.rect().topRight()).x()
        assert right < header.width()
    apart = header.chip.x() - header.title.geometry().right()
    below = header.chip.y() > header.title.y() + header.title.height() // 2
    assert below or 0 < apart <= 16


def test_every_text_size_stands_on_one_line(keys: Keys) -> None:
    keys.go("settings")
    sizes = keys.screen(SettingsController).view.look.chips["size"]
    keys.until(lambda: sizes.width() > 300)
    values = ["90", "100", "115", "130", "150", "175", "200"]
    assert lines_of(sizes, values) == 1
    sizes.setMaximumWidth(NARROW // 2)
    keys.until(lambda: lines_of(sizes, values) > 1)
