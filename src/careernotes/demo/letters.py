"""One mentor's whole vault as a list of records, parents before children."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain

from careernotes.demo.chapters import (
    CONTENT_VERSION,
    Scribe,
    agreement_of,
    consents_of,
    engagement_of,
    expectations_of,
    mentee_of,
    profile_of,
    scribe_for,
    segment_key,
)
from careernotes.demo.journeys import journeys_of
from careernotes.demo.life import InventedMentor, InventedRelation
from careernotes.demo.minutes import minutes_of
from careernotes.demo.world import World
from careernotes.domain.conversations import ManagerRating
from careernotes.domain.goals import Goal, Outcome, SponsorAct
from careernotes.domain.growth import LearningEntry, Review, SignUp, Supervision, Training
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import ConflictFact
from careernotes.domain.periods import quarter_of
from careernotes.domain.records import RECORD_TYPES, Record
from careernotes.domain.vocabulary import (
    ConflictKind,
    LearningArea,
    SessionStatus,
    SponsorStatus,
    SupervisionKind,
    TrainingModule,
)

_YEAR = dt.timedelta(days=365)
_AREAS = tuple(LearningArea)
_REVIEWED_EVERY, _REVIEWED = {"P06": 70, "P07": 150}, 0.8


def records_of(world: World, mentor: InventedMentor) -> tuple[Record, ...]:
    """Every record of one mentor's vault; a record comes after those it refers to."""
    scribe = scribe_for(world, mentor)
    written = [*_own_path(scribe), *(record for r in mentor.relations for record in _relation(scribe, r))]
    return in_order([*written, *journeys_of(world, mentor, written)])


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """*records* sorted so that each comes after those it refers to, otherwise as they were."""
    by_type: dict[type[Record], list[Record]] = {record_type: [] for record_type in RECORD_TYPES.values()}
    for record in records:
        by_type[type(record)].append(record)
    return tuple(chain.from_iterable(by_type.values()))


def _own_path(scribe: Scribe) -> Iterator[Record]:
    """The mentor's profile, training, signatures, case discussions and learning."""
    mentor, draws = scribe.mentor, scribe.draws
    yield profile_of(scribe)
    yield ConflictFact(
        fact_id=scribe.identity(),
        kind=ConflictKind.LINE,
        unit=segment_key("business_area", mentor.area),
        noted_on=mentor.signed_on[0],
    )
    yield from _lessons(scribe)
    for day in mentor.discussions_on:
        brought, minutes = draws.chance(0.3), draws.one_of((60, 90, 120))
        yield Supervision(
            supervision_id=scribe.identity(),
            held_on=day,
            kind=SupervisionKind.GROUP_CASE_DISCUSSION
            if draws.chance(0.8)
            else SupervisionKind.PEER_INTERVISION,
            minutes=minutes,
            brought_case=brought,
            takeaway=scribe.pen.line("takeaways"),
        )
        yield LearningEntry(
            entry_id=scribe.identity(),
            area=draws.one_of(_AREAS),
            text=scribe.pen.line("learned"),
            quarter=quarter_of(day),
        )
        yield Review(review_id=scribe.identity(), item_id="P05", done_on=day)


def _lessons(scribe: Scribe) -> Iterator[SignUp | Training]:
    """Courses before the start, and every year the code signed and a refresher taken."""
    first, *later = scribe.mentor.signed_on
    for signed in (first, *later):
        yield SignUp(
            sign_up_id=scribe.identity(),
            code_version=CONTENT_VERSION,
            signed_on=signed,
            valid_until=signed + _YEAR,
        )
    for module in (TrainingModule.MENTOR_ELEARNING, TrainingModule.ETHICS, TrainingModule.NOTES_AND_CODING):
        day = first - dt.timedelta(days=scribe.draws.between(1, 20))
        yield Training(training_id=scribe.identity(), module=module, completed_on=day)
    for day in later:
        yield Training(training_id=scribe.identity(), module=TrainingModule.REFRESHER, completed_on=day)


def _relation(scribe: Scribe, relation: InventedRelation) -> Iterator[Record]:
    mentee = mentee_of(scribe, relation)
    yield mentee
    yield engagement_of(scribe, relation, mentee)
    if not relation.began:
        return
    yield agreement_of(scribe, relation, mentee.alias)
    yield from expectations_of(scribe, relation)
    yield from consents_of(scribe, relation)
    yield from minutes_of(scribe, relation, mentee.alias)
    yield from _reviews(scribe, relation)
    yield from _harvest(scribe, relation, mentee.alias)


def _reviews(scribe: Scribe, relation: InventedRelation) -> Iterator[Review]:
    """Most quarters the two speak their expectations out again, and every half-year they look at the
    agreement.
    """
    last = dict.fromkeys(_REVIEWED_EVERY, relation.started_on)
    for meeting in relation.meetings:
        for item, days in _REVIEWED_EVERY.items():
            due = meeting.status is SessionStatus.KEPT and (meeting.on - last[item]).days >= days
            if due and scribe.draws.chance(_REVIEWED):
                last[item] = meeting.on
                yield Review(
                    review_id=scribe.identity(),
                    item_id=item,
                    engagement_id=relation.identity,
                    done_on=meeting.on,
                )


def _harvest(scribe: Scribe, relation: InventedRelation, alias: str) -> Iterator[Record]:
    engagement_id = EngagementId(relation.identity)
    for rating in relation.ratings:
        asks, helps, opens = rating.values
        yield ManagerRating(
            rating_id=scribe.identity(),
            engagement_id=engagement_id,
            quarter=rating.quarter,
            asks_about_plans=asks,
            helps_apply_learning=helps,
            opens_doors=opens,
        )
    yield from _goals(scribe, relation)
    for act in relation.acts:
        yield SponsorAct(
            act_id=scribe.identity(),
            engagement_id=engagement_id,
            kind=act.kind,
            target=scribe.pen.line("targets"),
            permission=True,
            may_say=scribe.pen.line("may_say", alias),
            status=act.status,
            done_on=None if act.status is SponsorStatus.AGREED else act.on,
        )
    if relation.outcome is not None:
        yield Outcome(
            outcome_id=scribe.identity(),
            engagement_id=engagement_id,
            kind=relation.outcome.kind,
            quarter=relation.outcome.quarter,
        )


def _goals(scribe: Scribe, relation: InventedRelation) -> Iterator[Goal]:
    for goal in relation.goals:
        yield Goal(
            goal_id=scribe.identity(),
            engagement_id=EngagementId(relation.identity),
            kind=goal.kind,
            statement=scribe.pen.goal(goal.kind.value),
            measure=scribe.pen.line("measure") if scribe.draws.chance(0.8) else "",
            target_on=goal.target_on,
            status=goal.status,
            progress_percent=goal.progress,
            closed_on=goal.closed_on,
            created_on=goal.created_on,
        )
