"""The mentor's log of what was asked of them: which limit was used, who wanted to know."""

import datetime as dt
import enum
from dataclasses import dataclass

from careernotes.domain.growth import Review
from careernotes.domain.ids import RecordId

_LIMIT, _ASKED = "limit.", "asked."


class Asker(enum.Enum):
    """Who wanted to know something about a mentee; a role, never a person."""

    MANAGER = "manager"
    OTHER_MANAGER = "other_manager"
    HR = "hr"
    COLLEAGUE = "colleague"
    SECURITY = "security"
    AUTHORITY = "authority"
    OUTSIDE = "outside"


class Wanted(enum.Enum):
    """What a mentee may ask for about what is kept of them."""

    COPY = "copy"
    ERASING = "erasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line: a day and either a limit or an asker. It belongs to no mentee and holds no words."""

    record_id: RecordId
    on: dt.date
    limit_id: str = ""
    asker: Asker | None = None


def as_review(line: LogLine) -> Review:
    """The record that keeps one line."""
    item = f"{_ASKED}{line.asker.value}" if line.asker is not None else f"{_LIMIT}{line.limit_id}"
    return Review(review_id=line.record_id, item_id=item, done_on=line.on)


def as_line(review: Review) -> LogLine | None:
    """The line that a record keeps; None for any other review."""
    key, on = review.review_id, review.done_on
    if review.item_id.startswith(_LIMIT):
        return LogLine(record_id=key, on=on, limit_id=review.item_id.removeprefix(_LIMIT))
    asked = review.item_id.removeprefix(_ASKED)
    if review.item_id == asked or asked not in {each.value for each in Asker}:
        return None
    return LogLine(record_id=key, on=on, asker=Asker(asked))
