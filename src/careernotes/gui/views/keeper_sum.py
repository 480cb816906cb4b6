"""The lead's sum: look at what has arrived, compare with the trustee's list, then write it, once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.keeper_cards import all_filled, part
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label, restyle
from careernotes.gui.widgets.path_field import PathField
from careernotes.i18n import _


class SumCard(Card):
    """First the period, then the trustee's list.

    Signals:
        look_asked: the period, as typed.
        compare_asked: list of the trustee, and the last report or nothing.
        changed: another period is typed: what was shown is of no use any more.
    """

    look_asked = Signal(str)
    compare_asked = Signal(str, str)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("The contributions"))
        self._inbox = label("", self)
        self.add(self._inbox)
        self.period = LineField(self, name=_("Period"), hint=_("like 2026, 2026-H1 or 2026-Q3"))
        self.look = button(_("See what has arrived"), self, kind="primary")
        for each in (self.period, button_row(self, self.look)):
            self.add(each)
        self.second, column = part(self)
        self.theirs = PathField(
            self.second, name=_("The list the trustee sent you"), kinds=_("List (*.cnlist)")
        )
        self.seen = PathField(
            self.second,
            name=_("The last report"),
            hint=_("The file report.json that came with it. Leave empty the first time."),
            kinds=_("Report (*.json)"),
        )
        self.compare = button(_("Compare with the trustee's list"), self.second, kind="primary")
        for each in (self.theirs, self.seen, button_row(self.second, self.compare)):
            column.addWidget(each)
        self.second.setVisible(False)
        self.look.clicked.connect(self._on_look)
        self.period.returned.connect(self._on_look)
        self.period.changed.connect(self._on_changed)
        self.compare.clicked.connect(self._on_compare)
        self.theirs.returned.connect(self._on_compare)
        self.seen.returned.connect(self._on_compare)

    def show_inbox(self, folder: str) -> None:
        """Says where the halves have to be."""
        self._inbox.setText(
            _("Put the files with “lead” in their name that mentors sent you into: {folder}").format(
                folder=folder
            )
        )

    def show_second(self, *, shown: bool) -> None:
        """The second step, once the first is done."""
        self.second.setVisible(shown)
        self.show_compared(done=False)
        restyle(self.look, "kind", "secondary" if shown else "primary")

    def show_compared(self, *, done: bool) -> None:
        """The next thing to do is always the one filled button."""
        restyle(self.compare, "kind", "secondary" if done else "primary")

    def _on_look(self) -> None:
        if all_filled(self.period):
            self.look_asked.emit(self.period.text())

    def _on_changed(self) -> None:
        self.show_second(shown=False)
        self.changed.emit()

    def _on_compare(self) -> None:
        if all_filled(self.theirs):
            self.compare_asked.emit(self.theirs.text(), self.seen.text())
