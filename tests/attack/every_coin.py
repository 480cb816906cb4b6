"""The same reports from another world: which coins of rounding and of chance give them.

A certificate of the attack step holds worlds that fit what was published. For each of them this finds coins,
and the program is run on that world with these coins, report by report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.attack.every_figure import BREAKDOWN, FIGURES, PLAN, STEPS
from tests.attack.every_world import DOWN, UP, Cell, Program, Shown, stands_for

from careernotes.auditing.look import Look
from careernotes.auditing.roster import PersonClass
from careernotes.auditing.setting import AREAS
from careernotes.disclosure.plan import FigureKey

THEME, SECOND_THEME, EITHER = range(3)
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one report is made from: its figures, their coins, what chance leaves out."""

    counts: Counts
    coins: tuple[int, ...]
    gone: frozenset[str]


class NotReachedError(Exception):
    """No coins give what was published."""


def made(program: Program, runs: Sequence[Run]) -> list[Shown]:
    """The reports of one organisation, one after another."""
    found: list[Shown] = []
    for place, run in enumerate(runs):
        before = found[-1] if found else None
        found.append(program.run(run.counts, place, run.coins, before, run.gone))
    return found


def certified_runs(reports: Sequence[Shown], truth: Sequence[Run]) -> Iterator[list[Run]]:
    """For every world in the certificate of the last report, how all *reports* come about in it.

    Before the reports over which a world holds, people may have said anything; there the *truth* stays.

    Raises:
        NotReachedError: when there is a world in which they cannot.
    """
    attack, memory = reports[-1].attack, reports[-1].memory
    assert attack is not None
    assert memory is not None
    series = next(each for each in attack.setting.lines(memory.look) if each.name == AREAS)
    skipped, last = len(reports) - len(series.looks), series.last
    for page in attack.outcome.pages:
        family, first = page.name.rsplit("/", 1)
        # What was possible before the report is no world of the report itself.
        if not first.isdigit() or not family.startswith(f"{AREAS}/") or family.count(",") != EITHER:
            continue
        kept = [each for each in series.classes if each.left >= int(first)]
        for world in page.worlds:
            runs = list(truth)
            for place in range(int(first), last + 1):
                report = reports[place + skipped]
                runs[place + skipped] = _run(_counted(world, kept, place), report, new=place == last)
            yield runs


def _counted(world: Sequence[int], classes: Sequence[PersonClass], place: int) -> Counts:
    here = [(number, each) for number, each in enumerate(classes) if each.present(place)]

    def of(facet: int, area: int = 0) -> int:
        return sum(world[facet * len(classes) + n] for n, each in here if area in {0, each.area})

    return of(EITHER), of(THEME), of(SECOND_THEME), of(EITHER, 1), of(EITHER, 2)


def _run(counts: Counts, report: Shown, *, new: bool) -> Run:
    """The coins by which *counts* give what a report showed."""
    assert report.memory is not None
    look = report.memory.look
    cells = {cell.key: cell for cell in report.seen if isinstance(cell, Cell)}
    coins, gone = [], set() if look.groups else {BREAKDOWN}
    for key, step, n in zip(FIGURES, STEPS, counts, strict=True):
        value = cells[key].value if key in cells else None
        coins.append(UP if value is not None and value > n else DOWN)
        if value is None:
            gone |= _left_out(key, n, look, new=new)
        elif not stands_for(cells[key], n, step):
            raise NotReachedError(f"{n} is never shown as {value}")
    return Run(counts=counts, coins=tuple(coins), gone=frozenset(gone))


def _left_out(key: FigureKey, n: int, look: Look, *, new: bool) -> set[str]:
    """Whether chance has to make a dash: it need not where the dash says that a figure is small."""
    span = look.span(key)
    if span is not None and n <= span.high:
        return set()
    # A dash of the new report that no other could cover is left out of what it is tried with.
    if span is not None and not (new and not look.covers(key, PLAN)):
        raise NotReachedError(f"{n} is no dash at {key}")
    return {str(key)}
