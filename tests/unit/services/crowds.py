"""A few people with everything the lists look at, near enough in time to fall on the same days."""

import datetime as dt
from random import Random

from careernotes.domain.agreements import Agreement, ConsentRecord, Expectation
from careernotes.domain.conversations import Session
from careernotes.domain.goals import Action, Goal
from careernotes.domain.growth import Review
from careernotes.domain.ids import AgreementId, EngagementId, MenteeId, RecordId, SessionId
from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import (
    ActionStatus,
    ConsentKey,
    EngagementStatus,
    GoalKind,
    GoalStatus,
    SessionKind,
    SessionStatus,
    Side,
)

_CHOICES = (ConsentKey.COUNTED_GENERAL, ConsentKey.FOLLOW_UP)


def crowd(chance: Random, today: dt.date, people: int) -> list[Record]:
    """So many mentees, each with one or two relations and what lies in them, by chance."""
    records: list[Record] = []
    for number in range(people):
        records.append(
            Mentee(
                mentee_id=MenteeId(f"m{number}"),
                alias=chance.choice(("Mira", "mira", "Nova")) + str(number),
                practice=chance.random() < 0.15,
                created_on=today,
            )
        )
        for relation in range(chance.choice((1, 1, 2))):
            key = EngagementId(f"e{number}{relation}")
            records += _relation_of(chance, today, MenteeId(f"m{number}"), key)
    return [*records, *_reviews(chance, today, "")]


def _relation_of(chance: Random, today: dt.date, mentee: MenteeId, key: EngagementId) -> list[Record]:
    made: list[Record] = [
        Engagement(
            engagement_id=key,
            mentee_id=mentee,
            status=chance.choice((*EngagementStatus, EngagementStatus.ACTIVE, EngagementStatus.ACTIVE)),
            requested_on=_day(chance, today),
            started_on=_day(chance, today),
        )
    ]
    for make in (_agreements, _said, _sessions, _reviews, _plans, _aftercare):
        made += make(chance, today, key)
    chance.shuffle(made)
    return made


def _day(chance: Random, today: dt.date) -> dt.date:
    return today + dt.timedelta(days=chance.randint(-20, 4) * 14)


def _agreements(chance: Random, today: dt.date, key: EngagementId) -> list[Record]:
    versions = list(range(1, chance.randint(0, 3) + 1))
    return [
        Agreement(
            agreement_id=AgreementId(f"a{key}{number}"),
            engagement_id=key,
            version_no=number,
            terms_version="1",
            purpose="Grow",
            cadence_weeks=chance.choice((2, 4, 8)),
            starts_on=_day(chance, today),
            review_on=_day(chance, today),
            ends_on=today + dt.timedelta(days=chance.randint(-2, 20) * 14),
            agreed_on=_day(chance, today),
        )
        for number in versions
    ]


def _said(chance: Random, today: dt.date, key: EngagementId) -> list[Record]:
    said: list[Record] = [
        ConsentRecord(
            consent_id=RecordId(f"c{key}{number}"),
            engagement_id=key,
            key=chance.choice(_CHOICES),
            value=chance.random() < 0.6,
            wording_version="1",
            said_on=today,
            sequence=chance.randint(0, 3),
        )
        for number in range(chance.randint(0, 5))
    ]
    spoken = [
        Expectation(
            expectation_id=RecordId(f"x{key}{number}"),
            engagement_id=key,
            side=Side.MENTOR,
            text="Comes",
            spoken_on=_day(chance, today),
        )
        for number in range(chance.randint(0, 2))
    ]
    return [*said, *spoken]


def _sessions(chance: Random, today: dt.date, key: EngagementId) -> list[Record]:
    return [
        Session(
            session_id=SessionId(f"s{key}{number}"),
            engagement_id=key,
            kind=chance.choice((SessionKind.OPEN, SessionKind.REVIEW)),
            status=chance.choice((*SessionStatus, SessionStatus.KEPT, SessionStatus.PLANNED)),
            held_on=_day(chance, today),
            next_time=f"ask {number}",
            next_on=chance.choice((None, _day(chance, today))),
            recorded_at=number,
        )
        for number in range(chance.randint(0, 6))
    ]


def _reviews(chance: Random, today: dt.date, key: str) -> list[Record]:
    return [
        Review(
            review_id=RecordId(f"r{key}{number}"),
            item_id=chance.choice(("P05", "P06", "P07")),
            engagement_id=key,
            done_on=_day(chance, today),
        )
        for number in range(chance.randint(0, 2))
    ]


def _plans(chance: Random, today: dt.date, key: EngagementId) -> list[Record]:
    goals = [
        Goal(
            goal_id=RecordId(f"g{key}{number}"),
            engagement_id=key,
            kind=chance.choice(tuple(GoalKind)),
            statement=f"Goal {number}",
            status=chance.choice(tuple(GoalStatus)),
            created_on=_day(chance, today),
        )
        for number in range(chance.randint(0, 3))
    ]
    actions = [
        Action(
            action_id=RecordId(f"t{key}{number}"),
            engagement_id=key,
            owner=chance.choice(tuple(Side)),
            text="Call",
            due_on=_day(chance, today),
            status=chance.choice(tuple(ActionStatus)),
            created_on=today,
        )
        for number in range(chance.randint(0, 4))
    ]
    return [*goals, *actions]


def _aftercare(chance: Random, today: dt.date, key: EngagementId) -> list[Record]:
    return [
        Aftercare(
            aftercare_id=RecordId(f"f{key}{months}"),
            engagement_id=key,
            months=months,
            due_on=_day(chance, today),
            done_on=chance.choice((None, None, today)),
        )
        for months in (0, 3, 6)
        if chance.random() < 0.5
    ]
