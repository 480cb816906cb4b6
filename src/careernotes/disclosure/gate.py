"""Gate: whether there is a report at all, and which areas it may be split into.

Roster facts only (how many people and mentors, and how people are spread over mentors), never what anybody
talked about. HR knows the roster, so a refusal teaches nothing. The effective number of mentors is
n^2 / sum(n_i^2); at least four of them means at least four mentors, none of whom stands for more than half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from careernotes.disclosure.errors import PoolTooSmallError
from careernotes.disclosure.plan import OTHER_AREAS, TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.reasons import Reason, ReasonCode
from careernotes.disclosure.safe_table import BreakdownState, SafeArea, SafeBreakdown

Counts = Mapping[FigureKey, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownVerdict:
    """The breakdown after merging, and why areas are not shown on their own."""

    breakdown: SafeBreakdown
    reasons: tuple[Reason, ...]


def gate_pool(counts: Counts, policy: Policy) -> None:
    """Refuses a pool that is too small.

    Raises:
        PoolTooSmallError: with the floor that was missed.
    """
    people = counts[FigureKey(TableId.PEOPLE)]
    rule = ""
    if counts[FigureKey(TableId.MENTORS)] < policy.mentors:
        rule = "mentors"
    elif people < policy.people:
        rule = "people"
    elif not _enough_mentors(people, counts[FigureKey(TableId.SQUARES)], policy):
        rule = "spread"
    if rule:
        raise PoolTooSmallError(rule=rule, mentors=policy.mentors, people=policy.people)


def gate_breakdown(counts: Counts, plan: FigurePlan, policy: Policy) -> BreakdownVerdict:
    """The areas that may be shown: big ones alone, small ones merged; none when only one group is left."""
    if not plan.areas:
        nothing = SafeBreakdown(dimension=plan.breakdown, state=BreakdownState.NOT_DECLARED)
        return BreakdownVerdict(breakdown=nothing, reasons=())
    small = {
        area: reason for area in plan.areas if (reason := _why_small((area,), counts, policy)) is not None
    }
    reasons = list(small.values())
    merged = list(small)
    alone = sorted(set(plan.areas) - set(small), key=lambda area: (area_people((area,), counts), area))
    # Merged areas that are still too small take in the smallest of the others, so that one hamlet does not
    # cost everybody the breakdown. Every group that is shown passes the same floors.
    while merged and alone and (still := _why_small(tuple(merged), counts, policy)) is not None:
        reasons.append(still)
        merged.append(alone.pop(0))
    if not alone:
        few = SafeBreakdown(dimension=plan.breakdown, state=BreakdownState.TOO_FEW)
        return BreakdownVerdict(breakdown=few, reasons=tuple(reasons))
    areas = [SafeArea(number=area) for area in sorted(alone)]
    if merged:
        areas.append(SafeArea(number=OTHER_AREAS, merged=tuple(sorted(merged))))
    shown = SafeBreakdown(dimension=plan.breakdown, state=BreakdownState.SHOWN, areas=tuple(areas))
    return BreakdownVerdict(breakdown=shown, reasons=tuple(reasons))


def area_people(areas: tuple[int, ...], counts: Counts) -> int:
    """How many people there are in some areas; nobody is in two."""
    return sum(counts[FigureKey(TableId.AREAS, area)] for area in areas)


def _why_small(areas: tuple[int, ...], counts: Counts, policy: Policy) -> Reason | None:
    people = area_people(areas, counts)
    squares = sum(counts[FigureKey(TableId.SQUARES, area)] for area in areas)
    squares += 2 * sum(counts[FigureKey(TableId.PRODUCTS, *pair)] for pair in combinations(sorted(areas), 2))
    key = FigureKey(TableId.AREAS, areas[0] if len(areas) == 1 else TOTAL)
    if people < policy.group_people:
        code = ReasonCode.AREA_FEW if len(areas) == 1 else ReasonCode.MERGED_FEW
        return Reason(key=key, code=code, params=(people, policy.group_people))
    if not _enough_mentors(people, squares, policy):
        return Reason(key=key, code=ReasonCode.AREA_FEW_MENTORS, params=(people,))
    return None


def _enough_mentors(people: int, squares: int, policy: Policy) -> bool:
    return people * people >= policy.effective_mentors * squares
