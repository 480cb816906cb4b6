"""A desk with nobody on it yet: somebody to practise with, and the few keys worth knowing first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class KeysCard(Card):
    """A key and what it does on each line."""

    def __init__(self, parent: QWidget, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("Good to know"), remark=_("these keys work everywhere"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(keys):
            grid.addWidget(label(key, self, role="strong", wrap=False), row, 0)
            grid.addWidget(label(words, self), row, 1)
        self.add_layout(grid)
