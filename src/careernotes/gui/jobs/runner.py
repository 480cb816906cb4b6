"""The one lane: vault work runs here, one job after another, and answers on the GUI thread."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from careernotes.errors import CareerNotesError
from careernotes.logs import log_bug
from careernotes.services.work import Work

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_STUCK_AFTER = 0.1
# Any: the types of the calls were checked when they were submitted; the signal in between has none.
_Call = Callable[..., Any]


class BugError(CareerNotesError):
    """A bug: its text is never shown, because it may quote a note."""

    code = "CN999"
    message = "The program made a mistake of its own."
    safe = "What was saved before is safe."
    hint = "Try again. If it comes back, lock and open the vault again."


class Job:
    """One piece of work on the lane; it can be asked to stop."""

    def __init__(
        self,
        number: int,
        succeeded: _Call | None,
        failed: _Call | None,
        progressed: _Call | None,
        dropped: _Call | None = None,
    ) -> None:
        self.number, self.dropped = number, dropped
        self.succeeded, self.failed, self.progressed = map(_receiver, (succeeded, failed, progressed))
        self._stop = Event()
        self.must_finish = False

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()


class JobRunner(QObject):
    """Runs calls one after another on one thread and hands each answer to a bound method of a living QObject.

    Signals:
        busy_changed: whether anything runs or waits.
        unheard: an expected failure that no receiver asked for.
        finished: the last of what must be finished was answered.
    """

    busy_changed = Signal(bool)
    unheard = Signal(object)
    finished = Signal()
    _answered = Signal(int, bool, object)
    _stepped = Signal(int, float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # QThreadPool would drop its thread after 30 s, and SQLCipher refuses the next one.
        self._lane: ThreadPoolExecutor | None = None
        self._jobs: dict[int, Job] = {}
        self.closed = False
        self.around: Callable[[], AbstractContextManager[None]] = nullcontext
        """What a receiver is called in: a page that is filled, say."""
        self._count = 0
        self._running_since: float | None = None
        # Sent from the lane and heard here: Qt queues what crosses threads.
        self._answered.connect(self._on_answered)
        self._stepped.connect(self._on_stepped)

    def submit(
        self,
        call: Callable[[], T],
        *,
        succeeded: Callable[[T], None] | None = None,
        failed: Callable[[CareerNotesError], None] | None = None,
        dropped: Callable[[T], None] | None = None,
        must_finish: bool = False,
    ) -> Job:
        """Runs *call* on the lane. A receiver is a bound method of a QObject; when gone, it hears nothing.

        What nobody hears any more goes to *dropped*, on the lane: an opened vault must be closed again.
        What *must_finish* makes a lock wait that somebody asks for.
        """
        job = self._new_job(succeeded, failed, None, dropped)
        job.must_finish = must_finish
        self._start_lane().submit(self._run, job.number, call)
        return job

    def submit_long(
        self,
        call: Callable[[Work], T],
        *,
        succeeded: Callable[[T], None] | None = None,
        failed: Callable[[CareerNotesError], None] | None = None,
        progressed: Callable[[float, str], None] | None = None,
        must_finish: bool = False,
    ) -> Job:
        """Like :meth:`submit`, for work that tells how far it is and can be stopped with ``Job.cancel``."""
        job = self._new_job(succeeded, failed, progressed)
        job.must_finish = must_finish
        work = Work(on_step=partial(self._stepped.emit, job.number), cancelled=job.cancelled)
        self._start_lane().submit(self._run, job.number, partial(call, work))
        return job

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._jobs)

    @property
    def finishing(self) -> bool:
        """Whether something runs or waits that a lock asked for lets finish."""
        return any(job.must_finish for job in self._jobs.values())

    @property
    def stuck(self) -> bool:
        """Whether one piece of work has held the lane for a while; what is asked now has to wait."""
        since = self._running_since
        return since is not None and monotonic() - since > _STUCK_AFTER

    def forget_receivers(self, *, quiet: bool = False) -> None:
        """Lets nobody hear the answers of what runs or waits: a lock came in between.

        A failure is then unheard; with *quiet* only where no receiver had asked for it: what the screens
        of a vault still ask that is closed already, by a backup brought back, cannot come.
        """
        for job in self._jobs.values():
            job.succeeded = job.progressed = None
            job.failed = _nobody if quiet and job.failed is not None else None

    def cancel_all(self) -> None:
        """Asks whatever runs or waits to stop at its next step."""
        for job in self._jobs.values():
            job.cancel()

    def drain(self, seconds: float) -> bool:
        """Waits until everything asked so far is done, and at most this long; whether it is."""
        if self._lane is None:
            return True
        done = Event()
        self._lane.submit(done.set)
        return done.wait(seconds)

    def close(self) -> None:
        """Waits for the lane to end; nothing can be submitted afterwards."""
        self.forget_receivers()
        self.closed = True
        if self._lane is not None:
            self._lane.shutdown(wait=True)

    def _start_lane(self) -> "ThreadPoolExecutor":
        """The lane, made at the first job: the first window is on the screen by then."""
        if self._lane is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  4 ms the first window does not need

            self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        return self._lane

    def _new_job(
        self,
        succeeded: _Call | None,
        failed: _Call | None,
        progressed: _Call | None,
        dropped: _Call | None = None,
    ) -> Job:
        self._count += 1
        job = Job(self._count, succeeded, failed, progressed, dropped)
        self._jobs[job.number] = job
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        return job

    def _run(self, number: int, call: Callable[[], object]) -> None:
        self._running_since = monotonic()
        try:
            answer, good = call(), True
        except CareerNotesError as error:
            answer, good = error.with_traceback(None), False
        except Exception as error:  # noqa: BLE001  the one place that catches everything: a bug is named, not quoted
            log_bug(error)
            answer, good = BugError(), False
        self._running_since = None
        job = self._jobs.get(number)
        if self.closed and good and job is not None and job.dropped is not None:
            # The program ends: the GUI thread waits for this lane and hears nothing more.
            job.dropped(answer)
        elif isValid(self):
            self._answered.emit(number, good, answer)

    @Slot(int, bool, object)
    def _on_answered(self, number: int, good: bool, answer: object) -> None:  # noqa: FBT001  a signal's argument
        job = self._jobs.pop(number)
        receiver = _alive(job.succeeded if good else job.failed)
        if receiver is not None:
            with self.around():
                receiver(answer)
        elif good and job.dropped is not None and not self.closed:
            self.submit(partial(job.dropped, answer))
        elif not good and job.failed is None:
            self.unheard.emit(answer)
        if not self._jobs:
            self.busy_changed.emit(False)
        if job.must_finish and not self.finishing:
            self.finished.emit()

    @Slot(int, float, str)
    def _on_stepped(self, number: int, done: float, label: str) -> None:
        job = self._jobs.get(number)
        receiver = _alive(job.progressed) if job is not None else None
        if receiver is not None:
            receiver(done, label)


_Receiver = Callable[[], _Call | None]


def _nobody() -> None:
    return


def _receiver(method: _Call | None) -> _Receiver | None:
    """A way to find *method* again without keeping its object alive."""
    if method is None:
        return None
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject):
        raise TypeError("a receiver is a bound method of a QObject")
    name = getattr(method, "__name__", "")
    return partial(_find, ref(owner), name)


def _find(owner: "ref[QObject]", name: str) -> _Call | None:
    living = owner()
    if living is None or not isValid(living):
        return None
    found: _Call = getattr(living, name)
    return found


def _alive(receiver: _Receiver | None) -> _Call | None:
    return receiver() if receiver is not None else None
