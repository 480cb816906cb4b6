"""The people of the invented programme: who they are, how they found a mentor, and what they said yes to."""

import datetime as dt

from careernotes.demo.draws import Draws
from careernotes.demo.life import (
    BAND_B,
    BAND_C,
    Fault,
    Groups,
    InventedConsent,
    InventedPerson,
    InventedRelation,
)
from careernotes.demo.world import World, core_of
from careernotes.domain.vocabulary import ConsentKey, EngagementStatus, Stage

MANAGER_THEMES_IN_BAND_B = 0.35
_R5, _R6, _BAND_D = 5, 6, 4


def invent_person(world: World, draws: Draws, *, mentor_area: int) -> InventedPerson:
    """Somebody new. About one in seven works in the mentor's own area."""
    segments, spec = world.spec.segments, world.spec
    area = mentor_area if draws.chance(spec.same_area) else draws.pick(segments["business_area"])
    level = draws.pick(segments["level_band"])
    tenure = draws.pick(segments["tenure_band"])
    if draws.chance(spec.tenure_follows_level):
        # The higher of two draws in upper bands, the lower in the lowest: a rank correlation of about 0.4.
        other = draws.pick(segments["tenure_band"])
        tenure = max(tenure, other, min(level + 1, 5)) if level > 1 else min(tenure, other)
    region, function = draws.pick(segments["region"]), draws.pick(segments["function_family"])
    if Fault.ONLY_ONE_AT_R6_D in world.faults and (region, level) == (_R6, _BAND_D):
        region = _R5
    groups = (area, level, region, tenure, function)
    manager = level >= BAND_C or (level == BAND_B and draws.chance(MANAGER_THEMES_IN_BAND_B))
    return InventedPerson(
        key=draws.identity(),
        groups=groups,
        core=core_of(world, draws, groups, manager=manager),
        has_manager_themes=manager,
    )


def shared_person(world: World, first_mentor: int) -> InventedPerson | None:
    """The person whom this mentor and the next one both have, if there is one.

    Both mentors ask the same stream, so neither needs to know anything else about the other.
    """
    draws = world.draws("shared", first_mentor)
    mentees_a_mentor = 1.68
    wanted = Fault.TWO_MENTORS in world.faults and first_mentor == 1
    if not wanted and not draws.chance(world.spec.repeated * mentees_a_mentor):
        return None
    return invent_person(world, draws, mentor_area=draws.between(1, 8))


def request_day(world: World, draws: Draws, year: int) -> dt.date:
    """The day somebody asks: most around the kick-off of a year, the others spread over it."""
    share, kick_off_weeks, last_week = world.spec.kick_off
    week = (
        draws.between(0, kick_off_weeks - 1)
        if draws.chance(share)
        else draws.between(kick_off_weeks, last_week)
    )
    return world.start + dt.timedelta(weeks=52 * year + week, days=draws.between(0, 4))


def ask(
    world: World, draws: Draws, person: InventedPerson, number: int, requested: dt.date
) -> InventedRelation:
    """A relation that was asked for: declined, never begun, still waiting, or accepted and about to begin."""
    spec = world.spec
    accepted = requested + dt.timedelta(days=draws.between(1, 8))
    started = working_day(accepted + dt.timedelta(days=draws.between(3, 20)))
    length = draws.pick(spec.length_weeks)
    declined, never = draws.chance(spec.declined), draws.chance(spec.never_starts)
    status = EngagementStatus.ACTIVE
    if accepted >= world.end:
        status = EngagementStatus.REQUESTED
    elif declined or (never and started < world.end):
        status = EngagementStatus.DECLINED
    elif started >= world.end:
        status = EngagementStatus.ACCEPTED
    taken = status is not EngagementStatus.REQUESTED and not declined
    return InventedRelation(
        identity=draws.identity(),
        number=number,
        person=person,
        status=status,
        stage=Stage.RAPPORT,
        chosen_by=draws.pick(spec.chosen_by),
        moment=draws.pick(spec.moment),
        requested_on=requested,
        accepted_on=accepted if taken else None,
        started_on=started,
        ends_on=started + dt.timedelta(weeks=length),
        ended_on=None,
        end_reason=None,
        cadence_weeks=draws.pick(spec.cadence_weeks),
    )


def working_day(day: dt.date) -> dt.date:
    """*day*, or the Monday after it."""
    saturday = 5
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= saturday else day


def choices(
    world: World, draws: Draws, relation: InventedRelation, *, refuse: bool
) -> tuple[InventedConsent, ...]:
    """What the mentee said at the first meeting, and what was taken back later."""
    how, day = world.spec.consent, relation.started_on
    general = draws.chance(how.general) and not refuse
    sensitive, segments = draws.chance(how.sensitive), draws.chance(how.segments)
    said = {
        ConsentKey.NOTES_INFORMED: True,
        ConsentKey.COUNTED_GENERAL: general,
        ConsentKey.COUNTED_SENSITIVE: general and sensitive,
        ConsentKey.CASE_DISCUSSION: draws.chance(how.case_discussion),
        ConsentKey.FOLLOW_UP: draws.chance(how.follow_up),
        ConsentKey.SEGMENT_USE: general and segments,
    }
    consents = [InventedConsent(key=key, value=value, on=day) for key, value in said.items()]
    taken_back = working_day(day + dt.timedelta(days=draws.between(30, 300)))
    if draws.chance(how.withdrawn) and general and taken_back < min(relation.ends_on, world.end):
        consents += withdrawal(consents, taken_back)
    return tuple(consents)


def withdrawal(consents: list[InventedConsent], on: dt.date) -> list[InventedConsent]:
    """Counting taken back on one day, and what needs it with it."""
    falls = (ConsentKey.COUNTED_GENERAL, ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE)
    given = {consent.key for consent in consents if consent.value}
    return [InventedConsent(key=key, value=False, on=on) for key in falls if key in given]


def in_area(groups: Groups, area: int) -> Groups:
    """The same groups in another business area."""
    _area, level, region, tenure, function = groups
    return area, level, region, tenure, function
