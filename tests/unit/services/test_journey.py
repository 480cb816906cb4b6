"""Goals in five fields, steps, barriers and signals: gentle, by quarter, and each can be taken back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import take_on

from careernotes.domain.conversations import ManagerRating
from careernotes.domain.goals import Goal, Outcome, SponsorAct
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import (
    BECOMES,
    ROLE_OF,
    BarrierKind,
    GoalPlan,
    HelpRole,
    Phase,
    SmartGap,
    StayStep,
    StepKind,
    StepStatus,
    smart_gaps,
)
from careernotes.domain.periods import quarter_of
from careernotes.domain.records import RECORD_TYPES, shape_of
from careernotes.domain.vocabulary import GoalKind, GoalStatus, SponsorActKind, SponsorStatus
from careernotes.services import doors, journey
from careernotes.services.changes import Change, take_back
from careernotes.services.desk import Desk
from careernotes.services.journey_problems import PermissionMissingError, QuarterAheadError
from careernotes.services.problems import RatingOutOfRangeError

TODAY = dt.date(2026, 6, 11)
WORDS = st.sampled_from(["", "a page in the plan", "yes"])


@pytest.fixture
def agreed(desk: Desk) -> EngagementId:
    return take_on(desk)


@given(
    statement=st.sampled_from(["Grow", "Move into product work"]), measure=WORDS, own=WORDS, worth=WORDS,
    target=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
    status=st.sampled_from(GoalStatus),
)  # fmt: skip
def test_each_field_that_is_empty_is_one_gap_and_no_other(
    statement: str, measure: str, own: str, worth: str, target: dt.date | None, status: GoalStatus
) -> None:
    goal = Goal(
        goal_id=RecordId("g"), engagement_id=EngagementId("e"), kind=GoalKind.COMPETENCE, statement=statement,
        measure=measure, target_on=target, status=status, created_on=TODAY,
    )  # fmt: skip
    plan = GoalPlan(plan_id=RecordId("p"), goal_id=RecordId("g"), own_part=own, worth=worth)
    gaps = smart_gaps(goal, plan, TODAY)
    assert (SmartGap.VAGUE in gaps) == (statement == "Grow")
    assert (SmartGap.NO_MEASURE in gaps) == (not measure)
    assert (SmartGap.NO_OWN_PART in gaps) == (not own)
    assert (SmartGap.NO_WORTH in gaps) == (not worth)
    assert (SmartGap.NO_DATE in gaps) == (target is None)
    assert len(set(gaps)) == len(gaps) <= 5


def records(desk: Desk) -> dict[str, object]:
    """Everything the vault holds, to compare before and after."""
    return {kind: desk.store.all(each) for kind, each in RECORD_TYPES.items()}


Act = Callable[[Desk, EngagementId], Change]


def _goal(desk: Desk, key: EngagementId) -> Change:
    new = replace(journey.new_goal(desk, key, "Lead a small team"), measure="asked twice")
    return journey.save_goal(desk, new, own_part="ask for a project", worth="I like to see others grow")


ACTS: dict[str, Act] = {
    "a goal": _goal,
    "a step": lambda desk, key: journey.want_step(desk, key, StepKind.SECONDMENT),
    "a barrier": lambda desk, key: journey.set_barrier(desk, key, BarrierKind.PLACE, there=True),
    "staying": lambda desk, key: journey.set_stay(desk, key, StayStep.LOOKING_INSIDE),
    "the manager": lambda desk, key: journey.rate_manager(desk, key, asks=2, helps=4, opens=None),
    "oneself": lambda desk, key: journey.assess(
        desk, key, Phase.START, direction=2, confidence=3, support=4
    ),
    "a door": lambda desk, key: doors.propose(desk, key, SponsorActKind.INTRODUCTION, "a product lead"),
}


def test_every_change_is_kept_and_can_be_taken_back(desk: Desk, agreed: EngagementId) -> None:
    before = records(desk)
    for name, act in ACTS.items():
        change = act(desk, agreed)
        assert records(desk) != before, name
        take_back(desk, change)
        assert records(desk) == before, name


def test_the_first_rating_of_a_goal_is_the_start_and_stays(desk: Desk, agreed: EngagementId) -> None:
    _goal(desk, agreed)
    for value, closing in ((3, False), (5, False), (6, False), (9, True)):
        journey.rate_goal(desk, journey.journey_of(desk, agreed).goals[0].goal, value, closing=closing)
    plan = journey.journey_of(desk, agreed).goals[0].plan
    assert plan is not None
    assert (plan.rated_start, plan.rated_now, plan.rated_end) == (3, 6, 9)
    with pytest.raises(RatingOutOfRangeError):
        journey.rate_goal(desk, journey.journey_of(desk, agreed).goals[0].goal, 11)


def test_a_step_that_is_taken_is_one_outcome_however_often_it_is_taken_back(
    desk: Desk, agreed: EngagementId
) -> None:
    for kind in StepKind:
        journey.want_step(desk, agreed, kind)
        journey.want_step(desk, agreed, kind)
        (step,) = (each for each in journey.journey_of(desk, agreed).steps if each.kind is kind)
        for status in (StepStatus.TAKEN, StepStatus.WANTED, StepStatus.TAKEN):
            journey.close_step(desk, step.step_id, status)
        (came,) = desk.store.all(Outcome, engagement_id=agreed)
        assert (came.kind, came.quarter) == (BECOMES[kind], quarter_of(desk.today))
        journey.close_step(desk, step.step_id, StepStatus.LET_GO)
        assert desk.store.all(Outcome, engagement_id=agreed) == ()
    with pytest.raises(QuarterAheadError):
        journey.close_step(desk, step.step_id, StepStatus.TAKEN, quarter=quarter_of(desk.today) + 1)


def test_a_quarter_has_one_answer_on_staying_and_one_on_the_manager(
    desk: Desk, agreed: EngagementId
) -> None:
    for stay in (StayStep.SETTLED, StayStep.LEAVING):
        journey.set_stay(desk, agreed, stay)
        journey.rate_manager(desk, agreed, asks=1, helps=1, opens=1)
    shown = journey.journey_of(desk, agreed)
    assert [each.stay for each in shown.stay] == [StayStep.LEAVING]
    assert len(shown.ratings) == 1
    journey.set_stay(desk, agreed, None)
    assert journey.journey_of(desk, agreed).stay == ()


def test_nothing_of_the_journey_has_a_place_for_who_the_manager_is() -> None:
    for kind in ("manager_rating", "stay_signal", "wanted_step", "barrier", "self_assessment"):
        bases = {shape.base for shape in shape_of(RECORD_TYPES[kind])[2:]}
        assert str not in bases, kind
        assert dt.date not in bases, kind
    assert str not in {shape.base for shape in shape_of(ManagerRating)[2:]}


def test_no_door_is_opened_before_the_mentee_says_yes(desk: Desk, agreed: EngagementId) -> None:
    doors.propose(desk, agreed, SponsorActKind.RECOMMENDATION, "the panel")
    (act,) = doors.doors_of(desk, agreed)
    beyond = [each for each in SponsorStatus if each is not SponsorStatus.PROPOSED]
    for status in beyond:
        with pytest.raises(PermissionMissingError):
            doors.set_door(desk, act.act_id, status)
    doors.allow(desk, act.act_id, "that they run the workshop")
    for status in beyond:
        doors.set_door(desk, act.act_id, status)
        assert desk.store.all(SponsorAct)[0].status is status
    # A yes that is taken back closes the door for whatever comes next.
    doors.set_door(desk, act.act_id, SponsorStatus.PROPOSED)
    with pytest.raises(PermissionMissingError):
        doors.set_door(desk, act.act_id, SponsorStatus.DONE)


def test_my_log_counts_opened_doors_by_the_part_played_and_no_idea(
    desk: Desk, agreed: EngagementId
) -> None:
    for kind in SponsorActKind:
        doors.propose(desk, agreed, kind, "somebody")
    assert doors.roles_played(desk) == {}
    for act in doors.doors_of(desk, agreed):
        doors.allow(desk, act.act_id, "a word")
        doors.set_door(desk, act.act_id, SponsorStatus.DONE)
    assert set(ROLE_OF) == set(SponsorActKind)
    assert doors.roles_played(desk) == dict.fromkeys(HelpRole, 2)
    assert doors.roles_played(desk, quarter_of(desk.today) - 1) == {}
