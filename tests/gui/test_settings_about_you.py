"""About you under Settings: reached and changed by keyboard, kept without a button, shown as it was kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, wait_quiet
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import on_lane
from tests.unit.services.kits import kit_file

from careernotes.domain.vocabulary import ConflictKind
from careernotes.gui.controllers.settings import SettingsController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.about_you import AboutYouForm
from careernotes.gui.widgets.status_line import StatusLine
from careernotes.services.about_you import AboutYou, read_about_you
from careernotes.services.desk import Desk
from careernotes.services.first_steps import add_conflict_fact, adopt_kit, sign_code
from careernotes.services.unlocking import unlock

DeskWindow = Callable[..., ShellController]
DOWN, SPACE, TAB = Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab


def form_of(keys: Keys) -> AboutYouForm:
    def found() -> list[AboutYouForm]:
        return [each for each in keys.shell.window.findChildren(AboutYouForm) if each.isVisible()]

    keys.until(lambda: bool(found()))
    return found()[0]


def kept(keys: Keys) -> AboutYou:
    desk = keys.shell.desk
    assert desk is not None
    return on_lane(keys.shell, lambda: read_about_you(desk))


def over_buttons(form: AboutYouForm) -> dict[str, QPushButton]:
    return {
        each.accessibleName(): each
        for each in form.findChildren(QPushButton)
        if each.accessibleName().startswith("No longer so") and each.isVisible()
    }


@pytest.fixture
def keys(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> Keys:
    """Settings of a mentor with a programme and one fact from before."""

    def fill(desk: Desk) -> None:
        desk = adopt_kit(desk, kit_file(tmp_path))
        sign_code(desk)
        add_conflict_fact(desk, ConflictKind.RELATIVE, label="Aunt in finance")

    return Keys(qtbot, desk_window(fill, screen="settings"))


def test_every_answer_is_reached_by_tab_and_kept_without_a_button(keys: Keys) -> None:
    form = form_of(keys)
    keys.tab_to(form.why)
    keys.write("Somebody did it for me.")
    keys.tab_to(form.limit.button_of("1"))
    keys.write("5")
    keys.tab_to(form.unit.box)
    keys.press(DOWN)
    keys.until(lambda: (profile := kept(keys).profile) is not None and bool(profile.unit))
    profile = kept(keys).profile
    assert profile is not None
    assert (profile.why_i_mentor, profile.caseload_limit) == ("Somebody did it for me.", 5)
    assert profile.unit == form.unit.value
    assert keys.shell.window.findChildren(StatusLine)[0].saved.text().startswith("Saved ")


def test_a_fact_is_noted_when_its_field_is_left_and_ended_with_one_key(keys: Keys) -> None:
    form = form_of(keys)
    assert list(over_buttons(form)) == ["No longer so: Close to me: Aunt in finance"]
    keys.tab_to(form.panel.edit)
    keys.write("Selection of analysts")
    keys.press(TAB)
    keys.until(lambda: "No longer so: I decide: Selection of analysts" in over_buttons(form))
    assert form.panel.text() == ""
    keys.tab_to(over_buttons(form)["No longer so: Close to me: Aunt in finance"])
    keys.press(SPACE)
    keys.until(lambda: list(over_buttons(form)) == ["No longer so: I decide: Selection of analysts"])
    assert [fact.label for fact in kept(keys).facts] == ["Selection of analysts"]


def test_a_part_of_the_organisation_warns_from_the_moment_it_is_chosen(keys: Keys) -> None:
    form = form_of(keys)
    keys.tab_to(form.recruiter_unit.box)
    keys.press(DOWN)
    keys.until(lambda: any(fact.kind is ConflictKind.RECRUITER for fact in kept(keys).facts))
    keys.until(lambda: form.recruiter_unit.value == "" and len(over_buttons(form)) == 2)


def test_what_is_half_typed_is_kept_by_going_elsewhere(keys: Keys) -> None:
    form = form_of(keys)
    keys.tab_to(form.why)
    keys.write("Half a sen")
    keys.press(Qt.Key.Key_1, CTRL)
    keys.wait_for("today")
    profile = kept(keys).profile
    assert profile is not None
    assert profile.why_i_mentor == "Half a sen"


def test_what_is_half_typed_is_kept_by_a_lock(qtbot: QtBot, keys: Keys, tmp_path: Path) -> None:
    form = form_of(keys)
    keys.tab_to(form.relative.edit)
    keys.write("Half a cousin")
    keys.shell.lock()
    wait_quiet(qtbot, keys.shell)
    desk = unlock(tmp_path / "mentor.careernotes", PASSPHRASE, allow_test=True)
    try:
        assert "Half a cousin" in {fact.label for fact in read_about_you(desk).facts}
    finally:
        desk.close()


def test_a_text_that_is_too_long_is_refused_in_words_and_stays_on_the_screen(keys: Keys) -> None:
    form = form_of(keys)
    keys.tab_to(form.panel.edit)
    keys.write("x" * 121)
    keys.press(TAB)
    view = keys.screen(SettingsController).view
    keys.until(lambda: "CN" in view.banner.text)
    assert form.panel.text() == "x" * 121
    assert [fact.label for fact in kept(keys).facts] == ["Aunt in finance"]
