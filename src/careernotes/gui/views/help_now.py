"""Help now: the five limits, whom to call, and what to say when somebody asks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _


class HelpNowView(Page):
    """One page, read in a hurry."""

    def __init__(
        self,
        parent: QWidget,
        *,
        intro: str,
        limits: Sequence[Passage],
        contacts: Sequence[tuple[str, str]],
        no_contacts: str,
        replies: Sequence[str],
        never: Sequence[str],
    ) -> None:
        super().__init__(parent, title=_("Help now"), subtitle=intro)
        left, right = self.columns()
        five = Card(self.content, title=_("The five limits of confidentiality"))
        five.add(Reading(five, limits))
        left.addWidget(five)
        left.addStretch(1)
        call = Card(self.content, title=_("Whom to call"))
        for name, reach in contacts:
            call.add(label(name, call, role="strong"))
            call.add(label(reach, call, role="lead"))
        if not contacts:
            call.add(label(no_contacts, call, role="muted"))
        say = Card(self.content, title=_("When somebody asks what was said"))
        say.add(Reading(say, (Passage("", tuple(replies)),)))
        right.addWidget(call)
        right.addWidget(say)
        if never:
            no_reason = Card(self.content, title=_("Never a reason to tell"))
            no_reason.add(Reading(no_reason, (Passage("", (), tuple(never)),)))
            right.addWidget(no_reason)
        right.addStretch(1)
