"""Reads a length as people write it: "45", "45 min", "1:15", "1 h", "1u30", "1,5 uur"."""

import re

_LONGEST = 20
_HOUR = r"(?:h|hr|hrs|hours?|u|uur|uren)"
_MINUTE = r"(?:m|min|mins|minutes?|minuten|minuut|')"
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|" + _HOUR + r")\s*(?:(\d{1,2})\s*" + _MINUTE + r"?)?\.?")
_HALVES = re.compile(r"(\d{1,2})[.,](\d{1,2})\s*" + _HOUR + r"\.?")
_MINUTES = re.compile(r"(\d{1,4})\s*" + _MINUTE + r"?\.?")


def parse_minutes(text: str) -> int | None:
    """The minutes *text* means; None when it means none. Never raises."""
    words = text.strip().casefold()
    if len(words) > _LONGEST or not words.isascii():
        return None
    if found := _MINUTES.fullmatch(words):
        return int(found[1])
    if found := _HALVES.fullmatch(words):
        return round(float(f"{found[1]}.{found[2]}") * 60)
    if (found := _CLOCK.fullmatch(words)) and not words.endswith(":"):
        minutes = int(found[2] or 0)
        return int(found[1]) * 60 + minutes if minutes < 60 else None
    return None
