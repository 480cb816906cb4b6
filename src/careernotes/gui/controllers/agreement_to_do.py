"""What an agreement still waits for, said calmly and in its place: nothing went wrong, nothing is lost."""

from collections.abc import Callable

from careernotes.domain.rules import NotSignedError
from careernotes.domain.vocabulary import ConsentKey
from careernotes.errors import CareerNotesError
from careernotes.gui.views.agreement import AgreementView
from careernotes.gui.widgets.announcer import Announcer
from careernotes.i18n import _, error_sentences
from careernotes.services.problems import EmptyTextError, ExpectationsMissingError, NotesNotExplainedError


class StillToDo:
    """Shows what is missing; ``choice`` is the one that waits to be told."""

    def __init__(self, view: AgreementView, announcer: Announcer, show_choices: Callable[[], None]) -> None:
        self._view, self._announcer, self._show_choices = view, announcer, show_choices
        self.choice: ConsentKey | None = None

    def show(self, error: CareerNotesError, *, then: str) -> bool:
        """Says what is missing, *then* the rest, and puts the keyboard there; whether it was that and no
        failure.
        """
        view = self._view
        if isinstance(error, NotesNotExplainedError):
            self.choice = ConsentKey.NOTES_INFORMED
            self._show_choices()
            view.focus_told()
        elif isinstance(error, ExpectationsMissingError):
            view.focus_expectations()
        elif isinstance(error, EmptyTextError):
            # Of all that is typed there only the purpose has to be.
            view.focus_purpose()
        elif not isinstance(error, NotSignedError):
            return False
        view.banner.show_to_do(f"{_words(error)} {then}".strip())
        self._announcer.say(view.banner.accessibleName())
        return True

    def note(self, choice: ConsentKey, *, value: bool) -> None:
        """A choice was made: perhaps the one that waited."""
        if value and choice is self.choice:
            self.choice = None
            self._view.banner.clear()


def _words(error: CareerNotesError) -> str:
    if isinstance(error, EmptyTextError):
        return _("An agreement says what it is for. Ask the mentee what they want from this: one short line.")
    happened, _safe, to_do = error_sentences(error)
    return f"{happened} {to_do}"
