"""Dates as people type them: "today", "last thu", "3/6", "14 dec", "+2w", in English and Dutch."""

import calendar
import datetime as dt
import enum
import re


class Towards(enum.Enum):
    """Where a date without a year or a week most likely lies: behind us or ahead."""

    PAST = -1
    FUTURE = 1


_DAYS = {
    "today": 0, "vandaag": 0, "now": 0, "nu": 0, "yesterday": -1, "gisteren": -1, "tomorrow": 1, "morgen": 1,
    "overmorgen": 2, "eergisteren": -2,
}  # fmt: skip
_WEEKDAYS_FULL = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
}  # fmt: skip
_WEEKDAYS_SHORT = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "tues": 1, "thur": 3, "thurs": 3,
    "ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mrt": 3, "maa": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NAMES = {
    "january", "januari", "february", "februari", "march", "maart", "april", "june", "juni", "july", "juli",
    "august", "augustus", "september", "sept", "october", "oktober", "november", "december",
}  # fmt: skip
_UNITS = {
    "d": "day", "day": "day", "days": "day", "dag": "day", "dagen": "day",
    "w": "week", "wk": "week", "week": "week", "weeks": "week", "weken": "week",
    "m": "month", "month": "month", "months": "month", "maand": "month", "maanden": "month",
}  # fmt: skip
_NEXT = {"next": 1, "volgende": 1, "komende": 1, "coming": 1, "last": -1, "vorige": -1, "afgelopen": -1}
_FILLER = re.compile(r"^(on|by|before|op|voor|uiterlijk)\s+")
_NUMERIC = re.compile(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$")
_SHIFT = re.compile(r"^([+-]?)\s*(\d{1,3})\s*([a-z]+)$")
_PHRASE = re.compile(r"^(?:in|over|within|binnen)\s+(\d{1,3}|a|an|een|one|twee|two)\s+([a-z]+)$")
_AGO = re.compile(r"^(\d{1,3}|a|een|one|twee|two)\s+([a-z]+)\s+(?:ago|geleden)$")
_NUMBER_WORDS = {"a": 1, "an": 1, "een": 1, "one": 1, "two": 2, "twee": 2}
_DAY_MONTH = re.compile(r"^(?:(\d{1,2})\s+([a-z]+)|([a-z]+)\s+(\d{1,2}))\.?(?:\s+(\d{4}))?$")


def read_date(text: str, *, today: dt.date, towards: Towards, short_weekdays: bool = True) -> dt.date | None:
    """The date meant by *text*; None when it cannot be a date.

    ``short_weekdays`` False refuses "do" or "sun" alone, which are also ordinary words in a sentence.
    """
    words = _FILLER.sub("", " ".join(text.casefold().replace(",", " ").split())).strip()
    if not words:
        return None
    if words in _DAYS:
        return today + dt.timedelta(days=_DAYS[words])
    return (
        _iso(words)
        or _numeric(words, today, towards)
        or _shifted(words, today, towards)
        or _weekday(words, today, towards, short=short_weekdays)
        or _day_month(words, today, towards)
    )


def _iso(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words) if "-" in words else None
    except ValueError:
        return None


def _numeric(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    found = _NUMERIC.match(words)
    if found is None:
        return None
    year = int(found[3]) if found[3] else None
    if year is not None and year < 100:
        year += 2000
    return _in_year(int(found[1]), int(found[2]), year, today, towards)


def _day_month(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    found = _DAY_MONTH.match(words)
    if found is None:
        return None
    name = found[2] or found[3]
    if name not in _MONTHS and name not in _MONTH_NAMES:
        return None
    return _in_year(
        int(found[1] or found[4]), _MONTHS[name[:3]], int(found[5]) if found[5] else None, today, towards
    )


def _in_year(day: int, month: int, year: int | None, today: dt.date, towards: Towards) -> dt.date | None:
    """The day in the given year, else in the nearest year on the expected side."""
    try:
        if year is not None:
            return dt.date(year, month, day)
        here = dt.date(today.year, month, day)
    except ValueError:
        return None
    wrong_side = here > today if towards is Towards.PAST else here < today
    try:
        return here.replace(year=here.year + towards.value) if wrong_side else here
    except ValueError:  # 29 February
        return None


def _shifted(words: str, today: dt.date, towards: Towards) -> dt.date | None:
    if found := _SHIFT.match(words):
        sign = {"+": 1, "-": -1, "": towards.value}[found[1]]
        return _moved(today, sign * int(found[2]), found[3])
    if found := _PHRASE.match(words):
        return _moved(today, _number(found[1]), found[2])
    if found := _AGO.match(words):
        return _moved(today, -_number(found[1]), found[2])
    first, _space, unit = words.partition(" ")
    if first in _NEXT and _UNITS.get(unit) in {"week", "month"}:
        return _moved(today, _NEXT[first], unit)
    return None


def _number(word: str) -> int:
    return _NUMBER_WORDS.get(word) or int(word)


def _moved(today: dt.date, count: int, unit: str) -> dt.date | None:
    match _UNITS.get(unit):
        case "day":
            return today + dt.timedelta(days=count)
        case "week":
            return today + dt.timedelta(weeks=count)
        case "month":
            months = today.year * 12 + today.month - 1 + count
            year, month = divmod(months, 12)
            return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
        case _:
            return None


def _weekday(words: str, today: dt.date, towards: Towards, *, short: bool) -> dt.date | None:
    first, _space, rest = words.partition(" ")
    said = _NEXT.get(first) if rest else None
    name = rest if said else words
    day = _WEEKDAYS_FULL.get(name)
    if day is None and (short or said):
        day = _WEEKDAYS_SHORT.get(name)
    if day is None:
        return None
    direction = said or towards.value
    if direction > 0:
        return today + dt.timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - day) % 7
    return today - dt.timedelta(days=back or (7 if said else 0))
