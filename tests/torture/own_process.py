"""One share of an attack in a process of its own: what it found, or why it failed."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.torture.attack import Figures

ROOT = Path(__file__).parents[2]


def in_own_process(
    module: str,
    arguments: Mapping[str, str | int],
    folder: Path,
    *,
    longest: float,
    environment: Mapping[str, str] | None = None,
) -> tuple[Figures, float]:
    """The figures in the last line a module of the tests prints, and the seconds it took.

    The folder is made for it, named to it as ``--folder`` and removed. A process that fails gives the end of
    what it complained of as the figure ``failed``.

    :raises subprocess.TimeoutExpired: after *longest* seconds.
    """
    command = [sys.executable, "-m", module, "--folder", str(folder)]
    command += [word for name, value in arguments.items() for word in (f"--{name}", str(value))]
    search = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **(environment or {})}
    folder.mkdir(parents=True)
    began = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **search}, capture_output=True, check=False, timeout=longest
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    seconds = time.monotonic() - began
    if done.returncode != 0:
        return {"failed": done.stderr.decode(errors="replace")[-1500:]}, seconds
    figures: Figures = json.loads(done.stdout.decode().splitlines()[-1])
    return figures, seconds
