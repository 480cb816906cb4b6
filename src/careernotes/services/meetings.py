"""Meetings that are planned, and what became of them: kept, moved, missed or called off, and by whom."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId, RecordId, SessionId
from careernotes.domain.journey import SessionChange
from careernotes.domain.vocabulary import SessionStatus, Side
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk
from careernotes.services.journey_problems import DayBehindError, NotPlannedError
from careernotes.services.people import last_kept

# A conversation this near to a planned day is the one that was planned.
_NEAR_DAYS = 7
MISSED = {Side.MENTEE: SessionStatus.MISSED_BY_MENTEE, Side.MENTOR: SessionStatus.MISSED_BY_MENTOR}
# Twice in a row is something to talk about (V07).
_IN_A_ROW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A meeting that waits. Without an identity it is only the date under the last note."""

    session_id: SessionId | None
    on: dt.date
    time: str = ""
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting that was not simply kept, with who changed it."""

    session: Session
    changed_by: Side | None
    moved_to: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """How the meetings with one mentee went."""

    waiting: tuple[Waiting, ...]
    changed: tuple[MeetingLine, ...]
    tally: Counter[SessionStatus]
    missed_in_a_row: int

    @property
    def worth_a_word(self) -> bool:
        """Whether two were missed one after the other."""
        return self.missed_in_a_row >= _IN_A_ROW


def meetings_of(desk: Desk, engagement_id: EngagementId) -> Meetings:
    """Everything planned and everything that became of it, the newest first."""
    sessions = sorted(desk.store.all(Session, engagement_id=engagement_id), key=_day, reverse=True)
    changed = [each for each in sessions if each.status not in {SessionStatus.PLANNED, SessionStatus.KEPT}]
    return Meetings(
        waiting=waiting(desk, engagement_id, sessions),
        changed=tuple(_line(desk, each) for each in changed),
        tally=Counter(each.status for each in sessions),
        missed_in_a_row=_missed_in_a_row(sessions),
    )


def waiting(desk: Desk, engagement_id: EngagementId, sessions: Sequence[Session]) -> tuple[Waiting, ...]:
    """The meetings still to come or to be told about, the earliest first.

    The date under the last note counts as planned until a meeting of its own is planned, or it took place.
    """
    planned = sorted((each for each in sessions if each.status is SessionStatus.PLANNED), key=_day)
    found = [
        Waiting(
            session_id=each.session_id, on=each.held_on, time=each.start_time, over=each.held_on < desk.today
        )
        for each in planned
    ]
    last = last_kept(desk, engagement_id)
    if last is None or last.next_on is None or last.next_on <= last.held_on:
        return tuple(found)
    # Whatever lies after it is what became of that date.
    if found or any(each.held_on > last.held_on for each in sessions):
        return tuple(found)
    return (Waiting(session_id=None, on=last.next_on, over=last.next_on < desk.today),)


def still_planned(desk: Desk, engagement_id: EngagementId, held_on: dt.date) -> dt.date | None:
    """The date under the last note, when a conversation on *held_on* comes too early to be the one meant by
    it: a word in between does not take it away.
    """
    last = last_kept(desk, engagement_id)
    if last is None or held_on < last.held_on:
        return None
    planned = waiting(desk, engagement_id, desk.store.all(Session, engagement_id=engagement_id))
    dates = (each.on for each in planned if each.session_id is None)
    return next((on for on in dates if (on - held_on).days > _NEAR_DAYS), None)


def plan_meeting(desk: Desk, engagement_id: EngagementId, on: dt.date, *, time: str = "") -> Change:
    """A meeting on a day to come.

    Raises:
        DayBehindError: for a day that is over.
        UnknownRecordError: when the relation is gone.
    """
    if on < desk.today:
        raise DayBehindError
    return make_change(desk, engagement_id, put=(_planned(desk, engagement_id, on, time),))


def move_meeting(desk: Desk, engagement_id: EngagementId, meeting: Waiting, to: dt.date, by: Side) -> Change:
    """The meeting goes to another day; the old day stays, with who asked for it.

    Raises:
        DayBehindError, NotPlannedError.
        UnknownRecordError: when the relation is gone.
    """
    if to < desk.today:
        raise DayBehindError
    old = replace(_waiting_session(desk, engagement_id, meeting), status=SessionStatus.RESCHEDULED)
    new = _planned(desk, engagement_id, to, "")
    return make_change(desk, engagement_id, put=(old, new, _change(desk, old, by, moved_to=to)))


def miss_meeting(desk: Desk, engagement_id: EngagementId, meeting: Waiting, by: Side) -> Change:
    """One of the two did not come.

    Raises:
        NotPlannedError, UnknownRecordError.
    """
    old = replace(_waiting_session(desk, engagement_id, meeting), status=MISSED[by])
    return make_change(desk, engagement_id, put=(old, _change(desk, old, by)))


def call_off(desk: Desk, engagement_id: EngagementId, meeting: Waiting, by: Side) -> Change:
    """It was called off in time.

    Raises:
        NotPlannedError, UnknownRecordError.
    """
    old = replace(_waiting_session(desk, engagement_id, meeting), status=SessionStatus.CANCELLED_IN_TIME)
    return make_change(desk, engagement_id, put=(old, _change(desk, old, by)))


def kept_by(desk: Desk, session: Session) -> Session | None:
    """The planned meeting that a recorded conversation is: the nearest within a week."""
    if session.status is not SessionStatus.KEPT:
        return None
    planned = desk.store.all(Session, engagement_id=session.engagement_id, status=SessionStatus.PLANNED)
    near = [each for each in planned if _apart(each, session) <= _NEAR_DAYS]
    return min(near, key=lambda each: _apart(each, session), default=None)


def _apart(first: Session, second: Session) -> int:
    return abs((first.held_on - second.held_on).days)


def _planned(desk: Desk, engagement_id: EngagementId, on: dt.date, time: str) -> Session:
    return Session(
        session_id=SessionId(desk.new_id()),
        engagement_id=engagement_id,
        status=SessionStatus.PLANNED,
        held_on=on,
        start_time=time,
        recorded_at=desk.moment,
    )


def _waiting_session(desk: Desk, engagement_id: EngagementId, meeting: Waiting) -> Session:
    """The meeting as a record: the one planned, or one made of the date under the last note."""
    if meeting.session_id is None:
        return _planned(desk, engagement_id, meeting.on, "")
    found = desk.store.get(Session, meeting.session_id)
    if found is None or found.status is not SessionStatus.PLANNED or found.engagement_id != engagement_id:
        raise NotPlannedError
    return found


def _change(desk: Desk, old: Session, by: Side, *, moved_to: dt.date | None = None) -> SessionChange:
    return SessionChange(
        change_id=RecordId(desk.new_id()),
        session_id=old.session_id,
        changed_by=by,
        moved_to=moved_to,
        noted_on=desk.today,
    )


def _line(desk: Desk, session: Session) -> MeetingLine:
    change = next(iter(desk.store.all(SessionChange, session_id=session.session_id)), None)
    return MeetingLine(
        session=session,
        changed_by=change.changed_by if change is not None else None,
        moved_to=change.moved_to if change is not None else None,
    )


def _missed_in_a_row(sessions: Sequence[Session]) -> int:
    """How many of the newest meetings were missed; what was moved or called off neither adds nor ends it."""
    count = 0
    for each in sessions:
        if each.status in MISSED.values():
            count += 1
        elif each.status is SessionStatus.KEPT:
            break
    return count


def _day(session: Session) -> tuple[dt.date, int]:
    return session.held_on, session.recorded_at
