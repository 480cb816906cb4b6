"""How long the exporter takes: one mentor's list and contribution, pools of 30 and 300 contributions.

Prints one JSON object. Run from the checkout: ``python tests/bench/exporter_bench.py``.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.e2e.programme import (  # noqa: E402 - as above
    Programme,
    contribute,
    facts_of,
    make_programme,
    make_vault,
    passphrase_frame,
    theme_list,
)
from tests.unit.disclosure.support import PERIOD  # noqa: E402 - as above

from careernotes.disclosure.counting import count  # noqa: E402 - after the path above
from careernotes.exporter.programme import open_programme  # noqa: E402 - as above
from careernotes.sealing.contribution_file import Contribution, seal_contribution  # noqa: E402 - as above
from careernotes.sealing.kdf import KdfProfile  # noqa: E402 - as above
from careernotes.sealing.signatures import public_of  # noqa: E402 - as above

BUDGETS = {"list_preview": 2.0, "list_release": 2.0, "contribute": 2.0, "pool_30": 10.0, "pool_300": 10.0}
REPEATS = 5
POOLS = 3


def main() -> int:
    """Measure, print, and give 1 when a budget is missed."""
    folder = Path(tempfile.mkdtemp(prefix="exporter-bench-"))
    try:
        measured = measure(folder)
    finally:
        shutil.rmtree(folder)
    over = [name for name, budget in BUDGETS.items() if measured[name]["median_s"] > budget]
    print(json.dumps({"exporter": measured, "budgets_s": BUDGETS, "over_budget": over}, indent=1))
    return 1 if over else 0


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Medians and worst of each run."""
    programme = make_programme(folder / "programme", KdfProfile.FLOOR)
    vault = make_vault(folder / "forty.careernotes", facts_of(41))
    outs = iter(range(1000))
    measured = {
        "list_preview": timed(lambda: ok(theme_list(programme, vault).code)),
        "contribute": timed(lambda: ok(contribute(programme, vault).code)),
    }
    vaults = [make_vault(folder / f"release{n}.careernotes", facts_of(41)) for n in range(REPEATS)]
    fresh = iter(vaults)
    measured["list_release"] = timed(
        lambda: ok(theme_list(programme, next(fresh), "--release", "--out", folder / f"out{next(outs)}").code)
    )
    for mentors in (30, 300):
        # A key remembers the months it released: every release has a programme of its own.
        pools = iter([filled(folder / f"pool{mentors}-{n}", mentors) for n in range(POOLS)])
        measured[f"pool_{mentors}"] = timed(lambda: ok(pool(next(pools))), repeats=POOLS)  # noqa: B023 - called at once
    return measured


def filled(folder: Path, mentors: int) -> Programme:
    """A programme with so many contributions in its inbox, none of them released yet."""
    programme = make_programme(folder, KdfProfile.FLOOR)
    fill(programme, mentors)
    return programme


def fill(programme: Programme, mentors: int) -> None:
    """An inbox with so many contributions of two people each."""
    shutil.rmtree(programme.inbox)
    programme.inbox.mkdir()
    opened = open_programme(programme.kit)
    for number in range(mentors):
        seed = os.urandom(32)
        facts = facts_of(2, first=1 + 10 * number, areas=4)
        contribution = Contribution(
            programme_id=opened.plan.programme_id,
            kit_hash=opened.plan.kit_hash,
            plan_hash=opened.plan.plan_hash,
            taxonomy_hash=opened.plan.taxonomy_hash,
            period=PERIOD,
            contribution_id=os.urandom(16).hex(),
            revision=1,
            mentor_token=os.urandom(16).hex(),
            signer=public_of(seed),
            counters=count(facts, PERIOD, opened.plan, opened.kit, opened.taxonomy),
        )
        sealed = seal_contribution(contribution, sign_seed=seed, box_key=opened.kit.trustee_box_key)
        (programme.inbox / f"{number}.cncontrib").write_bytes(sealed)


def pool(programme: Programme) -> int:
    """Release a pool for the first time, passphrase derivation and every file included."""
    out = programme.folder / "report"
    return programme.pool_process("--keys-stdin", "--release", "--out", out, stdin=passphrase_frame()).code


def ok(code: int) -> None:
    """Stops the measurement when a run did not do its work."""
    if code:
        raise SystemExit(f"the exporter ended with {code}")


def timed(run: Callable[[], None], repeats: int = REPEATS) -> dict[str, float]:
    """Wall-clock seconds of some runs."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return {"median_s": round(statistics.median(seconds), 3), "worst_s": round(max(seconds), 3)}


if __name__ == "__main__":
    sys.exit(main())
