"""What an invented mentor writes: notes about the themes of a meeting, actions, goals and agreements.

The sentences ship in resources/generator, in English and Dutch; here they are chosen, filled in and put in
order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from careernotes.assets import read_json
from careernotes.demo.draws import Draws
from careernotes.domain.reading import MalformedError

LANGUAGES = ("en", "nl")
SHORTEST_WORDS, LONGEST_WORDS = 10, 1200
_PARAGRAPH_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The sentences about one theme: what was heard and done, what to do, and what to ask next time."""

    heard: tuple[str, ...]
    did: tuple[str, ...]
    todo: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All sentences of one language."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    goals: Mapping[str, tuple[str, ...]]
    themes: Mapping[str, Phrases]


@cache
def book(language: str) -> Book:
    """The sentences of one language."""
    root = _object(read_json("generator", f"prose-{language}.json"))
    themes = {key: _object(value) for key, value in _object(root["themes"]).items()}
    return Book(
        language=language,
        lists={key: _texts(value) for key, value in _object(root["lists"]).items()},
        goals={key: _texts(value) for key, value in _object(root["goals"]).items()},
        themes={
            key: Phrases(**{name: _texts(value[name]) for name in ("heard", "did", "todo", "ask")})
            for key, value in themes.items()
        },
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise MalformedError("prose", "an object")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(text, str) for text in value):
        raise MalformedError("prose", "a list of sentences")
    return tuple(value)


def _words(text: str) -> int:
    return text.count(" ") + 1


class Pen:
    """Writes for one mentor, in one language. What it writes follows from its stream of chance alone."""

    def __init__(self, draws: Draws, language: str, topics: Mapping[str, str]) -> None:
        self._draws, self._book, self._topics = draws, book(language), topics
        self._told: dict[str, set[str]] = {}
        self._named = tuple(self._book.lists[kind] for kind in ("roles", "places", "projects"))

    def line(self, kind: str, alias: str = "") -> str:
        """One sentence of a list, such as ``purposes`` or ``learned``."""
        return self._filled(self._draws.one_of(self._book.lists[kind]), alias)

    def lines(self, kind: str, count: int) -> list[str]:
        """Some different sentences of a list."""
        return [self._filled(text, "") for text in self._draws.some_of(self._book.lists[kind], count)]

    def goal(self, kind: str) -> str:
        """A goal of this kind."""
        return self._filled(self._draws.one_of(self._book.goals[kind]), "")

    def todo(self, theme: str, alias: str) -> str:
        """What the mentee will do about a theme."""
        return self._filled(self._draws.one_of(self._book.themes[theme].todo), alias)

    def ask(self, theme: str, alias: str) -> str:
        """What to ask about a theme next time."""
        return self._filled(self._draws.one_of(self._book.themes[theme].ask), alias)

    def note(self, themes: Sequence[str], alias: str, words: int) -> str:
        """The record of one meeting, in paragraphs: an opening, each theme in turn, and an end."""
        parts = [[self.line("openers", alias)]]
        spare = self._draws.some_of(self._book.lists["general"], len(self._book.lists["general"]))
        for theme in themes:
            phrases = self._book.themes[theme]
            heard = self._untold(alias, phrases.heard, 1 + (words > 90) + (words > 220))
            did = self._untold(alias, phrases.did, 1 + (words > 170))
            # Who comes back to a theme does not say the same again.
            again = self._untold(alias, self._book.lists["again"], 1) if not heard else []
            parts.append([self._filled(text, alias, theme) for text in (*again, *heard, *did)])
        closing = [self.line("closers", alias)]
        written = sum(map(_words, chain.from_iterable(parts)))
        turn = 0
        while written < words:
            if not spare:
                spare = self._draws.some_of(self._book.lists["general"], len(self._book.lists["general"]))
            text = self._filled(spare.pop(), alias)
            written += _words(text)
            place = 1 + turn % len(themes) if themes else 0
            if len(parts[place]) > 2 * _PARAGRAPH_SENTENCES:
                place = len(parts) - 1
            if len(parts[place]) > 2 * _PARAGRAPH_SENTENCES:
                parts.append([])
                place += 1
            parts[place].insert(self._draws.between(1, len(parts[place])) if parts[place] else 0, text)
            turn += 1
        if words <= SHORTEST_WORDS * 3:
            return " ".join(parts[1] if len(parts) > 1 and parts[1] else parts[0])
        return "\n\n".join(" ".join(part) for part in [*parts, closing] if part)

    def reflection(self, alias: str) -> str:
        """Working notes: one to three thoughts the mentor keeps to themselves."""
        texts = self._untold(alias, self._book.lists["working"], self._draws.between(1, 3))
        return " ".join(self._filled(text, alias) for text in texts)

    def _untold(self, alias: str, texts: Sequence[str], count: int) -> list[str]:
        """Some sentences that were not yet written about this person; when all were, it begins anew for
        ``again``.
        """
        told = self._told.setdefault(alias, set())
        fresh = [text for text in texts if text not in told]
        if not fresh and len(texts) > _PARAGRAPH_SENTENCES:
            fresh = list(texts)
            told.difference_update(texts)
        chosen = self._draws.some_of(fresh, count)
        told.update(chosen)
        return chosen

    def _filled(self, text: str, alias: str, theme: str = "") -> str:
        if "{" not in text:
            return text
        one_of, (roles, places, projects) = self._draws.one_of, self._named
        topic = f"\u201c{self._topics[theme]}\u201d" if theme else ""
        return text.format(
            topic=topic, name=alias, role=one_of(roles), place=one_of(places), project=one_of(projects)
        )
