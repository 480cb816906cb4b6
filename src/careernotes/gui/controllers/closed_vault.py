"""Something went wrong after the vault was closed for it: said over whatever is shown, and then a lock."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.theme.tokens import PAGE_MARGIN
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.i18n import _, error_text
from careernotes.logs import log_failure

if TYPE_CHECKING:
    from careernotes.services.desk import Desk

T = TypeVar("T")


def heard_when_closed(desk: "Desk", call: Callable[..., T], *given: object) -> T | CareerNotesError:
    """On the lane: what *call* answers; its failure too, when the vault was closed by then: whoever asked
    may have left the page, and nothing on any other page works any more.
    """
    try:
        return call(*given)
    except CareerNotesError as error:
        if desk.vault.is_open:
            raise
        return error.with_traceback(None)


def show_closed(shell: ShellFace, error: CareerNotesError) -> None:
    """Covers the desk, whose vault is closed, with what went wrong and the one thing left to do."""
    log_failure(error.code)
    text, frame = error_text(error), shell.frame
    if frame is None:
        shell.lock()
        return
    shell.window.listen(open_vault=False)
    for part in frame.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        part.setEnabled(False)
    cover = QFrame(frame)
    cover.setObjectName("page")
    column = QVBoxLayout(cover)
    column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
    said = Banner(cover)
    said.show_error(text)
    leave = button(_("Lock and open again"), cover, kind="primary")
    leave.clicked.connect(partial(_leave, shell))
    column.addWidget(said)
    column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    cover.setGeometry(frame.rect())
    cover.show()
    cover.raise_()
    leave.setFocus(Qt.FocusReason.OtherFocusReason)
    shell.announcer.say(text)


def _leave(shell: ShellFace) -> None:
    shell.lock()
