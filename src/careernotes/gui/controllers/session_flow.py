"""The flow that fits the conversation on the screen."""

from PySide6.QtCore import QObject, Signal

from careernotes.domain.ids import ThemeId
from careernotes.domain.vocabulary import SessionKind
from careernotes.gui.models.rows import Row
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _
from careernotes.services.flows import Flow, flow_for


class SessionFlow(QObject):
    """Shows the flow of the kind of session, or another one the mentor chooses.

    Signals:
        theme_chosen: the theme of a topic.
    """

    theme_chosen = Signal(str)

    def __init__(self, view: SessionView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._flows: dict[str, Flow] = {}
        self._shown = ""
        view.flow.chosen.connect(self._show)
        view.flow.group_chosen.connect(self._show_group)
        view.flow.topic_chosen.connect(self._on_topic_chosen)
        view.meta.kind.chosen.connect(self._on_kind_chosen)

    @property
    def shown(self) -> str:
        """The id of the flow that is shown."""
        return self._shown

    def begin(self, flows: tuple[Flow, ...], kind: SessionKind) -> None:
        """Which flows there are; that of *kind* is shown."""
        self._flows = {flow.flow_id: flow for flow in flows}
        self._view.flow.show_flows([(flow.flow_id, flow.name) for flow in flows], flow_for(kind))
        self._show(flow_for(kind))

    def _on_kind_chosen(self, value: str) -> None:
        flow_id = flow_for(SessionKind(value))
        self._view.flow.flow.set_value(flow_id)
        self._show(flow_id)

    def _show(self, flow_id: str) -> None:
        flow = self._flows.get(flow_id)
        if flow is None:
            return
        self._shown = flow_id
        heads = {"ask": _("Ask"), "do": _("Do"), "write": _("Write")}
        lines = "\n".join(f"{heads[kind]}: {text}" for kind, text in flow.prompts)
        groups = list(dict.fromkeys(topic.group for topic in flow.topics))
        self._view.flow.show_lines(lines, groups)
        self._show_group(groups[0] if groups else "")

    def _show_group(self, group: str) -> None:
        topics = self._flows[self._shown].topics
        rows = [Row(key=str(at), title=each.text) for at, each in enumerate(topics) if each.group == group]
        self._view.flow.show_topics(rows)

    def _on_topic_chosen(self, key: str) -> None:
        topics = self._flows[self._shown].topics
        self.theme_chosen.emit(ThemeId(topics[int(key)].theme_id))
