"""The shell as its helpers see it, so that they need not import it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.entrances import Entrances
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.settings import Settings
from careernotes.gui.views.shell import MainWindow
from careernotes.gui.widgets.announcer import Announcer

if TYPE_CHECKING:
    from careernotes.gui.controllers.place_keeper import PlaceKeeper
    from careernotes.gui.jobs.unsaved import UnsavedDrafts
    from careernotes.gui.navigation import Navigator
    from careernotes.gui.views.desk_frame import DeskFrame
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile


class ShellFace(Protocol):
    """What commands, rooms and the lock use of the shell."""

    settings: Settings
    runner: JobRunner
    window: MainWindow
    announcer: Announcer
    entrances: Entrances
    profile: "KdfProfile | None"
    desk: "Desk | None"
    navigator: "Navigator | None"
    frame: "DeskFrame | None"
    unsaved: "UnsavedDrafts | None"
    places: "PlaceKeeper | None"
    ask_lock: Callable[[], None]
    """Somebody asks for a lock; it may wait for a new passphrase."""

    @property
    def locked(self) -> SignalInstance:
        """The entrance is shown again."""

    @property
    def stopped(self) -> SignalInstance:
        """The window was closed."""

    def lock(self) -> None:
        """Ends what is open."""

    def close_vault(self, *, locking: bool) -> Callable[[], bool] | None:
        """Hands what is half typed to the lane, and the closing behind it; answers with a last resort."""

    def show_entrance(self) -> None:
        """Asks for the passphrase."""

    def visit(self, name: str) -> None:
        """One screen that needs no vault."""

    def tell_problem(self, error: CareerNotesError) -> None:
        """Says what went wrong, in the banner of whatever is shown."""

    def apply_look(self) -> None:
        """Theme and text size changed."""

    def on_language_changed(self, language: str) -> None:
        """Everything is shown in another language."""

    def on_idle_changed(self) -> None:
        """Other quiet minutes count from now on."""

    def on_desk_changed(self, desk: "Desk") -> None:
        """A kit was adopted, say."""
