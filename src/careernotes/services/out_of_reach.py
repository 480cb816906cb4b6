"""What an erasure cannot reach: copies on drives that are out, copies that were given away, what was sent."""

import datetime as dt
from dataclasses import dataclass

from careernotes.domain.agreements import ConsentRecord
from careernotes.domain.ids import MenteeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import ConsentKey
from careernotes.errors import CareerNotesError
from careernotes.logs import log_failure
from careernotes.services.backups import second_folder
from careernotes.services.workplace import Desk
from careernotes.vault import backup_forgetting, erasure
from careernotes.vault.audit import AuditCode
from careernotes.vault.ledger_memory import sent_kinds

_DIGEST = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """Where a person still is after an erasure, as far as the vault knows."""

    places: tuple[str, ...] = ()
    """Backups and vaults put aside that cannot be opened or are not there now."""
    access_copies: tuple[dt.date, ...] = ()
    """When a copy of what is held about them was written."""
    exports: tuple[dt.date, ...] = ()
    """When everything in the vault was written out as readable text."""

    def counts(self) -> dict[str, int]:
        """For the receipt."""
        return {
            "unreached": len(self.places),
            "access_copies": len(self.access_copies),
            "exports": len(self.exports),
        }


NOTHING = OutOfReach()


def expected(desk: Desk, mentee: Mentee) -> OutOfReach:
    """What an erasure would not reach now; nothing is changed."""
    return of_person(desk, mentee, backup_forgetting.out_of_reach(desk.vault, second_folder(desk)))


def of_person(desk: Desk, mentee: Mentee, places: tuple[str, ...]) -> OutOfReach:
    """The same with the *places* that an erasure found it could not reach."""
    subject = erasure.subject_of(desk.vault, [mentee])
    given: list[dt.date] = []
    written: list[dt.date] = []
    entries = desk.vault.trail.entries()
    rekeyed = max((each.seq for each in entries if each.code is AuditCode.REKEYED), default=0)
    for entry in entries:
        day = desk.day_of(entry.at)
        # Lines from before they named a person, or under keys of before, say only that it was somebody.
        theirs = entry.seq < rekeyed or entry.ref[_DIGEST:] in {b"", subject}
        if entry.code is AuditCode.ACCESS_COPY and theirs:
            given.append(day)
        elif entry.code is AuditCode.EXPORTED:
            written.append(day)
    since = mentee.created_on
    return OutOfReach(
        places=places,
        access_copies=tuple(day for day in given if day >= since),
        exports=tuple(day for day in written if day >= since),
    )


def sent_counts(sent: tuple[str, ...] | None) -> dict[str, int]:
    """For the receipt; nothing stands there of what nobody can say."""
    return {} if sent is None else {"periods_sent": len(sent)}


def sent_about(desk: Desk, mentee_id: MenteeId) -> tuple[str, ...] | None:
    """Periods that were let out since this person first agreed to be counted; None where nobody can say,
    because the list of what was let out cannot be read or is not the one the notes remember.
    """
    days = [
        consent.said_on
        for relation in desk.store.all(Engagement, mentee_id=mentee_id)
        for consent in desk.store.all(
            ConsentRecord, engagement_id=relation.engagement_id, key=ConsentKey.COUNTED_GENERAL, value=True
        )
    ]
    if not days:
        return ()
    try:
        sent = {period for _kind, period in sent_kinds(desk.vault)}
    except CareerNotesError as error:
        log_failure(error.code)
        return None
    return tuple(str(period) for period in sorted(sent) if period.ends_on >= min(days))
