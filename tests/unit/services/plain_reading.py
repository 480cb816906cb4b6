"""The lists read the slow, plain way: for each person and each question all records anew.

What the quick reading is compared with. It shares no look-up with it.
"""

import datetime as dt
from collections.abc import Iterable

from careernotes.domain.agreements import Agreement, ConsentRecord, Consents, Expectation, current_consents
from careernotes.domain.conversations import Session
from careernotes.domain.goals import Action, Goal
from careernotes.domain.growth import Review, SignUp
from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import R
from careernotes.domain.vocabulary import (
    EngagementStatus,
    SessionKind,
    SessionStatus,
    Side,
)
from careernotes.services.desk import Desk
from careernotes.services.people import agreement_line, agreement_state, shield_of
from careernotes.services.records import main_goal
from careernotes.services.views import NextMeeting, PersonLine, QuietLine, ReviewLine, Shield


def of(desk: Desk, kind: type[R], key: str) -> list[R]:
    return [each for each in desk.store.all(kind) if getattr(each, "engagement_id", None) == key]


def newest_agreement(desk: Desk, key: str) -> Agreement | None:
    return max(of(desk, Agreement, key), key=lambda each: each.version_no, default=None)


def reviewed(desk: Desk, item: str, key: str) -> dt.date | None:
    done = [each for each in desk.store.all(Review) if each.item_id == item]
    return _latest(each.done_on for each in done if each.engagement_id in {key, ""})


def look_on(desk: Desk, key: str) -> dt.date | None:
    agreement, looked = newest_agreement(desk, key), reviewed(desk, "P07", key)
    if agreement is None:
        return None
    [every] = [each.every_days for each in desk.checklist.periodic if each.item_id == "P07"]
    if looked is None or looked < agreement.review_on or every is None:
        return agreement.review_on
    return looked + dt.timedelta(days=every)


def kept(desk: Desk, key: str) -> list[Session]:
    return [each for each in of(desk, Session, key) if each.status is SessionStatus.KEPT]


def choices(desk: Desk, key: str) -> Consents:
    return current_consents(of(desk, ConsentRecord, key))


def line_of(desk: Desk, engagement: Engagement) -> PersonLine:
    key = engagement.engagement_id
    [mentee] = [each for each in desk.store.all(Mentee) if each.mentee_id == engagement.mentee_id]
    # Sessions come by their date, those of one day as they were added.
    last = next(reversed(kept(desk, key)), None)
    planned = [each for each in of(desk, Session, key) if each.status is SessionStatus.PLANNED]
    ahead = [each.held_on for each in planned if each.held_on >= desk.today]
    waiting = [each for each in of(desk, Action, key) if each.is_open]
    started = engagement.status not in {EngagementStatus.REQUESTED, EngagementStatus.DECLINED}
    agreement, look = newest_agreement(desk, key), look_on(desk, key)
    state = agreement_state(agreement, look_on=look, today=desk.today)
    return PersonLine(
        engagement=engagement,
        mentee=mentee,
        shield=shield_of(mentee, counted=started and choices(desk, key).counted_general),
        sessions_kept=len(kept(desk, key)),
        last_on=last.held_on if last is not None else None,
        next_on=min(ahead) if ahead else last.next_on if last is not None else None,
        next_time=last.next_time if last is not None else "",
        open_mine=sum(each.owner is Side.MENTOR for each in waiting),
        open_theirs=sum(each.owner is Side.MENTEE for each in waiting),
        goal=main_goal(tuple(of(desk, Goal, key))),
        agreement_state=state,
        agreement_line=agreement_line(agreement, state, look_on=look),
    )


def people(desk: Desk, *, include_closed: bool) -> tuple[PersonLine, ...]:
    lines = [line_of(desk, each) for each in desk.store.all(Engagement)]
    # Who waits for room is on the waiting list, and in no other.
    lines = [line for line in lines if line.engagement.status is not EngagementStatus.REQUESTED]
    lines = [line for line in lines if include_closed or line.engagement.is_open]
    lines.sort(key=lambda line: (not line.engagement.is_open, line.alias.casefold(), line.engagement_id))
    return tuple(lines)


def quiet(desk: Desk) -> tuple[QuietLine, ...]:
    found = []
    for line in people(desk, include_closed=False):
        agreement = newest_agreement(desk, line.engagement_id)
        allowed = agreement.cadence_weeks * 21 // 2 if agreement is not None else 35
        last = line.last_on or line.engagement.started_on
        planned = line.next_on is not None and line.next_on >= desk.today
        runs = line.engagement.status is EngagementStatus.ACTIVE and line.shield is not Shield.PRACTICE
        days = (desk.today - last).days
        if runs and not planned and days > allowed:
            found.append(
                QuietLine(engagement_id=line.engagement_id, alias=line.alias, last_on=last, weeks=days // 7)
            )
    return tuple(found)


def reviews(desk: Desk) -> tuple[ReviewLine, ...]:
    found = []
    for line in people(desk, include_closed=False):
        key, agreement = line.engagement_id, newest_agreement(desk, line.engagement_id)
        if agreement is None or line.shield is Shield.PRACTICE:
            continue
        held = [each.held_on for each in kept(desk, key) if each.kind is SessionKind.REVIEW]
        noted = [day for item in ("P06", "P07") if (day := reviewed(desk, item, key)) is not None]
        quarter = max([agreement.agreed_on, *held, *noted]) + dt.timedelta(days=91)
        due = min(quarter, agreement.ends_on + dt.timedelta(days=1))
        if due <= desk.today:
            found.append(ReviewLine(engagement_id=key, alias=line.alias, due_on=due))
    return (*found, *_aftercare(desk))


def _aftercare(desk: Desk) -> list[ReviewLine]:
    aliases = {each.engagement_id: line_of(desk, each).alias for each in desk.store.all(Engagement)}
    return [
        ReviewLine(
            engagement_id=each.engagement_id,
            alias=aliases[each.engagement_id],
            due_on=each.due_on,
            months=each.months,
        )
        for each in desk.store.all(Aftercare)
        if each.months and each.done_on is None and each.due_on <= desk.today
        and choices(desk, each.engagement_id).follow_up
    ]  # fmt: skip


def next_meeting(desk: Desk) -> NextMeeting | None:
    ahead = [
        NextMeeting(engagement_id=line.engagement_id, alias=line.alias, on=line.next_on)
        for line in people(desk, include_closed=False)
        if line.next_on is not None and line.next_on >= desk.today
    ]
    return min(ahead, key=lambda each: each.on, default=None)


def periodic_days(desk: Desk, only: str | None = None) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """Last and due of the two that are about relations: P06 and P07."""
    every = {each.item_id: each.every_days for each in desk.checklist.periodic}
    practice = {each.mentee_id for each in desk.store.all(Mentee) if each.practice}
    running = [each for each in desk.store.all(Engagement) if each.status is EngagementStatus.ACTIVE]
    keys = [each.engagement_id for each in running if each.mentee_id not in practice] if not only else [only]
    first_day = min((each.signed_on for each in desk.store.all(SignUp)), default=None)
    spoken = {key: _spoken(desk, key) for key in keys}
    found = {"P06": _with_due(_oldest(spoken.values()), every["P06"], first_day)}
    clocks = [_clock(desk, agreement, key) for key in keys if (agreement := newest_agreement(desk, key))]
    if clocks:
        due, last = min(clocks)
        return {**found, "P07": (last, due)}
    looked = _oldest(reviewed(desk, "P07", key) for key in keys)
    return {**found, "P07": _with_due(looked, every["P07"], first_day)}


def _spoken(desk: Desk, key: str) -> dt.date | None:
    said = [each.spoken_on for each in of(desk, Expectation, key)]
    return _latest([*said, *(day for day in [reviewed(desk, "P06", key)] if day is not None)])


def _clock(desk: Desk, agreement: Agreement, key: str) -> tuple[dt.date, dt.date]:
    due, looked = look_on(desk, key), reviewed(desk, "P07", key)
    assert due is not None
    return due, max(looked or agreement.agreed_on, agreement.agreed_on)


def _with_due(
    last: dt.date | None, every: int | None, first_day: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    since = last or first_day
    return last, since + dt.timedelta(days=every) if since is not None and every is not None else None


def _latest(days: Iterable[dt.date]) -> dt.date | None:
    return max(days, default=None)


def _oldest(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)
