"""The rooms behind the entrance, and what is told on entering; loaded when the first of them is opened."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from careernotes.gui.controllers.unsaved_notice import UnsavedNotice
from careernotes.gui.entrance_work import SystemClock
from careernotes.gui.jobs.unsaved import UnsavedDrafts
from careernotes.gui.navigation import Navigator, SessionContext
from careernotes.gui.views.desk_frame import DeskFrame, VisitFrame
from careernotes.i18n import error_text, translate

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from careernotes.gui.jobs.runner import JobRunner
    from careernotes.services.desk import Desk

__all__ = [
    "DeskFrame",
    "Navigator",
    "SessionContext",
    "SystemClock",
    "desk_room",
    "hold_unsaved",
    "notices",
    "visit_room",
]


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
    return frame, navigator


def notices(desk: "Desk") -> str:
    """What is worth telling after a vault was opened: what was put right, and what only the mentor can."""
    texts = [translate(notice.value) for notice in sorted(desk.vault.notices, key=lambda each: each.name)]
    if desk.kit_problem is not None:
        texts.append(error_text(desk.kit_problem))
    return " ".join(texts)
