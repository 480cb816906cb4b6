"""The reader that attacks finds what two reports give away, and claims nothing that is not so.

Held against every world there is, for organisations that are small enough to go through them all.
"""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.reader import Kind, Published, ThemeGroup, attacked

ALONE = ThemeGroup(number=1, levels={7: 1})
STAYED, CAME = (1, 0, 1), (1, 1, 1)


def report(place: int, low: int, high: int) -> Published:
    return Published(place=place, says={("themes", 7, 0): (low, high)}, groups={})


def test_who_came_is_found_between_two_exact_figures() -> None:
    tally = attacked({STAYED: 30, CAME: 2}, [report(0, 12, 12), report(1, 14, 14)], [ALONE])
    assert tally.pinned == tally.someone == tally.tighter == 1
    assert tally.facts == 2


def test_nothing_is_claimed_of_who_came_between_two_rounded_figures() -> None:
    tally = attacked({STAYED: 30, CAME: 2}, [report(0, 6, 14), report(1, 6, 14)], [ALONE])
    assert (tally.questions, tally.tighter, tally.undecided) == (1, 0, 0)


AREAS = (1, 2)
PAIR = ThemeGroup(number=3, levels={7: 1, 8: 2})


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_bounds_are_those_of_all_worlds(data: st.DataObject) -> None:
    sizes = st.integers(1, 2)
    kinds: dict[Kind, int] = {(area, 0, 0): data.draw(sizes) for area in AREAS}
    each_kind = product(*(_of_kind(people) for people in kinds.values()))
    worlds = [dict(zip(AREAS, each, strict=True)) for each in each_kind]
    true = data.draw(st.sampled_from(worlds))
    reports = [_published(true, data)]
    fitting = [world for world in worlds if _fits(world, reports[0])]
    tighter = 0
    groups = [(1,), (2,), (1, 2)]
    for areas in groups:
        people = sum(kinds[area, 0, 0] for area in areas)
        for facet in range(4):
            found = [sum(world[area][facet] for area in areas) for world in fitting]
            tighter += min(found) > 0 or max(found) < people
    assert attacked(kinds, reports, [PAIR]).tighter == tighter


def _of_kind(people: int) -> list[tuple[int, int, int, int]]:
    """Of so many people: how many have theme 7, theme 8, either, and a theme for the breakdown (7 alone)."""
    found = set()
    for each in product(range(4), repeat=people):
        seven, eight = sum(n & 1 for n in each), sum(n >> 1 for n in each)
        found.add((seven, eight, sum(n > 0 for n in each), seven))
    return sorted(found)


def _published(true: dict[int, tuple[int, int, int, int]], data: st.DataObject) -> Published:
    figures = {("themes", 7, 0): 0, ("themes", 8, 0): 1, ("groups", 3, 0): 2}
    whole = {name: sum(each[facet] for each in true.values()) for name, facet in figures.items()}
    whole |= {("area_groups", area, 3): each[3] for area, each in true.items()}
    says = {}
    for name, n in whole.items():
        if data.draw(st.booleans()):
            says[name] = (max(0, n - data.draw(st.integers(0, 2))), n + data.draw(st.integers(0, 2)))
    return Published(place=0, says=says, groups={area: frozenset({area}) for area in AREAS})


def _fits(world: dict[int, tuple[int, int, int, int]], report: Published) -> bool:
    figures = {("themes", 7, 0): 0, ("themes", 8, 0): 1, ("groups", 3, 0): 2}
    for name, (low, high) in report.says.items():
        n = world[name[1]][3] if name[0] == "area_groups" else sum(e[figures[name]] for e in world.values())
        if not low <= n <= high:
            return False
    return True
