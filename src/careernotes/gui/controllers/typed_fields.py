"""Reads off which text fields of a screen were changed, and puts that back after an unlock."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from careernotes.gui.widgets.fields import PassphraseField
from careernotes.services.last_view import HalfTyped, LastView

Field = QLineEdit | QPlainTextEdit


def fields_of(view: QWidget) -> Iterator[tuple[str, Field]]:
    """Every field one types in, by a name that is the same each time the screen is made."""
    seen: Counter[str] = Counter()
    for each in view.findChildren(QWidget):
        if not isinstance(each, QLineEdit | QPlainTextEdit) or _is_private(each):
            continue
        name = f"{type(each).__name__}:{each.objectName()}:{each.accessibleName()}"
        seen[name] += 1
        yield f"{name}:{seen[name]}", each


def fields_by_place(view: QWidget) -> Iterator[tuple[str, Field]]:
    """Every field one types in, by its place on the screen: the same in every language."""
    for place, (_name, each) in enumerate(fields_of(view)):
        yield f"{place}:{type(each).__name__}:{each.objectName()}", each


def _is_private(each: Field) -> bool:
    """A passphrase is kept nowhere; the parts of a date or a list are not typed in freely."""
    hints = each.inputMethodHints()
    # Shown on request, a passphrase loses its hint; it stays in its own kind of field.
    hidden = bool(hints & Qt.InputMethodHint.ImhHiddenText) or isinstance(each.parent(), PassphraseField)
    return hidden or each.isReadOnly() or isinstance(each.parent(), QAbstractSpinBox | QComboBox)


def changed(each: Field) -> bool:
    """Whether somebody typed in it since it was filled."""
    return each.document().isModified() if isinstance(each, QPlainTextEdit) else each.isModified()


def text_of(each: Field) -> str:
    """What stands in it."""
    return each.toPlainText() if isinstance(each, QPlainTextEdit) else each.text()


def read_view(
    view: QWidget, screen: str, arguments: dict[str, str], *, by_place: bool = False
) -> LastView:
    """Where the mentor is on this screen, and what was typed there; *by_place* when its words will change."""
    typed, focus, cursor, anchor = [], "", 0, 0
    for key, each in fields_by_place(view) if by_place else fields_of(view):
        if changed(each):
            typed.append(HalfTyped(key=key, text=text_of(each)))
        if each.hasFocus() or view.window().focusWidget() is each:
            focus = key
            cursor, anchor = _cursor_of(each)
    return LastView(
        screen=screen, arguments=arguments, focus=focus, cursor=cursor, anchor=anchor, typed=tuple(typed)
    )


def show_view(view: QWidget, last: LastView) -> None:
    """Puts back what was typed, and the keyboard and the cursor where they were."""
    fields = {**dict(fields_of(view)), **dict(fields_by_place(view))}
    for half in last.typed:
        each = fields.get(half.key)
        if each is not None and text_of(each) != half.text:
            _type_into(each, half.text)
    focused = fields.get(last.focus)
    if focused is not None:
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
        _put_cursor(focused, last.cursor, last.anchor)


def _cursor_of(each: Field) -> tuple[int, int]:
    if isinstance(each, QPlainTextEdit):
        return each.textCursor().position(), each.textCursor().anchor()
    start = each.selectionStart()
    if start < 0:
        return each.cursorPosition(), each.cursorPosition()
    end = start + len(each.selectedText())
    return (end, start) if each.cursorPosition() == end else (start, end)


def _put_cursor(each: Field, cursor: int, anchor: int) -> None:
    if isinstance(each, QPlainTextEdit):
        most = len(each.toPlainText())
        place = each.textCursor()
        place.setPosition(min(anchor, most))
        place.setPosition(min(cursor, most), place.MoveMode.KeepAnchor)
        each.setTextCursor(place)
        each.ensureCursorVisible()
    elif cursor == anchor:
        each.setCursorPosition(cursor)
    else:
        each.setSelection(anchor, cursor - anchor)


def _type_into(each: Field, text: str) -> None:
    """As if it were typed: the screen hears of it."""
    if isinstance(each, QPlainTextEdit):
        place = each.textCursor()
        place.select(place.SelectionType.Document)
        place.insertText(text)
    else:
        each.selectAll()
        each.insert(text)
