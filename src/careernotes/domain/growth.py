"""The mentor's own path: signing the code, training, case discussions, learning."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.domain.ids import RecordId
from careernotes.domain.vocabulary import LearningArea, SupervisionKind, TrainingModule


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """The mentor signed the code of ethics."""

    sign_up_id: RecordId
    code_version: str
    signed_on: dt.date
    valid_until: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A course the mentor finished."""

    training_id: RecordId
    module: TrainingModule
    completed_on: dt.date
    certificate: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """A case discussion or supervision the mentor attended."""

    supervision_id: RecordId
    held_on: dt.date
    kind: SupervisionKind
    minutes: int = 60
    brought_case: bool = False
    takeaway: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A periodic review the mentor did: old notes, expectations or the agreement."""

    review_id: RecordId
    item_id: str
    engagement_id: str = ""
    done_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningEntry:
    """One line on what the mentor learned."""

    entry_id: RecordId
    area: LearningArea
    text: str = field(repr=False)
    quarter: int


def code_signed(signatures: Iterable[SignUp], code_version: str, today: dt.date) -> bool:
    """Whether the code in force is signed and its year is not over: asked before anything new starts (V01).

    The days of grace that the check gives an old signature (P01) are for relations that run already: those
    go on with a warning meanwhile, and nobody new is taken on.
    """
    return any(each.code_version == code_version and each.valid_until >= today for each in signatures)


def e_learning_done(courses: Iterable[Training]) -> bool:
    """Whether the course every mentor starts with is finished; it need not be done twice."""
    return any(each.module is TrainingModule.MENTOR_ELEARNING for each in courses)
