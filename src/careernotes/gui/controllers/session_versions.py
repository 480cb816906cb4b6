"""Reading an earlier version of the note on the screen, and putting it back."""

from PySide6.QtCore import QObject

from careernotes.gui.models.rows import Row
from careernotes.gui.models.wording import day_and_weekday
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _, ngettext
from careernotes.services.desk import Desk
from careernotes.services.versions import NoteVersion, moment_of


class SessionVersions(QObject):
    """What the card with the versions asks for."""

    def __init__(self, view: SessionView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._desk = view, desk
        self._versions: tuple[NoteVersion, ...] = ()
        self._shown: NoteVersion | None = None
        view.versions.chosen.connect(self._on_chosen)
        view.versions.wanted.connect(self._on_wanted)

    def begin(self, versions: tuple[NoteVersion, ...]) -> None:
        """Which versions there are."""
        self._versions = versions
        self._view.versions.show_rows([self._row(at, version) for at, version in enumerate(versions)])

    def _row(self, at: int, version: NoteVersion) -> Row:
        moment = moment_of(version, self._desk)
        day = day_and_weekday(moment.date(), today=self._desk.today)
        words = ngettext("{count} word", "{count} words", version.words).format(count=version.words)
        return Row(key=str(at), title=f"{day}, {moment:%H:%M}", detail=words)

    def _on_chosen(self, key: str) -> None:
        self._shown = self._versions[int(key)]
        self._view.versions.show_version(record=self._shown.record, working=self._shown.working)

    def _on_wanted(self) -> None:
        if self._shown is None:
            return
        # The record last, so that the keyboard ends there when both change.
        for editor, text in (
            (self._view.notes.working, self._shown.working),
            (self._view.notes.record, self._shown.record),
        ):
            if editor.text() != text:
                editor.put_in(text)
                editor.setFocus()
        self._view.show_done(_("The earlier version is back. Ctrl+Z brings back what was here."))
