"""The log on Help now: noting that a limit was used or that somebody asked, and taking it back."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject

from careernotes.domain.ids import RecordId
from careernotes.errors import CareerNotesError
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.help_log import HelpLogCard, LogRow
from careernotes.i18n import _, error_text, language, noop
from careernotes.services.asked import Asker, LogLine, log_asked, log_limit, log_lines, take_back
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.wording import day_text

_WHO = {
    Asker.MANAGER: noop("The direct manager"),
    Asker.OTHER_MANAGER: noop("Another manager"),
    Asker.HR: noop("HR"),
    Asker.COLLEAGUE: noop("A colleague"),
    Asker.SECURITY: noop("Security or IT"),
    Asker.AUTHORITY: noop("Police, a court or another authority"),
    Asker.OUTSIDE: noop("Somebody from outside"),
}


def askers() -> list[tuple[str, str]]:
    """Everybody who may have asked, in the language in force."""
    return [(each.value, _(text)) for each, text in _WHO.items()]


def limits_of(desk: Desk) -> list[tuple[str, str]]:
    """The limits of confidentiality to choose from."""
    return [(each.limit_id, each.text.in_language(language())) for each in desk.agreement.limits]


def _note(desk: Desk, on: dt.date, limit: str, asker: str) -> None:
    if limit:
        log_limit(desk, limit, on)
    if asker:
        log_asked(desk, Asker(asker), on)


class HelpLog(QObject):
    """Keeps the log of the open vault."""

    def __init__(self, parent: QObject, context: SessionContext, card: HelpLogCard) -> None:
        super().__init__(parent)
        self._context, self._desk, self._card = context, context.open_desk, card
        self._noting = False
        card.noted.connect(self._on_noted)
        card.taken_back.connect(self._on_taken_back)
        self._read()

    def _read(self, _kept: object = None) -> None:
        self._context.runner.submit(
            partial(log_lines, self._desk), succeeded=self._on_lines, failed=self._on_failed
        )

    def _on_lines(self, lines: tuple[LogLine, ...]) -> None:
        texts = dict(limits_of(self._desk))
        self._card.show_lines([_row(line, texts) for line in lines])

    def _on_noted(self, typed: str, limit: str, asker: str) -> None:
        self._card.show_problem("")
        if not (limit or asker):
            self._card.show_problem(_("Choose what happened first."))
            self._card.limit.box.setFocus()
            return
        today = self._context.clock.today()
        on = parse_day(typed, today, lean=Lean.PAST) if typed else today
        if on is None:
            self._card.show_day_problem()
            return
        if self._noting:
            return
        self._noting = True
        self._context.runner.submit(
            partial(_note, self._desk, on, limit, asker), succeeded=self._on_kept, failed=self._on_failed
        )

    def _on_kept(self, _kept: object) -> None:
        self._noting = False
        self._card.clear()
        self._context.announcer.say(_("Noted."))
        self._read()

    def _on_taken_back(self, key: str) -> None:
        self._context.runner.submit(
            partial(take_back, self._desk, [RecordId(key)]), succeeded=self._read, failed=self._on_failed
        )
        self._context.announcer.say(_("Taken back."))

    def _on_failed(self, error: CareerNotesError) -> None:
        self._noting = False
        self._card.show_problem(error_text(error))
        self._context.announcer.say(error_text(error))


def _row(line: LogLine, limits: dict[str, str]) -> LogRow:
    if line.asker is not None:
        text = _("Asked about a mentee: {who}").format(who=_(_WHO[line.asker]))
    else:
        text = _("Limit used: {limit}").format(limit=limits.get(line.limit_id, line.limit_id))
    return LogRow(key=line.record_id, day=day_text(line.on), text=text)
