"""What the screens show about people, as frozen values. Text about a person never shows in a repr."""

import datetime as dt
import enum
import re
from dataclasses import dataclass, field

from careernotes.domain.agreements import Agreement, Consents, Expectation
from careernotes.domain.asked import Wanted
from careernotes.domain.ethics import ChecklistItem, EthicsCheck, PeriodicItem
from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId, ItemId, SessionId
from careernotes.domain.mentees import ConflictFact, Engagement, Mentee
from careernotes.domain.vocabulary import Answer, ChosenBy, Effect, SessionKind, SessionStatus


class Shield(enum.Enum):
    """Whether a person may count in themes: the shield beside the name."""

    COUNTED = "counted"
    NEVER = "never"
    PRACTICE = "practice"


class AgreementState(enum.Enum):
    """How the agreement stands today."""

    MISSING = "missing"
    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in the list of people."""

    engagement: Engagement
    mentee: Mentee = field(repr=False)
    shield: Shield
    sessions_kept: int
    last_on: dt.date | None
    next_on: dt.date | None
    next_time: str = field(repr=False)
    open_mine: int
    open_theirs: int
    goal: str = field(repr=False)
    agreement_state: AgreementState
    agreement_line: str = field(repr=False)

    @property
    def engagement_id(self) -> EngagementId:
        """The relation this line is about."""
        return self.engagement.engagement_id

    @property
    def alias(self) -> str:
        """The name shown everywhere."""
        return self.mentee.alias


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session in a list."""

    session_id: SessionId
    engagement_id: EngagementId
    alias: str = field(repr=False)
    held_on: dt.date
    kind: SessionKind
    status: SessionStatus
    themes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One of the six choices as it stands, in the words of the agreement."""

    consent_id: str
    key: str
    text: str
    value: bool
    since: dt.date | None
    is_choice: bool
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person's page."""

    line: PersonLine
    agreement: Agreement | None = field(repr=False)
    expectations: tuple[Expectation, ...] = field(repr=False)
    consents: Consents
    consent_lines: tuple[ConsentLine, ...]
    goals: tuple[Goal, ...] = field(repr=False)
    actions: tuple[Action, ...] = field(repr=False)
    sessions: tuple[SessionRow, ...]
    conflicts: tuple[ConflictFact, ...] = field(repr=False)
    check: EthicsCheck | None
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """Something the vault knows, as one sentence. ``holds`` False means it needs attention."""

    item_id: ItemId
    holds: bool
    effect: Effect
    on: dt.date | None
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """One line of the check to answer. ``locked`` is an answer the vault gives itself."""

    item: ChecklistItem
    locked: Answer | None
    may_not_apply: bool
    fact: FactLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The card "Before you go in": what was said last time and what is asked now."""

    engagement_id: EngagementId
    alias: str = field(repr=False)
    naming: re.Pattern[str] = field(repr=False)
    kind: SessionKind
    session_number: int
    full_form: bool
    asked: tuple[AskedItem, ...]
    known: tuple[FactLine, ...]
    last_on: dt.date | None
    last_next_time: str = field(repr=False)
    open_actions: tuple[Action, ...] = field(repr=False)
    goal: str = field(repr=False)
    check: EthicsCheck | None
    may_start: bool
    checklist_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicLine:
    """Something a mentor renews from time to time, and how it stands."""

    item: PeriodicItem
    holds: bool
    soon: bool
    effect: Effect
    last_on: dt.date | None
    due_on: dt.date | None
    text: str


class EntryKind(enum.Enum):
    """What a line of the timeline is."""

    SESSION = "session"
    GOAL = "goal"
    ACTION = "action"
    AGREEMENT = "agreement"
    CONSENT = "consent"
    OUTCOME = "outcome"
    WANTED = "wanted"
    DOOR = "door"
    STARTED = "started"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a person's timeline. ``ref`` is the id of the record behind it."""

    kind: EntryKind
    on: dt.date
    title: str = field(repr=False)
    detail: str = field(default="", repr=False)
    themes: tuple[str, ...] = ()
    status: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """An action that waits."""

    action: Action = field(repr=False)
    alias: str = field(repr=False)
    late_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietLine:
    """Somebody not seen for longer than agreed."""

    engagement_id: EngagementId
    alias: str = field(repr=False)
    last_on: dt.date
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A relation whose quarterly review is due; with ``months`` a check so long after its end; with ``asked``
    what its mentee asked for.
    """

    engagement_id: EngagementId
    alias: str = field(repr=False)
    due_on: dt.date
    months: int = 0
    asked: Wanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Somebody who asked and waits for room; ``long``: for longer than a quarter."""

    engagement_id: EngagementId
    alias: str = field(repr=False)
    since: dt.date
    chosen_by: ChosenBy
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """Everybody who waits, the longest first; ``room`` is how many could come now."""

    lines: tuple[WaitingLine, ...] = ()
    room: int = 0

    @property
    def to_tell(self) -> tuple[WaitingLine, ...]:
        """Whom Today speaks of: all of them once there is room, else those who wait for long."""
        return self.lines if self.room else tuple(line for line in self.lines if line.long)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A conversation still being written."""

    session_id: SessionId
    engagement_id: EngagementId
    alias: str = field(repr=False)
    held_on: dt.date
    updated_at: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The next planned date."""

    engagement_id: EngagementId
    alias: str = field(repr=False)
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The first screen. Every list may be empty; ``newcomer`` says that there was no relation yet."""

    due: tuple[DueLine, ...]
    quiet: tuple[QuietLine, ...]
    reviews: tuple[ReviewLine, ...]
    not_coded: tuple[SessionRow, ...]
    drafts: tuple[DraftLine, ...]
    unreadable_drafts: int
    periodic: tuple[PeriodicLine, ...]
    next_meeting: NextMeeting | None
    newcomer: bool
    waiting: WaitingList = WaitingList()
