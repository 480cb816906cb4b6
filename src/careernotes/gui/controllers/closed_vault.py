"""Something went wrong after the vault was closed for it: said over whatever is shown, and then a lock."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.theme.tokens import PAGE_MARGIN
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.i18n import _, error_text
from careernotes.logs import log_failure


class LeftVault(QObject):
    """Hears the answer of what closes the vault (a backup brought back, new keys) in any room of a window:
    the one in which it was asked for may be gone by then, with its page or for another language.
    """

    def __init__(self, shell: ShellFace) -> None:
        super().__init__(shell.window)
        self._shell = shell

    @staticmethod
    def of(shell: ShellFace) -> "LeftVault":
        """The one of this window."""
        return shell.window.findChild(LeftVault) or LeftVault(shell)

    @Slot(object)
    def heard(self, answer: object) -> None:
        """Locks; with an error as the *answer*, says it first."""
        if self._shell.desk is None or self._shell.desk.vault.is_open:
            # Locked in the meantime, and perhaps another vault opened.
            return
        if isinstance(answer, CareerNotesError):
            show_closed(self._shell, answer)
        else:
            self._shell.lock()


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
