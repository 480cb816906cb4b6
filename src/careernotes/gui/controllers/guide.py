"""The guide: shipped chapters, session guides, the case discussion, codes and keys, and looking in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.domain.content import SessionGuide, read_session_guides
from careernotes.gui.actions import ALL, EVERYWHERE, ON_SOME_PAGES, Command
from careernotes.gui.controllers.guide_codes import code_chapters
from careernotes.gui.controllers.shipped_words import (
    ScreenPart,
    discussion_passages,
    guide_chapters,
    screen_parts,
)
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.guide import GuideView
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.gui.widgets.reading import Passage
from careernotes.i18n import _, language, noop, translate


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of chapters."""

    name: str
    passages: Sequence[Passage]
    screens: tuple[str, ...] = ()
    """The screens it is about."""
    apart: bool = False
    """Its passages stand each for itself: somebody who looks for something sees those alone that have it."""

    def holding(self, sought: str) -> tuple[Passage, ...]:
        """What to show of it to somebody who looks for all the words of *sought*; none when it lacks one."""
        words = sought.casefold().split()
        if self.apart:
            return tuple(each for each in self.passages if _has(words, _text_of(each)))
        whole = " ".join([self.name.casefold(), *map(_text_of, self.passages)])
        return tuple(self.passages) if _has(words, whole) else ()


def _text_of(passage: Passage) -> str:
    return " ".join((passage.heading, *passage.paragraphs, *passage.points)).casefold()


def _has(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def guide_entries() -> tuple[Entry, ...]:
    """Everything the guide holds."""
    spoken = language()
    chapters = [
        Entry(name, (Passage(name.partition(". ")[2], paragraphs),)) for name, paragraphs in guide_chapters()
    ]
    guides = read_session_guides(read_json("templates", "templates-1.json"))
    return (
        *chapters,
        *(
            Entry(_("Session: {name}").format(name=guide.name.in_language(spoken)), _session(guide))
            for guide in guides
        ),
        Entry(_("Case discussion"), discussion_passages()),
        *(_about_screens(part) for part in screen_parts()),
        *(Entry(name, passages, apart=True) for name, passages in code_chapters()),
        Entry(
            _("Keys"),
            (
                Passage(_("Keys that work everywhere"), (), _keys(EVERYWHERE)),
                Passage(_("Keys of some pages"), (), _keys(ON_SOME_PAGES)),
            ),
        ),
    )


def _about_screens(part: ScreenPart) -> Entry:
    """What the program says about some screens, with the keys that lead there or work there alone."""
    keys = _keys(
        [each for each in ALL if each.screen in part.screens or not {*part.screens}.isdisjoint(each.pages)]
    )
    passages = (Passage(part.name, part.paragraphs), *((Passage(_("Keys"), (), keys),) if keys else ()))
    return Entry(_("Page: {name}").format(name=part.name), passages, part.screens)


def _session(guide: SessionGuide) -> tuple[Passage, ...]:
    spoken = language()
    headings = {"ask": _("Ask"), "do": _("Do"), "write": _("Write")}
    passages = [
        Passage(guide.name.in_language(spoken), (_("About {minutes} minutes").format(minutes=guide.minutes),))
    ]
    for kind, heading in headings.items():
        points = tuple(prompt.text.in_language(spoken) for prompt in guide.prompts if prompt.kind == kind)
        if points:
            passages.append(Passage(heading, (), points))
    return tuple(passages)


def _keys(commands: Sequence[Command]) -> tuple[str, ...]:
    return tuple(
        f"{shown_keys(command.shortcut)}: {translate(command.text)}"
        for command in commands
        if command.shortcut
    )


class GuideReader(QObject):
    """The guide itself, which needs no vault and knows nobody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = guide_entries()
        self.view: GuideView = GuideView(parent, chapters=[entry.name for entry in self._entries])
        self._sought = ""
        self.view.chapter_chosen.connect(self._on_chapter_chosen)
        self.view.sought.connect(self._on_sought)

    def open(self, chapter: str = "0", about: str = "", code: str = "") -> None:
        """Opens one chapter; *chapter* is its place in the list, or ``last`` for the keys.

        With *about* it opens at the part about that screen, with *code* at what that code means.
        """
        index = int(chapter) if chapter.isdecimal() else len(self._entries) - 1 if chapter == "last" else 0
        if about:
            index = next((n for n, entry in enumerate(self._entries) if about in entry.screens), index)
        self.view.choose(min(index, len(self._entries) - 1))
        if code:
            self.view.seek(code)

    @Slot(int)
    def _on_chapter_chosen(self, index: int) -> None:
        if 0 <= index < len(self._entries):
            entry = self._entries[index]
            self.view.show_passages(entry.holding(self._sought) if self._sought else entry.passages)

    @Slot(str)
    def _on_sought(self, text: str) -> None:
        self._sought = text.strip()
        places: Sequence[int] = range(len(self._entries))
        if self._sought:
            places = [place for place in places if self._entries[place].holding(self._sought)]
        self.view.show_chapters(places)
        self._on_chapter_chosen(self.view.chosen)


class GuideController(ScreenController):
    """The guide, at one chapter."""

    title = noop("Guide")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._reader = GuideReader(parent)
        self.view: GuideView = self._reader.view

    def activated(self, chapter: str = "0", about: str = "", code: str = "", **arguments: str) -> None:
        """Opens one chapter, as :meth:`GuideReader.open` says."""
        del arguments
        self._reader.open(chapter, about, code)
