"""The mentor's own path: signing the code, training, case discussions, learning."""

import datetime as dt
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
