"""The shell: an entrance, the desk behind it, and the lock between the two."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.actions import BY_NAME
from careernotes.gui.controllers.commands import carry_out
from careernotes.gui.controllers.entrances import Entrances
from careernotes.gui.controllers.lock_asked import AskedLock
from careernotes.gui.controllers.locking import Ending, Locker, fallen_words, leave
from careernotes.gui.idle import IdleWatch, boot_seconds
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.options import Options
from careernotes.gui.settings import Settings, look_of
from careernotes.gui.theme.theme import Theme
from careernotes.gui.views.shell import MainWindow
from careernotes.gui.which_vault import WhichVault
from careernotes.gui.widgets.announcer import Announcer
from careernotes.gui.widgets.secret_clipboard import ClipboardGuard
from careernotes.i18n import _, error_text, set_language
from careernotes.logs import Event, log, log_failure

if TYPE_CHECKING:
    from careernotes.gui.controllers.place_keeper import PlaceKeeper
    from careernotes.gui.entrance_work import Opened
    from careernotes.gui.jobs.unsaved import UnsavedDrafts
    from careernotes.gui.navigation import Navigator
    from careernotes.gui.views.desk_frame import DeskFrame
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile


class ShellController(QObject):
    """Shows the entrance or the desk, and locks.

    Signals:
        unlocked: the desk is shown.
        locked: the entrance is shown and the vault is being closed.
        guarding_changed: whether a vault is open.
        stopped: the window was closed, and the vault with it.
    """

    unlocked = Signal()
    locked = Signal()
    guarding_changed = Signal(bool)
    stopped = Signal()

    def __init__(
        self,
        app: QApplication,
        options: Options,
        settings: Settings,
        theme: Theme,
        *,
        profile: "KdfProfile | None" = None,
        now: Callable[[], float] = boot_seconds,
        how_to_end: Ending | None = None,
    ) -> None:
        super().__init__(app)
        self.settings, self._theme, self.profile, self._options = settings, theme, profile, options
        self.runner = JobRunner(self)
        self._locker, self.ask_lock = Locker(self, how_to_end), AskedLock(self, self).lock
        self.window = MainWindow()
        self.announcer = Announcer(self.window)
        self.idle = IdleWatch(app, self, now=now)
        self.window.unwatched = self.idle.look_away
        self._clipboard = ClipboardGuard(app.clipboard(), self)
        self.which = WhichVault(options.vault, settings.last_vault)
        self.desk: Desk | None = None
        self.navigator: Navigator | None = None
        self.frame: DeskFrame | None = None
        self.unsaved: UnsavedDrafts | None = None
        self.places: PlaceKeeper | None = None
        self._look = look_of(settings)
        self.entrances = Entrances(self, options, settings, self.runner, profile)
        self._serve(self.entrances)
        self.runner.unheard.connect(self.tell_problem)
        self.window.commanded.connect(self._on_commanded)
        self.window.closing.connect(self.close)
        self.runner.busy_changed.connect(self._on_busy_changed)
        self.idle.fell_quiet.connect(self.lock)
        self.idle.lock_pressed.connect(self.ask_lock)
        self.idle.touched.connect(self._on_touched)
        self.idle.ticked.connect(self._on_ticked)

    def _serve(self, entrances: Entrances) -> None:
        entrances.opened.connect(self.admit)
        entrances.vault_made.connect(self._hold)
        entrances.vault_removed.connect(self._on_vault_removed)
        entrances.vault_secured.connect(self.take)
        entrances.finished.connect(self._on_first_run_finished)
        entrances.create_asked.connect(self._on_create_asked)
        entrances.visit_asked.connect(self.visit)
        entrances.vault_chosen.connect(self._on_vault_chosen)
        entrances.look_changed.connect(self.apply_look)
        entrances.language_changed.connect(self.on_language_changed)

    def start(self) -> None:
        """Shows the window with its entrance."""
        self.prepare()
        self.window.show()
        log(Event.APP_STARTED)

    def prepare(self) -> None:
        """Makes everything and shows nothing."""
        if not self._theme.in_force:
            self.apply_look()
        self.window.stand_at(self.settings.geometry)
        self.show_entrance()

    def appear(self, *, fallen: bool = False) -> None:
        """Shows what was prepared, as the settings say by now; *fallen*: after an unexpected end."""
        self.settings.save()
        if look_of(self.settings) != self._look:
            set_language(self._options.language or self.settings.language)
            self.window.retranslate()
            self.which = WhichVault(self.settings.last_vault or self._options.vault, None)
            self.apply_look()
            self.prepare()
        else:
            self.window.stand_at(self.settings.geometry)
        self.window.show()
        self.announcer.say(_("Locked."))
        if fallen:
            self.window.show_problem(fallen_words())
        log(Event.APP_STARTED)

    @Slot()
    def apply_look(self) -> None:
        """Puts theme and text size of the settings in force."""
        self._theme.apply(self.settings.theme, self.settings.text_percent)

    @Slot()
    def show_entrance(self) -> None:
        """Asks for the passphrase; where there is no vault yet, begins the first run."""
        if self.which.wanted:
            self._show_closed(self.entrances.unlock_page(self.window.host, self.which.folder))
        else:
            self.begin_first_run(None)

    def begin_first_run(self, opened: "Opened | None") -> None:
        """Leads through the first run, from the start or from where it stopped."""
        self._show_closed(self.entrances.first_run_page(self.window.host, self.which.folder, opened))

    def show_desk(self, name: str = "today", **arguments: str) -> None:
        """Shows the desk of the open vault, at one screen."""
        from careernotes.gui.controllers.rooms import context_of, desk_room, hold_place, hold_unsaved  # noqa: PLC0415  not for the entrance

        self.unsaved = hold_unsaved(self.unsaved, self.desk, self.runner, self)
        self.places = hold_place(self.places, self)
        frame, navigator = desk_room(self.window.host, self.unsaved)
        frame.rail.asked.connect(self._on_commanded)
        self.frame, self.navigator = frame, navigator
        navigator.unwatched = self.idle.look_away
        navigator.begin(context_of(self, navigator, frame))
        self.window.show_only(frame)
        self.window.listen(open_vault=True)
        frame.status.show_lock(self.settings.idle_minutes * 60, self.settings.idle_minutes)
        navigator.go(name, **arguments)

    @Slot()
    def lock(self) -> None:
        """Keeps what is half typed, closes the vault and ends the process; in a test, asks anew instead."""
        self._locker.lock()

    @Slot()
    def close(self) -> None:
        """Locks for good: the program ends."""
        self._locker.close()

    def close_vault(self, *, locking: bool) -> Callable[[], bool] | None:
        """Hands what is half typed to the lane, and the closing behind it; answers with a last resort."""
        self.idle.stop()
        desk, self.desk = self.desk, None
        self.runner.cancel_all()
        last_resort = self.places.keep(all_of_it=locking) if self.places is not None else None
        if self.navigator is not None:
            # Its screen hands what is half typed to the lane, in front of the closing.
            self.navigator.end()
        if self.unsaved is not None:
            self.unsaved.close()
        self.runner.forget_receivers(quiet=desk is not None and not desk.vault.is_open)
        self.frame = self.navigator = self.unsaved = self.places = None
        if desk is not None:
            self.runner.submit(partial(leave, desk, self.settings))
        self._clipboard.clear()
        self.guarding_changed.emit(False)
        return last_resort

    def visit(self, name: str, **arguments: str) -> None:
        """One screen that needs no vault, with a way back to the entrance."""
        from careernotes.gui.controllers.rooms import context_of, visit_room  # noqa: PLC0415  not needed for the entrance

        frame, navigator = visit_room(self.window.host)
        navigator.emptied.connect(self.show_entrance)
        self._show_closed(frame)
        self.navigator = navigator
        navigator.begin(context_of(self, navigator, frame))
        navigator.go(name, **(arguments or self.entrances.given(name, self.which.folder)))

    def _show_closed(self, view: QWidget) -> None:
        self.navigator = self.frame = None
        self.window.show_only(view)
        self.window.listen(open_vault=False)

    def admit(self, opened: "Opened") -> None:
        """Shows the desk of a vault that was opened, where it was left, or the rest of its first run."""
        from careernotes.gui.controllers.rooms import PlaceKeeper, tell_notices  # noqa: PLC0415  not for the entrance

        self.take(opened.desk)
        if not opened.ready:
            self.begin_first_run(opened)
            return
        view = opened.last_view
        if view is not None and PlaceKeeper.can_show(view):
            self.show_desk(view.screen, **view.arguments)
            if self.places is not None:
                self.places.lead_back(view)
        else:
            self.show_desk()
        tell_notices(self)
        self.unlocked.emit()

    def _hold(self, desk: "Desk") -> None:
        """A vault just made: open, but not on the idle clock while its recovery sheet is copied to paper."""
        self.desk = desk
        self.settings.last_vault = self.which.folder
        self.settings.save()  # the next window reads it
        self.guarding_changed.emit(True)

    def _on_vault_removed(self) -> None:
        self.idle.stop()
        self.desk = None
        self.guarding_changed.emit(False)

    def take(self, desk: "Desk") -> None:
        """Holds an open vault from now on: the idle lock counts, and a lock closes it."""
        self._hold(desk)
        self.idle.start(self.settings.idle_minutes)

    def on_desk_changed(self, desk: "Desk") -> None:
        """A kit was adopted, say: the same screen, made anew."""
        self.desk = desk
        if self.places is not None:
            self.places.show_anew(self.show_desk)

    def _on_first_run_finished(self, desk: "Desk") -> None:
        self.desk = desk
        self.show_desk()
        self.unlocked.emit()

    def _on_create_asked(self) -> None:
        self.which.make_new(invented=self._options.is_invented(self.which.folder))
        self.begin_first_run(None)

    def _on_vault_chosen(self, folder: str) -> None:
        self.which.choose(Path(folder))
        self.show_entrance()

    def on_language_changed(self, language: str) -> None:
        """Everything is shown in another language."""
        self.settings.language = language
        set_language(language)
        self.window.retranslate()
        if self.desk is not None:
            self.on_desk_changed(self.desk)
        else:
            self.show_entrance()

    def on_idle_changed(self) -> None:
        """Other quiet minutes count from now on."""
        self.idle.start(self.settings.idle_minutes)

    def _on_touched(self) -> None:
        if self.places is not None:
            self.places.touched()

    def _on_ticked(self, seconds_left: int) -> None:
        if self.frame is not None:
            self.frame.status.show_lock(seconds_left, self.settings.idle_minutes)

    def _on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001  a signal's argument
        if self.frame is not None:
            self.frame.status.show_busy(busy=busy)

    def tell_problem(self, error: CareerNotesError) -> None:
        """Says what went wrong, in the banner of whatever is shown."""
        log_failure(error.code)
        self.window.show_problem(error_text(error))

    def _on_commanded(self, name: str) -> None:
        carry_out(self, BY_NAME[name])
