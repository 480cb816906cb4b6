"""Search as you type over all notes, inside the encrypted file."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.services.desk import Desk
from careernotes.vault.search import MARK_CLOSE, MARK_OPEN, search


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


def search_notes(
    desk: Desk, text: str, *, limit: int = 50, engagement_id: EngagementId | None = None
) -> tuple[FoundNote, ...]:
    """The newest notes that hold every word of *text*, whole or as a beginning. No text, no notes."""
    if not text.strip():
        return ()
    return tuple(
        FoundNote(
            session_id=hit.session_id,
            engagement_id=hit.engagement_id,
            alias=hit.alias,
            held_on=hit.held_on,
            layer=hit.layer,
            pieces=pieces_of(hit.snippet),
        )
        for hit in search(desk.store, text, limit=limit, engagement_id=engagement_id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A relation, running or over, whose alias begins with what was searched for."""

    engagement_id: EngagementId
    alias: str = field(repr=False)


def search_people(desk: Desk, text: str) -> tuple[FoundPerson, ...]:
    """Everybody whose alias begins with *text*, by alias. No text, nobody."""
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    called = {
        mentee.mentee_id: mentee.alias
        for mentee in desk.store.all(Mentee)
        if mentee.alias.casefold().startswith(wanted)
    }
    if not called:
        return ()
    found = [
        FoundPerson(engagement_id=each.engagement_id, alias=called[each.mentee_id])
        for each in desk.store.all(Engagement)
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
