"""First run: the programme kit, purpose and code, a few facts about yourself, and the promise at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.about_you import AboutYouForm
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.choose_path import choose_file
from careernotes.gui.widgets.labels import label
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
        self.choose = button(_("Open kit file…"), card, shortcut="Ctrl+O")
        self.choose.clicked.connect(self._on_choose)
        card.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
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
            card = Card(self, title=title, folds=True)
            card.add(Reading(card, passages))
            column.addWidget(card)
        column.addStretch(1)


class AboutYouStep(AboutYouForm):
    """Your own place in the organisation and what may clash, both optional; your training, which is not."""

    def __init__(self, parent: QWidget, *, units: Sequence[tuple[str, str]], learnt: bool) -> None:
        super().__init__(parent, units=units)
        self.column.addWidget(self._training_card(learnt=learnt))
        self.column.addStretch(1)

    @property
    def learnt(self) -> bool:
        """Whether the course was said to be done."""
        return self.training.value == "yes"

    def _training_card(self, *, learnt: bool) -> Card:
        card = Card(self, title=_("Training"), remark=_("needed before a first conversation"))
        self.training = ChoiceChips(
            card,
            name=_("I finished the e-learning for mentors"),
            choices=(("yes", _("Yes")), ("no", _("Not yet"))),
        )
        self.training.set_value("yes" if learnt else "")
        card.add_text(_("I finished the e-learning for mentors"))
        card.add(self.training)
        card.add_text(
            _(
                "Without it, Today will say that it stops a first conversation. You can do it later:"
                " it has a line of its own under My growth."
            ),
            role="muted",
        )
        return card
