"""The flow of a conversation beside its note: what to ask and do, folded until it is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class FlowCard(Card):
    """A flow chosen from a list, its lines, and topics that are themes.

    Signals:
        opened: the flow is shown.
        chosen: the id of another flow.
        group_chosen: a group of topics.
        topic_chosen: the key of a topic, to be coded as its theme.
        change_asked: the flow is to be changed.
    """

    opened = Signal()
    chosen = Signal(str)
    group_chosen = Signal(str)
    topic_chosen = Signal(str)
    change_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Guide for this conversation"))
        self.start = button(_("Show the questions"), self, kind="quiet")
        self.start.clicked.connect(self.unfold)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QWidget(self)
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.flow = ListField(self._rest, name=_("Which conversation"), choices=())
        self.flow.chosen.connect(self.chosen)
        self.lines = label("", self._rest)
        self.topics_name = label(_("Enter codes one as a theme:"), self._rest, role="muted")
        self.topics = RowList(self._rest, name=_("Topics"))
        self.topics.opened.connect(self.topic_chosen)
        self.change = button(_("Change these lines…"), self._rest, kind="quiet")
        self.change.clicked.connect(self.change_asked)
        self.groups = ListField(self._rest, name=_("Topics"), choices=())
        self.groups.chosen.connect(self.group_chosen)
        for each in (self.flow, self.lines, self.groups, self.topics_name, self.topics):
            column.addWidget(each)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        column.addLayout(row)
        self.add(self._rest)
        self._rest.setVisible(False)

    @property
    def unfolded(self) -> bool:
        """Whether the flow is shown."""
        return not self._rest.isHidden()

    def show_flows(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Which flows there are, and the one that fits."""
        self.flow.box.clear()
        self.flow.add_choices(choices)
        self.flow.set_value(chosen)

    def show_lines(self, text: str, groups: Sequence[str]) -> None:
        """Shows the lines of one flow, and which groups of topics it has."""
        self.lines.setText(text)
        self.groups.box.clear()
        self.groups.add_choices([(group, group) for group in groups])
        for each in (self.groups, self.topics_name, self.topics):
            each.setVisible(bool(groups))

    def show_topics(self, topics: Sequence[Row]) -> None:
        """Shows the topics of one group."""
        self.topics.show_rows(topics)

    def unfold(self) -> None:
        """Shows the flow."""
        self.start.setVisible(False)
        self._rest.setVisible(True)
        self.opened.emit()
        self.flow.box.setFocus(Qt.FocusReason.OtherFocusReason)
