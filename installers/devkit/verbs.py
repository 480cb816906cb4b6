"""The commands of dev.py."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import machine
from devkit.environment import PEERS, ROOT, Environment, compile_code, prepare
from devkit.talk import SetUpError, say

DEMO = ROOT / "demo"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A command of dev.py."""

    does: Callable[[Sequence[str]], int]
    summary: str
    help: str


def call(environment: Environment, arguments: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run Python with *arguments* in the project folder and return its exit code."""
    settings = {**os.environ, **(extra or {})}
    # An environment variable of the machine must not make another copy of the program the one that runs.
    settings.pop("PYTHONPATH", None)
    settings.pop("PYTHONHOME", None)
    command = [str(environment.python), *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


def ready(libraries: Sequence[machine.Library]) -> Environment:
    """The environment, with the machine able to load Qt and the product's byte code written."""
    machine.need(libraries)
    environment = prepare()
    compile_code(environment, ROOT / "src")
    return environment


def run(arguments: Sequence[str]) -> int:
    """Build the invented programme and open the app on one of its mentors."""
    offscreen = "--offscreen" in arguments or not machine.has_display()
    rest = [argument for argument in arguments if argument != "--offscreen"]
    environment = ready(machine.OFFSCREEN if offscreen else machine.OFFSCREEN + machine.WINDOW)
    # The demo has a settings folder of its own: nothing of a user's real Career Notes is read or written.
    home = {"CAREERNOTES_HOME": str(DEMO / "home")}
    demo = ["-m", "careernotes.demo"]
    code = call(environment, [*demo, "build", "--out", str(DEMO), "--profile", "medium"], home)
    if code != 0:
        return code
    if offscreen:
        why = "there is no display here" if not machine.has_display() else "as you asked"
        say(f"{why}: the window is drawn off screen")
        code = _pictures(environment, home | OFFSCREEN)
        _show_results()
        return code
    _show_results()
    arguments = ["-m", "careernotes.gui", "--vault", str(DEMO / "mentor.careernotes"), "--demo", *rest]
    return call(environment, arguments, home)


def _pictures(environment: Environment, settings: Mapping[str, str]) -> int:
    """Draw the screens, unless those there are of this very program and demo."""
    folder, seen = DEMO / "screens", _fingerprint()
    stamp = folder / ".stamp"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == seen:
        return 0
    draw = ["-m", "careernotes.demo", "screens", "--few", "--out", str(folder)]
    code = call(environment, draw, settings)
    if code == 0:
        stamp.write_text(seen, encoding="utf-8")
    return code


def _fingerprint() -> str:
    """One hash over everything a picture depends on; the day too, because Today shows it."""
    total = hashlib.sha256(time.strftime("%Y-%m-%d").encode())
    for folder in (ROOT / "src", ROOT / "resources"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _show_results() -> None:
    """Say where the report and the pictures lie; the demo itself has said what opens the vault."""
    for report in sorted((DEMO / "report").iterdir()):
        say(f"report: {report.relative_to(ROOT)}")
    pictures = sorted((DEMO / "screens").rglob("*.png"))
    if pictures:
        say(f"pictures: {len(pictures)} in {Path('demo', 'screens')}")


def test(arguments: Sequence[str]) -> int:
    """Run the test suite off screen; what takes many seconds by itself has a run of its own."""
    asked = [argument for argument in arguments if argument != "--long"]
    if "--long" in arguments:
        asked += ["-m", "long"]
    elif not asked:
        asked = ["-m", "not long"]
    environment = ready(machine.OFFSCREEN)
    machine.offer_virtual_display()
    # One process more than two cores, each with whole files: many tests wait for a disk or for a process they
    # started. In the order of the folders: those with few but long tests would otherwise come last.
    three = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    shared = [] if {"-n", "--pdb", "--collect-only"} & set(asked) else three
    # Byte code of the tests is kept too, whatever the machine says: to read them anew takes seconds.
    settings = {**OFFSCREEN, "PYTHONDONTWRITEBYTECODE": ""}
    # Every change of a vault is waited for until the disk has it: in memory that takes no time.
    with contextlib.ExitStack() as until_the_end:
        if memory := machine.folder_in_memory():
            made = tempfile.TemporaryDirectory(prefix="cn-", dir=memory, ignore_cleanup_errors=True)
            settings["PYTEST_DEBUG_TEMPROOT"] = until_the_end.enter_context(made)
        return call(environment, ["-m", "pytest", *shared, *asked], settings)


def check(arguments: Sequence[str]) -> int:
    """Run every check that needs no running program; all of them, even after a first failure."""
    del arguments
    environment = ready(machine.OFFSCREEN)
    checks = {
        "lint (ruff)": ["-m", "ruff", "check", "--no-cache", "."],
        "types (mypy --strict)": ["-m", "mypy"],
        "contracts (import-linter)": ["-c", f"{LINT_IMPORTS}()", "--no-cache"],
        "translations": ["installers/devkit/words.py"],
    }
    failed = []
    for name, command in checks.items():
        started = time.monotonic()
        code = call(environment, command)
        say(f"{name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s")
        if code != 0:
            failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def torture(arguments: Sequence[str]) -> int:
    """Try to break the vault; what this machine cannot do is reported as not run."""
    environment = ready(machine.OFFSCREEN)
    machine.offer_recorder()
    return call(environment, ["tests/torture/run.py", *arguments], OFFSCREEN)


def attack(arguments: Sequence[str]) -> int:
    """Try to work somebody out of the reports, beside what others made for the same task."""
    environment = ready(machine.OFFSCREEN)
    extra = dict(OFFSCREEN)
    if "--without-peers" not in arguments:
        try:
            extra["CAREERNOTES_PEERS"] = str(prepare(PEERS).python)
        except (SetUpError, subprocess.CalledProcessError) as problem:
            say(f"the peers cannot be installed here; their figures are not run ({problem})")
    rest = [argument for argument in arguments if argument != "--without-peers"]
    return call(environment, ["tests/attack/run.py", *rest], extra)


def bench(arguments: Sequence[str]) -> int:
    """Measure, and print the figures as JSON."""
    return call(ready(machine.OFFSCREEN), ["tests/bench/run.py", "--json", *arguments], OFFSCREEN)


def screens(arguments: Sequence[str]) -> int:
    """Draw every screen off screen."""
    environment = ready(machine.OFFSCREEN)
    extra = OFFSCREEN | {"CAREERNOTES_HOME": str(DEMO / "home")}
    build = ["-m", "careernotes.demo", "build", "--out", str(DEMO), "--profile", "medium"]
    code = call(environment, build, extra)
    if code != 0:
        return code
    chosen = arguments or ["--out", str(DEMO / "screens")]
    return call(environment, ["-m", "careernotes.demo", "screens", *chosen], extra)


def words(arguments: Sequence[str]) -> int:
    """Collect every visible string, join it with its Dutch, and tell what is missing."""
    return call(ready(machine.OFFSCREEN), ["installers/devkit/words.py", *(arguments or ["update"])])


VERBS = {
    "run": Verb(
        does=run,
        summary="build the invented programme and open the app on it",
        help="""usage: dev.py run [--offscreen]

Writes the invented programme and its HR report to demo/, then opens the app on one of its mentors.
Without a display, or with --offscreen, pictures of the screens go to demo/screens/ instead.""",
    ),
    "test": Verb(
        does=test,
        summary="run the tests",
        help="""usage: dev.py test [--long] [pytest options]

The tests that take many seconds each (whole pictures, whole programmes, searched memory, X11) are run by
--long, and by continuous integration. Whatever else follows is given to pytest, and then all tests are
meant, for example:  dev.py test -k vault -x""",
    ),
    "check": Verb(
        does=check, summary="lint, types, import contracts, translations", help="usage: dev.py check"
    ),
    "torture": Verb(
        does=torture,
        summary="try to break the vault, and show that a weaker one would break",
        help="""usage: dev.py torture [--short] [--only NAME] [--json]

Kills, power cuts, flipped bits, full disks, forged headers, damaged pages, searched memory, recorded system
calls, mistyped sheets, erased people, and what a guess and a search cost. Each attack has controls: weakened
builds that it must catch. --short takes minutes and is what continuous integration runs; without it about an
hour. --only picks one attack and may be repeated. What this machine cannot do is said to be not run.""",
    ),
    "attack": Verb(
        does=attack,
        summary="try to work somebody out of the reports, beside ACRO, pytauargus and OpenDP",
        help="""usage: dev.py attack [--short] [--only NAME] [--json] [--without-peers]

Attacks on one report and on series of reports of many invented organisations, how much the reports still
show, how near their figures are, and what the checks cost. Each line gives the goal, our figure and that of
every peer on the same organisations in the same run; each attack has controls, weakened builds that it must
catch.
--short takes minutes and is what continuous integration runs; without it hours. --only picks one figure and
may be repeated. The peers (ACRO, pytauargus, OpenDP) get an environment of their own; where they cannot be
installed, or with --without-peers, their figures are said to be not run.""",
    ),
    "bench": Verb(
        does=bench,
        summary="measure, and print the figures as JSON",
        help="usage: dev.py bench [options of tests/bench/run.py]",
    ),
    "screens": Verb(
        does=screens,
        summary="draw every screen in light and dark, English and Dutch",
        help="""usage: dev.py screens [options of careernotes-demo screens]

The pictures go to demo/screens/ unless --out names another folder.""",
    ),
    "words": Verb(
        does=words,
        summary="collect every visible string and its Dutch",
        help="usage: dev.py words [update]\n\nRewrites resources/locale and prints what has no Dutch yet.",
    ),
}


def overview() -> str:
    """The list of commands."""
    lines = [f"  {name:<8} {verb.summary}" for name, verb in VERBS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [--help]", "", *lines])


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; the exit code is that of what it ran."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("--help", [])
    if name in {"-h", "--help", "help"}:
        print(overview())
        return 0
    verb = VERBS.get(name)
    if verb is None:
        print(f"dev.py has no command {name!r}. It has: {', '.join(VERBS)}.", file=sys.stderr)
        return 2
    if rest and rest[0] in {"-h", "--help"}:
        print(verb.help)
        return 0
    try:
        return verb.does(rest)
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as problem:
        print(f"Set-up stopped: {problem}.\nThe next call starts afresh.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
