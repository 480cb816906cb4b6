"""Sessions, their notes and the themes coded for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, RecordId, SessionId, ThemeId
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import CheckResult, Mode, NoteLayer, Prominence, SessionKind, SessionStatus

LONGEST_NOTE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One planned or held meeting. ``next_time`` is the line the mentor wants to see before the next one."""

    session_id: SessionId
    engagement_id: EngagementId
    kind: SessionKind = SessionKind.OPEN
    status: SessionStatus = SessionStatus.KEPT
    held_on: dt.date
    start_time: str = ""
    duration_min: int | None = None
    mode: Mode = Mode.IN_PERSON
    check_result: CheckResult = CheckResult.MISSING
    next_time: str = field(default="", repr=False)
    next_on: dt.date | None = None
    finished: bool = True
    recorded_at: int

    @property
    def quarter(self) -> int:
        """The quarter it counts in."""
        return quarter_of(self.held_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBody:
    """The text of one layer of one session. Never leaves the vault."""

    note_id: RecordId
    session_id: SessionId
    layer: NoteLayer
    body: str = field(repr=False)
    edited_at: int
    purge_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCoding:
    """One theme of one session, as the mentor coded it."""

    coding_id: RecordId
    session_id: SessionId
    theme_id: ThemeId
    taxonomy_version: str
    prominence: Prominence = Prominence.SECONDARY
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerRating:
    """How far the direct manager helps, as the mentee says, once a quarter. The manager is never stored."""

    rating_id: RecordId
    engagement_id: EngagementId
    quarter: int
    asks_about_plans: int | None = None
    helps_apply_learning: int | None = None
    opens_doors: int | None = None


def ordered_codings(codings: Sequence[ThemeCoding]) -> tuple[ThemeCoding, ...]:
    """Primary first, then as coded."""
    return tuple(sorted(codings, key=lambda coding: coding.prominence is not Prominence.PRIMARY))
