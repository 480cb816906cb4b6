"""Help now: works with and without an open vault; only the open one knows whom to call."""

from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.domain.content import AgreementContent, read_agreement_content
from careernotes.gui.controllers.shipped_words import standard_replies
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.help_now import HelpNowView
from careernotes.gui.widgets.reading import Passage
from careernotes.i18n import _, language, noop


class HelpNowController(ScreenController):
    """The five limits and whom to call."""

    title = noop("Help now")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        spoken, content = language(), self._content()
        kit = context.desk.kit if context.desk is not None else None
        contacts = (
            [(each.name.in_language(spoken), each.reach) for each in kit.contacts] if kit is not None else []
        )
        if context.desk is None:
            no_contacts = _("Open your vault to see the contacts of your programme.")
        else:
            no_contacts = _(
                "Your programme's kit names them. Without a kit: the emergency number, or your coordinator."
            )
        self.view: HelpNowView = HelpNowView(
            parent,
            intro=content.limits_intro.in_language(spoken),
            limits=[
                Passage(limit.text.in_language(spoken), (limit.act.in_language(spoken),))
                for limit in content.limits
            ],
            contacts=contacts,
            no_contacts=no_contacts,
            replies=standard_replies(),
            never=[text.in_language(spoken) for text in content.never_a_reason],
        )

    def _content(self) -> AgreementContent:
        if self.context.desk is not None:
            return self.context.desk.agreement
        return read_agreement_content(read_json("agreement", "agreement-1.json"))
