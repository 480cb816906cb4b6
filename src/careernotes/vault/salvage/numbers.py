"""The random numbers under which people and meetings are counted, on their way into a new vault."""

from careernotes.domain.conversations import Session
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import Record
from careernotes.vault.connection import store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.salvage.gather import Found

_HIGHEST = (1 << 62) - 1
_OF: dict[str, tuple[type[Record], str]] = {
    "person_number": (
        Mentee,
        "INSERT OR IGNORE INTO main.person_number (mentee_id, number) VALUES (?, ?)",
    ),
    "meeting_number": (
        Session,
        "INSERT OR IGNORE INTO main.meeting_number (session_id, number) VALUES (?, ?)",
    ),
}


def carry_numbers(store: NotesStore, found: Found) -> int:
    """Gives those who were found the numbers they had; says how many. Others get new ones when counted."""
    carried = 0
    with store.transaction(), store_errors("notes.db"):
        for table, (kind, statement) in _OF.items():
            there = found.records.get(kind, {})
            for key, number in found.numbers.get(table, {}).items():
                if key in there and 1 <= number <= _HIGHEST:
                    carried += store.connection().execute(statement, (key, number)).rowcount
    return carried
