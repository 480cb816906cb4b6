"""Typed days, read the same way wherever something is noted."""

import datetime as dt

from careernotes.services.dates import Lean, parse_day


def day_typed(text: str, today: dt.date) -> dt.date | None:
    """The day *text* means; today when nothing was typed; None when it means none."""
    return parse_day(text, today, lean=Lean.PAST) if text.strip() else today
