"""Did the clock of this computer go back since this vault was used last? Then nothing is worked out anew
before somebody says so: dates would no longer be late, and people no longer quiet.
"""

import datetime as dt
from dataclasses import dataclass, replace

from careernotes.domain.clock import Clock
from careernotes.services.desk import Desk
from careernotes.vault.keeping import SettingName


@dataclass(frozen=True, slots=True)
class _LaterDay:
    """The clock of this computer, on a later day."""

    clock: Clock
    day: dt.date

    def today(self) -> dt.date:
        """The later day."""
        return self.day

    def now(self) -> dt.datetime:
        """The same time of that day."""
        return dt.datetime.combine(self.day, self.clock.now().timetz())


def day_used_last(desk: Desk) -> dt.date | None:
    """The last day on which this vault was used, when it lies ahead of today; otherwise today is kept."""
    kept = desk.store.setting(SettingName.LAST_DAY)
    last = dt.date.fromisoformat(kept) if kept else None
    if last is not None and last > desk.today:
        return last
    if last != desk.today:
        accept_today(desk)
    return None


def accept_today(desk: Desk) -> None:
    """Today is right, whatever day this vault was used last."""
    desk.store.set_setting(SettingName.LAST_DAY, desk.today.isoformat())


def on_day(desk: Desk, day: dt.date) -> Desk:
    """The same desk, on a later day: only for looking."""
    return replace(desk, clock=_LaterDay(desk.clock, day))
