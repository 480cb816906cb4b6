"""The conversation being written down: two texts, themes, actions, the next time. It saves itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.views.keeping_session import ErasingCard
from careernotes.gui.views.session_editors import NotesPane
from careernotes.gui.views.session_flow import FlowCard
from careernotes.gui.views.session_meta import MetaStrip
from careernotes.gui.views.session_rating import RatingCard
from careernotes.gui.views.session_side import ActionsCard, LastTimeCard, NextCard
from careernotes.gui.views.session_themes import SHORTCUT, ThemesCard
from careernotes.gui.views.session_versions import VersionsCard
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _

_GAP, _LINES, _LINES_FOLDED = 16, 16, 26


class SessionView(Page):
    """The capture screen.

    Signals:
        edited: something typed changed.
        left: the keyboard left a text.
        finished: the conversation is complete.
        dropped: throw the draft away.
        retried: try to save again.
    """

    edited = Signal()
    left = Signal()
    finished = Signal()
    dropped = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Session"))
        self.header.set_primary(_("Finish session"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.finished)
        self.again = button(_("Try again"), self.banner, kind="secondary")
        self.again.clicked.connect(self.retried)
        self.banner.add_action(self.again)
        self.again.setVisible(False)
        self.meta = MetaStrip(self.content)
        self.meta.edited.connect(self.edited)
        self.body.addWidget(self.meta)
        left, right = self.columns(left=5, right=3)
        self.notes = NotesPane(self.content)
        for watched in (self.scroller.viewport(), self.meta, self.notes.row):
            watched.installEventFilter(self)
        self.notes.edited.connect(self.edited)
        self.notes.left.connect(self.left)
        left.addWidget(self.notes, 1)
        self._make_side(right)
        # Below the texts it is about; made last, so that Tab does not pass it on the way to the themes.
        self.versions = VersionsCard(self.content)
        self.erasing = ErasingCard(self.content)
        left.addWidget(self.versions)
        left.addWidget(self.erasing)
        left.addStretch(0)
        right.addStretch(1)
        for opening in (self.themes, self.rating, self.flow, self.versions, self.erasing):
            opening.opened.connect(self._on_opened)
        self._shortcuts()

    def _make_side(self, right: QVBoxLayout) -> None:
        # What was asked and promised is read before anything is written.
        self.last = LastTimeCard(self.content)
        self.flow = FlowCard(self.content)
        self.themes = ThemesCard(self.content)
        self.themes.closed.connect(self.notes.focus_last)
        cover(self.header.subtitle)
        self.notes.theme_asked.connect(self.themes.open_picker)
        self.actions_card = ActionsCard(self.content)
        self.next = NextCard(self.content)
        self.next.changed.connect(self.edited)
        self.rating = RatingCard(self.content)
        for card in (self.last, self.flow, self.themes, self.actions_card, self.next, self.rating):
            right.addWidget(card)
        self.drop = button(_("Throw this draft away"), self.content, kind="quiet")
        self.drop.clicked.connect(self.dropped)
        right.addWidget(self.drop)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+Shift+W", self.notes.switch),
            ("T", self.themes.open_picker),
            (SHORTCUT, self.themes.open_picker),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def show_head(self, *, title: str, chip: str, chip_kind: str, subtitle: str) -> None:
        """Shows which session this is and how its check went."""
        self.header.set_title(title)
        self.header.set_chip(chip, kind=chip_kind)
        self.header.set_subtitle(subtitle)
        self.setAccessibleName(title)

    def show_recorded(self) -> None:
        """A recorded session has no draft to throw away, until something in it is changed."""
        self.header.set_primary(_("Save and close"), shortcut="Ctrl+Return")
        self.drop.setVisible(False)

    def show_changed(self) -> None:
        """There is something to throw away: only the changes, where the session was recorded before."""
        if self.drop.isHidden():
            set_button_text(self.drop, _("Throw these changes away"))
            self.drop.setVisible(True)

    def show_time(self, text: str) -> None:
        """Says quietly how long this note was written at."""
        self.meta.spent.setText(text)

    def show_unsaved(self, text: str) -> None:
        """Says quietly that it is not saved yet; when it was saved stands in the line below."""
        self.header.set_quiet(text)

    def show_problem(self, text: str) -> None:
        """Says that it could not be saved; everything typed stays."""
        self.again.setVisible(True)
        self.banner.show_error(text)

    def show_done(self, text: str) -> None:
        """Says what went well: there is nothing to try again."""
        self.again.setVisible(False)
        self.banner.show_info(text)

    def show_texts(self, *, record: str, working: str) -> None:
        """Shows both layers."""
        self.notes.set_texts(record=record, working=working)

    def show_choices(self, *, modes: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Shows the answers there are; called once."""
        self.meta.show_choices(modes=modes, kinds=kinds)

    def focus_start(self) -> None:
        """Puts the keyboard in the record."""
        self.notes.record.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the texts fill what can be seen below the head; what stands beside them may be longer."""
        if event.type() is QEvent.Type.Resize:
            room = self.scroller.viewport().height() - self.meta.height() - _GAP
            lines = _LINES_FOLDED if self.notes.row.folded else _LINES
            self.notes.setFixedHeight(max(lines * self.fontMetrics().lineSpacing(), room))
        return super().eventFilter(watched, event)

    def _on_opened(self) -> None:
        part = self.sender()
        if isinstance(part, QWidget):
            QTimer.singleShot(0, part, partial(self.scroller.ensureWidgetVisible, part, 0, _GAP))
