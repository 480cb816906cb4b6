"""Beside a timeline: one picture at a time, and the same as a table."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from careernotes.gui.models.figures import Figure
from careernotes.gui.views.who_else import WhoElse
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.figure_card import FigureCard
from careernotes.i18n import _

THEMES, GOALS, RHYTHM = "themes", "goals", "rhythm"


class ChartsCard(FigureCard):
    """Themes over time, goals, rhythm; not there while there is nothing to draw."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("In pictures"))
        names = [(THEMES, _("Themes over time")), (GOALS, _("Goals")), (RHYTHM, _("Rhythm"))]
        self.choice = ChoiceChips(self, name=_("Which picture"), choices=names)
        self.choice.chosen.connect(self._on_chosen)
        self.add(self.choice)
        self.who_else = WhoElse(self)
        self.add(self.who_else.button)
        self._figures: Mapping[str, Figure | None] = {}
        self.setVisible(False)

    def show_figures(self, figures: Mapping[str, Figure | None]) -> None:
        """Shows what there is; the picture chosen before stays chosen."""
        self._figures = figures
        there = [name for name in (THEMES, GOALS, RHYTHM) if figures.get(name) is not None]
        for name in self.choice.values:
            why = "" if name in there else _("There is nothing to draw yet.")
            self.choice.set_available(name, available=name in there, why=why)
        self.setVisible(bool(there))
        self.who_else.offer(there=THEMES in there, about=self.theme)
        if there:
            chosen = self.choice.value if self.choice.value in there else there[0]
            self.choice.set_value(chosen)
            self._on_chosen(chosen)

    @property
    def theme(self) -> str:
        """The name of the theme the keyboard is on in the table, else of the one that came up most."""
        figure = self._figures.get(THEMES)
        if figure is None:
            return ""
        at = self.table.currentRow() if self.table is not None and self.table.hasFocus() else 0
        return figure.rows[at if self.choice.value == THEMES and at > 0 else 0][0]

    def _on_chosen(self, name: str) -> None:
        figure = self._figures.get(name)
        if figure is None:
            self.clear_figure()
            return
        # Goals are in somebody's own words.
        self.show_figure(figure.drawing, heads=figure.heads, rows=figure.rows, covered=name == GOALS)
