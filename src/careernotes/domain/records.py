"""Every kind of record a vault holds, and how each becomes plain JSON and back."""

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from careernotes.canonical import Json
from careernotes.domain.agreements import Agreement, ConsentRecord, Expectation
from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding
from careernotes.domain.ethics import EthicsAnswer, EthicsCheck
from careernotes.domain.goals import Action, Goal, Outcome, SponsorAct
from careernotes.domain.growth import LearningEntry, Review, SignUp, Supervision, Training
from careernotes.domain.journey import (
    Aftercare,
    Barrier,
    GoalPlan,
    SelfAssessment,
    SessionChange,
    StaySignal,
    WantedStep,
)
from careernotes.domain.mentees import ConflictFact, Engagement, Mentee, MentorProfile
from careernotes.domain.reading import MalformedError

Record: TypeAlias = (
    MentorProfile | ConflictFact | SignUp | Training | Supervision | Review | LearningEntry | Mentee
    | Engagement | Agreement | Expectation | ConsentRecord | Session | NoteBody | ThemeCoding | ManagerRating
    | EthicsCheck | EthicsAnswer | Goal | Action | SponsorAct | Outcome | GoalPlan | SessionChange
    | WantedStep | Barrier | StaySignal | SelfAssessment | Aftercare
)  # fmt: skip

R = TypeVar("R", bound=Record)

# In this order every record comes after those it refers to.
RECORD_TYPES: dict[str, type[Record]] = {
    "mentor_profile": MentorProfile,
    "conflict_fact": ConflictFact,
    "sign_up": SignUp,
    "training": Training,
    "supervision": Supervision,
    "learning_entry": LearningEntry,
    "mentee": Mentee,
    "engagement": Engagement,
    "review": Review,
    "agreement": Agreement,
    "expectation": Expectation,
    "consent_record": ConsentRecord,
    "session": Session,
    "note_body": NoteBody,
    "theme_coding": ThemeCoding,
    "manager_rating": ManagerRating,
    "ethics_check": EthicsCheck,
    "ethics_answer": EthicsAnswer,
    "goal": Goal,
    "action": Action,
    "sponsor_act": SponsorAct,
    "outcome": Outcome,
    "goal_plan": GoalPlan,
    "session_change": SessionChange,
    "wanted_step": WantedStep,
    "barrier": Barrier,
    "stay_signal": StaySignal,
    "self_assessment": SelfAssessment,
    "aftercare": Aftercare,
}

# Field name -> the record type it points to. A field may be empty where its type says so.
REFERENCES: dict[str, type[Record]] = {
    "mentee_id": Mentee,
    "engagement_id": Engagement,
    "session_id": Session,
    "check_id": EthicsCheck,
    "goal_id": Goal,
    "reopened_from": Engagement,
}


@dataclasses.dataclass(frozen=True, slots=True)
class FieldShape:
    """What one field holds: ``base`` is str, int, bool, a date or an enum."""

    name: str
    base: type
    optional: bool
    required: bool


_SHAPES: dict[type, tuple[FieldShape, ...]] = {}


def shape_of(record_type: type) -> tuple[FieldShape, ...]:
    """The fields of a record type, in order."""
    if record_type not in _SHAPES:
        hints = typing.get_type_hints(record_type)
        _SHAPES[record_type] = tuple(
            _field_shape(field, hints[field.name]) for field in dataclasses.fields(record_type)
        )
    return _SHAPES[record_type]


def kind_of(record_type: type[Record]) -> str:
    """The name of a record type in files and tables."""
    return next(name for name, known in RECORD_TYPES.items() if known is record_type)


def key_field(record_type: type[Record]) -> str:
    """The name of the field that identifies a record: always its first."""
    return shape_of(record_type)[0].name


_IN_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def key_of(record: Record) -> str:
    """The identity of one record."""
    return str(getattr(record, key_field(type(record))))


def to_plain(record: Record) -> dict[str, Json]:
    """*record* as a JSON object: dates as ISO text, enums as their value."""
    return {shape.name: plain_value(getattr(record, shape.name)) for shape in shape_of(type(record))}


def plain_value(value: object) -> bool | int | str | None:
    """One field's value as JSON."""
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(type(value).__name__)


def from_plain(record_type: type[R], plain: Mapping[str, object], *, place: str = "") -> R:
    """The record in a JSON object.

    Raises:
        MalformedError: naming the field, when one is missing, unknown or not what was expected.
    """
    shapes = {shape.name: shape for shape in shape_of(record_type)}
    for name in plain:
        if name not in shapes:
            # The name may hold anything, also what should never be printed.
            plain_name = "".join(sign for sign in str(name)[:40] if sign in _IN_NAMES)
            raise MalformedError(f"{place}.{plain_name or '?'}", "no such field")
    values: dict[str, object] = {}
    for name, shape in shapes.items():
        if name in plain:
            values[name] = read_value(shape, plain[name], f"{place}.{name}")
        elif shape.required:
            raise MalformedError(f"{place}.{name}", "a value")
    make: Callable[..., R] = record_type
    return make(**values)


def read_value(shape: FieldShape, value: object, place: str) -> object:
    """One field's value from JSON, as its type."""
    if value is None:
        if shape.optional:
            return None
        raise MalformedError(place, "a value")
    if shape.base is bool:
        if isinstance(value, bool):
            return value
        raise MalformedError(place, "true or false")
    if shape.base is int:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62:
            return value
        raise MalformedError(place, "a whole number")
    if not isinstance(value, str):
        raise MalformedError(place, "text")
    return _read_text(shape.base, value, place)


def _read_text(base: type, value: str, place: str) -> object:
    if base is str:
        return value
    try:
        if issubclass(base, enum.Enum):
            return base(value)
        return dt.date.fromisoformat(value)
    except ValueError:
        expected = (
            "one of " + ", ".join(m.value for m in base)
            if issubclass(base, enum.Enum)
            else "a date like 2026-01-31"
        )
        raise MalformedError(place, expected) from None


def _field_shape(field: dataclasses.Field[object], hint: object) -> FieldShape:
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        optional = True
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if not isinstance(hint, type):
        raise TypeError(field.name)
    return FieldShape(field.name, hint, optional, field.default is dataclasses.MISSING)
