"""How many things are due, said after an unlock that led elsewhere than to Today: a number, no name."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from careernotes.gui.actions import RAIL
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.i18n import ngettext
from careernotes.services.today import due_now

# What was half typed is back by then, and the first page is filled.
AFTER_MS = 2_000
_TODAY = next(command for command in RAIL if command.screen == "today")


class DueNotice(QObject):
    """Belongs to the desk shown after an unlock, and goes with it."""

    def __init__(self, shell: ShellFace) -> None:
        super().__init__(shell.frame)
        self._shell = shell
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_MS)
        self._pause.timeout.connect(self._on_pause)
        self._pause.start()
        self._said = ""
        if shell.navigator is not None:
            shell.navigator.moved.connect(self._on_moved)

    def _on_pause(self) -> None:
        if self._shell.desk is not None and self._elsewhere:
            self._shell.runner.submit(partial(due_now, self._shell.desk), succeeded=self._on_counted)

    def _on_counted(self, count: int) -> None:
        frame = self._shell.frame
        if not count or frame is None or not self._elsewhere or not frame.problem.isHidden():
            return
        said = ngettext("{count} thing is due: {key}.", "{count} things are due: {key}.", count).format(
            count=count, key=shown_keys(_TODAY.shortcut)
        )
        frame.problem.show_info(said)
        self._said = said
        self._shell.announcer.say(said)

    def _on_moved(self, name: str) -> None:
        """On Today the lists say it."""
        frame = self._shell.frame
        if name == _TODAY.screen and frame is not None and self._said and frame.problem.text == self._said:
            frame.problem.clear()

    @property
    def _elsewhere(self) -> bool:
        navigator = self._shell.navigator
        return navigator is not None and navigator.name not in {"", _TODAY.screen}
