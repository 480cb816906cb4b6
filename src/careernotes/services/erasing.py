"""Erasing a person, a conversation or a note: removed, overwritten, looked for, and put on a receipt."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import MenteeId, RecordId, SessionId
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import RECORD_TYPES, Record, key_of, shape_of
from careernotes.domain.rules import UnknownRecordError
from careernotes.errors import CareerNotesError
from careernotes.logs import log_failure
from careernotes.services import coding, out_of_reach, proving
from careernotes.services.backups import second_folder
from careernotes.services.erased import (
    BackupsHoldError,
    Erased,
    ErasurePreview,
    Finished,
    LeftAliveError,
    RemovedError,
    ResidueError,
    after_removal,
)
from careernotes.services.erasing_alive import forget_alive, prove_none_alive, remove_alive, still_counted
from careernotes.services.holding import is_held, refuse_held
from careernotes.services.out_of_reach import NOTHING
from careernotes.services.records import mentee_of, session_of
from careernotes.services.work import Work
from careernotes.services.workplace import Desk
from careernotes.vault import aside, backup_forgetting, erasure, erasure_alive, erasure_needles, erasure_proof
from careernotes.vault.erasure import NOTHING_KNOWN, ErasedWhat, Gathered
from careernotes.vault.erasure_needles import Needles
from careernotes.vault.erasure_proof import Proof
from careernotes.vault.freshness import Progress
from careernotes.vault.migrating import drop_copies, kept_copies
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import counts_aside, drop_counts_aside

__all__ = ["BackupsHoldError", "Erased", "ErasurePreview", "Finished", "RemovedError", "ResidueError"]

_NAMES = ("alias", "full_name")
# Two letters stand in many words.
_TOO_SHORT = 2


Receipts = tuple[int, ...]
ForgetInBackups = Callable[[Desk], backup_forgetting.Forgotten]
Look = Callable[[OpenVault, Progress], Proof]


def forget_in_backups(desk: Desk) -> backup_forgetting.Forgotten:
    """Every managed backup goes, in a second folder that is connected too; it holds what was erased."""
    return backup_forgetting.drop_managed(desk.vault, second_folder(desk))


def preview_person(desk: Desk, mentee_id: MenteeId) -> ErasurePreview:
    """What erasing a person would do; nothing is changed.

    Raises:
        UnknownRecordError: when the person is gone.
    """
    mentee = mentee_of(desk, mentee_id)
    gathered = erasure.gather(desk.store, [mentee])
    return ErasurePreview(
        counts=gathered.counts(),
        sent=out_of_reach.sent_about(desk, mentee_id),
        mentions=_mentions(desk, mentee, gathered),
        backups=backup_forgetting.count_managed(desk.vault),
        copies=len(kept_copies(desk.vault.paths)) + len(counts_aside(desk.vault.paths)),
        out=out_of_reach.expected(desk, mentee),
        held=is_held(desk, gathered.ids),
    )


def erase_person(
    desk: Desk, mentee_id: MenteeId, work: Work | None = None, *, forget: ForgetInBackups = forget_in_backups
) -> Erased:
    """Erase somebody with everything that is held about them, and show that it is gone.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is done then.
        UnknownRecordError: when the person is gone already.
        RemovedError: when they are gone, and what follows failed; of these ResidueError, when something was
            found afterwards, and BackupsHoldError.
    """
    proving.require(desk)
    return _erase(desk, [mentee_of(desk, mentee_id)], ErasedWhat.PERSON, work, forget, of=mentee_id)


def erase_session(
    desk: Desk,
    session_id: SessionId,
    work: Work | None = None,
    *,
    forget: ForgetInBackups = forget_in_backups,
) -> Erased:
    """Erase one conversation: both notes, its themes, its draft.

    Raises:
        NotProvedError, UnknownRecordError, RemovedError: as for a person.
    """
    proving.require(desk)
    return _erase(desk, [session_of(desk, session_id)], ErasedWhat.SESSION, work, forget)


def erase_note(
    desk: Desk, note_id: RecordId, work: Work | None = None, *, forget: ForgetInBackups = forget_in_backups
) -> Erased:
    """Erase one note; the conversation stays.

    Raises:
        NotProvedError, UnknownRecordError, RemovedError: as for a person.
    """
    proving.require(desk)
    note = desk.store.get(NoteBody, note_id)
    if note is None:
        raise UnknownRecordError
    return _erase(desk, [note], ErasedWhat.NOTE, work, forget)


def erase_notes(desk: Desk, notes: Iterable[NoteBody], work: Work | None = None) -> Erased:
    """Erase one layer of a relation that ends, in one round.

    Raises:
        NotProvedError, RemovedError: as for a person.
    """
    proving.require(desk)
    return _erase(desk, list(notes), ErasedWhat.NOTE, work, forget_in_backups)


def erase_by_rule(desk: Desk, records: Iterable[Record], work: Work | None = None) -> Erased:
    """What the retention rules say is due, after its announcement; nobody is asked for a passphrase."""
    return _erase(desk, list(records), ErasedWhat.RETENTION, work, forget_in_backups)


def erase_names(desk: Desk, mentee: Mentee, work: Work | None = None) -> None:
    """Name and contact go, and a number stands in their place; what is counted stays without a person.

    Raises:
        HeldError, RemovedError: as for an erased person.
    """
    refuse_held(desk, {mentee.mentee_id})
    taken = {each.alias for each in desk.store.all(Mentee)}
    number = next(each for each in itertools.count(1) if f"#{each}" not in taken)
    nameless = replace(mentee, alias=f"#{number}", full_name="", contact="")
    texts = tuple(text for text in (mentee.alias, mentee.full_name, mentee.contact) if text)
    gathered = Gathered(roots=(), records=(), drafts=(), texts=texts)
    needles = erasure_needles.needles_for(desk.store, gathered)
    with desk.store.transaction():
        desk.store.put(nameless)
        receipt = erasure.remove_gathered(desk.vault, gathered, ErasedWhat.RETENTION, desk.moment)
    with after_removal():
        _show_gone(desk, needles, (receipt,), work or Work.silent(), forget_in_backups)


def finish_waiting(desk: Desk, work: Work | None = None) -> Finished:
    """Finish what was cut short between the removal and its receipt, or left something behind.

    Rows that were left alive go, both files are written anew and read; copies and backups go.

    Raises:
        HeldError: when a row that was left alive was put under a legal hold meanwhile; it stays.
        RemovedError: when it did not get all the way; it is tried again the next time.
    """
    waiting = erasure.unfinished(desk.store)
    if not waiting:
        forget_alive(desk)
        return Finished(number=0, unreached=())

    def look(vault: OpenVault, told: Progress) -> Proof:
        return prove_none_alive(vault, waiting, told)

    # Until they are gone nothing may say that they are: what fails here speaks for itself.
    remove_alive(desk, waiting)
    with after_removal():
        _proof, forgotten, _copies = _finish(desk, waiting, work or Work.silent(), forget_in_backups, look)
    return Finished(number=len(waiting), unreached=forgotten.unreached)


def _erase(
    desk: Desk,
    roots: list[Record],
    what: ErasedWhat,
    work: Work | None,
    forget: ForgetInBackups,
    *,
    of: MenteeId | None = None,
) -> Erased:
    work = work or Work.silent()
    gathered = erasure.gather(desk.store, roots)
    refuse_held(desk, gathered.ids)
    needles = erasure_needles.needles_for(desk.store, gathered)
    sent = out_of_reach.sent_about(desk, of) if of is not None else ()
    mentions = sum(_mentions(desk, each, gathered) for each in roots if isinstance(each, Mentee))
    # Asked before the removal: afterwards nobody knows since when they were here.
    given = out_of_reach.of_person(desk, mentee_of(desk, of), ()) if of is not None else NOTHING
    known = given.counts() | out_of_reach.sent_counts(sent) if of is not None else NOTHING_KNOWN
    work.step(0.05, "remove")
    with desk.store.transaction():
        made = _remove(desk, gathered, what, known)
        for key in still_counted(desk, gathered):
            coding.write_facts(desk, key)
    # From here on nothing is stopped half-way: a person half erased would be one nobody can finish.
    with after_removal():
        proof, forgotten, copies = _show_gone(desk, needles, made, work, forget)
        return Erased(
            counts=gathered.counts(),
            pages=proof.pages,
            searched=proof.searched,
            backups=forgotten.dropped,
            copies=copies,
            unreached=forgotten.unreached,
            sent=sent,
            receipt=desk.vault.trail.receipt(),
            mentions=mentions,
            subject=erasure.subject_of(desk.vault, roots),
            out=replace(given, places=forgotten.unreached),
        )


def _remove(desk: Desk, gathered: Gathered, what: ErasedWhat, known: Mapping[str, int]) -> Receipts:
    """One receipt for each root: a late draft of any of them is known by it."""
    if len(gathered.roots) == 1:
        return (erasure.remove_gathered(desk.vault, gathered, what, desk.moment, known),)
    return erasure.remove_each(desk.vault, gathered.roots, what, desk.moment)


def _show_gone(
    desk: Desk, needles: Needles, made: Receipts, work: Work, forget: ForgetInBackups
) -> tuple[Proof, backup_forgetting.Forgotten, int]:
    """What was removed is looked for everywhere."""

    def look(vault: OpenVault, told: Progress) -> Proof:
        proof = erasure_proof.prove_gone(vault, needles, told)
        # What comes back from now on was brought back by somebody, and stays.
        erasure_alive.forget_absent(vault, made)
        return proof

    return _finish(desk, made, work, forget, look)


def _finish(
    desk: Desk, made: Receipts, work: Work, forget: ForgetInBackups, look: Look
) -> tuple[Proof, backup_forgetting.Forgotten, int]:
    """Everything is read; then backups and copies go, and with nothing left the receipts are finished:
    one look and one round of backups stand on each of them.

    In that order: a backup is copied page by page, with whatever still stands between the rows.
    """
    # What was half typed may be about the same person, here and in any older copy of that file.
    aside.begin_round(desk.vault)
    proof = look(desk.vault, lambda done, total: work.on_step(0.3 + 0.6 * done / max(1, total), "look"))
    left = proof.residue + proof.terms
    found = {"pages_read": proof.pages, "residue": left}
    for receipt in made:
        erasure.note_found(desk.vault, receipt, found, clean=not left)
    try:
        forgotten = forget(desk)
    except CareerNotesError as error:
        log_failure(error.code)
        raise BackupsHoldError from error
    # Only now: for a vault whose pages cannot be read these may be all there is.
    copies = drop_copies(desk.vault.paths) + drop_counts_aside(desk.vault.paths)
    before = {each.number: each.counts for each in erasure.receipts(desk.store)}
    for receipt in made:
        dropped = before[receipt].get("backups_dropped", 0) + forgotten.dropped
        dropped_copies = before[receipt].get("copies_dropped", 0) + copies
        counts = found | {
            "unreached": len(forgotten.unreached),
            "backups_dropped": dropped,
            "copies_dropped": dropped_copies,
        }
        # With something left the receipt waits: the next unlock looks again.
        (erasure.note_found if left else erasure.finish_receipt)(desk.vault, receipt, counts)
    forget_alive(desk)
    if proof.alive:
        raise LeftAliveError(count=left)
    if left:
        raise ResidueError(count=left)
    return proof, forgotten, copies


def _mentions(desk: Desk, mentee: Mentee, gathered: Gathered) -> int:
    """How many other records hold the name."""
    names = [name for key in _NAMES if len(name := getattr(mentee, key).strip()) > _TOO_SHORT]
    own = gathered.ids
    found = 0
    for record_type in RECORD_TYPES.values() if names else ():
        fields = [shape.name for shape in shape_of(record_type)[1:] if shape.base is str]
        for record in desk.store.all(record_type) if fields else ():
            said = " ".join(str(getattr(record, each) or "") for each in fields)
            found += key_of(record) not in own and any(name in said for name in names)
    return found
