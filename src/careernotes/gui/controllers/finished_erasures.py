"""What is told when an erasure that was cut short was finished at an unlock."""

from functools import partial

from PySide6.QtCore import QObject

from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.services import erasing
from careernotes.services.erased import Finished, finished_words


class FinishedErasures(QObject):
    """Finishes them on the lane, and says where copies are that were not reached."""

    def __init__(self, shell: ShellFace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        if shell.desk is not None:
            # What goes wrong is unheard here, and said by the shell.
            shell.runner.submit(partial(erasing.finish_waiting, shell.desk), succeeded=self._on_finished)

    def _on_finished(self, finished: Finished) -> None:
        if finished.number and self._shell.frame is not None:
            before = self._shell.frame.problem.text
            self._shell.frame.problem.show_warning(" ".join([before, finished_words(finished)]).strip())
        self.deleteLater()
