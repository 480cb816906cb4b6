"""Real values for the tests of the vault: one small mentoring relation, and any record of any kind."""

import datetime as dt
import enum
from typing import Any

from hypothesis import strategies as st

from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.ids import EngagementId, MenteeId, RecordId, SessionId, ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import R, shape_of
from careernotes.domain.vocabulary import EngagementStatus, NoteLayer
from careernotes.ledger.facts import CodingFact, MeetingFact, PersonFact, RatingFact

DAY = dt.date(2026, 3, 2)
PASSPHRASE = "five plain words for tests"
QUARTER = 8104


class FixedClock:
    """A clock that stands still."""

    def today(self) -> dt.date:
        return DAY

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def mentee(number: int = 1) -> Mentee:
    return Mentee(mentee_id=MenteeId(f"m{number}"), alias=f"Robin {number}", created_on=DAY)


def engagement(number: int = 1) -> Engagement:
    return Engagement(
        engagement_id=EngagementId(f"e{number}"),
        mentee_id=MenteeId(f"m{number}"),
        status=EngagementStatus.ACTIVE,
        requested_on=DAY,
        started_on=DAY,
    )


def session(number: int = 1, *, held_on: dt.date = DAY, relation: int = 1, next_time: str = "") -> Session:
    return Session(
        session_id=SessionId(f"s{number}"),
        engagement_id=EngagementId(f"e{relation}"),
        held_on=held_on,
        next_time=next_time,
        recorded_at=1_000 + number,
    )


def note(
    number: int = 1, body: str = "She wants another role.", layer: NoteLayer = NoteLayer.RECORD
) -> NoteBody:
    return NoteBody(
        note_id=RecordId(f"n{number}-{layer.value}"),
        session_id=SessionId(f"s{number}"),
        layer=layer,
        body=body,
        edited_at=1_000,
        purge_on=DAY,
    )


def coding(number: int = 1, theme: str = "T01") -> ThemeCoding:
    return ThemeCoding(
        coding_id=RecordId(f"c{number}-{theme}"),
        session_id=SessionId(f"s{number}"),
        theme_id=ThemeId(theme),
        taxonomy_version="1",
    )


def person_fact(person: int, **changes: Any) -> PersonFact:
    return PersonFact(person=person, **{"sensitive": False, "started_quarter": QUARTER, **changes})


def meeting_fact(meeting: int, person: int, **changes: Any) -> MeetingFact:
    return MeetingFact(
        meeting=meeting, person=person, **{"quarter": QUARTER, "status": 2, "mode": 1, **changes}
    )


def coding_fact(meeting: int, person: int, theme: int = 3) -> CodingFact:
    return CodingFact(
        meeting=meeting, person=person, quarter=QUARTER, theme=theme, primary=True, agreed=False
    )


def rating_fact(person: int) -> RatingFact:
    return RatingFact(person=person, quarter=QUARTER, asks=4)


def records_of(record_type: type[R], **fixed: object) -> st.SearchStrategy[R]:
    """Any record of one kind, with some fields fixed."""
    fields: dict[str, Any] = {}
    for shape in shape_of(record_type):
        if shape.name in fixed:
            fields[shape.name] = st.just(fixed[shape.name])
            continue
        values = _values(shape.base)
        fields[shape.name] = st.none() | values if shape.optional else values
    return st.builds(record_type, **fields)


def _values(base: type) -> st.SearchStrategy[Any]:
    if issubclass(base, enum.Enum):
        return st.sampled_from(list(base))
    if base is bool:
        return st.booleans()
    if base is int:
        return st.integers(-(2**61), 2**61)
    if base is dt.date:
        return st.dates()
    # Surrogates cannot be stored as UTF-8, and no editor makes them.
    return st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
