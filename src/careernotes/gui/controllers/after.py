"""Right after a conversation is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import SessionId
from careernotes.domain.vocabulary import LearningArea, TalkShare
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.demo_arguments import newest_session
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.session_words import minutes_words
from careernotes.gui.models.wording import choices, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.after import AfterView
from careernotes.i18n import _, error_text, noop
from careernotes.logs import log_failure
from careernotes.services.capture_log import CaptureLog, capture_log, note_share
from careernotes.services.desk import Desk
from careernotes.services.learning import learned
from careernotes.services.records import alias_of, session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Whose conversation it was, and the mentor's own numbers."""

    engagement_id: str
    alias: str = field(repr=False)
    log: CaptureLog


def _read(desk: Desk, session_id: SessionId) -> _Kept:
    session = session_of(desk, session_id)
    return _Kept(
        engagement_id=session.engagement_id,
        alias=shown_name(alias_of(desk, session.engagement_id)),
        log=capture_log(desk),
    )


class AfterController(DeskScreen):
    """Asks two things nobody has to answer, and goes on to the person."""

    title = noop("Session saved")
    rail = "people"
    view: AfterView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._kept: _Kept | None = None
        self._seconds = 0
        self._answered = self._sent = False
        self.view = AfterView(parent, areas=choices(LearningArea), shares=choices(TalkShare))
        self.view.finished.connect(self._on_finished)
        self.view.shared.connect(self._on_shared)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The newest session of the person with most of them."""
        found = newest_session(desk)
        return {**found, "seconds": "102"} if found is not None else None

    def activated(self, **arguments: str) -> None:
        """Asks whose conversation it was."""
        seconds = arguments.get("seconds", "")
        self._seconds = int(seconds) if seconds.isdecimal() else 0
        self.view.area.set_value(LearningArea.PERSONAL.value)
        self.view.focus_start()
        self.ask(partial(_read, self.desk, SessionId(arguments.get("session_id", ""))), self._on_kept)

    def _on_kept(self, kept: _Kept) -> None:
        self._kept = kept
        self.view.show_time(_time_words(kept.alias, self._seconds, kept.log.usual_seconds))
        self._on_log(kept.log)

    def _on_log(self, log: CaptureLog) -> None:
        said = ", ".join(word(share) for share in log.last_shares)
        words = _("The last times, the newest at the end: {said}").format(said=said)
        self.view.show_trend(words if said else "")

    def _on_shared(self, value: str) -> None:
        again, self._answered = self._answered, True
        self.ask(partial(note_share, self.desk, TalkShare(value), instead=again), self._on_log)
        self.context.announcer.say(_("Noted."))

    def _on_finished(self) -> None:
        text = self.view.line.text()
        if not text:
            self._go_on()
            return
        if self._sent:
            return
        self._sent = True
        call = partial(learned, self.desk, LearningArea(self.view.area.value), text)
        self.context.runner.submit(call, succeeded=self._on_learned, failed=self._on_refused)

    def _on_learned(self, _entry: object) -> None:
        self.context.announcer.say(_("Noted."))
        self._go_on()

    def _on_refused(self, error: CareerNotesError) -> None:
        self._sent = False
        log_failure(error.code)
        self.view.show_problem(error_text(error))
        self.context.announcer.say(error_text(error))

    def _go_on(self) -> None:
        if self._kept is not None:
            self.context.navigator.replace("person", engagement_id=self._kept.engagement_id)
        else:
            self.context.navigator.replace("people")


def _time_words(alias: str, seconds: int, usual: int | None) -> str:
    who = _("The conversation with {alias} is kept.").format(alias=alias)
    if not seconds:
        return who
    took = _("Writing took you {time}.").format(time=minutes_words(seconds))
    often = _("Usually {time}; only you see this.").format(time=minutes_words(usual)) if usual else ""
    return " ".join(part for part in (who, took, often) if part)
