"""The first screen: what is due, who is quiet, what waits."""

import datetime as dt

from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import ActionStatus, EngagementStatus, SessionStatus
from careernotes.services.conversations import drafts_waiting, unreadable_drafts
from careernotes.services.desk import Desk
from careernotes.services.people import people, review_due_on, session_rows
from careernotes.services.periodic import periodic_states
from careernotes.services.records import alias_of, latest_agreement
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

_SOON_DAYS, _QUIET_DAYS = 7, 35
_NEWEST = 100


def today(desk: Desk) -> TodayView:
    """What the mentor should know first. Nothing here is a count for anybody else."""
    lines = people(desk)
    by_id = {line.engagement_id: line for line in lines}
    return TodayView(
        due=_due(desk, by_id),
        quiet=tuple(quiet for line in lines if (quiet := _quiet(desk, line)) is not None),
        reviews=tuple(review for line in lines if (review := _review(desk, line)) is not None),
        not_coded=tuple(
            row
            for row in session_rows(desk, limit=_NEWEST)
            if row.status is SessionStatus.KEPT and row.themes == 0 and row.engagement_id in by_id
        ),
        drafts=_drafts(desk),
        unreadable_drafts=unreadable_drafts(desk),
        periodic=tuple(line for line in periodic_states(desk) if not line.holds or line.soon),
        next_meeting=_next_meeting(desk, lines),
    )


def _due(desk: Desk, people_by_id: dict[EngagementId, PersonLine]) -> tuple[DueLine, ...]:
    """Open actions that are late or due within a week, the latest first."""
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
        sorted(due, key=lambda line: (-line.late_days, line.action.owner.value, line.action.action_id))
    )


def _quiet(desk: Desk, line: PersonLine) -> QuietLine | None:
    """Not seen for one and a half times the agreed rhythm (or five weeks), and no date planned ahead."""
    if line.engagement.status is not EngagementStatus.ACTIVE or line.shield is Shield.PRACTICE:
        return None
    if line.next_on is not None and line.next_on >= desk.today:
        return None
    agreement = latest_agreement(desk, line.engagement_id)
    allowed = agreement.cadence_weeks * 21 // 2 if agreement is not None else _QUIET_DAYS
    last = line.last_on or line.engagement.started_on
    days = (desk.today - last).days
    if days <= allowed:
        return None
    return QuietLine(engagement_id=line.engagement_id, alias=line.alias, last_on=last, weeks=days // 7)


def _review(desk: Desk, line: PersonLine) -> ReviewLine | None:
    """A relation whose agreement ended, or whose quarterly look at goals and expectations is due."""
    due = review_due_on(desk, line.engagement_id)
    if due is None or due > desk.today or line.shield is Shield.PRACTICE:
        return None
    return ReviewLine(engagement_id=line.engagement_id, alias=line.alias, due_on=due)


def _drafts(desk: Desk) -> tuple[DraftLine, ...]:
    return tuple(
        DraftLine(
            session_id=draft.session_id,
            engagement_id=draft.engagement_id,
            alias=alias_of(desk, draft.engagement_id),
            held_on=draft.held_on,
            updated_at=draft.updated_at,
            words=len(draft.record.split()) + len(draft.working.split()),
        )
        for draft in drafts_waiting(desk)
        if not draft.is_empty and desk.store.get(Engagement, draft.engagement_id) is not None
    )


def _next_meeting(desk: Desk, lines: tuple[PersonLine, ...]) -> NextMeeting | None:
    planned = [line for line in lines if line.next_on is not None and line.next_on >= desk.today]
    first = min(planned, key=lambda line: line.next_on or desk.today, default=None)
    if first is None or first.next_on is None:
        return None
    return NextMeeting(engagement_id=first.engagement_id, alias=first.alias, on=first.next_on)
