"""The screen of lead and trustee before a pool: folder, key, kit, mentors, and the lead's sum."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.controllers import keeper_words
from careernotes.gui.controllers.keeper_first import KeyStep, KitStep
from careernotes.gui.controllers.keeper_mentors import MentorsStep
from careernotes.gui.controllers.keeper_screen import KeeperScreen
from careernotes.gui.controllers.keeper_sum import SumSteps
from careernotes.gui.controllers.keeper_words import FOLDER, KEY, KIT, MENTORS, POOL, SUM
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.keeper import KeeperView
from careernotes.i18n import _, error_text, noop
from careernotes.services.desk import Desk
from careernotes.services.keeper_folder import KeeperRole, open_folder

_WRONG_PASSPHRASE, _OTHER_WORDS = "CN462", "CN469"
_NEED_THE_KEY = frozenset({MENTORS, SUM})


class KeeperController(KeeperScreen):
    """One visit of the lead or the trustee. Needs no vault; the passphrase is forgotten at its end."""

    title = noop("Before a pool")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._step = FOLDER
        self.view = KeeperView(parent)
        self._key, self._kit = KeyStep(self), KitStep(self)
        self._mentors, self._sum = MentorsStep(self), SumSteps(self)
        self.view.step_chosen.connect(self.go)
        self.view.folder.opened.connect(self._on_folder)
        self.view.passphrase.given.connect(self._on_passphrase)

    def activated(self, **arguments: str) -> None:
        """*role* says whose screen it is; *folder*, *passphrase* and *step* lead straight to a step."""
        self._role = KeeperRole(arguments.get("role", KeeperRole.LEAD.value))
        self.view.begin(title=keeper_words.title(self._role), steps=keeper_words.steps(self._role))
        self.view.show_about(keeper_words.about(FOLDER, self._role))
        self.words = arguments.get("passphrase", "")
        self.view.folder.folder.edit.setFocus()
        if folder := arguments.get("folder"):
            self.view.folder.folder.set_text(folder)
            self._on_folder(folder, arguments.get("step", ""))
            if "enrolment" in arguments:
                self.view.banner.show_info(
                    _("These are copies of the invented programme's own files, and its lead's passphrase.")
                )

    def deactivated(self) -> None:
        """Stops what nobody waits for any more and forgets the passphrase."""
        self.words = ""
        self.view.forget()
        self._stop()

    def go_back(self) -> bool:
        """Esc: to the choice of a folder first."""
        if self._folder is None:
            return False
        self._folder, self.words, self._step = None, "", FOLDER
        self.forget_question()
        self.view.forget()
        self.view.banner.clear()
        self.view.hide_steps()
        self.view.show_about(keeper_words.about(FOLDER, self._role))
        self.view.folder.folder.edit.setFocus()
        return True

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """Its pictures come from a walk of their own."""
        del desk
        return None

    def _on_failed(self, error: CareerNotesError) -> None:
        if isinstance(error, CancelledError) and not self._stopping:
            # Of a question that was forgotten; another may be running.
            return
        self._running = False
        self.view.show_busy(1000)
        if error.code == _WRONG_PASSPHRASE:
            self.words = ""
            self.ask_passphrase(error_text(error))
        elif error.code == _OTHER_WORDS:
            card = self.view.key if self._step == KEY else self.view.kit
            card.compare.show_different(error_text(error))
            self.context.announcer.say(error_text(error))
        else:
            super()._on_failed(error)
            if self._step == SUM:
                self._sum.refused(error)

    def _on_folder(self, path: str, step: str = "") -> None:
        try:
            self._folder = open_folder(Path(path).expanduser(), self._role)
        except CareerNotesError as error:
            self.view.banner.show_error(error_text(error))
            return
        undone = self._first_undone()
        self.go(step if step and undone not in {KEY, KIT} else undone)

    def _first_undone(self) -> str:
        folder = self.folder
        if not folder.key.is_file():
            return KEY
        if not folder.kit.is_file():
            return KIT
        return MENTORS if not folder.mentors.is_file() or self._role is KeeperRole.TRUSTEE else SUM

    def answered(self) -> None:
        """A key or a kit may have been made."""
        if self._folder is not None:
            self._allow()

    def _allow(self) -> None:
        """Without a key there is no kit, and without a kit nobody can be enrolled."""
        lacking = "" if self.folder.key.is_file() else _("First make your key.")
        self.view.allow(KIT, why_not=lacking)
        if not lacking and not self.folder.kit.is_file():
            lacking = _("First there has to be a kit.")
        for step, _words in keeper_words.steps(self._role)[2:]:
            self.view.allow(step, why_not=lacking)

    @Slot(str)
    def go(self, step: str) -> None:
        """Opens a step, after the passphrase where it is needed."""
        if self._running:
            self.view.show_steps(self._step)
            return
        if step == POOL:
            self.context.navigator.go("pool", folder=str(self.folder.path))
            return
        self._step = step
        self.view.banner.clear()
        self._allow()
        self.view.show_steps(step)
        # What the step before showed is gone, should this one not get anywhere.
        self.view.show_only()
        self.view.show_about(keeper_words.about(step, self._role))
        if step in _NEED_THE_KEY and not self.words:
            self.ask_passphrase()
        else:
            self._enter(step)

    @Slot()
    def _on_passphrase(self) -> None:
        field = self.view.passphrase.field
        self.words = field.text()
        field.clear()
        if self._step == KIT:
            self._kit.sign()
        else:
            self._enter(self._step)

    def _enter(self, step: str) -> None:
        match step:
            case keeper_words.KEY:
                self._key.show()
            case keeper_words.KIT:
                self._kit.show()
            case keeper_words.MENTORS:
                self._mentors.show()
            case _:
                self._sum.show()
