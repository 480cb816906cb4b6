"""A calendar file of what is planned and due. It names nobody: calendars are synchronised and shown."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from careernotes.domain.goals import Action
from careernotes.domain.vocabulary import ActionStatus, Side
from careernotes.i18n import _
from careernotes.services.desk import Desk
from careernotes.services.meetings import meetings_of
from careernotes.services.people import people
from careernotes.services.views import Shield

_MAKER = "-//Career Notes//EN"
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the calendar: a day, perhaps a time, and a word that fits anybody."""

    key: str
    on: dt.date
    at: dt.time | None
    title: str


def calendar_entries(desk: Desk) -> tuple[Entry, ...]:
    """Meetings that are planned, and days on which something of the mentor's own is due, from today on."""
    return tuple(sorted((*_meetings(desk), *_due(desk)), key=lambda entry: (entry.on, entry.key)))


def calendar_file(desk: Desk) -> bytes:
    """Those entries as an iCalendar file. Its identities say nothing, and stay the same in the next file, so
    that a calendar does not show anything twice.
    """
    # A quarter of a second that no other use of the program needs.
    from icalendar import Calendar, Event  # noqa: PLC0415  see above

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for entry in calendar_entries(desk):
        event = Event()
        event.add("uid", hashlib.sha256(entry.key.encode()).hexdigest()[:32])
        # The day of the entry itself: when the file was made is nobody's business.
        event.add("dtstamp", dt.datetime.combine(entry.on, dt.time(), tzinfo=dt.UTC))
        event.add("summary", entry.title)
        event.add("class", "PRIVATE")
        if entry.at is None:
            event.add("dtstart", entry.on)
            event.add("dtend", entry.on + dt.timedelta(days=1))
        else:
            start = dt.datetime.combine(entry.on, entry.at)
            event.add("dtstart", start)
            event.add("dtend", start + _HOUR)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _meetings(desk: Desk) -> Iterator[Entry]:
    for line in people(desk):
        if line.shield is Shield.PRACTICE:
            continue
        for meeting in meetings_of(desk, line.engagement_id).waiting:
            if not meeting.over and meeting.on >= desk.today:
                key = f"meeting {meeting.session_id or line.engagement_id} {meeting.on.isoformat()}"
                yield Entry(key=key, on=meeting.on, at=_time(meeting.time), title=_("Appointment"))


def _due(desk: Desk) -> Iterator[Entry]:
    """One line a day, however much is due on it."""
    days = {
        action.due_on
        for status in (ActionStatus.OPEN, ActionStatus.CARRIED_OVER)
        for action in desk.store.all(Action, status=status)
        if action.owner is Side.MENTOR and action.due_on is not None and action.due_on >= desk.today
    }
    for day in days:
        key = f"due {desk.vault.vault_id} {day.isoformat()}"
        yield Entry(key=key, on=day, at=None, title=_("Reminder"))


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text) if text else None
    except ValueError:
        return None
