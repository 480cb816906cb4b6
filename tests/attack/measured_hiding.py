"""O1, hiding: the parts of our repair at the peers' own task, an exact table, beside Tau-Argus.

Both hide at one cost, the people of what is hidden. An attacker who knows neither decides whether what is
hidden stays unknown, and how far; Tau-Argus' audit says how far for what it hid itself.
"""

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.exact_table import WHOLE, Choose, ExactTable, Hidden, Interval, Name, intervals, protected
from tests.attack.measured import ARGUS, OURS, Columns, Figures, Measure, Weaker
from tests.attack.organisations import lasting, programme
from tests.attack.peers import audited, peers_python
from tests.attack.reckoning import Row
from tests.attack.solved import possible

from careernotes.auditing.hitting import Choice, Move, least_cost
from careernotes.disclosure.plan import FigureKey

PEOPLE = (3000, 300, 1000, 120, 10_000)
ASKED = 12
"""Of so many hidden figures of a table the attacker finds both ends himself."""


def tables(people: int, seed: int) -> tuple[tuple[str, ExactTable], ...]:
    """Who raised which theme group, and which theme, by area: one organisation, as it is."""
    taxonomy = programme().taxonomy
    group_of = {theme.number: group.number for group in taxonomy.groups
                for theme in taxonomy.in_group(group.group_id)}  # fmt: skip
    groups, themes = Counter[Name](), Counter[Name]()
    for member in lasting(seed, people, 1).there(0):
        if member.area:
            groups.update({(group_of[theme], member.area) for theme in member.themes})
            themes.update({(theme, member.area) for theme in member.themes})
    areas = programme().plan.areas
    raised = ("theme groups", sorted(set(group_of.values())), groups), ("themes", sorted(group_of), themes)
    return tuple(
        (name, ExactTable({(row, area): found[row, area] for row in rows for area in areas}))
        for name, rows, found in raised
    )


@dataclass
class Tally:
    """What is counted over tables."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: list[str] = field(default_factory=list)

    def take(
        self, name: str, table: ExactTable, hidden: Hidden, seconds: float, *, forgotten: Collection[Name]
    ) -> None:
        """One table as ours hid it, with the attacker's verdict."""
        found = intervals(table, hidden.names, forgotten=forgotten)
        asked = {name: found[name] for name in sorted(found)[:: max(1, len(found) // ASKED)]}
        self.counts.update(
            tables=1, small=len(table.small), hidden=len(hidden.names), cost=hidden.cost,
            not_the_least=hidden.cost != hidden.at_least, unprotected=unprotected(table, hidden.names),
            intervals=len(asked), other_intervals=wrong(table, hidden.names, asked),
        )  # fmt: skip
        self.rows.append(
            f"{name}: {len(table.cells)} cells, {len(table.small)} small, {len(hidden.names)} hidden for "
            f"{hidden.cost}, {seconds:.1f} s"
        )

    def beside(self, table: ExactTable, ours: Hidden, *, forgotten: Collection[Name]) -> None:
        """The same table as Tau-Argus hid it, and how far it says each hidden figure is unknown."""
        theirs = audited(table.cells)
        names = frozenset(theirs.intervals)
        cost = table.price(names)
        mine = intervals(table, names, forgotten=forgotten)
        differ = [name for name in names if mine[name] != theirs.intervals[name]]
        # Where the two disagree the attacker says whether ours is right to the last person.
        other = sum(wrong(table, names, {name: mine[name]}) for name in differ)
        self.counts.update(
            peer_tables=1, peer_cost=cost, peer_hidden=len(names), dearer=ours.cost > cost,
            cheaper=ours.cost < cost, peer_unprotected=unprotected(table, names),
            peer_intervals=len(names), other_intervals=other, audit_differs=len(differ) - other,
        )  # fmt: skip
        self.rows[-1] += f"; {ARGUS}: {len(names)} hidden for {cost}, {theirs.seconds:.1f} s"


def unprotected(table: ExactTable, hidden: Collection[Name]) -> int:
    """Of how many small figures the attacker, by whole numbers, rules out what must stay possible."""
    return sum(
        not (_can(table, hidden, name, 0, n - width) and _can(table, hidden, name, n + width, table.most))
        for name in table.small
        for n, width in [(table.figures[name], table.width(name))]
    )


def wrong(table: ExactTable, hidden: Collection[Name], found: Mapping[Name, Interval]) -> int:
    """How many intervals are not those the attacker finds: each end possible, nothing beyond it."""
    possible_ends = (
        all(_can(table, hidden, name, end, end) for end in found[name])
        and not _can(table, hidden, name, 0, found[name][0] - 1)
        and not _can(table, hidden, name, found[name][1] + 1, table.most)
        for name in found
    )
    return sum(not right for right in possible_ends)


def _can(table: ExactTable, hidden: Collection[Name], name: Name, low: int, high: int) -> bool:
    """Whether whole numbers that fit all that is printed put a figure between two values."""
    if low > high:
        return False
    unknown = {
        place: kind
        for kind, place in enumerate(table.places[each][0] for each in hidden if WHOLE not in each)
    }
    values = list(table.cells.values())

    def asked(places: Sequence[int], least: int, most: int) -> Row:
        # What is printed of a sum is taken off it.
        known = sum(values[place] for place in places if place not in unknown)
        return [unknown[place] for place in places if place in unknown], least - known, most - known

    printed = [
        asked(table.places[each], n, n)
        for each, n in table.figures.items()
        if each not in hidden and WHOLE in each
    ]
    known = [([kind], table.fewest[place], table.most) for place, kind in unknown.items()]
    return possible([table.most] * len(unknown), [*known, *printed, asked(table.places[name], low, high)])


def run_with(size: int, seed: int, choose: Choose, *, forget: bool = False, peers: bool = True) -> Figures:
    """*size* tables, two of each organisation."""
    tally = Tally()
    for number in range(size):
        people = PEOPLE[(number // 2 * 2 + seed - 1) % len(PEOPLE)]
        name, table = tables(people, 1000 * seed + number // 2)[number % 2]
        began = time.process_time()
        hidden = protected(table, choose)
        seconds = time.process_time() - began
        forgotten = [(row, WHOLE) for row, _column in table.cells] if forget else []
        tally.take(f"{people} people, {name}", table, hidden, seconds, forgotten=forgotten)
        if peers and peers_python():
            tally.beside(table, hidden, forgotten=forgotten)
    return {**tally.counts, "rows": tally.rows}


def as_it_is(_folder: Path, size: int, seed: int) -> Figures:
    """The program's own choice of what to hide."""
    return run_with(size, seed, least_cost)


def only_small(_folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: nothing is hidden besides the small figures."""
    unknown = 0
    for number in range(size):
        _name, table = tables(PEOPLE[0], 1000 * seed + number)[0]
        unknown += unprotected(table, table.small)
    return {"unprotected": unknown}


def one_after_another(_folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: of each proof the cheapest figure that has no part in an earlier one."""
    return run_with(size, seed, _one_each, peers=False)


def _one_each(
    cuts: Sequence[frozenset[FigureKey]], moves: Sequence[Move[FigureKey]], weights: Mapping[FigureKey, int]
) -> Choice[FigureKey]:
    hidden = frozenset(min(cut, key=lambda key: (weights[key], str(key))) for cut in cuts)
    cost = sum(weights[key] for key in hidden)
    return Choice(hidden=hidden, cost=cost, at_least=least_cost(cuts, moves, weights).cost)


def sums_forgotten(_folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: the auditor does not read the printed sums of rows."""
    return run_with(size, seed, least_cost, forget=True, peers=False)


def held(figures: Figures) -> bool:
    """Nothing dearer than Tau-Argus' choice or than need be, nothing that can be worked out, every interval
    the attacker's and Tau-Argus' own.
    """
    faults = ("not_the_least", "unprotected", "other_intervals", "dearer")
    return all(not figures.get(name) for name in faults) and bool(figures["small"]) and bool(figures["cost"])


def columns(figures: Figures) -> Columns:
    """What hiding costs each, and how the intervals compare."""
    told = {OURS: f"{figures['cost']}, {figures['other_intervals']} of {_all_intervals(figures)} differ"}
    if "peer_tables" in figures:
        told[ARGUS] = f"{figures['peer_cost']}, {figures['audit_differs']} of {figures['peer_intervals']}"
    return told


def _all_intervals(figures: Figures) -> int:
    return int(str(figures["intervals"])) + int(str(figures.get("peer_intervals", 0)))


def _rows(figures: Figures) -> list[str]:
    rows = figures["rows"]
    assert isinstance(rows, list)
    below = [f"{figures['unprotected']} of {figures['small']} small figures known too well"]
    if "peer_tables" in figures:
        below[0] += (
            f" ({ARGUS}: {figures['peer_unprotected']}); ours is dearer in {figures['dearer']}, cheaper in "
            f"{figures['cheaper']} of {figures['peer_tables']} tables"
        )
    return [*below, *(str(each) for each in rows)]


def _missed(figures: Figures) -> bool:
    return not held(figures)


MEASURES = (
    Measure(
        name="O1-hiding",
        what="exact tables: the cost of what our repair hides beside Tau-Argus' optimum, and both audits",
        goal="never dearer, 0 known too well, every interval the same",
        tiny=1,
        short=2,
        full=40,
        shares=2,
        run=as_it_is,
        held=held,
        columns=columns,
        table=_rows,
        controls=(
            Weaker(
                name="only small figures are hidden", tiny=1, size=2, run=only_small,
                caught=lambda figures: bool(figures["unprotected"]),
            ),
            Weaker(name="proof after proof", tiny=1, size=1, run=one_after_another, caught=_missed),
            Weaker(name="the sums of rows are not read", tiny=1, size=1, run=sums_forgotten, caught=_missed),
        ),
    ),
)  # fmt: skip
