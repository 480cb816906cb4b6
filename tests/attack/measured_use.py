"""U1 to U3: what is left to read after eight reports that were each tried against those before.

The goals are in tension with privacy: themes and groups are rounded to ten at least (ADR 0009), so what they
cost in nearness is measured here against the peers, and against the same program with finer groups.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.attack.measured import OPENDP, OURS, PEERS, Columns, Figures, Known, Measure, Weaker
from tests.attack.organisations import counters, lasting
from tests.attack.peers import noisy, printed_by_peers
from tests.attack.series import AS_IT_IS, WITHOUT_ALLIES, Build, Made, area_sizes, released, true_figures
from tests.attack.usefulness import Use, joined, mean_error, numbers, of, share, tops

from careernotes.disclosure import hide
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import Policy

SIZES = (120, 300, 600)
LARGE = 1200
PERIODS, FEW_PERIODS = 8, 2
FEW = 3
"""How many reports: few where a share has few organisations of each size."""
FINER = "groups to 5"
POINTS = 5
MORE_ERROR = {120: 1.8, 300: 2.5, 600: 2.5, LARGE: LARGE / 100}
TOPS = {120: 80.0, 300: 95.0, 600: 95.0}
"""The goals: at most so much off, and so many of the five largest themes right."""


def run_with(build: Build, folder: Path, size: int, seed: int, *, name: str, peers: bool) -> Figures:
    """*size* organisations of each size; *name* is what our own figures are called."""
    used: dict[str, dict[str, Use]] = defaultdict(lambda: defaultdict(Use))
    periods = PERIODS if size > FEW else FEW_PERIODS
    for number in range(size):
        for people in (*SIZES, LARGE):
            organisation = lasting(seed * 10_000 + number, people, periods)
            vectors = [counters(organisation, place) for place in range(periods)]
            true = [true_figures(vector) for vector in vectors]
            sizes = [dict(area_sizes(vector)) for vector in vectors]
            series = released(vectors, f"U/{seed}/{number}/{people}", folder, build)
            shown = {name: [values(made) for made in series]}
            if peers:
                shown |= of_peers(true, sizes)
            if peers and people == SIZES[0]:
                shown[FINER] = with_finer_groups(vectors, f"U/{seed}/{number}/{people}", folder)
            for tool, reports in shown.items():
                for report, exact, there in zip(reports, true, sizes, strict=True):
                    used[str(people)][tool].report(report, exact, there)
    return {"sizes": {n: {tool: use.plain() for tool, use in each.items()} for n, each in used.items()}}


def values(made: Made) -> dict[tuple[str, int, int], int]:
    """The numbers of one report; none when there was no report."""
    if made.report is None:
        return {}
    cells = ((table, cell) for table in made.report.tables for cell in table.cells)
    return {(t.table.value, c.row, c.column): c.value for t, c in cells if c.value is not None}


def with_finer_groups(
    vectors: Sequence[Sequence[int]], secret: str, folder: Path
) -> list[dict[tuple[str, int, int], int]]:
    """The numbers if theme groups had the base of the programme, as areas have."""
    as_is = hide._SEEN_TWICE
    hide._SEEN_TWICE = frozenset({TableId.THEMES})
    try:
        return [values(made) for made in released(vectors, secret, folder, Build(attack=False))]
    finally:
        hide._SEEN_TWICE = as_is


def of_peers(
    true: Sequence[Mapping[tuple[str, int, int], int]], sizes: Sequence[Mapping[int, int]]
) -> dict[str, list[dict[tuple[str, int, int], int]]]:
    """The numbers of every peer."""
    printed = printed_by_peers(list(zip(true, sizes, strict=True)))
    found = {name: [numbers(report) for report in reports] for name, reports in printed.items()}
    noise = noisy(true)
    return found | ({OPENDP: noise} if noise else {})


def as_it_is(folder: Path, size: int, seed: int) -> Figures:
    """The program as it is: with the allies it draws where there are two reports, without them where there
    are eight, which would take hours.
    """
    build = WITHOUT_ALLIES if size > FEW else AS_IT_IS
    return run_with(build, folder, size, seed, name=OURS, peers=True)


def hiding_more(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: nothing under 40 is shown."""
    build = Build(allies=0, attack=False, policy=Policy(hide_below=40))
    return run_with(build, folder, size, seed, name=OURS, peers=False)


def coarser(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: every step four times as wide."""
    build = Build(allies=0, attack=False, coarser=4)
    return run_with(build, folder, size, seed, name=OURS, peers=False)


def cells(
    figure: Callable[[Mapping[str, float]], float], sizes: Sequence[int], unit: str
) -> Callable[[Figures], Columns]:
    """Cells with one figure for each size."""

    def columns(figures: Figures) -> Columns:
        found = {name: [of(figures, n, name) for n in sizes] for name in (OURS, *PEERS)}
        return {
            name: joined([f"{figure(each):.{0 if unit else 1}f}{unit}" for each in told if each is not None])
            for name, told in found.items()
            if all(each is not None and each["published"] for each in told)
        }

    return columns


def reaches(
    figure: Callable[[Mapping[str, float]], float], least: Mapping[int, float]
) -> Callable[[Figures], bool]:
    """Whether our figure is at least so much at each size."""

    def reached(figures: Figures) -> bool:
        told = {people: of(figures, people, OURS) for people in least}
        return all(each is not None and figure(each) >= least[n] for n, each in told.items())

    return reached


def shows_enough(figures: Figures) -> bool:
    """Whether we publish five points more than ACRO and ONS do, at every size."""
    for people in SIZES:
        ours = of(figures, people, OURS)
        others = [each for name in ("ACRO", "ONS 10-5") if (each := of(figures, people, name)) is not None]
        if ours is None or any(share(ours) < share(each) + POINTS for each in others):
            return False
    return True


def near(at_most: Mapping[int, float]) -> Callable[[Figures], bool]:
    """Whether a published figure is off by no more than this on average, at each size."""
    return reaches(lambda told: -mean_error(told), {people: -most for people, most in at_most.items()})


def finer_groups(figures: Figures) -> list[str]:
    """What the program would gain with theme groups rounded to five under 200 people."""
    ours, finer = (of(figures, SIZES[0], name) for name in (OURS, FINER))
    if ours is None or finer is None:
        return []
    errors = f"off by {mean_error(finer):.2f} instead of {mean_error(ours):.2f}"
    shown = f"{share(finer):.0f} % instead of {share(ours):.0f} % published"
    return [f"{SIZES[0]} people, theme groups rounded to 5 instead of 10: {errors}, {shown}"]


U1_KNOWN = Known(
    because="under 200 people a single theme is shown from 20, since its step is ten (ADR 0009)",
    reached=reaches(share, {120: 30, 300: 60, 600: 65}),
)
U2_KNOWN = Known(
    because="unbiased rounding to ten is off by 3.3 on average; to five, a theme, its group and its area "
    "would together tell more than one in five about somebody who joined (ADR 0009)",
    reached=near({120: 3.4, 300: 3.8, 600: 3.8, LARGE: 12.0}),
)
U3_KNOWN = Known(
    because="themes lie close together and are rounded to ten (ADR 0009)",
    reached=reaches(tops, {120: 65, 300: 75, 600: 80}),
)

_measure = partial(Measure, tiny=1, short=2, full=12, shares=2, run=as_it_is)

MEASURES = (
    _measure(
        name="U1",
        what="figures of groups of 20 and more that are published after repair, at 120 / 300 / 600 people",
        goal="5 points above ACRO and ONS",
        held=shows_enough,
        columns=cells(share, SIZES, " %"),
        known=U1_KNOWN,
        controls=(
            Weaker(
                name="nothing under 40",
                tiny=1,
                size=1,
                run=hiding_more,
                caught=lambda f: not U1_KNOWN.reached(f),
            ),
        ),
    ),
    _measure(
        name="U2",
        what="how far a published figure is off on average, at 120 / 300 / 600 / 1200 people",
        goal="1.8 / 2.5 / 2.5 / 12",
        held=near(MORE_ERROR),
        columns=cells(mean_error, tuple(MORE_ERROR), ""),
        table=finer_groups,
        known=U2_KNOWN,
        controls=(
            Weaker(
                name="steps four times as wide",
                tiny=1,
                size=1,
                run=coarser,
                caught=lambda f: not U2_KNOWN.reached(f),
            ),
        ),
    ),
    _measure(
        name="U3",
        what="how many of the five largest themes printed are the right ones, at 120 / 300 / 600 people",
        goal="80 / 95 / 95 %",
        held=reaches(tops, TOPS),
        columns=cells(tops, SIZES, " %"),
        known=U3_KNOWN,
        controls=(
            Weaker(
                name="steps four times as wide",
                tiny=1,
                size=1,
                run=coarser,
                caught=lambda f: not U3_KNOWN.reached(f),
            ),
        ),
    ),
)
