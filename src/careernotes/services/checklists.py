"""Before you go in: what to ask, what the vault knows already, and the check itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from careernotes.domain.conversations import Session
from careernotes.domain.ethics import (
    ChecklistItem,
    EthicsAnswer,
    EthicsCheck,
    Known,
    asked_items,
    evaluate,
    full_form_due,
)
from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId, ItemId, RecordId
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan, SessionKind, SessionStatus
from careernotes.services.desk import Desk
from careernotes.services.known_facts import known_facts
from careernotes.services.known_names import naming
from careernotes.services.people import last_kept
from careernotes.services.periodic import periodic_states, record_periodic
from careernotes.services.problems import AnswerNotAllowedError, AnswersMissingError, TextTooLongError
from careernotes.services.records import engagement_of, latest_agreement, main_goal, mentee_of, open_actions
from careernotes.services.views import AskedItem, FactLine, Preparation
from careernotes.services.warned import put_off

__all__ = [
    "Outcome", "check_in_force", "complete_check", "outcome", "periodic_states", "prepare", "record_periodic",
]  # fmt: skip

_LONGEST_REMARK = 300
_LIMITS_EXPLAINED, _NO_CLASH = ItemId("E02"), ItemId("E04")
_SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a set of answers comes to, and the lines that still stand in the way."""

    result: CheckResult
    waiting: tuple[ItemId, ...] = field(default=())


def prepare(desk: Desk, engagement_id: EngagementId, *, kind: SessionKind | None = None) -> Preparation:
    """The card for the next conversation. *kind* defaults to contracting until there is an agreement.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    mentee = mentee_of(desk, engagement_of(desk, engagement_id).mentee_id)
    agreed = latest_agreement(desk, engagement_id)
    kind = kind or (SessionKind.CONTRACTING if agreed is None else SessionKind.OPEN)
    contracting = kind is SessionKind.CONTRACTING
    number = desk.store.count(Session, engagement_id=engagement_id, status=SessionStatus.KEPT) + 1
    last = last_kept(desk, engagement_id)
    full = _full_form(desk, engagement_id, number)
    known = known_facts(desk, engagement_id, number=number, contracting=contracting)
    asked = asked_items(desk.checklist, full_form=full, session_number=number, contracting=contracting)
    return Preparation(
        engagement_id=engagement_id,
        alias=mentee.alias,
        naming=naming(mentee),
        kind=kind,
        session_number=number,
        full_form=full,
        asked=tuple(_asked(item, known, contracting=contracting) for item in asked),
        known=known,
        last_on=last.held_on if last is not None else None,
        last_next_time=last.next_time if last is not None else "",
        open_actions=open_actions(desk, engagement_id),
        goal=main_goal(desk.store.all(Goal, engagement_id=engagement_id)),
        check=check_in_force(desk, engagement_id),
        may_start=not any(not fact.holds and fact.effect is Effect.BLOCK for fact in known),
        checklist_version=desk.checklist.version,
    )


def _full_form(desk: Desk, engagement_id: EngagementId, number: int) -> bool:
    # A check that blocked opened no conversation: the whole form is asked again.
    full = [
        each
        for each in desk.store.all(EthicsCheck, engagement_id=engagement_id)
        if each.full_form and each.result is not CheckResult.BLOCKED
    ]
    last = max(full, key=lambda check: check.completed_at, default=None)
    return full_form_due(
        session_number=number,
        last_full_on=desk.day_of(last.completed_at) if last is not None else None,
        today=desk.today,
        last_version=last.checklist_version if last is not None else None,
        version=desk.checklist.version,
    )


def _asked(item: ChecklistItem, known: tuple[FactLine, ...], *, contracting: bool) -> AskedItem:
    """A fact that needs attention answers its line with no, until it is put right. What may clash is only
    shown: whether it does is the mentor's to say.
    """
    fact = next((each for each in known if each.item_id == item.item_id), None)
    answers = fact is not None and not fact.holds and item.item_id != _NO_CLASH
    exempt = contracting and item.item_id == _LIMITS_EXPLAINED
    return AskedItem(
        item=item,
        locked=Answer.NO if answers else None,
        may_not_apply=exempt or item.on_no is Effect.PROMPT,
        fact=fact,
    )


def outcome(
    preparation: Preparation, answers: Mapping[ItemId, Answer], plans: Mapping[ItemId, Plan]
) -> Outcome:
    """What these answers come to so far, without keeping anything."""
    given = _with_locked(preparation, answers)
    asked = [each.item for each in preparation.asked]
    known = [
        Known(item_id=each.item_id, holds=each.holds, on=each.on, effect=each.effect)
        for each in preparation.known
    ]
    result, waiting = evaluate(asked, given, plans, known)
    return Outcome(result=result, waiting=waiting)


def _with_locked(preparation: Preparation, answers: Mapping[ItemId, Answer]) -> dict[ItemId, Answer]:
    locked = {each.item.item_id: each.locked for each in preparation.asked if each.locked is not None}
    return {**answers, **locked}


def complete_check(
    desk: Desk,
    preparation: Preparation,
    answers: Mapping[ItemId, Answer],
    plans: Mapping[ItemId, Plan],
    seconds: int,
    *,
    remarks: Mapping[ItemId, str] | None = None,
) -> EthicsCheck:
    """Keep a completed check with its answers. A check that blocks is kept too; it opens no session.

    Raises:
        AnswersMissingError: when a line has no answer, or a warning no plan.
        AnswerNotAllowedError: when a line that always applies was answered with "does not apply".
    """
    given, said = _with_locked(preparation, answers), remarks or {}
    _check_complete(preparation, given, plans)
    _check_remarks(said)
    check = EthicsCheck(
        check_id=RecordId(desk.new_id()),
        engagement_id=preparation.engagement_id,
        checklist_version=preparation.checklist_version,
        full_form=preparation.full_form,
        completed_at=desk.moment,
        seconds_taken=max(seconds, 0),
        result=outcome(preparation, given, plans).result,
    )
    kept = [
        EthicsAnswer(
            answer_id=RecordId(desk.new_id()),
            check_id=check.check_id,
            item_id=each.item.item_id,
            answer=given[each.item.item_id],
            plan=plans.get(each.item.item_id),
            remark=said.get(each.item.item_id, "").strip(),
        )
        for each in preparation.asked
    ]
    desk.store.put_all([check, *kept])
    return check


def _check_remarks(said: Mapping[ItemId, str]) -> None:
    if any(len(text.strip()) > _LONGEST_REMARK for text in said.values()):
        raise TextTooLongError(most=_LONGEST_REMARK)


def _check_complete(
    preparation: Preparation, given: Mapping[ItemId, Answer], plans: Mapping[ItemId, Plan]
) -> None:
    missing = 0
    for each in preparation.asked:
        answer = given.get(each.item.item_id)
        if answer is Answer.NOT_APPLICABLE and not each.may_not_apply:
            raise AnswerNotAllowedError
        warned = answer is Answer.NO and each.item.on_no is Effect.WARN
        missing += answer is None or (warned and plans.get(each.item.item_id) is None)
    if missing:
        raise AnswersMissingError(count=missing)


def check_in_force(desk: Desk, engagement_id: EngagementId) -> EthicsCheck | None:
    """The newest check that may open a session now: not blocked or put off, not used, not past its hours."""
    since = desk.moment - desk.checklist.valid_hours * _SECONDS_AN_HOUR
    fresh = [
        check
        for check in desk.store.all(EthicsCheck, engagement_id=engagement_id)
        if check.session_id is None
        and check.result is not CheckResult.BLOCKED
        and check.completed_at >= since
        and not put_off(desk, check)
    ]
    return max(fresh, key=lambda check: check.completed_at, default=None)
