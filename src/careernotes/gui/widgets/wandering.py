"""Cards that stand below the shorter of two columns, and below a third where the page is very wide."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.widgets.folding_row import FoldingRow


class Wandering(QObject):
    """No column is long beside an empty one. Each ends with a stretch; the cards stand before it."""

    def __init__(
        self, row: FoldingRow, cards: Sequence[QWidget], *, usual: QVBoxLayout, very_wide: QVBoxLayout
    ) -> None:
        super().__init__(row)
        self._cards, self._usual, self._very_wide = tuple(cards), usual, very_wide
        self._is_wide = False
        row.widened.connect(self._on_widened)
        self._place()

    def prefer(self, column: QVBoxLayout) -> None:
        """Where they stand while the page is not very wide."""
        if column is not self._usual:
            self._usual = column
            self._place()

    @Slot(bool)
    def _on_widened(self, is_wide: bool) -> None:  # noqa: FBT001  a signal's argument
        self._is_wide = is_wide
        self._place()

    def _place(self) -> None:
        column = self._very_wide if self._is_wide else self._usual
        for card in self._cards:
            shown, held = not card.isHidden(), card.window().focusWidget()
            column.insertWidget(column.count() - 1, card)
            # With another parent it is hidden at first, and the keyboard is elsewhere.
            if shown:
                card.show()
            if card.isAncestorOf(held):
                held.setFocus(Qt.FocusReason.OtherFocusReason)
