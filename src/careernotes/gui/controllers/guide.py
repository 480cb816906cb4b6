"""The guide: shipped chapters, the session guides, the case discussion and the keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.domain.content import SessionGuide, read_session_guides
from careernotes.gui.actions import EVERYWHERE
from careernotes.gui.controllers.shipped_words import discussion_passages, guide_chapters
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
        Entry(_("Keys"), (Passage(_("Keys that work everywhere"), (), _keys()),)),
    )


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


def _keys() -> tuple[str, ...]:
    return tuple(f"{shown_keys(command.shortcut)}: {translate(command.text)}" for command in EVERYWHERE)


class GuideController(ScreenController):
    """The guide, at one chapter."""

    title = noop("Guide")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._entries = guide_entries()
        self.view: GuideView = GuideView(parent, chapters=[entry.name for entry in self._entries])
        self.view.chapter_chosen.connect(self._on_chapter_chosen)

    def activated(self, chapter: str = "0", **arguments: str) -> None:
        """Opens one chapter; *chapter* is its place in the list."""
        del arguments
        index = int(chapter) if chapter.isdecimal() else 0
        self.view.choose(min(index, len(self._entries) - 1))

    @Slot(int)
    def _on_chapter_chosen(self, index: int) -> None:
        if 0 <= index < len(self._entries):
            self.view.show_passages(self._entries[index].passages)
