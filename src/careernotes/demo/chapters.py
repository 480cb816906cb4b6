"""The records of one invented mentor, as the vault holds them: codes from the life, words from the pen."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from careernotes.demo.draws import Draws
from careernotes.demo.life import InventedMentor, InventedPerson, InventedRelation
from careernotes.demo.names import contact_of, first_name, last_name, new_alias
from careernotes.demo.prose import Pen
from careernotes.demo.world import World
from careernotes.domain.agreements import Agreement, ConsentRecord, Expectation
from careernotes.domain.ids import AgreementId, EngagementId, MenteeId, RecordId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import Engagement, Mentee, MentorProfile
from careernotes.domain.vocabulary import (
    ConsentKey,
    ContactBetween,
    ExpectationMet,
    ManagerInvolvement,
    Mode,
    Side,
)

SEGMENT_PREFIXES = dict(zip(DIMENSIONS, ("bu", "band_", "r", "t", "f"), strict=True))
CONTENT_VERSION = "1.0.0"
_REVIEW_DAYS = 91
_BANDS = "abcd"
_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """Everything needed to write down one mentor's life: the world, a stream of chance and a pen."""

    world: World = field(repr=False)
    mentor: InventedMentor = field(repr=False)
    draws: Draws = field(repr=False)
    pen: Pen = field(repr=False)
    taken: set[str] = field(default_factory=set, repr=False)

    def identity(self) -> RecordId:
        """A new identity."""
        return RecordId(self.draws.identity())


def scribe_for(world: World, mentor: InventedMentor) -> Scribe:
    """The scribe of one mentor."""
    draws = world.draws("text", mentor.number)
    topics = {str(theme.theme_id): theme.name.in_language(mentor.language) for theme in world.taxonomy.themes}
    return Scribe(world=world, mentor=mentor, draws=draws, pen=Pen(draws, mentor.language, topics))


def moment_on(day: dt.date, hour: int = 12) -> int:
    """A moment of a day in whole seconds since 1970."""
    return (day.toordinal() - _EPOCH) * 86_400 + hour * 3_600


def segment_key(dimension: str, number: int) -> str:
    """The key of one group in the kit, such as ``bu3``; level bands have letters."""
    return SEGMENT_PREFIXES[dimension] + (_BANDS[number - 1] if dimension == "level_band" else str(number))


def profile_of(scribe: Scribe) -> MentorProfile:
    """The mentor."""
    mentor, draws = scribe.mentor, scribe.draws
    return MentorProfile(
        profile_id=scribe.identity(),
        display_name=f"{first_name(draws)} {last_name(draws)}",
        unit=segment_key("business_area", mentor.area),
        country="NL" if mentor.language == "nl" else "GB",
        caseload_limit=draws.between(3, 5),
        mentoring_since=scribe.world.start.year - draws.between(0, 6),
        why_i_mentor=scribe.pen.line("why"),
    )


def mentee_of(scribe: Scribe, relation: InventedRelation) -> Mentee:
    """The mentee; groups are stored only when the mentee agreed to their use."""
    draws, alias = scribe.draws, new_alias(scribe.draws, scribe.taken)
    known, reachable = draws.chance(0.3), draws.chance(0.4)
    groups = relation.person.groups if relation.consent(ConsentKey.SEGMENT_USE) else (0,) * len(DIMENSIONS)
    keys = [segment_key(name, n) if n else "" for name, n in zip(DIMENSIONS, groups, strict=True)]
    return Mentee(
        mentee_id=MenteeId(draws.identity()),
        alias=alias,
        full_name=full_name(scribe, relation.person, alias) if known else "",
        contact=contact_of(draws, alias) if reachable else "",
        created_on=relation.requested_on,
        business_area=keys[0],
        level_band=keys[1],
        region=keys[2],
        tenure_band=keys[3],
        function_family=keys[4],
    )


def full_name(scribe: Scribe, person: InventedPerson, alias: str) -> str:
    """The same family name for the same person, whichever of two mentors writes it down."""
    return f"{alias.split(maxsplit=1)[0]} {last_name(scribe.world.draws('family', person.key))}"


def engagement_of(scribe: Scribe, relation: InventedRelation, mentee: Mentee) -> Engagement:
    """The relation itself."""
    abroad = scribe.draws.chance(0.2)
    return Engagement(
        engagement_id=EngagementId(relation.identity),
        mentee_id=mentee.mentee_id,
        status=relation.status,
        stage=relation.stage,
        chosen_by=relation.chosen_by,
        moment=relation.moment,
        cross_unit=relation.person.groups[0] != scribe.mentor.area,
        cross_country=abroad,
        requested_on=relation.requested_on,
        accepted_on=relation.accepted_on,
        started_on=relation.started_on,
        ended_on=relation.ended_on,
        end_reason=relation.end_reason,
    )


def agreement_of(scribe: Scribe, relation: InventedRelation, alias: str) -> Agreement:
    """What the two agreed at their first meeting."""
    draws, length = scribe.draws, (relation.ends_on - relation.started_on).days
    return Agreement(
        agreement_id=AgreementId(draws.identity()),
        engagement_id=EngagementId(relation.identity),
        version_no=1,
        terms_version=CONTENT_VERSION,
        purpose=scribe.pen.line("purposes", alias),
        boundaries=scribe.pen.line("boundaries", alias) if draws.chance(0.7) else "",
        planned_meetings=min(max(length // (7 * relation.cadence_weeks), 1), 24),
        cadence_weeks=relation.cadence_weeks,
        meeting_minutes=60,
        mode=Mode.MIXED,
        contact_between=draws.one_of((ContactBetween.EMAIL, ContactBetween.CHAT, ContactBetween.NONE)),
        manager_involvement=draws.one_of((ManagerInvolvement.NONE, ManagerInvolvement.INFORMED)),
        starts_on=relation.started_on,
        review_on=relation.started_on + dt.timedelta(days=min(_REVIEW_DAYS, length)),
        ends_on=relation.ends_on,
        agreed_on=relation.started_on,
    )


def expectations_of(scribe: Scribe, relation: InventedRelation) -> Iterator[Expectation]:
    """What each side hopes of the other."""
    late = len(relation.meetings) > 3
    for side, kind in ((Side.MENTOR, "mentor_expects"), (Side.MENTEE, "mentee_expects")):
        for text in scribe.pen.lines(kind, scribe.draws.between(1, 2)):
            met = (
                scribe.draws.one_of((ExpectationMet.YES, ExpectationMet.PARTLY))
                if late
                else ExpectationMet.NOT_YET
            )
            yield Expectation(
                expectation_id=scribe.identity(),
                engagement_id=EngagementId(relation.identity),
                side=side,
                text=text,
                spoken_on=relation.started_on,
                met=met,
            )


def consents_of(scribe: Scribe, relation: InventedRelation) -> Iterator[ConsentRecord]:
    """The log of choices."""
    for place, consent in enumerate(relation.consents, start=1):
        yield ConsentRecord(
            consent_id=scribe.identity(),
            engagement_id=EngagementId(relation.identity),
            key=consent.key,
            value=consent.value,
            wording_version=CONTENT_VERSION,
            said_on=consent.on,
            sequence=place,
        )
