"""Search as you type over all notes, and all that is said beside them, inside the encrypted file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.journey import StepKind, StepStatus
from careernotes.domain.search_terms import AimKind, Term, read_typed
from careernotes.domain.vocabulary import (
    ActionStatus,
    ExpectationMet,
    GoalStatus,
    OutcomeKind,
    SponsorActKind,
    SponsorStatus,
)
from careernotes.i18n import _
from careernotes.services.desk import Desk
from careernotes.services.journey_words import JOURNEY_WORDS
from careernotes.services.narrowing import lost_term, narrowed
from careernotes.services.overview import overview_of
from careernotes.services.work import Work
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.search import MARK_CLOSE, MARK_OPEN, Hit, listed, search
from careernotes.vault.search_aims import AimHit, search_aims
from careernotes.vault.search_scan import build_index_anew, nearly, scan

AimStatus: TypeAlias = ActionStatus | GoalStatus | StepStatus | SponsorStatus | ExpectationMet
_STATUS: Mapping[AimKind, type[AimStatus]] = {
    AimKind.ACTION: ActionStatus,
    AimKind.GOAL: GoalStatus,
    AimKind.STEP: StepStatus,
    AimKind.DOOR: SponsorStatus,
    AimKind.EXPECTATION: ExpectationMet,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet; ``is_hit`` marks a word that was searched for."""

    text: str = field(repr=False)
    is_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNote:
    """One session in which the words occur. ``layer`` (record, working, next_time) is where they are from."""

    session_id: SessionId
    engagement_id: EngagementId
    alias: str = field(repr=False)
    held_on: dt.date
    layer: str
    pieces: tuple[Piece, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The answer to one question. ``scanned``: the index is damaged, and the notes were read instead."""

    notes: tuple[FoundNote, ...] = field(default=(), repr=False)
    scanned: bool = False
    like: str = field(default="", repr=False)
    """With nothing found, the word in the notes most like the last one."""
    like_count: int = 0
    lost: Term | None = field(default=None, repr=False)
    """With nothing found, the filter that by itself finds nothing."""


def search_notes(
    desk: Desk, text: str, *, limit: int = 50, engagement_id: EngagementId | None = None
) -> tuple[FoundNote, ...]:
    """The newest notes that hold every word of *text*, whole or as a beginning, and fit its filters.

    No text, no notes.
    """
    return look_for(desk, text, limit=limit, engagement_id=engagement_id).notes


def look_for(desk: Desk, text: str, *, limit: int = 50, engagement_id: EngagementId | None = None) -> Looked:
    """Like :func:`search_notes`, with how it was found; where the index is damaged, the notes are read."""
    typed = read_typed(text)
    if typed.is_empty:
        return Looked()
    only = narrowed(desk, typed.terms)
    if () in {only.engagements, only.themes}:
        return Looked(lost=lost_term(desk, typed.terms))
    if not typed.words:
        return Looked(notes=_notes(listed(desk.store, limit=limit, engagement_id=engagement_id, only=only)))
    try:
        hits = search(desk.store, typed.words, limit=limit, engagement_id=engagement_id, only=only)
        if hits or engagement_id is not None:
            return Looked(notes=_notes(hits))
        like = nearly(desk.store, typed.words)
        many = len(search(desk.store, like, limit=limit, only=only)) if like else 0
        return Looked(like=like if many else "", like_count=many)
    except DamagedVaultError:
        hits = scan(desk.store, typed.words, limit=limit, engagement_id=engagement_id, only=only)
        return Looked(notes=_notes(hits), scanned=True)


def index_anew(work: Work, desk: Desk) -> None:
    """Writes the search index anew from the notes."""
    build_index_anew(desk.store, work.step)


def _notes(hits: Sequence[Hit]) -> tuple[FoundNote, ...]:
    return tuple(
        FoundNote(
            session_id=hit.session_id,
            engagement_id=hit.engagement_id,
            alias=hit.alias,
            held_on=hit.held_on,
            layer=hit.layer,
            pieces=pieces_of(hit.snippet),
        )
        for hit in hits
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAim:
    """One action, goal, step, door, text of an agreement or remark in which the words occur.

    ``day`` is when it is due, else when it was noted, for a step the first of its quarter; what waits for a
    yes has none.
    """

    kind: AimKind
    key: str
    engagement_id: EngagementId
    alias: str = field(repr=False)
    day: dt.date | None
    status: AimStatus | None
    session_id: SessionId | None
    pieces: tuple[Piece, ...] = field(repr=False)


def find_aims(
    desk: Desk, text: str, *, limit: int = 50, engagement_id: EngagementId | None = None
) -> tuple[FoundAim, ...]:
    """The newest of what is said beside the notes that holds every word of *text* and fits its filters;
    without a word only what is open, where that is asked for.
    """
    typed = read_typed(text)
    only = narrowed(desk, typed.terms)
    if not typed.words and not only.is_open:
        return ()
    hits = search_aims(
        desk.store, typed.words, limit=limit, engagement_id=engagement_id, only=only, said=_said()
    )
    return tuple(map(_found, hits))


def _said() -> dict[Enum, str]:
    """The words of what is kept as a code, as they are read on the page."""
    coded: tuple[type[Enum], ...] = (StepKind, OutcomeKind, SponsorActKind)
    return {code: _(words) for code, words in JOURNEY_WORDS.items() if isinstance(code, coded)}


def _found(hit: AimHit) -> FoundAim:
    states = _STATUS.get(hit.kind)
    return FoundAim(
        kind=hit.kind,
        key=hit.key,
        engagement_id=hit.engagement_id,
        alias=hit.alias,
        day=hit.day,
        status=states(hit.status) if states is not None else None,
        session_id=hit.session_id,
        pieces=pieces_of(hit.snippet),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A relation, running or over, whose alias begins with what was searched for."""

    engagement_id: EngagementId
    alias: str = field(repr=False)


def search_people(desk: Desk, text: str) -> tuple[FoundPerson, ...]:
    """Everybody whose alias begins with *text*, by alias. No text, nobody."""
    wanted = read_typed(text).words.casefold()
    if not wanted:
        return ()
    seen = overview_of(desk)
    called = {
        mentee.mentee_id: mentee.alias
        for mentee in seen.mentees.values()
        if mentee.alias.casefold().startswith(wanted)
    }
    if not called:
        return ()
    found = [
        FoundPerson(engagement_id=each.engagement_id, alias=called[each.mentee_id])
        for each in seen.engagements.values()
        if each.mentee_id in called
    ]
    return tuple(sorted(found, key=lambda each: (each.alias.casefold(), each.engagement_id)))


def pieces_of(snippet: str) -> tuple[Piece, ...]:
    """A snippet with ``[[`` and ``]]`` around its hits, in pieces."""
    pieces: list[Piece] = []
    rest = snippet
    while rest:
        before, opened, after = rest.partition(MARK_OPEN)
        hit, closed, behind = after.partition(MARK_CLOSE)
        if not opened or not closed:
            pieces.append(Piece(rest, is_hit=False))
            break
        if before:
            pieces.append(Piece(before, is_hit=False))
        if hit:
            pieces.append(Piece(hit, is_hit=True))
        rest = behind
    return tuple(pieces)
