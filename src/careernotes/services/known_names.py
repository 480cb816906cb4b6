"""Names the vault knows, and whether a text has one of them: for what is the mentor's own."""

import re
from collections.abc import Iterable

from careernotes.domain.mentees import Mentee
from careernotes.services.workplace import Desk

_SHORTEST_PART, _SHORT = 3, 2
PARTICLES = ("van", "de", "der", "den", "het", "ten", "ter", "von", "la", "le", "el", "al", "bin")
"""Small words inside a name, which stand in any text."""


def known_names(desk: Desk) -> frozenset[str]:
    """Every alias, every full name, and the longer parts of a full name, folded."""
    told = (
        {mentee.alias, mentee.full_name, *telling_parts(mentee)} for mentee in desk.store.all(Mentee)
    )
    return frozenset(name.strip().casefold() for names in told for name in names if name.strip())


def telling_parts(mentee: Mentee) -> tuple[str, ...]:
    """The longer parts of a full name as they are written, without the small words between them."""
    return tuple(part for part in _parts(mentee) if part.casefold() not in PARTICLES)


def naming(mentee: Mentee) -> re.Pattern[str]:
    """All that names somebody, as words of their own: no letter of another word is one of a name.

    What is short, or a part of the full name, may also be a usual word: it counts as it is written only.
    """
    whole = {each.strip() for each in (mentee.full_name, mentee.alias, mentee.contact)} - {""}
    loose = {each for each in whole if len(each) > _SHORT}
    written = {*(whole - loose), *telling_parts(mentee)}
    strict = {form for each in written for form in (each, each.upper())}
    # The longest first: a short name may be the beginning of a long one. The s is that of "Miras plan".
    said = [f"(?i:{_word(each)})" for each in sorted(loose, key=len, reverse=True)]
    said += [_word(each) for each in sorted(strict, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})")


def _word(name: str) -> str:
    return re.escape(name) + (r"(?=s?(?!\w))" if len(name) > _SHORT else r"(?!\w)")


def names_of(mentee: Mentee) -> frozenset[str]:
    """What one mentee may be called in a text, folded."""
    said = (mentee.alias, mentee.full_name, *_parts(mentee))
    return frozenset(name.strip().casefold() for name in said if name.strip())


def _parts(mentee: Mentee) -> list[str]:
    return [part for part in re.split(r"[\s.-]+", mentee.full_name) if len(part) >= _SHORTEST_PART]


def name_in(text: str, names: Iterable[str]) -> str:
    """The first of *names* that stands in *text* as a word of its own; nothing when none does."""
    folded = text.casefold()
    return next(
        (name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)), ""
    )
