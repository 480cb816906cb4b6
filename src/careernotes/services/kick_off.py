"""Whether the mentor was at a kick-off of the programme: a day, for the mentor alone."""

import datetime as dt

from careernotes.domain.growth import Review
from careernotes.domain.ids import RecordId
from careernotes.services.desk import Desk
from careernotes.services.problems import DateInFutureError

_KICK_OFF = "kick_off"


def note_kick_off(desk: Desk, on: dt.date) -> Review:
    """Note that the mentor was there; a day noted already is not noted twice.

    Raises:
        DateInFutureError.
    """
    if on > desk.today:
        raise DateInFutureError
    there = next((each for each in _noted(desk) if each.done_on == on), None)
    if there is not None:
        return there
    record = Review(review_id=RecordId(desk.new_id()), item_id=_KICK_OFF, done_on=on)
    with desk.store.transaction():
        desk.store.put(record)
    return record


def kick_offs(desk: Desk) -> tuple[dt.date, ...]:
    """The days of the kick-offs attended, the newest first."""
    return tuple(sorted((each.done_on for each in _noted(desk)), reverse=True))


def _noted(desk: Desk) -> list[Review]:
    return [each for each in desk.store.all(Review) if each.item_id == _KICK_OFF]
