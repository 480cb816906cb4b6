"""Doors a mentor opens: an idea until the mentee says yes, then a promise, then what came of it."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from careernotes.domain.goals import SponsorAct
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import ROLE_OF, HelpRole
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.periods import quarter_of
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import SponsorActKind, SponsorStatus
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk
from careernotes.services.journey_problems import PermissionMissingError
from careernotes.services.recording import LONGEST_ACTION
from careernotes.services.records import short_text

OPENED = frozenset({SponsorStatus.DONE, SponsorStatus.NO_REPLY, SponsorStatus.LED_TO_SOMETHING})


def doors_of(desk: Desk, engagement_id: EngagementId) -> tuple[SponsorAct, ...]:
    """The doors of one relation: what waits first, then what was done, the newest first."""
    found = desk.store.all(SponsorAct, engagement_id=engagement_id)
    done = sorted((each for each in found if each.status in OPENED), key=_done_on, reverse=True)
    return (*(each for each in found if each.status not in OPENED), *done)


def propose(desk: Desk, engagement_id: EngagementId, kind: SponsorActKind, target: str) -> Change:
    """An idea: nobody is spoken to yet.

    Raises:
        EmptyTextError, TextTooLongError: for the words.
        UnknownRecordError: when the relation is gone.
    """
    made = SponsorAct(
        act_id=RecordId(desk.new_id()),
        engagement_id=engagement_id,
        kind=kind,
        target=short_text(target, most=LONGEST_ACTION),
    )
    return make_change(desk, engagement_id, put=(made,))


def allow(desk: Desk, act_id: RecordId, may_say: str) -> Change:
    """The mentee says yes, and what may be said.

    Raises:
        EmptyTextError: when it is not written down what may be said.
        TextTooLongError, UnknownRecordError.
    """
    act = _act(desk, act_id)
    said = short_text(may_say, most=LONGEST_ACTION)
    agreed = replace(act, permission=True, may_say=said, status=SponsorStatus.AGREED)
    return make_change(desk, act.engagement_id, put=(agreed,))


def set_door(desk: Desk, act_id: RecordId, status: SponsorStatus) -> Change:
    """What became of a door.

    Raises:
        PermissionMissingError: when the mentee has not said yes; nothing but an idea can be kept then (V18).
        UnknownRecordError: when it is gone.
    """
    act = _act(desk, act_id)
    if status is not SponsorStatus.PROPOSED and not act.permission:
        raise PermissionMissingError
    done_on = (act.done_on or desk.today) if status in OPENED else None
    permission = act.permission and status is not SponsorStatus.PROPOSED
    changed = replace(act, status=status, done_on=done_on, permission=permission)
    return make_change(desk, act.engagement_id, put=(changed,))


def drop_door(desk: Desk, act_id: RecordId) -> Change:
    """An idea is let go.

    Raises:
        UnknownRecordError: when it is gone.
    """
    act = _act(desk, act_id)
    return make_change(desk, act.engagement_id, remove=(act,))


def roles_played(desk: Desk, quarter: int | None = None) -> Counter[HelpRole]:
    """How often the mentor opened a door in each part: for the mentor's own log, nobody in it.

    Practice does not count; neither does an idea or a promise.
    """
    practice = {mentee.mentee_id for mentee in desk.store.all(Mentee, practice=True)}
    real = {
        each.engagement_id for each in desk.store.all(Engagement) if each.mentee_id not in practice
    }
    found: Counter[HelpRole] = Counter()
    for act in desk.store.all(SponsorAct):
        if act.status not in OPENED or not act.permission or act.engagement_id not in real:
            continue
        if quarter is None or quarter_of(_done_on(act)) == quarter:
            found[ROLE_OF[act.kind]] += 1
    return found


def _done_on(act: SponsorAct) -> dt.date:
    return act.done_on or dt.date.min


def _act(desk: Desk, act_id: RecordId) -> SponsorAct:
    act = desk.store.get(SponsorAct, act_id)
    if act is None:
        raise UnknownRecordError
    return act
