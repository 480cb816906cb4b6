"""What a mentee asked for about what is kept: a copy within thirty days, erasing after a week to think."""

import datetime as dt
from dataclasses import dataclass, replace

from careernotes.domain.asked import Wanted
from careernotes.domain.growth import Review
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.rules import UnknownRecordError
from careernotes.services.changes import Change, make_change
from careernotes.services.workplace import Desk

_ITEM, _UNSURE = "request.", ".unsure"


_ITEMS = tuple(f"{_ITEM}{each.value}{end}" for each in Wanted for end in ("", _UNSURE))
DAYS = {Wanted.COPY: 30, Wanted.ERASING: 7}
"""A copy is given within these days; with erasing one waits so long, in case they think again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request that is not answered yet; *sure*: it was seen to that they asked themselves."""

    record_id: RecordId
    engagement_id: EngagementId
    wanted: Wanted
    asked_on: dt.date
    sure: bool

    @property
    def due_on(self) -> dt.date:
        """The last day for a copy; the first one for erasing."""
        return self.asked_on + dt.timedelta(days=DAYS[self.wanted])


def open_requests(desk: Desk, engagement_id: EngagementId | None = None) -> tuple[Request, ...]:
    """What waits, for one relation or for all, the first to be due first."""
    where: dict[str, object] = {"item_id": _ITEMS}
    if engagement_id is not None:
        where["engagement_id"] = engagement_id
    found = [made for each in desk.store.all(Review, **where) if (made := _read(each)) is not None]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.record_id)))


def note_request(desk: Desk, engagement_id: EngagementId, wanted: Wanted) -> Change:
    """They asked today. Asked again, the first day counts.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    there = _of(desk, engagement_id, wanted)
    made = there or Request(
        record_id=RecordId(desk.new_id()),
        engagement_id=engagement_id,
        wanted=wanted,
        asked_on=desk.today,
        sure=False,
    )
    return make_change(desk, engagement_id, put=(_as_review(made),))


def make_sure(desk: Desk, engagement_id: EngagementId, wanted: Wanted) -> Change:
    """It was they themselves who asked.

    Raises:
        UnknownRecordError: when the relation is gone, or nothing was asked.
    """
    there = _of(desk, engagement_id, wanted)
    if there is None:
        raise UnknownRecordError
    return make_change(desk, engagement_id, put=(_as_review(replace(there, sure=True)),))


def settle(desk: Desk, engagement_id: EngagementId, wanted: Wanted) -> Change:
    """It was done, or they thought again: nothing waits any more.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    there = _of(desk, engagement_id, wanted)
    return make_change(desk, engagement_id, remove=(_as_review(there),) if there is not None else ())


def _of(desk: Desk, engagement_id: EngagementId, wanted: Wanted) -> Request | None:
    return next((each for each in open_requests(desk, engagement_id) if each.wanted is wanted), None)


def _as_review(request: Request) -> Review:
    return Review(
        review_id=request.record_id,
        item_id=f"{_ITEM}{request.wanted.value}{'' if request.sure else _UNSURE}",
        engagement_id=request.engagement_id,
        done_on=request.asked_on,
    )


def _read(review: Review) -> Request | None:
    name = review.item_id.removeprefix(_ITEM)
    wanted = name.removesuffix(_UNSURE)
    if name == review.item_id or wanted not in {each.value for each in Wanted}:
        return None
    return Request(
        record_id=review.review_id,
        engagement_id=EngagementId(review.engagement_id),
        wanted=Wanted(wanted),
        asked_on=review.done_on,
        sure=name == wanted,
    )
