"""What waits, ticked off or put off, and put back as it was."""

from dataclasses import replace
from enum import Enum

from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import RecordId
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ActionStatus
from careernotes.i18n import _
from careernotes.services.dates import parse_day
from careernotes.services.desk import Desk
from careernotes.services.goals import set_action_status
from careernotes.services.records import engagement_of
from careernotes.services.wording import day_text


class PutOff(Enum):
    """For how long something is put off, in the words of the date field."""

    WEEK = "+1w"
    MONTH = "+1m"


def tick_off(desk: Desk, action_id: RecordId) -> Action:
    """Marks an action done; answers with the action as it was, for :func:`put_back`.

    Raises:
        UnknownRecordError: when it is gone.
    """
    before = _action(desk, action_id)
    set_action_status(desk, action_id, ActionStatus.DONE)
    return before


def put_off(desk: Desk, action_id: RecordId, until: PutOff) -> Action:
    """Makes an action due later, counted from its day or from today, whichever is later; answers with the
    action as it was.

    Raises:
        UnknownRecordError: when it is gone.
    """
    before = _action(desk, action_id)
    start = max(before.due_on or desk.today, desk.today)
    later = parse_day(until.value, start)
    with desk.store.transaction():
        desk.store.put(replace(before, due_on=later))
    return before


def put_back(desk: Desk, record: Action | Goal) -> None:
    """Keeps how a record stood before it was changed; its words are those it has now.

    Raises:
        UnknownRecordError: when it, or the relation, is gone: what was erased does not come back.
    """
    engagement_of(desk, record.engagement_id)
    with desk.store.transaction():
        desk.store.put(_as_it_stood(desk, record))


def mail_about(action: Action, *, mine: bool) -> str:
    """A few lines to send about an action. No name: who writes the mail knows it."""
    when = _("by {day}").format(day=day_text(action.due_on)) if action.due_on is not None else ""
    what = f"{action.text} {f'({when})' if when else ''}".strip()
    if mine:
        said = _("I promised you: {what}. I have not forgotten it.").format(what=what)
    else:
        said = _("When we last spoke you wanted to do this: {what}. How is it going?").format(what=what)
    return "\n\n".join((_("Hello,"), said, _("See you soon,")))


def mail_about_meeting() -> str:
    """A few lines to send to somebody not seen for a while."""
    asked = _(
        "We have not spoken for a while. Shall we find a moment in the coming weeks? Tell me what suits you."
    )
    return "\n\n".join((_("Hello,"), asked, _("See you soon,")))




def _as_it_stood(desk: Desk, record: Action | Goal) -> Action | Goal:
    if isinstance(record, Action):
        action = _action(desk, record.action_id)
        return replace(action, status=record.status, due_on=record.due_on, done_on=record.done_on)
    goal = desk.store.get(Goal, record.goal_id)
    if goal is None:
        raise UnknownRecordError
    return replace(
        goal, status=record.status, progress_percent=record.progress_percent, closed_on=record.closed_on,
        target_on=record.target_on,
    )  # fmt: skip


def _action(desk: Desk, action_id: RecordId) -> Action:
    found = desk.store.get(Action, action_id)
    if found is None:
        raise UnknownRecordError
    return found
