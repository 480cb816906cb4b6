"""What is kept about one person: a copy for them, something put right, everything erased."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_folder
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.gui.widgets.reading import Sentences
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


class _Form(QWidget):
    """One of the three small forms; hidden until asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GRID, 0, 0)
        self.column.setSpacing(GRID)
        self.setVisible(False)

    def bar(self, *buttons: QPushButton) -> None:
        """The buttons at the end."""
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        self.column.addLayout(row)


class KeepingCard(Card):
    """Three quiet buttons, and the form of the one that was asked for.

    Signals:
        copy_opened: the form for a copy is shown.
        erase_opened: the form for erasing is shown.
        right_opened: the form for something to put right is shown.
        grown: a form came, or what it says; it may need another place on the page.
        copy_asked: make the copy in this folder.
        erase_asked: erase the person; it was typed out.
        right_asked: which conversation, the wrong words, the right ones.
    """

    copy_opened = Signal()
    erase_opened = Signal()
    right_opened = Signal()
    grown = Signal()
    copy_asked = Signal(str)
    erase_asked = Signal()
    right_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("What you keep about them"))
        self.add_text(
            _("It is theirs too: they may read it, have it put right, and have it erased."), role="muted"
        )
        self.done = Banner(self)
        self.add(self.done)
        self.copy = button(_("Give a copy…"), self, kind="quiet")
        self.right = button(_("Put something right…"), self, kind="quiet")
        self.erase = button(_("Erase…"), self, kind="quiet")
        for each in (self.copy, self.right, self.erase):
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.proving = ProvingField(self)
        self.copy_form, self.right_form, self.erase_form = _Form(self), _Form(self), _Form(self)
        self._forms = (self.copy_form, self.right_form, self.erase_form)
        for form in self._forms:
            self.add(form)
        self._make_copy()
        self._make_right()
        self._make_erase()
        self.copy.clicked.connect(self._on_copy)
        self.right.clicked.connect(self._on_right)
        self.erase.clicked.connect(self._on_erase)
        self.proving.returned.connect(self._on_proved)
        self.close_forms()

    def show_preview(self, lines: Sequence[str]) -> None:
        """What goes, what stays, and what is out of reach."""
        self.preview.show_sentences(lines)
        self.grown.emit()

    def show_held(self, text: str) -> None:
        """Says why nothing can be erased for now: neither a word nor a passphrase is asked for in vain."""
        self.preview.show_sentences([text])
        for each in (self.word, self.proving, self.go_erase):
            each.setVisible(False)
        self.leave_erase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grown.emit()

    def show_sessions(self, choices: Sequence[tuple[str, str]]) -> None:
        """The conversations something can be put right in."""
        self.session.box.clear()
        self.session.add_choices(choices)

    def show_done(self, text: str) -> None:
        """Says what was done; the form closes."""
        self.close_forms()
        self.done.show_info(text)

    def show_right_problem(self, text: str) -> None:
        """Says why the words could not be put right."""
        self.right_words.show_problem(text)

    def close_forms(self) -> None:
        """Back to the three buttons, the keyboard on the one that opened; what was typed is forgotten."""
        openers = (self.copy, self.right, self.erase)
        focus = self.window().focusWidget()
        back = next((o for o, f in zip(openers, self._forms, strict=True) if f.isAncestorOf(focus)), None)
        self.proving.forget()
        self.proving.setVisible(False)
        for form in self._forms:
            form.setVisible(False)
        for field in (self.word, self.wrong_words, self.right_words):
            field.set_text("")
            field.show_problem("")
        for each in openers:
            each.setVisible(True)
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While something is done its button waits."""
        for each in (self.go_copy, self.go_right, self.go_erase):
            each.setEnabled(not busy)

    def choose_folder(self) -> None:
        """Asks where the copy goes."""
        choose_folder(self, _("Where should the copy go?"), self.copy_asked)

    def _make_copy(self) -> None:
        form = self.copy_form
        form.column.addWidget(
            label(
                _(
                    "The copy is a page to read and the same as data: everything, your working notes too."
                    " It is not encrypted. Look for names of other people in it before you hand it over."
                ),
                form,
            )
        )
        self.go_copy = button(_("Choose a folder…"), form)
        self.go_copy.clicked.connect(self.choose_folder)
        form.bar(self.go_copy, self._closer(form))

    def _make_right(self) -> None:
        form = self.right_form
        self.session = ListField(form, name=_("Which conversation"), choices=[])
        self.wrong_words = LineField(
            form, name=_("The wrong words"), hint=_("Leave empty to put their own words beside yours.")
        )
        self.right_words = LineField(form, name=_("The right words"))
        self.go_right = button(_("Put it right"), form)
        self.go_right.clicked.connect(self._on_go_right)
        self.right_words.returned.connect(self._on_go_right)
        for each in (self.session, self.wrong_words, self.right_words):
            form.column.addWidget(each)
        form.bar(self.go_right, self._closer(form))

    def _make_erase(self) -> None:
        form = self.erase_form
        self.preview = Sentences(form)
        cover(self.preview)
        self.word = LineField(form, name=_("To erase for ever, type: erase"))
        self.go_erase = button(_("Erase for ever"), form, kind="danger")
        self.go_erase.clicked.connect(self._on_go_erase)
        for each in (self.preview, self.word):
            form.column.addWidget(each)
        self.leave_erase = self._closer(form)
        form.bar(self.go_erase, self.leave_erase)

    def _closer(self, form: QWidget) -> QPushButton:
        closer = button(_("Close"), form)
        closer.clicked.connect(self.close_forms)
        return closer

    def _open(self, form: _Form, *, proves: bool) -> None:
        self.close_forms()
        self.done.clear()
        for each in (self.copy, self.right, self.erase):
            each.setVisible(False)
        if proves:
            form.column.insertWidget(form.column.count() - 1, self.proving)
            self.proving.setVisible(True)
            field = self.proving.field
            go = self.go_copy if form is self.copy_form else self.go_erase
            QWidget.setTabOrder(self.word.edit, field.edit)
            QWidget.setTabOrder(field.edit, field.look)
            QWidget.setTabOrder(field.look, go)
        form.setVisible(True)
        self.grown.emit()

    @property
    def go(self) -> QPushButton:
        """The button of the form that is open."""
        buttons = (self.go_copy, self.go_right, self.go_erase)
        found = (each for form, each in zip(self._forms, buttons, strict=True) if not form.isHidden())
        return next(found, self.go_erase)

    def _on_copy(self) -> None:
        self._open(self.copy_form, proves=True)
        self.copy_opened.emit()
        self.proving.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_right(self) -> None:
        self._open(self.right_form, proves=False)
        self.right_opened.emit()
        self.session.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_erase(self) -> None:
        self.preview.show_sentences([])
        for each in (self.word, self.go_erase):
            each.setVisible(True)
        self._open(self.erase_form, proves=True)
        self.erase_opened.emit()
        self.word.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_proved(self) -> None:
        (self.choose_folder if self.copy_form.isVisible() else self._on_go_erase)()

    def _on_go_right(self) -> None:
        self.right_asked.emit(self.session.value, self.wrong_words.text(), self.right_words.text())

    def _on_go_erase(self) -> None:
        if self.word.text().casefold() != _("erase").casefold():
            self.word.show_problem(_("Type the word first: erase"))
            self.word.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.word.show_problem("")
        self.erase_asked.emit()
