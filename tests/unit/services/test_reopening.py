"""The end of a relation can be taken back: it runs, is listed and is counted as before."""

from tests.unit.services.conftest import StoppedClock, facts_of, take_on

from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import EndReason, EngagementStatus
from careernotes.services.desk import Desk
from careernotes.services.mentees import end_relation
from careernotes.services.people import people
from careernotes.services.reopening import take_back_end
from careernotes.services.timeline import timeline
from careernotes.services.views import EntryKind


def test_what_is_counted_is_the_same_as_before_the_end(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    before = facts_of(desk)
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    assert facts_of(desk) != before
    take_back_end(desk, key)
    assert facts_of(desk) == before


def test_the_relation_runs_and_the_timeline_tells_of_no_end(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    end_relation(desk, key, reason=EndReason.MISMATCH, early=True)
    assert people(desk) == ()
    clock.forward(days=400)
    again = take_back_end(desk, key)
    assert (again.status, again.ended_on, again.end_reason) == (EngagementStatus.ACTIVE, None, None)
    assert [line.engagement_id for line in people(desk)] == [key]
    assert EntryKind.ENDED not in {entry.kind for entry in timeline(desk, key)}


def test_without_an_agreement_it_waits_for_one_as_before(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    end_relation(desk, key, reason=EndReason.NOT_SAID, early=True)
    assert take_back_end(desk, key).status is EngagementStatus.ACCEPTED


def test_a_running_relation_stays_as_it_is(desk: Desk) -> None:
    key = take_on(desk)
    [before] = desk.store.all(Engagement)
    assert take_back_end(desk, key) == before
