"""What was done on a page can be put back with Ctrl+Z and in the bar below it: in the words for each kind."""

from collections.abc import Callable
from functools import partial

from careernotes.domain.vocabulary import GoalStatus
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.models.wording import capital, word
from careernotes.i18n import _
from careernotes.services.changes import Change, take_back
from careernotes.services.choosing import Choice, take_back_choice
from careernotes.services.periodic import PeriodicRecord, take_out
from careernotes.services.practice import Dropped, bring_practice_back
from careernotes.services.throwing_away import Thrown, bring_back


def offer(
    screen: DeskScreen, words: str, call: Callable[[], object], *, then: Callable[[], object] | None = None
) -> None:
    """Says *words*, which name nobody, and keeps *call* for the undo; *then* leads to what is back."""
    screen.context.wishes.undoable.emit(Undo(words=words, call=call, then=then))


def offer_change(screen: DeskScreen, words: str, change: Change) -> None:
    """A few records were changed; what was so already is no change."""
    if change.put != change.before:
        offer(screen, words, partial(take_back, screen.desk, change))


def offer_status(screen: DeskScreen, change: Change, status: GoalStatus) -> None:
    """A goal was reached, dropped or opened again."""
    words = _("Goal: {state}.").format(state=capital(word(status)))
    offer(screen, words, partial(take_back, screen.desk, change))


def offer_choice(screen: DeskScreen, made: Choice) -> None:
    """A choice of the mentee was noted; the one that was noted already is no change."""
    if made.put:
        offer(screen, _("The choice is noted."), partial(take_back_choice, screen.desk, made))


def offer_noted(screen: DeskScreen, record: PeriodicRecord) -> None:
    """Something the mentor does from time to time was noted."""
    offer(screen, _("Noted."), partial(take_out, screen.desk, record))


def offer_draft(screen: DeskScreen, thrown: Thrown) -> None:
    """A draft was thrown away; with nothing in it there is nothing to bring back."""
    if not thrown.draft.is_empty:
        there = partial(screen.context.navigator.go, "session", session_id=thrown.draft.session_id)
        call = partial(bring_back, screen.desk, thrown)
        done = Undo(words=_("The draft is thrown away."), call=call, then=there, holds_words=True)
        screen.context.wishes.undoable.emit(done)


def offer_practice(screen: DeskScreen, dropped: Dropped) -> None:
    """The practice mentee was put away."""
    offer(screen, _("The practice mentee is gone."), partial(bring_practice_back, screen.desk, dropped))
