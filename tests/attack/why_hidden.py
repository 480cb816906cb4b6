"""How sure a reader who reruns the program is of why one figure is a dash, by exact reckoning.

Two reports about two areas. Nine people join the 40 of the first; what people said before, they say again.
Both reports show 40 in all and 20 for the second area; the first shows 20 for the first area, the second a
dash. Before, every number of people among the 40, the nine and the 60 of the second area is as likely as any
other.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from tests.attack.every_figure import FIGURES, NOTHING, STEPS
from tests.attack.every_world import DOWN, FLOORS, Cell, Crowd, Program, Rules, Seen, Shown

STAY, OTHERS, COME = 40, 60, 9
BOTH, COMES = (0, 1), (1,)
WHOLE, AREA, OTHER = FIGURES[0], FIGURES[3], FIGURES[4]
IN_ALL, IN_FIRST, IN_SECOND = 40, 20, 20
MANY, LEAST_SHOWN = 5, 10


def nine_join() -> Program:
    """The program with its real floors, on these people."""
    crowds = [Crowd(1, STAY, BOTH), Crowd(2, OTHERS, BOTH), Crowd(1, COME, COMES)]
    return Program(crowds, Rules(policy=FLOORS))


def first(program: Program) -> Shown:
    """The first report."""
    return program.run((IN_ALL, 20, 20, IN_FIRST, IN_SECOND), 0, (DOWN,) * len(FIGURES))


def second(program: Program, counts: Sequence[int], coin: int, gone: frozenset[str] = NOTHING) -> Seen:
    """The second report of so many people in all, in the first area (with this coin) and in the second."""
    whole, mine, others = counts
    coins = DOWN, DOWN, DOWN, coin, DOWN
    return program.run((whole, 20, 20, mine, others), 1, coins, first(program), gone).seen


def shown_values(seen: Seen) -> dict[object, int | None]:
    """What each figure of a report shows."""
    return {cell.key: cell.value for cell in seen if isinstance(cell, Cell)}


def chance_of(value: int, n: int, step: int) -> Fraction:
    """How likely *n* people are shown as *value*."""
    low, over = n - n % step, n % step
    return {low + step: Fraction(over, step), low: Fraction(step - over, step)}.get(value, Fraction(0))


def hidden_by_attack() -> frozenset[int]:
    """The rounded figures of the first area that the program hides in the second report."""
    program, hidden = nine_join(), set()
    for value in range(LEAST_SHOWN, STAY, STEPS[3]):
        values = shown_values(second(program, (IN_ALL, value, IN_SECOND), DOWN))
        assert (values[WHOLE], values[OTHER]) == (IN_ALL, IN_SECOND)
        if values[AREA] is None:
            hidden.add(value)
    return frozenset(hidden)


def how_sure(left_out: Fraction, hidden: frozenset[int]) -> Fraction:
    """How likely at least ``MANY`` of the nine have it, when the figure is a dash; *left_out* is the chance
    of being left out, 1 for a reader to whom the dash says nothing.
    """
    total = many = Fraction(0)
    for stay, others in product(range(STAY + 1), range(OTHERS + 1)):
        before = chance_of(IN_FIRST, stay, STEPS[3]) * chance_of(IN_SECOND, others, STEPS[4]) ** 2
        before *= chance_of(IN_ALL, stay + others, STEPS[0])
        if not before:
            continue
        for come in range(COME + 1):
            by_rule = sum((chance_of(value, stay + come, STEPS[3]) for value in hidden), Fraction(0))
            dash = left_out + (1 - left_out) * by_rule
            seen = before * dash * chance_of(IN_ALL, stay + come + others, STEPS[0])
            total += seen
            many += seen if come >= MANY else 0
    return many / total
