"""The mentor's own log, nobody in it: how meetings went, and which part the mentor played for a next step."""

from collections import Counter
from dataclasses import dataclass

from careernotes.domain.conversations import Session
from careernotes.domain.journey import HelpRole
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import SessionStatus
from careernotes.services.desk import Desk
from careernotes.services.doors import roles_played


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLog:
    """Counts of this quarter and of all time."""

    meetings: Counter[SessionStatus]
    meetings_ever: Counter[SessionStatus]
    roles: Counter[HelpRole]
    roles_ever: Counter[HelpRole]


def own_log(desk: Desk) -> OwnLog:
    """The counts, without practice and without what is only planned."""
    practice = {mentee.mentee_id for mentee in desk.store.all(Mentee, practice=True)}
    apart = {each.engagement_id for each in desk.store.all(Engagement) if each.mentee_id in practice}
    held = [
        each
        for each in desk.store.all(Session)
        if each.engagement_id not in apart and each.status is not SessionStatus.PLANNED
    ]
    now = quarter_of(desk.today)
    return OwnLog(
        meetings=Counter(each.status for each in held if each.quarter == now),
        meetings_ever=Counter(each.status for each in held),
        roles=roles_played(desk, now),
        roles_ever=roles_played(desk),
    )
