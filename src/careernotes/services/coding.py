"""The single crossing from conversations to coded facts: nothing else writes to themes.db.

A person who has not said yes to being counted has no facts at all; groups need a yes of their own; a
sensitive theme needs a yes in general, a yes in the conversation, and a programme that stores such themes.
Practice is never counted.
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
class Person:
    """Whom the facts are about: the records behind one random number."""

    number: int
    mentee: Mentee
    engagement: Engagement
    consents: Consents

    @property
    def counted(self) -> bool:
        """Whether anything about this person may be counted at all."""
        started = self.engagement.status not in _NEVER_STARTED
        return self.consents.counted_general and started and not self.mentee.practice


def person_fact(person: Person, kit: ProgrammeKit | None) -> PersonFact | None:
    """The person as integers; None when not counted."""
    if not person.counted:
        return None
    engagement, mentee = person.engagement, person.mentee
    groups = dict.fromkeys(DIMENSIONS, 0)
    if kit is not None and person.consents.segment_use:
        groups = {name: kit.segment_number(name, getattr(mentee, name)) for name in DIMENSIONS}
    return PersonFact(
        person=person.number,
        sensitive=sensitive_counted(person.consents, kit),
        chosen_by=_CHOSEN_BY.index(engagement.chosen_by) + 1,
        moment=_MOMENTS.index(engagement.moment) + 1,
        started_quarter=quarter_of(engagement.started_on),
        ended_quarter=quarter_of(engagement.ended_on) if engagement.ended_on is not None else 0,
        **groups,
    )


def sensitive_counted(consents: Consents, kit: ProgrammeKit | None) -> bool:
    """Whether sensitive themes of this person may be counted."""
    return consents.counted_general and consents.counted_sensitive and kit is not None and kit.store_sensitive


def meeting_fact(person: Person, meeting: int, session: Session) -> MeetingFact | None:
    """One meeting as integers; None when the person is not counted or the meeting is still to come."""
    if not person.counted or session.status is SessionStatus.PLANNED:
        return None
    return MeetingFact(
        meeting=meeting,
        person=person.number,
        quarter=session.quarter,
        status=_STATUSES.index(session.status) + 1,
        mode=_MODES.index(session.mode) + 1,
    )


def coding_facts(
    person: Person,
    meeting: MeetingFact,
    codings: Iterable[ThemeCoding],
    *,
    taxonomy: Taxonomy,
    kit: ProgrammeKit | None,
) -> tuple[CodingFact, ...]:
    """The themes of one counted meeting as integers, without those that may not be counted."""
    sensitive = sensitive_counted(person.consents, kit)
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
                person=person.number,
                quarter=meeting.quarter,
                theme=theme.number,
                primary=coding.prominence is Prominence.PRIMARY,
                agreed=coding.agreed,
            )
        )
    return tuple(facts)


def rating_fact(person: Person, rating: ManagerRating) -> RatingFact | None:
    """One quarter's rating as integers; None when the person is not counted."""
    if not person.counted:
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
    engagement = engagement_of(desk, engagement_id)
    return Person(
        number=desk.store.facts.person_number(engagement_id),
        mentee=mentee_of(desk, engagement.mentee_id),
        engagement=engagement,
        consents=current_consents(desk.store.all(ConsentRecord, engagement_id=engagement_id)),
    )


def write_session_facts(
    desk: Desk, session: Session, codings: Sequence[ThemeCoding], rating: ManagerRating | None
) -> None:
    """Put the facts of one session in place of what was there, in the transaction that writes it."""
    person = person_of(desk, session.engagement_id)
    writer = desk.store.facts
    number = writer.meeting_number(session.session_id)
    fact, meeting = person_fact(person, desk.kit), meeting_fact(person, number, session)
    if fact is None:
        writer.forget_person(person.number)
        return
    writer.put_person(fact)
    if meeting is None:
        writer.forget_meeting(number)
    else:
        writer.put_meeting(meeting)
        writer.replace_codings(
            number, coding_facts(person, meeting, codings, taxonomy=desk.taxonomy, kit=desk.kit)
        )
    if rating is not None and (rated := rating_fact(person, rating)) is not None:
        writer.put_rating(rated)


def write_facts(desk: Desk, engagement_id: EngagementId) -> None:
    """Write all facts of one person anew, or none when not counted. Call inside a transaction."""
    person = person_of(desk, engagement_id)
    writer = desk.store.facts
    writer.forget_person(person.number)
    fact = person_fact(person, desk.kit)
    if fact is None:
        return
    writer.put_person(fact)
    for session in desk.store.all(Session, engagement_id=engagement_id):
        number = writer.meeting_number(session.session_id)
        meeting = meeting_fact(person, number, session)
        if meeting is None:
            continue
        writer.put_meeting(meeting)
        codings = desk.store.all(ThemeCoding, session_id=session.session_id)
        writer.replace_codings(
            number, coding_facts(person, meeting, codings, taxonomy=desk.taxonomy, kit=desk.kit)
        )
    for rating in desk.store.all(ManagerRating, engagement_id=engagement_id):
        if (rated := rating_fact(person, rating)) is not None:
            writer.put_rating(rated)


def write_all_facts(desk: Desk) -> None:
    """Write everybody's facts anew. Call inside a transaction."""
    desk.store.facts.clear()
    for engagement in desk.store.all(Engagement):
        write_facts(desk, engagement.engagement_id)


def rebuild_facts(desk: Desk) -> None:
    """Write everybody's facts anew in one transaction: after a new kit, or when the two files differ."""
    with desk.store.transaction():
        write_all_facts(desk)
