"""Every figure we promise, measured on this machine: ``python3 dev.py bench [--json] [NAME ...]``.

Times are medians; where a figure is a ratio, both arms ran in turn in the same run.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

WORK = ROOT / "demo" / "bench"
Figures = dict[str, object]


def start(folder: Path) -> Figures:
    """Start to the first window, against a bare Qt label."""
    from tests.bench import start_bench

    return start_bench.measure(folder)


def vault(folder: Path) -> Figures:
    """Open, save and search at 10,000 notes."""
    from tests.bench import vault_bench

    return vault_bench.measure(folder, 10_000)


def exporter(folder: Path) -> Figures:
    """``list`` on one vault, ``pool`` of 30 and of 300 contributions."""
    from tests.bench import exporter_bench

    return exporter_bench.measure(folder)


def attack(folder: Path) -> Figures:
    """The attack on pools of 300 and 3,000 mentors and of 100,000 people, over eight reports."""
    from tests.bench import attack_bench

    del folder
    return {**attack_bench.measure()}


def generator(folder: Path) -> Figures:
    """The invented programmes."""
    from tests.bench import generator_bench

    del folder
    profiles = ("medium", "large", "xl", "heavy_vault")
    measured = [generator_bench.measure(profile, 1) for profile in profiles]
    return {"measured": measured, "xl_seconds": measured[profiles.index("xl")]["seconds_all"]}


def desk(folder: Path) -> Figures:
    """Lists, searches, keys and memory of a real window with a full vault."""
    from tests.bench import desk_bench

    return desk_bench.measure(folder)


BENCHES: dict[str, Callable[[Path], Figures]] = {
    "start": start,
    "desk": desk,
    "vault": vault,
    "exporter": exporter,
    "attack": attack,
    "generator": generator,
}


# Figure, where it stands, and the most it may be.
GOALS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("first window against a bare label", ("start", "ratio"), 1.4),
    ("window locked, MiB", ("desk", "opened", "memory", "locked", "pss_mib"), 65.0),
    ("window with 10,000 notes open, MiB", ("desk", "opened", "memory", "open", "pss_mib"), 90.0),
    ("window after the whole desk was used, MiB", ("desk", "used", "memory", "used", "pss_mib"), 140.0),
    ("slowest list with 400 mentees, ms", ("desk", "used", "slowest_list_ms"), 100.0),
    ("the same, work of the window alone, ms", ("desk", "used", "most_work_ms"), 100.0),
    ("a letter of a search in 6,000 sessions, ms", ("desk", "used", "search", "median_ms"), 100.0),
    ("a key in a note of 3,000 words, ms", ("desk", "used", "key", "median_ms"), 16.0),
    ("unlock after the key derivation, ms", ("vault", "open_ms"), 100.0),
    ("saving a note at 10,000, ms", ("vault", "save_ms", "median"), 5.0),
    ("recording a whole conversation at 10,000, ms", ("vault", "record_ms", "median"), 10.0),
    ("first 50 hits, exact, ms", ("vault", "search_ms", "word", "median"), 5.0),
    ("first 50 hits, two letters, ms", ("vault", "search_ms", "prefix2", "median"), 5.0),
    ("first 50 hits, two words, ms", ("vault", "search_ms", "two_words", "median"), 5.0),
    ("list on one vault, s", ("exporter", "list_preview", "median_s"), 2.0),
    ("attack on a pool of 300, s", ("attack", "pool_300", "worst_s"), 10.0),
    ("attack on a pool of 3,000, s", ("attack", "pool_3000", "worst_s"), 90.0),
    ("attack on 100,000 people, s", ("attack", "people_100000", "worst_s"), 1800.0),
    ("3,000-mentor year, CPU s", ("generator", "xl_seconds"), 10.0),
)


def verdicts(figures: Figures) -> dict[str, str]:
    """Every goal that was measured: its figure, its limit, and met or missed."""
    told: dict[str, str] = {}
    for name, path, most in GOALS:
        found: object = figures
        for part in path:
            found = found.get(part) if isinstance(found, dict) else None
        if isinstance(found, int | float):
            told[name] = f"{'met' if found <= most else 'missed'}: {found} of at most {most}"
        elif path[0] in figures:
            told[name] = "missed: not measured"
    return told


def main() -> int:
    """Runs the chosen benchmarks, prints their figures, and fails when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    arguments = parser.parse_args()
    figures: Figures = {}
    shutil.rmtree(WORK, ignore_errors=True)
    for name in arguments.names or BENCHES:
        folder = WORK / name
        folder.mkdir(parents=True)
        figures[name] = BENCHES[name](folder)
        if not arguments.json:
            print(f"{name}: {BENCHES[name].__doc__}")
            print(json.dumps(figures[name], indent=2))
    figures["goals"] = told = verdicts(figures)
    print(json.dumps(figures if arguments.json else told, indent=2))
    shutil.rmtree(WORK, ignore_errors=True)
    return 1 if any(line.startswith("missed") for line in told.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
