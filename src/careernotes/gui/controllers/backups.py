"""The backups in the settings: told, made, tried, copied; each on the lane, with a way to stop it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.controllers.backups_away import AwayKeeper
from careernotes.gui.controllers.backups_keys import NewKeysKeeper
from careernotes.gui.controllers.backups_restore import RestoreKeeper
from careernotes.gui.controllers.backups_under_way import UnderWay, failure_words
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.backups import BackupsCard
from careernotes.i18n import _, error_text, ngettext, translate
from careernotes.services import backups
from careernotes.services.backup_overview import Overview, overview
from careernotes.services.backups import BackupReport, CloudFolder, Drill


class BackupsKeeper(QObject):
    """Fills the card and does what it asks for; *settle* saves what the page around it holds half typed."""

    def __init__(
        self, context: SessionContext, card: BackupsCard, parent: QObject, settle: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._some = False
        self._under_way = UnderWay(context, card, self)
        self._under_way.ended.connect(self._on_ended)
        self._restore = RestoreKeeper(context, card, self._under_way, settle)
        self._keys = NewKeysKeeper(context, card, self._under_way, settle)
        self._away = AwayKeeper(context, card, self, self.begin)
        card.make_asked.connect(self._on_make_asked)
        card.try_asked.connect(self._on_try_asked)
        card.folder_chosen.connect(self._on_folder_chosen)

    def begin(self) -> None:
        """Asks what there is."""
        call = partial(overview, self._context.open_desk)
        self._context.runner.submit(call, succeeded=self._on_overview, failed=self._say_failure)

    def leave(self) -> None:
        """The page goes away: what waits for its end is let go, what can be stopped is stopped."""
        self._under_way.stop()
        self._keys.leave()

    def go_back(self) -> bool:
        """Esc: closes the form that is open, unless something is under way."""
        return not self._under_way.running and self._card.close_form()

    def _on_overview(self, found: Overview) -> None:
        self._some = found.inside > 0
        self._card.show_facts(
            last=last_words(found),
            where=where_words(found),
            second=second_words(found),
            has_second=found.second is not None,
            some=self._some,
        )
        self._restore.show_known(found)
        self._away.show_known(found.away)

    @Slot()
    def _on_make_asked(self) -> None:
        call = partial(backups.back_up, self._context.open_desk)
        self._under_way.start(call, succeeded=self._on_made, failed=self._on_failed)

    def _on_made(self, report: BackupReport) -> None:
        self._under_way.end()
        words = _("A backup was made, opened and compared.")
        if report.copied is not None:
            words = f"{words} {_('A copy is in the second folder.')}"
        if report.problem is not None:
            self._say(f"{words} {error_text(report.problem)}", careful=True)
        else:
            self._say(words)

    @Slot()
    def _on_try_asked(self) -> None:
        call = partial(backups.drill, self._context.open_desk)
        self._under_way.start(call, succeeded=self._on_tried, failed=self._on_failed)

    def _on_tried(self, done: Drill) -> None:
        self._under_way.end()
        if done.fine:
            self._say(_("The newest backup gave everything back. Nothing was changed."))
        else:
            self._say(
                _("The newest backup is damaged and no longer counts. Your notes are whole: make one now."),
                careful=True,
            )

    @Slot(str)
    def _on_folder_chosen(self, path: str) -> None:
        folder = Path(path) if path else None
        call = partial(backups.choose_second_folder, self._context.open_desk, folder)
        self._context.runner.submit(call, succeeded=self._on_chosen, failed=self._on_failed)

    def _on_chosen(self, _cloud: CloudFolder | None) -> None:
        self._card.said.clear()
        self._context.announcer.say(_("Saved."))
        self.begin()

    @Slot()
    def _on_ended(self) -> None:
        self._card.show_done(some=self._some)
        self.begin()

    def _on_failed(self, error: CareerNotesError) -> None:
        self._under_way.end()
        self._say_failure(error)

    def _say_failure(self, error: CareerNotesError) -> None:
        text = failure_words(error)
        if isinstance(error, CancelledError):
            self._say(text)
        else:
            self._card.said.show_error(text)
            self._context.announcer.say(text)

    def _say(self, text: str, *, careful: bool = False) -> None:
        (self._card.said.show_warning if careful else self._card.said.show_info)(text)
        self._context.announcer.say(text)


def moment_words(moment: dt.datetime) -> str:
    """A day and a time."""
    return f"{long_day(moment.date())} {moment:%H:%M}"


def last_words(found: Overview) -> str:
    """The newest backup that counts, and when it was opened and compared."""
    if found.made is None or found.proved is None:
        return _("There is no backup yet. One is made by itself in a quiet moment.")
    words = _("Last backup: {made}. Opened and compared: {proved}.")
    return words.format(made=moment_words(found.made), proved=moment_words(found.proved))


def where_words(found: Overview) -> str:
    """How many, where, and the last trial."""
    count = ngettext(
        "{count} backup in the vault: {path}", "{count} backups in the vault: {path}", found.inside
    )
    lines = [count.format(count=found.inside, path=path_words(found.folder))]
    if found.damaged:
        damaged = ngettext(
            "{count} does not count: damaged.", "{count} do not count: damaged.", found.damaged
        )
        lines.append(damaged.format(count=found.damaged))
    if found.tried is not None:
        lines.append(_("Last trial: {when}").format(when=moment_words(found.tried)))
    return "\n".join(lines)


def second_words(found: Overview) -> str:
    """The second folder, and calmly when its drive is out."""
    if found.second is None:
        return _("None yet. A stick or another drive helps when this computer is lost.")
    lines = [path_words(found.second)]
    if found.second_there:
        copies = ngettext("{count} copy is there.", "{count} copies are there.", found.outside)
        lines.append(copies.format(count=found.outside))
    else:
        lines.append(_("It is not connected now. The next backup after it is back goes there too."))
    if found.cloud is not None:
        each = (found.cloud.message, found.cloud.safe, found.cloud.hint)
        lines.append(" ".join(map(translate, each)).format(service=found.cloud.service))
    return "\n".join(lines)
