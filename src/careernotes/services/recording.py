"""Writing one conversation: what it becomes, which rules it keeps, how it replaces an earlier version."""

from dataclasses import dataclass, field, replace

from careernotes.domain import rules
from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding
from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import CheckResult, NoteLayer, Prominence, SessionStatus
from careernotes.services import coding
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftRating, SessionDraft
from careernotes.services.problems import (
    CheckTooOldError,
    DateTooOldError,
    RatingOutOfRangeError,
    SensitiveOffError,
)
from careernotes.services.records import engagement_of, short_text
from careernotes.services.warned import remind_afterwards

EARLIEST_YEAR = 2000
LONGEST_ACTION, LONGEST_GOAL, LONGEST_NEXT_TIME = 300, 400, 300
_SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The records one conversation becomes."""

    session: Session
    notes: tuple[NoteBody, ...] = field(repr=False)
    codings: tuple[ThemeCoding, ...]
    actions: tuple[Action, ...] = field(repr=False)
    goals: tuple[Goal, ...] = field(repr=False)
    rating: ManagerRating | None
    check: EthicsCheck | None


def parts_of(desk: Desk, draft: SessionDraft) -> Parts:
    """What a draft becomes, with the identities of an earlier version kept."""
    engagement_of(desk, draft.engagement_id)
    check = _usable_check(desk, draft)
    session = Session(
        session_id=draft.session_id,
        engagement_id=draft.engagement_id,
        kind=draft.kind,
        status=draft.status,
        held_on=draft.held_on,
        start_time=draft.start_time,
        duration_min=draft.duration_min,
        mode=draft.mode,
        check_result=check.result if check is not None else CheckResult.MISSING,
        next_time=short_text(draft.next_time, most=LONGEST_NEXT_TIME, required=False),
        next_on=draft.next_on,
        finished=True,
        # Later than every draft of it, also within one second.
        recorded_at=max(desk.moment, draft.updated_at + 1),
    )
    return Parts(
        session=session,
        notes=_notes(desk, draft),
        codings=_codings(desk, draft),
        actions=tuple(_action(desk, draft, position) for position in range(len(draft.actions))),
        goals=tuple(_goals(desk, draft)),
        rating=_rating(desk, draft),
        check=replace(check, session_id=draft.session_id) if check is not None else None,
    )


def check_parts(desk: Desk, parts: Parts) -> None:
    """Every rule of the field on one conversation.

    Raises:
        RuleError: naming the first rule that is broken.
    """
    if parts.session.held_on.year < EARLIEST_YEAR:
        raise DateTooOldError
    rules.check_session(parts.session, parts.codings, parts.notes, desk.today)
    rules.check_themes(parts.codings, desk.taxonomy)
    if desk.kit is not None and not desk.kit.store_sensitive:
        themes = (desk.taxonomy.by_id[each.theme_id] for each in parts.codings)
        if any(theme.needs_agreement for theme in themes):
            raise SensitiveOffError
    if parts.rating is not None:
        _check_rating(parts.rating)


def _check_rating(rating: ManagerRating) -> None:
    said = (rating.asks_about_plans, rating.helps_apply_learning, rating.opens_doors)
    if any(value is not None and not 1 <= value <= 5 for value in said) or None in said[:2]:
        raise RatingOutOfRangeError


def write_parts(desk: Desk, draft: SessionDraft, parts: Parts) -> None:
    """Put the records in place of an earlier version, and their facts. Call inside a transaction."""
    store, session_id = desk.store, draft.session_id
    earlier = store.get(Session, session_id)
    store.put(parts.session)
    if earlier is not None:
        _remove_what_went(desk, parts)
    store.put_all((*parts.notes, *parts.codings, *parts.actions, *parts.goals))
    if parts.check is not None:
        remind_afterwards(desk, parts.check)
        store.put(parts.check)
    if parts.rating is not None:
        store.put(parts.rating)
    elif earlier is not None and draft.rated.given and not draft.rating.given:
        _clear_rating(desk, earlier)
    if earlier is not None and earlier.engagement_id != parts.session.engagement_id:
        coding.write_facts(desk, earlier.engagement_id)
    coding.write_session_facts(desk, parts.session, parts.codings, parts.rating)


def _clear_rating(desk: Desk, session: Session) -> None:
    """The rating shown with a session goes, with its fact."""
    store, key = desk.store, session.engagement_id
    for rating in store.all(ManagerRating, engagement_id=key, quarter=session.quarter):
        store.remove(ManagerRating, rating.rating_id)
    store.facts.forget_rating(store.facts.person_number(key), session.quarter)


def _remove_what_went(desk: Desk, parts: Parts) -> None:
    """Notes and actions keep their identity from version to version; what is not there any more goes."""
    store, session_id = desk.store, parts.session.session_id
    kept: set[str] = {note.note_id for note in parts.notes} | {action.action_id for action in parts.actions}
    for note in store.all(NoteBody, session_id=session_id):
        if note.note_id not in kept:
            store.remove(NoteBody, note.note_id)
    for old in store.all(ThemeCoding, session_id=session_id):
        store.remove(ThemeCoding, old.coding_id)
    for before in store.all(Action, session_id=session_id):
        if before.action_id not in kept:
            store.remove(Action, before.action_id)


def _usable_check(desk: Desk, draft: SessionDraft) -> EthicsCheck | None:
    """The check that opened this session. One that does not hold is not passed off as one: None."""
    if draft.check_id is None or draft.status is not SessionStatus.KEPT:
        return None
    check = desk.store.get(EthicsCheck, draft.check_id)
    if check is None or check.result is CheckResult.BLOCKED or check.engagement_id != draft.engagement_id:
        return None
    if check.session_id not in {None, draft.session_id}:
        return None
    days = (draft.held_on - desk.day_of(check.completed_at)).days
    return check if 0 <= days <= desk.checklist.valid_hours // 24 else None


def refuse_stale_check(desk: Desk, check: EthicsCheck, engagement_id: EngagementId) -> None:
    """A check opens one session with one person, within its hours.

    Raises:
        CheckTooOldError: when it cannot open this one.
    """
    hours = desk.checklist.valid_hours
    too_old = desk.moment - check.completed_at > hours * _SECONDS_AN_HOUR
    if too_old or check.engagement_id != engagement_id or check.session_id is not None:
        raise CheckTooOldError(hours=hours)


def _notes(desk: Desk, draft: SessionDraft) -> tuple[NoteBody, ...]:
    """The two layers; an empty one is not kept."""
    old = {note.layer: note.note_id for note in desk.store.all(NoteBody, session_id=draft.session_id)}
    return tuple(
        NoteBody(
            note_id=old.get(layer) or RecordId(desk.new_id()),
            session_id=draft.session_id,
            layer=layer,
            body=body,
            edited_at=desk.moment,
            purge_on=desk.keep.purge_on(layer, draft.held_on),
        )
        for layer, body in ((NoteLayer.RECORD, draft.record), (NoteLayer.WORKING, draft.working))
        if body.strip()
    )


def _codings(desk: Desk, draft: SessionDraft) -> tuple[ThemeCoding, ...]:
    return tuple(
        ThemeCoding(
            coding_id=RecordId(desk.new_id()),
            session_id=draft.session_id,
            theme_id=theme.theme_id,
            taxonomy_version=desk.taxonomy.version,
            prominence=Prominence.PRIMARY if theme.primary else Prominence.SECONDARY,
            agreed=theme.agreed,
        )
        for theme in draft.themes
    )


def _action(desk: Desk, draft: SessionDraft, position: int) -> Action:
    """A new action, or the one it was before with its status kept."""
    typed = draft.actions[position]
    before = desk.store.get(Action, typed.action_id) if typed.action_id else None
    text = short_text(typed.text, most=LONGEST_ACTION)
    if before is not None:
        return replace(
            before, engagement_id=draft.engagement_id, text=text, owner=typed.owner, due_on=typed.due_on
        )
    return Action(
        action_id=RecordId(desk.new_id()),
        engagement_id=draft.engagement_id,
        session_id=draft.session_id,
        owner=typed.owner,
        text=text,
        due_on=typed.due_on,
        created_on=draft.held_on,
    )


def _goals(desk: Desk, draft: SessionDraft) -> list[Goal]:
    return [
        Goal(
            goal_id=RecordId(desk.new_id()),
            engagement_id=draft.engagement_id,
            kind=goal.kind,
            statement=short_text(goal.statement, most=LONGEST_GOAL),
            target_on=goal.target_on,
            created_on=draft.held_on,
        )
        for goal in draft.goals
    ]


def _rating(desk: Desk, draft: SessionDraft) -> ManagerRating | None:
    """One rating a quarter: a new one takes the place of the old. An unchanged one is not written again."""
    said: DraftRating = draft.rating
    if not said.given or said == draft.rated:
        return None
    quarter = quarter_of(draft.held_on)
    old = desk.store.all(ManagerRating, engagement_id=draft.engagement_id, quarter=quarter)
    return ManagerRating(
        rating_id=old[0].rating_id if old else RecordId(desk.new_id()),
        engagement_id=draft.engagement_id,
        quarter=quarter,
        asks_about_plans=said.asks,
        helps_apply_learning=said.helps,
        opens_doors=said.opens,
    )
