"""Mentors of the invented programme, each independent of all others: none shifts what another one draws."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from careernotes.demo.courses import acts_of, goals_of, outcome_of, ratings_of
from careernotes.demo.draws import Draws
from careernotes.demo.life import Fault, InventedMentor, InventedPerson, InventedRelation
from careernotes.demo.meetings import meet, meet_exactly
from careernotes.demo.people import (
    ask,
    choices,
    in_area,
    invent_person,
    request_day,
    shared_person,
    working_day,
)
from careernotes.demo.world import World
from careernotes.domain.vocabulary import EngagementStatus

_LANGUAGE_SHARE = 0.6
_GAP_SIGMA, _SHORTEST_GAP, _LONGEST_GAP = 0.59, 20, 400
_BEGUN = frozenset({EngagementStatus.ACTIVE})
_DOMINANT_AREA, _DOMINANT_MENTEES = 8, 5
_HEAVY_TAIL_WEEKS = 60


def invent_mentors(world: World) -> Iterator[InventedMentor]:
    """Every mentor of the programme, one after the other."""
    for number in range(world.profile.mentors):
        yield invent_mentor(world, number)


def invent_mentor(world: World, number: int) -> InventedMentor:
    """One mentor with everybody they mentor."""
    draws = world.draws("mentor", number)
    language = world.locale if world.locale != "mixed" else ("en" if draws.chance(_LANGUAGE_SHARE) else "nl")
    area = draws.pick(world.spec.segments["business_area"])
    delivers, late = draws.chance(world.spec.contributes), draws.chance(world.spec.late)
    signed = working_day(world.start - dt.timedelta(days=draws.between(3, 60)))
    return InventedMentor(
        number=number,
        language=language,
        area=area,
        delivers=delivers,
        late=late,
        signed_on=_yearly(world, draws, signed),
        discussions_on=_discussions(world, draws),
        relations=tuple(_relations(world, number, area)),
    )


def _yearly(world: World, draws: Draws, first: dt.date) -> tuple[dt.date, ...]:
    """The day of signing, and of signing again about every year."""
    days = [first]
    while (again := working_day(days[-1] + dt.timedelta(days=draws.between(350, 364)))) < world.end:
        days.append(again)
    return tuple(days)


def _discussions(world: World, draws: Draws) -> tuple[dt.date, ...]:
    days: list[dt.date] = []
    day = world.start
    while True:
        gap = draws.lognormal(world.spec.supervision_gap, _GAP_SIGMA)
        day = working_day(day + dt.timedelta(days=int(min(max(gap, _SHORTEST_GAP), _LONGEST_GAP))))
        if day >= world.end:
            return tuple(days)
        days.append(day)


def _relations(world: World, number: int, area: int) -> Iterator[InventedRelation]:
    """Everybody of one mentor, year by year; the person shared with the mentor before comes on top."""
    if world.profile.heavy:
        yield from _heavy_relations(world, number, area)
        return
    place = 0
    for year in range(world.years):
        draws = world.draws("year", number, year)
        for person in _newcomers(world, draws, number, area, year):
            requested = request_day(world, draws, year)
            lived = world.draws("relation", number, place)
            if requested < world.end:
                yield invent_relation(world, lived, person, place, requested, refuse=_refuses(world, number))
            place += 1


def _newcomers(world: World, draws: Draws, number: int, area: int, year: int) -> list[InventedPerson]:
    count = draws.pick(world.spec.mentees)
    if Fault.ONE_MENTEE_ALL_YEAR in world.faults and number == 0:
        count = int(year == 0)
    dominant = Fault.ALL_IN_ONE_AREA in world.faults and number == 2
    if dominant:
        count = _DOMINANT_MENTEES
    people = [invent_person(world, draws, mentor_area=area) for _each in range(count)]
    if year == 0 and not (Fault.ONE_MENTEE_ALL_YEAR in world.faults and number == 0):
        people += _shared(world, number, people)
    if dominant:
        people = [replace(p, groups=in_area(p.groups, _DOMINANT_AREA)) for p in people]
    return people


def _shared(world: World, number: int, people: list[InventedPerson]) -> list[InventedPerson]:
    """The people this mentor shares with a neighbour: with the next one in place of somebody, with the last
    on top.
    """
    with_next = shared_person(world, number) if number + 1 < world.profile.mentors else None
    with_last = shared_person(world, number - 1) if number else None
    if with_next is not None and people:
        people.pop()
    return [person for person in (with_next, with_last) if person is not None]


def invent_relation(
    world: World, draws: Draws, person: InventedPerson, place: int, requested: dt.date, *, refuse: bool
) -> InventedRelation:
    """One relation from the request to where it stands."""
    relation = ask(world, draws, person, place, requested)
    if relation.status not in _BEGUN:
        return relation
    consents = choices(world, draws, relation, refuse=refuse)
    return grown(world, draws, replace(meet(world, draws, relation), consents=consents))


def grown(world: World, draws: Draws, relation: InventedRelation) -> InventedRelation:
    """The same relation with what came of its meetings."""
    acts = acts_of(world, draws, relation)
    return replace(
        relation,
        ratings=ratings_of(world, draws, relation),
        goals=goals_of(world, draws, relation),
        acts=acts,
        outcome=outcome_of(world, draws, relation, acts),
    )


def _heavy_relations(world: World, number: int, area: int) -> Iterator[InventedRelation]:
    """One vault with very many people: as many relations and sessions as the profile says, exactly."""
    profile = world.profile
    for place in range(profile.engagements):
        draws = world.draws("relation", number, place)
        person = invent_person(world, draws, mentor_area=area)
        weeks = place * (world.weeks - _HEAVY_TAIL_WEEKS) // profile.engagements
        relation = ask(world, draws, person, place, world.start + dt.timedelta(weeks=weeks))
        accepted = relation.requested_on + dt.timedelta(days=2)
        relation = replace(relation, status=EngagementStatus.ACTIVE, accepted_on=accepted)
        consents = choices(world, draws, relation, refuse=False)
        sessions = profile.sessions // profile.engagements
        yield grown(world, draws, replace(meet_exactly(world, draws, relation, sessions), consents=consents))


def _refuses(world: World, number: int) -> bool:
    return Fault.ALL_REFUSE in world.faults and number == 3
