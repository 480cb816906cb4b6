"""Gate: whether there is a report at all, and which areas it may be split into.

Never decided by what anybody talked about. Who said yes to being counted is confidential too, so sizes are
judged by their blurred figures: a blurred figure v with base b proves at least v - b + 1 people, and that
has to reach the floor. One person's yes or no then moves what is published with a chance of one in b.

A mentor counts when somebody of theirs does, so the number of mentors hangs on a yes as well, and so does
how people are spread over them: everybody sees that there is no report, so both are blurred like the sizes,
drawn anew each period. Size, mentors and spread of the same people hang on one coin: all of them move with
the same person, and three coins would be three looks. The effective number of mentors is n^2 / sum(n_i^2);
more than four of them means more than four mentors, none of whom stands for more than half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from careernotes.disclosure.blur import Blur, is_spread
from careernotes.disclosure.errors import PoolTooSmallError
from careernotes.disclosure.plan import OTHER_AREAS, TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import MENTORS_BASE, Policy
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
        return self.blur.figure(_name(areas), self.people(areas), self.base)

    def people(self, areas: tuple[int, ...] = ()) -> int:
        """The true number of people there."""
        return area_people(areas, self.counts) if areas else self.counts[FigureKey(TableId.PEOPLE)]

    def proves(self, floor: int, areas: tuple[int, ...] = ()) -> bool:
        """Whether the blurred number is high enough that there must be *floor* people."""
        return self.size(areas) - (self.base - 1) >= floor

    def mentors(self, floor: int) -> int:
        """The blurred number of mentors with somebody who is counted; it can prove exactly *floor*."""
        mentors = self.counts[FigureKey(TableId.MENTORS)]
        return self.blur.figure_from(floor, _name(), mentors, MENTORS_BASE)

    def spread(self, floor: int, areas: tuple[int, ...] = ()) -> bool:
        """Whether people are surely spread as over *floor* equal mentors, there or in the whole programme."""
        places = areas or (TOTAL,)
        squares = sum(self.counts[FigureKey(TableId.SQUARES, place)] for place in places)
        pairs = combinations(sorted(areas), 2)
        squares += 2 * sum(self.counts[FigureKey(TableId.PRODUCTS, *pair)] for pair in pairs)
        return is_spread(self.people(areas), squares, floor, self.blur.of(_name(areas)))


def gate_pool(evidence: Evidence, policy: Policy) -> None:
    """Refuses a pool that is too small.

    Raises:
        PoolTooSmallError: with the floor that was missed.
    """
    rule = ""
    if evidence.mentors(policy.mentors) - (MENTORS_BASE - 1) < policy.mentors:
        rule = "mentors"
    elif not evidence.proves(policy.people):
        rule = "people"
    elif not evidence.spread(policy.effective_mentors):
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
    people = evidence.people(areas)
    key = FigureKey(TableId.AREAS, areas[0] if len(areas) == 1 else TOTAL)
    if people < policy.group_people:
        code = ReasonCode.AREA_FEW if len(areas) == 1 else ReasonCode.MERGED_FEW
        return Reason(key=key, code=code, params=(people, policy.group_people))
    if not evidence.proves(policy.group_people, areas):
        needed = policy.group_people + evidence.base - 1
        return Reason(key=key, code=ReasonCode.ROUNDED_DOWN, params=(people, needed))
    if not evidence.spread(policy.effective_mentors, areas):
        return Reason(key=key, code=ReasonCode.AREA_FEW_MENTORS, params=(people,))
    return None


def _row(areas: tuple[int, ...]) -> int:
    return areas[0] if len(areas) == 1 else OTHER_AREAS


def _name(areas: tuple[int, ...] = ()) -> str:
    """Whose coin decides about some people: their number, their mentors and their spread are one look."""
    return str(FigureKey(TableId.AREAS, _row(areas)) if areas else FigureKey(TableId.PEOPLE))
