"""Search as you type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import EngagementId
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.rows import Row, RowGroup, Tag
from careernotes.gui.models.wording import long_day
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.search import SearchView
from careernotes.i18n import _, ngettext, noop
from careernotes.services.desk import Desk
from careernotes.services.people import person
from careernotes.services.searching import FoundNote, FoundPerson, search_notes, search_people

_LIMIT = 50
_DEMO_WORD = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """The hits, and which question they answer: an older one is dropped."""

    number: int
    text: str = field(repr=False)
    found: tuple[FoundNote, ...] = field(repr=False)
    people: tuple[FoundPerson, ...] = field(default=(), repr=False)


class SearchController(DeskScreen):
    """Asks the lane for each pause in typing and shows the answer to the last question only."""

    title = noop("Search")
    view: SearchView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._number = 0
        self._only: EngagementId | None = None
        self._people: frozenset[str] = frozenset()
        self.view = SearchView(parent)
        self.view.typed.connect(self._on_typed)
        self.view.opened.connect(self._on_opened)
        self.view.everybody_asked.connect(self._on_everybody_asked)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """A word that is in most notes."""
        del desk
        return {"text": _DEMO_WORD}

    def activated(self, **arguments: str) -> None:
        """Ready to type; looks at one person's notes when asked to."""
        if key := arguments.get("engagement_id", ""):
            self._only = EngagementId(key)
            self.ask(partial(_alias, self.desk, self._only), self.view.show_scope)
        text = arguments.get("text", "")
        self.view.field.set_text(text)
        self._on_typed(text)
        self.view.focus_start()

    def _on_typed(self, text: str) -> None:
        self._number += 1
        self.ask(partial(_look, self.desk, text, self._number, self._only), self._on_found)

    def _on_found(self, answer: _Answer) -> None:
        if answer.number != self._number:
            return
        self._people = frozenset(each.engagement_id for each in answer.people)
        self.view.show_hits([*_people(answer.people), *_groups(answer.found)], count=_count_words(answer))

    def _on_opened(self, key: str) -> None:
        if key in self._people:
            self.go("person", engagement_id=key)
        else:
            self.go("session", session_id=key)

    def _on_everybody_asked(self) -> None:
        self._only = None
        self.view.show_scope("")
        self._on_typed(self.view.field.text())
        self.view.focus_start()


def _alias(desk: Desk, key: EngagementId) -> str:
    return person(desk, key).line.alias


def _look(desk: Desk, text: str, number: int, only: EngagementId | None) -> _Answer:
    found = search_notes(desk, text, limit=_LIMIT, engagement_id=only)
    people = search_people(desk, text) if only is None else ()
    return _Answer(number=number, text=text, found=found, people=people)


def _people(found: Sequence[FoundPerson]) -> list[RowGroup]:
    rows = tuple(Row(key=each.engagement_id, title=each.alias) for each in found)
    return [RowGroup(heading=_("People"), rows=rows)] if rows else []


def _groups(found: Sequence[FoundNote]) -> list[RowGroup]:
    """The hits by person, the person with the newest hit first."""
    by_person: dict[EngagementId, list[FoundNote]] = {}
    for note in found:
        by_person.setdefault(note.engagement_id, []).append(note)
    return [
        RowGroup(heading=notes[0].alias, remark=_hits(len(notes)), rows=tuple(_row(note) for note in notes))
        for notes in by_person.values()
    ]


def _row(note: FoundNote) -> Row:
    layers = {"record": _("record"), "working": _("working notes"), "next_time": _("next time")}
    return Row(
        key=note.session_id,
        title=long_day(note.held_on),
        pieces=tuple((piece.text, piece.is_hit) for piece in note.pieces),
        tags=(Tag(text=layers.get(note.layer, note.layer)),),
    )


def _hits(count: int) -> str:
    return ngettext("{count} session", "{count} sessions", count).format(count=count)


def _count_words(answer: _Answer) -> str:
    if not answer.text.strip():
        return _("Type a word, or the beginning of one. Several words must all be there.")
    if not answer.found and answer.people:
        return _("No note contains “{text}”, but an alias does.").format(text=answer.text.strip())
    if not answer.found:
        return _("No note contains “{text}”.").format(text=answer.text.strip())
    if len(answer.found) >= _LIMIT:
        return _("The {count} newest sessions; type another word to see fewer.").format(count=_LIMIT)
    return _hits(len(answer.found))
