"""What comes of a warning: a plan is kept as something the mentor still has to do."""

from careernotes.domain.ethics import EthicsAnswer, EthicsCheck
from careernotes.domain.goals import Action
from careernotes.domain.ids import RecordId
from careernotes.domain.vocabulary import Answer, Plan, Side
from careernotes.i18n import _, language, noop
from careernotes.services.workplace import Desk

NOT_NOW = frozenset({Plan.POSTPONE, Plan.HAND_OVER})
"""Plans with which the conversation does not start."""

_LONGEST = 300
_TODO = {
    Plan.DISCLOSE: noop("Did you tell the mentee? {line}"),
    Plan.SET_BOUNDARY: noop("Did you agree a boundary? {line}"),
    Plan.FIX_NOW: noop("Is it put right? {line}"),
    Plan.POSTPONE: noop("Offer a new date. {line}"),
    Plan.HAND_OVER: noop("Ask the coordinator for another mentor. {line}"),
}


def plans_of(desk: Desk, check: EthicsCheck) -> tuple[EthicsAnswer, ...]:
    """The answers of a check that came with a plan."""
    answers = desk.store.all(EthicsAnswer, check_id=check.check_id)
    return tuple(each for each in answers if each.answer is Answer.NO and each.plan in _TODO)


def put_off(desk: Desk, check: EthicsCheck) -> bool:
    """Whether the mentor chose not to have this conversation now."""
    return any(each.plan in NOT_NOW for each in plans_of(desk, check))


def reminders(desk: Desk, check: EthicsCheck) -> tuple[Action, ...]:
    """One thing to do for each plan of a check, for the mentor and due today; nothing for a clear check."""
    return tuple(
        Action(
            action_id=RecordId(desk.new_id()),
            engagement_id=check.engagement_id,
            owner=Side.MENTOR,
            text=_reminder(desk, each)[:_LONGEST],
            due_on=desk.today,
            created_on=desk.today,
        )
        for each in plans_of(desk, check)
    )


def _reminder(desk: Desk, answer: EthicsAnswer) -> str:
    line = desk.checklist.item(answer.item_id).statement.in_language(language())
    return _(_TODO[answer.plan or Plan.DISCLOSE]).format(line=line)


def remind_afterwards(desk: Desk, check: EthicsCheck) -> None:
    """Keep the reminders of a check when its conversation is first recorded. Call inside a transaction."""
    before = desk.store.get(EthicsCheck, check.check_id)
    if before is None or before.session_id is None:
        desk.store.put_all(reminders(desk, check))


def keep_put_off(desk: Desk, check: EthicsCheck) -> tuple[Action, ...]:
    """Keep what has to be done when the conversation does not take place now."""
    made = reminders(desk, check)
    with desk.store.transaction():
        desk.store.put_all(made)
    return made
