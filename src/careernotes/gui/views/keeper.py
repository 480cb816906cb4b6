"""The screen of lead and trustee before a pool is opened: one step at a time, in plain words beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.keeper_cards import FolderCard, KeyCard, KitCard, PassCard
from careernotes.gui.views.keeper_mentors import EnrolCard, MentorsCard
from careernotes.gui.views.keeper_sum import SumCard
from careernotes.gui.views.report_release import ReleaseCard
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.lines_card import LinesCard
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.under_way import UnderWay
from careernotes.i18n import _


class KeeperView(Page):
    """Shows the cards of one step and hides all others.

    Signals:
        step_chosen: the name of a step.
    """

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title="", subtitle=_("You need no vault for this."))
        self.under_way = UnderWay(self.content, name=_("Working"))
        self.body.addWidget(self.under_way)
        self.steps: ChoiceChips | None = None
        left, right = self.columns()
        self.folder, self.passphrase = FolderCard(self.content), PassCard(self.content)
        self.key, self.kit = KeyCard(self.content), KitCard(self.content)
        self.enrol, self.mentors = EnrolCard(self.content), MentorsCard(self.content)
        self.sum = SumCard(self.content)
        self.found = LinesCard(self.content, title=_("What has arrived"))
        self.release = ReleaseCard(self.content)
        self._cards = (
            self.folder, self.passphrase, self.key, self.kit, self.enrol, self.mentors, self.sum, self.found,
            self.release,
        )  # fmt: skip
        for card in self._cards:
            left.addWidget(card)
        left.addStretch(1)
        self.about = LinesCard(self.content, title=_("What happens here"))
        right.addWidget(self.about)
        right.addStretch(1)
        self.show_only(self.folder)

    def begin(self, *, title: str, steps: Sequence[tuple[str, str]]) -> None:
        """Whose screen it is, and which steps there are."""
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.steps = ChoiceChips(self.content, name=_("Step"), choices=steps)
        self.steps.chosen.connect(self.step_chosen)
        self.steps.setVisible(False)
        self.body.insertWidget(1, self.steps)

    def show_only(self, *cards: QWidget) -> None:
        """Shows these cards."""
        for card in self._cards:
            card.setVisible(card in cards)

    def show_steps(self, step: str) -> None:
        """Shows at which step this is."""
        if self.steps is not None:
            self.steps.setVisible(True)
            self.steps.set_value(step)

    def hide_steps(self) -> None:
        """Back to the choice of a folder."""
        if self.steps is not None:
            self.steps.setVisible(False)
        self.show_only(self.folder)

    def show_about(self, lines: Sequence[str]) -> None:
        """Says beside it what the step is for."""
        self.about.show_lines(lines, role="body")

    def reveal(self, card: QWidget, *inside: QWidget) -> None:
        """Scrolls to the end of *card*, once it has its height; what is *inside* it before all."""
        QTimer.singleShot(0, card, partial(self.scroller.keep_in_sight, card, *inside))

    def allow(self, step: str, *, why_not: str) -> None:
        """Lets a step be opened, or says why not yet."""
        if self.steps is not None:
            self.steps.set_available(step, available=not why_not, why=why_not)

    def show_busy(self, permille: int, words: str = "") -> None:
        """Shows how far it is; 1000 hides it."""
        self.under_way.show_share(permille, words)

    def forget(self) -> None:
        """No passphrase stays in a field."""
        self.passphrase.field.clear()
        self.key.forget()
