"""The single crossing from conversations to coded facts: nothing else writes to themes.db.

A person who has not said yes to being counted has no facts at all; groups need a yes of their own; a
sensitive theme needs a yes in general, a yes in the conversation, and a programme that stores such themes.
Practice is never counted. A mentee with several relations is one person: what was met and said in a relation
counts when the choices made in that relation say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careernotes.domain.agreements import ConsentRecord, Consents, current_consents
from careernotes.domain.conversations import ManagerRating, Session, ThemeCoding
from careernotes.domain.ids import EngagementId
from careernotes.domain.kit import DIMENSIONS, ProgrammeKit
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.periods import quarter_of
from careernotes.domain.taxonomy import Sensitivity, Taxonomy
from careernotes.domain.vocabulary import (
    ChosenBy,
    EngagementStatus,
    Mode,
    Moment,
    Prominence,
    SessionStatus,
)
from careernotes.ledger.facts import CodingFact, MeetingFact, PersonFact, RatingFact
from careernotes.services.records import engagement_of, mentee_of
from careernotes.services.workplace import Desk

_NEVER_STARTED = frozenset({EngagementStatus.REQUESTED, EngagementStatus.DECLINED})
# Each vocabulary in its published order; a fact holds the position, from 1.
_CHOSEN_BY, _MOMENTS = list(ChosenBy), list(Moment)
_STATUSES, _MODES = list(SessionStatus), list(Mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation with the choices made in it."""

    engagement: Engagement
    consents: Consents

    @property
    def counted(self) -> bool:
        """Whether anything of this relation may be counted."""
        return self.consents.counted_general and self.engagement.status not in _NEVER_STARTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the facts are about: the records behind one random number."""

    number: int
    mentee: Mentee
    relations: tuple[Relation, ...]

    @property
    def counted_relations(self) -> tuple[Relation, ...]:
        """The relations that may be counted, in the order they were made."""
        return () if self.mentee.practice else tuple(each for each in self.relations if each.counted)

    def counted_in(self, engagement_id: EngagementId) -> Relation | None:
        """One relation, if it may be counted."""
        found = (each for each in self.counted_relations if each.engagement.engagement_id == engagement_id)
        return next(found, None)


def person_fact(person: Person, kit: ProgrammeKit | None) -> PersonFact | None:
    """The person as integers, from every relation that is counted; None when there is none.

    The groups stand for all that is counted about a person, so every such relation must have said yes.
    """
    counted = person.counted_relations
    if not counted:
        return None
    groups = dict.fromkeys(DIMENSIONS, 0)
    if kit is not None and all(each.consents.segment_use for each in counted):
        groups = {name: kit.segment_number(name, getattr(person.mentee, name)) for name in DIMENSIONS}
    latest = max((each.engagement for each in counted), key=lambda engagement: engagement.started_on)
    ends = [each.engagement.ended_on for each in counted]
    ended = [day for day in ends if day is not None]
    return PersonFact(
        person=person.number,
        sensitive=any(sensitive_counted(each.consents, kit) for each in counted),
        chosen_by=_CHOSEN_BY.index(latest.chosen_by) + 1,
        moment=_MOMENTS.index(latest.moment) + 1,
        started_quarter=min(quarter_of(each.engagement.started_on) for each in counted),
        ended_quarter=quarter_of(max(ended)) if len(ended) == len(ends) else 0,
        **groups,
    )


def sensitive_counted(consents: Consents, kit: ProgrammeKit | None) -> bool:
    """Whether sensitive themes may be counted under these choices."""
    return consents.counted_general and consents.counted_sensitive and kit is not None and kit.store_sensitive


def meeting_fact(person: Person, meeting: int, session: Session) -> MeetingFact | None:
    """One meeting as integers; None when its relation is not counted or the meeting is still to come."""
    if person.counted_in(session.engagement_id) is None or session.status is SessionStatus.PLANNED:
        return None
    return MeetingFact(
        meeting=meeting,
        person=person.number,
        quarter=session.quarter,
        status=_STATUSES.index(session.status) + 1,
        mode=_MODES.index(session.mode) + 1,
    )


def coding_facts(
    relation: Relation,
    meeting: MeetingFact,
    codings: Iterable[ThemeCoding],
    *,
    taxonomy: Taxonomy,
    kit: ProgrammeKit | None,
) -> tuple[CodingFact, ...]:
    """The themes of one counted meeting as integers, without those that may not be counted."""
    sensitive = sensitive_counted(relation.consents, kit)
    facts = []
    for coding in codings:
        theme = taxonomy.by_id.get(coding.theme_id)
        if theme is None:
            continue
        if theme.sensitivity is Sensitivity.SENSITIVE and not (sensitive and coding.agreed):
            continue
        facts.append(
            CodingFact(
                meeting=meeting.meeting,
                person=meeting.person,
                quarter=meeting.quarter,
                theme=theme.number,
                primary=coding.prominence is Prominence.PRIMARY,
                agreed=coding.agreed,
            )
        )
    return tuple(facts)


def rating_fact(person: Person, rating: ManagerRating) -> RatingFact | None:
    """One quarter's rating as integers; None when its relation is not counted."""
    if person.counted_in(rating.engagement_id) is None:
        return None
    return RatingFact(
        person=person.number,
        quarter=rating.quarter,
        asks=rating.asks_about_plans or 0,
        helps=rating.helps_apply_learning or 0,
        opens=rating.opens_doors or 0,
    )


def person_of(desk: Desk, engagement_id: EngagementId) -> Person:
    """The person behind one relation, as the records stand now. Call inside a transaction."""
    mentee = mentee_of(desk, engagement_of(desk, engagement_id).mentee_id)
    return Person(
        number=desk.store.facts.person_number(engagement_id),
        mentee=mentee,
        relations=tuple(
            Relation(
                engagement=each,
                consents=current_consents(desk.store.all(ConsentRecord, engagement_id=each.engagement_id)),
            )
            for each in desk.store.all(Engagement, mentee_id=mentee.mentee_id)
        ),
    )


def write_session_facts(
    desk: Desk, session: Session, codings: Sequence[ThemeCoding], rating: ManagerRating | None
) -> None:
    """Put the facts of one session in place of what was there, in the transaction that writes it."""
    person = person_of(desk, session.engagement_id)
    fact = person_fact(person, desk.kit)
    if fact is None:
        desk.store.facts.forget_person(person.number)
        return
    desk.store.facts.put_person(fact)
    _write_session(desk, person, session, codings)
    if rating is not None:
        _write_rating(desk, person, rating)


def write_facts(desk: Desk, engagement_id: EngagementId) -> None:
    """Write all facts of one person anew, from every relation of that person, or none when not counted.

    Call inside a transaction.
    """
    person = person_of(desk, engagement_id)
    desk.store.facts.forget_person(person.number)
    fact = person_fact(person, desk.kit)
    if fact is None:
        return
    desk.store.facts.put_person(fact)
    for relation in person.counted_relations:
        own = relation.engagement.engagement_id
        for session in desk.store.all(Session, engagement_id=own):
            codings = desk.store.all(ThemeCoding, session_id=session.session_id)
            _write_session(desk, person, session, codings)
        for rating in desk.store.all(ManagerRating, engagement_id=own):
            _write_rating(desk, person, rating)


def _write_session(desk: Desk, person: Person, session: Session, codings: Sequence[ThemeCoding]) -> None:
    writer = desk.store.facts
    number = writer.meeting_number(session.session_id)
    relation, meeting = person.counted_in(session.engagement_id), meeting_fact(person, number, session)
    if relation is None or meeting is None:
        writer.forget_meeting(number)
        return
    writer.put_meeting(meeting)
    writer.replace_codings(
        number, coding_facts(relation, meeting, codings, taxonomy=desk.taxonomy, kit=desk.kit)
    )


def _write_rating(desk: Desk, person: Person, rating: ManagerRating) -> None:
    if (rated := rating_fact(person, rating)) is not None:
        desk.store.facts.put_rating(rated)


def write_all_facts(desk: Desk) -> None:
    """Write everybody's facts anew. Call inside a transaction."""
    desk.store.facts.clear()
    one_of_each = {each.mentee_id: each.engagement_id for each in desk.store.all(Engagement)}
    for engagement_id in one_of_each.values():
        write_facts(desk, engagement_id)


def rebuild_facts(desk: Desk) -> None:
    """Write everybody's facts anew in one transaction: after a new kit, or when the two files differ."""
    with desk.store.transaction():
        write_all_facts(desk)
