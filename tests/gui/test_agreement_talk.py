"""The contract conversation: read aloud, filled in, agreed in one step, and shown on one page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.agreements import Consents
from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.agreement import AgreementView
from careernotes.services.people import person
from careernotes.services.views import PersonView

ENTER = Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The first agreement with somebody new."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Bilu-22"))
    return keys


def view_of(keys: Keys) -> AgreementView:
    return keys.screen(AgreementController).view


def facts(keys: Keys) -> PersonView:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Bilu-22")
    assert desk is not None
    return on_lane(keys.shell, lambda: person(desk, key))


def fill_in(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("Find a next step")
    view.theirs.setPlainText("honest feedback\nan introduction")
    view.mine.setPlainText("to come prepared")


def words(view: AgreementView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_the_script_has_the_five_limits_the_clauses_and_the_short_version(keys: Keys) -> None:
    said = words(view_of(keys))
    for part in ("Short version", "5. I discuss my own mentoring", "We do not record", "Wanting to leave"):
        assert part in said


def test_every_choice_begins_at_no_and_looks_chosen(keys: Keys) -> None:
    consents = view_of(keys).consents
    assert consents.values == dict.fromkeys(consents.values, False)
    assert len(consents.values) == 6
    for key in consents.values:
        assert consents.line(key).chips.button_of("no").isChecked()


def test_without_telling_about_the_notes_nothing_is_agreed(keys: Keys) -> None:
    fill_in(keys)
    keys.press(ENTER, CTRL)
    keys.until(lambda: "telling the mentee that you keep notes" in view_of(keys).banner.text)
    assert facts(keys).agreement is None


def test_without_an_expectation_of_each_side_nothing_is_agreed(keys: Keys) -> None:
    view = view_of(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    keys.write("Find a next step")
    view.mine.setPlainText("to come prepared")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "expectation of each side" in view.banner.text)
    assert facts(keys).agreement is None


def test_what_needs_counting_can_be_yes_only_when_counting_is(keys: Keys) -> None:
    consents = view_of(keys).consents
    assert not consents.line("segment_use").chips.button_of("yes").isEnabled()
    consents.line("counted_general").chips.answer("yes")
    consents.line("segment_use").chips.answer("yes")
    assert consents.values["segment_use"]
    consents.line("counted_general").chips.answer("no")
    assert not consents.values["segment_use"]


def test_one_key_agrees_and_the_page_shows_all_of_it(keys: Keys) -> None:
    view = view_of(keys)
    fill_in(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    view.consents.line("counted_general").chips.answer("yes")
    view.terms.dates["ends_on"].edit.setFocus()
    view.terms.dates["ends_on"].edit.selectAll()
    keys.write("+6m")
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    page = keys.screen(AgreementController).agreed
    assert page is not None
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    for part in (
        "Find a next step",
        "an introduction",
        "to come prepared",
        "C2 Yes: ",
        "C5 No: ",
        "C1 Told: ",
    ):
        assert part in said
    kept = facts(keys)
    assert kept.agreement is not None
    assert (kept.agreement.ends_on - kept.agreement.starts_on).days in range(180, 186)
    assert kept.consents == Consents(notes_informed=True, counted_general=True)
    assert sorted(each.text for each in kept.expectations) == [
        "an introduction",
        "honest feedback",
        "to come prepared",
    ]


def test_a_day_that_is_none_holds_the_agreement(keys: Keys) -> None:
    view = view_of(keys)
    fill_in(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    view.terms.dates["review_on"].edit.setFocus()
    view.terms.dates["review_on"].edit.selectAll()
    keys.write("whenever")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "no day" in view.terms.dates["review_on"].below.text())
    assert facts(keys).agreement is None


def test_a_second_version_starts_from_the_first(keys: Keys) -> None:
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = view_of(keys)
    assert "Version 2" in view.header.subtitle.text()
    assert view.purpose.text() == "Find a next step that gives energy"
    assert view.consents.values["counted_general"]


def in_sight(view: AgreementView, widget: QWidget) -> bool:
    """Whether all of it stands inside the window, and not below its edge."""
    port = view.scroller.viewport()
    top = widget.mapTo(port, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= port.height()


def test_what_is_missing_is_brought_in_sight_with_the_keyboard_on_it(keys: Keys) -> None:
    view = view_of(keys)
    keys.until(lambda: keys.shell.window.focusWidget() is view.purpose.edit)
    line = view.consents.first
    assert not in_sight(view, line)
    keys.press(ENTER, CTRL)
    keys.until(lambda: "(CN501)" in view.banner.text)
    keys.until(lambda: keys.shell.window.focusWidget() is line.chips.button_of("yes"))
    keys.until(lambda: in_sight(view, line))
    line.chips.answer("yes")
    view.purpose.set_text("Find a next step")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "(CN502)" in view.banner.text)
    keys.until(lambda: keys.shell.window.focusWidget() is view.theirs)
    keys.until(lambda: in_sight(view, view.theirs))
