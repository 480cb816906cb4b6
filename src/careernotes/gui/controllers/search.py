"""Search as you type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import EngagementId
from careernotes.domain.search_terms import read_typed, without
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.search_rows import hit_groups, leads_of, people_groups
from careernotes.gui.controllers.search_words import MOST, filter_offers, found_words, like_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import is_private, shown_name
from careernotes.gui.views.search import SearchView
from careernotes.i18n import _, noop
from careernotes.services.desk import Desk
from careernotes.services.people import person
from careernotes.services.searching import (
    FoundAim,
    FoundPerson,
    Looked,
    find_aims,
    index_anew,
    look_for,
    search_people,
)

_DEMO_WORD = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """The hits, and which question they answer: an older one is dropped."""

    number: int
    text: str = field(repr=False)
    looked: Looked = field(default_factory=Looked, repr=False)
    people: tuple[FoundPerson, ...] = field(default=(), repr=False)
    aims: tuple[FoundAim, ...] = field(default=(), repr=False)


class SearchController(DeskScreen):
    """Asks the lane for each pause in typing and shows the answer to the last question only."""

    title = noop("Search")
    view: SearchView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._number = 0
        self._only: EngagementId | None = None
        self._leads: dict[str, tuple[str, dict[str, str]]] = {}
        self.view = SearchView(parent)
        self.view.typed.connect(self._on_typed)
        self.view.opened.connect(self._on_opened)
        self.view.everybody_asked.connect(self._on_everybody_asked)
        self.view.like_asked.connect(self._on_like_asked)
        self.view.filters.taken_out.connect(self._on_taken_out)
        self.view.filters.put_in.connect(self._on_put_in)
        self._like = ""
        self._mending = False

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """A word that is in most notes."""
        del desk
        return {"text": _DEMO_WORD}

    def activated(self, **arguments: str) -> None:
        """Ready to type; looks at one person's notes when asked to."""
        if key := arguments.get("engagement_id", ""):
            self._only = EngagementId(key)
            self.ask(partial(_alias, self.desk, self._only), self._on_alias)
        text = arguments.get("text", "")
        self.view.field.set_text(text)
        self._on_typed(text)
        self.view.focus_start()

    def _on_typed(self, text: str) -> None:
        self._number += 1
        typed = read_typed(text)
        self.view.filters.show_filters(
            [term.text for term in typed.terms], filter_offers(text, today=self.desk.today)
        )
        self.ask(partial(_look, self.desk, text, self._number, self._only), self._on_found)

    def _on_found(self, answer: _Answer) -> None:
        if answer.number != self._number:
            return
        looked = answer.looked
        self._leads = leads_of(answer.people, looked.notes, answer.aims)
        self._like = looked.like if not answer.aims else ""
        groups = [*people_groups(answer.people), *hit_groups(looked.notes, answer.aims)]
        self.view.show_hits(groups, count=found_words(answer.text, looked, answer.people, answer.aims))
        self.view.show_like(like_words(looked) if self._like else "")
        if looked.scanned and not self._mending:
            self._mend()

    def _mend(self) -> None:
        self._mending = True
        self.view.banner.show_warning(
            _(
                "The search index is damaged. Your notes are not: they are read one by one while it is built"
                " anew."
            )
        )
        self.context.runner.submit_long(
            partial(index_anew, desk=self.desk),
            succeeded=self._on_mended,
            failed=self._on_failed,
            progressed=self._on_mending,
        )

    def _on_mending(self, done: float, _label: str) -> None:
        self.context.wishes.saved.emit(_("Search index: {percent} %").format(percent=round(100 * done)))

    def _on_mended(self, _nothing: object) -> None:
        self._mending = False
        self.view.banner.show_info(_("The search index is whole again."))
        self.context.announcer.say(_("The search index is whole again."))
        self._on_typed(self.view.field.text())

    def _on_alias(self, alias: str) -> None:
        # With somebody looking along, nobody is held beside anybody else.
        self.view.show_scope(alias, may_widen=not is_private())

    def _on_like_asked(self) -> None:
        words = read_typed(self.view.field.text()).words.split()
        self._type(self.view.field.text().replace(words[-1], self._like) if words else self._like)

    def _on_taken_out(self, term: str) -> None:
        self._type(without(self.view.field.text(), term))

    def _on_put_in(self, term: str) -> None:
        # Behind a bare colon comes what is typed next.
        end = "" if term.endswith(":") else " "
        self._type(f"{self.view.field.text().rstrip()} {term}{end}".lstrip())

    def _type(self, text: str) -> None:
        self.view.field.set_text(text)
        self._on_typed(text)
        self.view.field.edit.setFocus()

    def _on_opened(self, key: str) -> None:
        screen, arguments = self._leads[key]
        self.go(screen, **arguments)

    def _on_everybody_asked(self) -> None:
        self._only = None
        self.view.show_scope("")
        self._on_typed(self.view.field.text())
        self.view.focus_start()


def _alias(desk: Desk, key: EngagementId) -> str:
    return shown_name(person(desk, key).line.alias)


def _look(desk: Desk, text: str, number: int, only: EngagementId | None) -> _Answer:
    looked = look_for(desk, text, limit=MOST, engagement_id=only)
    people = search_people(desk, text) if only is None else ()
    aims = find_aims(desk, text, limit=MOST, engagement_id=only)
    return _Answer(number=number, text=text, looked=looked, people=people, aims=aims)
