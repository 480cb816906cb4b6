"""The first screen: what waits today, in as few words as possible."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.first_morning import KeysCard
from careernotes.gui.views.keeping_going import GoingCard
from careernotes.gui.views.list_card import ListCard
from careernotes.gui.views.periodic import PeriodicCard
from careernotes.gui.views.practice_card import PracticeCard
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.empty_state import EmptyState
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.room import Room
from careernotes.i18n import _


class TodayView(Page):
    """Due, going quiet, reviews, not coded, half written, to renew.

    Signals:
        action_opened: the key of an action.
        calendar_asked: a file for the mentor's own calendar.
        today_accepted: the date of this computer is right although it went back.
        person_opened: an engagement.
        session_opened: a session.
        draft_opened: a session still being written.
        before_asked: the engagement of the next conversation.
        recorded: a periodic item and the day typed.
        new_asked: somebody new.
        passphrase_asked: the place where a new passphrase is chosen.
        waiting_opened: somebody who waits for room.
    """

    action_opened = Signal(str)
    today_accepted = Signal()
    calendar_asked = Signal()
    person_opened = Signal(str)
    session_opened = Signal(str)
    draft_opened = Signal(str)
    before_asked = Signal(str)
    recorded = Signal(str, str)
    new_asked = Signal()
    passphrase_asked = Signal()
    waiting_opened = Signal(str)
    asked_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Today"))
        self._next_key = ""
        self.header.primary_pressed.connect(self._on_primary)
        left, right = self.columns(left=3, right=2)
        left.addWidget(self._sheet_notice())
        left.addWidget(self._clock_notice())
        left.addWidget(self._going_notice())
        self.asked = self._list(left, _("What mentees asked for"), _("Enter opens it"))
        self.drafts = self._list(left, _("You were writing"), _("Enter opens it with your text"))
        keys = _("Space done, S +1 week, Shift+S +1 month, E e-mail")
        self.mine = self._list(left, _("Due: you"), keys)
        self.theirs = self._list(left, _("Due: your mentees"), keys)
        self.not_coded = self._list(left, _("No theme yet"), _("Enter opens the session to add themes"))
        self.nothing = Card(self.content)
        self.nothing_text = label("", self.nothing, role="lead")
        self.nothing.add(self.nothing_text)
        left.addWidget(self.nothing)
        left.addWidget(self._empty())
        left.addStretch(1)
        right.addWidget(self._next_card())
        self.quiet = self._list(right, _("Going quiet"), _("longer than you agreed; E e-mail"))
        self.reviews = self._list(right, _("Quarter reviews"), _("E e-mail"))
        self.waiting = self._list(right, _("Waiting list"), _("Enter takes on or passes on"))
        self.waiting.opened.connect(self.waiting_opened)
        self.going = GoingCard(self.content)
        right.addWidget(self.going)
        self.periodic = PeriodicCard(self.content, title=_("To renew"))
        self.periodic.recorded.connect(self.recorded)
        right.addWidget(self.periodic)
        self._first = QVBoxLayout()
        self._first.setSpacing(right.spacing())
        right.addLayout(self._first)
        right.addStretch(1)
        self.practice: PracticeCard | None = None
        self._wire()
        for card in (self.nothing, self.empty, self.next_card, self.periodic):
            card.setVisible(False)

    def show_lists(self, rows: Mapping[ListCard, Sequence[Row]]) -> None:
        """Shows every list. In a narrow window those on the right come below those on the left."""
        room = Room(self)
        for card in (self.asked, self.drafts, self.mine, self.theirs, self.not_coded):
            card.show_rows(rows[card], room=room)
        room = room if self.folded else Room(self)
        for card in (self.quiet, self.reviews, self.waiting):
            card.show_rows(rows[card], room=room)

    def show_next(self, text: str, key: str) -> None:
        """Shows whom the mentor talks with next; without a key there is no button."""
        self._next_key = key
        self.next_text.setText(text)
        self.next_button.setVisible(bool(key))
        self.next_card.setVisible(bool(text))

    def show_nothing(self, text: str, *, newcomer: bool) -> None:
        """Says that nothing is due, or welcomes somebody without mentees."""
        self.nothing_text.setText(text)
        self.nothing.setVisible(bool(text) and not newcomer)
        self.empty.setVisible(newcomer)
        if newcomer:
            # Nobody to talk with yet: one thing to do, and nothing to save.
            self.next_card.setVisible(False)

    def welcome(self, keys: Sequence[tuple[str, str]]) -> PracticeCard:
        """Beside the welcome: somebody to practise with, and a few *keys* with what they do."""
        self.practice = PracticeCard(self.content)
        for card in (self.practice, KeysCard(self.content, keys)):
            self._first.addWidget(card)
            card.show()
        return self.practice

    def focus_start(self) -> None:
        """Puts the keyboard on the first line there is, or on the one thing to begin with."""
        left = (self.asked, self.drafts, self.mine, self.theirs, self.not_coded)
        lists = (*left, self.quiet, self.reviews, self.waiting)
        first = next((each for each in lists if each.list.rows), None)
        if first is not None:
            first.list.focus_row()
        elif not self.empty.isHidden():
            self.empty.setFocus()

    def _empty(self) -> EmptyState:
        self.empty = EmptyState(
            self.content,
            title=_("Welcome to your desk."),
            text=_("Here you will see what you promised, who has gone quiet and what you were writing."),
            action=_("Add your first mentee"),
            printed="Ctrl+Shift+N",
        )
        self.empty.acted.connect(self.new_asked)
        return self.empty

    def _next_card(self) -> Card:
        self.next_card = Card(self.content, title=_("Next conversation"))
        self.next_text = label("", self.next_card)
        self.next_button = button(_("Before you go in"), self.next_card, shortcut="B")
        self.next_button.clicked.connect(self._on_primary)
        self.next_card.add(self.next_text)
        self.next_card.body.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        calendar = button(_("Save for my calendar…"), self.next_card, kind="quiet")
        calendar.setToolTip(_("A calendar file that names nobody"))
        calendar.clicked.connect(self.calendar_asked)
        self.next_card.add(calendar)
        return self.next_card

    def _sheet_notice(self) -> Banner:
        self.sheet_used = Banner(self.content)
        to_settings = button(_("Choose a new passphrase"), self.sheet_used)
        to_settings.clicked.connect(self.passphrase_asked)
        self.sheet_used.add_action(to_settings)
        return self.sheet_used

    def show_clock(self, text: str) -> None:
        """Asks whether the date is right; nothing asks nothing."""
        if text:
            self.clock_notice.show_warning(text)
        else:
            self.clock_notice.clear()

    def _clock_notice(self) -> Banner:
        self.clock_notice = Banner(self.content)
        right = button(_("Yes, use today's date"), self.clock_notice)
        right.clicked.connect(self.today_accepted)
        self.clock_notice.add_action(right)
        return self.clock_notice

    def _going_notice(self) -> Banner:
        """In sight at once; the list itself may be further down."""
        self.going_notice = Banner(self.content)
        self.going_link = button(_("Show them"), self.going_notice)
        self.going_link.clicked.connect(self._on_going_asked)
        self.going_notice.add_action(self.going_link)
        return self.going_notice

    def _on_going_asked(self) -> None:
        self.scroller.ensureWidgetVisible(self.going)
        if self.going.buttons:
            self.going.buttons[0].setFocus()
            self.scroller.ensureWidgetVisible(self.going.buttons[0])

    def _list(self, column: QVBoxLayout, title: str, remark: str = "") -> ListCard:
        card = ListCard(self.content, title=title, remark=remark)
        column.addWidget(card)
        return card

    def _wire(self) -> None:
        for card in (self.mine, self.theirs):
            card.opened.connect(self.action_opened)
        for card in (self.quiet, self.reviews):
            card.opened.connect(self.person_opened)
        self.not_coded.opened.connect(self.session_opened)
        self.drafts.opened.connect(self.draft_opened)
        self.asked.opened.connect(self.asked_opened)

    def _on_primary(self) -> None:
        if self._next_key:
            self.before_asked.emit(self._next_key)
