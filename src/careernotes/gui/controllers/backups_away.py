"""The folders with copies that are not connected: shown, said to be gone, and taken back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.backups import BackupsCard
from careernotes.gui.views.backups_away import AwayRow
from careernotes.i18n import _, error_text, ngettext
from careernotes.services import backup_folders
from careernotes.services.backup_folders import AwayFolder


class AwayKeeper(QObject):
    """Fills the rows and does what they ask for; *refresh* reads the whole card anew."""

    def __init__(
        self, context: SessionContext, card: BackupsCard, parent: QObject, refresh: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._context, self._card, self._refresh = context, card, refresh
        card.away.gone_said.connect(self._on_gone_said)
        card.away.back_said.connect(self._on_back_said)

    def show_known(self, folders: Sequence[AwayFolder]) -> None:
        """One row for each."""
        self._card.away.show_rows(
            [
                AwayRow(
                    key=each.key, where=path_words(each.folder), words=away_words(each),
                    gone=each.gone_on is not None,
                )
                for each in folders
            ]
        )  # fmt: skip

    @Slot(str)
    def _on_gone_said(self, key: str) -> None:
        call = partial(backup_folders.say_gone, self._context.open_desk, key)
        self._context.runner.submit(call, succeeded=self._on_gone, failed=self._on_failed)

    @Slot(str)
    def _on_back_said(self, key: str) -> None:
        call = partial(backup_folders.say_back, self._context.open_desk, key)
        self._context.runner.submit(call, succeeded=self._on_back, failed=self._on_failed)

    def _on_gone(self, _nothing: object) -> None:
        self._say(_("It is not named after an erasure any more. Should it turn up again, it counts again."))

    def _on_back(self, _nothing: object) -> None:
        self._say(_("It counts again, and is named after each erasure until it is connected."))

    def _say(self, words: str) -> None:
        self._card.said.show_info(words)
        self._context.announcer.say(words)
        self._refresh()

    def _on_failed(self, error: CareerNotesError) -> None:
        text = error_text(error)
        self._card.said.show_error(text)
        self._context.announcer.say(text)
        self._refresh()


def away_words(folder: AwayFolder) -> str:
    """How many copies it got, and that it was said to be gone."""
    words = ngettext("{count} copy went there.", "{count} copies went there.", folder.copies)
    said = words.format(count=folder.copies)
    if folder.gone_on is None:
        return said
    return f"{said} {_('Said to be gone on {day}.').format(day=long_day(folder.gone_on))}"
