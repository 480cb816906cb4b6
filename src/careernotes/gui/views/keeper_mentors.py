"""A keeper's list of mentors: one enrolment at a time, confirmed by the eight words that were heard."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.keeper_cards import all_filled, part
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_new_file
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.path_field import PathField
from careernotes.gui.widgets.spoken_words import SpokenWords
from careernotes.i18n import _


class EnrolCard(Card):
    """One enrolment file, and the words its mentor read out.

    Signals:
        asked: file and words.
    """

    asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Enrol a mentor"))
        self.add_text(
            _(
                "A mentor has sent you a file that ends in .cnenrol. Call them on a number you knew before,"
                " and type the eight words they read to you. Your screen does not show them: only what you"
                " hear counts."
            )
        )
        self.request = PathField(self, name=_("The file"), kinds=_("Enrolment (*.cnenrol)"))
        self.heard = LineField(self, name=_("The eight words you hear"))
        self.go = button(_("Enrol this mentor"), self, kind="primary")
        for each in (self.request, self.heard, button_row(self, self.go)):
            self.add(each)
        self.go.clicked.connect(self._on_go)
        self.heard.returned.connect(self._on_go)

    def begin_next(self) -> None:
        """The next mentor."""
        for field in (self.request, self.heard):
            field.set_text("")
            field.show_problem("")

    def _on_go(self) -> None:
        if all_filled(self.request, self.heard):
            self.asked.emit(self.request.text(), self.heard.text())


class MentorsCard(Card):
    """Everybody on the list, the words for the whole, and a way off it.

    Signals:
        print_asked: write the list to this path.
        end_asked: take the mentor off whose first words these are.
    """

    print_asked = Signal(str)
    end_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Your list"))
        self.none = label(_("Nobody is on your list yet."), self, role="muted")
        self.add(self.none)
        self.shown, column = part(self)
        self.words = SpokenWords(self.shown, name=_("The whole list in eight words"))
        compare = label(
            _("Now and then read these to the other keeper. Same words, same mentors."),
            self.shown,
            role="muted",
        )
        self.sheet = button(_("Make the list to print…"), self.shown)
        self.sheet.clicked.connect(self._on_sheet)
        self._lines = label("", self.shown)
        self.ending = LineField(
            self.shown,
            name=_("Somebody leaves: the first three words"),
            hint=_("They stop counting at once."),
        )
        self.end = button(_("Take off the list"), self.shown)
        self.ending.row.addWidget(self.end)
        self.end.clicked.connect(self._on_end)
        self.ending.returned.connect(self._on_end)
        for each in (self.words, compare, button_row(self.shown, self.sheet), self._lines, self.ending):
            column.addWidget(each)
        column.setSpacing(GRID)
        self.show_list((), "")

    @property
    def lines(self) -> str:
        """The mentors as they are shown."""
        return self._lines.text()

    def show_list(self, mentors: Sequence[str], words: str) -> None:
        """Shows who is on the list."""
        self.none.setVisible(not mentors)
        self.shown.setVisible(bool(mentors))
        self.ending.set_text("")
        self.ending.show_problem("")
        self.words.show_words(words)
        self._lines.setText("\n".join(f"{at}.  {each}" for at, each in enumerate(mentors, start=1)))

    def _on_end(self) -> None:
        if all_filled(self.ending):
            self.end_asked.emit(self.ending.text())

    def _on_sheet(self) -> None:
        choose_new_file(self, _("Where to"), "mentors.pdf", self.print_asked)
