"""Earlier versions of a note: what it said before it was changed, for a month, beside the drafts.

They name their conversation and their relation, so that erasing either, or a note, takes them along.
"""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import NoteLayer
from careernotes.services.drafts import whole_text
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import VERSIONS, Draft, session_of
from careernotes.vault.strings import strings_in

MOST_VERSIONS, MOST_CHARACTERS, KEPT_DAYS = 10, 100_000, 30
_FARTHEST = 1_000_000_000_000
_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteVersion:
    """Both texts as they were at one moment, in seconds since 1970."""

    at: int
    record: str = field(repr=False)
    working: str = field(repr=False)
    kept: int = 0
    """When something else was written in its place: its days count from there."""

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self.record.split()) + len(self.working.split())


def versions_of(desk: Desk, session_id: SessionId) -> tuple[NoteVersion, ...]:
    """The versions of one conversation that are kept still, the newest first."""
    kept = desk.store.draft(VERSIONS + session_id)
    oldest = desk.moment - KEPT_DAYS * _DAY
    return tuple(version for version in _read(kept) if version.kept >= oldest)


def recorded_version(desk: Desk, session_id: SessionId) -> NoteVersion | None:
    """What is recorded of a conversation now; None when no note is."""
    notes = {note.layer: note for note in desk.store.all(NoteBody, session_id=session_id)}
    if not notes:
        return None
    texts = {layer: note.body for layer, note in notes.items()}
    return NoteVersion(
        at=max(note.edited_at for note in notes.values()),
        record=texts.get(NoteLayer.RECORD, ""),
        working=texts.get(NoteLayer.WORKING, ""),
    )


def keep_version(
    desk: Desk, session_id: SessionId, engagement_id: EngagementId, version: NoteVersion | None
) -> None:
    """Keep one version more, unless it is empty or the newest says the same. Call inside a transaction."""
    before = versions_of(desk, session_id)
    if version is None or not (version.record.strip() or version.working.strip()):
        return
    if before and (before[0].record, before[0].working) == (version.record, version.working):
        return
    kept = newest((replace(version, kept=desk.moment), *before))
    body = _as_text(session_id, engagement_id, kept)
    desk.store.save_draft(Draft(key=VERSIONS + session_id, body=body, updated_at=desk.moment))


def _as_text(session_id: str, engagement_id: str, versions: Sequence[NoteVersion]) -> str:
    plain: dict[str, Json] = {
        "session_id": session_id,
        "engagement_id": engagement_id,
        "versions": [
            {
                "at": each.at,
                "kept": each.kept,
                "record": whole_text(each.record),
                "working": whole_text(each.working),
            }
            for each in versions
        ],
    }
    return canonical_bytes(plain).decode()


def newest(versions: Sequence[NoteVersion]) -> tuple[NoteVersion, ...]:
    """The first of *versions*, the newest first, for which there is room."""
    kept: list[NoteVersion] = []
    room = MOST_CHARACTERS
    for each in versions[:MOST_VERSIONS]:
        room -= len(each.record) + len(each.working)
        if room < 0:
            break
        kept.append(each)
    return tuple(kept)


def forget_versions(desk: Desk, session_id: SessionId) -> None:
    """Let go of every version of one conversation. Call inside a transaction."""
    desk.store.discard_draft(VERSIONS + session_id)


def moment_of(version: NoteVersion, desk: Desk) -> dt.datetime:
    """When it was written, in local time."""
    return dt.datetime.fromtimestamp(version.at, tz=desk.clock.now().tzinfo)


def forget_old(desk: Desk, today: dt.date, held: Collection[str] = ()) -> None:
    """Let go of every version whose days are over on *today*, the day that is believed; not of one about
    something that is *held*.
    """
    oldest = int(dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC).timestamp()) - KEPT_DAYS * _DAY
    for kept in desk.store.drafts(versions_only=True):
        there = _read(kept)
        left = tuple(each for each in there if each.kept >= oldest)
        if (left == there and (left or kept.updated_at >= oldest)) or _is_held(desk, kept, held):
            continue
        with desk.store.transaction():
            if left:
                root = Reader(json.loads(kept.body))
                body = _as_text(root.text("session_id"), root.text("engagement_id"), left)
                desk.store.save_draft(replace(kept, body=body))
            else:
                desk.store.discard_draft(kept.key)


def _is_held(desk: Desk, kept: Draft, held: Collection[str]) -> bool:
    if not held:
        return False
    session_id = session_of(kept.key)
    session = desk.store.get(Session, session_id)
    told = {session_id, *strings_in(kept.body)}
    told |= {note.note_id for note in desk.store.all(NoteBody, session_id=session_id)}
    if session is not None:
        relation = engagement_of(desk, session.engagement_id)
        told |= {relation.engagement_id, relation.mentee_id}
    return not told.isdisjoint(held)


def _read(kept: Draft | None) -> tuple[NoteVersion, ...]:
    try:
        if kept is None:
            return ()
        root = Reader(json.loads(kept.body))
        return tuple(
            NoteVersion(
                at=(at := item.integer("at", low=0, high=_FARTHEST)),
                kept=item.integer("kept", low=0, high=_FARTHEST, default=max(at, kept.updated_at)),
                record=item.text("record", longest=_FARTHEST),
                working=item.text("working", longest=_FARTHEST),
            )
            for item in root.objects("versions")
        )
    except (ValueError, MalformedError):
        return ()
