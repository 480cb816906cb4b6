"""The look at expectations, the way to the script, and the card on paper without a name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.agreements import Agreement
from careernotes.domain.vocabulary import ExpectationMet
from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.before import BeforeController
from careernotes.gui.controllers.expectations import ExpectationsController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.agreement import AgreedView
from careernotes.services.agreements import agree, suggest
from careernotes.services.expectations import expectations_of

pytestmark = pytest.mark.long
ENTER = Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The desk of somebody with a history."""
    return Keys(qtbot, desk_window(fill_desk))


def test_each_expectation_is_answered_and_the_look_is_noted(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    keys.go("person", engagement_id=key)
    keys.screen(PersonController).view.look.click()
    keys.wait_for("expectations")
    view = keys.screen(ExpectationsController).view
    assert len(view.answers) == 3
    keys.write("3")
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    desk = keys.shell.desk
    assert desk is not None
    met = [each.met for each in on_lane(keys.shell, lambda: expectations_of(desk, key))]
    assert sorted(each.value for each in met) == ["not_yet", "not_yet", "yes"]
    assert ExpectationMet.YES in met
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(
        lambda: (
            {each.met for each in on_lane(keys.shell, lambda: expectations_of(desk, key))}
            == {ExpectationMet.NOT_YET}
        )
    )


def test_what_was_expected_before_is_read_below_what_is_expected_now(keys: Keys) -> None:
    key, desk = alias_key(keys.shell, "Mira-07"), keys.shell.desk
    assert desk is not None

    def renew() -> None:
        # The agreement they began with is of an earlier day.
        first = desk.store.all(Agreement, engagement_id=key)[0]
        day = desk.today - dt.timedelta(days=90)
        for each in expectations_of(desk, key):
            desk.store.put(replace(each, spoken_on=day))
        desk.store.put(replace(first, agreed_on=day))
        agree(desk, key, replace(suggest(desk, key), my_expectations=("to say when it is enough",)))

    on_lane(keys.shell, renew)
    keys.go("expectations", engagement_id=key)
    view = keys.screen(ExpectationsController).view
    words = "\n".join(each.text() for each in view.findChildren(QLabel))
    assert "Expected before: version 1" in words
    assert "I expected: to come prepared (not yet)" in words
    assert "to come prepared" not in [view.answer_of(each).chips.accessibleName() for each in view.answers]
    keys.go("agreement", engagement_id=key)
    keys.screen(AgreementController).view.version_asked.emit(1)
    page = keys.until(lambda: any(each.isVisible() for each in keys.shell.window.findChildren(AgreedView)))
    assert page is None
    shown = next(each for each in keys.shell.window.findChildren(AgreedView) if each.isVisible())
    assert "with what each expected" in shown.banner.text
    assert any("to come prepared" in each.text() for each in shown.findChildren(QLabel))


def test_before_the_first_conversation_the_script_is_one_key_away(keys: Keys) -> None:
    keys.go("before", engagement_id=alias_key(keys.shell, "Bilu-22"))
    view = keys.screen(BeforeController).view
    assert view._script.isVisible()
    view.script_asked.emit()
    keys.wait_for("agreement")
    keys.go("before", engagement_id=alias_key(keys.shell, "Mira-07"))
    assert not keys.screen(BeforeController).view._script.isVisible()


def test_the_card_on_paper_has_what_was_said_and_not_the_name(keys: Keys, tmp_path: Path) -> None:
    keys.go("before", engagement_id=alias_key(keys.shell, "Mira-07"))
    screen = keys.screen(BeforeController)
    keys.press(Qt.Key.Key_P, CTRL)
    keys.until(lambda: bool(keys.shell.window.findChildren(QFileDialog)))
    for dialog in keys.shell.window.findChildren(QFileDialog):
        dialog.reject()
    screen.papers.place_chosen.emit(str(tmp_path / "card.pdf"))
    keys.until(lambda: "Saved as" in screen.view.banner.text)
    (page,) = PdfReader(tmp_path / "card.pdf").pages
    said = " ".join(page.extract_text().split())
    for part in ("direct manager went", "Introduce to a product lead", "I do not manage"):
        assert part in said
    assert "Mira" not in said
