"""What the mentor gains from a conversation: one line, about the mentor and nobody else."""

from careernotes.domain.growth import LearningEntry
from careernotes.domain.ids import RecordId
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import LearningArea
from careernotes.errors import CareerNotesError
from careernotes.services.drafts import whole_text
from careernotes.services.known_names import known_names, name_in
from careernotes.services.records import short_text
from careernotes.services.workplace import Desk

LONGEST_LINE = 300


class NameInOwnLineError(CareerNotesError):
    """A line about the mentor names a mentee."""

    code = "CN705"
    message = "This line has the name of a mentee in it."
    safe = "Nothing has been saved."
    hint = "Leave the name out: the line is about you, and is kept longer than a note."


def learned(desk: Desk, area: LearningArea, text: str) -> LearningEntry:
    """Keep one line on what the mentor learned, tied to a quarter and to nobody.

    Raises:
        EmptyTextError: when there are no words.
        TextTooLongError: when there are too many.
        NameInOwnLineError: when a mentee is named in it.
    """
    line = short_text(whole_text(text), most=LONGEST_LINE)
    if name_in(line, known_names(desk)):
        raise NameInOwnLineError
    entry = LearningEntry(
        entry_id=RecordId(desk.new_id()), area=area, text=line, quarter=quarter_of(desk.today)
    )
    desk.store.put(entry)
    return entry
