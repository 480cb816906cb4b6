"""A theme, an action or a goal taken out of what is being written, and put back in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from careernotes.domain.ids import SessionId
from careernotes.domain.reading import MalformedError
from careernotes.services.changes import ChangedSinceError, last_erasure
from careernotes.services.conversations import autosave
from careernotes.services.drafts import (
    DraftAction,
    DraftGoal,
    DraftTheme,
    SessionDraft,
    draft_from_text,
)
from careernotes.services.workplace import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """What was taken out of which draft, and where it stood there."""

    session_id: SessionId
    entry: DraftTheme | DraftAction | DraftGoal = field(repr=False)
    at: int


def put_in(draft: SessionDraft, gone: TakenOut, *, most_themes: int) -> SessionDraft:
    """*draft* with it in its place again. A theme that is there already, or has no room any more, is not."""
    entry, at = gone.entry, gone.at
    if isinstance(entry, DraftAction):
        return replace(draft, actions=_with(draft.actions, at, entry))
    if isinstance(entry, DraftGoal):
        return replace(draft, goals=_with(draft.goals, at, entry))
    there = draft.themes
    if len(there) >= most_themes or any(each.theme_id == entry.theme_id for each in there):
        return draft
    # Another one may have become the main one since.
    main = entry.primary and not any(each.primary for each in there)
    return replace(draft, themes=_with(there, at, replace(entry, primary=main)))


def put_in_vault(desk: Desk, gone: TakenOut, erasure: int) -> TakenOut:
    """Puts it back into the draft the vault has, which may wait behind another page; says what.

    Raises:
        ChangedSinceError: when that draft was finished or thrown away, or anything was erased since
            *erasure* was the last one.
        UnknownRecordError: when the relation is gone.
    """
    kept = desk.store.draft(gone.session_id)
    if kept is None or erasure != last_erasure(desk):
        raise ChangedSinceError
    try:
        draft = draft_from_text(kept.body)
    except MalformedError:
        raise ChangedSinceError from None
    autosave(desk, put_in(draft, gone, most_themes=desk.taxonomy.most_per_session))
    return gone


def _with(entries: Sequence[T], at: int, entry: T) -> tuple[T, ...]:
    return (*entries[:at], entry, *entries[at:])
