"""The calendar file: every planned day is in it, and nothing that could name anybody."""

import datetime as dt

from icalendar import Calendar
from tests.gui.people_life import fill_desk, take_on, talk

from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import Side
from careernotes.services.calendar_file import calendar_entries, calendar_file
from careernotes.services.desk import Desk
from careernotes.services.goals import add_action

_FIELDS = {"UID", "DTSTAMP", "SUMMARY", "CLASS", "DTSTART", "DTEND"}


def test_the_file_holds_each_planned_day_and_neutral_words_only(desk: Desk) -> None:
    fill_desk(desk)
    key = take_on(desk, "Wilhelmina Tuinstra")
    talk(desk, key, "Quirine said so.", days_ago=3, next_on=desk.today + dt.timedelta(days=9))
    add_action(desk, key, "Call Quirine", due_on=desk.today + dt.timedelta(days=4))
    add_action(desk, key, "Her own", owner=Side.MENTEE, due_on=desk.today + dt.timedelta(days=5))
    data = calendar_file(desk)
    events = Calendar.from_ical(data).walk("VEVENT")
    days = {event.decoded("dtstart") for event in events}
    assert days == {desk.today + dt.timedelta(days=n) for n in (1, 4, 9)}
    assert {str(event["summary"]) for event in events} == {"Appointment", "Reminder"}
    assert all(set(event) == _FIELDS for event in events)
    text = data.decode()
    aliases = [mentee.alias for mentee in desk.store.all(Mentee)]
    for told in (*aliases, "Wilhelmina", "Quirine", "Call", "product", str(key), desk.vault.vault_id):
        assert told not in text


def test_a_second_file_shows_nothing_twice(desk: Desk) -> None:
    fill_desk(desk)
    assert calendar_file(desk) == calendar_file(desk)
    keys = [entry.key for entry in calendar_entries(desk)]
    assert len(set(keys)) == len(keys)
