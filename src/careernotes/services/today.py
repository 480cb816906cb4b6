"""The first screen: what is due, who is quiet, what waits."""

import datetime as dt

from careernotes.domain.asked import Wanted
from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import ActionStatus, EngagementStatus, SessionStatus
from careernotes.services.closing import aftercare_due
from careernotes.services.conversations import drafts_waiting, unreadable_drafts
from careernotes.services.desk import Desk
from careernotes.services.overview import Overview, overview_of
from careernotes.services.people import people, review_due_on, session_rows
from careernotes.services.periodic import periodic_states
from careernotes.services.requests import open_requests
from careernotes.services.views import (
    DraftLine,
    DueLine,
    NextMeeting,
    PersonLine,
    QuietLine,
    ReviewLine,
    Shield,
    TodayView,
)
from careernotes.services.waiting_list import waiting_list

_SOON_DAYS, _QUIET_DAYS = 7, 35
_NEWEST = 100


def today(desk: Desk) -> TodayView:
    """What the mentor should know first. Nothing here is a count for anybody else."""
    return overview_of(desk).once(_what_waits)


def _what_waits(seen: Overview) -> TodayView:
    desk = seen.desk
    lines = people(desk, overview=seen)
    by_id = {line.engagement_id: line for line in lines}
    return TodayView(
        due=_due(desk, by_id),
        quiet=tuple(quiet for line in lines if (quiet := _quiet(seen, line)) is not None),
        reviews=(
            *(review for line in lines if (review := _review(seen, line)) is not None),
            *_aftercare(seen),
            *_asked(seen),
        ),
        not_coded=tuple(
            row
            for row in session_rows(desk, limit=_NEWEST)
            if row.status is SessionStatus.KEPT and row.themes == 0 and row.engagement_id in by_id
        ),
        drafts=_drafts(seen),
        unreadable_drafts=unreadable_drafts(desk),
        periodic=tuple(line for line in periodic_states(desk, overview=seen) if not line.holds or line.soon),
        next_meeting=_next_meeting(desk, lines),
        newcomer=not lines and not people(desk, include_closed=True, overview=seen),
        waiting=waiting_list(desk, overview=seen),
    )


def due_now(desk: Desk) -> int:
    """How many actions are due or late, and how many reviews and checks are due."""
    view = today(desk)
    return sum(line.late_days >= 0 for line in view.due) + len(view.reviews)


def _due(desk: Desk, people_by_id: dict[EngagementId, PersonLine]) -> tuple[DueLine, ...]:
    """Open actions that are late or due within a week, the latest first; of one day as they were noted."""
    until = desk.today + dt.timedelta(days=_SOON_DAYS)
    waiting = (
        *desk.store.all(Action, status=ActionStatus.OPEN),
        *desk.store.all(Action, status=ActionStatus.CARRIED_OVER),
    )
    due = [
        DueLine(
            action=each,
            alias=people_by_id[each.engagement_id].alias,
            late_days=(desk.today - each.due_on).days,
        )
        for each in waiting
        if each.due_on is not None and each.due_on <= until and each.engagement_id in people_by_id
    ]
    return tuple(
        sorted(due, key=lambda line: (-line.late_days, line.action.owner.value, line.action.created_on))
    )


def _quiet(seen: Overview, line: PersonLine) -> QuietLine | None:
    """Not seen for one and a half times the agreed rhythm (or five weeks), and no date planned ahead."""
    if line.engagement.status is not EngagementStatus.ACTIVE or line.shield is Shield.PRACTICE:
        return None
    today = seen.today
    if line.next_on is not None and line.next_on >= today:
        return None
    agreement = seen.agreement(line.engagement_id)
    allowed = agreement.cadence_weeks * 21 // 2 if agreement is not None else _QUIET_DAYS
    last = line.last_on or line.engagement.started_on
    days = (today - last).days
    if days <= allowed:
        return None
    return QuietLine(engagement_id=line.engagement_id, alias=line.alias, last_on=last, weeks=days // 7)


def _review(seen: Overview, line: PersonLine) -> ReviewLine | None:
    """A relation whose agreement ended, or whose quarterly look at goals and expectations is due."""
    due = review_due_on(seen, line.engagement_id)
    if due is None or due > seen.today or line.shield is Shield.PRACTICE:
        return None
    return ReviewLine(engagement_id=line.engagement_id, alias=line.alias, due_on=due)


def _aftercare(seen: Overview) -> list[ReviewLine]:
    """The checks agreed for after an end, once their day has come."""
    return [
        ReviewLine(
            engagement_id=each.engagement_id,
            alias=seen.alias(each.engagement_id),
            due_on=each.due_on,
            months=each.months,
        )
        for each in aftercare_due(seen.desk)
    ]


def _asked(seen: Overview) -> list[ReviewLine]:
    """What mentees asked for and waits: a copy from the first day on, erasing once the week is over."""
    return [
        ReviewLine(
            engagement_id=each.engagement_id,
            alias=seen.alias(each.engagement_id),
            due_on=each.due_on,
            asked=each.wanted,
        )
        for each in open_requests(seen.desk)
        if each.wanted is Wanted.COPY or each.due_on <= seen.today
    ]


def _drafts(seen: Overview) -> tuple[DraftLine, ...]:
    return tuple(
        DraftLine(
            session_id=draft.session_id,
            engagement_id=draft.engagement_id,
            alias=seen.alias(draft.engagement_id),
            held_on=draft.held_on,
            updated_at=draft.updated_at,
            words=len(draft.record.split()) + len(draft.working.split()),
        )
        for draft in drafts_waiting(seen.desk)
        if not draft.is_empty and draft.engagement_id in seen.engagements
    )


def _next_meeting(desk: Desk, lines: tuple[PersonLine, ...]) -> NextMeeting | None:
    planned = [line for line in lines if line.next_on is not None and line.next_on >= desk.today]
    first = min(planned, key=lambda line: line.next_on or desk.today, default=None)
    if first is None or first.next_on is None:
        return None
    return NextMeeting(engagement_id=first.engagement_id, alias=first.alias, on=first.next_on)
