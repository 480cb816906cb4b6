"""Help now: the five limits, whom to call, and what to say when somebody asks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from careernotes.gui.views.help_log import HelpLogCard
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _


class HelpNowView(Page):
    """One page, read in a hurry: whom to call stands first."""

    def __init__(
        self,
        parent: QWidget,
        *,
        intro: str,
        limits: Sequence[Passage],
        replies: Sequence[Passage],
        never: Sequence[str],
    ) -> None:
        super().__init__(parent, title=_("Help now"), subtitle=intro)
        self._left, right = self.columns()
        five = Card(self.content, title=_("The five limits of confidentiality"))
        five.add(Reading(five, limits))
        self._left.addWidget(five)
        self._left.addStretch(1)
        self.log: HelpLogCard | None = None
        self._call = Card(self.content, title=_("Whom to call"))
        self._lines: list[QLabel] = []
        say = Card(self.content, title=_("What to say"))
        say.add(Reading(say, replies))
        right.addWidget(self._call)
        right.addWidget(say)
        no_reason = Card(self.content, title=_("Never a reason to tell"))
        no_reason.add(Reading(no_reason, (Passage("", (), tuple(never)),)))
        right.addWidget(no_reason)
        right.addStretch(1)

    def show_contacts(self, contacts: Sequence[tuple[str, str]], *, remark: str = "") -> None:
        """Shows whom to call and how, and a quiet remark below."""
        for old in self._lines:
            self._call.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = []
        for name, reach in contacts:
            self._lines += [label(name, self._call, role="strong"), label(reach, self._call, role="lead")]
        if remark:
            self._lines.append(label(remark, self._call, role="muted"))
        for line in self._lines:
            self._call.add(line)
            line.show()

    def show_log(
        self, *, limits: Sequence[tuple[str, str]], askers: Sequence[tuple[str, str]]
    ) -> HelpLogCard:
        """Puts the log below the limits; only an open vault has one."""
        self.log = HelpLogCard(self.content, limits=limits, askers=askers)
        self._left.insertWidget(1, self.log)
        return self.log
