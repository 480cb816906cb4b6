"""Quarters, half-years and years: the only dates that ever leave a vault."""

import datetime as dt
import enum
import re
from dataclasses import dataclass

QUARTERS_A_YEAR = 4
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


class PeriodLength(enum.Enum):
    """How long a reporting period is; its value is the number of quarters."""

    QUARTER = 1
    HALF_YEAR = 2
    YEAR = 4


def quarter_of(day: dt.date) -> int:
    """The quarter of *day* as a running number: year times four, plus 0 to 3."""
    return day.year * QUARTERS_A_YEAR + (day.month - 1) // 3


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period: a run of whole quarters, in step with the calendar year."""

    first_quarter: int
    length: PeriodLength

    def __post_init__(self) -> None:
        if self.first_quarter % self.length.value:
            raise ValueError("a period starts in step with the year")
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise ValueError("the year is out of range")

    def __lt__(self, other: "Period") -> bool:
        return (self.first_quarter, self.length.value) < (other.first_quarter, other.length.value)

    @classmethod
    def of(cls, day: dt.date, length: PeriodLength) -> "Period":
        """The period of this length that holds *day*."""
        quarter = quarter_of(day)
        return cls(quarter - quarter % length.value, length)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads ``2026``, ``2026-H1`` or ``2026-Q3``.

        Raises:
            ValueError: for anything else.
        """
        match = re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])))?", text.strip().upper())
        if match is None:
            raise ValueError("a period looks like 2026, 2026-H1 or 2026-Q3")
        start = int(match[1]) * QUARTERS_A_YEAR
        if match[2]:
            return cls(start + (int(match[2]) - 1) * 2, PeriodLength.HALF_YEAR)
        if match[3]:
            return cls(start + int(match[3]) - 1, PeriodLength.QUARTER)
        return cls(start, PeriodLength.YEAR)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first_quarter // QUARTERS_A_YEAR

    @property
    def quarters(self) -> range:
        """The running numbers of the quarters in this period."""
        return range(self.first_quarter, self.first_quarter + self.length.value)

    @property
    def starts_on(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self.first_quarter % QUARTERS_A_YEAR * 3 + 1, 1)

    @property
    def ends_on(self) -> dt.date:
        """The last day."""
        return self.next().starts_on - dt.timedelta(days=1)

    def next(self) -> "Period":
        """The period that follows."""
        return Period(self.first_quarter + self.length.value, self.length)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a quarter."""
        return self.first_quarter < other.quarters.stop and other.first_quarter < self.quarters.stop

    def __str__(self) -> str:
        part = self.first_quarter % QUARTERS_A_YEAR
        match self.length:
            case PeriodLength.YEAR:
                return f"{self.year:04d}"
            case PeriodLength.HALF_YEAR:
                return f"{self.year:04d}-H{part // 2 + 1}"
            case PeriodLength.QUARTER:
                return f"{self.year:04d}-Q{part + 1}"
