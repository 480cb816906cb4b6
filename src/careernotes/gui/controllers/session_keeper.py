"""Saves what is being written: two seconds after typing, ten at most, and when the keyboard leaves a text."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.runner import JobRunner
from careernotes.services.conversations import autosave, drop_draft
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft

AFTER_TYPING_MS, AT_MOST_MS, AGAIN_MS = 2_000, 10_000, 15_000


class DraftKeeper(QObject):
    """Hands the draft to the lane at the right moments. After a failure it tries again by itself.

    Signals:
        saved: the moment it was saved, in whole seconds.
        failed: why it could not be saved; the text is still on the screen.
    """

    saved = Signal(int)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, runner: JobRunner, collect: Callable[[], SessionDraft | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._collect = desk, runner, collect
        self._dirty = False
        self._pause, self._limit = self._timer(), self._timer()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved yet."""
        return self._dirty

    def touched(self) -> None:
        """Something changed."""
        self._dirty = True
        self._pause.start(AFTER_TYPING_MS)
        if not self._limit.isActive():
            self._limit.start(AT_MOST_MS)

    def save_now(self) -> None:
        """Saves at once, if there is anything to save."""
        self._stop()
        draft = self._collect() if self._dirty else None
        if draft is not None:
            self._dirty = False
            self._runner.submit(
                partial(autosave, self._desk, draft), succeeded=self._on_saved, failed=self._on_failed
            )

    def leave(self, *, new: bool) -> None:
        """The screen goes away: what is typed is kept; a new draft with nothing in it is not."""
        draft = self._collect()
        dirty, self._dirty = self._dirty, False
        self._stop()
        if draft is None:
            return
        if new and draft.is_empty:
            self._runner.submit(partial(drop_draft, self._desk, draft.session_id))
        elif dirty:
            self._runner.submit(partial(autosave, self._desk, draft))

    def forget(self) -> None:
        """Nothing is left to save: the session was recorded, or thrown away."""
        self._dirty = False
        self._stop()

    def _stop(self) -> None:
        self._pause.stop()
        self._limit.stop()

    def _timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.save_now)
        return timer

    def _on_saved(self, draft: SessionDraft) -> None:
        self.saved.emit(draft.updated_at)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._dirty = True
        self._limit.start(AGAIN_MS)
        self.failed.emit(error)


def clock_words(moment: int) -> str:
    """A moment as ``12:04`` in local time."""
    return dt.datetime.fromtimestamp(moment).astimezone().strftime("%H:%M")
