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


def once(arm: list[str], home: Path) -> float:
    """Milliseconds from starting the process to the first painted window."""
    environment = {**os.environ, "CAREERNOTES_HOME": str(home), "PYTHONPATH": str(HERE.parents[1] / "src")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Installed programs ship byte code; a machine that forbids writing it must not slow down one arm only.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.clock_gettime(time.CLOCK_MONOTONIC)
    command = [sys.executable, str(HERE / "first_paint.py"), *arm]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return (float(done.stdout.split()[-1]) - started) * 1000


def measure(folder: Path) -> dict[str, object]:
    """Medians of both arms, taken in turn, and their ratio pair by pair."""
    vault = folder / "start.careernotes"
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(vault, ignore_errors=True)
    from tests.bench.cheap_vault import make_cheap_vault

    make_cheap_vault(vault)
    once(["bare"], home), once(["ours", str(vault)], home)
    pairs = [(once(["bare"], home), once(["ours", str(vault)], home)) for _ in range(RUNS)]
    return {
        "bare_label_ms": round(statistics.median(pair[0] for pair in pairs), 1),
        "first_window_ms": round(statistics.median(pair[1] for pair in pairs), 1),
        "ratio": round(statistics.median(pair[1] / pair[0] for pair in pairs), 3),
        "goal": "at most 1.6",
        "runs": RUNS,
    }
