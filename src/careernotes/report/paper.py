"""A sheet of paper that people fill in and read to each other: what stands on it, and the same as text."""

import textwrap
from dataclasses import dataclass

_WIDE = 76
_BLANK = "." * 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words to read out; *name* says what they stand for."""

    words: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Sentences to follow one after the other, each numbered."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A plain paragraph."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Words of many, each with a box to tick and a line for a name written by hand."""

    words: tuple[str, ...]
    write: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """Lines to fill in by hand, two beside each other."""

    names: tuple[str, ...]


Part = Spoken | Steps | Said | Ticks | Blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One sheet: whose it is, what it is, and its parts from top to bottom."""

    title: str
    owner: str
    parts: tuple[Part, ...]
    foot: str


def as_text(paper: Paper) -> str:
    """The sheet for a screen reader, a terminal or a plain printer."""
    head = f"{paper.title}\n{'=' * len(paper.title)}\n\n{paper.owner}"
    return "\n\n".join((head, *map(_text, paper.parts), _wrapped(paper.foot))) + "\n"


def _text(part: Part) -> str:
    match part:
        case Spoken(words=words, name=name):
            return f"{name}:\n    {words}" if name else f"    {words}"
        case Steps(lines=lines):
            return "\n".join(_wrapped(f"{at}. {line}") for at, line in enumerate(lines, start=1))
        case Said(text=text):
            return _wrapped(text)
        case Ticks(words=words, write=write):
            return "\n".join(f"[ ] {each}\n    {write}: {_BLANK}" for each in words)
        case Blanks(names=names):
            return "\n".join(f"{name}: {_BLANK}" for name in names)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDE, subsequent_indent="   " if text[:1].isdigit() else "")
