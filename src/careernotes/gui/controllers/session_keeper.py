"""Saves what is being written: a second after typing, two at most, and when the keyboard leaves a text.

So whatever ends the program, no more than two seconds of typing are lost.
"""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.unsaved import AGAIN_MS, UnsavedDrafts
from careernotes.services.drafts import SessionDraft

AFTER_TYPING_MS, AT_MOST_MS = 1_000, 1_800


class DraftKeeper(QObject):
    """Hands the draft on at the right moments. After a failure it tries again by itself.

    Signals:
        changed: something was filled in.
        saved: the moment it was saved, in whole seconds.
        failed: why it could not be saved; the text is still on the screen.
    """

    changed = Signal()
    saved = Signal(int)
    failed = Signal(object)

    def __init__(
        self, unsaved: UnsavedDrafts, collect: Callable[[], SessionDraft | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._unsaved, self._collect = unsaved, collect
        self._session_id = ""
        self._dirty = self._waits = False
        self._pause, self._limit = self._timer(), self._timer()
        unsaved.saved.connect(self._on_saved)
        unsaved.failed.connect(self._on_failed)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved yet."""
        return self._dirty

    @property
    def waits(self) -> bool:
        """Whether nothing is saved because the session is being recorded or thrown away."""
        return self._waits

    @property
    def timed(self) -> bool:
        """Whether it will save by itself."""
        return self._pause.isActive() or self._limit.isActive()

    def touched(self) -> None:
        """Something changed."""
        self._dirty = True
        self.changed.emit()
        if self._waits:
            return
        self._pause.start(AFTER_TYPING_MS)
        if not self._limit.isActive():
            self._limit.start(AT_MOST_MS)

    def save_now(self) -> None:
        """Saves at once, if there is anything to save."""
        self._stop()
        draft = self._collect() if self._dirty and not self._waits else None
        if draft is not None:
            self._dirty = False
            self._session_id = draft.session_id
            self._unsaved.save(draft)

    def leave(self, *, new: bool) -> None:
        """The screen goes away: what is typed is kept; a new draft with nothing in it is not."""
        draft = self._collect()
        dirty, self._dirty = self._dirty, False
        self._stop()
        if draft is None:
            return
        if new and draft.is_empty:
            self._unsaved.drop(draft.session_id)
        elif dirty:
            self._unsaved.save(draft)

    def wait(self) -> None:
        """Saves nothing from now on: the session is being recorded or thrown away."""
        self._waits = True
        self._stop()

    def go_on(self) -> None:
        """Saves again: it could not be recorded or thrown away."""
        self._waits = False
        if self._dirty:
            self.touched()

    def _stop(self) -> None:
        self._pause.stop()
        self._limit.stop()

    def _timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.save_now)
        return timer

    def _on_saved(self, draft: SessionDraft) -> None:
        if draft.session_id == self._session_id:
            self.saved.emit(draft.updated_at)

    def _on_failed(self, session_id: str, error: CareerNotesError) -> None:
        if session_id == self._session_id:
            self._dirty = True
            if not self._waits:
                self._limit.start(AGAIN_MS)
                self.failed.emit(error)


def clock_words(moment: int) -> str:
    """A moment as ``12:04`` in local time."""
    return dt.datetime.fromtimestamp(moment).astimezone().strftime("%H:%M")
