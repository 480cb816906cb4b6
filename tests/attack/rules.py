"""Published rules of others, on the same exact figures: what each would print, and what that lets conclude.

Vendors of staff surveys: exact figures for every group of at least five people. NHS England: counts of 1 to
7 are hidden, 0 is printed, all others to the nearest 5. ONS: counts under 10 are hidden, all others to the
nearest 5. ACRO (what it lets pass comes from its own program): counts under 10 are hidden, all others exact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.attack.measured import NHS, ONS, VENDOR
from tests.attack.reader import Figure, Interval, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One figure as printed: its value, None for a dash, and from how much to how much it can be."""

    value: int | None
    says: Interval


Rule = Callable[[int, int], Printed]
"""From the people of the group and the true count to what is printed."""
MANY = 10**9


def nearest_five(count: int) -> int:
    """The multiple of five next to *count*."""
    return (count + 2) // 5 * 5


def vendor(people: int, count: int) -> Printed:
    """Exact, for groups of at least five."""
    if people < 5:
        return Printed(value=None, says=(0, people))
    return Printed(value=count, says=(count, count))


def nhs(people: int, count: int) -> Printed:
    """1 to 7 hidden, 0 printed, the rest to the nearest 5."""
    if 1 <= count <= 7:
        return Printed(value=None, says=(1, 7))
    near = nearest_five(count)
    return Printed(value=near, says=(0, 0) if count == 0 else (max(8, near - 2), near + 2))


def ons(people: int, count: int) -> Printed:
    """Under 10 hidden, the rest to the nearest 5."""
    if count < 10:
        return Printed(value=None, says=(0, 9))
    near = nearest_five(count)
    return Printed(value=near, says=(max(10, near - 2), near + 2))


def threshold(people: int, count: int) -> Printed:
    """Under 10 hidden, the rest exact."""
    if count < 10:
        return Printed(value=None, says=(0, 9))
    return Printed(value=count, says=(count, count))


RULES: Mapping[str, Rule] = {ONS: ons, NHS: nhs, VENDOR: vendor}


def printed_by(rule: Rule, figures: Mapping[Figure, int], people: Mapping[int, int]) -> dict[Figure, Printed]:
    """Every figure by one rule; *people* has the size of each area, and of all under 0."""
    return {
        figure: rule(people[figure[1] if figure[0] == "area_groups" else 0], count)
        for figure, count in figures.items()
    }


def passed_by(passed: Iterable[Figure], figures: Mapping[Figure, int]) -> dict[Figure, Printed]:
    """Every figure of a tool that says which cells may be shown as they are; of others it says nothing."""
    kept = set(passed)
    return {
        figure: Printed(value=n, says=(n, n)) if figure in kept else Printed(value=None, says=(0, MANY))
        for figure, n in figures.items()
    }


def as_read(place: int, printed: Mapping[Figure, Printed], areas: Iterable[int]) -> Published:
    """The report as its reader takes it: every area stands for itself."""
    return Published(
        place=place,
        says={figure: each.says for figure, each in printed.items()},
        groups={area: frozenset({area}) for area in areas},
    )
