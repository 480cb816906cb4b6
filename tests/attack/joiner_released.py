"""What would leave no doubt about somebody who joined, put through the program with its real floors.

Where nearly everybody or nobody has a theme, rounded figures alone can leave one world only. Such figures are
looked for by arithmetic; then the program makes the two reports from counts that lead to them.
"""

from itertools import product

from tests.attack.every_figure import FIGURES, STEPS
from tests.attack.every_world import DOWN, FLOORS, UP, Cell, Crowd, Program, Rules, Shown

from careernotes.disclosure.blur import rounded

INSIDE, OTHERS = 25, 24
BOTH, COMES = (0, 1), (1,)
WHOLE, AREA = FIGURES[0], FIGURES[3]
Four = tuple[int, int, int, int]
"""The figures of the whole and of the area, in the first report and in the second."""


def leading_to() -> dict[Four, dict[int, tuple[int, int, tuple[int, ...]]]]:
    """For all four figures: whether who joined has it, and people in the area and elsewhere."""
    found: dict[Four, dict[int, tuple[int, int, tuple[int, ...]]]] = {}
    for mine, others, joined in product(range(INSIDE + 1), range(OTHERS + 1), (0, 1)):
        counts = mine + others, mine, mine + others + joined, mine + joined
        for coins in product((UP, DOWN), repeat=4):
            steps = STEPS[0], STEPS[3], STEPS[0], STEPS[3]
            one, two, three, four = (rounded(n, s, c) for n, s, c in zip(counts, steps, coins, strict=True))
            found.setdefault((one, two, three, four), {})[joined] = mine, others, coins
    return found


def without_doubt() -> dict[Four, tuple[int, int, int, tuple[int, ...]]]:
    """The figures that only one answer leads to, all of them high enough to be shown, with that answer."""
    return {
        four: (answer, *led[answer])
        for four, led in leading_to().items()
        if len(led) == 1 and min(four) >= FLOORS.hide_below
        for answer in led
    }


def still_shown(most: int, *, attacks: bool = True, tops: bool = True) -> tuple[int, int]:
    """How many such figures were tried (at most *most*), and how many the program shows all of."""
    crowds = [Crowd(1, INSIDE, BOTH), Crowd(1, 1, COMES), Crowd(2, OTHERS, BOTH)]
    program = Program(crowds, Rules(policy=FLOORS, attacks=attacks, tops=tops))
    sure = list(without_doubt().items())[:most]
    return len(sure), sum(_shown(program, four, *led) for four, led in sure)


def _shown(program: Program, four: Four, joined: int, mine: int, others: int, coins: tuple[int, ...]) -> bool:
    before: Shown | None = None
    for place in (0, 1):
        here = mine + joined * place
        whole = here + others
        counts = whole, whole // 2, whole - whole // 2, here, others
        drawn = coins[2 * place], DOWN, DOWN, coins[2 * place + 1], UP
        shown = program.run(counts, place, drawn, before)
        values = {cell.key: cell.value for cell in shown.seen if isinstance(cell, Cell)}
        if (values.get(WHOLE), values.get(AREA)) != four[2 * place : 2 * place + 2]:
            return False
        before = shown
    return True
