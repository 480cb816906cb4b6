"""A number that is in sight, steps with the arrows and never leaves its bounds."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk

from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.typed_fields import read_view
from careernotes.gui.widgets.number_field import NumberField

LOW, HIGH, STEP = 15, 180, 5


@pytest.fixture
def field(qapp: QApplication) -> Iterator[NumberField]:
    """A field by itself."""
    assert qapp is not None
    host = QWidget()
    yield NumberField(host, name="Minutes each", low=LOW, high=HIGH, step=STEP)
    host.deleteLater()


def hidden_words(view: QWidget) -> list[str]:
    """What stands in a line that is too small for it to be seen."""
    return [
        edit.text()
        for edit in view.findChildren(QLineEdit)
        if edit.text() and edit.contentsRect().width() < edit.fontMetrics().horizontalAdvance(edit.text()[:2])
    ]


def test_every_number_of_an_agreement_is_in_sight(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("agreement", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(AgreementController).view
    keys.until(lambda: view.terms.weeks.edit.isVisible() and view.terms.weeks.edit.width() > 50)
    assert [edit.text() for edit in (view.terms.meetings.edit, view.terms.weeks.edit)] == ["6", "6"]
    assert hidden_words(view) == []
    view.terms.weeks.edit.setFixedWidth(1)
    assert hidden_words(view) == ["6"]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.one_of(
        st.text(max_size=12), st.integers(-999, 99_999).map(str), st.text("0123456789", min_size=1),
        st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6),
    )
)  # fmt: skip
@example(typed="99999")
@example(typed="00045")
@example(typed="0" * 40)
@example(typed="9" * 5000)
def test_whatever_is_typed_the_number_stays_within_its_bounds(field: NumberField, typed: str) -> None:
    field.set_value(60)
    field.set_text(typed)
    value = field.value
    assert LOW <= value <= HIGH
    field.edit.editingFinished.emit()
    assert field.text() == str(value) == str(field.value)
    assert bool(field.below.text()) == (typed.strip() != str(value))
    if typed.strip().isdecimal():
        assert value == (HIGH if len(typed) > 1000 else max(LOW, min(HIGH, int(typed))))


def test_the_arrows_step_and_stop_at_the_bounds(qtbot: QtBot, field: NumberField) -> None:
    field.set_value(170)
    for wanted in (175, 180, 180):
        qtbot.keyClick(field.edit, Qt.Key.Key_Up)
        assert field.value == wanted
    field.set_text("20")
    for wanted in (15, 15):
        qtbot.keyClick(field.edit, Qt.Key.Key_Down)
        assert field.value == wanted


def test_a_number_that_was_typed_or_stepped_is_kept_over_a_lock_and_one_that_was_shown_is_not(
    qtbot: QtBot, field: NumberField
) -> None:
    host = field.parentWidget()
    field.set_value(60)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert read_view(host, "here", {}).typed == ()
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert [half.text for half in read_view(host, "here", {}).typed] == ["65"]
    field.set_value(60)
    assert read_view(host, "here", {}).typed == ()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "45")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert [half.text for half in read_view(host, "here", {}).typed] == ["45"]
