"""A person's timeline: months, and in them everything that happened, newest first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row, RowGroup
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.timeline_marks import MonthStrip
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.laid_once import laid_out_once
from careernotes.gui.widgets.more_rows import MoreRows
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.gui.widgets.room import Room
from careernotes.i18n import _, ngettext

_FIRST_SHOWN = 40
# The keys of goals and of steps wanted and taken.
_GOALS = ("goal:", "outcome:", "wanted:")


class TimelineCard(Card):
    """Everything about one person in one scroll; J and K go down and up.

    Signals:
        opened: the key of a line.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Timeline"), remark=_("J and K move, G goals only"))
        self._groups: tuple[RowGroup, ...] = ()
        self._rows: list[RowButton] = []
        self._later: list[tuple[str, Row]] = []
        self.strip = MonthStrip(self)
        self.caption = label("", self, role="muted")
        self.as_table = button(_("As a table"), self, kind="choice")
        self.as_table.setCheckable(True)
        self.as_table.setAccessibleName(_("Sessions a month as a table"))
        self.as_table.clicked.connect(self._on_as_table)
        self.table: FigureTable | None = None
        self._twin = QVBoxLayout()
        self.add(self.strip)
        self.add(self.caption)
        self.body.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._twin)
        self.only = button(_("Goals only"), self, kind="choice")
        self.only.setCheckable(True)
        self.only.clicked.connect(self._on_only)
        self.body.addWidget(self.only, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.add(self._inside)
        self._next = MoreRows(self)
        self._next.reached.connect(self._on_next)
        self._next.setVisible(False)
        self.add(self._next)
        self.more = button(_("Show everything"), self, kind="quiet")
        self.more.clicked.connect(self._on_more)
        self.add(self.more)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines shown now, those too that are made when somebody comes near them."""
        return (*(each.row for each in self._rows), *(row for _heading, row in self._later))

    def show_months(self, groups: Sequence[RowGroup], *, strip: Sequence[tuple[str, int]]) -> None:
        """Shows the months, newest first; *strip* is the sessions of each month, oldest first."""
        self._groups = tuple(groups)
        self.strip.show_months(strip)
        months = self.strip.months
        for each in (self.strip, self.caption, self.as_table):
            # One bar alone compares nothing.
            each.setVisible(len(months) > 1)
        if len(months) > 1:
            first, last = months[0][0], months[-1][0]
            self.caption.setText(_("Sessions a month, {first} to {last}").format(first=first, last=last))
        self._on_as_table()
        self._fill(limit=_FIRST_SHOWN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: G, wherever the keyboard is in the timeline."""
        if event.key() == Qt.Key.Key_G and not event.modifiers():
            self.only.click()
        else:
            super().keyPressEvent(event)

    @property
    def theme(self) -> str:
        """The first theme of the line the keyboard is on."""
        held = next((each.row for each in self._rows if each.hasFocus()), None)
        return held.themes[0] if held is not None and held.themes else ""

    def focus_first(self) -> None:
        """Puts the keyboard on the newest line."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *, limit: int | None) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows, self._later = [], []
        groups = _goals(self._groups) if self.only.isChecked() else self._groups
        left = sum(len(group.rows) for group in groups)
        for group in groups:
            if limit is not None and len(self._later) >= limit:
                break
            self._later += [("" if at else group.heading, row) for at, row in enumerate(group.rows)]
        left -= len(self._later)
        self._make(Room(self).take([row for _heading, row in self._later]))
        self._say_later()
        self.more.setText(
            ngettext("Show {count} older line", "Show {count} older lines", left).format(count=left)
        )
        self.more.setVisible(left > 0)
        if not self._rows:
            nothing = _("No goal yet.") if self.only.isChecked() else _("Nothing has happened yet.")
            self._lines.addWidget(label(nothing, self._inside, role="muted"))

    def _make(self, count: int) -> None:
        """So many lines more, of those still to come."""
        for heading, row in self._later[:count]:
            if heading:
                above = label(heading, self._inside, role="strong")
                above.setContentsMargins(GRID, GRID, 0, 0)
                self._lines.addWidget(above)
            self._add(row)
        del self._later[:count]

    def _say_later(self) -> None:
        self._next.show_count(len(self._later))

    def _add(self, row: Row) -> None:
        made = RowButton(row, self._inside)
        made.opened.connect(self.opened)
        made.moved.connect(self._on_moved)
        self._lines.addWidget(made)
        made.show()
        self._rows.append(made)

    def _focus_row(self, number: int) -> None:
        if number >= len(self._rows):
            self._make(number + 1 - len(self._rows))
            self._say_later()
        if 0 <= number < len(self._rows):
            self._rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved(self, step: int) -> None:
        self._focus_row(next((number for number, each in enumerate(self._rows) if each.hasFocus()), 0) + step)

    def _on_next(self) -> None:
        had_keyboard, first = self._next.hasFocus(), len(self._rows)
        with laid_out_once(self):
            self._make(Room(self).take([row for _heading, row in self._later]))
            if had_keyboard:
                self._focus_row(first)
            self._say_later()

    def _on_as_table(self) -> None:
        """The bars again as words and numbers, the newest month first."""
        if self.table is not None:
            self._twin.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        months = self.strip.months
        if not self.as_table.isChecked() or len(months) <= 1:
            return
        self.table = FigureTable(
            self,
            name=self.caption.text(),
            heads=(_("Month"), _("Sessions")),
            rows=[(name, str(count)) for name, count in reversed(months)],
        )
        self._twin.addWidget(self.table)
        self.table.show()

    def _on_only(self) -> None:
        inside = any(each.hasFocus() for each in self._rows)
        self._fill(limit=_FIRST_SHOWN)
        if inside:
            self.focus_first()

    def _on_more(self) -> None:
        shown = len(self.rows)
        self._fill(limit=None)
        self._focus_row(shown)


def _goals(groups: Sequence[RowGroup]) -> list[RowGroup]:
    """The months with goals and steps in them, and nothing else."""
    kept = [
        replace(group, rows=tuple(row for row in group.rows if row.key.startswith(_GOALS)))
        for group in groups
    ]
    return [group for group in kept if group.rows]
