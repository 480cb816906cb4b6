"""Putting right what was wrong, because the mentee asked, with a line in the trail."""

import hashlib
from dataclasses import replace

from careernotes.domain.conversations import LONGEST_NOTE, NoteBody
from careernotes.domain.ids import RecordId, SessionId
from careernotes.domain.vocabulary import NoteLayer
from careernotes.i18n import _
from careernotes.services.drafts import whole_text
from careernotes.services.problems import EmptyTextError, TextTooLongError
from careernotes.services.records import alias_of, session_of
from careernotes.services.wording import day_text
from careernotes.services.workplace import Desk
from careernotes.vault.audit import AuditCode


def correct_note(desk: Desk, session_id: SessionId, *, wrong: str = "", right: str) -> str:
    """Put *right* in place of *wrong* in a record, or beside it as the mentee's own words.

    Who asked and when stands under it; the wrong words are overwritten. Gives the words of the trail.

    Raises:
        UnknownRecordError: when the conversation is gone.
        EmptyTextError: when there is nothing to put, or *wrong* stands nowhere in the record.
        TextTooLongError: when the record would grow too long.
    """
    session = session_of(desk, session_id)
    right, wrong = whole_text(right.strip()), wrong.strip()
    note = next(iter(desk.store.all(NoteBody, session_id=session_id, layer=NoteLayer.RECORD)), None)
    before = note.body if note is not None else ""
    if not right or (wrong and wrong not in before):
        raise EmptyTextError
    who = alias_of(desk, session.engagement_id)
    if wrong:
        words = _("Put right on {day}, as {alias} asked.").format(day=day_text(desk.today), alias=who)
        body = f"{before.replace(wrong, right)}\n\n{words}"
    else:
        words = _("{alias} says, on {day}:").format(day=day_text(desk.today), alias=who)
        body = f"{before}\n\n{words} {right}".strip()
    if len(body) > LONGEST_NOTE:
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
        desk.vault.trail.append(AuditCode.CORRECTED, hashlib.sha256(made.note_id.encode()).digest())
    return desk.vault.trail.receipt()
