"""The quarterly follow-up: its days, the three signals about the manager, and staying."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.intake_fields import ChipsField
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, noop

SIGNALS = (
    ("asks", noop("Asks about plans")),
    ("helps", noop("Helps to use what was learned")),
    ("opens", noop("Opens doors")),
)
_POINTS = [(str(number), str(number)) for number in range(1, 6)]


class FollowUpCard(Card):
    """What is asked once a quarter.

    Signals:
        rated: the three answers about the manager, 0 where not asked.
        stay_said: the step, or nothing when it was taken away.
        done_today: the follow-up was held today.
    """

    rated = Signal(int, int, int)
    stay_said = Signal(str)
    done_today = Signal()

    def __init__(self, parent: QWidget, *, steps: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("Every quarter"), remark=_("from the day of the agreement"))
        self.rows = ActRows(
            self,
            name=_("Every quarter"),
            empty=_("With an agreement the follow-ups stand here by themselves."),
        )
        self.rows.acted.connect(self._on_acted)
        self.add(self.rows)
        self.add(label(_("This quarter, as the mentee says"), self, role="strong"))
        self.add(
            label(
                _("1 not at all, 5 fully. Who the manager is, is never kept; only programme totals use it."),
                self,
                role="muted",
            )
        )
        self.manager: dict[str, ChipsField] = {}
        for name, text in SIGNALS:
            field = self.manager[name] = ChipsField(
                self, name=_("Direct manager: {what}").format(what=_(text)), choices=_POINTS
            )
            field.chosen.connect(self._on_manager)
            self.add(field)
        self.stay = ChipsField(
            self,
            name=_("Staying"),
            choices=steps,
            hint=_("Kept by quarter and for you alone: no report holds it."),
        )
        self.stay.chosen.connect(self.stay_said)
        self.add(self.stay)

    def show_quarter(self, *, manager: Sequence[int | None], stay: str) -> None:
        """Shows what was said this quarter."""
        for field, value in zip(self.manager.values(), manager, strict=True):
            if value is not None:
                field.set_value(str(value))
        self.stay.set_value(stay)

    def show_manager_hint(self, text: str) -> None:
        """Says what is still missing before the signals are kept."""
        field = self.manager["helps"]
        field.below.setText(text)
        field.below.setVisible(bool(text))

    def _on_manager(self) -> None:
        said = [int(field.value or 0) for field in self.manager.values()]
        self.rated.emit(*said)

    def _on_acted(self, _key: str, _act: str) -> None:
        self.done_today.emit()


def follow_up_item(key: str, *, title: str, detail: str, ask: bool) -> ActItem:
    """One follow-up as a row; *ask* offers to note it."""
    return ActItem(key=key, title=title, detail=detail, acts=(("done", _("Held today")),) if ask else ())
