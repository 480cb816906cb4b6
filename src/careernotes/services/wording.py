"""Days in words, in the language in force; for sentences that services put together."""

import datetime as dt

from careernotes.i18n import _, language

_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_NL = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day_text(day: dt.date) -> str:
    """A day as ``3 Jun 2026`` or ``3 jun 2026``, the same on every computer."""
    months = _MONTHS_NL if language() == "nl" else _MONTHS_EN
    return together(day.day, months[day.month - 1], day.year)


def together(*parts: str | int) -> str:
    """The parts of a day, as no line breaks them: a line that ends in ``3`` says nothing."""
    return "\N{NO-BREAK SPACE}".join(map(str, parts))


def yes_or_no(*, value: bool) -> str:
    """Yes or no in words."""
    return _("yes") if value else _("no")
