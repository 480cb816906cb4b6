"""What the capture screen edits, and how it lies in the encrypted draft table."""

import datetime as dt
import enum
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.ids import EngagementId, RecordId, SessionId, ThemeId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import GoalKind, Mode, NoteLayer, SessionKind, SessionStatus, Side
from careernotes.services.undo_steps import UndoStep, bounded, step_between, steps_from_json, steps_to_json

_FORMAT = 1
_MOST = 1_000_000_000_000

E = TypeVar("E", bound=enum.Enum)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTheme:
    """One theme as it is being coded."""

    theme_id: ThemeId
    primary: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAction:
    """One action; ``action_id`` is empty until it is recorded."""

    text: str = field(repr=False)
    owner: Side = Side.MENTEE
    due_on: dt.date | None = None
    action_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGoal:
    """A goal that came up in the conversation."""

    statement: str = field(repr=False)
    kind: GoalKind = GoalKind.NOT_SAID
    target_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRating:
    """How the direct manager helps, 1 to 5 each; None is not asked."""

    asks: int | None = None
    helps: int | None = None
    opens: int | None = None

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return (self.asks, self.helps, self.opens) != (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """Everything the capture screen edits for one session."""

    session_id: SessionId
    engagement_id: EngagementId
    kind: SessionKind = SessionKind.OPEN
    status: SessionStatus = SessionStatus.KEPT
    held_on: dt.date
    start_time: str = ""
    duration_min: int | None = None
    mode: Mode = Mode.IN_PERSON
    check_id: RecordId | None = None
    record: str = field(default="", repr=False)
    working: str = field(default="", repr=False)
    themes: tuple[DraftTheme, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    goals: tuple[DraftGoal, ...] = ()
    rating: DraftRating = DraftRating()
    rated: DraftRating = DraftRating()
    """The rating as it stood when the recorded session was opened: only a change is written."""
    next_time: str = field(default="", repr=False)
    next_on: dt.date | None = None
    updated_at: int = 0
    seconds: int = 0
    """How long it was written at, pauses left out; for the mentor's own median."""
    steps: tuple[UndoStep, ...] = field(default=(), repr=False)
    """What was changed in the two texts, so that undo reaches behind a lock; gone once it is recorded."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen yet, so that leaving it loses nothing."""
        words = self.record.strip() or self.working.strip() or self.next_time.strip()
        return not (words or self.themes or self.actions or self.goals or self.rating.given or self.next_on)


def with_steps(before: SessionDraft, after: SessionDraft) -> SessionDraft:
    """*after* with the steps that lead to its texts from those of *before*."""
    found = (
        step_between(NoteLayer.RECORD, before.record, after.record),
        step_between(NoteLayer.WORKING, before.working, after.working),
    )
    return replace(after, steps=bounded((*before.steps, *(step for step in found if step is not None))))


def whole(draft: SessionDraft) -> SessionDraft:
    """*draft* with half characters and NULs replaced: a half-deleted emoji must not stop saving."""
    return replace(
        draft,
        record=whole_text(draft.record),
        working=whole_text(draft.working),
        next_time=whole_text(draft.next_time),
        steps=tuple(
            replace(step, removed=whole_text(step.removed), added=whole_text(step.added))
            for step in draft.steps
        ),
        actions=tuple(replace(action, text=whole_text(action.text)) for action in draft.actions),
        goals=tuple(replace(goal, statement=whole_text(goal.statement)) for goal in draft.goals),
    )


def whole_text(text: str) -> str:
    """*text* as every file can hold it: surrogate pairs joined, lone ones and NULs replaced."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.replace("\0", "\N{REPLACEMENT CHARACTER}")


def draft_to_text(draft: SessionDraft) -> str:
    """*draft* as canonical JSON."""
    plain: dict[str, Json] = {
        "format": _FORMAT,
        "session_id": draft.session_id,
        "engagement_id": draft.engagement_id,
        "kind": draft.kind.value,
        "status": draft.status.value,
        "held_on": draft.held_on.isoformat(),
        "start_time": draft.start_time,
        "duration_min": draft.duration_min,
        "mode": draft.mode.value,
        "check_id": draft.check_id,
        "record": draft.record,
        "working": draft.working,
        "themes": [{"theme_id": t.theme_id, "primary": t.primary, "agreed": t.agreed} for t in draft.themes],
        "actions": [
            {"text": a.text, "owner": a.owner.value, "due_on": _iso(a.due_on), "action_id": a.action_id}
            for a in draft.actions
        ],
        "goals": [
            {"statement": g.statement, "kind": g.kind.value, "target_on": _iso(g.target_on)}
            for g in draft.goals
        ],
        "rating": _rating_to_json(draft.rating),
        "rated": _rating_to_json(draft.rated),
        "next_time": draft.next_time,
        "next_on": _iso(draft.next_on),
        "updated_at": draft.updated_at,
        "seconds": draft.seconds,
        "steps": steps_to_json(draft.steps),
    }
    return canonical_bytes(plain).decode()


def draft_from_text(text: str) -> SessionDraft:
    """The draft in its JSON form.

    Raises:
        MalformedError: when it is not one of ours.
    """
    try:
        root = Reader(json.loads(text))
    except ValueError:
        raise MalformedError("draft", "JSON") from None
    root.integer("format", low=_FORMAT, high=_FORMAT)
    return SessionDraft(
        session_id=SessionId(root.text("session_id")),
        engagement_id=EngagementId(root.text("engagement_id")),
        kind=_member(root, "kind", SessionKind),
        status=_member(root, "status", SessionStatus),
        held_on=root.parsed("held_on", dt.date.fromisoformat, "a date"),
        start_time=root.text("start_time"),
        duration_min=_number(root, "duration_min"),
        mode=_member(root, "mode", Mode),
        check_id=RecordId(root.text("check_id")) if root.has("check_id") else None,
        record=root.text("record", longest=_MOST),
        working=root.text("working", longest=_MOST),
        themes=tuple(_theme(item) for item in root.objects("themes")),
        actions=tuple(_action(item) for item in root.objects("actions")),
        goals=tuple(_goal(item) for item in root.objects("goals")),
        rating=_rating(root.inner("rating")),
        rated=_rating(root.inner("rated")) if root.has("rated") else DraftRating(),
        next_time=root.text("next_time"),
        next_on=_date(root, "next_on"),
        updated_at=root.integer("updated_at", low=0, high=_MOST),
        seconds=root.integer("seconds", low=0, high=_MOST, default=0),
        steps=steps_from_json(root, "steps"),
    )


def _rating_to_json(rating: DraftRating) -> Json:
    return {"asks": rating.asks, "helps": rating.helps, "opens": rating.opens}


def _rating(item: Reader) -> DraftRating:
    return DraftRating(asks=_number(item, "asks"), helps=_number(item, "helps"), opens=_number(item, "opens"))


def _theme(item: Reader) -> DraftTheme:
    return DraftTheme(
        theme_id=ThemeId(item.text("theme_id")), primary=item.flag("primary"), agreed=item.flag("agreed")
    )


def _action(item: Reader) -> DraftAction:
    return DraftAction(
        text=item.text("text"),
        owner=_member(item, "owner", Side),
        due_on=_date(item, "due_on"),
        action_id=item.text("action_id"),
    )


def _goal(item: Reader) -> DraftGoal:
    return DraftGoal(
        statement=item.text("statement"),
        kind=_member(item, "kind", GoalKind),
        target_on=_date(item, "target_on"),
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _date(item: Reader, key: str) -> dt.date | None:
    return item.parsed(key, dt.date.fromisoformat, "a date") if item.has(key) else None


def _number(item: Reader, key: str) -> int | None:
    return item.integer(key, low=-_MOST, high=_MOST) if item.has(key) else None


def _member(item: Reader, key: str, kind: Callable[[str], E]) -> E:
    return item.parsed(key, kind, "one of the list")
