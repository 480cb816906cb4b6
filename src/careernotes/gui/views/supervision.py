"""Case discussions: those you attended, one line for a new one, and how a discussion goes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from careernotes.gui.views.record_line import RecordLine
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.gui.widgets.tagged_row import TaggedRow, stand_in_column
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedLine:
    """One thing done, in words."""

    tag: str
    text: str = field(repr=False)
    kind: str = "calm"
    remark: str = field(default="", repr=False)


class NotedList(Card):
    """What was noted, newest first."""

    def __init__(self, parent: QWidget, *, title: str, empty: str) -> None:
        super().__init__(parent, title=title)
        self._empty = empty
        self._rows: list[QWidget] = []
        self.show_lines(())

    def show_lines(self, lines: Sequence[NotedLine]) -> None:
        """Shows other lines."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        made = [
            TaggedRow(self, tag=line.tag, text=line.text, kind=line.kind, remark=line.remark)
            for line in lines
        ]
        stand_in_column(made)
        self._rows = [*made] or [label(self._empty, self, role="muted")]
        for row in self._rows:
            self.add(row)


class SupervisionView(Page):
    """The screen of case discussions."""

    def __init__(
        self, parent: QWidget, *, kinds: Sequence[tuple[str, str]], passages: Sequence[Passage]
    ) -> None:
        super().__init__(
            parent,
            title=_("Case discussions"),
            subtitle=_(
                "About your own acting, never about who somebody is. Once a quarter keeps you safe and sharp."
            ),
        )
        left, right = self.columns()
        self.form = RecordLine(
            self.content,
            title=_("I took part in one"),
            kinds=kinds,
            kind_name=_("What it was"),
            words_name=_("What I take away, in one line"),
        )
        self.noted = NotedList(self.content, title=_("Noted so far"), empty=_("None yet."))
        left.addWidget(self.form)
        left.addWidget(self.noted)
        left.addStretch(1)
        how = Card(self.content, title=_("How it goes"))
        how.add(Reading(how, passages))
        right.addWidget(how)
        right.addStretch(1)
