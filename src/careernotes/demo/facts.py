"""The coded facts of an invented mentor: what themes.db holds for mentors whose notes nobody opens.

Made from what was lived, without any text in between; a test shows that the crossing of the real program
(``services.coding``) makes the same of the records.
"""

import datetime as dt

from careernotes.demo.life import InventedMeeting, InventedMentor, InventedRelation
from careernotes.demo.world import World
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import ChosenBy, ConsentKey, Mode, Moment, SessionStatus
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact, RatingFact

_CHOSEN_BY = {value: place for place, value in enumerate(ChosenBy, start=1)}
_MOMENTS = {value: place for place, value in enumerate(Moment, start=1)}
_STATUSES = {value: place for place, value in enumerate(SessionStatus, start=1)}
_MODES = {value: place for place, value in enumerate(Mode, start=1)}
_NUMBER_BITS = 62
RETIRED_AREA = 99


def facts_of(world: World, mentor: InventedMentor, *, on: dt.date | None = None) -> MentorFacts:
    """Everything one mentor's themes.db holds on a day; at the end of what was invented when none is
    named.
    """
    persons: list[PersonFact] = []
    meetings: list[MeetingFact] = []
    codings: list[CodingFact] = []
    ratings: list[RatingFact] = []
    for relation in mentor.relations:
        if not _said_yes(relation, ConsentKey.COUNTED_GENERAL, on):
            continue
        fact = _person(relation, on)
        persons.append(fact)
        for meeting in relation.meetings:
            if on is None or meeting.on <= on:
                meetings.append(_meeting(fact.person, meeting))
                codings += _codings(world, fact, meetings[-1], meeting)
        ratings += [
            RatingFact(
                person=fact.person, quarter=r.quarter, asks=r.values[0], helps=r.values[1], opens=r.values[2]
            )
            for r in relation.ratings
            if on is None or r.quarter <= quarter_of(on)
        ]
    return MentorFacts(
        persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=tuple(ratings)
    )


def fact_number(identity: str) -> int:
    """The number a person or meeting has in themes.db: 62 bits of chance, never zero."""
    return (int(identity, 16) & ((1 << _NUMBER_BITS) - 1)) or 1


def _said_yes(relation: InventedRelation, key: ConsentKey, on: dt.date | None) -> bool:
    if not relation.meetings or (on is not None and relation.started_on > on):
        return False
    said = [c.value for c in relation.consents if c.key is key and (on is None or c.on <= on)]
    return bool(said) and said[-1]


def _person(relation: InventedRelation, on: dt.date | None) -> PersonFact:
    groups = relation.person.groups if _said_yes(relation, ConsentKey.SEGMENT_USE, on) else (0,) * 5
    ended = (
        relation.ended_on
        if relation.ended_on is not None and (on is None or relation.ended_on <= on)
        else None
    )
    return PersonFact(
        person=fact_number(relation.identity),
        sensitive=_said_yes(relation, ConsentKey.COUNTED_SENSITIVE, on),
        business_area=groups[0] if groups[0] != RETIRED_AREA else 0,
        level_band=groups[1],
        region=groups[2],
        tenure_band=groups[3],
        function_family=groups[4],
        chosen_by=_CHOSEN_BY[relation.chosen_by],
        moment=_MOMENTS[relation.moment],
        started_quarter=quarter_of(relation.started_on),
        ended_quarter=quarter_of(ended) if ended is not None else 0,
    )


def _meeting(person: int, meeting: InventedMeeting) -> MeetingFact:
    return MeetingFact(
        meeting=fact_number(meeting.identity),
        person=person,
        quarter=quarter_of(meeting.on),
        status=_STATUSES[meeting.status],
        mode=_MODES[meeting.mode],
    )


def _codings(
    world: World, person: PersonFact, fact: MeetingFact, meeting: InventedMeeting
) -> list[CodingFact]:
    sensitive = world.taxonomy.by_number
    return [
        CodingFact(
            meeting=fact.meeting,
            person=person.person,
            quarter=fact.quarter,
            theme=theme.number,
            primary=theme.primary,
            agreed=theme.agreed,
        )
        for theme in meeting.themes
        if person.sensitive or not sensitive[theme.number].needs_agreement
    ]
