"""Help now: works with and without an open vault; the log belongs to the open one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.domain.content import AgreementContent, read_agreement_content
from careernotes.domain.kit import Contact
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.shipped_words import reply_passages
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.help_now import HelpNowView
from careernotes.gui.widgets.reading import Passage
from careernotes.i18n import _, language, noop
from careernotes.services.asked import contacts_beside
from careernotes.services.desk import Desk


def help_page(parent: QWidget, desk: Desk | None) -> HelpNowView:
    """The page itself: in the words of the agreement in force, or of the shipped one."""
    spoken = language()
    content: AgreementContent = (
        desk.agreement
        if desk is not None
        else read_agreement_content(read_json("agreement", "agreement-1.json"))
    )
    return HelpNowView(
        parent,
        intro=content.limits_intro.in_language(spoken),
        limits=[
            Passage(limit.text.in_language(spoken), (limit.act.in_language(spoken),))
            for limit in content.limits
        ],
        replies=reply_passages(),
        never=[text.in_language(spoken) for text in content.never_a_reason],
    )


def show_contacts(view: HelpNowView, contacts: Sequence[Contact], *, remark: str = "") -> None:
    """Whom to call; where nobody is named, who else there is."""
    shown = [(each.name.in_language(language()), each.reach) for each in contacts]
    if not shown and not remark:
        remark = _(
            "Your programme's kit names them. Without a kit: the emergency number, or your coordinator."
        )
    view.show_contacts(shown, remark=remark)


class HelpNowController(ScreenController):
    """The five limits, whom to call, what to say, and the log."""

    title = noop("Help now")
    view: HelpNowView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.view = help_page(parent, context.desk)

    def activated(self, vault: str = "", **arguments: str) -> None:
        """Shows whom to call: from the kit in force, beside a closed *vault* too."""
        del arguments
        desk = self.context.desk
        if desk is not None:
            self._show(desk.kit.contacts if desk.kit is not None else (), remark="")
            self._begin_log()
            return
        self._show((), remark=_("Open your vault to see the contacts of your programme."))
        if vault:
            call = partial(contacts_beside, Path(vault), self.context.settings.twin().kit_seen)
            self.context.runner.submit(call, succeeded=self._on_beside, failed=self._on_unread)

    def _on_beside(self, contacts: tuple[Contact, ...]) -> None:
        if contacts:
            self._show(contacts, remark=_("From the kit that lies beside your vault."))

    def _on_unread(self, _error: CareerNotesError) -> None:
        """What cannot be read is as good as not there: the page says how to see the contacts."""

    def _show(self, contacts: Sequence[Contact], *, remark: str) -> None:
        show_contacts(self.view, contacts, remark=remark)

    def _begin_log(self) -> None:
        from careernotes.gui.controllers.help_log import HelpLog, askers, limits_of  # noqa: PLC0415  an open vault only

        card = self.view.show_log(limits=limits_of(self.context.open_desk), askers=askers())
        self._log = HelpLog(self, self.context, card)
