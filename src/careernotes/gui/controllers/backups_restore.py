"""A backup brought back from the settings: the passphrase again, everything built and proved, then a lock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.controllers.backups_under_way import UnderWay, failure_words, tell_unsaved
from careernotes.gui.jobs.closing import heard_when_closed
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.settings import Settings
from careernotes.gui.views.backups import BackupsCard
from careernotes.gui.wishes import Leaving
from careernotes.i18n import _
from careernotes.services import last_seen, proving, restoring
from careernotes.services.backup_overview import Overview
from careernotes.services.backups import Restored
from careernotes.services.desk import Desk
from careernotes.services.restoring import OtherSecretError
from careernotes.services.work import Work


class RestoreKeeper(QObject):
    """Does what the form asks for; *settle* saves what the page around it holds half typed."""

    def __init__(
        self, context: SessionContext, card: BackupsCard, under_way: UnderWay, settle: Callable[[], None]
    ) -> None:
        super().__init__(under_way)
        self._context, self._card, self._form = context, card, card.restoring
        self._under_way, self._settle = under_way, settle
        card.restore_opened.connect(self._on_opened)
        self._form.asked.connect(self._on_asked)

    def show_known(self, found: Overview) -> None:
        """The backups that can be reached now."""
        if not self._form.isHidden():
            return
        choices = []
        for each in found.reachable:
            words = f"{long_day(each.made.date())} {each.made:%H:%M}"
            second = _("in the second folder")
            choices.append((str(each.path), f"{words}, {second}" if each.second else words))
        self._form.show_choices(choices, path_words(found.aside))

    @Slot()
    def _on_opened(self) -> None:
        keeping_proving.begin(self._context, self._form.proving)

    @Slot(str, str)
    def _on_asked(self, file: str, secret: str) -> None:
        if self._under_way.running:
            return
        if self._context.open_unsaved.waiting:
            self._form.show_problem(tell_unsaved(self._context))
            return
        self._settle()
        self._form.proving.problem.clear()
        typed = "" if self._form.proving.isHidden() else self._form.proving.take()
        self._form.secret.clear()
        desk, cheap = self._context.open_desk, self._context.profile is not None
        settings = self._context.settings
        bring = partial(_bring_back, desk, Path(file), typed, secret, cheap=cheap)
        # What is typed from now on would stay in the vault that goes aside, or nowhere.
        words = _("The backup is being brought back. Then Career Notes locks.")
        self._context.wishes.vault_leaving.emit(Leaving(words=words, stop=self._under_way.stop))
        self._form.set_busy(busy=True)
        self._under_way.start(
            partial(heard_when_closed, desk, partial(_put_back, bring, desk.vault.vault_id, settings)),
            # Whatever is shown by then: the vault is closed.
            succeeded=self._context.vault_left,
            failed=self._on_failed,
        )

    def _on_failed(self, error: CareerNotesError) -> None:
        self._context.wishes.vault_leaving.emit(None)
        self._form.set_busy(busy=False)
        self._under_way.end()
        text = failure_words(error)
        self._context.announcer.say(text)
        if isinstance(error, OtherSecretError):
            self._form.show_other_secret(text)
        elif error.code in keeping_proving.NOT_PROVED:
            self._form.proving.setVisible(True)
            self._form.proving.show_problem(text)
        else:
            self._form.show_problem(text)


def _put_back(bring: Callable[[Work], Restored], vault_id: str, settings: Settings, work: Work) -> Restored:
    """On the lane: an older state was put back on purpose, so that the next unlock does not warn of it.

    Only once it is in its place, and whoever listens by then: a restore that came to nothing forgets nothing.
    """
    restored = bring(work)
    own = settings.twin()
    own.last_seen = last_seen.forget(own.last_seen, vault_id)
    own.save()
    return restored


def _bring_back(desk: Desk, file: Path, typed: str, secret: str, work: Work, *, cheap: bool) -> Restored:
    if typed or not proving.proved(desk):
        proving.prove(desk, typed, allow_test=cheap)
    return restoring.bring_back(desk, file, secret or typed, work=work, allow_test=cheap)
