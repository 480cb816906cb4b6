"""What the screens share that ask the exporter: one count at a time, how far it is, what a refusal means."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.periods import Period
from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.controllers.report_words import offer_again
from careernotes.gui.jobs.runner import Job
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.keeper import KeeperView
from careernotes.gui.views.pool import PoolView
from careernotes.gui.views.report import ReportView
from careernotes.gui.widgets.under_way import ENOUGH
from careernotes.i18n import _, error_text
from careernotes.services.work import Work

T = TypeVar("T")
ALREADY_RELEASED, NOBODY_COUNTED, TOO_FEW_FOR_A_LIST = "CN410", "CN403", "CN401"
# Nobody, or too few to be shown safely: an answer to the question, and no fault of anybody.
NO_FAULT = frozenset({"CN402", "CN404", "CN405", "CN414", "CN483", NOBODY_COUNTED, TOO_FEW_FOR_A_LIST})


class ExporterScreen(ScreenController):
    """A screen whose figures come from the exporter's own process."""

    view: ReportView | PoolView | KeeperView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._period: Period | None = None
        self._job: Job | None = None
        self._reprints = self._listens = False
        # Whether somebody pressed Stop, and whether what runs may have left before that was heard.
        self._stopping = self._releases = False

    @property
    def may_reprint(self) -> bool:
        """Whether what is asked for can be written again once it was released."""
        return self._period is not None

    def ask(self, call: Callable[[Work], T], then: Callable[[T], None], *, releases: bool = False) -> None:
        """Asks the exporter, and shows how far it is; *then*, a bound method, gets the answer.

        *releases*: what it does can be done once only, and may be done when a stop comes.
        """
        self._stopping, self._releases = False, releases
        self.view.banner.clear()
        if not self._listens:
            self.view.under_way.stopped.connect(self._on_stop_asked)
            self._listens = True
        self.view.show_busy(0)
        self._job = self.context.runner.submit_long(
            call, succeeded=then, failed=self._on_failed, progressed=self._on_progress
        )

    def _stop(self) -> None:
        """Stops the count going on: its answer belongs to a choice that no longer stands."""
        self._stopping = False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(float, str)
    def _on_progress(self, done: float, words: str) -> None:
        if self._stopping:
            return
        # The last thousandth is the answer's: a full line would look like the end.
        self.view.show_busy(min(int(done * ENOUGH), ENOUGH - 1), words)

    @Slot()
    def _on_stop_asked(self) -> None:
        """Only the answer tells whether it was stopped: it may be done already."""
        self._stop()
        self._stopping = True
        self.view.show_busy(self.view.under_way.line.value(), _("Stopping…"))

    def _on_failed(self, error: CareerNotesError) -> None:
        self.view.show_busy(1000)
        if isinstance(error, CancelledError):
            if self._stopping:
                self._stopping = False
                self.view.banner.show_info(_stopped_words(releases=self._releases))
            return
        if error.code == ALREADY_RELEASED and self.may_reprint:
            self._reprints = True
            offer_again(self.view.banner, self.view.release, str(self._period))
        elif error.code in NO_FAULT:
            self.view.banner.show_info(error_text(error))
        else:
            self.view.banner.show_error(error_text(error))


def _stopped_words(*, releases: bool) -> str:
    """The exporter is gone; what it released before that is released, though nobody has heard of it."""
    if releases:
        return _("Stopped. See whether it was released before you begin again.")
    return _("Stopped. What was not finished by then has changed nothing. You can begin again.")
