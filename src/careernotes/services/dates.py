"""Reads a day as people write it: "last thu", "3/6", "3 jun", "+2w", "gisteren", "vorige week di"."""

import datetime as dt
import enum
import re

_LONGEST = 40
_WEEKDAYS = (
    ("monday", "mon", "maandag", "ma"),
    ("tuesday", "tue", "tues", "dinsdag", "di"),
    ("wednesday", "wed", "woensdag", "wo"),
    ("thursday", "thu", "thur", "thurs", "donderdag", "do"),
    ("friday", "fri", "vrijdag", "vr"),
    ("saturday", "sat", "zaterdag", "za"),
    ("sunday", "sun", "zondag", "zo"),
)
_MONTHS = (
    ("january", "jan", "januari"),
    ("february", "feb", "februari"),
    ("march", "mar", "maart", "mrt"),
    ("april", "apr"),
    ("may", "mei"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug", "augustus"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH_OR_YEAR = re.compile(r"(?:(?P<month>[^\W\d_]+)\.?)?\s*(?P<year>(?:19|20)[0-9]{2})?")
_NEAR = {
    "today": 0, "vandaag": 0, "now": 0, "nu": 0, "yesterday": -1, "gisteren": -1, "eergisteren": -2,
    "tomorrow": 1, "morgen": 1, "overmorgen": 2,
}  # fmt: skip
_UNIT_DAYS = {"d": 1, "w": 7}
_UNIT = {
    "d": "d", "day": "d", "days": "d", "dag": "d", "dagen": "d", "w": "w", "wk": "w", "week": "w",
    "weeks": "w", "weken": "w", "m": "m",
    "mo": "m", "mnd": "m", "month": "m", "months": "m", "maand": "m", "maanden": "m",
}  # fmt: skip
_LAST, _NEXT, _THIS = {"last", "vorige", "afgelopen"}, {"next", "volgende", "komende"}, {"this", "deze"}
_NUMBER = {
    "a": "1", "an": "1", "one": "1", "een": "1", "één": "1", "two": "2", "twee": "2", "three": "3",
    "drie": "3", "four": "4", "vier": "4", "six": "6", "zes": "6",
}  # fmt: skip
_ON = {"on", "by", "before", "op", "voor", "tegen", "uiterlijk"}


class Lean(enum.Enum):
    """Which way a day without a year or week leans."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


def parse_day(text: str, today: dt.date, *, lean: Lean = Lean.NEAREST) -> dt.date | None:
    """The day *text* means when read on *today*; None when it means none. Never raises."""
    words = text.casefold().replace(",", " ").split() if len(text) <= _LONGEST else []
    if len(words) > 1 and words[0] in _ON:
        words = words[1:]
    if not words:
        return None
    if len(words) == 3 and words[0] in _WEEKDAY and words[2] == "week":
        # "thu last week" is "last week thu".
        words = [*words[1:], words[0]]
    try:
        return _named(words, today, lean) or _counted(words, today) or _dated(words, today, lean)
    except (ValueError, OverflowError):
        return None


def parse_days(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of the day, the month or the year that *text* means, leaning back; None when
    it means none. Never raises.
    """
    day = parse_day(text, today, lean=Lean.PAST)
    if day is not None:
        return day, day
    match = re.fullmatch(
        r"(?:(?P<month>[^\W\d_]+)\.?)?\s*(?P<year>(?:19|20)[0-9]{2})?", text.strip().casefold()
    )
    if match is None or not (match["month"] or match["year"]):
        return None
    if match["month"] is None:
        return dt.date(int(match["year"]), 1, 1), dt.date(int(match["year"]), 12, 31)
    month = _MONTH.get(match["month"], 0)
    if not month:
        return None
    year = int(match["year"] or today.year - (month > today.month))
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), after - dt.timedelta(days=1)


def _named(words: list[str], today: dt.date, lean: Lean) -> dt.date | None:
    """Today and its neighbours, weekdays, and weeks."""
    if len(words) == 1:
        if words[0] in _NEAR:
            return today + dt.timedelta(days=_NEAR[words[0]])
        return _weekday(_WEEKDAY[words[0]], today, lean) if words[0] in _WEEKDAY else None
    way = -1 if words[0] in _LAST else 1 if words[0] in _NEXT else 0
    if not way and words[0] not in _THIS:
        return None
    if words[1] == "week" and len(words) <= 3:
        if len(words) == 2:
            return today + dt.timedelta(days=7 * way)
        if words[2] not in _WEEKDAY:
            return None
        monday = today - dt.timedelta(days=today.weekday())
        return monday + dt.timedelta(days=7 * way + _WEEKDAY[words[2]])
    if len(words) == 2 and words[1] in {"month", "maand"}:
        return _add_months(today, way)
    if len(words) != 2 or words[1] not in _WEEKDAY:
        return None
    if not way:
        return today + dt.timedelta(days=_WEEKDAY[words[1]] - today.weekday())
    ahead = (_WEEKDAY[words[1]] - today.weekday()) % 7
    return today + dt.timedelta(days=(ahead or 7) if way > 0 else ahead - 7)


def _weekday(weekday: int, today: dt.date, lean: Lean) -> dt.date:
    ahead = (weekday - today.weekday()) % 7
    behind = ahead - 7 if ahead else 0
    if lean is Lean.FUTURE or (lean is Lean.NEAREST and ahead <= -behind):
        return today + dt.timedelta(days=ahead)
    return today + dt.timedelta(days=behind)


def _counted(words: list[str], today: dt.date) -> dt.date | None:
    """``+2w``, ``-3d``, ``in 2 weeks``, ``over 2 weken``, ``2 weeks ago``, ``2 weken geleden``."""
    joined = " ".join(_NUMBER.get(word, word) for word in words)
    match = re.fullmatch(r"(?:([+-])|(in|over) )? ?([0-9]{1,3}) ?([a-z]+)( ago| geleden)?", joined)
    if match is None or match[4] not in _UNIT or not (match[1] or match[2] or match[5]):
        return None
    back = match[1] == "-" or match[5] is not None
    number = -int(match[3]) if back else int(match[3])
    unit = _UNIT[match[4]]
    if unit == "m":
        return _add_months(today, number)
    return today + dt.timedelta(days=number * _UNIT_DAYS[unit])


def _add_months(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    first = dt.date(total // 12, total % 12 + 1, 1)
    following = dt.date((total + 1) // 12, (total + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def _dated(words: list[str], today: dt.date, lean: Lean) -> dt.date | None:
    """``2026-06-03``, ``3/6``, ``3-6-26``, ``3.6.2026``, ``3 jun``, ``jun 3``; day before month."""
    joined = " ".join(words)
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", joined):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?", joined):
        return _in_year(int(match[1]), int(match[3]), match[4], today, lean)
    if match := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|e)? ?([a-z]+)\.?(?: ([0-9]{4}|[0-9]{2}))?", joined):
        day, name, year = match[1], match[2], match[3]
    elif match := re.fullmatch(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?", joined):
        day, name, year = match[2], match[1], match[3]
    else:
        return None
    return _in_year(int(day), _MONTH[name], year, today, lean) if name in _MONTH else None


def _in_year(day: int, month: int, year: str | None, today: dt.date, lean: Lean) -> dt.date | None:
    if year is not None:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    days = [
        found for each in range(-4, 5) if (found := _day_or_none(today.year + each, month, day)) is not None
    ]
    if lean is Lean.PAST:
        days = [each for each in days if each <= today]
    elif lean is Lean.FUTURE:
        days = [each for each in days if each >= today]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# Words that mean a day but also something else: at the end of a sentence they stay words.
_ALSO_WORDS = {
    "ma", "di", "wo", "do", "vr", "za", "zo", "sat", "sun", "may", "mar", "mon", "wed", "now", "nu", "morgen",
}  # fmt: skip
_MOST_WORDS = 4


def split_day(text: str, today: dt.date, *, lean: Lean = Lean.FUTURE) -> tuple[str, dt.date | None]:
    """*text* without the day at its end, and that day: ``"call Piet 3 jun"`` gives ``("call Piet", 3 June)``.

    The day never is the whole text.
    """
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        tail = words[-count:]
        if count == 1 and tail[0].casefold() in _ALSO_WORDS:
            continue
        if (day := parse_day(" ".join(tail), today, lean=lean)) is not None:
            return " ".join(words[:-count]), day
    return text.strip(), None
