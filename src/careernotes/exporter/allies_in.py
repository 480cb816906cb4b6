"""Declared allies as somebody types them: ``finance/2025-H1:2+2026-H1:1``.

Two of the people of finance who were first counted in the first half of 2025, and one person of no area first
counted in the first half of 2026, are assumed to be on the reader's side, together. No more can be said of
anybody: the contributions carry numbers of people by area and by how long they have been counted, no persons.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from careernotes.auditing.allies import Declared, DeclaredSet
from careernotes.auditing.roster import Roster
from careernotes.disclosure.plan import OLDEST
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.exporter.errors import UnknownAlliesError

_NO_AREA = 0
_PART = re.compile(r"(?:(?P<area>[^/:+]+)/)?(?P<since>[0-9A-Za-z-]+):(?P<people>[1-9][0-9]{0,5})")


def allies_of(texts: Sequence[str], roster: Roster, kit: ProgrammeKit | None) -> tuple[DeclaredSet, ...]:
    """The declared sets; areas are those of the kit, none for the list of one mentor.

    Raises:
        UnknownAlliesError: when one cannot be read, or there are fewer such people.
    """
    areas = {value.key: value.number for value in kit.breakdown_values} if kit is not None else {}
    found = tuple(tuple(sorted(_parts(text, roster, areas))) for text in texts)
    there = roster.cohorts()
    for every in found:
        wanted = Counter[tuple[int, int]]()
        for each in every:
            wanted[each.area, each.first] += each.people
        if any(there[cohort] < people for cohort, people in wanted.items()):
            raise UnknownAlliesError
    return found


def _parts(text: str, roster: Roster, areas: dict[str, int]) -> Iterator[Declared]:
    for part in text.split("+"):
        match = _PART.fullmatch(part.strip())
        if match is None or (match["area"] is not None and match["area"] not in areas):
            raise UnknownAlliesError
        try:
            since = Period.parse(match["since"])
        except ValueError:
            raise UnknownAlliesError from None
        first = since.first_quarter // since.length.value
        if since.length is not roster.period.length or first > roster.number:
            raise UnknownAlliesError
        yield Declared(
            area=areas[match["area"]] if match["area"] is not None else _NO_AREA,
            # Who has been counted for long is counted with those who have been there longest.
            first=max(first, roster.number - OLDEST),
            people=int(match["people"]),
        )
