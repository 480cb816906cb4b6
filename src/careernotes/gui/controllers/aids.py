"""Editing the mentor's own snippets and flows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.offering_undo import offer
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.navigation import Navigator, SessionContext
from careernotes.gui.views.aids import AidsView, LinesCard
from careernotes.i18n import _, error_text, language, noop
from careernotes.logs import log_failure
from careernotes.services.desk import Desk
from careernotes.services.flows import Flow, flows, keep_flow
from careernotes.services.snippets import Snippets, as_lines, keep_snippets, snippets


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aids:
    """What there is to edit."""

    flows: tuple[Flow, ...]
    snippets: Snippets


def _read(desk: Desk, spoken: str) -> _Aids:
    return _Aids(flows=flows(desk, spoken), snippets=snippets(desk, spoken))


def _lead_back(navigator: Navigator, flow: str) -> None:
    """To what was put back; here the page is not made anew with what stands in its fields."""
    lead = navigator.replace if navigator.name == "aids" else navigator.go
    lead("aids", flow=flow)


class AidsController(DeskScreen):
    """Shows both as lines; nothing is kept before its button."""

    title = noop("Snippets and guides")
    rail = "guide"
    view: AidsView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._flows: dict[str, Flow] = {}
        self._half: dict[str, str] = {}
        """Lines that were changed and not kept yet, by flow: going to another one loses none."""
        self._asked = self._lines = ""
        self._replaced: Callable[[], object] | None = None
        """What puts the mentor's own lines back after those of the program took their place."""
        self._spoken = language()
        self.view = view = AidsView(parent)
        view.flow_chosen.connect(self._on_flow_chosen)
        view.flows.kept.connect(self._on_flow_kept)
        view.flows.shipped_asked.connect(self._on_flow_shipped)
        view.snippets.kept.connect(self._on_snippets_kept)
        view.snippets.shipped_asked.connect(self._on_snippets_shipped)

    def activated(self, flow: str = "", **arguments: str) -> None:
        """Asks for the lines; *flow* is the one to edit first."""
        del arguments
        self._asked = flow
        self.ask(partial(_read, self.desk, self._spoken), self._on_read)

    def _on_read(self, aids: _Aids) -> None:
        self._flows = {each.flow_id: each for each in aids.flows}
        first = self._asked if self._asked in self._flows else next(iter(self._flows))
        self.view.show_flows([(each.flow_id, each.name) for each in aids.flows], first)
        self._show_flow(first)
        self._lines = as_lines(aids.snippets)
        self.view.snippets.editor.set_text(self._lines)

    def _on_flow_chosen(self, flow_id: str) -> None:
        typed = self.view.flows.editor.text()
        if typed != self._flows[self._asked].lines:
            self._half[self._asked] = typed
        self._show_flow(flow_id)

    def _show_flow(self, flow_id: str) -> None:
        self._asked = flow_id
        here = self.context.navigator.here
        if here is not None and here[0] == "aids":
            # After a lock what was half typed comes back in the flow it belongs to.
            here[1]["flow"] = flow_id
        self.view.flows.editor.set_text(self._half.get(flow_id, self._flows[flow_id].lines))
        self.view.flows.show_said("", wrong=False)

    def _on_flow_kept(self) -> None:
        self._keep_flow(self.view.flows.editor.text())

    def _on_flow_shipped(self) -> None:
        own = self._flows[self._asked].lines
        self._replaced = partial(keep_flow, self.desk, self._spoken, self._asked, own)
        self._keep_flow("")

    def _keep_flow(self, lines: str) -> None:
        call = partial(keep_flow, self.desk, self._spoken, self._asked, lines)
        self._keep(call, self._on_flows, self._on_flow_refused)

    def _on_snippets_kept(self) -> None:
        self._keep_snippets(self.view.snippets.editor.text())

    def _on_snippets_shipped(self) -> None:
        self._replaced = partial(keep_snippets, self.desk, self._spoken, self._lines)
        self._keep_snippets("")

    def _keep_snippets(self, lines: str) -> None:
        call = partial(keep_snippets, self.desk, self._spoken, lines)
        self._keep(call, self._on_snippets, self._on_snippets_refused)

    def _keep(
        self,
        call: Callable[[], object],
        kept: Callable[..., None],
        refused: Callable[[CareerNotesError], None],
    ) -> None:
        self.context.runner.submit(call, succeeded=kept, failed=refused)

    def _on_flows(self, found: tuple[Flow, ...]) -> None:
        before = self._flows[self._asked].lines
        self._flows = {each.flow_id: each for each in found}
        self._half.pop(self._asked, None)
        self._show_flow(self._asked)
        self._say_kept(self.view.flows, changed=self._flows[self._asked].lines != before)

    def _on_snippets(self, found: Snippets) -> None:
        before, self._lines = self._lines, as_lines(found)
        self.view.snippets.editor.set_text(self._lines)
        self._say_kept(self.view.snippets, changed=self._lines != before)

    def _say_kept(self, card: LinesCard, *, changed: bool) -> None:
        card.show_said(_("Kept."), wrong=False)
        self.context.announcer.say(_("Kept."))
        replaced, self._replaced = self._replaced, None
        if replaced is not None and changed:
            there = partial(_lead_back, self.context.navigator, self._asked)
            offer(self, _("The lines of the program are back."), replaced, then=there)

    def _on_flow_refused(self, error: CareerNotesError) -> None:
        self._refuse(self.view.flows, error)

    def _on_snippets_refused(self, error: CareerNotesError) -> None:
        self._refuse(self.view.snippets, error)

    def _refuse(self, card: LinesCard, error: CareerNotesError) -> None:
        self._replaced = None
        log_failure(error.code)
        card.show_said(error_text(error), wrong=True)
        self.context.announcer.say(error_text(error))
