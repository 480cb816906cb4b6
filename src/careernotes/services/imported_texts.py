"""What the texts of an import may be: as strict as what can be typed in the window."""

from careernotes.domain.agreements import Agreement, Expectation
from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ethics import EthicsAnswer
from careernotes.domain.goals import Action, Goal, Outcome, SponsorAct
from careernotes.domain.growth import LearningEntry, Supervision, Training
from careernotes.domain.journey import Aftercare, GoalPlan
from careernotes.domain.mentees import ConflictFact, Engagement, Mentee, MentorProfile
from careernotes.domain.reading import MalformedError
from careernotes.domain.records import REFERENCES, Record, key_field, kind_of, shape_of
from careernotes.services.agreements import LONGEST_EXPECTATION, LONGEST_PURPOSE
from careernotes.services.goals import LONGEST_MEASURE
from careernotes.services.mentees import LONGEST_ALIAS, LONGEST_NAME, LONGEST_REASON
from careernotes.services.recording import LONGEST_ACTION, LONGEST_GOAL, LONGEST_NEXT_TIME

LONGEST_ID = 64
_LONGEST_WHY, _LONGEST_REMARK, _LONGEST_TAKEAWAY = 1000, 300, 500
# Keys, versions and whatever else is one line by nature.
_LONGEST_OTHER = 500
# Only what is said in a note has no limit but that of a line.
_UNLIMITED: dict[type[Record], set[str]] = {NoteBody: {"body"}}
# The lengths of the fields in the window. What no field asks for yet is as long as its like.
LIMITS: dict[type[Record], dict[str, int]] = {
    MentorProfile: {"display_name": LONGEST_NAME, "country": LONGEST_NAME, "why_i_mentor": _LONGEST_WHY},
    ConflictFact: {"label": LONGEST_NAME},
    Mentee: {"alias": LONGEST_ALIAS, "full_name": LONGEST_NAME, "contact": LONGEST_NAME},
    Engagement: {"exception_reason": LONGEST_REASON},
    Agreement: {"purpose": LONGEST_PURPOSE, "boundaries": LONGEST_PURPOSE},
    Expectation: {"text": LONGEST_EXPECTATION},
    Session: {"next_time": LONGEST_NEXT_TIME},
    EthicsAnswer: {"remark": _LONGEST_REMARK},
    Goal: {"statement": LONGEST_GOAL, "measure": LONGEST_MEASURE},
    Action: {"text": LONGEST_ACTION},
    Training: {"certificate": _LONGEST_TAKEAWAY},
    Supervision: {"takeaway": _LONGEST_TAKEAWAY},
    LearningEntry: {"text": _LONGEST_TAKEAWAY},
    SponsorAct: {"target": LONGEST_ACTION, "may_say": LONGEST_ACTION},
    Outcome: {"remark": _LONGEST_REMARK},
    GoalPlan: {"own_part": LONGEST_MEASURE, "worth": LONGEST_MEASURE},
    Aftercare: {"text": LONGEST_ACTION},
}


def check_texts(record: Record) -> None:
    """Returns when every text of *record* could have been typed, and every identity is plain.

    Raises:
        MalformedError: naming the field.
    """
    record_type = type(record)
    own, limits = key_field(record_type), LIMITS.get(record_type, {})
    for shape in shape_of(record_type):
        value, place = getattr(record, shape.name), f"{kind_of(record_type)}.{shape.name}"
        if not isinstance(value, str) or shape.base is not str:
            continue
        if (shape.name == own or (shape.name in REFERENCES and value)) and not _is_identity(value):
            raise MalformedError(place, f"1 to {LONGEST_ID} printable ASCII characters")
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise MalformedError(place, "text without half characters")
        if shape.name in _UNLIMITED.get(record_type, ()):
            continue
        if len(value) > (most := limits.get(shape.name, _LONGEST_OTHER)):
            raise MalformedError(place, f"at most {most} characters")


def _is_identity(value: str) -> bool:
    return 1 <= len(value) <= LONGEST_ID and value.isascii() and value.isprintable()
