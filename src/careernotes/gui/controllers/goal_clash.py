"""After a goal was made or changed: does it touch what the mentor noted about the own position?"""

from functools import partial

from PySide6.QtCore import QObject

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.mentees import ConflictFact
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.i18n import _
from careernotes.services.clashing import clashes_of_goal, why


class GoalClash(QObject):
    """Looks, and says in the banner of the screen what was found; it stops nothing."""

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def look(self, kept: object) -> None:
        """Looks at what was kept, if that is a goal that is open."""
        if isinstance(kept, Goal) and kept.status in OPEN_GOALS:
            self._screen.ask(partial(clashes_of_goal, self._screen.desk, kept), self._on_found)

    def _on_found(self, facts: tuple[ConflictFact, ...]) -> None:
        if not facts:
            return
        said = " ".join(dict.fromkeys(why(fact) for fact in facts))
        text = _(
            "This goal touches what you noted about yourself. {why} Tell the mentee, and agree together"
            " whether to go on, set a boundary or hand over."
        ).format(why=said)
        self._screen.view.banner.show_warning(text)
        self._screen.context.announcer.say(text)
