"""Taking back the end of a relation: it was ended by mistake, or the two of them go on after all."""

from collections.abc import Callable
from dataclasses import replace

from careernotes.domain.ids import EngagementId
from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Engagement
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import EngagementStatus
from careernotes.services import coding
from careernotes.services.changes import Change, last_erasure
from careernotes.services.records import engagement_of, latest_agreement
from careernotes.services.stages import stage_again
from careernotes.services.workplace import Desk

_ENDED = frozenset({EngagementStatus.COMPLETED, EngagementStatus.ENDED_EARLY})


def take_back_end(desk: Desk, engagement_id: EngagementId) -> Engagement:
    """The relation runs again as if it had never been ended, at the stage where the two were.

    One that runs, or never began, stays as it is.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    before = engagement_of(desk, engagement_id)
    if before.status not in _ENDED:
        return before
    agreed = latest_agreement(desk, engagement_id) is not None
    status = EngagementStatus.ACTIVE if agreed else EngagementStatus.ACCEPTED
    stage = stage_again(desk, before)
    after = replace(before, status=status, stage=stage, ended_on=None, end_reason=None)
    with desk.store.transaction():
        desk.store.put(after)
        for check in desk.store.all(Aftercare, engagement_id=engagement_id):
            desk.store.remove(Aftercare, check.aftercare_id)
        coding.write_facts(desk, engagement_id)
    return after


def ending_change(desk: Desk, engagement_id: EngagementId, call: Callable[[], object]) -> Change:
    """Carries out *call*, which ends a relation or takes its end back, as a change that can be taken back
    with the aftercare that came or went with it.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    before = _ending_of(desk, engagement_id)
    call()
    after = _ending_of(desk, engagement_id)
    return Change(
        engagement_id=engagement_id,
        put=tuple(each for each in after if each not in before),
        before=tuple(each for each in before if each not in after),
        erasure=last_erasure(desk),
    )


def _ending_of(desk: Desk, engagement_id: EngagementId) -> tuple[Record, ...]:
    return engagement_of(desk, engagement_id), *desk.store.all(Aftercare, engagement_id=engagement_id)
