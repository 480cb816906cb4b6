"""The small widgets: keys, names for screen readers, and text that stays where it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.widgets.answer_box import AnswerBox
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.secret_clipboard import ClipboardGuard

SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    """A shown window to put a widget in."""
    theme.apply(ThemeChoice.LIGHT, 100)
    window = QWidget()
    window.resize(900, 600)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    QGuiApplication.clipboard().clear()


def put(frame: QWidget, widget: QWidget) -> None:
    layout = frame.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


@pytest.fixture
def chips(frame: QWidget) -> ChoiceChips:
    """A yes-no question with a third answer."""
    made = ChoiceChips(frame, name="Rested", choices=(("yes", "Yes"), ("no", "No"), ("na", "Not now")))
    put(frame, made)
    made.focus_first()
    return made


def test_nothing_is_chosen_for_you(chips: ChoiceChips) -> None:
    assert chips.value == ""


@pytest.mark.parametrize(
    ("keys", "value"),
    [("y", "yes"), ("Y", "yes"), ("2", "no"), ("3", "na"), ("4", ""), (" ", "yes"), ("\r", "yes")],
)
def test_a_key_chooses(qtbot: QtBot, chips: ChoiceChips, keys: str, value: str) -> None:
    chosen: list[str] = []
    chips.chosen.connect(chosen.append)
    qtbot.keyClicks(chips.button_of("yes"), keys)
    assert chips.value == value
    assert chosen == ([value] if value else [])


def test_a_letter_that_two_answers_share_chooses_nothing(qtbot: QtBot, chips: ChoiceChips) -> None:
    qtbot.keyClicks(chips.button_of("yes"), "n")
    assert chips.value == ""


def test_arrows_move_without_choosing(qtbot: QtBot, chips: ChoiceChips) -> None:
    qtbot.keyClick(chips.button_of("yes"), Qt.Key.Key_Right)
    assert chips.button_of("no").hasFocus()
    assert chips.value == ""
    qtbot.keyClick(chips.button_of("no"), Qt.Key.Key_Space)
    assert chips.value == "no"


def test_a_chosen_no_looks_as_chosen_as_a_yes(chips: ChoiceChips) -> None:
    def picture(value: str, chosen: str) -> list[int]:
        chips.set_value(chosen)
        chips.button_of("na").setFocus()
        image = chips.button_of(value).grab().toImage()
        return [image.pixelColor(x, image.height() // 2).rgb() for x in range(4)]

    assert picture("yes", "yes") == picture("no", "no")
    assert picture("no", "no") != picture("no", "yes")


def test_a_screen_reader_hears_a_radio_button_with_its_question(chips: ChoiceChips) -> None:
    heard = QAccessible.queryAccessibleInterface(chips.button_of("no"))
    assert heard.role() is QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "Rested: No"


def test_an_answer_that_cannot_be_given_says_why(qtbot: QtBot, chips: ChoiceChips) -> None:
    chips.set_available("no", available=False, why="Needs counting first")
    qtbot.keyClicks(chips.button_of("yes"), "2")
    assert chips.value == ""
    assert chips.button_of("no").accessibleDescription() == "Needs counting first"


@pytest.fixture
def editor(frame: QWidget) -> NoteEditor:
    """An editor with a marked text."""
    made = NoteEditor(frame, name="Record")
    put(frame, made)
    made.set_text("canary sentence")
    made.selectAll()
    made.setFocus()
    return made


def test_marked_text_reaches_neither_drag_nor_primary_selection(editor: NoteEditor) -> None:
    assert not editor.createMimeDataFromSelection().hasText()


def test_a_copy_is_marked_as_secret(qtbot: QtBot, editor: NoteEditor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "canary sentence"
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_the_clipboard_is_cleared_after_its_time(
    qtbot: QtBot, qapp: QApplication, editor: NoteEditor
) -> None:
    guard = ClipboardGuard(qapp.clipboard(), editor, kept_ms=30)
    qtbot.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "canary sentence"
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "", timeout=2000)
    guard.clear()


def test_pasting_drops_formatting(editor: NoteEditor) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    editor.insertFromMimeData(data)
    assert editor.text() == "bold"


def test_the_editor_tells_input_methods_not_to_learn(editor: NoteEditor) -> None:
    assert editor.inputMethodHints() & SENSITIVE == SENSITIVE


def test_the_editor_grows_with_its_text(editor: NoteEditor) -> None:
    before = editor.sizeHint().height()
    editor.set_text("line\n" * 30)
    assert editor.sizeHint().height() > 2 * before


def test_only_typing_counts_as_editing(qtbot: QtBot, editor: NoteEditor) -> None:
    edited: list[None] = []
    editor.edited.connect(lambda: edited.append(None))
    editor.set_text("loaded")
    assert edited == []
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "!")
    assert len(edited) == 1


def test_a_label_never_reads_text_as_markup(frame: QWidget) -> None:
    banner = Banner(frame)
    banner.show_warning("<b>M-07</b> &amp; you")
    assert banner.text == "<b>M-07</b> &amp; you"
    assert banner.accessibleName().startswith("Careful: ")


def test_a_passphrase_shows_as_dots_until_asked(qtbot: QtBot, frame: QWidget) -> None:
    field = PassphraseField(frame, name="Passphrase")
    put(frame, field)
    qtbot.keyClicks(field.edit, "five words")
    assert "five" not in field.edit.displayText()
    qtbot.mouseClick(field.look, Qt.MouseButton.LeftButton)
    assert field.edit.displayText() == "five words"
    field.clear()
    assert field.text() == ""
    assert field.look.text() == "Show"


def test_caps_lock_is_said_in_words(qtbot: QtBot, frame: QWidget) -> None:
    field = PassphraseField(frame, name="Passphrase")
    put(frame, field)
    words = [
        each
        for each in field.findChildren(QWidget)
        if getattr(each, "text", str)() == "Caps Lock seems to be on."
    ]
    qtbot.keyClick(field.edit, "a")
    assert not words[0].isVisible()
    qtbot.keyClick(field.edit, "A")  # a capital without Shift
    assert words[0].isVisible()


def test_a_problem_stands_below_its_field_and_is_heard(frame: QWidget) -> None:
    field = LineField(frame, name="Alias", hint="A real name is not needed.")
    put(frame, field)
    field.show_problem("Taken.")
    assert field.edit.accessibleDescription() == "Taken."
    field.show_problem("")
    assert field.edit.accessibleDescription() == "A real name is not needed."


def test_words_that_do_not_fit_start_a_new_line(frame: QWidget) -> None:
    holder = QWidget(frame)
    flow = FlowLayout(holder)
    for number in range(6):
        each = QPushButton(f"theme {number}", holder)
        each.setFixedSize(QSize(100, 20))
        flow.addWidget(each)
    for width, height in ((10_000, 20), (330, 20 + 8 + 20)):
        holder.resize(width, holder.height())
        flow.place()
        assert holder.height() == height
    flow.clear()
    assert flow.count() == 0


def test_a_widget_added_later_is_shown_and_a_hidden_one_takes_no_room(qtbot: QtBot, frame: QWidget) -> None:
    holder = QWidget(frame)
    flow = FlowLayout(holder)
    put(frame, holder)
    late, shy = QPushButton("late", holder), QPushButton("shy", holder)
    shy.setVisible(False)
    flow.addWidget(shy)
    flow.addWidget(late)
    assert late.isVisible()
    assert not shy.isVisible()
    assert late.x() == 0
    shy.setVisible(True)
    assert late.x() > 0


def test_chips_survive_being_made_and_destroyed_again_and_again(qtbot: QtBot, frame: QWidget) -> None:
    # A layout written in Python crashed here: it remembered items that C++ had deleted.
    for _round in range(30):
        page = Page(frame, title="Again")
        for _question in range(5):
            page.body.addWidget(
                ChoiceChips(page.content, name="Q", choices=[(str(n), f"answer {n}") for n in range(9)])
            )
        put(frame, page)
        gone = qtbot.waitSignal(page.destroyed)
        with gone:
            page.hide()
            page.deleteLater()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_page_fits_900_by_600_at_any_text_size(
    qtbot: QtBot, frame: QWidget, theme: Theme, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    page = Page(
        frame, title="Sessie 12 met M-07", subtitle="dinsdag 17 november 2026, 14:00, 50 min, per video"
    )
    page.header.set_chip("Ethische check gedaan")
    page.header.set_primary("Opslaan en sluiten", shortcut="Ctrl+Return")
    left, right = page.columns()
    left.addWidget(button("left", page.content))
    right.addWidget(button("right", page.content))
    put(frame, page)
    frame.resize(900, 600)
    qtbot.waitUntil(lambda: page.width() > 0)
    assert frame.width() == 900
    assert frame.height() == 600
    page.header.set_quiet("Opgeslagen 12:04")

    def whole(label: QLabel) -> bool:
        return label.width() >= label.sizeHint().width()

    qtbot.waitUntil(lambda: all(map(whole, (page.header.title, page.header.quiet, page.header.chip))))
    assert page.header.primary.width() >= page.header.primary.sizeHint().width()
    theme.apply(ThemeChoice.LIGHT, 100)


def test_a_shortcut_is_printed_in_its_button(frame: QWidget) -> None:
    made = button("Save", frame, kind="primary", shortcut="Ctrl+Return")
    assert made.text().endswith("Ctrl+Enter")
    assert made.accessibleName() == "Save"


def test_an_input_method_learns_nothing_from_a_passphrase_that_is_shown(frame: QWidget) -> None:
    field = PassphraseField(frame, name="Passphrase")
    wanted = field.edit.inputMethodHints()
    assert wanted & SENSITIVE == SENSITIVE
    assert wanted & Qt.InputMethodHint.ImhHiddenText
    for shown in (True, False, True):
        field.look.setChecked(shown)
        assert (field.edit.echoMode() is QLineEdit.EchoMode.Normal) == shown
        assert field.edit.inputMethodHints() == wanted


def test_an_answer_too_long_for_its_box_ends_in_dots_and_is_told_whole(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = AnswerBox(window)
    box.addItems(["Short", "Preparing a conversation with the direct manager"])
    box.resize(160, 32)
    assert (box.shown_text(), box.toolTip()) == ("Short", "")
    box.setCurrentIndex(1)
    assert box.shown_text().startswith("Preparing")
    assert box.shown_text().endswith("…")
    assert box.toolTip() == box.currentText()
    box.resize(900, 32)
    box.resizeEvent(QResizeEvent(box.size(), box.size()))
    assert (box.shown_text(), box.toolTip()) == (box.currentText(), "")
