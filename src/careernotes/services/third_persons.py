"""Finds what looks like the name of somebody else in a note: a hint to write a role instead, never a rule."""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from careernotes.assets import read_json
from careernotes.domain.reading import Reader
from careernotes.services.known_names import PARTICLES

_PARTICLES = rf"(?:{'|'.join(PARTICLES)})"
_WORD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*[a-zß-öø-ÿ](?:[-'’][^\W\d_]+)*"
_NAME = re.compile(rf"(?<![\w@#/])(?:{_WORD})(?:(?:[ ]{_PARTICLES})*[ ]{_WORD})*(?![\w@])")
_FIRST = re.compile(_WORD)
_SENTENCE_ENDS = ".!?:;\n•*(\"“-"


class Found(NamedTuple):
    """Where a name stands, and the name or what comes instead."""

    start: int
    end: int
    text: str


@cache
def first_names() -> frozenset[str]:
    """The first names that come with the program, folded."""
    return _words("names")


@cache
def _nobody() -> frozenset[str]:
    """What has a capital inside a sentence and is nobody: days, months, languages, peoples, places."""
    return _words("nobody")


def _words(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in Reader(read_json("words", "names-1.json")).texts(key))


def find_names(text: str, *, known: Collection[str] = ()) -> tuple[Found, ...]:
    """What looks like a name in *text*; *known* are folded words that are nobody else: the mentee's own, say.

    At the beginning of a sentence only a first name counts, elsewhere any word with a capital.
    """
    found = []
    for match in _NAME.finditer(text):
        place = _without_known(text, match.start(), match.end(), known)
        if place is not None:
            found.append(place)
    return tuple(found)


def _without_known(text: str, start: int, end: int, known: Collection[str]) -> Found | None:
    """The name between *start* and *end*, less the words at its beginning that are no name."""
    while start < end:
        first = _FIRST.match(text, start, end)
        if first is None:
            return None
        word = first[0].casefold()
        sure = word in first_names()
        own = word in known or text[start:end].casefold() in known
        if not own and (sure or not (word in _nobody() or _begins(text, start))):
            return Found(start, end, text[start:end])
        following = _FIRST.search(text, first.end(), end)
        if following is None:
            return None
        start = following.start()
    return None


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    before = text[:start].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_ENDS


def replacements(text: str, name: str, role: str) -> tuple[Found, ...]:
    """Where *name* stands as a word of its own, and what comes instead: a capital where a sentence begins."""
    return tuple(
        Found(at.start(), at.end(), role[:1].upper() + role[1:] if _begins(text, at.start()) else role)
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )
