"""First run: the programme kit, purpose and code, a few facts about yourself, and the promise at the end."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.choose_path import choose_file
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _


def _column(step: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * GRID)
    return column


class KitStep(QWidget):
    """The kit of the programme, or no programme.

    Signals:
        file_chosen: the path of a kit file.
    """

    file_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        column = _column(self)
        card = Card(self, title=_("The kit of your programme"))
        card.add_text(
            _(
                "A small file from your coordinator (name ends in .cnkit): the purpose, the groups that may"
                " be counted, and whom to call. Drag it here, or open it. Without a kit everything works"
                " except contributing to a report."
            ),
        )
        choose = button(_("Open kit file…"), card, shortcut="Ctrl+O")
        choose.clicked.connect(self._on_choose)
        card.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.found = Card(self, title=_("This kit"))
        self.name = label("", self.found, role="lead")
        self.facts = label("", self.found, role="muted")
        self.compare = label(
            _(
                "Compare these characters with your coordinator by phone."
                " If they differ, do not use the file."
            ),
            self.found,
        )
        self.fingerprint = label("", self.found, role="mono")
        for widget in (self.name, self.facts, self.compare, self.fingerprint):
            self.found.add(widget)
        self.found.setVisible(False)
        for part in (card, self.found):
            column.addWidget(part)
        column.addStretch(1)

    def show_kit(self, name: str, facts: str, fingerprint: str) -> None:
        """Shows what is in the chosen file and the characters to compare."""
        self.name.setText(name)
        self.facts.setText(facts)
        self.fingerprint.setText(fingerprint)
        self.found.setVisible(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: one file may be dropped here."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a file was dropped."""
        self.file_chosen.emit(event.mimeData().urls()[0].toLocalFile())

    def _on_choose(self) -> None:
        choose_file(self, _("Open kit file"), _("Programme kit (*.cnkit)"), self.file_chosen)


class ReadingStep(QWidget):
    """Pages to read before a signature, or the promise at the end."""

    def __init__(self, parent: QWidget, cards: Sequence[tuple[str, Sequence[Passage]]]) -> None:
        super().__init__(parent)
        column = _column(self)
        for title, passages in cards:
            card = Card(self, title=title)
            card.add(Reading(card, passages))
            column.addWidget(card)
        column.addStretch(1)


class AboutYouStep(QWidget):
    """Your own place in the organisation, what may clash, and your training. All of it is optional."""

    def __init__(self, parent: QWidget, *, units: Sequence[tuple[str, str]], learnt: bool) -> None:
        super().__init__(parent)
        self.ended: set[str] = set()
        column = _column(self)
        for part in (self._fit_card(units), self._clash_card(units), self._training_card(learnt=learnt)):
            column.addWidget(part)
        column.addStretch(1)

    def unit_key(self) -> str:
        """The chosen part of the organisation."""
        return str(self.unit.currentData())

    def fill(self, *, why: str, limit: str, unit: str) -> None:
        """Shows what was kept before."""
        self.why.set_text(why)
        self.limit.set_value(limit)
        if self.unit.findData(unit) < 0:
            # Of an earlier kit: kept as it is until another one is chosen.
            self.unit.addItem(unit, unit)
        self.unit.setCurrentIndex(self.unit.findData(unit))

    def show_noted(self, noted: Sequence[tuple[str, str]]) -> None:
        """Shows the facts that hold, each with a way to end it: its key and its words."""
        for key, text in noted:
            line = FoldingRow(self._clash, spacing=GRID)
            line.add(label(text, line), stretch=1)
            over = button(_("No longer so"), line, kind="quiet")
            over.setAccessibleName(f"{_('No longer so')}: {text}")
            over.clicked.connect(partial(self._on_over, key, line))
            line.add(over)
            self._clash.add(line)

    def _on_over(self, key: str, line: QWidget) -> None:
        self.ended.add(key)
        line.setVisible(False)

    def _fit_card(self, units: Sequence[tuple[str, str]]) -> Card:
        card = Card(self, title=_("My fit check"), remark=_("all optional, never leaves this vault"))
        self.why = NoteEditor(card, name=_("Why I mentor"), rows=2)
        limits = tuple((str(number), str(number)) for number in range(1, 7))
        self.limit = ChoiceChips(card, name=_("How many mentees I can give time"), choices=limits)
        self.limit.set_value("3")
        self.unit = QComboBox(card)
        self.unit.setAccessibleName(_("My own part of the organisation"))
        for key, name in (("", _("not said")), *units):
            self.unit.addItem(name, key)
        for name, widget in (
            (_("Why I mentor"), self.why),
            (_("How many mentees I can give time"), self.limit),
            (_("My own part of the organisation"), self.unit),
        ):
            heading = label(name, card, role="strong")
            card.add(heading)
            card.add(widget)
            # Without a kit there are no parts to choose from.
            heading.setVisible(bool(units) or widget is not self.unit)
        self.unit.setVisible(bool(units))
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
        self.relative = LineField(card, name=_("Relatives and close friends in the organisation"))
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
        card.add(self.relative)
        return card

    def _training_card(self, *, learnt: bool) -> Card:
        card = Card(self, title=_("Training"))
        self.training = ChoiceChips(
            card,
            name=_("I finished the e-learning for mentors"),
            choices=(("yes", _("Yes")), ("no", _("Not yet"))),
        )
        self.training.set_value("yes" if learnt else "")
        card.add_text(_("I finished the e-learning for mentors"))
        card.add(self.training)
        card.add_text(
            _("You can start with a mentee when this is done. It has a line of its own under My growth."),
            role="muted",
        )
        return card
