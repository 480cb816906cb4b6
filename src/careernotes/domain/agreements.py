"""What mentor and mentee agreed, and the choices only the mentee can make."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.domain.ids import AgreementId, EngagementId, RecordId, ThemeId
from careernotes.domain.vocabulary import (
    AgreedHow,
    ConsentKey,
    ContactBetween,
    ExpectationMet,
    ManagerInvolvement,
    Mode,
    Side,
)

LONGEST_DAYS, REVIEW_WITHIN_DAYS = 550, 182
NEEDS_COUNTING = frozenset({ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of the pair's agreement; a change makes a new version, old ones are kept."""

    agreement_id: AgreementId
    engagement_id: EngagementId
    version_no: int
    terms_version: str
    purpose: str = field(repr=False)
    boundaries: str = field(default="", repr=False)
    planned_meetings: int = 6
    cadence_weeks: int = 6
    meeting_minutes: int = 60
    mode: Mode = Mode.MIXED
    contact_between: ContactBetween = ContactBetween.EMAIL
    manager_involvement: ManagerInvolvement = ManagerInvolvement.NONE
    starts_on: dt.date
    review_on: dt.date
    ends_on: dt.date
    agreed_on: dt.date
    agreed_how: AgreedHow = AgreedHow.SPOKEN_AND_CONFIRMED

    def in_force(self, day: dt.date) -> bool:
        """Whether this agreement holds on *day*."""
        return self.agreed_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing one side expects of the other, spoken out."""

    expectation_id: RecordId
    engagement_id: EngagementId
    side: Side
    text: str = field(repr=False)
    spoken_on: dt.date
    met: ExpectationMet = ExpectationMet.NOT_YET


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One entry of the append-only log of choices; the latest entry for a key holds."""

    consent_id: RecordId
    engagement_id: EngagementId
    key: ConsentKey
    value: bool
    theme_id: ThemeId | None = None
    wording_version: str
    said_on: dt.date
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """The six choices of one mentee as they stand now. Everything not said is no."""

    notes_informed: bool = False
    counted_general: bool = False
    counted_sensitive: bool = False
    case_discussion: bool = False
    follow_up: bool = False
    segment_use: bool = False

    def value(self, key: ConsentKey) -> bool:
        """The choice for *key*."""
        return bool(getattr(self, key.value))


def current_consents(records: Iterable[ConsentRecord]) -> Consents:
    """The choices in force: the last entry for each key; what needs counting falls with it."""
    latest: dict[ConsentKey, bool] = {}
    for record in sorted(records, key=lambda record: record.sequence):
        if record.theme_id is None:
            latest[record.key] = record.value
    if not latest.get(ConsentKey.COUNTED_GENERAL, False):
        latest = {key: value for key, value in latest.items() if key not in NEEDS_COUNTING}
    return Consents(**{key.value: value for key, value in latest.items()})
