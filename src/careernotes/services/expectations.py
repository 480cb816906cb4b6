"""The look at expectations each quarter: what came true, said by both, with the day it was said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from careernotes.domain.agreements import Agreement, Expectation, by_version
from careernotes.domain.growth import Review
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.vocabulary import ExpectationMet
from careernotes.services.changes import Change, make_change
from careernotes.services.follow_ups import EXPECTATIONS_REVIEW
from careernotes.services.records import current_expectations, engagement_of
from careernotes.services.workplace import Desk


def expectations_of(desk: Desk, engagement_id: EngagementId) -> tuple[Expectation, ...]:
    """What each side expects now, as it was spoken out.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement_of(desk, engagement_id)
    return current_expectations(desk, engagement_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was expected with one earlier version, and no longer in the same words."""

    version_no: int
    agreed_on: dt.date
    said: tuple[Expectation, ...]


def expected_before(desk: Desk, engagement_id: EngagementId) -> tuple[Before, ...]:
    """What was expected before, the latest version first; what is still expected is left out.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    now = {(each.side, each.text) for each in expectations_of(desk, engagement_id)}
    versions = sorted(
        desk.store.all(Agreement, engagement_id=engagement_id), key=lambda each: each.version_no
    )
    parts = by_version(
        desk.store.all(Expectation, engagement_id=engagement_id), [each.agreed_on for each in versions]
    )
    found = [
        Before(version_no=version.version_no, agreed_on=version.agreed_on, said=said)
        for version, part in zip(versions, parts, strict=True)
        if (said := tuple(each for each in part if (each.side, each.text) not in now))
    ]
    return tuple(reversed(found))


def look_together(desk: Desk, engagement_id: EngagementId, said: Mapping[str, ExpectationMet]) -> Change:
    """Keep how each expectation stands, and that the two looked today: all of it or nothing. An expectation
    *said* does not name stays as it was.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    changed = [
        replace(each, met=said[each.expectation_id])
        for each in expectations_of(desk, engagement_id)
        if said.get(each.expectation_id, each.met) is not each.met
    ]
    look = Review(
        review_id=RecordId(desk.new_id()),
        item_id=EXPECTATIONS_REVIEW,
        engagement_id=engagement_id,
        done_on=desk.today,
    )
    return make_change(desk, engagement_id, put=(*changed, look))
