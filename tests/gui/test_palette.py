"""The palette and the menus: all of the registry, by letters, by menu and by key, in both languages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, wait_quiet
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk

from careernotes.gui import actions
from careernotes.gui.controllers.offered import offered
from careernotes.gui.controllers.palette import Offer, PaletteKeeper, command_offers, ranked
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.models.fuzzy import fit, plain
from careernotes.gui.views.palette import Palette
from careernotes.i18n import language, set_language, translate

WORDS = st.text("abcABCéÉ 1ñ", min_size=1, max_size=12)
# One window goes through everything at once in every run; the same things one by one are for long ones.
ONE_BY_ONE = pytest.mark.long
DOWN, ENTER, ESC = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def shown(keys: Keys) -> Palette | None:
    return PaletteKeeper.of(keys.shell).palette


def open_palette(keys: Keys) -> Palette:
    keys.press(Qt.Key.Key_K, CTRL)
    palette = shown(keys)
    assert palette is not None
    return palette


# ------------------------------------------------------------------------------------------ the registry
def test_names_and_keys_are_given_once_and_every_command_has_a_menu_or_a_twin_in_one() -> None:
    names = [command.name for command in actions.ALL]
    pressed = [command.shortcut for command in actions.ALL if command.shortcut]
    assert len(set(names)) == len(names)
    assert len(set(pressed)) == len(pressed)
    led_to = {command.screen for command in actions.ALL if command.menu in actions.MENUS}
    assert all(command.menu in actions.MENUS or command.screen in led_to for command in actions.ALL)


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_every_command_is_found_by_its_whole_name_and_by_its_english_names(spoken: str) -> None:
    set_language(spoken)
    offers = command_offers(actions.ALL)
    for command in actions.ALL:
        for name in (translate(command.text), command.text):
            assert ranked(name, offers, ())[0].title == translate(command.text)
        for also in command.also.split(", ") if command.also else ():
            assert command.name in [offer.key for offer in ranked(also, offers, ())]


# ------------------------------------------------------------------------------------------- the fitting
@given(text=WORDS, other=WORDS)
def test_a_name_fits_itself_best_and_what_shares_no_letter_does_not(text: str, other: str) -> None:
    if not text.strip():
        assert fit(text, other) == 0
        return
    assert fit(text, text) >= fit(text, f"{text}{other}") >= 0
    assert fit(text.upper(), text) == fit(text, text)
    if not set(plain(text)) & set(plain(other)):
        assert fit(text, other) == 0


@given(rest=st.text("abcdefghij ", max_size=8), typed=st.text("abcdefghij", min_size=3, max_size=6))
def test_a_beginning_is_better_than_a_part_and_a_part_better_than_scattered_letters(
    typed: str, rest: str
) -> None:
    scattered = fit(typed, f"{typed[0]}-" + "-".join(typed[1:]))
    assert fit(typed, f"{typed}{rest}") > fit(typed, f"zz{typed}") > scattered > 0


def test_accents_and_capitals_do_not_count() -> None:
    assert fit("zoe", "Zoë") == fit("ZOË", "zoe")


def test_what_was_used_lately_comes_first_and_a_better_fit_before_it() -> None:
    offers = [Offer(key=title, title=title) for title in ("Report", "Relation", "Search the report")]
    assert next(each.key for each in ranked("", offers, ["Relation"])) == "Relation"
    assert next(each.key for each in ranked("re", offers, ["Relation"])) == "Relation"
    assert next(each.key for each in ranked("report", offers, ["Search the report"])) == "Report"


# -------------------------------------------------------------------------------------------- the window
def test_going_about_with_the_palette(keys: Keys) -> None:
    palette = open_palette(keys)
    assert palette.titles[0] == "Today"
    keys.press(DOWN)
    assert keys.shell.announcer.last.startswith(palette.titles[1])
    keys.write("tova")
    assert palette.titles == ("Tova-31",)
    keys.press(ENTER)
    keys.wait_for("person")
    assert offered(keys.shell, actions.NEW_SESSION)
    open_palette(keys)
    keys.press(ESC)
    assert shown(keys) is None
    assert keys.name == "person"
    menus = keys.shell.window.menus
    assert menus is not None
    menus.item("growth").trigger()
    keys.wait_for("growth")
    assert not offered(keys.shell, actions.NEW_SESSION)


@ONE_BY_ONE
def test_letters_and_enter_go_there_and_the_next_time_it_comes_first(keys: Keys) -> None:
    open_palette(keys)
    keys.write("grow")
    keys.press(ENTER)
    keys.wait_for("growth")
    assert shown(keys) is None
    assert open_palette(keys).titles[0] == "My growth"
    desk = keys.shell.desk
    assert desk is not None


@ONE_BY_ONE
def test_somebody_is_opened_by_name_and_the_keyboard_never_reaches_the_desk_behind(keys: Keys) -> None:
    palette = open_palette(keys)
    for _step in range(3):
        keys.press(Qt.Key.Key_Tab)
        assert palette.isAncestorOf(focused(keys.qtbot, keys.shell))
    keys.write("tova")
    assert palette.titles == ("Tova-31",)
    keys.press(ENTER)
    keys.wait_for("person")
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.about == alias_key(keys.shell, "Tova-31")


@ONE_BY_ONE
def test_a_screen_reader_hears_each_line_and_that_nothing_fits(keys: Keys) -> None:
    palette, said = open_palette(keys), keys.shell.announcer
    first = said.last
    keys.press(DOWN)
    assert said.last != first
    assert said.last.startswith(palette.titles[1])
    keys.write("qqqq")
    assert palette.titles == ()
    assert said.last == "Nothing is called that. Try another word."


@ONE_BY_ONE
def test_escape_closes_it_and_the_page_stays_where_the_keyboard_was(keys: Keys) -> None:
    keys.go("growth")
    before = focused(keys.qtbot, keys.shell)
    open_palette(keys)
    keys.press(ESC)
    assert shown(keys) is None
    assert keys.name == "growth"
    assert focused(keys.qtbot, keys.shell) is before


@ONE_BY_ONE
def test_a_page_offers_what_it_can_do_and_no_other(keys: Keys) -> None:
    assert not offered(keys.shell, actions.NEW_SESSION)
    assert not offered(keys.shell, actions.AGREEMENT)
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    assert offered(keys.shell, actions.NEW_SESSION)
    assert not offered(keys.shell, actions.PERSON_PAGE)
    open_palette(keys)
    keys.write("before you")
    keys.press(ENTER)
    keys.wait_for("before")
    assert offered(keys.shell, actions.PERSON_PAGE)


@ONE_BY_ONE
def test_the_look_and_the_language_change_from_the_palette(keys: Keys) -> None:
    before = keys.shell.settings.text_percent
    keys.press(Qt.Key.Key_Plus, CTRL)
    assert keys.shell.settings.text_percent == before + 10
    keys.press(Qt.Key.Key_Minus, CTRL)
    open_palette(keys)
    keys.write("nederlands")
    keys.press(ENTER)
    keys.until(lambda: language() == "nl")
    menus = keys.shell.window.menus
    assert menus is not None
    assert menus.item("lock").text().startswith("Nu vergrendelen")


@ONE_BY_ONE
def test_every_command_with_a_menu_stands_in_it_and_a_menu_item_does_what_its_key_does(keys: Keys) -> None:
    menus = keys.shell.window.menus
    assert menus is not None
    for command in actions.ALL:
        if command.menu:
            text, _tab, printed = menus.item(command.name).text().partition("\t")
            assert text == translate(command.text)
            assert bool(printed) == bool(command.shortcut)
    menus.item("growth").trigger()
    keys.wait_for("growth")


@ONE_BY_ONE
def test_menus_are_gone_at_the_entrance_and_the_palette_with_the_desk(qtbot: QtBot, keys: Keys) -> None:
    open_palette(keys)
    keys.shell.lock()
    wait_quiet(qtbot, keys.shell)
    assert shown(keys) is None
    assert keys.shell.window.menus is None or keys.shell.window.menus.isHidden()
    keys.press(Qt.Key.Key_K, CTRL)
    assert shown(keys) is None


@ONE_BY_ONE
def test_a_key_that_a_page_listens_for_is_in_the_registry(keys: Keys) -> None:
    known = {QKeySequence(command.shortcut).toString() for command in actions.ALL}
    person = alias_key(keys.shell, "Mira-07")
    for name in ("today", "people", "person", "before", "agreement", "session", "search", "report"):
        keys.go(name, **({"engagement_id": person} if name in {"person", "before", "agreement"} else {}))
        assert keys.shell.navigator is not None
        assert keys.shell.navigator.current is not None
        for key in keys.shell.navigator.current.view.findChildren(QShortcut):
            if key.isEnabled() and not key.key().isEmpty():
                assert key.key().toString() in known | {"T"}, (name, key.key().toString())


def test_another_language_from_the_menu_leaves_the_palette_open_with_what_is_typed(keys: Keys) -> None:
    palette = open_palette(keys)
    keys.write("lock")
    assert palette.titles[0] == "Lock now"
    menus = keys.shell.window.menus
    assert menus is not None
    menus.item("language").trigger()
    wait_quiet(keys.qtbot, keys.shell)
    anew = shown(keys)
    assert anew is not None
    assert anew is not palette
    assert anew.field.text() == "lock"
    assert anew.titles[0] == "Nu vergrendelen"
    assert "Esc sluit" in anew.hint.text()
    keys.until(lambda: focused(keys.qtbot, keys.shell) is anew.field)
    keys.press(ESC)
    assert shown(keys) is None
    # Nothing of the page that is gone is asked for the keyboard.
    keys.press(Qt.Key.Key_K, CTRL)
    assert shown(keys) is not None
