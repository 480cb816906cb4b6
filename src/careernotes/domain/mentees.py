"""The mentor, the people mentored, and the relation between them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, MenteeId, RecordId
from careernotes.domain.vocabulary import ChosenBy, ConflictKind, EndReason, EngagementStatus, Moment, Stage

OPEN_STATUSES = frozenset({EngagementStatus.ACCEPTED, EngagementStatus.ACTIVE, EngagementStatus.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorProfile:
    """The owner of the vault. Exactly one."""

    profile_id: RecordId
    display_name: str = field(default="", repr=False)
    unit: str = field(default="", repr=False)
    country: str = field(default="", repr=False)
    caseload_limit: int = 3
    mentoring_since: int | None = None
    why_i_mentor: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFact:
    """Something about the mentor's own position that may clash with a mentee's interest."""

    fact_id: RecordId
    kind: ConflictKind
    unit: str = field(default="", repr=False)
    label: str = field(default="", repr=False)
    noted_on: dt.date
    ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """The person mentored, stored as little as possible: an alias is enough."""

    mentee_id: MenteeId
    alias: str = field(repr=False)
    full_name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    business_area: str = field(default="", repr=False)
    level_band: str = field(default="", repr=False)
    region: str = field(default="", repr=False)
    tenure_band: str = field(default="", repr=False)
    function_family: str = field(default="", repr=False)
    created_on: dt.date
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """One mentoring relation with one mentee."""

    engagement_id: EngagementId
    mentee_id: MenteeId
    status: EngagementStatus
    stage: Stage = Stage.RAPPORT
    chosen_by: ChosenBy = ChosenBy.MENTEE
    moment: Moment = Moment.FINDING_A_PATH
    cross_unit: bool = False
    cross_country: bool = False
    exception_reason: str = field(default="", repr=False)
    requested_on: dt.date
    accepted_on: dt.date | None = None
    started_on: dt.date
    ended_on: dt.date | None = None
    end_reason: EndReason | None = None
    reopened_from: EngagementId | None = None

    @property
    def is_open(self) -> bool:
        """Whether the relation still runs."""
        return self.status in OPEN_STATUSES


def to_ask(facts: tuple[ConflictFact, ...]) -> tuple[ConflictFact, ...]:
    """The facts in the mentor's own words: only the mentor can say whether they touch somebody."""
    return tuple(fact for fact in facts if fact.ended_on is None and fact.label.strip())


def touched_by_goal(statement: str, fact: ConflictFact, *, names: Sequence[str]) -> bool:
    """Whether a goal names what the mentor noted: the words of a fact, or its unit by one of *names*."""
    said = _plain_words(statement)
    noted = [words for each in (fact.label, *names) if (words := _plain_words(each)).strip()]
    return fact.ended_on is None and any(words in said for words in noted)


def _plain_words(text: str) -> str:
    """*text* in small letters with one blank around each word, so that only whole words are found in it."""
    return f" {' '.join(''.join(sign if sign.isalnum() else ' ' for sign in text.casefold()).split())} "


def clashes(mentee: Mentee, facts: tuple[ConflictFact, ...]) -> tuple[ConflictFact, ...]:
    """The mentor's own facts that touch this mentee's part of the organisation, or the mentee's name."""
    names = {name.casefold().strip() for name in (mentee.alias, mentee.full_name) if name.strip()}
    return tuple(
        fact
        for fact in facts
        if fact.ended_on is None
        and ((fact.unit and fact.unit == mentee.business_area) or fact.label.casefold().strip() in names)
    )
