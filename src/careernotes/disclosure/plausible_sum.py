"""Whether an opened sum can be that of believable contributions.

With shares nobody sees a single contribution, so the checks of ``plausible.py`` cannot be made on each. What
holds for each and adds up is asked of the sum; what does not add up (squares and products) is held against
what any numbers of so many mentors can give. A sum in which one half is missing or foreign is a row of random
64-bit numbers and fails. A mentor who lies within these limits is not found out: senders are enrolled.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from careernotes.disclosure.gate import Counts
from careernotes.disclosure.plan import TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.plausible import MOST_PEOPLE, linear_limits


def is_plausible_sum(counters: Sequence[int], plan: FigurePlan, mentors: int) -> bool:
    """Whether *counters* fit the plan and could be the sum of believable contributions of *mentors*."""
    if len(counters) != len(plan.keys) or any(value < 0 for value in counters):
        return False
    counts = dict(zip(plan.keys, counters, strict=True))
    people = counts[FigureKey(TableId.PEOPLE)]
    if people > MOST_PEOPLE * mentors:
        return False
    limits = (*linear_limits(counts, plan, people), *_spread(counts, plan, mentors))
    return all(low <= high for low, high in limits)


def _spread(counts: Counts, plan: FigurePlan, mentors: int) -> Iterator[tuple[int, int]]:
    """Pairs of which the first may not be the greater, whatever the contributions were."""
    sizes = {area: counts[FigureKey(TableId.AREAS, area)] for area in plan.areas}
    for place, people in {TOTAL: counts[FigureKey(TableId.PEOPLE)], **sizes}.items():
        have, squares = counts[FigureKey(TableId.MENTORS, place)], counts[FigureKey(TableId.SQUARES, place)]
        yield from ((have, mentors), (have, people), (min(people, 1), have))
        # Cauchy and Schwarz: n people of m mentors have squares of at least n^2 / m together.
        yield from ((people * people, have * squares), (people, squares), (squares, MOST_PEOPLE * people))
        yield (people + squares) % 2, 0
        yield have, counts[FigureKey(TableId.MENTORS, TOTAL)]
    inside = sum(counts[FigureKey(TableId.SQUARES, area)] for area in plan.areas)
    for one, two in combinations(plan.areas, 2):
        product = counts[FigureKey(TableId.PRODUCTS, one, two)]
        inside += 2 * product
        first, second = (counts[FigureKey(TableId.SQUARES, area)] for area in (one, two))
        yield from ((product * product, first * second), (product, sizes[one] * sizes[two]))
    yield inside, counts[FigureKey(TableId.SQUARES, TOTAL)]
