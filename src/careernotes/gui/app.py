"""The composition root of the window: everything is made here and handed on."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from careernotes.assets import resources_folder
from careernotes.gui.controllers.backup_keeper import BackupKeeper
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.hardening import overwrite_freed_memory
from careernotes.gui.instance import Instance, ProcessEnd
from careernotes.gui.jobs.collector import keep_gc_on_gui_thread
from careernotes.gui.jobs.runner import BugError
from careernotes.gui.options import Options
from careernotes.gui.post import STANDBY, Post
from careernotes.gui.settings import Settings, keep_qt_from_noting, settings_folder
from careernotes.gui.theme.theme import Theme
from careernotes.i18n import set_language
from careernotes.logs import log_bug

if TYPE_CHECKING:
    from careernotes.services.unlocking import KdfProfile


def run(options: Options, line: Post | None = None, profile: "KdfProfile | None" = None) -> int:
    """Opens the window and returns when it is closed. *line* leads to the supervisor that started it.

    Without one the window stands alone, as for the pictures, and a lock asks anew in the same process.
    """
    sys.excepthook = report_bug
    # Asked for here, the style costs nothing; app.setStyle first makes its types known to Python, 12 ms.
    app = QApplication(["careernotes", "-style", "fusion"])
    app.setApplicationName("careernotes")
    app.setQuitOnLastWindowClosed(True)
    keep_qt_from_noting()
    settings = Settings(settings_folder())
    set_language(options.language or settings.language)
    theme = Theme(app)
    # Before there is a window: parts made earlier keep the letters of the computer, and measure with them.
    theme.apply(settings.theme, settings.text_percent)
    collector = keep_gc_on_gui_thread(app)
    if options.screens is not None:
        from careernotes.gui.album import make_album  # noqa: PLC0415  only the pictures need it

        return make_album(app, options, settings, theme)
    if line is not None and line.role == STANDBY:
        # The vault opened last, which may be another one than was asked for at first.
        options = options._replace(vault=settings.last_vault or options.vault)
    end = ProcessEnd(line) if line is not None else None
    shell = ShellController(app, options, settings, theme, profile=profile, how_to_end=end)
    shell.runner.busy_changed.connect(collector.heed_work)
    BackupKeeper(shell)
    sys.excepthook = partial(show_bug, shell)
    _start(app, shell, line, end)
    QTimer.singleShot(0, app, partial(_give_icon, app))
    shell.window.installEventFilter(_AfterFirstPicture(app, theme.follow_computer))
    # What was imported lives as long as the program: the collector need not look at it again.
    gc.freeze()
    if line is not None:
        # Before anything can be typed; everything freed until now was code and pictures.
        overwrite_freed_memory()
    return int(app.exec())


def _start(app: QApplication, shell: ShellController, line: Post | None, end: ProcessEnd | None) -> None:
    if line is None or end is None:
        shell.start()
    else:
        Instance(app, shell, line, end).start()


class _AfterFirstPicture(QObject):
    """Calls once the window that it filters was painted."""

    def __init__(self, app: QApplication, call: Callable[[], None]) -> None:
        super().__init__(app)
        self._call = call

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the first picture of the window."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._call)
        return False


def _give_icon(app: QApplication) -> None:
    from PySide6.QtGui import QIcon  # noqa: PLC0415  drawn after the first picture

    app.setWindowIcon(QIcon(str(resources_folder() / "icons" / "careernotes.svg")))


def show_bug(
    shell: ShellController, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Like :func:`report_bug`, and tells the mentor, in words that quote nothing."""
    report_bug(kind, error, trace)
    if isValid(shell):
        shell.tell_problem(BugError())


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Names a bug by type, module and line; its text may quote a note and is never written."""
    del kind, trace
    log_bug(error)
