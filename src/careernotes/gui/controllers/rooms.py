"""The rooms behind the entrance, and what is told on entering; loaded when the first of them is opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from careernotes.gui import screen_capture
from careernotes.gui.controllers.closed_vault import LeftVault
from careernotes.gui.controllers.due_notice import DueNotice
from careernotes.gui.controllers.finished_erasures import FinishedErasures
from careernotes.gui.controllers.offered import offered
from careernotes.gui.controllers.place_keeper import PlaceKeeper
from careernotes.gui.controllers.privacy_keeper import learn_names
from careernotes.gui.controllers.seen_keeper import SeenKeeper
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.controllers.undo_keeper import UndoKeeper
from careernotes.gui.controllers.unsaved_notice import UnsavedNotice
from careernotes.gui.entrance_work import SystemClock
from careernotes.gui.jobs.unsaved import UnsavedDrafts
from careernotes.gui.navigation import Navigator, SessionContext
from careernotes.gui.privacy import set_private
from careernotes.gui.views.desk_frame import DeskFrame, VisitFrame
from careernotes.gui.views.menus import Menus
from careernotes.gui.wishes import Wishes
from careernotes.i18n import error_text, translate
from careernotes.services import retaining

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from careernotes.gui.jobs.runner import JobRunner
    from careernotes.services.desk import Desk

__all__ = [
    "DeskFrame",
    "Navigator",
    "PlaceKeeper",
    "SessionContext",
    "SystemClock",
    "context_of",
    "desk_room",
    "hold_place",
    "hold_unsaved",
    "notices",
    "tell_notices",
    "visit_room",
]


def context_of(shell: ShellFace, navigator: Navigator, parent: "QObject") -> SessionContext:
    """What the screens of one room may use, and what they may ask of the window."""
    wishes = Wishes(parent)
    wishes.look_changed.connect(shell.apply_look)
    wishes.language_changed.connect(shell.on_language_changed)
    wishes.idle_changed.connect(shell.on_idle_changed)
    wishes.desk_changed.connect(shell.on_desk_changed)
    wishes.lock_asked.connect(shell.lock)
    wishes.vault_leaving.connect(LeftVault.of(shell).leaving)
    wishes.leaving_step.connect(LeftVault.of(shell).step)
    shell.window.show_menus(
        Menus(shell.window, offered=partial(offered, shell)) if shell.frame is not None else None
    )
    if shell.frame is not None:
        if shell.places is not None:
            shell.places.hand_over(navigator)
        wishes.saved.connect(shell.frame.status.show_saved)
        undo = UndoKeeper.of(shell)
        undo.show_in(shell.frame.undo)
        wishes.undoable.connect(undo.note)
        wishes.undone.connect(undo.drop)
    return SessionContext(
        desk=shell.desk,
        runner=shell.runner,
        navigator=navigator,
        settings=shell.settings,
        announcer=shell.announcer,
        clock=shell.desk.clock if shell.desk is not None else SystemClock(),
        wishes=wishes,
        vault_left=LeftVault.of(shell).heard,
        profile=shell.profile,
        unsaved=shell.unsaved,
    )


def hold_place(before: PlaceKeeper | None, shell: ShellFace) -> PlaceKeeper:
    """Who keeps where the mentor is: the same from the unlocking to the lock."""
    if shell.desk is None:
        raise RuntimeError("nothing is open")
    if before is None:
        # Once for each unlock, on the lane, before the first screen asks for anything.
        screen_capture.protect(shell.window, allowed=False)
        set_private(private=shell.settings.privacy)
        shell.runner.submit(partial(learn_names, shell.desk))
        FinishedErasures(shell, shell.window)
        shell.runner.submit(partial(retaining.run, shell.desk))
    places = before or PlaceKeeper(shell.desk, shell.runner, lambda: shell.navigator, shell.window)
    places.desk = shell.desk
    if before is None:
        # It goes with what it belongs to.
        SeenKeeper(lambda: places.desk, shell.runner, shell.settings, places)
    return places


def hold_unsaved(
    before: UnsavedDrafts | None, desk: "Desk | None", runner: "JobRunner", parent: "QObject"
) -> UnsavedDrafts:
    """What is on its way into the open vault: the same from its unlocking to its lock."""
    if desk is None:
        raise RuntimeError("nothing is open")
    unsaved = before or UnsavedDrafts(desk, runner, parent)
    unsaved.desk = desk
    return unsaved


def desk_room(host: QWidget, unsaved: UnsavedDrafts) -> tuple[DeskFrame, Navigator]:
    """Rail, status line and a place for screens, with who leads through them and what waits to be saved."""
    frame = DeskFrame(host)
    navigator = Navigator(frame.host, frame)
    navigator.moved.connect(frame.rail.highlight)
    UnsavedNotice(frame, navigator, unsaved)
    return frame, navigator


def visit_room(host: QWidget) -> tuple[VisitFrame, Navigator]:
    """A place for one screen without a vault."""
    frame = VisitFrame(host)
    navigator = Navigator(frame.host, frame)
    frame.back.clicked.connect(navigator.back)
    frame.entrance.clicked.connect(navigator.emptied)
    # Before the entrance is shown: what is under way stops, and what was typed is forgotten.
    navigator.emptied.connect(navigator.end)
    return frame, navigator


def notices(desk: "Desk") -> str:
    """What is worth telling after a vault was opened: what was put right, and what only the mentor can."""
    texts = [translate(notice.value) for notice in sorted(desk.vault.notices, key=lambda each: each.name)]
    if desk.kit_problem is not None:
        texts.append(error_text(desk.kit_problem))
    return " ".join(texts)


def tell_notices(shell: ShellFace) -> None:
    """Shows them in the desk; and, a moment later, how many things are due."""
    if shell.frame is not None and shell.desk is not None:
        if text := notices(shell.desk):
            shell.frame.problem.show_warning(text)
        DueNotice(shell)
