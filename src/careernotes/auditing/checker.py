"""Checks what a solver claims, by whole numbers alone. Knows no solver, no report and nothing of the rest.

A world says of how many people of each kind something is true. It fits when each number lies between nobody
and everybody of its kind, and each sum that was ever published lies where the publication says. A group is
safe when two worlds that fit disagree about it as far as the rule asks:

- under 10 people: in one world nobody of them, in the other 5 of them, or all when they are fewer;
- from 10 people: in one world fewer than nine in ten, in the other nobody or at least 5;
- from 20 people, as many as a printed group has: in the low world so few that any nine of them can be without
  it, for these may be who leaves next.

Numbers of a group may be known to the reader already: what its own allies told (``told``) is taken off the
group, and both worlds have to keep to what is known (``known``: kind, least, most). Where no more can be
asked, since earlier reports told something, ``ends`` says how few and how many the two worlds must reach.
"""

from collections.abc import Mapping, Sequence

Rows = Sequence[tuple[Sequence[tuple[int, int]], int, int]]
Targets = Sequence[tuple[Sequence[int], int, int, Sequence[tuple[int, int, int]]]]
SMALL, ENOUGH = 10, 5


def unproven(
    sizes: Sequence[int],
    rows: Rows,
    targets: Targets,
    worlds: Sequence[Sequence[int]],
    witnesses: Sequence[Sequence[int]],
    *,
    ends: Mapping[int, tuple[int, int]] | None = None,
) -> list[int]:
    """The numbers of the groups that the two worlds named for each (a low one, a high one) do not prove."""
    fits = [_fits(sizes, rows, world) for world in worlds]
    # The same group and the same word of allies come up many times: each is counted once in a world.
    sums: dict[tuple[int, int], int] = {}
    keeps: dict[tuple[int, int], bool] = {}
    failed = []
    for number, (members, people, told, known) in enumerate(targets):
        named = witnesses[number] if number < len(witnesses) else ()
        if len(named) != 2 or not all(0 <= world < len(worlds) and fits[world] for world in named):
            failed.append(number)
            continue
        for world in named:
            if (world, id(members)) not in sums:
                sums[world, id(members)] = sum(map(worlds[world].__getitem__, members))
            if (world, id(known)) not in keeps:
                keeps[world, id(known)] = all(low <= worlds[world][kind] <= high for kind, low, high in known)
        low, high = (sums[world, id(members)] - told for world in named)
        kept = all(keeps[world, id(known)] for world in named)
        within = 0 <= low <= people and 0 <= high <= people and len(set(members)) == len(members)
        fewest, most = (ends or {}).get(number, (-1, people + 1))
        if not (kept and within and ((low <= fewest and high >= most) or _apart(people, low, high))):
            failed.append(number)
    return failed


def impossible(least: Sequence[int], most: Sequence[int], rows: Rows, weights: Sequence[int]) -> bool:
    """Whether the weighted sum of all rows shows that no world at all fits."""
    needed, reach = 0, [0] * len(most)
    for (terms, low, high), weight in zip(rows, weights, strict=True):
        needed += weight * (low if weight > 0 else high)
        for kind, times in terms:
            reach[kind] += weight * times
    best = sum(r * (most[kind] if r > 0 else least[kind]) for kind, r in enumerate(reach))
    return best < needed


def _fits(sizes: Sequence[int], rows: Rows, world: Sequence[int]) -> bool:
    if len(world) != len(sizes):
        return False
    for count, size in zip(world, sizes, strict=True):
        if type(count) is not int or not 0 <= count <= size:
            return False
    for terms, low, high in rows:
        total = 0
        for kind, times in terms:
            total += times * world[kind]
        if not low <= total <= high:
            return False
    return True


def few_enough(people: int) -> int:
    """Of how many of a group at most it is true in a world that proves it low."""
    if people < SMALL:
        return 0
    nearly_all = (9 * people - 1) // 10
    return nearly_all if people < 2 * SMALL else min(nearly_all, people - SMALL + 1)


def _apart(people: int, low: int, high: int) -> bool:
    if people < SMALL:
        return low == 0 and high >= min(people, ENOUGH)
    return low <= few_enough(people) and (high == 0 or high >= ENOUGH)
