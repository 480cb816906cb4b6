"""Every world there is in a tiny organisation, each put through the program itself.

The reader knows the program, the staff list, who came and who went, and everything about everybody but two
things: who raised which theme, and the coins. So it goes through every way in which two themes of one group
can lie with the people, and through every coin that can fall differently, and runs the program on each. What
it then sees it holds against what was published: a person is given away when the same is true of that person
in every world that could have led to it.

People with the same area and the same reports are alike to the program, which adds them up; ``worlds`` goes
through numbers of alike people, and a test holds that against all people one by one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import comb

from tests.attack.every_figure import (
    BREAKDOWN,
    FIGURES,
    KIT,
    NOTHING,
    PERIODS,
    PLAN,
    STEPS,
    TWO,
    chance_coin,
    everything_gone,
)
from tests.attack.tops import top_coding

from careernotes.auditing.attack import Attack, Setting
from careernotes.auditing.memory import Memory, partition_of, plain_memory
from careernotes.auditing.roster import Roster
from careernotes.canonical import canonical_hash
from careernotes.disclosure.blur import COIN_SPACE, Rounder, rounded
from careernotes.disclosure.errors import PoolTooSmallError, ReportHeldError
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import TOP_LEAVES, Policy
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import Symbol

UP, DOWN = 0, COIN_SPACE - 1
REFUSED, HELD = "refused", "held"
FLOORS = Policy()
NO_GATE = Policy(mentors=0, people=-9, group_people=-9, effective_mentors=1)
"""The real rules but for the gate: a report whatever there is."""
LOW = Policy(mentors=0, people=-9, group_people=-9, effective_mentors=1, hide_below=5, sensitive_from=5)
"""Without a gate, and shown from five."""
Lot = tuple[int, int, int]
"""Of people who are alike: how many have the first theme, how many the second, how many either."""
World = tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One published figure."""

    key: FigureKey
    value: int | None
    symbol: Symbol


Seen = tuple[object, ...]
"""Everything a report shows: its areas and its cells, or that there is none."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who are alike: their area, in which reports they are, how many they are."""

    area: int
    people: int
    places: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The program, or one with something taken out."""

    policy: Policy = LOW
    rounder: Rounder = rounded
    attacks: bool = True
    allies: int = 0
    size_coin: int = UP
    """The coin of how many people there are, in all and by area: one that shows as much as it can."""
    known_coin: Callable[[str, str, str], int] | None = None
    """Coins the reader can work out, as without a secret."""
    tops: bool = True
    top_leaves: int = TOP_LEAVES
    """Of how many people a top leaves it open; so few have no figure below theirs."""
    chances: frozenset[str] = frozenset()
    """Which coins of chance can leave something out; the others never fall, as in a program without them."""


def lots(people: int) -> list[Lot]:
    """Every way two themes can lie with people who are alike."""
    return [
        (one, two, either)
        for one in range(people + 1)
        for two in range(people + 1)
        for either in range(max(one, two), min(people, one + two) + 1)
    ]


def group_alone(people: int) -> list[Lot]:
    """Every way one theme can lie with them: for crowds in which no single theme is ever shown."""
    return [(either, 0, either) for either in range(people + 1)]


def ways(crowd: Crowd, lot: Lot) -> int:
    """In how many ways such a lot can fall on named people."""
    one, two, either = lot
    return comb(crowd.people, either) * comb(either, one) * comb(one, one + two - either)


def stands_for(cell: Cell, count: int, step: int) -> bool:
    """Whether a number rounded to *step* may stand for *count*, and at the top for any higher count too."""
    assert cell.value is not None
    return cell.value - step < count and (cell.symbol is Symbol.TOP or count < cell.value + step)


class Themes(Attack):
    """The attack on theme figures alone: all other figures are the same in every world."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._families = tuple(f for f in self._families if any(key in f.figures for key in FIGURES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one run gave: what everybody sees, and what the trustee keeps."""

    seen: Seen
    kept: str
    memory: Memory | None = field(compare=False)
    attack: Attack | None = field(compare=False, default=None)


class Program:
    """The program run on one organisation's people, each different run once."""

    def __init__(self, crowds: Sequence[Crowd], rules: Rules) -> None:
        self.crowds, self.rules = tuple(crowds), rules
        self._runs: dict[tuple[object, ...], Shown] = {}

    @property
    def runs(self) -> int:
        """How many different runs there were."""
        return len(self._runs)

    def counts(self, world: World, place: int) -> tuple[int, ...]:
        """The theme figures of one report, in the order of ``FIGURES``."""
        here = [(c, lot) for c, lot in zip(self.crowds, world, strict=True) if place in c.places]
        by_area = [sum(lot[2] for c, lot in here if c.area == area) for area in (1, 2)]
        whole = (sum(lot[facet] for _c, lot in here) for facet in (2, 0, 1))
        return (*whole, *by_area)

    def after(self, counts: tuple[int, ...], place: int, before: Shown | None = None) -> dict[Shown, float]:
        """Everything one report with these figures can show, with its chance."""
        found: dict[Shown, float] = {}
        for coins, chance in self._coins(counts, place):
            for gone, share in everything_gone(self.rules.chances):
                shown = self.run(counts, place, coins, before, gone)
                found[shown] = found.get(shown, 0.0) + chance * share
        return found

    def fits(self, counts: Sequence[int], seen: Seen) -> bool:
        """Whether such counts could stand behind the figures shown, a dash saying nothing."""
        of = dict(zip(FIGURES, zip(counts, STEPS, strict=True), strict=True))
        return not any(
            isinstance(cell, Cell)
            and cell.value is not None
            and not stands_for(cell, *of[cell.key])
            for cell in seen
        )

    def run(
        self,
        counts: Sequence[int],
        place: int,
        coins: Sequence[int],
        before: Shown | None = None,
        gone: frozenset[str] = NOTHING,
    ) -> Shown:
        """One run; what a run gives depends on the rounded figures alone, and not on one that chance leaves
        out, so each of those is made once.
        """
        rounder = self.rules.rounder
        blurred = (rounder(n, step, c) for n, step, c in zip(counts, STEPS, coins, strict=True))
        told = tuple(None if str(key) in gone else n for key, n in zip(FIGURES, blurred, strict=True))
        key = (place, before.kept if before else "", told, BREAKDOWN in gone)
        if key not in self._runs:
            self._runs[key] = self.fresh(counts, place, coins, before, gone)
        return self._runs[key]

    def fresh(
        self,
        counts: Sequence[int],
        place: int,
        coins: Sequence[int],
        before: Shown | None = None,
        gone: frozenset[str] = NOTHING,
    ) -> Shown:
        """One run of the real pipeline from the summed counters on; *gone* is what chance leaves out."""
        rules = self.rules
        drawn = {str(key): coin for key, coin in zip(FIGURES, coins, strict=True)}
        sizes = FigureKey(TableId.PEOPLE), *(FigureKey(TableId.AREAS, area) for area in (1, 2))
        drawn |= dict.fromkeys(map(str, sizes), rules.size_coin)
        drawn |= {chance_coin(name): UP for name in gone}
        past = (before.memory,) if before and before.memory else ()
        attack = Themes(
            Setting(
                past=past,
                roster=self._roster(place),
                plan=PLAN,
                policy=rules.policy,
                taxonomy=TWO,
                partition=partition_of(KIT),
                sets_of_allies=rules.allies,
            )
        )
        try:
            with top_coding(on=rules.tops, leaves=rules.top_leaves):
                made = release(
                    self._vector(counts, place),
                    plan=PLAN,
                    policy=rules.policy,
                    period=PERIODS[place],
                    coin=lambda _plan, _period, figure: drawn.get(figure, DOWN),
                    rounder=rules.rounder,
                    checks=[attack] if rules.attacks else [],
                ).report
        except PoolTooSmallError:
            return Shown(seen=(REFUSED,), kept=REFUSED, memory=None)
        except ReportHeldError:
            return Shown(seen=(HELD,), kept=HELD, memory=None)
        tables = [table for table in made.tables if table.table in {key.table for key in FIGURES}]
        assert all(
            t.base == s for t in tables for k, s in zip(FIGURES, STEPS, strict=True) if k.table is t.table
        )
        cells = (
            Cell(FigureKey(t.table, c.row, c.column), c.value, c.symbol) for t in tables for c in t.cells
        )
        seen = (made.breakdown.areas, *cells)
        memory = attack.outcome.memory
        kept = canonical_hash(plain_memory(memory)) if memory else ""
        return Shown(seen=seen, kept=kept + repr(seen), memory=memory, attack=attack)

    def _coins(self, counts: Sequence[int], place: int) -> Iterator[tuple[tuple[int, ...], float]]:
        """Every fall of the coins that makes a difference, with its chance."""
        if self.rules.known_coin is not None:
            period = str(PERIODS[place])
            yield tuple(self.rules.known_coin(PLAN.plan_hash, period, str(key)) for key in FIGURES), 1.0
            return
        falls = [
            [(UP, n % step / step), (DOWN, 1 - n % step / step)] if n % step else [(DOWN, 1.0)]
            for n, step in zip(counts, STEPS, strict=True)
        ]
        for fall in product(*falls):
            chance = 1.0
            for _coin, share in fall:
                chance *= share
            yield tuple(coin for coin, _share in fall), chance

    def _roster(self, place: int) -> Roster:
        people: dict[tuple[int, int], int] = {}
        for crowd in self.crowds:
            if place in crowd.places:
                kind = crowd.area, place - crowd.places[0]
                people[kind] = people.get(kind, 0) + crowd.people
        return Roster(period=PERIODS[place], people=people)

    def _vector(self, counts: Sequence[int], place: int) -> tuple[int, ...]:
        """The summed counters of mentors with one person each."""
        by_area = {a: sum(c.people for c in self.crowds if c.area == a and place in c.places) for a in (1, 2)}
        values = dict(zip(FIGURES, counts, strict=True))
        for table in (TableId.PEOPLE, TableId.SESSIONS, TableId.MENTORS, TableId.SQUARES):
            values[FigureKey(table)] = sum(by_area.values())
        for area, people in by_area.items():
            for table in (TableId.AREAS, TableId.MENTORS, TableId.SQUARES):
                values[FigureKey(table, area)] = people
        return tuple(values.get(key, 0) for key in PLAN.keys)
