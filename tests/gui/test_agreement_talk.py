"""The contract conversation: read aloud, filled in, agreed in one step, and shown on one page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, unlock_by_typing
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.agreements import Consents
from careernotes.domain.growth import Training
from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.sample import SampleController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.agreement import AgreementView
from careernotes.services.people import person
from careernotes.services.periodic import take_out
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
    for part in (
        "Short version",
        "no part of HR",
        "deleted after 365 days",
        "5. I discuss my own mentoring",
        "We do not record",
        "Wanting to leave",
    ):
        assert part in said


def test_every_choice_begins_unanswered_and_counts_as_no(keys: Keys) -> None:
    consents = view_of(keys).consents
    assert consents.values == dict.fromkeys(consents.values, False)
    assert len(consents.values) == 6
    for key in consents.values:
        open_chip = "no" if key == "notes_informed" else "later"
        assert consents.line(key).chips.button_of(open_chip).isChecked()


@pytest.mark.long
def test_a_choice_left_for_later_is_no_answer_and_no_yes(keys: Keys) -> None:
    view = view_of(keys)
    fill_in(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    view.consents.line("counted_general").chips.answer("yes")
    view.consents.line("segment_use").chips.answer("yes")
    view.consents.line("counted_general").chips.answer("later")
    view.consents.line("follow_up").chips.answer("no")
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    kept = facts(keys)
    assert kept.consents == Consents(notes_informed=True)
    answered = {line.key for line in kept.consent_lines if line.since is not None}
    assert answered == {"notes_informed", "follow_up"}
    keys.go("person", engagement_id=alias_key(keys.shell, "Bilu-22"))
    consents = keys.screen(PersonController).view.consents
    assert consents.line("counted_general").chips.value == "later"
    assert not consents.line("follow_up").chips.button_of("later").isEnabled()


def test_without_telling_about_the_notes_nothing_is_agreed(keys: Keys) -> None:
    fill_in(keys)
    keys.press(ENTER, CTRL)
    keys.until(lambda: "telling the mentee that you keep notes" in view_of(keys).banner.text)
    assert facts(keys).agreement is None


def test_what_was_not_told_yet_is_still_to_do_in_its_place_and_no_error(keys: Keys) -> None:
    fill_in(keys)
    keys.press(ENTER, CTRL)
    view = view_of(keys)
    keys.until(lambda: bool(view.banner.text))
    line = view.consents.line("notes_informed")
    assert view.banner.property("banner") == "info"
    assert view.banner.accessibleName().startswith("Still to do: ")
    assert line.remark.isVisible()
    assert line.remark.text() == "Still to do: read it aloud, then press Told."
    assert focused(keys.qtbot, keys.shell) is line.chips.button_of("yes")
    assert (view.purpose.text(), view.mine.text()) == ("Find a next step", "to come prepared")
    view.consents.line("follow_up").chips.answer("no")
    assert line.remark.isVisible()
    line.chips.answer("yes")
    assert not line.remark.isVisible()
    assert view.banner.text == ""
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)


def test_what_is_missing_is_asked_for_in_the_order_of_the_page_and_the_keyboard_is_there(keys: Keys) -> None:
    view = view_of(keys)
    for words, field, typed in (
        ("what it is for", view.purpose.edit, "Find a next step"),
        ("expectation of each side", view.theirs, "honest feedback"),
        ("expectation of each side", view.mine, "to come prepared"),
        ("telling the mentee that you keep notes", view.consents.first.chips.button_of("yes"), " "),
    ):
        keys.press(ENTER, CTRL)
        keys.until(lambda words=words: words in view.banner.text)  # type: ignore[misc]  # bound at once
        assert view.banner.accessibleName().startswith("Still to do: ")
        assert view.banner.text.endswith("What you filled in stays here.")
        keys.until(lambda field=field: view.window().focusWidget() is field)  # type: ignore[misc]  # the same
        keys.write(typed)
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)


def test_we_agree_pressed_twice_makes_one_version(keys: Keys) -> None:
    fill_in(keys)
    view = view_of(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    for _time in range(2):
        keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    agreement = facts(keys).agreement
    assert agreement is not None
    assert agreement.version_no == 1


def test_without_training_the_page_says_so_at_once_and_again_and_keeps_what_was_filled_in(
    keys: Keys,
) -> None:
    desk = keys.shell.desk
    assert desk is not None
    (course,) = on_lane(keys.shell, lambda: desk.store.all(Training))
    on_lane(keys.shell, lambda: take_out(desk, course))
    keys.go("today")
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Bilu-22"))
    banner = view_of(keys).banner
    assert banner.accessibleName().startswith("Still to do: Finish the mentor training")
    fill_in(keys)
    view_of(keys).consents.line("notes_informed").chips.answer("yes")
    banner.clear()
    keys.press(ENTER, CTRL)
    keys.until(lambda: "under My growth. What you filled in stays here." in banner.text)
    keys.go("growth")
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("agreement")
    assert view_of(keys).theirs.text() == "honest feedback\nan introduction"


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
    # A line with a mark is one label; what it says as a whole is its accessible name.
    said = " ".join(label.accessibleName() or label.text() for label in page.findChildren(QLabel))
    for part in (
        "Find a next step",
        "an introduction",
        "to come prepared",
        "C2 Yes: ",
        "C5 Not asked yet, so no: ",
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
    fill_in(keys)
    keys.press(ENTER, CTRL)
    keys.until(line.remark.isVisible)
    keys.until(lambda: keys.shell.window.focusWidget() is line.chips.button_of("yes"))
    keys.until(lambda: in_sight(view, line))
    view.theirs.setPlainText("")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "expectation of each side" in view.banner.text)
    keys.until(lambda: keys.shell.window.focusWidget() is view.theirs)
    keys.until(lambda: in_sight(view, view.theirs))


@pytest.mark.long
def test_the_sample_can_be_shown_in_the_middle_and_nothing_filled_in_is_lost(keys: Keys) -> None:
    view = view_of(keys)
    fill_in(keys)
    view.consents.line("counted_general").chips.answer("no")
    view.terms.mode.chips.answer("phone")
    view.sample_asked.emit()
    keys.wait_for("sample")
    sample = keys.screen(SampleController).view
    assert "invented" in sample.header.subtitle.text()
    assert "That you have a mentor." in " ".join(label.text() for label in sample.findChildren(QLabel))
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("agreement")
    back = view_of(keys)
    assert back.purpose.text() == "Find a next step"
    assert back.theirs.text() == "honest feedback\nan introduction"
    assert back.terms.mode.value == "phone"
    assert back.consents.line("counted_general").chips.value == "no"
    assert back.consents.line("follow_up").chips.value == "later"


@pytest.mark.long
def test_ctrl_enter_agrees_and_once_more_saves_both_pages_in_both_languages(
    keys: Keys, tmp_path: Path
) -> None:
    view = view_of(keys)
    keys.write("Vind een volgende stap " * 20)
    view.theirs.setPlainText("\n".join(["honest feedback, every time we meet"] * 8))
    view.mine.setPlainText("to come prepared")
    view.consents.line("notes_informed").chips.answer("yes")
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    page = keys.screen(AgreementController).agreed
    assert page is not None
    keys.press(ENTER, CTRL)
    dialog = keys.shell.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    keys.screen(AgreementController).papers.place_chosen.emit(str(tmp_path / "page"))
    keys.until(lambda: "Saved as" in page.banner.text)
    pages = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]
    assert len(pages) == 2
    agreed, promise = (" ".join(text.split()) for text in pages)
    asked = "C2 Not asked yet, so no:"
    for part in ("What we agreed", "honest feedback", "Kort: vertrouwelijk", asked, "not for"):
        assert part in agreed
    for part in ("Short version", "We nemen onze gesprekken niet op", "Ernstig gevaar"):
        assert part in promise
    assert "Bilu" not in agreed + promise
    assert "Vind een" not in promise


@pytest.mark.long
def test_an_earlier_version_is_read_and_esc_leads_back_to_the_conversation(keys: Keys) -> None:
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Mira-07"))
    view_of(keys).version_asked.emit(1)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    page = keys.screen(AgreementController).agreed
    assert page is not None
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "agreement"
    assert keys.screen(AgreementController).agreed is None
    assert view_of(keys).isVisible()


@pytest.mark.long
def test_a_lock_in_the_middle_of_reading_aloud_loses_no_answer(keys: Keys) -> None:
    view = view_of(keys)
    fill_in(keys)
    view.consents.line("notes_informed").chips.answer("yes")
    view.terms.mode.chips.answer("walk")
    keys.shell.lock()
    keys.qtbot.waitUntil(lambda: keys.shell.desk is None and not keys.shell.runner.busy, timeout=20_000)
    unlock_by_typing(keys.qtbot, keys.shell)
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Bilu-22"))
    back = view_of(keys)
    keys.until(lambda: "in the middle of this" in back.banner.text)
    assert (back.purpose.text(), back.terms.mode.value) == ("Find a next step", "walk")
    assert back.consents.values["notes_informed"]
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Bilu-22"))
    assert view_of(keys).banner.text == ""
