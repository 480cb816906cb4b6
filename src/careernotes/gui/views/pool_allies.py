"""People who may tell HR what they talked about: how many, of which area and since when; never who."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.domain.periods import Period
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label, restyle
from careernotes.i18n import _, ngettext

NO_AREA = "-"
_MOST = 100_000
# What is longer is no number of people; int() refuses what is thousands of digits long.
_MOST_DIGITS = len(str(_MOST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Allies:
    """So many people of one area, counted since one period."""

    area: str
    since: Period
    people: int

    def text(self) -> str:
        """As the exporter reads it."""
        area = "" if self.area == NO_AREA else f"{self.area}/"
        return f"{area}{self.since}:{self.people}"


class AlliesLine(QWidget):
    """One of what was added, and a way to take it off again."""

    def __init__(self, parent: QWidget, allies: Allies, words: str) -> None:
        super().__init__(parent)
        self.allies = allies
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.words = label(words, self)
        self.off = button(_("Take off"), self, kind="quiet")
        self.off.setAccessibleDescription(words)
        row.addWidget(self.words, 1)
        row.addWidget(self.off)

    def show_words(self, words: str, *, astray: bool) -> None:
        """Says who it is about; *astray*: the kit has no such area."""
        self.words.setText(words)
        restyle(self.words, "role", "problem" if astray else "body")
        self.off.setAccessibleDescription(words)


class AlliesPart(QWidget):
    """The part of the trustee's form for people on the reader's side.

    Signals:
        changed: people were added or taken off.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._areas: dict[str, str] = {}
        self.lines: list[AlliesLine] = []
        self.help = label(
            _(
                "Some of the people counted may tell HR what they talked about. Say how many there may be,"
                " and the report is tried as if HR knew it from all of them together. Nobody is named: only"
                " an area, and since when they have been counted."
            ),
            self,
            role="muted",
        )
        self.people = LineField(self, name=_("How many people"), hint=_("a number, like 2"))
        self.since = LineField(
            self, name=_("Counted since"), hint=_("the first period they were in, like 2025-H1")
        )
        self._of = label(_("Their area"), self, role="strong")
        self._place = QVBoxLayout()
        self.area: ChoiceChips | None = None
        self.add = button(_("Add these people"), self)
        self._shown = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.help)
        column.addWidget(self.people)
        column.addWidget(self.since)
        column.addWidget(self._of)
        column.addLayout(self._place)
        column.addWidget(button_row(self, self.add))
        column.addLayout(self._shown)
        self.add.clicked.connect(self._on_add)
        for field in (self.people, self.since):
            field.returned.connect(self._on_add)
        self.show_areas(())

    def show_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        """The areas of a kit, each with its name; people of an area that it does not have are marked."""
        found = dict([*areas, self._none()])
        if found == self._areas:
            return
        self._areas = found
        if self.area is not None:
            self._place.removeWidget(self.area)
            self.area.hide()
            self.area.deleteLater()
        self.area = ChoiceChips(self, name=_("Their area"), choices=list(self._areas.items()))
        self.area.set_value(next(iter(self._areas)))
        for each in (self._of, self.area):
            each.setVisible(len(self._areas) > 1)
        self._place.addWidget(self.area)
        for line in self.lines:
            line.show_words(self._words(line.allies), astray=line.allies.area not in self._areas)

    @property
    def astray(self) -> bool:
        """Whether there are people of an area that the kit does not have."""
        return any(line.allies.area not in self._areas for line in self.lines)

    @property
    def count(self) -> int:
        """How many people were added."""
        return sum(line.allies.people for line in self.lines)

    def texts(self) -> tuple[str, ...]:
        """What was added, as one set; empty when nothing was."""
        return ("+".join(line.allies.text() for line in self.lines),) if self.lines else ()

    @staticmethod
    def _none() -> tuple[str, str]:
        return NO_AREA, _("no area")

    @Slot()
    def _on_add(self) -> None:
        number, period = self.people.text(), _period(self.since.text())
        right = number.isdecimal() and len(number) <= _MOST_DIGITS and 0 < int(number) <= _MOST
        self.people.show_problem("" if right else _("A number from 1 on is needed."))
        self.since.show_problem("" if period is not None else _("Write it like 2026, 2026-H1 or 2026-Q3."))
        if not right or period is None or self.area is None:
            (self.since if right else self.people).edit.setFocus()
            return
        allies = Allies(area=self.area.value or NO_AREA, since=period, people=int(number))
        line = AlliesLine(self, allies, self._words(allies))
        line.off.clicked.connect(self._on_off)
        self.lines.append(line)
        self._shown.addWidget(line)
        self.changed.emit()
        for field in (self.people, self.since):
            field.set_text("")
        self.people.edit.setFocus()

    @Slot()
    def _on_off(self) -> None:
        for line in list(self.lines):
            if line.off is self.sender():
                self._take_off(line)
                self.people.edit.setFocus()

    def _take_off(self, line: AlliesLine) -> None:
        self.lines.remove(line)
        self._shown.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()

    def _words(self, allies: Allies) -> str:
        words = ngettext(
            "{n} person, {area}, counted since {period}",
            "{n} people, {area}, counted since {period}",
            allies.people,
        )
        if allies.area in self._areas:
            return words.format(n=allies.people, area=self._areas[allies.area], period=allies.since)
        said = words.format(n=allies.people, area=allies.area, period=allies.since)
        return _("{people}: the kit has no such area. Take them off, or choose the kit it is of.").format(
            people=said
        )


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
