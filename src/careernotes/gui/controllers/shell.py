"""The shell: an entrance, the desk behind it, and the lock between the two."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.actions import BACK, EVERYWHERE, LOCK
from careernotes.gui.controllers.entrances import Entrances
from careernotes.gui.idle import IdleWatch, boot_seconds
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.options import Options
from careernotes.gui.screens import WITHOUT_VAULT
from careernotes.gui.settings import Settings
from careernotes.gui.theme.theme import Theme
from careernotes.gui.views.shell import MainWindow
from careernotes.gui.which_vault import WhichVault
from careernotes.gui.widgets.announcer import Announcer
from careernotes.gui.widgets.secret_clipboard import ClipboardGuard
from careernotes.gui.wishes import Wishes
from careernotes.i18n import _, error_text, set_language
from careernotes.logs import Event, log, log_failure

if TYPE_CHECKING:
    from careernotes.gui.entrance_work import Opened
    from careernotes.gui.jobs.unsaved import UnsavedDrafts
    from careernotes.gui.navigation import Navigator, SessionContext
    from careernotes.gui.views.desk_frame import DeskFrame
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile


class ShellController(QObject):
    """Shows the entrance or the desk, and locks.

    Signals:
        unlocked: the desk is shown.
        locked: the entrance is shown and the vault is being closed.
    """

    unlocked = Signal()
    locked = Signal()

    def __init__(
        self,
        app: QApplication,
        options: Options,
        settings: Settings,
        theme: Theme,
        *,
        profile: "KdfProfile | None" = None,
        now: Callable[[], float] = boot_seconds,
    ) -> None:
        super().__init__(app)
        self._settings, self._theme, self._profile = settings, theme, profile
        self.runner = JobRunner(self)
        self.window = MainWindow()
        self.announcer = Announcer(self.window)
        self.idle = IdleWatch(app, self, now=now)
        self._clipboard = ClipboardGuard(app.clipboard(), self)
        self._commands = {command.name: command for command in EVERYWHERE}
        self.which = WhichVault(options.vault, settings.last_vault)
        self.desk: Desk | None = None
        self.navigator: Navigator | None = None
        self._frame: DeskFrame | None = None
        self._unsaved: UnsavedDrafts | None = None
        self._entrances = Entrances(self, options, settings, self.runner, profile)
        self._listen_to_entrances(self._entrances)
        self.runner.unheard.connect(self.tell_problem)
        self.window.commanded.connect(self._on_commanded)
        self.window.closing.connect(self.close)
        self.runner.busy_changed.connect(self._on_busy_changed)
        self.idle.fell_quiet.connect(self.lock)
        self.idle.ticked.connect(self._on_ticked)

    def _listen_to_entrances(self, entrances: Entrances) -> None:
        entrances.opened.connect(self.admit)
        entrances.vault_made.connect(self._hold)
        entrances.vault_removed.connect(self._on_vault_removed)
        entrances.vault_secured.connect(self.take)
        entrances.finished.connect(self._on_first_run_finished)
        entrances.create_asked.connect(self._on_create_asked)
        entrances.pool_asked.connect(partial(self._visit, "pool"))
        entrances.help_asked.connect(partial(self._visit, "help_now"))
        entrances.vault_chosen.connect(self._on_vault_chosen)
        entrances.look_changed.connect(self.apply_look)
        entrances.language_changed.connect(self._on_language_changed)

    @property
    def allow_test(self) -> bool:
        """Whether a test handed in the cheap cost of guessing."""
        return self._profile is not None

    def start(self) -> None:
        """Shows the window with its entrance."""
        self.apply_look()
        if (geometry := self._settings.geometry) is not None:
            self.window.restoreGeometry(geometry)
        self.show_entrance()
        self.window.show()
        log(Event.APP_STARTED)

    @Slot()
    def apply_look(self) -> None:
        """Puts theme and text size of the settings in force."""
        self._theme.apply(self._settings.theme, self._settings.text_percent)

    @Slot()
    def show_entrance(self) -> None:
        """Asks for the passphrase; where there is no vault yet, begins the first run."""
        if self.which.wanted:
            self._show_closed(self._entrances.unlock_page(self.window.host, self.which.folder))
        else:
            self.begin_first_run(None)

    def begin_first_run(self, opened: "Opened | None") -> None:
        """Leads through the first run, from the start or from where it stopped."""
        self._show_closed(self._entrances.first_run_page(self.window.host, self.which.folder, opened))

    def show_desk(self, name: str = "today", **arguments: str) -> None:
        """Shows the desk of the open vault, at one screen."""
        from careernotes.gui.controllers.rooms import desk_room, hold_unsaved  # noqa: PLC0415  not for the entrance

        self._unsaved = hold_unsaved(self._unsaved, self.desk, self.runner, self)
        frame, navigator = desk_room(self.window.host, self._unsaved)
        frame.rail.asked.connect(self._on_commanded)
        self._frame, self.navigator = frame, navigator
        navigator.begin(self._context(navigator, frame))
        self.window.show_only(frame)
        self.window.listen(open_vault=True)
        frame.status.show_lock(self._settings.idle_minutes * 60, self._settings.idle_minutes)
        navigator.go(name, **arguments)

    @Slot()
    def lock(self) -> None:
        """Saves what is half typed, closes the vault, wipes its keys, destroys every screen and asks anew."""
        if self.desk is None:
            return
        self._close_vault()
        self.show_entrance()
        self.announcer.say(_("Locked."))
        self.locked.emit()

    @Slot()
    def close(self) -> None:
        """Locks for good: the program ends."""
        self._settings.geometry = self.window.saveGeometry()
        self._settings.save()
        self._close_vault()
        self.runner.close()
        log(Event.APP_STOPPED)

    def _close_vault(self) -> None:
        self.idle.stop()
        desk, self.desk = self.desk, None
        if self.navigator is not None:
            # Its screen hands what is half typed to the lane, in front of the closing.
            self.navigator.end()
        if self._unsaved is not None:
            self._unsaved.close()
        self.runner.forget_receivers()
        self._frame = self.navigator = self._unsaved = None
        if desk is not None:
            self.runner.submit(desk.close)
        self._clipboard.clear()

    def _visit(self, name: str) -> None:
        """One screen that needs no vault, with a way back to the entrance."""
        from careernotes.gui.controllers.rooms import visit_room  # noqa: PLC0415  not needed for the entrance

        frame, navigator = visit_room(self.window.host)
        navigator.emptied.connect(self.show_entrance)
        self._show_closed(frame)
        self.navigator = navigator
        navigator.begin(self._context(navigator, frame))
        navigator.go(name, **self._entrances.given(name, self.which.folder))

    def _context(self, navigator: "Navigator", parent: QObject) -> "SessionContext":
        from careernotes.gui.controllers.rooms import SessionContext, SystemClock  # noqa: PLC0415  not for the entrance

        wishes = Wishes(parent)
        wishes.look_changed.connect(self.apply_look)
        wishes.language_changed.connect(self._on_language_changed)
        wishes.idle_changed.connect(self._on_idle_changed)
        wishes.desk_changed.connect(self._on_desk_changed)
        wishes.lock_asked.connect(self.lock)
        if self._frame is not None:
            wishes.saved.connect(self._frame.status.show_saved)
        return SessionContext(
            desk=self.desk,
            runner=self.runner,
            navigator=navigator,
            settings=self._settings,
            announcer=self.announcer,
            clock=self.desk.clock if self.desk is not None else SystemClock(),
            wishes=wishes,
            profile=self._profile,
            unsaved=self._unsaved,
        )

    def _show_closed(self, view: QWidget) -> None:
        self.navigator = self._frame = None
        self.window.show_only(view)
        self.window.listen(open_vault=False)

    def admit(self, opened: "Opened") -> None:
        """Shows the desk of a vault that was opened, or the rest of its first run."""
        self.take(opened.desk)
        if opened.ready:
            self.show_desk()
            self._tell_notices(opened.desk)
            self.unlocked.emit()
        else:
            self.begin_first_run(opened)

    def _tell_notices(self, desk: "Desk") -> None:
        from careernotes.gui.controllers.rooms import notices  # noqa: PLC0415  not needed for the entrance

        if self._frame is not None and (text := notices(desk)):
            self._frame.problem.show_warning(text)

    def _hold(self, desk: "Desk") -> None:
        """A vault just made: open, but not on the idle clock while its recovery sheet is copied to paper."""
        self.desk = desk
        self._settings.last_vault = self.which.folder

    def _on_vault_removed(self) -> None:
        self.idle.stop()
        self.desk = None

    def take(self, desk: "Desk") -> None:
        """Holds an open vault from now on: the idle lock counts, and a lock closes it."""
        self._hold(desk)
        self.idle.start(self._settings.idle_minutes)

    def _on_desk_changed(self, desk: "Desk") -> None:
        self.desk = desk
        if self.navigator is not None and self.navigator.here is not None:
            name, arguments = self.navigator.here
            self.navigator.end()
            self.show_desk(name, **arguments)

    def _on_first_run_finished(self, desk: "Desk") -> None:
        self.desk = desk
        self.show_desk()
        self.unlocked.emit()

    def _on_create_asked(self) -> None:
        self.which.make_new()
        self.begin_first_run(None)

    def _on_vault_chosen(self, folder: str) -> None:
        self.which.choose(Path(folder))
        self.show_entrance()

    def _on_language_changed(self, language: str) -> None:
        self._settings.language = language
        set_language(language)
        self.window.retranslate()
        if self.desk is not None:
            self._on_desk_changed(self.desk)
        else:
            self.show_entrance()

    def _on_idle_changed(self) -> None:
        self.idle.start(self._settings.idle_minutes)

    def _on_ticked(self, seconds_left: int) -> None:
        if self._frame is not None:
            self._frame.status.show_lock(seconds_left, self._settings.idle_minutes)

    def _on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001  a signal's argument
        if self._frame is not None:
            self._frame.status.show_busy(busy=busy)

    def tell_problem(self, error: CareerNotesError) -> None:
        """Says what went wrong, in the banner of whatever is shown."""
        log_failure(error.code)
        self.window.show_problem(error_text(error))

    def _on_commanded(self, name: str) -> None:
        command = self._commands[name]
        if command is LOCK:
            self.lock()
        elif command is BACK:
            if self.navigator is not None:
                self.navigator.back()
        elif self.desk is None:
            if command.screen in WITHOUT_VAULT and (
                self.navigator is None or self.navigator.name != command.screen
            ):
                self._visit(command.screen)
        elif self.navigator is not None:
            self.navigator.go(command.screen)
