"""Start to the first painted window against a bare Qt label, in turn, in the same run."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
RUNS = 15


# As __main__ does it, but the window it starts tells when it has painted itself.
SUPERVISED = (
    "import sys; import careernotes.gui.__main__; from careernotes.gui.supervisor import run; "
    "sys.exit(run([], sys.argv[1:]))"
)


def command(arm: list[str]) -> list[str]:
    """What is started for one arm: a label, a window alone, or the supervisor that starts the window."""
    paint = str(HERE / "first_paint.py")
    if arm[0] != "supervised":
        return [sys.executable, paint, *arm]
    return [sys.executable, "-c", SUPERVISED, sys.executable, "-S", "-P", paint, *arm]


def once(arm: list[str], home: Path) -> float:
    """Milliseconds from starting the process to the first painted window."""
    environment = {**os.environ, "CAREERNOTES_HOME": str(home), "PYTHONPATH": str(HERE.parents[1] / "src")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Installed programs ship byte code; a machine that forbids writing it must not slow down one arm only.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        command(arm), env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return (float(done.stdout.split()[-1]) - started) * 1000


def measure(folder: Path) -> dict[str, object]:
    """Medians of all arms, taken in turn, and their ratios round by round; the supervised one counts."""
    vault = folder / "start.careernotes"
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(vault, ignore_errors=True)
    from tests.bench.cheap_vault import make_cheap_vault

    make_cheap_vault(vault)
    arms = {"bare": ["bare"], "alone": ["ours", str(vault)], "supervised": ["supervised", str(vault)]}
    for arm in arms.values():
        once(arm, home)
    rounds = [{name: once(arm, home) for name, arm in arms.items()} for _ in range(RUNS)]
    return {
        "bare_label_ms": round(statistics.median(each["bare"] for each in rounds), 1),
        "window_alone_ms": round(statistics.median(each["alone"] for each in rounds), 1),
        "first_window_ms": round(statistics.median(each["supervised"] for each in rounds), 1),
        "ratio": round(statistics.median(each["supervised"] / each["bare"] for each in rounds), 3),
        "ratio_alone": round(statistics.median(each["alone"] / each["bare"] for each in rounds), 3),
        "goal": "at most 1.4",
        "runs": RUNS,
    }
