"""How a goal ended, as a change that can be taken back."""

from dataclasses import replace

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.ids import RecordId
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import GoalStatus
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk

_WHOLE = 100


def set_goal_status(desk: Desk, goal: Goal, status: GoalStatus) -> Change:
    """A goal that is reached stands at 100 percent and is closed today (V17); one opened again does not.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    is_open = status in OPEN_GOALS
    progress = _WHOLE if status is GoalStatus.REACHED else 0 if is_open else goal.progress_percent
    closed_on = None if is_open else desk.today
    changed = replace(goal, status=status, progress_percent=progress, closed_on=closed_on)
    return make_change(desk, goal.engagement_id, put=(changed,))


def set_status_of(desk: Desk, goal_id: RecordId, status: GoalStatus) -> Change:
    """Like :func:`set_goal_status`, for the goal as it stands now.

    Raises:
        UnknownRecordError: when the goal, or the relation, is gone.
    """
    goal = desk.store.get(Goal, goal_id)
    if goal is None:
        raise UnknownRecordError
    return set_goal_status(desk, goal, status)
