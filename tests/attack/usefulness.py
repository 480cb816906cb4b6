"""How much a report still shows and how near it is, for us and for every peer on the same counts.

Counted are the figures of groups of at least 20 people: themes and theme groups of the whole programme, and
theme groups of every area of that size. Published is what has a number; an area that is merged has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.attack.measured import Figures
from tests.attack.reader import Figure
from tests.attack.rules import Printed

LEAST_PEOPLE = 20
TOP = 5


@dataclass(slots=True, kw_only=True)
class Use:
    """What some reports showed."""

    figures: int = 0
    published: int = 0
    error: int = 0
    tops: int = 0
    kept: float = 0.0

    def plain(self) -> Figures:
        """As plain figures, to be added up."""
        return {name: getattr(self, name) for name in self.__slots__}

    def report(
        self, shown: Mapping[Figure, int], true: Mapping[Figure, int], people: Mapping[int, int]
    ) -> None:
        """Count one report: the printed numbers, the true ones, and the people of each area (0: of all)."""
        for figure, n in true.items():
            if people[figure[1] if figure[0] == "area_groups" else 0] >= LEAST_PEOPLE:
                self.figures += 1
                if (value := shown.get(figure)) is not None:
                    self.published += 1
                    self.error += abs(value - n)
        self.tops += 1
        self.kept += top_kept(shown, true)


def numbers(printed: Mapping[Figure, Printed]) -> dict[Figure, int]:
    """The numbers among what a peer prints."""
    return {figure: each.value for figure, each in printed.items() if each.value is not None}


def top_kept(shown: Mapping[Figure, int], true: Mapping[Figure, int]) -> float:
    """Which part of the five largest printed themes truly belong there; a tie is shared out evenly."""
    themes = {figure: n for figure, n in true.items() if figure[0] == "themes"}
    belongs = sorted(themes.values(), reverse=True)[:TOP][-1]
    printed = sorted(((n, figure) for figure, n in shown.items() if figure in themes), reverse=True)
    if not printed:
        return 0.0
    least = printed[:TOP][-1][0]
    above = [figure for n, figure in printed if n > least]
    tied = [figure for n, figure in printed if n == least]
    places = min(TOP - len(above), len(tied))
    right = sum(themes[figure] >= belongs for figure in above)
    return (right + places * sum(themes[figure] >= belongs for figure in tied) / len(tied)) / TOP


def share(told: Mapping[str, float]) -> float:
    """The share of figures that were published, in per cent."""
    return 100 * told["published"] / told["figures"]


def mean_error(told: Mapping[str, float]) -> float:
    """How far a published figure is off, on average."""
    return told["error"] / told["published"]


def tops(told: Mapping[str, float]) -> float:
    """The share of the five largest themes that are the right ones, in per cent."""
    return 100 * told["kept"] / told["tops"]


def of(figures: Figures, people: int, name: str) -> Mapping[str, float] | None:
    """What was counted for one size and one tool; None when it was not run."""
    sizes = figures["sizes"]
    assert isinstance(sizes, dict)
    found: Mapping[str, float] | None = sizes.get(str(people), {}).get(name)
    return found


def joined(cells: Sequence[str]) -> str:
    """The cells of several sizes as one."""
    return " / ".join(cells)
