"""The code-of-ethics check before each session: what is asked, what is known, and what a "no" does."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, ItemId, RecordId, SessionId
from careernotes.domain.reading import Reader
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan
from careernotes.domain.words import Bilingual

THIRD = 3
SHORT_FORM = ("E03", "E04", "E06", "E07", "E09", "E12")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One line of the check."""

    item_id: ItemId
    key: str
    applies: str
    statement: Bilingual
    why: Bilingual
    on_no: Effect
    fix: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicItem:
    """Something a mentor renews from time to time."""

    item_id: ItemId
    key: str
    every_days: int | None
    warn_days_before: int
    grace_days: int
    on_overdue: Effect | None
    on_grace_over: Effect | None
    on_missing: Effect | None
    statement: Bilingual
    why: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The whole check of one version."""

    version: str
    valid_hours: int
    items: tuple[ChecklistItem, ...]
    periodic: tuple[PeriodicItem, ...]
    effects: Mapping[Effect, Bilingual]

    def item(self, item_id: str) -> ChecklistItem:
        """The line with this id."""
        return next(item for item in self.items if item.item_id == item_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class EthicsCheck:
    """One completed check. ``session_id`` is set when the session it opened is recorded."""

    check_id: RecordId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    checklist_version: str
    full_form: bool
    completed_at: int
    seconds_taken: int
    result: CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class EthicsAnswer:
    """One answer in one check."""

    answer_id: RecordId
    check_id: RecordId
    item_id: ItemId
    answer: Answer
    plan: Plan | None = None
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact the vault already knows, shown beside the questions; if not ``holds``, it needs attention."""

    item_id: ItemId
    holds: bool
    on: dt.date | None = None
    effect: Effect = Effect.PROMPT


def asked_items(
    checklist: Checklist, *, full_form: bool, session_number: int, contracting: bool
) -> tuple[ChecklistItem, ...]:
    """The lines to ask: all that apply in the full form, else those nobody but the mentor can answer."""

    def applies(item: ChecklistItem) -> bool:
        if contracting and item.item_id == "E01":
            return False
        match item.applies:
            case "from_second_session":
                return session_number > 1
            case "every_third_session":
                return session_number % THIRD == 0
            case _:
                return True

    return tuple(
        item for item in checklist.items if applies(item) and (full_form or item.item_id in SHORT_FORM)
    )


def full_form_due(
    *,
    session_number: int,
    last_full_on: dt.date | None,
    today: dt.date,
    last_version: str | None,
    version: str,
) -> bool:
    """The full form comes at the first session, each quarter, and when the code changed."""
    quarter_days = 91
    return (
        session_number <= 1
        or last_full_on is None
        or (today - last_full_on).days >= quarter_days
        or last_version != version
    )


def evaluate(
    asked: Sequence[ChecklistItem],
    answers: Mapping[ItemId, Answer],
    plans: Mapping[ItemId, Plan],
    known: Sequence[Known] = (),
) -> tuple[CheckResult, tuple[ItemId, ...]]:
    """The outcome of a check and the lines that still stand in its way.

    In the way stand: a line without an answer, a "no" that blocks, a warning without a plan, and a known fact
    that blocks.
    """
    waiting = [item.item_id for item in asked if _stands_in_way(item, answers.get(item.item_id), plans)]
    waiting += [fact.item_id for fact in known if not fact.holds and fact.effect is Effect.BLOCK]
    if waiting:
        return CheckResult.BLOCKED, tuple(waiting)
    noes = any(answers[item.item_id] is Answer.NO for item in asked)
    warned = any(not fact.holds and fact.effect is Effect.WARN for fact in known)
    return (CheckResult.WITH_WARNINGS if noes or warned else CheckResult.CLEAR), ()


def _stands_in_way(item: ChecklistItem, answer: Answer | None, plans: Mapping[ItemId, Plan]) -> bool:
    if answer is None:
        return True
    if answer is not Answer.NO:
        return False
    return item.on_no is Effect.BLOCK or (item.on_no is Effect.WARN and plans.get(item.item_id) is None)


def read_checklist(value: object) -> Checklist:
    """The checklist in one JSON value.

    Raises:
        MalformedError: when a field is missing or wrong.
    """
    root = Reader(value)
    head = root.inner("checklist")
    effects = root.inner("effects")
    return Checklist(
        version=head.text("version"),
        valid_hours=head.integer("valid_hours_before_start", low=1, high=168),
        items=tuple(_read_item(item) for item in root.objects("per_session")),
        periodic=tuple(_read_periodic(item) for item in root.objects("periodic")),
        effects={effect: effects.inner(effect.value).words() for effect in Effect},
    )


def _read_item(item: Reader) -> ChecklistItem:
    return ChecklistItem(
        item_id=ItemId(item.text("id")),
        key=item.text("key"),
        applies=item.text("applies"),
        statement=item.words(),
        why=item.words("why_"),
        on_no=item.parsed("on_no", Effect, "block, warn or prompt"),
        fix=item.words("fix_"),
    )


def _read_periodic(item: Reader) -> PeriodicItem:
    def effect(key: str) -> Effect | None:
        return item.parsed(key, Effect, "block, warn or prompt") if item.has(key) else None

    return PeriodicItem(
        item_id=ItemId(item.text("id")),
        key=item.text("key"),
        every_days=item.integer("every_days", low=1, high=3660) if item.has("every_days") else None,
        warn_days_before=item.integer("warn_days_before", low=0, high=365, default=0),
        grace_days=item.integer("grace_days", low=0, high=365, default=0),
        on_overdue=effect("on_overdue"),
        on_grace_over=effect("on_grace_over"),
        on_missing=effect("on_missing"),
        statement=item.words(),
        why=item.words("why_"),
    )


def periodic_state(item: PeriodicItem, last_on: dt.date | None, today: dt.date) -> Known:
    """How a periodic item stands: never done, in time, overdue or past its grace."""
    if last_on is None:
        return Known(
            item_id=item.item_id, holds=False, effect=item.on_missing or item.on_overdue or Effect.PROMPT
        )
    if item.every_days is None:
        return Known(item_id=item.item_id, holds=True, on=last_on)
    late = (today - last_on).days - item.every_days
    if late <= 0:
        return Known(item_id=item.item_id, holds=True, on=last_on)
    if late > item.grace_days and item.on_grace_over is not None:
        return Known(item_id=item.item_id, holds=False, on=last_on, effect=item.on_grace_over)
    overdue = item.on_overdue or Effect.PROMPT
    if overdue is Effect.BLOCK and late <= item.grace_days:
        overdue = Effect.WARN
    return Known(item_id=item.item_id, holds=False, on=last_on, effect=overdue)
