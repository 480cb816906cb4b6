"""The figures of the organisations that ``every_world`` goes through, and what chance can leave out."""

from collections.abc import Iterator
from itertools import product

from tests.unit.disclosure.support import GENERAL, TAXONOMY, make_kit

from careernotes.assets import read_json
from careernotes.disclosure import chance as by_chance
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.policy import LEFT_OUT_WITH_PARTS
from careernotes.domain.periods import Period
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy

PERIODS = Period.parse("2026-H1"), Period.parse("2026-H2")
FIRST, SECOND = GENERAL[0], GENERAL[1]
GROUP = TAXONOMY.group_by_id[TAXONOMY.by_number[FIRST].group_id].number


def _two_themes() -> Taxonomy:
    value = read_json("taxonomy", "careernotes-core-1.json")
    assert isinstance(value, dict)
    themes = [TAXONOMY.by_number[number] for number in (FIRST, SECOND)]
    value["themes"] = [each for each in value["themes"] if each["id"] in {theme.theme_id for theme in themes}]
    value["groups"] = [each for each in value["groups"] if each["id"] == themes[0].group_id]
    return read_taxonomy(value)


TWO: Taxonomy = _two_themes()
KIT = make_kit(
    segments={
        "business_area": [
            {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 100}
            for n in (1, 2)
        ]
    }
)
PLAN: FigurePlan = figure_plan(KIT, TWO)
FIGURES = (
    FigureKey(TableId.GROUPS, GROUP),
    FigureKey(TableId.THEMES, FIRST),
    FigureKey(TableId.THEMES, SECOND),
    FigureKey(TableId.AREA_GROUPS, 1, GROUP),
    FigureKey(TableId.AREA_GROUPS, 2, GROUP),
)
STEPS = (10, 10, 10, 5, 5)
"""What each is rounded to in a small programme; held against the report's own word in ``Program.seen``."""
BREAKDOWN = "breakdown"
ALL_CHANCES = frozenset({BREAKDOWN, *map(str, FIGURES)})
"""The breakdown as a whole and each figure: by what chance can leave out."""
GROUPED = frozenset(name for name in ALL_CHANCES if "groups" in name or name == BREAKDOWN)
"""Of these the theme group, in all and by area, and the breakdown: where no single theme is ever shown."""
NOTHING: frozenset[str] = frozenset()


def chance_coin(name: str) -> str:
    """The name of the coin by which chance leaves out a figure, or the breakdown."""
    if name == BREAKDOWN:
        return by_chance.BREAKDOWN_COIN
    return by_chance.coin_name(FigureKey.parse(name), PLAN)


def one_in(name: str) -> int:
    """One in how many times it does."""
    return LEFT_OUT_WITH_PARTS if name == BREAKDOWN else by_chance.ONE_IN[FigureKey.parse(name).table]


def everything_gone(names: frozenset[str]) -> Iterator[tuple[frozenset[str], float]]:
    """Everything that coins of chance with these *names* can leave out, with its chance."""
    every = sorted(names)
    for fall in product((False, True), repeat=len(every)):
        chance = 1.0
        for name, falls in zip(every, fall, strict=True):
            share = 1 / one_in(name)
            chance *= share if falls else 1 - share
        yield frozenset(name for name, falls in zip(every, fall, strict=True) if falls), chance
