"""The filters of a search as chips: those that hold, each to take out, and a few to put in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.i18n import _


class FilterChips(QWidget):
    """What is typed as ``who:`` or ``is:open``, to be seen and taken out with one key.

    Signals:
        taken_out: a filter, as it was typed.
        put_in: a filter to add, as it would be typed.
    """

    taken_out = Signal(str)
    put_in = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Filters"))
        self._flow = FlowLayout(self)
        self._chips: list[QPushButton] = []
        self._shown: tuple[Sequence[str], Sequence[tuple[str, str]]] = (), ()

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(each.text() for each in self._chips)

    def show_filters(self, held: Sequence[str], offered: Sequence[tuple[str, str]]) -> None:
        """Shows the filters that hold, and those that may be added: a name and what is typed for it."""
        if self._shown == (held, offered):
            # A letter of a word changes none.
            return
        self._shown = held, offered
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [
            *(self._made(f"{typed}   ×", typed, chosen=True) for typed in held),
            *(self._made(f"+ {name}", typed, chosen=False) for name, typed in offered),
        ]
        self._flow.add_all(self._chips)
        for chip in self._chips:
            chip.show()

    def _made(self, text: str, typed: str, *, chosen: bool) -> QPushButton:
        chip = button(text, self, kind="choice")
        chip.setCheckable(True)
        chip.setChecked(chosen)
        chip.setProperty("typed", typed)
        said = _("Filter {typed}, take it out") if chosen else _("Add the filter {typed}")
        chip.setAccessibleName(said.format(typed=typed))
        chip.clicked.connect(self._on_out if chosen else self._on_in)
        return chip

    def _on_out(self) -> None:
        self.taken_out.emit(str(self.sender().property("typed")))

    def _on_in(self) -> None:
        self.put_in.emit(str(self.sender().property("typed")))
