"""The mentor's own snippets and flows, as lines to edit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label, restyle
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _


class LinesCard(Card):
    """Lines to edit, what is wrong with them, and two buttons.

    Signals:
        kept: the lines are to be kept.
        shipped_asked: the lines that come with the program are wanted back.
    """

    kept = Signal()
    shipped_asked = Signal()

    def __init__(self, parent: QWidget, *, title: str, hint: str, name: str, rows: int) -> None:
        super().__init__(parent, title=title)
        self.add_text(hint, role="muted")
        self.editor = NoteEditor(self, name=name, rows=rows)
        self.below = label("", self, role="muted")
        self.below.setVisible(False)
        self.keep = button(_("Keep these lines"), self, kind="primary")
        self.keep.clicked.connect(self.kept)
        self.shipped = button(_("Back to those of the program"), self, kind="quiet")
        self.shipped.clicked.connect(self.shipped_asked)
        for each in (self.keep, self.shipped):
            # Both cards have the same two buttons.
            each.setAccessibleDescription(title)
        for part in (self.editor, self.below, button_row(self, self.keep, self.shipped)):
            self.add(part)

    def show_said(self, text: str, *, wrong: bool) -> None:
        """Says below the lines that they are kept, or what is wrong with them."""
        self.below.setText(text)
        restyle(self.below, "role", "problem" if wrong else "muted")
        self.below.setVisible(bool(text))
        if wrong:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class AidsView(Page):
    """Both cards beside each other.

    Signals:
        flow_chosen: the id of a flow to edit.
    """

    flow_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=_("Snippets and guides"),
            subtitle=_("Your own words for notes and conversations, in this language. No names in them."),
        )
        left, right = self.columns(left=1, right=1)
        self.flows = LinesCard(
            self.content,
            title=_("Guide for a conversation"),
            hint=_("A line each: ? to ask, - to do, = to write down."),
            name=_("Lines of the guide"),
            rows=12,
        )
        self.flow = ListField(self.flows, name=_("Which conversation"), choices=())
        self.flow.chosen.connect(self.flow_chosen)
        self.flows.body.insertWidget(2, self.flow)
        self.snippets = LinesCard(
            self.content,
            title=_("Snippets"),
            hint=_("A line each: a short word, a blank, and what it stands for. In a note, ;ag and a blank."),
            name=_("Lines of the snippets"),
            rows=12,
        )
        for card in (self.flows, self.snippets):
            card.editor.installEventFilter(self)
        self._fill(self.flows)
        left.addWidget(self.flows)
        left.addStretch(1)
        right.addWidget(self.snippets)
        right.addStretch(1)

    def show_flows(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Which flows there are, and the one being edited."""
        self.flow.box.clear()
        self.flow.add_choices(choices)
        self.flow.set_value(chosen)

    def _fill(self, card: LinesCard) -> None:
        """One filled button on the page: that of the lines being edited."""
        for each in (self.flows, self.snippets):
            restyle(each.keep, "kind", "primary" if each is card else "secondary")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: somebody is about to edit the lines of one card."""
        if event.type() is QEvent.Type.FocusIn:
            self._fill(self.snippets if watched is self.snippets.editor else self.flows)
        return False
