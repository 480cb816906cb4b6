"""What mentor and mentee agreed, and the choices only the mentee can make."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

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


def by_version(
    said: Sequence[Expectation], agreed_on: Sequence[dt.date]
) -> tuple[tuple[Expectation, ...], ...]:
    """What was expected with each version of an agreement, by the days they were agreed, the first one first.

    An expectation belongs to the last version that was agreed by the day it was spoken; one spoken before
    the first, to the first. Of two versions of one day the later one has them.
    """
    # A clock that went back makes no version older than the one before it.
    days = list(accumulate(agreed_on, max))
    found: list[list[Expectation]] = [[] for _day in days]
    for each in said if days else ():
        found[max(bisect_right(days, each.spoken_on) - 1, 0)].append(each)
    return tuple(tuple(each) for each in found)


def expected_now(said: Sequence[Expectation], agreed_on: Sequence[dt.date]) -> tuple[Expectation, ...]:
    """What each expects now: what was spoken last with an agreement, or all of it where none is kept."""
    if not agreed_on:
        return tuple(said)
    return next((each for each in reversed(by_version(said, agreed_on)) if each), ())


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

    @property
    def is_unsaid(self) -> bool:
        """Whether this entry takes back an answer that nobody gave: no wording was read out for it."""
        return not self.wording_version


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


def answers(records: Iterable[ConsentRecord]) -> dict[ConsentKey, ConsentRecord]:
    """The entry that holds for each choice the mentee has answered; what needs counting stands for itself."""
    latest = {each.key: each for each in sorted(records, key=lambda each: each.sequence)}
    return {key: each for key, each in latest.items() if not each.is_unsaid}


def with_mistakes(records: Iterable[ConsentRecord]) -> tuple[tuple[ConsentRecord, bool], ...]:
    """The entries as a story to read: each with whether it was noted by mistake. Entries that only put such
    a mistake right are left out: they say again what was said before, on the day it was said.
    """
    told: list[tuple[ConsentRecord, bool]] = []
    place: dict[ConsentKey, int] = {}
    for each in sorted(records, key=lambda record: record.sequence):
        before = place.get(each.key)
        if before is not None and (each.is_unsaid or each.said_on < told[before][0].said_on):
            told[before] = (told[before][0], True)
            continue
        place[each.key] = len(told)
        told.append((each, False))
    return tuple(told)


def current_consents(records: Iterable[ConsentRecord]) -> Consents:
    """The choices in force: the last entry for each key; what needs counting falls with it."""
    latest: dict[ConsentKey, bool] = {}
    for record in sorted(records, key=lambda record: record.sequence):
        if record.theme_id is None:
            latest[record.key] = record.value
    if not latest.get(ConsentKey.COUNTED_GENERAL, False):
        latest = {key: value for key, value in latest.items() if key not in NEEDS_COUNTING}
    return Consents(**{key.value: value for key, value in latest.items()})
