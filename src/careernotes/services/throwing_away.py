"""A draft that is thrown away, and brought back when that was a mistake."""

from dataclasses import dataclass, field

from careernotes.domain.conversations import Session
from careernotes.services.changes import ChangedSinceError, last_erasure
from careernotes.services.conversations import autosave, drop_draft
from careernotes.services.drafts import SessionDraft
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import VERSIONS, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    """What was on the page, and the earlier versions that went with it."""

    draft: SessionDraft = field(repr=False)
    versions: Draft | None = field(repr=False)
    recorded: Session | None = field(repr=False)
    erasure: int


def throw_away(desk: Desk, draft: SessionDraft) -> Thrown:
    """Throw a draft away; a session recorded earlier under it stays as it was. Answers with what went."""
    thrown = Thrown(
        draft=draft,
        versions=desk.store.draft(VERSIONS + draft.session_id),
        recorded=desk.store.get(Session, draft.session_id),
        erasure=last_erasure(desk),
    )
    drop_draft(desk, draft.session_id)
    return thrown


def bring_back(desk: Desk, thrown: Thrown) -> None:
    """The draft as it stood on the page, with its earlier versions.

    Raises:
        UnknownRecordError: when the relation is gone.
        ChangedSinceError: when something newer would be lost, or something was erased since.
    """
    key, versions = thrown.draft.session_id, thrown.versions
    engagement_of(desk, thrown.draft.engagement_id)
    changed = desk.store.get(Session, key) != thrown.recorded or desk.store.draft(key) is not None
    if changed or thrown.erasure != last_erasure(desk):
        raise ChangedSinceError
    autosave(desk, thrown.draft)
    if versions is not None and desk.store.draft(versions.key) is None:
        desk.store.save_draft(versions)
