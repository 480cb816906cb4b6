"""How sure a reader who reruns the program is of why one figure is a dash, by exact reckoning.

22 and 100 people, of whom nearly everybody has the same theme group: the whole shows 110, the other area 85,
the figure of the 22 is a dash. Before, every number of people in each area is as likely as any other.
"""

from fractions import Fraction

from tests.attack.every_figure import FIGURES, STEPS
from tests.attack.every_world import DOWN, FLOORS, UP, Cell, Crowd, Program, Rules

INSIDE, OTHERS = 22, 100
WHOLE_SHOWN, OTHERS_SHOWN = 110, 85
WHOLE, AREA, OTHER = FIGURES[0], FIGURES[3], FIGURES[4]
MANY, LEAST_SHOWN = 21, 10


def chance_of(value: int, n: int, step: int) -> Fraction:
    """How likely *n* people are shown as *value*."""
    low, over = n - n % step, n % step
    return {low + step: Fraction(over, step), low: Fraction(step - over, step)}.get(value, Fraction(0))


def hidden_by_attack() -> frozenset[int]:
    """The rounded figures of the 22 that the program hides beside those two."""
    program = Program([Crowd(1, INSIDE), Crowd(2, OTHERS)], Rules(policy=FLOORS))
    hidden = set()
    for value in range(LEAST_SHOWN, INSIDE + STEPS[3], STEPS[3]):
        people, coin = (value, DOWN) if value <= INSIDE else (INSIDE, UP)
        # The whole has to be within its step of what is shown, which is all that the program looks at.
        counts = WHOLE_SHOWN, 60, 60, people, OTHERS_SHOWN
        seen = program.run(counts, 0, (DOWN, DOWN, DOWN, coin, DOWN)).seen
        values = {cell.key: cell.value for cell in seen if isinstance(cell, Cell)}
        assert (values[WHOLE], values[OTHER]) == (WHOLE_SHOWN, OTHERS_SHOWN)
        if values[AREA] is None:
            hidden.add(value)
    return frozenset(hidden)


def how_sure(left_out: Fraction, hidden: frozenset[int]) -> Fraction:
    """How likely at least ``MANY`` of the 22 have it, when the figure is a dash; *left_out* is the chance of
    being left out, 1 for a reader to whom the dash says nothing.
    """
    total = many = Fraction(0)
    for inside in range(INSIDE + 1):
        by_rule = sum((chance_of(value, inside, STEPS[3]) for value in hidden), Fraction(0))
        dash = left_out + (1 - left_out) * by_rule
        for others in range(OTHERS + 1):
            seen = chance_of(WHOLE_SHOWN, inside + others, STEPS[0])
            seen *= chance_of(OTHERS_SHOWN, others, STEPS[4])
            total += dash * seen
            many += dash * seen if inside >= MANY else 0
    return many / total
