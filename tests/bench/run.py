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


def generator(folder: Path) -> Figures:
    """The invented programmes."""
    from tests.bench import generator_bench

    del folder
    profiles = ("medium", "large", "xl", "heavy_vault")
    return {"measured": [generator_bench.measure(profile, 1) for profile in profiles], "goal_xl_s": 10}


BENCHES: dict[str, Callable[[Path], Figures]] = {
    "start": start,
    "vault": vault,
    "exporter": exporter,
    "generator": generator,
}


def main() -> int:
    """Runs the chosen benchmarks and prints their figures."""
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
    if arguments.json:
        print(json.dumps(figures, indent=2))
    shutil.rmtree(WORK, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
