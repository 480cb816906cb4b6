"""G1: one report and the staff list. Every group of under ten people that can be named, every theme."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.attack.measured import OURS, Columns, Figures, Measure, Weaker
from tests.attack.organisations import counters_of, period_at, programme, sampled, staff_of
from tests.attack.peers import printed_by_peers
from tests.attack.reader import Kind, ThemeGroup, attacked
from tests.attack.rules import as_read
from tests.attack.series import WITHOUT_ALLIES, Build, all_read, area_sizes, released, true_figures
from tests.attack.siege import Tally

from careernotes.disclosure.policy import Policy

PEERS_EVERY = 9
"""The peers are attacked on one organisation in so many."""
NO_FLOORS = Policy(
    mentors=1, people=1, group_people=1, effective_mentors=1, hide_below=1, sensitive_from=1, rated=1
)


def theme_groups() -> list[ThemeGroup]:
    """The groups of the published list whose themes count in them."""
    taxonomy = programme().taxonomy
    found = [
        {theme.number: int(theme.sensitivity) for theme in taxonomy.in_group(group.group_id)}
        for group in taxonomy.groups
    ]
    levels = [{theme: level for theme, level in each.items() if level <= 2} for each in found]
    numbered = zip(taxonomy.groups, levels, strict=True)
    return [ThemeGroup(number=group.number, levels=each) for group, each in numbered if each]


def run_with(build: Build, folder: Path, size: int, seed: int, *, peers: bool) -> Figures:
    """One report of each of *size* organisations, attacked; of some of them those of the peers too."""
    total, released_ = Tally(), 0
    beside: list[tuple[Mapping[Kind, int], Sequence[int]]] = []
    period = period_at(0)
    for number in range(size):
        vaults = sampled(seed * 10_000 + number)
        made = released([counters_of(vaults, period)], f"G1/{seed}/{number}", folder, build)
        reports = all_read(made)
        released_ += len(reports)
        kinds = {(area, 0, 0): people for area, people in staff_of(vaults, period).items()}
        total.add(attacked(kinds, reports, theme_groups()))
        if peers and number % PEERS_EVERY == 0:
            beside.append((kinds, counters_of(vaults, period)))
    told = {name: tally.figures() for name, tally in of_peers(beside).items()}
    return {"organisations": size, "released": released_, **total.figures(), "peers": told}


def of_peers(beside: Sequence[tuple[Mapping[Kind, int], Sequence[int]]]) -> dict[str, Tally]:
    """The same attack on what every peer would have printed, one report each."""
    found: dict[str, Tally] = {}
    exact = [(true_figures(vector), dict(area_sizes(vector))) for _kinds, vector in beside]
    for name, printed in printed_by_peers(exact).items() if beside else ():
        found[name] = Tally()
        for (kinds, _vector), report in zip(beside, printed, strict=True):
            read = as_read(0, report, programme().plan.areas)
            found[name].add(attacked(kinds, [read], theme_groups()))
    return found


def as_it_is(folder: Path, size: int, seed: int) -> Figures:
    """The program as it is; without allies, who are another goal."""
    return run_with(WITHOUT_ALLIES, folder, size, seed, peers=True)


def without_floors(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: areas of any size, and figures down to the step."""
    return run_with(Build(attack=False, policy=NO_FLOORS), folder, size, seed, peers=False)


def held(figures: Figures) -> bool:
    """Nothing tighter, nothing left undecided, and there were reports to attack."""
    return figures["tighter"] == 0 and figures["undecided"] == 0 and bool(figures["released"])


def columns(figures: Figures) -> Columns:
    """The table's cells: how many of the groups are bounded more tightly."""
    told = figures["peers"]
    assert isinstance(told, dict)
    return {OURS: _cell(figures)} | {name: _cell(each) for name, each in told.items() if each["questions"]}


def _cell(figures: Figures) -> str:
    asked, tighter = figures["questions"], figures["tighter"]
    assert isinstance(asked, int)
    assert isinstance(tighter, int)
    return f"{100 * tighter / asked:.2g} %"


def caught(figures: Figures) -> bool:
    """A weakened build is noticed when some group is bounded more tightly."""
    tighter = figures["tighter"]
    return isinstance(tighter, int) and tighter > 0


MEASURES = (
    Measure(
        name="G1",
        what="one report, a whole-number attack on every nameable group of under 10 people and every theme",
        goal="0 bounded tighter than [0, min(n, 5)]",
        tiny=2,
        short=30,
        full=1000,
        shares=2,
        run=as_it_is,
        held=held,
        columns=columns,
        controls=(Weaker(name="no floors", tiny=2, size=6, run=without_floors, caught=caught),),
    ),
)
