"""How long the attack on one report takes: by people, by reports before it, with allies and without.

Eight areas, one person in eight leaves each half-year and as many come. Prints one JSON object. Run from the
checkout: ``python tests/bench/attack_bench.py``.
"""

import json
import random
import resource
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.unit.auditing.support import (  # noqa: E402 - as above
    POLICY,
    organisation,
    roster_at,
    tables_at,
    true_counts,
)
from tests.unit.disclosure.support import TAXONOMY, make_kit  # noqa: E402 - as above

from careernotes.auditing.attack import Attack, Outcome, Setting  # noqa: E402 - after the path above
from careernotes.auditing.certified import certified, plain_certified  # noqa: E402 - as above
from careernotes.auditing.listed import ListSetting, attack_list, list_memory  # noqa: E402 - as above
from careernotes.auditing.memory import Memory, partition_of  # noqa: E402 - as above
from careernotes.canonical import canonical_bytes  # noqa: E402 - as above
from careernotes.disclosure.blur import COIN_SPACE, is_listed  # noqa: E402 - as above
from careernotes.disclosure.errors import ReportHeldError  # noqa: E402 - as above
from careernotes.disclosure.own_list import listable_themes  # noqa: E402 - as above
from careernotes.disclosure.plan import figure_plan  # noqa: E402 - as above
from careernotes.disclosure.release import Candidate  # noqa: E402 - as above

AREAS = 8
KIT = make_kit(
    segments={
        "business_area": [
            {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 1000}
            for n in range(1, AREAS + 1)
        ]
    }
)
PLAN = figure_plan(KIT, TAXONOMY)
PERIODS = 8
PEOPLE_A_MENTOR = 8
MENTORS = {"pool_300": 300, "pool_3000": 3000, "people_100000": 12_500}
MENTEES, CHURN, LISTS = 41, 0.25, 9
BUDGETS = {"mentor_with_8_lists": 2.0, "pool_300": 10.0, "pool_3000": 90.0, "people_100000": 1800.0}


def main() -> int:
    """Measure, print, and give 1 when a budget is missed."""
    measured = measure()
    over = [name for name, budget in BUDGETS.items() if measured[name]["worst_s"] > budget]
    print(json.dumps({"attack": measured, "budgets_s": BUDGETS, "over_budget": over}, indent=1))
    return 1 if over else 0


def measure() -> dict[str, dict[str, float]]:
    """CPU seconds of each report of a series, the last and the worst, and the most memory so far."""
    measured = {"mentor_with_8_lists": lists()}
    measured |= {name: series(mentors, 0) for name, mentors in MENTORS.items()}
    measured["pool_300_with_allies"] = series(300, 20, periods=4)
    return measured


def lists() -> dict[str, float]:
    """A series of lists of one mentor, each attacked together with those before it."""
    people = organisation(1, MENTEES, LISTS, churn=CHURN, plan=PLAN)
    themes, rng = listable_themes(TAXONOMY), random.Random(1)
    past: list[Memory] = []
    seconds = []
    for place in range(LISTS):
        setting = ListSetting(
            past=tuple(past), roster=roster_at(people, place).whole_programme(), plan=PLAN, themes=themes
        )
        started = time.process_time()
        outcome = attack_list(setting)
        seconds.append(time.process_time() - started)
        counts = true_counts(people, place, PLAN)
        on_it = frozenset(
            key
            for key in themes
            if key not in outcome.silent and is_listed(counts[key], rng.randrange(COIN_SPACE))
        )
        past.append(list_memory(setting, outcome, on_it, PLAN.taxonomy_hash))
    return {"last_s": round(seconds[-1], 2), "worst_s": round(max(seconds), 2), "memory_mib": memory_mib()}


def series(mentors: int, sets: int, *, periods: int = PERIODS) -> dict[str, float]:
    """A series of reports, each attacked together with those before it."""
    people = organisation(1, mentors * PEOPLE_A_MENTOR, periods, plan=PLAN)
    past: list[Memory] = []
    figures: dict[str, float] = {}
    seconds = []
    for place in range(periods):
        tables, breakdown, base = tables_at(people, place, seed=1, plan=PLAN)
        attack = Attack(
            Setting(
                past=tuple(past),
                roster=roster_at(people, place),
                plan=PLAN,
                policy=POLICY,
                taxonomy=TAXONOMY,
                partition=partition_of(KIT),
                sets_of_allies=sets,
            )
        )
        started = time.process_time()
        try:
            attack.withholds(Candidate(tables=tables, breakdown=breakdown, base=base))
        except ReportHeldError:
            figures["held"] = figures.get("held", 0) + 1
        seconds.append(time.process_time() - started)
        figures[f"report_{place + 1}_s"] = round(seconds[-1], 2)
        figures |= outcome_figures(attack.outcome)
        figures["certificate_mib"] = certificate_mib(attack)
        past += [attack.outcome.memory] if attack.outcome.memory else []
    return {**figures, "worst_s": round(max(seconds), 2), "memory_mib": memory_mib()}


def certificate_mib(attack: Attack) -> float:
    """How large the certificate of a report is; 0 when the report is held."""
    if attack.outcome.memory is None:
        return 0.0
    plain = plain_certified(certified(attack.setting, attack.outcome))
    return round(len(canonical_bytes(plain)) / 2**20, 2)


def outcome_figures(outcome: Outcome) -> dict[str, float]:
    """What the attack on one report came to, in numbers."""
    return {
        "groups": outcome.targets,
        "worlds": outcome.worlds,
        "hidden": outcome.hidden,
        "borne": outcome.borne,
        "above_least": outcome.cost - outcome.at_least,
    }


def memory_mib() -> float:
    """The most memory this process had so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


if __name__ == "__main__":
    sys.exit(main())
