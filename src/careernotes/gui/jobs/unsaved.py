"""What could not be saved outlives its screen: it is kept while the vault is open, tried again, and shown."""

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from careernotes.domain.ids import SessionId
from careernotes.domain.rules import UnknownRecordError
from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.runner import BugError, JobRunner
from careernotes.services.conversations import autosave, drop_draft, record_conversation
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.erased import Erased, RemovedError

AGAIN_MS = 15_000


class UnsavedDrafts(QObject):
    """Every draft on its way to the vault, until it is there. Dropped at a lock, which tries once more.

    Signals:
        saved: the draft as it was kept.
        recorded: the session that became a record.
        failed: the session that could not be kept, and why; its text is held here.
        refused: the session that could not become a record, and why; its text is kept as a draft.
        erased: the session of which something was erased, and what that found: an Erased, or why the rest
            of it failed.
        not_erased: the session of which nothing was erased, and why.
        changed: other drafts than before wait to be saved.
    """

    saved = Signal(object)
    recorded = Signal(str)
    failed = Signal(str, object)
    refused = Signal(str, object)
    erased = Signal(str, object)
    not_erased = Signal(str, object)
    changed = Signal()

    def __init__(self, desk: Desk, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._runner = runner
        self._held: dict[SessionId, SessionDraft] = {}
        self._problems: dict[SessionId, CareerNotesError] = {}
        # The lane answers in the order it was asked.
        self._asked: deque[SessionDraft] = deque()
        self._erasing: deque[SessionId] = deque()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.try_again)

    @property
    def problems(self) -> dict[SessionId, CareerNotesError]:
        """The sessions whose newest text could not be saved, each with the reason."""
        return dict(self._problems)

    @property
    def waiting(self) -> bool:
        """Whether any text is not in the vault yet: it goes when the vault does."""
        return bool(self._held)

    def held(self, session_id: SessionId) -> SessionDraft | None:
        """The newest text of a session that is not in the vault; None when the vault has it."""
        return self._held.get(session_id)

    def save(self, draft: SessionDraft) -> None:
        """Keeps a draft in the vault, and here until it is there."""
        self._hold(draft)
        self._runner.submit(
            partial(autosave, self.desk, draft), succeeded=self._on_saved, failed=self._on_failed
        )

    def record(self, draft: SessionDraft) -> None:
        """Makes a record of a draft; one that is refused is held here."""
        self._hold(draft)
        self._runner.submit(
            partial(record_conversation, self.desk, draft),
            succeeded=self._on_recorded,
            failed=self._on_refused,
        )

    def drop(self, session_id: SessionId) -> None:
        """Throws a draft away that nobody waits for."""
        self.forget(session_id)
        self._runner.submit(partial(drop_draft, self.desk, session_id))

    def erase(self, session_id: SessionId, call: Callable[[], Erased]) -> None:
        """Erases something of a session; its text is not tried again behind that, and goes once that is gone.

        Also when its screen was left meanwhile.
        """
        self._erasing.append(session_id)
        self._runner.submit(call, succeeded=self._on_erased, failed=self._on_not_erased)

    def forget(self, session_id: SessionId) -> None:
        """Lets go of a draft that was thrown away."""
        self._held.pop(session_id, None)
        self._problems.pop(session_id, None)
        self.changed.emit()

    def try_again(self) -> None:
        """Tries to save whatever could not be saved."""
        for session_id in self._problems:
            if session_id not in self._erasing:
                self.save(self._held[session_id])

    def close(self) -> None:
        """The vault is about to be closed: tries once more, and then holds nothing."""
        self.try_again()
        self.deleteLater()

    def _hold(self, draft: SessionDraft) -> None:
        self._held[draft.session_id] = draft
        self._asked.append(draft)

    def _on_saved(self, kept: SessionDraft) -> None:
        self._let_go(self._asked.popleft())
        self.saved.emit(kept)

    def _on_recorded(self, session_id: SessionId) -> None:
        self._let_go(self._asked.popleft())
        self.recorded.emit(session_id)

    def _on_refused(self, error: CareerNotesError) -> None:
        draft = self._asked.popleft()
        if self._held.get(draft.session_id) is draft:
            self.save(draft)
        self.refused.emit(draft.session_id, error)

    def _on_erased(self, done: Erased | CareerNotesError) -> None:
        session_id = self._erasing.popleft()
        self.forget(session_id)
        self.erased.emit(session_id, done)

    def _on_not_erased(self, error: CareerNotesError) -> None:
        if isinstance(error, RemovedError | BugError):
            # After a mistake of our own nobody knows how far it came, and the words must not come back.
            self._on_erased(error)
            return
        self.not_erased.emit(self._erasing.popleft(), error)
        self.try_again()

    def _let_go(self, draft: SessionDraft) -> None:
        # A newer text of the same session may be on its way already.
        if self._held.get(draft.session_id) is draft:
            self.forget(draft.session_id)

    def _on_failed(self, error: CareerNotesError) -> None:
        draft = self._asked.popleft()
        if isinstance(error, UnknownRecordError):
            # The person was erased in the meantime, and the words about them go too.
            self._let_go(draft)
        elif draft.session_id in self._held:
            self._problems[draft.session_id] = error
            self._again.start(AGAIN_MS)
            self.changed.emit()
        self.failed.emit(draft.session_id, error)
