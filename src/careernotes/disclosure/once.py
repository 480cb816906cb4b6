"""Every month leaves a vault at most once, and one way only.

A month is in the pool or in the mentor's own list, never both: a pool minus a list would give away the
mentor's share. A second release of a period, or of one that shares a month with it, is refused: two
roundings of the same people average out. A contribution may be replaced by a later revision for the same
programme and period, until the trustee makes the report.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from careernotes.disclosure.errors import AlreadyReleasedError, PoolOrListError
from careernotes.domain.periods import Period


class Way(enum.Enum):
    """The ways figures leave."""

    LIST = "list"
    CONTRIBUTION = "contribution"
    POOL = "pool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Figures that left, or are about to."""

    way: Way
    period: Period
    programme_id: str


def refuse_twice(new: Departure, past: Iterable[Departure]) -> None:
    """Returns when *new* may leave after all of *past*.

    Raises:
        AlreadyReleasedError: when its months already left the same way.
        PoolOrListError: when its months already left another way.
    """
    for old in past:
        if not old.period.overlaps(new.period) or _replaces(new, old):
            continue
        if old.way is new.way:
            raise AlreadyReleasedError(period=str(old.period))
        raise PoolOrListError(period=str(old.period))


def _replaces(new: Departure, old: Departure) -> bool:
    return new.way is Way.CONTRIBUTION and new == old
