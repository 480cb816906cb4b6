"""What the mentor tells about their own position: why, how many, and what may clash. All is optional."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.i18n import _


class AboutYouForm(QWidget):
    """Two cards: the mentor's own place, and the facts that may clash. ``column`` takes what comes below.

    Signals:
        touched: a text is being typed.
        changed: something was chosen, a text was left, or a fact no longer holds.
    """

    touched = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget, *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.ended: set[str] = set()
        self._lines: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        for part in (self._fit_card(units), self._clash_card(units)):
            self.column.addWidget(part)

    def unit_key(self) -> str:
        """The chosen part of the organisation."""
        return self.unit.value

    @property
    def learnt(self) -> bool:
        """Whether the course was said to be done; it is asked only where the first run asks it."""
        return False

    def fill(self, *, why: str, limit: str, unit: str) -> None:
        """Shows what was kept before."""
        self.why.set_text(why)
        self.limit.set_value(limit)
        if self.unit.box.findData(unit) < 0:
            # Of an earlier kit: kept as it is until another one is chosen.
            self.unit.box.addItem(unit, unit)
        self.unit.set_value(unit)

    def show_noted(self, noted: Sequence[tuple[str, str]]) -> None:
        """Shows the facts that hold, each with a way to end it: its key and its words."""
        wanted = dict(noted)
        for key in [key for key in self._lines if key not in wanted]:
            line = self._lines.pop(key)
            self._clash.body.removeWidget(line)
            line.hide()
            line.deleteLater()
            self.ended.discard(key)
        for key, text in noted:
            if key not in self._lines:
                self._lines[key] = self._noted_line(key, text)

    def forget_added(self, labels: Sequence[str]) -> None:
        """Empties the fields for facts that are noted now; a text that went on since then stays."""
        for text in (self.panel, self.relative):
            if text.text() in labels:
                text.set_text("")
        for unit in (self.panel_unit, self.recruiter_unit, self.vacancy_unit):
            unit.set_value("")

    def _noted_line(self, key: str, text: str) -> QWidget:
        line = FoldingRow(self._clash, spacing=GRID)
        line.add(label(text, line), stretch=1)
        over = button(_("No longer so"), line, kind="quiet")
        over.setAccessibleName(f"{_('No longer so')}: {text}")
        over.clicked.connect(partial(self._on_over, key, line))
        line.add(over)
        self._clash.add(line)
        return line

    def _on_over(self, key: str, line: QWidget) -> None:
        self.ended.add(key)
        line.setVisible(False)
        self.changed.emit()

    def _fit_card(self, units: Sequence[tuple[str, str]]) -> Card:
        card = Card(self, title=_("My fit check"), remark=_("all optional, never leaves this vault"))
        self.why = NoteEditor(card, name=_("Why I mentor"), rows=2)
        limits = tuple((str(number), str(number)) for number in range(1, 7))
        self.limit = ChoiceChips(card, name=_("How many mentees I can give time"), choices=limits)
        self.limit.set_value("3")
        self.unit = ListField(
            card, name=_("My own part of the organisation"), choices=(("", _("not said")), *units)
        )
        card.add_text(_("Why I mentor"), role="strong")
        card.add(self.why)
        card.add_text(_("How many mentees I can give time"), role="strong")
        card.add(self.limit)
        card.add(self.unit)
        # Without a kit there are no parts to choose from.
        self.unit.setVisible(bool(units))
        self.why.edited.connect(self.touched)
        for signal in (self.why.left, self.limit.chosen, self.unit.chosen):
            signal.connect(self._on_changed)
        return card

    def _clash_card(self, units: Sequence[tuple[str, str]]) -> Card:
        card = self._clash = Card(self, title=_("What may clash"))
        card.add_text(
            _(
                "The program warns you when a mentee comes from a part you choose here, and asks you about"
                " what you write in your own words. Nobody else sees them."
            ),
            role="muted",
        )
        self.panel = LineField(card, name=_("Selection panels and vacancies I decide about"))
        card.add(self.panel)
        choices = (("", _("not said")), *units)
        self.panel_unit = ListField(
            card, name=_("The part of the organisation I decide about"), choices=choices
        )
        self.recruiter_unit = ListField(card, name=_("The part I recruit for"), choices=choices)
        self.vacancy_unit = ListField(card, name=_("The part in which I have a vacancy"), choices=choices)
        for field in (self.panel_unit, self.recruiter_unit, self.vacancy_unit):
            card.add(field)
            field.setVisible(bool(units))
            field.chosen.connect(self._on_changed)
        self.relative = LineField(card, name=_("Relatives and close friends in the organisation"))
        card.add(self.relative)
        for text in (self.panel, self.relative):
            text.edit.editingFinished.connect(self._on_changed)
        return card

    def _on_changed(self) -> None:
        self.changed.emit()
