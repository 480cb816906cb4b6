"""What closes the vault: the desk is covered meanwhile, and what went wrong is said over it before a lock."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from careernotes.errors import CareerNotesError
from careernotes.gui.actions import GUIDE, HELP_NOW, Command
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.theme.tokens import PAGE_MARGIN
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.gui.wishes import Leaving
from careernotes.i18n import _, error_text
from careernotes.logs import log_failure


class LeftVault(QObject):
    """Hears the answer of what closes the vault (a backup brought back, new keys) in any room of a window:
    the one in which it was asked for may be gone by then, with its page or for another language.
    """

    def __init__(self, shell: ShellFace) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self._cover: _Cover | None = None

    @staticmethod
    def of(shell: ShellFace) -> "LeftVault":
        """The one of this window."""
        return shell.window.findChild(LeftVault) or LeftVault(shell)

    @Slot(object)
    def leaving(self, leaving: Leaving | None) -> None:
        """Covers the desk: what is typed while the vault goes could not be kept. Lifts it when it stays."""
        shell = self._shell
        if leaving is None:
            self._lift()
            return
        if shell.frame is None or self._cover is not None:
            return
        self._cover = _Cover(shell, shell.frame)
        self._cover.wait(leaving)
        shell.announcer.say(leaving.words)
        shell.runner.busy_changed.connect(self._on_busy)

    def cover_anew(self, frame: QWidget) -> "_Cover":
        """Another cover, over whatever lies there."""
        self._cover = _Cover(self._shell, frame)
        return self._cover

    @Slot(float, str)
    def step(self, done: float, words: str) -> None:
        """How far it is."""
        if self._cover is not None and isValid(self._cover):
            self._cover.show_step(done, words)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001  a signal's argument
        # Whoever was to hear it is gone: a page can be left by its key.
        if not busy:
            self._lift()

    def _lift(self) -> None:
        if self._cover is None:
            return
        self._shell.runner.busy_changed.disconnect(self._on_busy)
        cover, self._cover = self._cover, None
        # The vault is as it was; made anew in another language, the desk has no cover.
        if self._shell.desk is not None and self._shell.desk.vault.is_open and isValid(cover):
            cover.lift()

    def help(self, wanted: Command, **part: str) -> None:
        """Shows Help now or the guide on the cover: neither needs a vault, and neither knows anybody.
        Asked again, or by another command, folds what is there.
        """
        if self._cover is None or not isValid(self._cover) or self._cover.fold_help() is wanted:
            return
        if wanted is HELP_NOW:
            self._cover.open_help(self._shell)
        elif wanted is GUIDE:
            self._cover.open_guide(self._shell, **part)

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


class _Cover(QFrame):
    """Lies over the desk, which takes neither keys nor clicks meanwhile."""

    def __init__(self, shell: ShellFace, frame: QWidget) -> None:
        parts = frame.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._before: QWidget | None = shell.window.focusWidget()
        super().__init__(frame)
        self._window, self._covered = shell.window, [part for part in parts if part.isEnabled()]
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        self.said = Banner(self)
        self._doing, self._bar = label("", self), QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        for each in (self.said, self._doing, self._bar):
            self.column.addWidget(each)
        for each in (self._doing, self._bar):
            each.hide()
        self.column.addStretch(1)
        self._help: tuple[Command, QWidget] | None = None
        self._held: QWidget | None = None
        self._window.listen(open_vault=False, covered=True)
        for part in self._covered:
            part.setEnabled(False)
        self.setGeometry(frame.rect())
        frame.installEventFilter(self)
        self.show()
        self.raise_()

    def wait(self, leaving: Leaving) -> None:
        """Says what goes on, with a way to stop it where there is one."""
        self.said.show_info(leaving.words)
        self._doing.setVisible(leaving.stop is not None)
        self._bar.setVisible(leaving.stop is not None)
        if leaving.stop is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        stop = button(_("Stop"), self, kind="quiet")
        stop.clicked.connect(leaving.stop)
        self.column.insertWidget(self.column.count() - 1, stop, 0, Qt.AlignmentFlag.AlignLeft)
        # Into what is shown already; a hidden one takes no keyboard.
        stop.show()
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_step(self, done: float, words: str) -> None:
        """How far it is."""
        self._doing.setText(words)
        self._bar.setValue(int(done * 100))

    def open_help(self, shell: ShellFace) -> None:
        """Opens Help now below what is said here."""
        from careernotes.gui.controllers.help_now import help_page, show_contacts  # noqa: PLC0415  when first asked for

        self._held, desk = self._window.focusWidget(), shell.desk
        page = help_page(self, desk)
        show_contacts(page, desk.kit.contacts if desk is not None and desk.kit is not None else ())
        self._lay(HELP_NOW, page, page.scroller)
        shell.announcer.say(_("Help now"))

    def open_guide(self, shell: ShellFace, **part: str) -> None:
        """Opens the guide below what is said here, at *part*."""
        from careernotes.gui.controllers.guide import GuideReader  # noqa: PLC0415  when first asked for

        # Before there is a guide: it takes the keyboard for its chapters.
        self._held, reader = self._window.focusWidget(), GuideReader(self)
        reader.open(**part)
        self._lay(GUIDE, reader.view, reader.view.chapters)
        shell.announcer.say(_("Guide"))

    def _lay(self, command: Command, page: QWidget, first: QWidget) -> None:
        self._help = (command, page)
        self.column.insertWidget(self.column.count() - 1, page, 100)
        page.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold_help(self) -> Command | None:
        """Takes it away; the keyboard is where it was. Says what was there."""
        there, self._help = self._help, None
        if there is None:
            return None
        command, page = there
        self.column.removeWidget(page)
        page.hide()
        page.deleteLater()
        if self._held is not None and isValid(self._held):
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)
        return command

    def lift(self) -> None:
        """The desk is there again, with the keyboard where it was."""
        for part in self._covered:
            if isValid(part):
                part.setEnabled(True)
        self._window.listen(open_vault=True)
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the desk has another size, without its menus for one; nothing of it shows below."""
        frame = self.parentWidget()
        if event.type() is QEvent.Type.Resize and watched is frame and frame is not None:
            self.setGeometry(frame.rect())
        return False


def show_closed(shell: ShellFace, error: CareerNotesError) -> None:
    """Covers the desk, whose vault is closed, with what went wrong and the one thing left to do."""
    log_failure(error.code)
    text, frame = error_text(error), shell.frame
    if frame is None:
        shell.lock()
        return
    cover = LeftVault.of(shell).cover_anew(frame)
    cover.said.show_error(text)
    leave = button(_("Lock and open again"), cover, kind="primary")
    leave.clicked.connect(partial(_leave, shell))
    cover.column.insertWidget(1, leave, 0, Qt.AlignmentFlag.AlignLeft)
    # Into what is shown already; a hidden one takes no keyboard.
    leave.show()
    leave.setFocus(Qt.FocusReason.OtherFocusReason)
    shell.announcer.say(text)


def _leave(shell: ShellFace) -> None:
    shell.lock()
