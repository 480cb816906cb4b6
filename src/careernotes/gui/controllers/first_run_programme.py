"""First run: kit, purpose and code, a few facts about yourself, and the promise to give to mentees."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.about_you import about_form, about_page
from careernotes.gui.controllers.agreed_paper import Papers
from careernotes.gui.controllers.agreed_words import promise_sheet
from careernotes.gui.controllers.kit_words import kit_facts
from careernotes.gui.controllers.shipped_words import code_pages, promise_pages
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.paper import Sheet
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_programme import AboutYouStep, KitStep, ReadingStep
from careernotes.i18n import _, error_text, language
from careernotes.services.about_you import AboutYou, read_about_you, save_about_you
from careernotes.services.desk import Desk
from careernotes.services.first_steps import (
    FirstStep,
    KitPreview,
    adopt_kit,
    continue_without_kit,
    first_run_state,
    look_at_kit,
    sign_code,
)

_INDEX = {FirstStep.KIT: 3, FirstStep.CODE: 4, FirstStep.PROFILE: 5, FirstStep.TRAINING: 5, FirstStep.DONE: 6}


def _promise(desk: Desk) -> tuple[Sheet]:
    return (promise_sheet(desk),)


class FirstRunProgramme(QObject):
    """The steps that need an open vault; each is saved when it is done, so that one can stop anywhere.

    Signals:
        finished: the desk, ready for the first mentee.
    """

    finished = Signal(object)

    def __init__(self, view: FirstRunView, runner: JobRunner, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._runner, self._desk = view, runner, desk
        self._step = FirstStep.KIT
        # The one whose characters are on the screen.
        self._shown_kit: KitPreview | None = None
        self._kit_step: KitStep | None = None
        self._about: AboutYouStep | None = None
        self._papers: Papers | None = None

    def start(self) -> None:
        """Goes to the first step that is not done yet."""
        self._runner.submit(
            partial(first_run_state, self._desk), succeeded=self._on_state, failed=self._on_failed
        )

    @Slot()
    def go_next(self) -> None:
        """Does what the step says."""
        match self._step:
            case FirstStep.KIT if self._shown_kit is not None:
                shown = self._shown_kit
                call = partial(adopt_kit, self._desk, shown.file, looked_at=shown.kit.kit_hash)
                self._do(call, self._on_adopted)
            case FirstStep.KIT:
                self._do(partial(continue_without_kit, self._desk), self._on_kit_decided)
            case FirstStep.CODE:
                self._do(partial(sign_code, self._desk), self._on_signed)
            case FirstStep.PROFILE | FirstStep.TRAINING:
                if self._about is not None:
                    self._do(partial(save_about_you, self._desk, about_form(self._about)), self._on_told)
            case _:
                self.finished.emit(self._desk)

    def other(self) -> None:
        """Goes on without a kit, or without signing; at the end, saves the promise."""
        if self._step is FirstStep.KIT:
            self._do(partial(continue_without_kit, self._desk), self._on_kit_decided)
        elif self._step is FirstStep.CODE:
            # Without a signature the guide can be read; the services refuse to begin with a mentee.
            self.finished.emit(self._desk)
        elif self._step is FirstStep.DONE and self._papers is not None:
            self._papers.save()

    def go_back(self) -> None:
        """Shows the step before."""
        before = {
            FirstStep.CODE: FirstStep.KIT,
            FirstStep.PROFILE: FirstStep.CODE,
            FirstStep.TRAINING: FirstStep.CODE,
        }
        if self._step in before:
            self._show(before[self._step])

    def _do(self, call: Callable[[], object], succeeded: Callable[[object], None]) -> None:
        self._view.set_busy(busy=True)
        self._runner.submit(call, succeeded=succeeded, failed=self._on_failed)

    def _on_state(self, state: object) -> None:
        self._show(getattr(state, "next_step", FirstStep.DONE))

    def _on_failed(self, error: CareerNotesError) -> None:
        self._view.set_busy(busy=False)
        self._view.banner.show_error(error_text(error))

    def _on_adopted(self, desk: object) -> None:
        if isinstance(desk, Desk):
            self._desk = desk
        self._show(FirstStep.CODE)

    def _on_kit_decided(self, _answer: object) -> None:
        self._show(FirstStep.CODE)

    def _on_signed(self, _answer: object) -> None:
        # A signature is given anew each year: what else was done before stays done.
        self.start()

    def _on_told(self, _answer: object) -> None:
        self._show(FirstStep.DONE)

    def _show(self, step: FirstStep) -> None:
        self._step, self._about = step, None
        self._view.set_busy(busy=False)
        {
            FirstStep.KIT: self._show_kit,
            FirstStep.CODE: self._show_code,
            FirstStep.PROFILE: self._show_about,
            FirstStep.TRAINING: self._show_about,
            FirstStep.DONE: self._show_promise,
        }[step]()

    def _show_kit(self) -> None:
        step = KitStep(self._view.content)
        step.file_chosen.connect(self._on_file_chosen)
        self._kit_step, self._shown_kit = step, None
        self._view.show_step(_INDEX[FirstStep.KIT], step)
        self._view.set_buttons(_("Go on without a programme"), shortcut="Ctrl+Return", back=False)
        # Enter pressed once too often does not pass by the programme.
        step.choose.setFocus()

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self._view.banner.clear()
        call = partial(look_at_kit, self._desk, Path(path))
        self._runner.submit(call, succeeded=self._on_looked, failed=self._on_failed)

    def _on_looked(self, preview: KitPreview) -> None:
        self._shown_kit, kit = preview, preview.kit
        if self._kit_step is not None:
            self._kit_step.show_kit(kit.title.in_language(language()), kit_facts(kit), preview.fingerprint)
        if preview.expired:
            self._view.banner.show_warning(
                _("This programme has ended. You can use the kit; ask for a newer one.")
            )
        self._view.set_buttons(
            _("The characters match: use this kit"),
            shortcut="Ctrl+Return",
            other=_("Go on without a programme"),
            back=False,
        )
        # Nor does one take up a kit whose characters nobody has compared yet.
        if self._kit_step is not None:
            self._kit_step.choose.setFocus()

    def _show_code(self) -> None:
        step = ReadingStep(self._view.content, code_pages(self._desk))
        self._view.show_step(_INDEX[FirstStep.CODE], step)
        self._view.set_buttons(_("I have read this and sign"), shortcut="Ctrl+Return", other=_("Not now"))
        self._view.read_with_keys()

    def _show_about(self) -> None:
        self._do(partial(read_about_you, self._desk), self._on_about)

    def _on_about(self, about: object) -> None:
        self._view.set_busy(busy=False)
        if not isinstance(about, AboutYou):
            return
        step = about_page(self._view.content, self._desk, about)
        self._about = step
        self._view.show_step(_INDEX[FirstStep.PROFILE], step)
        self._view.set_buttons(_("Next"), shortcut="Ctrl+Return")
        step.why.setFocus()

    def _show_promise(self) -> None:
        step = ReadingStep(self._view.content, promise_pages(self._desk))
        self._view.show_step(_INDEX[FirstStep.DONE], step, title=_("Ready: what you promise"))
        self._papers = Papers(
            self, self._runner, self._view.banner, partial(_promise, self._desk), name=_("My promise")
        )
        self._view.set_buttons(
            _("To my desk"), shortcut="Ctrl+Return", other=_("Save the promise as PDF…"), back=False
        )
        self._view.read_with_keys()
