"""Writing a conversation up from anywhere: about whom, and about somebody else after all."""

from dataclasses import dataclass, field, replace

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.rules import UnknownRecordError
from careernotes.services.conversations import autosave, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.versions import forget_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """One person with a running relation."""

    engagement_id: EngagementId
    alias: str = field(repr=False)


def everybody(desk: Desk) -> tuple[Somebody, ...]:
    """All with a running relation, by alias."""
    aliases = {mentee.mentee_id: mentee.alias for mentee in desk.store.all(Mentee)}
    found = [
        Somebody(engagement_id=each.engagement_id, alias=aliases[each.mentee_id])
        for each in desk.store.all(Engagement)
        if each.is_open
    ]
    return tuple(sorted(found, key=lambda each: (each.alias.casefold(), each.engagement_id)))


def write_up(desk: Desk) -> SessionId | None:
    """A new draft about whoever was talked with last; None when there is nobody. It has no check."""
    there = {each.engagement_id for each in everybody(desk)}
    newest = [line.engagement_id for line in desk.store.newest_sessions()]
    first = next((key for key in newest if key in there), next(iter(sorted(there)), None))
    return autosave(desk, start_session(desk, EngagementId(first))).session_id if first is not None else None


def about_somebody_else(desk: Desk, draft: SessionDraft, engagement_id: EngagementId) -> SessionDraft:
    """The draft about another person: without the check before it, and without versions that name the other.

    Raises:
        UnknownRecordError: when that relation is gone, or the conversation is recorded already.
    """
    if desk.store.get(Session, draft.session_id) is not None:
        raise UnknownRecordError
    moved = replace(draft, engagement_id=engagement_id, check_id=None, start_time="")
    saved = autosave(desk, moved)
    # Behind the save: that may keep what was there before as a version of its own.
    with desk.store.transaction():
        forget_versions(desk, draft.session_id)
    return saved
