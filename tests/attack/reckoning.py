"""The arithmetic of an attacker: whole numbers only, every possibility that fits, nothing of the program.

A class is a number of people nobody can tell apart. A row says between what their sum lies. What the method
calls disclosed (D1 to D5) is decided by whether whole numbers that fit exist, found by going through them.
"""

from collections.abc import Collection, Sequence

NINE_MAY_GO = "D5"
"""So much is proven of twenty people or more that any nine who left would have somebody among them."""
Row = tuple[Collection[int], int, int]
"""Classes, and from how many to how many of their people together have a theme."""


def possible(sizes: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether any whole numbers fit: class by class, giving up as soon as a row cannot be met."""
    # Classes that are in the same rows are one number: only their sum is seen.
    alike: dict[tuple[bool, ...], int] = {}
    for kind, size in enumerate(sizes):
        mark = tuple(kind in kinds for kinds, _low, _high in rows)
        alike[mark] = alike.get(mark, 0) + size
    kinds = sorted(((size, mark) for mark, size in alike.items() if any(mark)), reverse=True)
    rooms = [[0] * len(rows)]
    for size, mark in reversed(kinds):
        rooms.insert(0, [room + size * inside for room, inside in zip(rooms[0], mark, strict=True)])
    bounds = [(low, high) for _kinds, low, high in rows]

    def go(place: int, sums: Sequence[int]) -> bool:
        if place == len(kinds):
            return all(low <= total <= high for total, (low, high) in zip(sums, bounds, strict=True))
        size, mark = kinds[place]
        later = rooms[place + 1]
        first, last = 0, size
        for total, (low, high), room, inside in zip(sums, bounds, later, mark, strict=True):
            if inside:
                first, last = max(first, low - total - room), min(last, high - total)
            elif total > high or total + room < low:
                return False
        return any(
            go(place + 1, [total + n * inside for total, inside in zip(sums, mark, strict=True)])
            for n in range(first, last + 1)
        )

    return go(0, [0] * len(rows))


def least(sizes: Sequence[int], rows: Sequence[Row], target: Collection[int]) -> int:
    """The fewest people of *target* that fit; one more than all when nothing fits."""
    people = sum(sizes[kind] for kind in target)
    fits = (n for n in range(people + 1) if possible(sizes, [*rows, (target, 0, n)]))
    return next(fits, people + 1)


def most(sizes: Sequence[int], rows: Sequence[Row], target: Collection[int]) -> int:
    """The most people of *target* that fit; -1 when nothing fits."""
    people = sum(sizes[kind] for kind in target)
    fits = (n for n in range(people, -1, -1) if possible(sizes, [*rows, (target, n, people)]))
    return next(fits, -1)


def won(sizes: Sequence[int], rows: Sequence[Row], target: Collection[int]) -> str:
    """What the attacker has proven of a group: nothing, or the rule of the method that it breaks."""
    people = sum(sizes[kind] for kind in target)

    def can(low: int, high: int) -> bool:
        return possible(sizes, [*rows, (target, low, high)])

    if not people or not can(0, people):
        return ""
    none, some = can(0, 0), can(min(people, 5), people)
    if people < 10:
        return "D1" if not none else "D2" if not some else ""
    if not can(0, (9 * people - 1) // 10):
        return "D4"
    if not none and not some:
        return "D3"
    # Of a group that may be printed, any nine may be the ones who leave next.
    return NINE_MAY_GO if people >= 20 and not can(0, people - 9) else ""


# ------------------------------------------------- certificates, reckoned once more

Terms = Sequence[tuple[int, int]]
Known = Sequence[tuple[int, int, int]]


def world_fits(sizes: Sequence[int], rows: Sequence[tuple[Terms, int, int]], world: Sequence[object]) -> bool:
    """Whether a claimed world is one: a whole number for each kind, within its size, and every row met."""
    if len(world) != len(sizes) or any(type(number) is not int for number in world):
        return False
    numbers = [int(str(number)) for number in world]
    if any(number < 0 or number > size for number, size in zip(numbers, sizes, strict=True)):
        return False
    for terms, low, high in rows:
        total = sum(numbers[kind] * times for kind, times in terms)
        if total < low or total > high:
            return False
    return True


def certified(
    people: int, told: int, members: Sequence[int], known: Known, one: Sequence[int], two: Sequence[int]
) -> bool:
    """Whether two worlds that fit leave a group open: nobody or enough, none of D1 to D5."""
    for world in (one, two):
        if any(world[kind] < least or world[kind] > most for kind, least, most in known):
            return False
    if len(members) != len(set(members)):
        return False
    few, many = (sum(world[kind] for kind in members) - told for world in (one, two))
    if min(few, many) < 0 or max(few, many) > people:
        return False
    if people < 10:
        return few == 0 and many >= (min(people, 5))
    nine_in_ten = people * 9 / 10
    return few < nine_in_ten and (people < 20 or few <= people - 9) and many not in range(1, 5)
