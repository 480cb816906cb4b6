"""The end of a relation can be taken back: it runs, is listed and is counted as before."""

from dataclasses import replace
from functools import partial

import pytest
from tests.unit.services.conftest import StoppedClock, facts_of, take_on

from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import EndReason, EngagementStatus, GoalKind, Stage
from careernotes.services.changes import ChangedSinceError, take_back
from careernotes.services.closing import Ending, close_relation
from careernotes.services.desk import Desk
from careernotes.services.goals import add_goal
from careernotes.services.mentees import end_relation
from careernotes.services.people import people
from careernotes.services.reopening import ending_change, take_back_end
from careernotes.services.stages import Station, set_station, way_of
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


@pytest.mark.parametrize("station", [Station.EXPLORE, Station.GOALS, Station.ACT, Station.CLOSE])
def test_it_goes_on_at_the_stage_where_the_two_were(desk: Desk, station: Station) -> None:
    key = take_on(desk)
    set_station(desk, key, station)
    end_relation(desk, key, reason=EndReason.GOALS_MET)
    take_back_end(desk, key)
    assert way_of(desk, key).now is station


def test_an_end_of_an_earlier_version_that_forgot_the_stage_goes_on_where_what_is_kept_puts_it(
    desk: Desk,
) -> None:
    key = take_on(desk)
    ended = replace(end_relation(desk, key, reason=EndReason.GOALS_MET), stage=Stage.MOVING_ON)
    desk.store.put(ended)
    assert take_back_end(desk, key).stage is Stage.RAPPORT
    desk.store.put(ended)
    add_goal(desk, key, kind=GoalKind.ADVANCEMENT, statement="Leads a small team by summer")
    assert take_back_end(desk, key).stage is Stage.PROGRESS


def test_without_an_agreement_it_waits_for_one_as_before(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    end_relation(desk, key, reason=EndReason.NOT_SAID, early=True)
    assert take_back_end(desk, key).status is EngagementStatus.ACCEPTED


def test_a_running_relation_stays_as_it_is(desk: Desk) -> None:
    key = take_on(desk)
    [before] = desk.store.all(Engagement)
    assert take_back_end(desk, key) == before


def test_a_closing_is_undone_with_its_plan_and_a_new_beginning_gives_the_plan_back(
    desk: Desk,
) -> None:
    key = take_on(desk, counted_general=True)
    before, [running] = facts_of(desk), desk.store.all(Engagement)
    close = partial(close_relation, desk, key, Ending(on=desk.today, plan="writes in May"))
    closed = ending_change(desk, key, close)
    counted, [plan] = facts_of(desk), desk.store.all(Aftercare)
    take_back(desk, closed)
    assert (facts_of(desk), desk.store.all(Engagement), desk.store.all(Aftercare)) == (before, (running,), ())
    close()
    begun = ending_change(desk, key, partial(take_back_end, desk, key))
    assert desk.store.all(Aftercare) == ()
    take_back(desk, begun)
    [again] = desk.store.all(Aftercare)
    assert (again.text, facts_of(desk)) == (plan.text, counted)


def test_an_end_that_was_changed_since_is_not_undone(desk: Desk) -> None:
    key = take_on(desk)
    ended = ending_change(desk, key, partial(end_relation, desk, key, reason=EndReason.GOALS_MET))
    end_relation(desk, key, reason=EndReason.MISMATCH)
    with pytest.raises(ChangedSinceError):
        take_back(desk, ended)
