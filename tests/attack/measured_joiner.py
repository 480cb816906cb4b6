"""G3: somebody joins. How well the best reader tells whether that person has a theme, exactly.

The theme shows in a figure of the whole programme and in one of an area. Ours is measured twice: over every
number of others there can be, beside the peers; and for every programme of 12 to 3,000 people with the
numbers of the others left open, which no floor or dash can make worse.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from pathlib import Path

from tests.attack.joiner import (
    Seen,
    Steps,
    Told,
    cell_key,
    exact,
    listed,
    nearest,
    nhs,
    of_one_figure,
    of_whole_and_area,
    ours,
    threshold,
    whatever_the_number,
)
from tests.attack.joiner_released import still_shown
from tests.attack.measured import ACRO, NHS, OURS, Columns, Figures, Measure, Weaker

from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.hide import base_of
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import Policy, base_for

LEAST, MOST = 12, 3000
GOALS = {1: 0.20, 3: 0.30}
SURE = ("sure", "sure_without_tops", "sure_without_both")
SIZES = (40, 120, 199, 200, 600, 999, 1000, 3000)
INSIDE = 24
"""The fewest people of an area that can be shown; a quarter of the programme where that is more."""
EXACT, CONTRIBUTORS, ROSTER = "exact", "cell key by contributors", "cell key by roster"
LIST, THEME = "theme list", "ours with the theme's own figure"
Rules = Callable[[int], tuple[Seen, Seen]]
SAFE = Policy()


def steps_of(people: int, table: TableId) -> tuple[int, ...]:
    """Every step a figure can be rounded to in a programme of so many: the choice is by a blurred number."""
    bases = {base_for(rounded(people, 10, coin)) for coin in (0, COIN_SPACE - 1)}
    return tuple(sorted(base_of(table, base) for base in bases))


def by_us(people: int) -> tuple[Seen, Seen]:
    """The rules of the whole programme's figure of a theme group and of an area's."""
    whole, area = (max(steps_of(people, t)) for t in (TableId.GROUPS, TableId.AREA_GROUPS))
    return ours(whole, max(SAFE.hide_below, whole)), ours(area, max(SAFE.hide_below, area))


def _both(rule: Callable[[], Seen]) -> Rules:
    return lambda _people: (rule(), rule())


PEERS: dict[str, Rules] = {
    EXACT: _both(exact),
    ACRO: _both(threshold),
    CONTRIBUTORS: _both(lambda: cell_key(by_contributors=True)),
    ROSTER: _both(lambda: cell_key(by_contributors=False)),
    NHS: _both(nhs),
}


def every_programme(tables: tuple[TableId, ...], times: int, *, mixed: bool = True) -> dict[str, float]:
    """The worst of all programmes from 12 to 3,000 people, and how many that were. Near 200 and 1,000 people
    the step is drawn too: *mixed* goes through every way it can fall from report to report.
    """

    @cache
    def worst(bases: tuple[tuple[int, ...], ...]) -> float:
        """Over every way the bases of the reports can fall: all figures of a report go by the same one."""
        choices = range(len(bases[0]))
        sides = (
            list(combinations_with_replacement(choices, times)) if mixed else [(n,) * times for n in choices]
        )
        found = 0.0
        for before, after in product(sides, repeat=2):
            figures: list[Steps] = [(tuple(b[n] for n in before), tuple(b[n] for n in after)) for b in bases]
            found = max(found, float(whatever_the_number(figures)))
        return found

    tried = [worst(_bases(people, tables)) for people in range(LEAST, MOST + 1)]
    return {"worst": round(max(tried), 4), "tried": len(tried), "over": sum(t > GOALS[times] for t in tried)}


def _bases(people: int, tables: tuple[TableId, ...]) -> tuple[tuple[int, ...], ...]:
    both = sorted({base_for(rounded(people, 10, coin)) for coin in (0, COIN_SPACE - 1)})
    return tuple(tuple(base_of(table, base) for base in both) for table in tables)


def rows(sizes: tuple[int, ...]) -> Iterator[tuple[str, int, int, Told]]:
    """Each rule, size and number of reports a side, with every number of others alike."""
    for people, times in product(sizes, GOALS):
        inside = max(INSIDE, people // 4)
        for name, rules in {OURS: by_us, **PEERS}.items():
            whole, area = rules(people)
            yield name, people, times, of_whole_and_area(whole, area, people, inside, times)
    for people, times in product((12, 14, 33, 40), GOALS):
        yield LIST, people, times, of_one_figure(listed(), people, times)


def as_it_is(folder: Path, size: int, seed: int) -> Figures:
    """All of it; *size* is how many sizes of programme stand beside the peers."""
    del folder, seed
    found: Figures = {}
    for name, people, times, told in rows(SIZES[:size]):
        found[f"{name}/{people}/{times}"] = [round(told.advantage, 4), round(told.certain, 4)]
    found["sure"] = list(still_shown(MOST))
    found["sure_without_tops"] = list(still_shown(MOST, tops=False))
    found["sure_without_both"] = list(still_shown(MOST, attacks=False, tops=False))
    for times in GOALS:
        found[f"every/{times}"] = every_programme((TableId.GROUPS, TableId.AREA_GROUPS), times)
        three = (TableId.THEMES, TableId.GROUPS, TableId.AREA_GROUPS)
        found[f"theme/{times}"] = every_programme(three, times, mixed=False)
    return found


def without_a_coin(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: rounded to the nearest multiple, without a coin."""
    del folder, seed
    whole = of_whole_and_area(nearest(10), nearest(5), SIZES[size - 1], INSIDE, 1)
    return {"advantage": whole.advantage, "certain": whole.certain}


def worst_of(figures: Figures, name: str, times: int) -> list[float]:
    """The highest advantage and the highest certainty of one rule."""
    found = [
        each for key, each in figures.items() if key.startswith(f"{name}/") and key.endswith(f"/{times}")
    ]
    pairs = [each for each in found if isinstance(each, list)]
    return [max(pair[place] for pair in pairs) for place in (0, 1)]


def held(figures: Figures) -> bool:
    """Both goals, in every programme and beside the peers, and for the list."""
    every = [figures[f"every/{times}"] for times in GOALS]
    sure, alone, loose = (figures[name] for name in SURE)
    assert isinstance(sure, list)
    assert isinstance(alone, list)
    assert isinstance(loose, list)
    if sure[1] or alone[1] or not loose[1]:
        return False
    return all(isinstance(each, dict) and not each["over"] for each in every) and all(
        worst_of(figures, name, times)[0] <= goal for times, goal in GOALS.items() for name in (OURS, LIST)
    )


def columns(figures: Figures) -> Columns:
    """The table's cells: 1+1 and 3+3 reports."""

    def cell(name: str) -> str:
        return " / ".join(f"{worst_of(figures, name, times)[0]:.2f}" for times in GOALS)

    every = " / ".join(
        f"{each['worst']:.2f}" for t in GOALS if isinstance(each := figures[f"every/{t}"], dict)
    )
    return {OURS: every, **{name: cell(name) for name in (ACRO, NHS)}}


def table(figures: Figures) -> list[str]:
    """Every rule beside every other, and what is not reached."""
    lines = []
    for name in (OURS, LIST, *PEERS):
        parts = [worst_of(figures, name, times) for times in GOALS]
        told = "; ".join(
            f"{t}+{t} reports {a:.3f}, certain {c:.3f}" for t, (a, c) in zip(GOALS, parts, strict=True)
        )
        lines.append(f"{name}: {told}")
    for key, words in (("every", "whole programme and area"), ("theme", "theme, its group and area")):
        parts = [figures[f"{key}/{times}"] for times in GOALS]
        told = "; ".join(
            f"{t}+{t} at most {each['worst']:.3f}, above the goal in {each['over']} of {each['tried']} sizes"
            for t, each in zip(GOALS, parts, strict=True)
            if isinstance(each, dict)
        )
        lines.append(f"ours, {words}, any numbers, 12 to 3,000 people: {told}")
    sure, alone, loose = (figures[name] for name in SURE)
    assert isinstance(sure, list)
    assert isinstance(alone, list)
    assert isinstance(loose, list)
    lines.append(
        f"certain is before the attack step. With it, of {sure[0]} pairs of reports that leave no doubt in a "
        f"programme of 50, {sure[1]} are shown; without tops {alone[1]}; without both {loose[1]}"
    )
    return lines


MEASURES = (
    Measure(
        name="G3",
        what="the advantage about somebody who joins, whole programme and area, by going through it all",
        goal="<= .20 (1+1), <= .30 (3+3), certain 0",
        tiny=1,
        short=4,
        full=len(SIZES),
        run=as_it_is,
        held=held,
        columns=columns,
        table=table,
        controls=(
            Weaker(
                name="rounding without a coin",
                tiny=1,
                size=2,
                run=without_a_coin,
                caught=lambda f: f["advantage"] > 0.2,
            ),
        ),
    ),
)
