"""Requests that wait until the mentor has room: an alias, the day and how they came, and nothing else."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, MenteeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import ChosenBy, EngagementStatus
from careernotes.services.changes import ChangedSinceError
from careernotes.services.desk import Desk
from careernotes.services.mentees import LONGEST_ALIAS, check_mentee, pass_on, taken_on, unpass, who_waits
from careernotes.services.overview import Overview
from careernotes.services.records import mentee_of, short_text
from careernotes.services.views import WaitingLine, WaitingList
from careernotes.vault.erasure import receipts

LONG_DAYS = 91
"""From then on Today asks whether it is still fair to let them wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """A request that left the list, and what it takes to put it back."""

    mentee: Mentee = field(repr=False)
    request: Engagement
    passed: bool
    """Whether it was counted as passed on."""
    erasure: int


def put_on_list(desk: Desk, alias: str, chosen_by: ChosenBy) -> EngagementId:
    """Somebody waits for room; answers with the request.

    Raises:
        AliasMissingError, AliasTakenError, TextTooLongError: for the alias.
    """
    mentee = Mentee(
        mentee_id=MenteeId(desk.new_id()),
        alias=short_text(alias, most=LONGEST_ALIAS, required=False),
        created_on=desk.today,
    )
    check_mentee(desk, mentee)
    request = Engagement(
        engagement_id=EngagementId(desk.new_id()),
        mentee_id=mentee.mentee_id,
        status=EngagementStatus.REQUESTED,
        chosen_by=chosen_by,
        requested_on=desk.today,
        started_on=desk.today,
    )
    with desk.store.transaction():
        desk.store.put(mentee)
        desk.store.put(request)
    return request.engagement_id


def waiting_list(desk: Desk, *, overview: Overview | None = None) -> WaitingList:
    """Everybody who waits, the longest first, and how many could come now."""
    seen = overview or Overview(desk)
    taken, limit = taken_on(desk, overview=seen)
    lines = [
        WaitingLine(
            engagement_id=each.engagement_id,
            alias=seen.mentees[each.mentee_id].alias,
            since=each.requested_on,
            chosen_by=each.chosen_by,
            long=desk.today - each.requested_on >= dt.timedelta(days=LONG_DAYS),
        )
        for each in seen.engagements.values()
        if each.status is EngagementStatus.REQUESTED
    ]
    lines.sort(key=lambda line: (line.since, line.alias.casefold()))
    return WaitingList(lines=tuple(lines), room=max(limit - taken, 0))


def take_off_list(desk: Desk, waiting: EngagementId, *, passed: bool = False) -> TakenOff:
    """Somebody no longer waits, and nothing is kept of it; *passed*: but a count of requests passed on.

    Raises:
        UnknownRecordError: when they are not on the list.
    """
    request = who_waits(desk, waiting)
    mentee = mentee_of(desk, request.mentee_id)
    others = [each for each in desk.store.all(Engagement, mentee_id=mentee.mentee_id) if each != request]
    with desk.store.transaction():
        if others:
            # Somebody from before who asked again: only the request goes.
            desk.store.remove(Engagement, request.engagement_id)
        else:
            desk.store.remove(Mentee, mentee.mentee_id)
    if passed:
        pass_on(desk)
    return TakenOff(mentee=mentee, request=request, passed=passed, erasure=_last_erasure(desk))


def put_back_on_list(desk: Desk, gone: TakenOff) -> None:
    """They wait again, since the same day.

    Raises:
        ChangedSinceError: when something was erased since: what was erased does not come back.
        AliasTakenError: when somebody else has the alias by now.
    """
    if gone.erasure != _last_erasure(desk):
        raise ChangedSinceError
    if desk.store.get(Mentee, gone.mentee.mentee_id) is None:
        check_mentee(desk, gone.mentee)
        with desk.store.transaction():
            desk.store.put(gone.mentee)
            desk.store.put(gone.request)
    else:
        with desk.store.transaction():
            desk.store.put(gone.request)
    if gone.passed:
        unpass(desk)


def _last_erasure(desk: Desk) -> int:
    return max((each.number for each in receipts(desk.store)), default=0)
