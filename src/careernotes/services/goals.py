"""Goals and actions outside the capture screen."""

import datetime as dt
from dataclasses import replace

from careernotes.domain.goals import OPEN_GOALS, Action, Goal
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ActionStatus, GoalKind, GoalStatus, Side
from careernotes.services.desk import Desk
from careernotes.services.recording import LONGEST_ACTION, LONGEST_GOAL
from careernotes.services.records import engagement_of, short_text

LONGEST_MEASURE = 200


def add_goal(
    desk: Desk,
    engagement_id: EngagementId,
    statement: str,
    *,
    kind: GoalKind = GoalKind.NOT_SAID,
    measure: str = "",
    target_on: dt.date | None = None,
) -> Goal:
    """A new goal.

    Raises:
        EmptyTextError, TextTooLongError, UnknownRecordError.
    """
    engagement_of(desk, engagement_id)
    goal = Goal(
        goal_id=RecordId(desk.new_id()),
        engagement_id=engagement_id,
        kind=kind,
        statement=short_text(statement, most=LONGEST_GOAL),
        measure=short_text(measure, most=LONGEST_MEASURE, required=False),
        target_on=target_on,
        created_on=desk.today,
    )
    with desk.store.transaction():
        desk.store.put(goal)
    return goal


def change_goal(desk: Desk, goal: Goal) -> Goal:
    """Keep what was changed about a goal. A goal that is reached is at 100 percent and closed today (V17).

    Raises:
        EmptyTextError, TextTooLongError, UnknownRecordError.
    """
    if desk.store.get(Goal, goal.goal_id) is None:
        raise UnknownRecordError
    is_open = goal.status in OPEN_GOALS
    goal = replace(
        goal,
        statement=short_text(goal.statement, most=LONGEST_GOAL),
        measure=short_text(goal.measure, most=LONGEST_MEASURE, required=False),
        progress_percent=100
        if goal.status is GoalStatus.REACHED
        else min(max(goal.progress_percent, 0), 100),
        closed_on=None if is_open else goal.closed_on or desk.today,
    )
    with desk.store.transaction():
        desk.store.put(goal)
    return goal


def goals_of(desk: Desk, engagement_id: EngagementId) -> tuple[Goal, ...]:
    """The goals of one person, newest first, open ones before closed ones."""
    goals = sorted(
        desk.store.all(Goal, engagement_id=engagement_id), key=lambda goal: goal.created_on, reverse=True
    )
    return tuple(sorted(goals, key=lambda goal: goal.status not in OPEN_GOALS))


def add_action(
    desk: Desk,
    engagement_id: EngagementId,
    text: str,
    *,
    owner: Side = Side.MENTOR,
    due_on: dt.date | None = None,
) -> Action:
    """A new action that belongs to no session.

    Raises:
        EmptyTextError, TextTooLongError, UnknownRecordError.
    """
    engagement_of(desk, engagement_id)
    action = Action(
        action_id=RecordId(desk.new_id()),
        engagement_id=engagement_id,
        owner=owner,
        text=short_text(text, most=LONGEST_ACTION),
        due_on=due_on,
        created_on=desk.today,
    )
    with desk.store.transaction():
        desk.store.put(action)
    return action


def set_action_status(desk: Desk, action_id: RecordId, status: ActionStatus) -> Action:
    """Mark an action done, dropped or open again.

    Raises:
        UnknownRecordError: when it is gone.
    """
    done_on = desk.today if status in {ActionStatus.DONE, ActionStatus.DROPPED} else None
    return _keep(desk, replace(_action(desk, action_id), status=status, done_on=done_on))


def _action(desk: Desk, action_id: RecordId) -> Action:
    action = desk.store.get(Action, action_id)
    if action is None:
        raise UnknownRecordError
    return action


def _keep(desk: Desk, action: Action) -> Action:
    with desk.store.transaction():
        desk.store.put(action)
    return action
