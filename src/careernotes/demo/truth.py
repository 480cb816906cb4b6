"""What is really so in an invented programme: true counts and planted effects, so that a report can be
scored.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from careernotes.canonical import Json
from careernotes.demo.courses import is_move, unsupported
from careernotes.demo.faults import EDGE_CELLS, edge_themes
from careernotes.demo.life import AREA, LEVEL, REGION, Fault, InventedMentor, InventedRelation
from careernotes.demo.world import VERSION, World
from careernotes.domain.ids import ThemeId
from careernotes.domain.vocabulary import OutcomeKind, SessionStatus, SponsorStatus

_BU3, _BAND_C, _R6 = 3, 3, 6
Test = Callable[[InventedRelation], bool]


@dataclass(frozen=True, slots=True)
class _Arm:
    """A share: how many of how many."""

    hits: int
    of: int

    def plain(self) -> dict[str, Json]:
        return {"hits": self.hits, "of": self.of}


def truth_of(world: World, mentors: Sequence[InventedMentor]) -> dict[str, Json]:
    """The truth about a programme as a JSON object."""
    relations = [relation for mentor in mentors for relation in mentor.relations]
    begun = [relation for relation in relations if relation.began]
    counted = [relation for relation in begun if relation.counted]
    delivered = [r for mentor in mentors if mentor.delivers for r in mentor.relations if r.counted]
    return {
        "version": VERSION,
        "profile": world.profile.name,
        "seed": world.seed,
        "start": world.start.isoformat(),
        "weeks": world.weeks,
        "faults": sorted(fault.value for fault in world.faults),
        "mentors": len(mentors),
        "mentors_delivering": sum(mentor.delivers for mentor in mentors),
        "relations": len(relations),
        "begun": len(begun),
        "people": len({relation.person.key for relation in begun}),
        "counted": len(counted),
        "counted_and_delivered": len(delivered),
        "kept_meetings": sum(_kept(relation) for relation in begun),
        "statuses": _tally(relation.status.value for relation in relations),
        "themes_all": _by_theme(world, begun),
        "themes_counted": _by_theme(world, counted),
        "groups_counted": _by_group(world, counted),
        "areas_counted": _tally(str(relation.person.groups[AREA]) for relation in counted),
        "edge_cells": {str(number): size for number, size in _cells(world).items()},
        "effects": _effects(world, begun),
    }


def _kept(relation: InventedRelation) -> int:
    return sum(meeting.status is SessionStatus.KEPT for meeting in relation.meetings)


def _tally(values: Iterable[str]) -> dict[str, Json]:
    return dict(sorted(Counter(values).items()))


def _themes(relation: InventedRelation) -> frozenset[int]:
    return frozenset(theme.number for meeting in relation.meetings for theme in meeting.themes)


def _by_theme(world: World, relations: Iterable[InventedRelation]) -> dict[str, Json]:
    """Distinct people by theme; a person with two mentors counts for each, as in a pool."""
    tally = Counter(number for relation in relations for number in _themes(relation))
    return {str(theme.theme_id): tally[theme.number] for theme in world.taxonomy.themes}


def _by_group(world: World, relations: Iterable[InventedRelation]) -> dict[str, Json]:
    by_number = world.taxonomy.by_number
    tally = Counter(
        group for relation in relations for group in {by_number[n].group_id for n in _themes(relation)}
    )
    return {str(group.group_id): tally[group.group_id] for group in world.taxonomy.groups}


def _cells(world: World) -> dict[int, int]:
    return edge_themes(world) if Fault.CELLS_AT_THE_EDGE in world.faults and EDGE_CELLS else {}


def _effects(world: World, begun: Sequence[InventedRelation]) -> dict[str, Json]:
    """Each planted effect as two shares: with the cause, and without it."""

    def theme(name: str) -> int:
        return world.taxonomy.by_id[ThemeId(name)].number

    blocked, delegate, leaving = theme("mob.blocked"), theme("smg.delegate"), theme("ret.leaving")
    known = [relation for relation in begun if relation.outcome is not None]
    managers = [relation for relation in begun if relation.person.has_manager_themes]
    return {
        "T1": _arms(
            known, lambda r: unsupported(world, r), lambda r: _came_to(r, OutcomeKind.LEFT_ORGANISATION)
        ),
        "T2": _arms(known, _opened, lambda r: r.outcome is not None and is_move(r.outcome.kind)),
        "T3": _arms(begun, lambda r: r.person.groups[AREA] == _BU3, lambda r: blocked in _themes(r)),
        "T4": _arms(managers, lambda r: r.person.groups[LEVEL] == _BAND_C, lambda r: delegate in _themes(r)),
        "T5": _workload(world, begun, theme("ret.workload")),
        "T6": _arms(begun, lambda r: r.person.groups[REGION] == _R6, lambda r: leaving in _themes(r)),
    }


def _came_to(relation: InventedRelation, kind: OutcomeKind) -> bool:
    return relation.outcome is not None and relation.outcome.kind is kind


def _opened(relation: InventedRelation) -> bool:
    return any(act.status is SponsorStatus.LED_TO_SOMETHING for act in relation.acts)


def _arms(relations: Sequence[InventedRelation], cause: Test, effect: Test) -> dict[str, Json]:
    caused = [relation for relation in relations if cause(relation)]
    others = [relation for relation in relations if not cause(relation)]
    return {
        "with_cause": _Arm(sum(map(effect, caused)), len(caused)).plain(),
        "without": _Arm(sum(map(effect, others)), len(others)).plain(),
    }


def _workload(world: World, begun: Sequence[InventedRelation], number: int) -> dict[str, Json]:
    """Kept meetings with the workload theme, in the busy half-year and outside it."""
    busy, quiet = Counter[bool](), Counter[bool]()
    for relation in begun:
        for meeting in relation.meetings:
            if meeting.status is SessionStatus.KEPT:
                half = busy if world.is_busy(meeting.on) else quiet
                half[any(theme.number == number for theme in meeting.themes)] += 1
    return {
        "with_cause": _Arm(busy[True], busy.total()).plain(),
        "without": _Arm(quiet[True], quiet.total()).plain(),
    }
