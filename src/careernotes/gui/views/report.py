"""HR report: left what would leave, in full; right what never does; below it the one step that lets it go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.screens import CONTRIBUTE, OWN_LIST
from careernotes.gui.views.report_release import ReleaseCard
from careernotes.gui.views.report_section import SectionCard
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import bullet
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.gui.widgets.under_way import UnderWay
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPart:
    """Some exact numbers of a contribution under one heading."""

    heading: str
    rows: tuple[tuple[str, str], ...]


class ReportView(Page):
    """The mentor's glass wall.

    Signals:
        kind_chosen: contribute or list.
        period_chosen: a period as text.
    """

    kind_chosen = Signal(str)
    period_chosen = Signal(str)

    def __init__(self, parent: QWidget, *, never: Sequence[str]) -> None:
        super().__init__(
            parent,
            title=_("What leaves this vault"),
            subtitle=_("You see everything before it goes. Nothing goes by itself."),
        )
        self._ways()
        self._period_card = Card(self.content, title=_("Period"))
        self._periods: ChoiceChips | None = None
        # Until there is a period to choose.
        self._period_card.setVisible(False)
        self.body.addWidget(self._period_card)
        self.under_way = UnderWay(self.content, name=_("Counting"))
        self.body.addWidget(self.under_way)
        left, right = self.columns()
        self.carried = Card(self.content, title=_("Exactly what the file carries"))
        self._parts: list[QWidget] = []
        self.result = SectionCard(self.content, title=_("What HR would read"))
        invented = _("a sample with invented figures, pooled over 75 mentors")
        self.sample = SectionCard(self.content, title=_("What becomes of it"), remark=invented)
        for card in (self.result, self.carried, self.sample):
            left.addWidget(card)
            card.installEventFilter(self)
        left.addStretch(1)
        self.never = _never_card(self.content, never)
        remark = _("only you see this")
        self.meter = Card(self.content, title=_("How much it tells about one person"), remark=remark)
        self.withheld = Card(self.content, title=_("Not shown, and why"), remark=remark)
        self._tells, self._reasons = list[QWidget](), list[QWidget]()
        self.release = ReleaseCard(self.content)
        for card in (self.never, self.meter, self.withheld, self.release):
            right.addWidget(card)
        right.addStretch(1)
        self.hide_results()

    def show_periods(self, periods: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offers periods as (text, words); *chosen* is the one shown."""
        if self._periods is not None:
            self._period_card.body.removeWidget(self._periods)
            self._periods.hide()
            self._periods.deleteLater()
        self._periods = ChoiceChips(self._period_card, name=_("Period"), choices=periods)
        self._periods.set_value(chosen)
        self._periods.chosen.connect(self.period_chosen)
        self._period_card.add(self._periods)
        self._period_card.setVisible(bool(periods))

    def show_period(self, chosen: str) -> None:
        """Shows another one of the periods as chosen."""
        if self._periods is not None:
            self._periods.set_value(chosen)

    def show_contribution(
        self, parts: Sequence[CarriedPart], zeros: str, fields: Sequence[tuple[str, str]]
    ) -> None:
        """Shows every number that is not zero, how many are, and what else the file says."""
        self._forget(self.carried, self._parts)
        for part in parts:
            self._keep(self.carried, self._parts, label(part.heading, self.carried, role="strong"))
            table = FigureTable(
                self.carried, name=part.heading, heads=(_("What is counted"), _("People")), rows=part.rows
            )
            table.leave_out_heads()
            self._keep(self.carried, self._parts, table)
        self._keep(self.carried, self._parts, label(zeros, self.carried, role="muted"))
        self._keep(
            self.carried, self._parts, label(_("And, to put it in its place:"), self.carried, role="strong")
        )
        for name, value in fields:
            self._keep(self.carried, self._parts, label(f"{name}: {value}", self.carried, role="muted"))
        self.carried.setVisible(True)

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """Shows what is not on the list, and the true reason."""
        self._forget(self.withheld, self._reasons)
        for reason in reasons or (_("Nothing is held back."),):
            self._keep(self.withheld, self._reasons, label(reason, self.withheld, role="muted"))
        self.withheld.setVisible(True)

    def show_meter(self, lines: Sequence[str]) -> None:
        """Shows what a list tells about one named person at most, and what it was tried against."""
        self._forget(self.meter, self._tells)
        for line in lines:
            self._keep(self.meter, self._tells, label(line, self.meter))
        self.meter.setVisible(bool(lines))

    def _ways(self) -> None:
        join = _("Join the programme's report")
        ways = ((CONTRIBUTE, join), (OWN_LIST, _("My own list, without numbers")))
        self.kind = ChoiceChips(self.content, name=_("What to make"), choices=ways)
        self.kind.chosen.connect(self.kind_chosen)
        self.body.addWidget(self.kind)
        self.join = button(join, self.banner)
        self.join.clicked.connect(self._on_join)
        self.banner.add_action(self.join)
        self.join.setVisible(False)

    def offer_joining(self, *, offered: bool) -> None:
        """Beside a list that is not made: the way in which the same people do count."""
        self.join.setVisible(offered)

    def _on_join(self) -> None:
        self.kind.set_value(CONTRIBUTE)
        self.kind.focus_first()
        self.kind_chosen.emit(CONTRIBUTE)

    def show_busy(self, permille: int, words: str = "") -> None:
        """Shows how far the counting is, and how long it may still take; 1000 hides it."""
        self.under_way.show_share(permille, words or _("Counting…"))

    def hide_results(self) -> None:
        """Shows nothing that could be taken for an answer."""
        for card in (self.carried, self.result, self.sample, self.meter, self.withheld, self.release):
            card.setVisible(False)
        self.offer_joining(offered=False)
        self._show_left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a card on the left came or went; without any the right side takes the room."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_left()
        return super().eventFilter(watched, event)

    def _show_left(self) -> None:
        cards = (self.result, self.carried, self.sample)
        column = self.result.parentWidget()
        if column is not None:
            column.setVisible(not all(card.isHidden() for card in cards))

    @staticmethod
    def _keep(card: Card, kept: list[QWidget], widget: QWidget) -> None:
        card.add(widget)
        kept.append(widget)

    @staticmethod
    def _forget(card: Card, kept: list[QWidget]) -> None:
        for widget in kept:
            card.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        kept.clear()


def _never_card(parent: QWidget, lines: Sequence[str]) -> Card:
    card = Card(parent, title=_("What never leaves"))
    for line in lines:
        card.add(bullet(line, card))
    return card
