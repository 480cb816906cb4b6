"""Invented programmes with and without their planted effects, and the reports the exporter makes of them.

Coded facts go straight into counting: no vault is made. The attack step runs on every report, without allies.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tests.unit.disclosure.support import TAXONOMY, coin_of, make_kit

from careernotes.auditing.attack import Attack, Setting
from careernotes.auditing.memory import Memory, partition_of
from careernotes.auditing.roster import roster_of
from careernotes.demo.facts import facts_of
from careernotes.demo.mentors import invent_mentors
from careernotes.demo.spec import Effects, shipped_spec
from careernotes.demo.world import DEFAULT_START, World
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.errors import PoolTooSmallError, ReportHeldError
from careernotes.disclosure.plan import FigurePlan, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.ids import ThemeId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.ledger.facts import MentorFacts

YEAR, HALVES = Period.parse("2025"), (Period.parse("2025-H1"), Period.parse("2025-H2"))
NO_EFFECT = Effects(1.0, 1.0, 1.0, 1.0, 0.0, 1.0)


def facts_in(profile: str, seed: int, effects: Effects | None = None) -> list[MentorFacts]:
    """The coded facts of every mentor who delivers; with other effects than those planted when given."""
    spec = shipped_spec()
    size = spec.profiles[profile]
    world = World(
        profile=size,
        seed=seed,
        start=DEFAULT_START,
        weeks=size.weeks,
        spec=spec if effects is None else replace(spec, effects=effects),
    )
    return [facts_of(world, each) for each in invent_mentors(world) if each.delivers]


@cache
def kit_for(breakdown: str, period: str) -> ProgrammeKit:
    """A kit with the generator's areas of one dimension."""
    table = shipped_spec().segments[breakdown]
    groups = [
        {"number": n, "key": f"g{n}", "en": f"Group {n}", "nl": f"Groep {n}", "headcount": 1000}
        for n in range(1, len(table.steps) + 1)
    ]
    return make_kit(segments={breakdown: groups}, breakdown=breakdown, period=period, starts_on="2025-01-01")


def theme(name: str) -> int:
    """The number of a theme."""
    return TAXONOMY.by_id[ThemeId(name)].number


def group(name: str) -> int:
    """The number of a theme group."""
    return next(each.number for each in TAXONOMY.groups if str(each.group_id) == name)


def counted(
    facts: Sequence[MentorFacts], kit: ProgrammeKit, periods: Sequence[Period]
) -> list[tuple[int, ...]]:
    """The summed counters of all mentors, for each period."""
    plan = figure_plan(kit, TAXONOMY)
    return [add((count(each, period, plan, kit, TAXONOMY) for each in facts), plan) for period in periods]


def reported(
    summed: Sequence[tuple[int, ...]], kit: ProgrammeKit, periods: Sequence[Period], secret: str
) -> list[SafeReport | None]:
    """The reports of a series, each attacked with those before it; None where there is none."""
    plan, past, found = figure_plan(kit, TAXONOMY), list[Memory](), list[SafeReport | None]()
    for counters, period in zip(summed, periods, strict=True):
        attack = Attack(_setting(counters, plan, kit, period, past))
        try:
            made = release(
                counters,
                plan=plan,
                policy=policy_of(kit.floors),
                period=period,
                coin=coin_of(secret),
                checks=[attack],
            ).report
        except (PoolTooSmallError, ReportHeldError):
            found.append(None)
            continue
        found.append(made)
        past += [attack.outcome.memory] if attack.outcome.memory else []
    return found


def _setting(
    counters: tuple[int, ...], plan: FigurePlan, kit: ProgrammeKit, period: Period, past: Sequence[Memory]
) -> Setting:
    return Setting(
        past=tuple(past),
        roster=roster_of(dict(zip(plan.keys, counters, strict=True)), plan.areas, period),
        plan=plan,
        policy=policy_of(kit.floors),
        taxonomy=TAXONOMY,
        partition=partition_of(kit),
        sets_of_allies=0,
    )
