"""Gate: whether there is a report at all, and which areas it may be split into.

Never decided by what anybody talked about. Who said yes to being counted is confidential too, so sizes are
judged by their blurred figures: a blurred figure v with base b proves at least v - b + 1 people, and that
has to reach the floor. One person's yes or no then moves what is published with a chance of one in b. How
people are spread over mentors is judged by exact sums, and so is the least number of mentors: both can
only refuse more, and a refusal of the whole report is seen by the trustee alone. The effective number of
mentors is n^2 / sum(n_i^2); at least four of them means at least four mentors, none of whom stands for
more than half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from careernotes.disclosure.blur import Blur
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The counts, and what their blurred figures prove. The coins are those of the printed figures."""

    counts: Counts
    blur: Blur
    base: int

    def size(self, areas: tuple[int, ...] = ()) -> int:
        """The blurred number of people in some areas together; of the whole programme without any."""
        if not areas:
            key, people = FigureKey(TableId.PEOPLE), self.counts[FigureKey(TableId.PEOPLE)]
        else:
            row = areas[0] if len(areas) == 1 else OTHER_AREAS
            key, people = FigureKey(TableId.AREAS, row), area_people(areas, self.counts)
        return self.blur.figure(str(key), people, self.base)

    def proves(self, floor: int, areas: tuple[int, ...] = ()) -> bool:
        """Whether the blurred number is high enough that there must be *floor* people."""
        return self.size(areas) - (self.base - 1) >= floor


def gate_pool(evidence: Evidence, policy: Policy) -> None:
    """Refuses a pool that is too small.

    Raises:
        PoolTooSmallError: with the floor that was missed.
    """
    counts = evidence.counts
    people = counts[FigureKey(TableId.PEOPLE)]
    rule = ""
    if counts[FigureKey(TableId.MENTORS)] < policy.mentors:
        rule = "mentors"
    elif not evidence.proves(policy.people):
        rule = "people"
    elif not _enough_mentors(people, counts[FigureKey(TableId.SQUARES)], policy):
        rule = "spread"
    if rule:
        raise PoolTooSmallError(rule=rule, mentors=policy.mentors, people=policy.people)


def gate_breakdown(evidence: Evidence, plan: FigurePlan, policy: Policy) -> BreakdownVerdict:
    """The areas that may be shown: big ones alone, small ones merged; none when only one group is left."""
    if not plan.areas:
        nothing = SafeBreakdown(dimension=plan.breakdown, state=BreakdownState.NOT_DECLARED)
        return BreakdownVerdict(breakdown=nothing, reasons=())
    small = {
        area: reason for area in plan.areas if (reason := _why_small((area,), evidence, policy)) is not None
    }
    reasons = list(small.values())
    merged = list(small)
    alone = sorted(set(plan.areas) - set(small), key=lambda area: (evidence.size((area,)), area))
    # Merged areas that are still too small take in the smallest of the others, so that one hamlet does not
    # cost everybody the breakdown. Every group that is shown passes the same floors.
    while merged and alone and (still := _why_small(tuple(merged), evidence, policy)) is not None:
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


def _why_small(areas: tuple[int, ...], evidence: Evidence, policy: Policy) -> Reason | None:
    counts = evidence.counts
    people = area_people(areas, counts)
    squares = sum(counts[FigureKey(TableId.SQUARES, area)] for area in areas)
    squares += 2 * sum(counts[FigureKey(TableId.PRODUCTS, *pair)] for pair in combinations(sorted(areas), 2))
    key = FigureKey(TableId.AREAS, areas[0] if len(areas) == 1 else TOTAL)
    if people < policy.group_people:
        code = ReasonCode.AREA_FEW if len(areas) == 1 else ReasonCode.MERGED_FEW
        return Reason(key=key, code=code, params=(people, policy.group_people))
    if not evidence.proves(policy.group_people, areas):
        needed = policy.group_people + evidence.base - 1
        return Reason(key=key, code=ReasonCode.ROUNDED_DOWN, params=(people, needed))
    if not _enough_mentors(people, squares, policy):
        return Reason(key=key, code=ReasonCode.AREA_FEW_MENTORS, params=(people,))
    return None


def _enough_mentors(people: int, squares: int, policy: Policy) -> bool:
    return people * people >= policy.effective_mentors * squares
