"""Truth: which of the planted effects of invented programmes their reports show, and which never.

What visible means stands in ``planted.py`` and was written down before the first report was looked at.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from tests.attack.measured import OURS, Columns, Figures, Measure, Weaker
from tests.attack.planted import (
    ENOUGH_SHOW,
    MOST_MORE,
    MOST_WITHOUT,
    STANDS_OUT,
    Told,
    area_stands_out,
    crossing_stands_out,
    read,
    theme_grows,
    true,
)
from tests.attack.planted_programmes import (
    HALVES,
    NO_EFFECT,
    YEAR,
    counted,
    facts_in,
    group,
    kit_for,
    reported,
    theme,
)
from tests.unit.disclosure.support import TAXONOMY

from careernotes.demo.spec import Effects, shipped_spec
from careernotes.disclosure.plan import figure_plan
from careernotes.ledger.facts import MentorFacts

BU3, BAND_C, BAND_D, R6 = 3, 3, 4, 6
ENOUGH_PROGRAMMES = 10
"""With fewer nobody can say what four in five are; the hidden effects are judged in any case."""
SHOWN = {"medium": (("T5",),), "large": (("T5",),), "xl": (("T5",), ("T3", "T4"))}
"""What should be visible at each size: of each pair at least one."""
Stands = dict[str, float]


def areas() -> tuple[tuple[str, str, str, int, tuple[int, ...]], ...]:
    """The effects that concern an area: its dimension, the theme group, the area, and what stands beside."""
    return (
        ("T3", "business_area", "mob", BU3, ()),
        ("T4", "level_band", "smg", BAND_C, (BAND_D,)),
        ("T6", "region", "ret", R6, ()),
    )


def trend(facts: Sequence[MentorFacts], secret: str) -> tuple[float, float]:
    """How far workload grows beyond other themes (T5): in the reports of two half-years, and in truth."""
    kit = kit_for("business_area", "half_year")
    plan, workload = figure_plan(kit, TAXONOMY), theme("ret.workload")
    summed = counted(facts, kit, HALVES)
    reports: list[Told | None] = [
        read(each) if each is not None else None for each in reported(summed, kit, HALVES, secret)
    ]
    known = [true(each, plan) for each in summed]
    return theme_grows(reports, workload), theme_grows(known, workload)


def looked_for(facts: Sequence[MentorFacts], secret: str) -> tuple[Stands, Stands]:
    """How far each effect stands out, in the reports and in the true counts."""
    grown = trend(facts, secret)
    shown, known = {"T5": grown[0]}, {"T5": grown[1]}
    for effect, dimension, name, area, beside in areas():
        kit = kit_for(dimension, "year")
        [whole] = summed = counted(facts, kit, [YEAR])
        [report] = reported(summed, kit, [YEAR], secret)
        told = read(report) if report is not None else None
        shown[effect] = area_stands_out(told, group(name), area, beside)
        known[effect] = area_stands_out(true(whole, figure_plan(kit, TAXONOMY)), group(name), area, beside)
    return shown, known


def as_it_is(profile: str, folder: Path, size: int, seed: int) -> Figures:
    """So many programmes with the effects, the same without them, and with T1 and T2 alone taken out."""
    del folder
    found: dict[str, int] = {"programmes": size, "changed_by_outcomes": 0}
    for number in range(size):
        chosen = seed * 1000 + number
        planted = facts_in(profile, chosen)
        for arm, facts in (("with", planted), ("without", facts_in(profile, chosen, NO_EFFECT))):
            for kind, stands in zip(("shown", "true"), looked_for(facts, f"truth {chosen}"), strict=True):
                for effect, by in stands.items():
                    name = f"{effect}/{kind}/{arm}"
                    found[name] = found.get(name, 0) + int(by > STANDS_OUT)
        found["changed_by_outcomes"] += planted != facts_in(profile, chosen, without_outcomes())
    return dict(found)


@cache
def without_outcomes() -> Effects:
    """The planted effects without those on what became of people (T1, T2)."""
    planted = shipped_spec().effects
    return Effects(
        1.0,
        1.0,
        planted.blocked_in_bu3,
        planted.delegate_in_band_c,
        planted.workload_late,
        planted.leaving_in_r6,
    )


def crossings(folder: Path, size: int, seed: int) -> Figures:
    """What a table of single themes by area would show, which no report prints: T3 and T6, in large ones."""
    del folder
    seen = dict.fromkeys(("T3", "T6"), 0)
    for number in range(size):
        facts = facts_in("large", seed * 1000 + number)
        seen["T3"] += crossing_stands_out(facts, "business_area", BU3, theme("mob.blocked")) > STANDS_OUT
        seen["T6"] += crossing_stands_out(facts, "region", R6, theme("ret.leaving")) > STANDS_OUT
    return {"programmes": size, **seen}


def share(figures: Figures, name: str) -> float:
    """In what share of the programmes something stands out."""
    return int(str(figures[name])) / int(str(figures["programmes"]))


def visible(figures: Figures, effect: str, kind: str = "shown") -> bool:
    """Whether an effect is visible at this size, by the definition."""
    with_, without = (share(figures, f"{effect}/{kind}/{arm}") for arm in ("with", "without"))
    return with_ >= ENOUGH_SHOW and without <= MOST_WITHOUT


def hidden(figures: Figures) -> bool:
    """Whether T6 shows no more often than without it, and T1 and T2 change nothing that is counted."""
    with_, without, programmes = (
        int(str(figures[name])) for name in ("T6/shown/with", "T6/shown/without", "programmes")
    )
    # Among a few programmes a single one is more than one in ten.
    return with_ - without <= max(1, MOST_MORE * programmes) and figures["changed_by_outcomes"] == 0


def held(profile: str, figures: Figures) -> bool:
    """What must not show does not; and with enough programmes, what should show does."""
    if int(str(figures["programmes"])) < ENOUGH_PROGRAMMES:
        return hidden(figures)
    return hidden(figures) and all(
        any(visible(figures, each) for each in effects) for effects in SHOWN[profile]
    )


def columns(figures: Figures) -> Columns:
    """The table's cells."""
    seen = [effect for effect in ("T3", "T4", "T5", "T6") if visible(figures, effect)]
    return {OURS: f"visible: {', '.join(seen) or 'none'}"}


def table(figures: Figures) -> list[str]:
    """Each effect: in how many programmes it stands out, in the reports and in the true counts."""
    lines = []
    for effect in ("T3", "T4", "T5", "T6"):
        parts = (
            f"{words} {figures[f'{effect}/{kind}/with']} (without the effect "
            f"{figures[f'{effect}/{kind}/without']})"
            for kind, words in (("shown", "in reports"), ("true", "in true counts"))
        )
        lines.append(f"{effect} of {figures['programmes']} programmes: {', '.join(parts)}")
    changed = figures["changed_by_outcomes"]
    return [*lines, f"T1 and T2: what is counted changes in {changed} of {figures['programmes']} programmes"]


def _measure(profile: str, goal: str, short: int, full: int) -> Measure:
    meets: Callable[[Figures], bool] = partial(held, profile)
    return Measure(
        name=f"truth-{profile}",
        what=f"planted effects in the reports of invented programmes of size {profile}",
        goal=goal,
        tiny=1,
        short=short,
        full=full,
        shares=2,
        run=partial(as_it_is, profile),
        held=meets,
        columns=columns,
        table=table,
        controls=(
            Weaker(
                name="a table of single themes by area",
                tiny=1,
                size=3,
                run=crossings,
                caught=lambda f: share(f, "T3") >= ENOUGH_SHOW and share(f, "T6") >= ENOUGH_SHOW,
            ),
        ),
    )


MEASURES = (
    _measure("medium", "T5 visible; T1, T2, T6 never", 10, 40),
    _measure("large", "T5 visible; T1, T2, T6 never", 2, 20),
    _measure("xl", "T5, and T3 or T4, visible; T1, T2, T6 never", 1, 10),
)
