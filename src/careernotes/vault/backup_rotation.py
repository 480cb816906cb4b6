"""Which backups stay: the last ones, then one a day, one a week, one a month. Only those that count."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

LAST, DAYS, WEEKS = 10, 7, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many stay, and for how many days a backup may be there at all: what was deleted since is in it."""

    last: int = LAST
    days: int = DAYS
    weeks: int = WEEKS
    longest_days: int = 730


def to_keep(made: Sequence[int], now: int, kept: Kept) -> frozenset[int]:
    """The moments of the backups that stay, of those *made*; the newest always does."""
    newest_first = sorted(set(made), reverse=True)
    if not newest_first:
        return frozenset()
    oldest = now - kept.longest_days * 86_400
    current = [moment for moment in newest_first if moment >= oldest]
    stay = {newest_first[0], *current[: kept.last]}
    stay |= _newest_of_each(current, lambda day: day, kept.days)
    stay |= _newest_of_each(current, lambda day: day - dt.timedelta(days=day.weekday()), kept.weeks)
    stay |= _newest_of_each(current, lambda day: day.replace(day=1), len(current))
    return frozenset(stay)


def _newest_of_each(
    newest_first: Iterable[int], period: Callable[[dt.date], dt.date], periods: int
) -> set[int]:
    """The newest backup of each of the last *periods* that have one."""
    found: dict[dt.date, int] = {}
    for moment in newest_first:
        found.setdefault(period(dt.datetime.fromtimestamp(moment, dt.UTC).date()), moment)
    return set(list(found.values())[:periods])
