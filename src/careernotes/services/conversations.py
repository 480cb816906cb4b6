"""A conversation from its first keystroke to the record: start, autosave, record, open again."""

import datetime as dt
from dataclasses import replace

from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding, ordered_codings
from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.periods import quarter_of
from careernotes.domain.reading import MalformedError
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import CheckResult, NoteLayer, Prominence, SessionKind
from careernotes.services import meetings, recording
from careernotes.services.capture_log import note_time
from careernotes.services.desk import Desk
from careernotes.services.drafts import (
    DraftAction,
    DraftRating,
    DraftTheme,
    SessionDraft,
    draft_from_text,
    draft_to_text,
    whole,
)
from careernotes.services.markers import read_markers
from careernotes.services.problems import CheckStopsSessionError
from careernotes.services.records import alias_of, engagement_of, latest_agreement, session_of
from careernotes.services.theming import theme_finder
from careernotes.services.versions import NoteVersion, forget_versions, keep_version, recorded_version
from careernotes.vault.erasure import was_erased
from careernotes.vault.keeping import AGREEING, HALF_TYPED, VERSIONS, Draft

# After this long without a save, what was there is kept as a version of its own.
SITTING_SECONDS = 600


def start_session(
    desk: Desk,
    engagement_id: EngagementId,
    check: EthicsCheck | None = None,
    *,
    kind: SessionKind | None = None,
    held_on: dt.date | None = None,
) -> SessionDraft:
    """A new draft for somebody. Without a check it stands for a conversation that already took place.

    Raises:
        UnknownRecordError: when the relation is gone.
        CheckStopsSessionError: when the check says no.
        CheckTooOldError: when the check is past its hours, used, or somebody else's.
    """
    engagement_of(desk, engagement_id)
    if check is not None:
        if check.result is CheckResult.BLOCKED:
            raise CheckStopsSessionError
        recording.refuse_stale_check(desk, check, engagement_id)
    agreement = latest_agreement(desk, engagement_id)
    usual = SessionKind.CONTRACTING if agreement is None else SessionKind.OPEN
    now = desk.clock.now()
    return SessionDraft(
        session_id=SessionId(desk.new_id()),
        engagement_id=engagement_id,
        kind=kind or usual,
        held_on=held_on or desk.today,
        next_on=meetings.still_planned(desk, engagement_id, held_on or desk.today),
        start_time=f"{now.hour:02d}:{now.minute:02d}" if check is not None else "",
        duration_min=agreement.meeting_minutes if agreement is not None else 60,
        check_id=check.check_id if check is not None else None,
        updated_at=desk.moment,
    )


def autosave(desk: Desk, draft: SessionDraft) -> SessionDraft:
    """Keep the draft, encrypted, as it stands now. Anything typed is kept, valid or not.

    A draft begun before its session was recorded comes too late: it is not kept, and the record stands.

    Raises:
        UnknownRecordError: when the relation is gone, or the conversation was erased; words of what was
            erased do not come back.
    """
    engagement_of(desk, draft.engagement_id)
    recorded = desk.store.get(Session, draft.session_id)
    if recorded is None:
        _refuse_erased(desk, draft)
    moment = desk.moment
    if recorded is not None:
        if draft.updated_at < recorded.recorded_at:
            return draft
        # Newer than the record it changes, whatever the clock of this computer was set to.
        moment = max(moment, recorded.recorded_at + 1)
    draft = replace(whole(draft), updated_at=moment)
    with desk.store.transaction():
        _keep_sitting_before(desk, draft)
        desk.store.save_draft(
            Draft(key=draft.session_id, body=draft_to_text(draft), updated_at=draft.updated_at)
        )
    return draft


def _keep_sitting_before(desk: Desk, draft: SessionDraft) -> None:
    """What was typed in an earlier sitting is a version of its own."""
    kept = desk.store.draft(draft.session_id)
    if kept is None or desk.moment - kept.updated_at < SITTING_SECONDS:
        return
    if (before := _readable(kept)) is not None:
        version = NoteVersion(at=before.updated_at, record=before.record, working=before.working)
        keep_version(desk, draft.session_id, draft.engagement_id, version)


def _refuse_erased(desk: Desk, draft: SessionDraft) -> None:
    if was_erased(desk.vault, Session, draft.session_id):
        raise UnknownRecordError


def drafts_waiting(desk: Desk) -> tuple[SessionDraft, ...]:
    """Conversations still being written, the newest first. Drafts nobody can read are left alone."""
    waiting = [kept for kept in _drafts(desk) if not _overtaken(desk, kept)]
    drafts = [draft for kept in waiting if (draft := _readable(kept)) is not None]
    return tuple(sorted(drafts, key=lambda draft: draft.updated_at, reverse=True))


def unreadable_drafts(desk: Desk) -> int:
    """How many drafts another version left that this one cannot read. They stay where they are."""
    return sum(_readable(kept) is None for kept in _drafts(desk))


def _drafts(desk: Desk) -> list[Draft]:
    return [kept for kept in desk.store.drafts() if not kept.key.startswith((VERSIONS, AGREEING, HALF_TYPED))]


def _overtaken(desk: Desk, kept: Draft) -> bool:
    """Whether the session was recorded after this draft of it, which then goes."""
    recorded = desk.store.get(Session, kept.key)
    if recorded is None or kept.updated_at > recorded.recorded_at:
        return False
    desk.store.discard_draft(kept.key)
    return True


def _readable(kept: Draft) -> SessionDraft | None:
    try:
        return draft_from_text(kept.body)
    except MalformedError:
        return None


def drop_draft(desk: Desk, session_id: SessionId) -> None:
    """Throw a draft away; a session recorded earlier under it stays as it was."""
    with desk.store.transaction():
        desk.store.discard_draft(session_id)
        if desk.store.get(Session, session_id) is None:
            forget_versions(desk, session_id)


def apply_markers(desk: Desk, draft: SessionDraft) -> SessionDraft:
    """The draft with the marks in its two texts turned into actions, goals, themes and the next-time line."""
    find, alias = theme_finder(desk.taxonomy).the_one, alias_of(desk, draft.engagement_id)
    for layer in ("record", "working"):
        text = draft.record if layer == "record" else draft.working
        marked = read_markers(text, today=desk.today, find_theme=find, alias=alias)
        known = {theme.theme_id for theme in draft.themes}
        new_themes = tuple(DraftTheme(theme_id=theme) for theme in marked.themes if theme not in known)
        draft = replace(
            draft,
            record=marked.text if layer == "record" else draft.record,
            working=marked.text if layer == "working" else draft.working,
            actions=draft.actions + marked.actions,
            goals=draft.goals + marked.goals,
            themes=draft.themes + new_themes,
            next_time=" ".join(part for part in (draft.next_time, marked.next_time) if part),
            next_on=marked.next_on or draft.next_on,
        )
    return draft


def record_conversation(desk: Desk, draft: SessionDraft) -> SessionId:
    """Keep the conversation with notes, themes, actions, goals, rating, check and facts: all or nothing.

    The draft row goes in the same moment. A check that is too old is recorded as missing, honestly.

    Raises:
        RuleError: naming the rule that is broken; nothing is kept then, and the draft stays.
        UnknownRecordError: when the relation is gone, or the conversation was erased.
    """
    _refuse_erased(desk, draft)
    draft = apply_markers(desk, whole(draft))
    parts = recording.parts_of(desk, draft)
    recording.check_parts(desk, parts)
    with desk.store.transaction():
        if desk.store.get(Session, draft.session_id) is None:
            note_time(desk, draft.seconds)
        else:
            _keep_what_was_recorded(desk, draft)
        recording.write_parts(desk, draft, parts)
        if (planned := meetings.kept_by(desk, parts.session)) is not None:
            desk.store.remove(Session, planned.session_id)
        desk.store.discard_draft(draft.session_id)
    return draft.session_id


def _keep_what_was_recorded(desk: Desk, draft: SessionDraft) -> None:
    before = recorded_version(desk, draft.session_id)
    if before is not None and (before.record, before.working) != (draft.record, draft.working):
        keep_version(desk, draft.session_id, draft.engagement_id, before)


def waiting_draft(desk: Desk, session_id: SessionId) -> SessionDraft | None:
    """What is still being written of a session; None where nothing is, or nobody can read it."""
    kept = desk.store.draft(session_id)
    return None if kept is None or _overtaken(desk, kept) else _readable(kept)


def load_session(desk: Desk, session_id: SessionId) -> SessionDraft:
    """A recorded session as a draft, to read or to change; a draft of it still being written comes first.

    Raises:
        UnknownRecordError: when the session is gone.
    """
    if (waiting := waiting_draft(desk, session_id)) is not None:
        return waiting
    session = session_of(desk, session_id)
    bodies = {note.layer: note.body for note in desk.store.all(NoteBody, session_id=session_id)}
    actions = desk.store.all(Action, session_id=session_id)
    check = next(iter(desk.store.all(EthicsCheck, session_id=session_id)), None)
    rating = rating_in(desk, session.engagement_id, session.held_on)
    return SessionDraft(
        session_id=session_id,
        engagement_id=session.engagement_id,
        kind=session.kind,
        status=session.status,
        held_on=session.held_on,
        start_time=session.start_time,
        duration_min=session.duration_min,
        mode=session.mode,
        check_id=check.check_id if check is not None else None,
        record=bodies.get(NoteLayer.RECORD, ""),
        working=bodies.get(NoteLayer.WORKING, ""),
        themes=_themes(desk, session_id),
        actions=tuple(
            DraftAction(text=a.text, owner=a.owner, due_on=a.due_on, action_id=a.action_id) for a in actions
        ),
        rating=rating,
        rated=rating,
        next_time=session.next_time,
        next_on=session.next_on,
        updated_at=session.recorded_at,
    )


def _themes(desk: Desk, session_id: SessionId) -> tuple[DraftTheme, ...]:
    return tuple(
        DraftTheme(
            theme_id=coding.theme_id, primary=coding.prominence is Prominence.PRIMARY, agreed=coding.agreed
        )
        for coding in ordered_codings(desk.store.all(ThemeCoding, session_id=session_id))
    )


def rating_in(desk: Desk, engagement_id: EngagementId, day: dt.date) -> DraftRating:
    """The rating of the direct manager's help in the quarter of a day; empty when not given yet."""
    found = desk.store.all(ManagerRating, engagement_id=engagement_id, quarter=quarter_of(day))
    if not found:
        return DraftRating()
    return DraftRating(
        asks=found[0].asks_about_plans, helps=found[0].helps_apply_learning, opens=found[0].opens_doors
    )
