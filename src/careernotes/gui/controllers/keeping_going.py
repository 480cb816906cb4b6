"""Retention on the first screen: what goes when, and a while longer where the rules allow it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import long_day
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.keeping_going import GoingCard, GoingRow
from careernotes.gui.widgets.banner import Banner
from careernotes.i18n import _, error_text, ngettext
from careernotes.services import retaining
from careernotes.services.retaining import GoingLine


class GoingKeeper(QObject):
    """Fills the card and does what it asks for."""

    def __init__(self, screen: DeskScreen, card: GoingCard, notice: Banner) -> None:
        super().__init__(screen)
        self._screen, self._card, self._notice = screen, card, notice
        self._lines: dict[str, GoingLine] = {}
        card.keep_asked.connect(self._on_keep_asked)

    def refresh(self, _answer: object = None) -> None:
        """Asks what was announced."""
        self._screen.ask(partial(retaining.going, self._screen.desk), self._on_lines)

    def _on_lines(self, lines: tuple[GoingLine, ...]) -> None:
        self._lines = {str(number): line for number, line in enumerate(lines)}
        self._card.show_rows(rows_of(self._lines))
        going = [line for line in lines if not line.held and not line.asks]
        if going:
            first = min(going, key=lambda line: line.due_on)
            text = ngettext("{count} thing goes by itself.", "{count} things go by themselves.", len(going))
            when = _("The first on {day}.").format(day=long_day(first.due_on))
            self._notice.show_info(f"{text.format(count=len(going))} {when}")
        else:
            self._notice.clear()

    @Slot(str)
    def _on_keep_asked(self, key: str) -> None:
        line = self._lines[key]
        call = partial(retaining.keep_for_now, self._screen.desk, line.rule, line.keys)
        self._screen.context.runner.submit(call, succeeded=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _day: object) -> None:
        self._screen.context.announcer.say(_("It stays for now."))
        self.refresh()

    def _on_refused(self, error: CareerNotesError) -> None:
        self._screen.view.banner.show_error(error_text(error))


def rows_of(lines: Mapping[str, GoingLine]) -> list[GoingRow]:
    """What goes on the same day for the same reason stands together, with that reason said once."""
    rows: dict[tuple[str, str, str], GoingRow] = {}
    for key, line in lines.items():
        may_stay = line.may_stay and not line.held
        # What may stay has a button of its own.
        place = (line.alias, _when(line), key if may_stay else "")
        words = _what(line) if place not in rows else f"{rows[place].words}\n{_what(line)}"
        rows[place] = GoingRow(key=key, words=words, when=_when(line), may_stay=may_stay)
    return list(rows.values())


def _what(line: GoingLine) -> str:
    count, alias = line.count, shown_name(line.alias)
    if line.rule.startswith("Note.session/"):
        return ngettext("{count} note of {alias}", "{count} notes of {alias}", count).format(
            count=count, alias=alias
        )
    if line.rule.startswith("Note."):
        return ngettext("{count} working note on {alias}", "{count} working notes on {alias}", count).format(
            count=count, alias=alias
        )
    if line.rule.startswith("Goal."):
        return ngettext("{count} goal of {alias}", "{count} goals of {alias}", count).format(
            count=count, alias=alias
        )
    if line.rule == "Mentee.identity/engagement_end":
        return _("The name of {alias}").format(alias=shown_name(line.alias))
    if line.rule == "Contract/engagement_end":
        return _("The agreement with {alias}").format(alias=shown_name(line.alias))
    return _("All that is left about {alias}").format(alias=shown_name(line.alias))


def _when(line: GoingLine) -> str:
    if line.held:
        return _("Stays: it is under a legal hold.")
    if line.asks:
        return _("Older than the rules expect since {day}. Erase it on their page, or keep it.").format(
            day=long_day(line.due_on)
        )
    if not line.may_stay:
        return _("Goes on {day}; the rules let it stay no longer.").format(day=long_day(line.due_on))
    return _("Goes on {day}").format(day=long_day(line.due_on))
