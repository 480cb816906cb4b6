"""Edge cases, planted into an invented programme after it was invented: exact cells, full cells, odd times.

Those that shape a mentor from the start (one mentee only, all refuse, one area) are in ``mentors`` and
``people``.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from careernotes.demo.facts import RETIRED_AREA
from careernotes.demo.life import (
    AREA,
    LEVEL,
    REGION,
    Fault,
    InventedMeeting,
    InventedMentor,
    InventedRelation,
    InventedTheme,
)
from careernotes.demo.people import withdrawal
from careernotes.demo.world import World
from careernotes.domain.taxonomy import Sensitivity
from careernotes.domain.vocabulary import ConsentKey, SessionStatus

EDGE_CELLS: dict[Sensitivity, tuple[int, int, int]] = {
    Sensitivity.GENERAL: (4, 5, 6),
    Sensitivity.GUARDED: (7, 8, 9),
    Sensitivity.SENSITIVE: (11, 12, 13),
}
FULL_AREA, FULL_THEME = 7, 13
EMPTY_AREA, EMPTY_THEME = 8, 22
_R6, _BAND_D = 6, 4
Change = Callable[[InventedRelation], InventedRelation]


def with_faults(world: World, mentors: Sequence[InventedMentor]) -> tuple[InventedMentor, ...]:
    """The same mentors with every edge case the world asks for."""
    changed = tuple(mentors)
    if Fault.ONLY_ONE_AT_R6_D in world.faults:
        changed = _once(changed, lambda r: r.counted, _to_r6_d)
    if Fault.WITHDRAWN_BETWEEN_PERIODS in world.faults:
        changed = _once(changed, lambda r: _withdraws(world, r), lambda r: _withdrawn(world, r))
    if Fault.RETIRED_AREA in world.faults:
        changed = _once(changed, lambda r: r.counted, _into_retired_area)
    if Fault.EVERYBODY_IN_AN_AREA in world.faults:
        changed = _each(
            changed, lambda r: _raised(r, FULL_THEME) if r.person.groups[AREA] == FULL_AREA else r
        )
    if Fault.NOBODY_IN_AN_AREA in world.faults:
        changed = _each(
            changed, lambda r: _silenced(r, EMPTY_THEME) if r.person.groups[AREA] == EMPTY_AREA else r
        )
    if Fault.ODD_TIMES in world.faults:
        changed = _each(changed, _at_odd_times)
    if Fault.CELLS_AT_THE_EDGE in world.faults:
        changed = _edge_cells(world, changed)
    return changed


def edge_themes(world: World) -> dict[int, int]:
    """Theme number -> how many counted people have it, for every planted edge cell."""
    cells: dict[int, int] = {}
    for level, sizes in EDGE_CELLS.items():
        numbers = [theme.number for theme in world.taxonomy.themes if theme.sensitivity is level]
        cells |= dict(zip(numbers[-len(sizes) :], sizes, strict=True))
    return cells


def _each(mentors: Sequence[InventedMentor], change: Change) -> tuple[InventedMentor, ...]:
    return tuple(replace(mentor, relations=tuple(change(r) for r in mentor.relations)) for mentor in mentors)


def _once(
    mentors: Sequence[InventedMentor], fits: Callable[[InventedRelation], bool], change: Change
) -> tuple[InventedMentor, ...]:
    """Change the first relation that fits."""
    chosen = next((r.identity for mentor in mentors for r in mentor.relations if fits(r)), None)
    return _each(mentors, lambda r: change(r) if r.identity == chosen else r)


def _regrouped(relation: InventedRelation, **places: int) -> InventedRelation:
    by_name = {"area": AREA, "level": LEVEL, "region": REGION}
    groups = list(relation.person.groups)
    for name, number in places.items():
        groups[by_name[name]] = number
    area, level, region, tenure, function = groups
    return replace(relation, person=replace(relation.person, groups=(area, level, region, tenure, function)))


def _to_r6_d(relation: InventedRelation) -> InventedRelation:
    yes = tuple(replace(c, value=True) if c.key is ConsentKey.SEGMENT_USE else c for c in relation.consents)
    return replace(_regrouped(relation, region=_R6, level=_BAND_D), consents=yes)


def _into_retired_area(relation: InventedRelation) -> InventedRelation:
    return _regrouped(relation, area=RETIRED_AREA)


def _withdraws(world: World, relation: InventedRelation) -> bool:
    return relation.counted and relation.started_on < world.half_year < (relation.ended_on or world.end)


def _withdrawn(world: World, relation: InventedRelation) -> InventedRelation:
    return replace(
        relation, consents=(*relation.consents, *withdrawal(list(relation.consents), world.half_year))
    )


def _on_kept(
    relation: InventedRelation, change: Callable[[InventedMeeting], InventedMeeting]
) -> InventedRelation:
    meetings = tuple(change(m) if m.status is SessionStatus.KEPT else m for m in relation.meetings)
    return replace(relation, meetings=meetings)


def _silenced(relation: InventedRelation, number: int) -> InventedRelation:
    """The relation in which a theme never came up."""
    return _on_kept(relation, lambda m: replace(m, themes=tuple(t for t in m.themes if t.number != number)))


def _raised(relation: InventedRelation, number: int) -> InventedRelation:
    """The relation in which a theme was the main one of the first meeting."""

    def first(meeting: InventedMeeting) -> InventedMeeting:
        if meeting.identity != relation.meetings[0].identity:
            return meeting
        others = [dataclasses.replace(t, primary=False) for t in meeting.themes if t.number != number][:4]
        return replace(meeting, themes=(InventedTheme(number=number, primary=True, agreed=True), *others))

    return _on_kept(relation, first)


def _at_odd_times(relation: InventedRelation) -> InventedRelation:
    """Meetings over midnight, and on the night in which the clock changes."""
    times = ("23:40", "02:30", "00:05")
    return replace(
        relation,
        meetings=tuple(
            replace(m, start_time=times[place % len(times)]) for place, m in enumerate(relation.meetings)
        ),
    )


def _edge_cells(world: World, mentors: Sequence[InventedMentor]) -> tuple[InventedMentor, ...]:
    """Each planted theme for exactly as many counted people as its cell asks for, as the main theme of one
    meeting.
    """
    cells = edge_themes(world)
    changed = _each(mentors, lambda r: _without(r, cells))
    free = [r for mentor in changed for r in mentor.relations if r.counted]
    for number, size in cells.items():
        sensitive = world.taxonomy.by_number[number].needs_agreement
        fitting = [r for r in free if not sensitive or r.consent(ConsentKey.COUNTED_SENSITIVE)]
        # A person has one main theme in the first meeting: nobody is used for two cells.
        chosen = frozenset(r.identity for r in fitting[:size])
        free = [r for r in free if r.identity not in chosen]
        changed = _each(changed, partial(_raised_for, chosen, number))
    return changed


def _raised_for(chosen: frozenset[str], number: int, relation: InventedRelation) -> InventedRelation:
    return _raised(relation, number) if relation.identity in chosen else relation


def _without(relation: InventedRelation, cells: dict[int, int]) -> InventedRelation:
    for number in cells:
        relation = _silenced(relation, number)
    return relation
