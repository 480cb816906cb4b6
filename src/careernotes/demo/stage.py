"""The mentor whose vault the demo opens: chosen for a full desk, and set so that Today shows what it can
do.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from careernotes.demo.generate import Programme
from careernotes.demo.life import InventedMentor, InventedRelation
from careernotes.demo.mentors import invent_relation
from careernotes.demo.people import invent_person, working_day
from careernotes.demo.world import World
from careernotes.domain.conversations import Session
from careernotes.domain.goals import OPEN_ACTIONS, Action
from careernotes.domain.mentees import Engagement, MentorProfile
from careernotes.domain.periods import quarter_of
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import ActionStatus, EngagementStatus, SessionStatus, Side

_WANTED, _MOST_PEOPLE = 4, 6
_WEEKS_BACK, _MOST_TRIES = (14, 28), 60
_QUIET_WEEKS = 13
_LEAST_MEETINGS = 3
# Days from today at which open actions fall due: late, today, soon, and later.
_DUE_DAYS = (-3, 0, 2, 5, 11)
_NEXT_DAYS = (2, 6, 9, 13, 17)


def choose(programme: Programme) -> int:
    """The number of the mentor with the fullest desk: open relations with a story, and some closed ones."""
    return max(programme.mentors, key=_fullness).number


def _fullness(mentor: InventedMentor) -> tuple[int, ...]:
    running = [r for r in mentor.relations if r.status is EngagementStatus.ACTIVE]
    told = [r for r in running if _has_a_story(r)]
    return (
        int(mentor.delivers and len(mentor.relations) <= _MOST_PEOPLE),
        # Those with a story are filled up to four: with two that have only begun there would be six.
        -max(len(running) - len(told), 1),
        min(len(told), _WANTED),
        min(len(running), _WANTED),
        -max(sum(not r.counted for r in running), 1),
        int(any(r.ended_on is not None for r in mentor.relations)),
        sum(len(r.meetings) for r in mentor.relations),
        -mentor.number,
    )


def staged(world: World, mentor: InventedMentor, today: dt.date) -> InventedMentor:
    """The same mentor with four open relations, of which one has gone quiet and one waits for its themes."""
    mentor = replace(
        mentor,
        delivers=True,
        relations=(*mentor.relations, *_more(world, mentor)),
        signed_on=_renewed(mentor.signed_on, today, every=330),
        discussions_on=_renewed(mentor.discussions_on, today, every=80),
    )
    open_ones = sorted(
        (r for r in mentor.relations if r.status is EngagementStatus.ACTIVE and len(r.meetings) > 1),
        key=lambda r: (-len(r.meetings), r.number),
    )
    changed = {}
    if len(open_ones) > 1:
        changed[open_ones[-1].identity] = _quieted(open_ones[-1], today - dt.timedelta(weeks=_QUIET_WEEKS))
    if len(open_ones) > 2:
        changed[open_ones[1].identity] = _uncoded(open_ones[1])
    return replace(mentor, relations=tuple(changed.get(r.identity, r) for r in mentor.relations))


def _more(world: World, mentor: InventedMentor) -> Iterator[InventedRelation]:
    """New mentees of the last half-year, until four open relations have a story."""
    missing = _WANTED - sum(_has_a_story(relation) for relation in mentor.relations)
    for attempt in range(_MOST_TRIES):
        if missing <= 0:
            return
        draws = world.draws("stage", mentor.number, attempt)
        person = invent_person(world, draws, mentor_area=mentor.area)
        requested = world.end - dt.timedelta(weeks=draws.between(*_WEEKS_BACK))
        place = len(mentor.relations) + attempt
        # One does not want to be counted: the grey shield belongs in the picture, but not everywhere.
        refuse = missing == 1 and all(
            r.counted for r in mentor.relations if r.status is EngagementStatus.ACTIVE
        )
        relation = invent_relation(world, draws, person, place, requested, refuse=refuse)
        if _has_a_story(relation) and relation.counted is not refuse:
            missing -= 1
            yield relation


def _renewed(days: tuple[dt.date, ...], today: dt.date, *, every: int) -> tuple[dt.date, ...]:
    """*days*, and one of the last weeks where the latest lies too far back: nothing blocks this mentor."""
    if days and (today - days[-1]).days < every:
        return days
    return (*days, working_day(today - dt.timedelta(days=24)))


def _has_a_story(relation: InventedRelation) -> bool:
    return relation.status is EngagementStatus.ACTIVE and len(relation.meetings) >= _LEAST_MEETINGS


def _quieted(relation: InventedRelation, last_day: dt.date) -> InventedRelation:
    """The relation without its latest meetings, as if nobody had written since; the first one always
    stays.
    """
    first, *later = relation.meetings
    meetings = (first, *(m for m in later if m.on <= last_day))
    until = meetings[-1].on
    return replace(
        relation,
        meetings=(*meetings[:-1], replace(meetings[-1], next_on=None)),
        ratings=tuple(r for r in relation.ratings if r.quarter <= quarter_of(until)),
        goals=tuple(g for g in relation.goals if g.created_on <= until),
        acts=tuple(a for a in relation.acts if a.on <= until),
    )


def _uncoded(relation: InventedRelation) -> InventedRelation:
    """The relation whose last kept meeting still waits for its themes."""
    kept = [m.identity for m in relation.meetings if m.status is SessionStatus.KEPT]
    return replace(
        relation,
        meetings=tuple(replace(m, themes=()) if m.identity == kept[-1] else m for m in relation.meetings),
    )


def made_current(records: Iterable[Record], today: dt.date) -> tuple[Record, ...]:
    """The same records, with what is open due around today and the next meetings just ahead."""
    records = tuple(records)
    running = _most_told(records)
    last = [max(_sessions(records, key), key=lambda session: session.held_on) for key in running]
    planned = [session.session_id for session in last if session.next_on is not None]
    ahead = dict(zip(planned, (today + dt.timedelta(days=days) for days in _NEXT_DAYS), strict=False))
    actions = _days(today)
    changed: list[Record] = []
    for record in records:
        if isinstance(record, Action) and record.status in OPEN_ACTIONS:
            changed.append(replace(record, due_on=max(next(actions), record.created_on)))
        elif isinstance(record, Session) and record.session_id in ahead:
            changed.append(replace(record, next_on=ahead[record.session_id]))
        elif isinstance(record, MentorProfile):
            changed.append(replace(record, caseload_limit=max(record.caseload_limit, len(running))))
        else:
            changed.append(record)
    return (*changed, *_own_promise(changed, today))


def _most_told(records: tuple[Record, ...]) -> list[str]:
    """The open relations that have met, the one with the most meetings first."""
    told = [
        (-len(sessions), r.engagement_id)
        for r in records
        if isinstance(r, Engagement)
        and r.status is EngagementStatus.ACTIVE
        and (sessions := _sessions(records, r.engagement_id))
    ]
    return [key for _count, key in sorted(told)]


def _sessions(records: Iterable[Record], engagement_id: str) -> list[Session]:
    return [r for r in records if isinstance(r, Session) and r.engagement_id == engagement_id]


def _days(today: dt.date) -> Iterator[dt.date]:
    place = 0
    while True:
        yield today + dt.timedelta(days=_DUE_DAYS[place % len(_DUE_DAYS)] + 7 * (place // len(_DUE_DAYS)))
        place += 1


def _own_promise(records: list[Record], today: dt.date) -> Iterator[Action]:
    """Where the mentor owes nobody anything, one old promise is still open: Today begins with the mentor's
    own.
    """
    own = [r for r in records if isinstance(r, Action) and r.owner is Side.MENTOR]
    if own and not any(action.status in OPEN_ACTIONS for action in own):
        last = max(own, key=lambda action: (action.created_on, action.action_id))
        records.remove(last)
        yield replace(last, status=ActionStatus.OPEN, due_on=today, done_on=None)
