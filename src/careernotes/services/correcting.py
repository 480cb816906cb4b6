"""Putting right what was wrong, because the mentee asked, with a line in the trail."""

import hashlib
from dataclasses import replace

from careernotes.domain.conversations import LONGEST_NOTE, NoteBody
from careernotes.domain.ids import RecordId, SessionId
from careernotes.domain.vocabulary import NoteLayer
from careernotes.i18n import _
from careernotes.services.conversations import waiting_draft
from careernotes.services.drafts import SessionDraft, draft_to_text, whole_text
from careernotes.services.problems import EmptyTextError, TextTooLongError
from careernotes.services.records import alias_of, session_of
from careernotes.services.versions import forget_versions
from careernotes.services.wording import day_text
from careernotes.services.workplace import Desk
from careernotes.vault.audit import AuditCode
from careernotes.vault.keeping import Draft


def correct_note(desk: Desk, session_id: SessionId, *, wrong: str = "", right: str) -> str:
    """Put *right* in place of *wrong* in a record, or beside it as the mentee's own words.

    Who asked and when stands under it; the wrong words are overwritten. What is still being written of that
    conversation is put right too: recorded later, it would bring them back. Gives the words of the trail.

    Raises:
        UnknownRecordError: when the conversation is gone.
        EmptyTextError: when there is nothing to put, or *wrong* stands nowhere in the record.
        TextTooLongError: when the record would grow too long, or what is still being written of it.
    """
    session = session_of(desk, session_id)
    right, wrong = whole_text(right.strip()), wrong.strip()
    note = next(iter(desk.store.all(NoteBody, session_id=session_id, layer=NoteLayer.RECORD)), None)
    before = note.body if note is not None else ""
    if not right or (wrong and wrong not in before):
        raise EmptyTextError
    who, waiting = alias_of(desk, session.engagement_id), waiting_draft(desk, session_id)
    if wrong:
        words = _("Put right on {day}, as {alias} asked.").format(day=day_text(desk.today), alias=who)
    else:
        words = _("{alias} says, on {day}:").format(day=day_text(desk.today), alias=who) + f" {right}"
    body = _righted(before, wrong, right, words)
    half = _righted(waiting.record, wrong, right, words) if waiting is not None else ""
    if max(len(body), len(half)) > LONGEST_NOTE:
        raise TextTooLongError(most=LONGEST_NOTE)
    made = note or NoteBody(
        note_id=RecordId(desk.new_id()),
        session_id=session_id,
        layer=NoteLayer.RECORD,
        body="",
        edited_at=desk.moment,
        purge_on=desk.keep.purge_on(NoteLayer.RECORD, session.held_on),
    )
    with desk.store.transaction():
        desk.store.put(replace(made, body=body, edited_at=desk.moment))
        _put_right_beside(desk, session_id, waiting, half)
        desk.vault.trail.append(AuditCode.CORRECTED, hashlib.sha256(made.note_id.encode()).digest())
    return desk.vault.trail.receipt()


def _put_right_beside(desk: Desk, session_id: SessionId, waiting: SessionDraft | None, half: str) -> None:
    """What is still being written, without the steps and versions that would bring the wrong words back."""
    forget_versions(desk, session_id)
    if waiting is not None:
        text = draft_to_text(replace(waiting, record=half, steps=()))
        desk.store.save_draft(Draft(key=session_id, body=text, updated_at=waiting.updated_at))


def _righted(text: str, wrong: str, right: str, words: str) -> str:
    return f"{text.replace(wrong, right) if wrong else text}\n\n{words}".strip()
