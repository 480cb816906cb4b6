"""A lock that somebody asks for waits, out of sight, for a new passphrase that is just being put in force."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.widgets.by_name import set_by_name
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class AskedLock(QObject):
    """Locks the shell when it was asked for. A lock that comes by itself never waits."""

    def __init__(self, shell: ShellFace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._waits = False
        shell.runner.finished.connect(self._on_finished)

    @Slot()
    def lock(self) -> None:
        """Now; or, with the desk covered, as soon as the change that runs is done."""
        runner = self._shell.runner
        if not runner.finishing:
            self._shell.lock()
        elif self._shell.desk is None:
            # A backup is brought back at the entrance: nothing is open, and what was typed is gone already.
            return
        elif not self._waits:
            self._waits = True
            # Nobody is there to read the answer: what went wrong is said at the entrance.
            runner.forget_receivers()
            if self._shell.frame is not None:
                _cover(self._shell.frame)

    @Slot()
    def _on_finished(self) -> None:
        if self._waits:
            self._waits = False
            self._shell.lock()


def _cover(frame: QWidget) -> None:
    """Nothing of the desk is seen or typed into any more; it goes with the desk."""
    frame.setEnabled(False)
    cover = QFrame(frame)
    cover.setObjectName("page")
    words = label(_("This locks as soon as the new passphrase is in force."), cover, role="lead")
    set_by_name(words, "alignment", "AlignHCenter|AlignVCenter")
    column = QVBoxLayout(cover)
    column.addWidget(words)
    cover.setGeometry(frame.rect())
    cover.show()
    cover.raise_()
