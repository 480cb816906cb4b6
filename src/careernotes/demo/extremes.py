"""Edge cases of text: the longest note there may be, a mentee who mentors too."""

from dataclasses import replace

from careernotes.demo.life import Fault
from careernotes.demo.prose import book
from careernotes.demo.world import World
from careernotes.domain.conversations import LONGEST_NOTE, NoteBody
from careernotes.domain.mentees import Mentee, MentorProfile
from careernotes.domain.records import Record

_MIXED_ENDING = " \U0001f331 Tot de volgende keer \u2013 see you next time \U0001f44b\U0001f3fd "


def lengthened(world: World, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The same records with the edge cases of text the world asks for."""
    if Fault.LONGEST_NOTE in world.faults:
        records = _longest_note(records)
    if Fault.MENTEE_IS_A_MENTOR in world.faults:
        records = _mentee_is_a_mentor(records)
    return records


def _longest_note(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The first note filled to the last character with English, Dutch and emoji."""
    first = next((record for record in records if isinstance(record, NoteBody)), None)
    if first is None:
        return records
    english, dutch = book("en").lists["working"], book("nl").lists["working"]
    mixed = " ".join(text for pair in zip(english, dutch, strict=True) for text in pair) + _MIXED_ENDING
    body = (first.body + "\n\n" + mixed * (LONGEST_NOTE // len(mixed) + 1))[:LONGEST_NOTE]
    return tuple(replace(first, body=body) if record is first else record for record in records)


def _mentee_is_a_mentor(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The first mentee bears the name of the mentor: a name must not be taken for a key."""
    profile = next(record for record in records if isinstance(record, MentorProfile))
    first = next((record for record in records if isinstance(record, Mentee)), None)
    return tuple(
        replace(first, full_name=profile.display_name) if first is not None and record is first else record
        for record in records
    )
