"""Is this vault sound: headers, pages, structure, references, index, counters and release ledger."""

import contextlib
import enum
from dataclasses import dataclass

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop, translate
from careernotes.services import trail
from careernotes.services.desk import Desk
from careernotes.services.work import Work
from careernotes.vault.audit import AuditCode
from careernotes.vault.errors import DiskFullError, Notice
from careernotes.vault.ledger_memory import check_ledger


class Trouble(enum.Enum):
    """What can be found wrong; the value is its stable code."""

    HEADER = "CN551"
    PAGES = "CN552"
    STRUCTURE = "CN553"
    REFERENCES = "CN554"
    INDEX = "CN555"
    COUNTERS = "CN556"
    LEDGER = "CN557"
    KIT = "CN558"
    CHANGE_UNFINISHED = "CN559"
    HEADER_OLDER = "CN560"
    REPLACED = "CN561"
    TRAIL = "CN562"
    NOTES_OLDER = "CN563"
    NOTES_CHANGED = "CN564"
    HEADER_NEWER = "CN565"


SENTENCES = {
    Trouble.HEADER: Notice.HEADER_HEALED.value,
    Trouble.HEADER_NEWER: Notice.HEADER_NEWER.value,
    Trouble.CHANGE_UNFINISHED: Notice.CHANGE_UNFINISHED.value,
    Trouble.HEADER_OLDER: Notice.HEADER_OLDER.value,
    Trouble.NOTES_OLDER: Notice.NOTES_OLDER.value,
    Trouble.NOTES_CHANGED: Notice.NOTES_CHANGED.value,
    Trouble.REPLACED: noop(
        "Part of this vault is not what was written last: somebody put back an old piece of it,"
        " or the disk did."
    ),
    Trouble.TRAIL: noop("The trail of what was done with this vault does not hold together."),
    Trouble.PAGES: noop(
        "Some pages do not read back as they were written. Make a copy of the folder before you go on."
    ),
    Trouble.STRUCTURE: noop(
        "The structure of a database is damaged. Make a copy of the folder before you go on."
    ),
    Trouble.REFERENCES: noop("Some records point to others that are gone."),
    Trouble.INDEX: noop("The search index does not fit the notes. Searching may miss something."),
    # Opening the vault puts them right before anybody can look, and notes that it did.
    Trouble.COUNTERS: Notice.COUNTS_REBUILT.value,
    Trouble.LEDGER: noop("The list of what was released does not hold together."),
    Trouble.KIT: noop("The programme kit in the vault cannot be used."),
}


_NOTICED = {
    Notice.HEADER_HEALED: Trouble.HEADER,
    Notice.HEADER_NEWER: Trouble.HEADER_NEWER,
    Notice.CHANGE_UNFINISHED: Trouble.CHANGE_UNFINISHED,
    Notice.HEADER_OLDER: Trouble.HEADER_OLDER,
    Notice.NOTES_OLDER: Trouble.NOTES_OLDER,
    Notice.NOTES_CHANGED: Trouble.NOTES_CHANGED,
    Notice.COUNTS_REBUILT: Trouble.COUNTERS,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that needs attention."""

    trouble: Trouble

    @property
    def code(self) -> str:
        """The stable code."""
        return self.trouble.value

    def text(self) -> str:
        """What it means, in the language in force."""
        return translate(SENTENCES[self.trouble])


def verify_vault(desk: Desk, work: Work) -> tuple[Finding, ...]:
    """Everything found wrong in an open vault; empty when it is sound. Reads every page once."""
    work.step(0.05, translate(noop("header")))
    found = [trouble for notice, trouble in _NOTICED.items() if notice in desk.vault.notices]
    work.step(0.1, translate(noop("notes and counters")))
    report = desk.vault.integrity()
    checks = {
        Trouble.PAGES: report.damaged_pages,
        Trouble.STRUCTURE: report.structure,
        Trouble.REFERENCES: report.references,
        Trouble.INDEX: report.search_index,
        Trouble.COUNTERS: report.counts_stale,
        Trouble.REPLACED: report.replaced,
        Trouble.TRAIL: not report.trail.ok,
    }
    found += [trouble for trouble, wrong in checks.items() if wrong and trouble not in found]
    work.step(0.9, translate(noop("releases")))
    if not _ledger_holds(desk):
        found.append(Trouble.LEDGER)
    if desk.kit_problem is not None:
        found.append(Trouble.KIT)
    # A full disk is no reason not to look.
    with contextlib.suppress(DiskFullError):
        trail.note(desk, AuditCode.CHECKED, len(found))
    work.step(1.0)
    return tuple(Finding(trouble) for trouble in found)


def _ledger_holds(desk: Desk) -> bool:
    try:
        check_ledger(desk.vault)
    except CareerNotesError:
        return False
    return True
