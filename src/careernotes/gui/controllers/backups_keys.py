"""New keys from the settings: the passphrase, a new sheet, three groups of it, and then a lock."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.backups_under_way import UnderWay, failure_words, tell_unsaved
from careernotes.gui.controllers.keeping_proving import NOT_PROVED
from careernotes.gui.jobs.closing import heard_when_closed
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.backups import BackupsCard
from careernotes.gui.wishes import Leaving
from careernotes.i18n import _, ngettext
from careernotes.services import proving, rekeying
from careernotes.services.desk import Desk
from careernotes.services.rekeying import NewSheet
from careernotes.services.unlocking import KdfProfile, WeakPassphraseError, check_groups, pick_groups
from careernotes.services.work import Work


class NewKeysKeeper(QObject):
    """Does what the form asks for; *settle* saves what the page around it holds half typed."""

    def __init__(
        self, context: SessionContext, card: BackupsCard, under_way: UnderWay, settle: Callable[[], None]
    ) -> None:
        super().__init__(under_way)
        self._context, self._card, self._form = context, card, card.keys
        self._under_way, self._settle = under_way, settle
        self._new: NewSheet | None = None
        self._asked: tuple[int, ...] = ()
        card.keys_opened.connect(self._on_opened)
        card.closed.connect(self.leave)
        self._form.begin_asked.connect(self._on_begin_asked)
        self._form.finish_asked.connect(self._on_finish_asked)

    @Slot()
    def leave(self) -> None:
        """New keys that wait are let go; the old ones stay in force."""
        if self._new is not None:
            self._context.runner.submit(partial(_let_go, self._context.open_desk, self._new))
        self._new = None

    @Slot()
    def _on_opened(self) -> None:
        # Shown even within the minute: the vault is sealed anew with what is typed here.
        self._form.proving.ask(by_sheet=self._context.open_desk.vault.sheet_used)

    @Slot(str)
    def _on_begin_asked(self, passphrase: str) -> None:
        desk, profile = self._context.open_desk, self._context.profile
        if not passphrase and desk.vault.sheet_used:
            self._form.show_new_problem(_("Choose a new passphrase: this vault was opened with its sheet."))
            return
        typed = self._form.proving.take()
        if self._context.open_unsaved.waiting:
            self._form.show_problem(tell_unsaved(self._context))
            return
        self._settle()
        self._form.problem.clear()
        self._form.proving.problem.clear()
        self._form.set_busy(busy=True)
        self._under_way.start(
            partial(_begin, desk, typed, passphrase or typed, profile),
            succeeded=self._on_begun,
            failed=self._on_failed,
        )

    def _on_begun(self, new: NewSheet) -> None:
        self._form.set_busy(busy=False)
        self._under_way.end()
        self._new, self._asked = new, pick_groups()
        self._form.show_sheet(new.sheet.split(), asked=self._asked, old=old_words(new.old_copies))

    @Slot()
    def _on_finish_asked(self) -> None:
        if self._new is None:
            return
        right = check_groups(self._new.sheet, self._asked, self._form.typed())
        if not all(right):
            self._form.show_wrong(right)
            self._context.announcer.say(_("This is not what the new sheet says."))
            return
        if self._context.open_unsaved.waiting:
            self.leave()
            self._form.show_problem(tell_unsaved(self._context))
            return
        self._form.set_busy(busy=True)
        drop = self._form.drop.isChecked()
        desk = self._context.open_desk
        call = partial(heard_when_closed, desk, partial(rekeying.finish, desk, self._new, drop_old=drop))
        self._new = None
        self._context.runner.submit(call, succeeded=self._context.vault_left, failed=self._on_failed)
        words = _("Your new keys are being put in force. Then Career Notes locks.")
        self._context.wishes.vault_leaving.emit(Leaving(words=words))

    def _on_failed(self, error: CareerNotesError) -> None:
        self._context.wishes.vault_leaving.emit(None)
        self._form.set_busy(busy=False)
        self._new = None
        text = failure_words(error)
        self._context.announcer.say(text)
        self._under_way.end()
        if isinstance(error, WeakPassphraseError):
            self._form.show_new_problem(text)
        elif error.code in NOT_PROVED:
            self._form.proving.show_problem(text)
        else:
            self._form.show_problem(text)


def old_words(count: int) -> str:
    """What happens with the backups there are; nothing when there are none."""
    if not count:
        return ""
    words = ngettext(
        "{count} older copy in the vault goes on opening with the old passphrase and the old sheet, and only"
        " with those. Copies in a second folder do too.",
        "{count} older copies in the vault go on opening with the old passphrase and the old sheet, and only"
        " with those. Copies in a second folder do too.",
        count,
    )
    return words.format(count=count)


def _begin(desk: Desk, typed: str, passphrase: str, cheap: KdfProfile | None, work: Work) -> NewSheet:
    proving.prove(desk, typed, allow_test=cheap is not None)
    return rekeying.begin_proved(desk, passphrase, profile=cheap, work=work, allow_test=cheap is not None)


def _let_go(desk: Desk, new: NewSheet) -> None:
    """A closed vault forgets them by itself at its next opening."""
    if desk.vault.is_open:
        rekeying.abandon(new)
