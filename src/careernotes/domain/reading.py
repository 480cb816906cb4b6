"""Reads plain JSON values into types, and says where a value is wrong."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from careernotes.domain.words import Bilingual

T = TypeVar("T")
_LONGEST_PRINTABLE, _LONGEST_TITLE = 2_000, 200
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing."""


def is_printable(text: str) -> bool:
    """Whether *text* shows what it says on one line: no line breaks, control marks or turning marks."""
    return not any(char in _TURNING or unicodedata.category(char) in _UNPRINTABLE for char in text)


def on_one_line(name: str) -> str:
    """A file name that can move no cursor and turn no line: what cannot be printed stands as its code."""
    return "".join(
        char if char != "\\" and is_printable(char) else char.encode("unicode_escape").decode()
        for char in name
    )


class MalformedError(ValueError):
    """A value is not what was expected. Carries the place and the expectation, never the value itself."""

    def __init__(self, place: str, expected: str) -> None:
        self.place, self.expected = place, expected
        super().__init__(f"{place}: expected {expected}")


class Reader:
    """One JSON object being read; every failure names the field it was at.

    With *printable*, every text in it must show on a screen what it says: for what somebody else wrote and
    people compare by eye, such as a programme kit. Notes keep their line breaks.
    """

    __slots__ = ("_place", "_printable", "_values")

    def __init__(self, value: object, place: str = "", *, printable: bool = False) -> None:
        if not isinstance(value, Mapping):
            raise MalformedError(place or "document", "an object")
        self._values, self._place, self._printable = value, place, printable

    def at(self, key: str) -> str:
        """The place of *key*, as it is named in messages."""
        return f"{self._place}.{key}" if self._place else key

    def has(self, key: str) -> bool:
        """Whether *key* is there and not null."""
        return self._values.get(key) is not None

    def text(self, key: str, *, default: str | None = None, longest: int = 100_000) -> str:
        """The text at *key*."""
        value = self._values.get(key, default)
        if value is None:
            value = default
        if not isinstance(value, str) or len(value) > longest:
            raise MalformedError(self.at(key), f"text of at most {longest} characters")
        if self._printable:
            self._refuse_unprintable(key, value)
        return value

    def _refuse_unprintable(self, key: str, text: str) -> None:
        if len(text) > _LONGEST_PRINTABLE:
            raise MalformedError(self.at(key), f"text of at most {_LONGEST_PRINTABLE} characters")
        if not is_printable(text):
            raise MalformedError(self.at(key), "one line of text without control characters")

    def integer(self, key: str, *, low: int, high: int, default: int | None = None) -> int:
        """The whole number at *key*, between *low* and *high*."""
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise MalformedError(self.at(key), f"a whole number from {low} to {high}")
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """The true or false at *key*."""
        value = self._values.get(key, default)
        if not isinstance(value, bool):
            raise MalformedError(self.at(key), "true or false")
        return value

    def words(self, stem: str = "", *, required: bool = True, longest: int = 100_000) -> Bilingual:
        """The texts at ``<stem>en`` and ``<stem>nl``."""
        english = self.text(f"{stem}en", default=None if required else "", longest=longest)
        return Bilingual(english, self.text(f"{stem}nl", default="", longest=longest))

    def title(self) -> Bilingual:
        """The name at ``en`` and ``nl``: short enough for one line."""
        return self.words(longest=_LONGEST_TITLE)

    def inner(self, key: str) -> "Reader":
        """The object at *key*."""
        return Reader(self._values.get(key), self.at(key), printable=self._printable)

    def items(self, key: str, *, optional: bool = False, most: int = 10_000) -> Sequence[object]:
        """The list at *key*."""
        value = self._values.get(key, [] if optional else None)
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > most:
            raise MalformedError(self.at(key), f"a list of at most {most}")
        return value

    def objects(self, key: str, *, optional: bool = False) -> list["Reader"]:
        """The list of objects at *key*."""
        return [
            Reader(item, f"{self.at(key)}[{n}]", printable=self._printable)
            for n, item in enumerate(self.items(key, optional=optional))
        ]

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """The list of texts at *key*."""
        values = self.items(key, optional=optional)
        if not all(isinstance(value, str) for value in values):
            raise MalformedError(self.at(key), "a list of texts")
        if self._printable:
            for value in values:
                self._refuse_unprintable(key, str(value))
        return tuple(str(value) for value in values)

    def parsed(self, key: str, parse: Callable[[str], T], expected: str) -> T:
        """The text at *key*, turned into a value by *parse*."""
        text = self.text(key)
        try:
            return parse(text)
        except ValueError:
            raise MalformedError(self.at(key), expected) from None

    def only(self, *allowed: str) -> None:
        """Refuses keys nobody knows."""
        for key in self._values:
            if key not in allowed:
                raise MalformedError(self.at(str(key)[:40]), "no such field")


def read_hex(root: Reader, key: str, length: int) -> bytes:
    """A field of exactly *length* bytes in hexadecimal digits."""
    value = root.parsed(key, bytes.fromhex, "hexadecimal digits")
    if len(value) != length:
        raise MalformedError(root.at(key), f"{length} bytes")
    return value
