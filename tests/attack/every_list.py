"""The list of one mentor, for ``every_conclusion``: every count of two themes, every coin, the real list."""

from collections.abc import Callable, Sequence
from itertools import product

from tests.attack.every_figure import FIRST, GROUP, PERIODS, PLAN, SECOND, TWO
from tests.attack.every_world import Crowd, Shown, World
from tests.unit.disclosure.support import QUARTER, coding, meeting, person

from careernotes.disclosure.blur import COIN_SPACE
from careernotes.disclosure.errors import TooFewForListError
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.safe_table import Symbol
from careernotes.ledger.facts import MentorFacts

FIFTHS = tuple(-(-fifth * COIN_SPACE // 5) for fifth in range(5))
THEMES = tuple(FigureKey(TableId.THEMES, theme) for theme in (FIRST, SECOND))
CELLS = (*THEMES, FigureKey(TableId.GROUPS, GROUP))
Coins = tuple[int, int]
Listed = tuple[bool, ...]
MakeList = Callable[[tuple[int, ...], Coins], Listed | None]
"""From how many have the first theme, the second, either, and how many people there are."""


def by_the_program(counts: tuple[int, ...], coins: Coins) -> Listed | None:
    """The program's own list, with real facts; None when there is none."""
    one, two, either, people = counts
    both = one + two - either
    second = set(range(one - both, one - both + two))
    themes = {
        who: [*([FIRST] if who < one else []), *([SECOND] if who in second else [])] for who in range(people)
    }
    drawn = {f"list/{key}": coin for key, coin in zip(THEMES, coins, strict=True)}
    try:
        made = own_list(
            _facts(themes),
            period=PERIODS[0],
            plan=PLAN,
            policy=Policy(),
            taxonomy=TWO,
            coin=lambda _plan, _period, figure: drawn[figure],
        ).report
    except TooFewForListError:
        return None
    tables = {table.table: table for table in made.tables}
    cells = [tables[key.table].cell(key.row) for key in CELLS]
    return tuple(cell is not None and cell.symbol is Symbol.SHOWN for cell in cells)


def by_a_cut_off(counts: tuple[int, ...], coins: Coins) -> Listed | None:
    """A list that takes every theme of five people and more."""
    del coins
    one, two = counts[0] >= 5, counts[1] >= 5
    return one, two, one or two


class Lists:
    """A mentor's lists, one for each place; none of them looks at another."""

    def __init__(self, crowds: Sequence[Crowd], make: MakeList = by_the_program) -> None:
        self.crowds, self._make = tuple(crowds), make
        self._laws: dict[tuple[int, ...], dict[Shown, float]] = {}

    @property
    def runs(self) -> int:
        """How many lists were made."""
        return len(self._laws) * len(FIFTHS) * len(FIFTHS)

    def counts(self, world: World, place: int) -> tuple[int, ...]:
        """How many have the first theme, the second, either, and how many there are."""
        here = [(c, lot) for c, lot in zip(self.crowds, world, strict=True) if place in c.places]
        return (*(sum(lot[n] for _c, lot in here) for n in range(3)), sum(c.people for c, _lot in here))

    def after(self, counts: tuple[int, ...], place: int, before: Shown | None = None) -> dict[Shown, float]:
        """Every list there can be, with its chance: a coin decides by its fifth alone."""
        del place, before
        if counts not in self._laws:
            law: dict[Shown, float] = {}
            for one, two in product(FIFTHS, repeat=2):
                listed = self._make(counts, (one, two))
                shown = Shown(seen=("refused",) if listed is None else listed, kept=str(listed), memory=None)
                law[shown] = law.get(shown, 0.0) + 1 / len(FIFTHS) ** 2
            self._laws[counts] = law
        return self._laws[counts]


def _facts(themes: dict[int, list[int]]) -> MentorFacts:
    return MentorFacts(
        persons=tuple(person(who, started_quarter=QUARTER - 2) for who in themes),
        meetings=tuple(meeting(100 + who, who) for who in themes),
        codings=tuple(coding(100 + who, who, theme) for who, mine in themes.items() for theme in mine),
        ratings=(),
    )
