"""Short words behind a semicolon that write long ones: shipped, or the mentor's own, for each language."""

import json
import re
from collections.abc import Collection, Mapping

from careernotes.assets import read_json
from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.errors import CareerNotesError
from careernotes.services.drafts import whole_text
from careernotes.services.known_names import known_names, name_in
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName

MOST, LONGEST = 100, 500
_LINE = re.compile(r";?([^\W_]{1,20})(?:[ \t]*=[ \t]*|[ \t]+)(\S.*)")

Snippets = Mapping[str, str]


class SnippetLineError(CareerNotesError):
    """A line is no snippet."""

    code = "CN706"
    message = "Line {number} is no snippet."
    safe = "Nothing has been changed."
    hint = "Write a short word, a blank and what it stands for, such as: ag Agreed:"


class SnippetNameError(CareerNotesError):
    """A snippet names a mentee."""

    code = "CN707"
    message = "Line {number} has the name of a mentee in it."
    safe = "Nothing has been changed."
    hint = "Leave the name out: snippets stay when a mentee is erased."


def shipped_snippets(language: str) -> Snippets:
    """Those that come with the program."""
    root = Reader(read_json("templates", "snippets-1.json"))
    return {item.text("key"): item.words().in_language(language) for item in root.objects("snippets")}


def snippets(desk: Desk, language: str) -> Snippets:
    """Those in force in one language: the mentor's own, else the shipped ones."""
    own = _own(desk).get(language)
    return own if own is not None else shipped_snippets(language)


def as_lines(found: Snippets) -> str:
    """Snippets as one edits them: a line each."""
    return "\n".join(f"{key} {text}" for key, text in found.items())


def read_lines(lines: str, *, names: Collection[str]) -> Snippets:
    """The snippets written as lines; none of them has one of *names* in it.

    Raises:
        SnippetLineError: when a line is none.
        SnippetNameError: when a name stands in one.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(whole_text(lines).splitlines(), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.lstrip())
        if match is None or len(match[2]) > LONGEST or len(found) >= MOST:
            raise SnippetLineError(number=number)
        if name_in(line, names):
            raise SnippetNameError(number=number)
        found[match[1].casefold()] = match[2]
    return found


def keep_snippets(desk: Desk, language: str, lines: str) -> Snippets:
    """Keep the mentor's own snippets of one language; nothing at all brings the shipped ones back.

    Raises:
        SnippetLineError: when a line is none.
        SnippetNameError: when a mentee is named in one.
    """
    own = {**_own(desk), language: read_lines(lines, names=known_names(desk))}
    plain: Json = {
        spoken: [{"key": key, "text": text} for key, text in kept.items()]
        for spoken, kept in own.items()
        if kept
    }
    desk.store.set_setting(SettingName.SNIPPETS, canonical_bytes(plain).decode())
    return snippets(desk, language)


def _own(desk: Desk) -> dict[str, Snippets]:
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.SNIPPETS) or "{}"))
        return {
            language: {item.text("key"): item.text("text") for item in root.objects(language)}
            for language in ("en", "nl")
            if root.has(language)
        }
    except (ValueError, MalformedError):
        return {}
