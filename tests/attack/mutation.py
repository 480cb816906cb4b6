"""The mutation run: take out one rule of the program at a time and see that an attack wins.

``python tests/attack/mutation.py`` tries every rule and prints what was killed as JSON; with words, only the
rules whose name holds one of them. ``tiny`` is a handful. Each mutant runs in a copy of the checkout, against
the files of the attacks that concern it. Exit code 1 when a mutant lives, or when the attacks win over the
program as it is.
"""

import argparse
import compileall
import importlib
import json
import os
import py_compile
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.attack.mutant import PROGRAM, Mutant, all_mutants, mutated  # noqa: E402 - after the path above

_SECONDS = 900
_PASSED, _FAILED, _NONE_OF_THEM = 0, 1, 5
_QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""What is shared was loaded before pytest could look into it."""
_SHARED = (
    "pytest",
    "hypothesis",
    "numpy",
    "highspy",
    "cryptography.hazmat.primitives.ciphers.aead",
    "reportlab",
)
_PARTS = ("src", "resources", "tests/attack", "tests/e2e", "tests/torture", "tests/unit")


@contextmanager
def workspace() -> Iterator[Path]:
    """A copy of what the attacks need, with everything compiled once."""
    with tempfile.TemporaryDirectory(prefix="careernotes-mutation-") as folder:
        copy = Path(folder)
        for part in _PARTS:
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "tests/conftest.py"):
            shutil.copy(ROOT / name, copy / name)
        # By content and never by date: a changed file is seen even when it changed within one tick.
        compileall.compile_dir(
            copy / "src", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
        )
        yield copy


@contextmanager
def without_rule(copy: Path, mutant: Mutant) -> Iterator[None]:
    """The copy without one rule, and as it was afterwards."""
    kept: dict[Path, str] = {}
    try:
        for edit in mutant.edits:
            path = copy / PROGRAM / edit.file
            text = path.read_text(encoding="utf-8")
            kept.setdefault(path, text)
            path.write_text(mutated(text, edit), encoding="utf-8")
        yield
    finally:
        for path, text in kept.items():
            path.write_text(text, encoding="utf-8")


def attacked(copy: Path, files: Sequence[Path], *, long: bool = False) -> int:
    """Run some attacks in the copy, those that take long or the others; gives pytest's exit code, or another
    one when they did not end by themselves.
    """
    which = ["-m", "long"] if long else []
    arguments = ["-x", "-q", "--no-header", "--durations=0", *which, *map(str, files)]
    if not hasattr(os, "fork"):
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=copy, env={**os.environ, **_surroundings(copy)}, capture_output=True, check=False,
        ).returncode  # fmt: skip
    _preload()
    child = os.fork()
    if not child:
        _in_the_child(copy, arguments)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _surroundings(copy: Path) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join([str(copy / "src"), str(copy)])}


@cache
def _preload() -> None:
    """What every run loads and no mutant changes is loaded once."""
    for name in _SHARED:
        importlib.import_module(name)


def _in_the_child(copy: Path, arguments: Sequence[str]) -> NoReturn:
    """The rest of the life of a forked process: one run of pytest in the copy."""
    code = 70
    try:
        signal.alarm(_SECONDS)
        os.environ.update(_surroundings(copy))
        os.chdir(copy)
        sys.path[:0] = [str(copy / "src"), str(copy)]
        for name in [each for each in sys.modules if each.split(".")[0] in {"careernotes", "tests"}]:
            del sys.modules[name]
        with (copy / "told.txt").open("w", encoding="utf-8") as told:
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
            code = int(importlib.import_module("pytest").main([*arguments, *_QUIET]))
    except BaseException:  # noqa: BLE001 - a child that goes on would be a second run
        traceback.print_exc()
    os._exit(code)


def run(mutants: Sequence[Mutant], *, baseline: bool = True) -> dict[str, object]:
    """Every mutant against its attacks, and the program as it is against all of them."""
    started = time.monotonic()
    lived, broken = [], []
    with workspace() as copy:
        folder = copy / "tests" / "attack"
        needed = sorted({path for mutant in mutants for path in mutant.files(folder)})
        whole = not baseline or attacked(copy, needed) == _PASSED
        for mutant in mutants:
            with without_rule(copy, mutant):
                code = attacked(copy, mutant.files(folder))
                if code == _PASSED:
                    code = attacked(copy, mutant.files(folder), long=True)
                    code = _PASSED if code == _NONE_OF_THEM else code
            told = {_PASSED: "LIVES", _FAILED: "killed"}.get(code, f"BROKEN ({code})")
            print(f"{told:8} {mutant.rule}", file=sys.stderr, flush=True)
            if code == _PASSED:
                lived.append(mutant.rule)
            elif code != _FAILED:
                broken.append(mutant.rule)
    return {
        "mutants": len(mutants),
        "killed": len(mutants) - len(lived) - len(broken),
        "lived": lived,
        "broken": broken,
        "program_as_it_is_holds": whole,
        "seconds": round(time.monotonic() - started, 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run, print, and give 1 unless every mutant was killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("words", nargs="*", help="only rules with one of these words, or: tiny")
    parser.add_argument("--no-baseline", action="store_true", help="leave out the program as it is")
    arguments = parser.parse_args(argv)
    words: list[str] = arguments.words
    every = all_mutants()
    chosen = [each for each in every if not words or any(word in each.rule for word in words)]
    if words == ["tiny"]:
        chosen = [each for each in every if each.tiny]
    found = run(chosen, baseline=not arguments.no_baseline)
    print(json.dumps(found, indent=1))
    return 0 if found["killed"] == len(chosen) and found["program_as_it_is_holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
