"""A person's timeline as months of rows."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from careernotes.domain.journey import StepKind, StepStatus
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import (
    ActionStatus,
    EndReason,
    GoalStatus,
    OutcomeKind,
    SessionKind,
    SessionStatus,
    Side,
    SponsorActKind,
    SponsorStatus,
)
from careernotes.gui.controllers.journey_rows import short_quarter
from careernotes.gui.models.rows import Row, RowGroup, Tag
from careernotes.gui.models.wording import capital, month, short_day, word
from careernotes.i18n import _, noop
from careernotes.services.views import EntryKind, TimelineEntry

# A shape and a word: neither colour nor shape alone says what a line is.
_MARKS = {
    EntryKind.SESSION: ("●", noop("Session")),
    EntryKind.GOAL: ("◆", noop("Goal")),
    EntryKind.ACTION: ("✓", noop("Action")),
    EntryKind.AGREEMENT: ("■", noop("Agreement")),
    EntryKind.CONSENT: ("◇", noop("Choice")),
    EntryKind.OUTCOME: ("▲", noop("Step")),
    EntryKind.WANTED: ("△", noop("Step wanted")),
    EntryKind.DOOR: ("▶", noop("Door")),
    EntryKind.STARTED: ("○", noop("Start")),
    EntryKind.ENDED: ("○", noop("End")),
}
# Lines whose title is somebody's own words.
_OWN_TITLES = frozenset({EntryKind.GOAL, EntryKind.ACTION})
# A tick says that it was done; an action that is not has an empty box.
_NOT_DONE = "□"


def month_groups(entries: Sequence[TimelineEntry], *, today: dt.date) -> list[RowGroup]:
    """The lines of each month, newest first, each month once."""
    groups: list[RowGroup] = []
    rows: list[Row] = []
    heading = ""
    for entry in entries:
        name = month(entry.on)
        if name != heading and rows:
            groups.append(RowGroup(heading=heading, rows=tuple(rows)))
            rows = []
        heading = name
        rows.append(entry_row(entry, today=today))
    if rows:
        groups.append(RowGroup(heading=heading, rows=tuple(rows)))
    return groups


def month_strip(entries: Sequence[TimelineEntry], *, today: dt.date) -> list[tuple[str, int]]:
    """How many sessions each month had, oldest first, without a gap; nothing before there are two months."""
    held = [
        entry.on
        for entry in entries
        if entry.kind is EntryKind.SESSION and entry.status == SessionStatus.KEPT.value
    ]
    if not held:
        return []
    counts = Counter((day.year, day.month) for day in held)
    first, last = min(held), max(*held, today)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(month(dt.date(at // 12, at % 12 + 1, 1)), counts[at // 12, at % 12 + 1]) for at in months]


def entry_row(entry: TimelineEntry, *, today: dt.date) -> Row:
    """One line, with its kind as a shape and a word."""
    shape, name = _MARKS[entry.kind]
    title, detail = entry.title, entry.detail
    tags: tuple[Tag, ...] = ()
    match entry.kind:
        case EntryKind.SESSION:
            title = capital(_named(SessionKind, entry.title))
            tags = _session_tags(entry)
        case EntryKind.GOAL:
            tags = (Tag(text=_named(GoalStatus, entry.status), kind="plain"),)
        case EntryKind.ACTION:
            detail = _named(Side, entry.detail)
            shape = shape if entry.status == ActionStatus.DONE.value else _NOT_DONE
            tags = (Tag(text=_named(ActionStatus, entry.status), kind="plain"),)
        case EntryKind.OUTCOME:
            title = capital(_named(OutcomeKind, entry.title))
        case EntryKind.WANTED:
            title = capital(_named(StepKind, entry.title))
            tags = (Tag(text=_named(StepStatus, entry.status), kind="plain"),)
        case EntryKind.DOOR:
            title = capital(_named(SponsorActKind, entry.title))
            tags = (Tag(text=_named(SponsorStatus, entry.status), kind="plain"),)
        case EntryKind.ENDED:
            detail = _named(EndReason, entry.status)
        case EntryKind.AGREEMENT | EntryKind.CONSENT | EntryKind.STARTED:
            pass
    # Of a step only its quarter is known.
    by_quarter = entry.kind in {EntryKind.OUTCOME, EntryKind.WANTED}
    return Row(
        key=f"{entry.kind.value}:{entry.ref}",
        mark=f"{shape} {_(name)}",
        title=title,
        detail=detail,
        own_title=entry.kind in _OWN_TITLES,
        own_detail=True,
        tags=tags,
        themes=entry.themes,
        end=short_quarter(quarter_of(entry.on)) if by_quarter else short_day(entry.on, today=today),
    )


def _session_tags(entry: TimelineEntry) -> tuple[Tag, ...]:
    if entry.status != SessionStatus.KEPT.value:
        return (Tag(text=_named(SessionStatus, entry.status), kind="plain"),)
    if not entry.themes:
        return (Tag(text=_("not coded"), kind="plain"),)
    return ()


def _named(kind: type[Enum], value: str) -> str:
    """The plain word for a value of a closed list; nothing for none."""
    found = next((member for member in kind if member.value == value), None)
    return word(found) if found is not None else ""
