"""A person's timeline: months, and in them everything that happened, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row, RowGroup
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.timeline_marks import MonthStrip
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, ngettext

_FIRST_SHOWN = 40


class TimelineCard(Card):
    """Everything about one person in one scroll; J and K go down and up.

    Signals:
        opened: the key of a line.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Timeline"), remark=_("J and K move"))
        self._groups: tuple[RowGroup, ...] = ()
        self._rows: list[RowButton] = []
        self.strip = MonthStrip(self)
        self.caption = label("", self, role="muted")
        self.add(self.strip)
        self.add(self.caption)
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.add(self._inside)
        self.more = button(_("Show everything"), self, kind="quiet")
        self.more.clicked.connect(self._on_more)
        self.add(self.more)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines shown now."""
        return tuple(each.row for each in self._rows)

    def show_months(self, groups: Sequence[RowGroup], *, strip: Sequence[tuple[str, int]]) -> None:
        """Shows the months, newest first; *strip* is the sessions of each month, oldest first."""
        self._groups = tuple(groups)
        self.strip.show_months(strip)
        months = self.strip.months
        for each in (self.strip, self.caption):
            # One bar alone compares nothing.
            each.setVisible(len(months) > 1)
        if len(months) > 1:
            first, last = months[0][0], months[-1][0]
            self.caption.setText(_("Sessions a month, {first} to {last}").format(first=first, last=last))
        self._fill(limit=_FIRST_SHOWN)

    def focus_first(self) -> None:
        """Puts the keyboard on the newest line."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *, limit: int | None) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = []
        left = sum(len(group.rows) for group in self._groups)
        for group in self._groups:
            if limit is not None and len(self._rows) >= limit:
                break
            heading = label(group.heading, self._inside, role="strong")
            heading.setContentsMargins(GRID, GRID, 0, 0)
            self._lines.addWidget(heading)
            for row in group.rows:
                self._add(row)
        left -= len(self._rows)
        self.more.setText(
            ngettext("Show {count} older line", "Show {count} older lines", left).format(count=left)
        )
        self.more.setVisible(left > 0)
        if not self._rows:
            self._lines.addWidget(label(_("Nothing has happened yet."), self._inside, role="muted"))

    def _add(self, row: Row) -> None:
        made = RowButton(row, self._inside)
        made.opened.connect(self.opened)
        made.moved.connect(self._on_moved)
        self._lines.addWidget(made)
        made.show()
        self._rows.append(made)

    def _on_moved(self, step: int) -> None:
        at = next((number for number, each in enumerate(self._rows) if each.hasFocus()), 0) + step
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_more(self) -> None:
        shown = len(self._rows)
        self._fill(limit=None)
        if shown < len(self._rows):
            self._rows[shown].setFocus(Qt.FocusReason.OtherFocusReason)
