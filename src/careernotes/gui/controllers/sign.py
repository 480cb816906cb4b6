"""Signing the code of ethics again: each year, and whenever it changed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.growth import SignUp
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.shipped_words import code_pages
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.sign import SignView
from careernotes.i18n import _, noop
from careernotes.services.desk import Desk
from careernotes.services.first_steps import sign_code
from careernotes.services.wording import day_text


def _last_signed(desk: Desk) -> SignUp | None:
    return max(desk.store.all(SignUp), key=lambda each: each.signed_on, default=None)


class SignController(DeskScreen):
    """Shows what is signed and why now, keeps the signature, and goes back to where it was asked for."""

    title = noop("Code of ethics")
    rail = "growth"
    view: SignView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._then: Mapping[str, str] = {}
        self.view = view = SignView(parent, code_pages(self.desk))
        view.signed.connect(self._on_signing)
        view.not_now.connect(self._on_not_now)

    def activated(self, **arguments: str) -> None:
        """Says why; with *then*, the screen to open once it is signed."""
        self._then = arguments
        self.ask(partial(_last_signed, self.desk), self._on_last)
        self.view.read_with_keys()

    def _on_last(self, last: SignUp | None) -> None:
        if last is None:
            why = _("Read it once, then sign it for a year.")
        elif last.code_version != self.desk.code_version:
            why = _("The code changed: you signed version {old} on {day}; version {new} holds now.").format(
                old=last.code_version, day=day_text(last.signed_on), new=self.desk.code_version
            )
        else:
            why = _("You signed it on {day}. A signature holds until {until}.").format(
                day=day_text(last.signed_on), until=day_text(last.valid_until)
            )
        self.view.show_why(why)

    def _on_signing(self) -> None:
        self.ask(partial(sign_code, self.desk), self._on_signed)

    def _on_signed(self, signed: SignUp) -> None:
        text = _("Signed, until {day}.").format(day=day_text(signed.valid_until))
        self.context.announcer.say(text)
        then = self._then.get("then", "")
        if then:
            self.leave_for(then, text)
        else:
            self.context.navigator.back()

    def _on_not_now(self) -> None:
        if self._then.get("then"):
            self.leave_for("people")
        else:
            self.context.navigator.back()
