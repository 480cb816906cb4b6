"""Everything the vault promises to withstand, tried: ``dev.py torture [--short] [--only NAME] [--json]``.

An attack counts as held when it met its goal and every one of its controls, a weakened build, was caught.
"""

import concurrent.futures
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.torture.asked import asked_of  # noqa: E402 - the path comes first
from tests.torture.attack import Attack, Figures, added, own_disk  # noqa: E402 - the path comes first
from tests.torture.own_process import in_own_process  # noqa: E402 - the path comes first
from tests.torture.registry import ATTACKS, by_name  # noqa: E402 - the path comes first
from tests.torture.work_folder import own_folder, work_folder  # noqa: E402 - the path comes first

WORK = ROOT / "demo" / "torture"
LONGEST = 7_200
CONTROL_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One process: a share of an attack, or one of its controls."""

    attack: Attack
    size: int
    seed: int = 1
    control: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a process said, and how long it took."""

    task: Task
    figures: Figures
    seconds: float


def tasks_of(attack: Attack, form: str) -> list[Task]:
    """Its shares and its controls."""
    size, shares = attack.size(form), attack.shares if form != "tiny" else 1
    parts = [size // shares + (place < size % shares) for place in range(shares)]
    runs = [Task(attack=attack, size=part, seed=seed) for seed, part in enumerate(parts, start=1)]
    controls = [
        Task(attack=attack, size=(form == "tiny" and control.least) or control.size, control=place)
        for place, control in enumerate(attack.controls)
    ]
    return runs + controls


def name_of(task: Task) -> str:
    """A name for people and for a folder."""
    return f"{task.attack.name}-{f'control{task.control}' if task.control >= 0 else task.seed}"


def perform(task: Task) -> Done:
    """Run a task in a process of its own and read what it found."""
    figures, seconds = in_own_process(
        "tests.torture.run",
        {"worker": task.attack.name, "size": task.size, "seed": task.seed, "control": task.control},
        own_folder(WORK) / name_of(task),
        longest=LONGEST,
    )
    return Done(task=task, figures=figures, seconds=seconds)


def aloud(task: Task) -> Done:
    """The same, with a line of progress."""
    done = perform(task)
    failed = "FAILED, " if "failed" in done.figures else ""
    print(f"[torture] {name_of(task)}: {failed}{done.seconds:.0f} s", file=sys.stderr, flush=True)
    return done


def worker(name: str, folder: Path, size: int, seed: int, control: int) -> int:
    """In the process of its own: one share or one control."""
    attack = by_name(name)
    if not attack.alone:
        # In memory: a slow disk is no part of what is tried. What is measured uses the real one.
        own_disk(folder)
    if control < 0:
        print(json.dumps(attack.run(folder / "work", size, seed)))
        return 0
    # A small control meets its moment by chance: it is tried again, and bigger, before it counts as missed.
    figures: Figures = {}
    weak = attack.controls[control]
    for attempt in range(CONTROL_TRIES):
        grown = min(size << attempt, weak.size)
        figures = weak.run(folder / f"work{attempt}", grown, seed + attempt)
        if weak.caught(figures):
            break
    print(json.dumps(figures))
    return 0


def verdict(attack: Attack, done: Sequence[Done], form: str) -> Figures:
    """The line of the table: what was found, whether the goal was met, and which controls were caught."""
    shares = [each for each in done if each.task.control < 0]
    figures = added([each.figures for each in shares])
    failed = any("failed" in each.figures for each in done)
    controls = {
        attack.controls[each.task.control].name: "failed" not in each.figures
        and attack.controls[each.task.control].caught(each.figures)
        for each in done
        if each.task.control >= 0
    }
    met = not failed and attack.held(figures) and (form != "full" or attack.in_time(figures))
    return {
        "what": attack.what, "goal": attack.goal, "size": attack.size(form), "figures": figures, "met": met,
        "controls": controls,
        "control_figures": {
            attack.controls[each.task.control].name: each.figures for each in done if each.task.control >= 0
        },
        "held": met and all(controls.values()) and len(controls) == len(attack.controls),
        "seconds": round(sum(each.seconds for each in done), 1),
    }  # fmt: skip


def all_of(attacks: Sequence[Attack], form: str, at_once: int) -> dict[str, Figures]:
    """Every attack, two processes at a time; those that measure have the machine to themselves."""
    told: dict[str, Figures] = {}
    able: list[Attack] = []
    for attack in attacks:
        if reason := attack.missing():
            told[attack.name] = {"what": attack.what, "goal": attack.goal, "held": False, "not_run": reason}
        else:
            able.append(attack)
    shared = [task for attack in able if not attack.alone for task in tasks_of(attack, form)]
    # The long ones first: what is left at the end is short.
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        done = list(pool.map(aloud, shared))
    done += [aloud(task) for attack in able if attack.alone for task in tasks_of(attack, form)]
    for attack in able:
        told[attack.name] = verdict(attack, [each for each in done if each.task.attack is attack], form)
    return {attack.name: told[attack.name] for attack in attacks}


def line_of(name: str, told: Figures) -> str:
    """One line for people."""
    if "not_run" in told:
        return f"not run  {name:<14} {told['not_run']}"
    controls = told["controls"]
    assert isinstance(controls, dict)
    caught = ", ".join(f"{'caught' if ok else 'MISSED'} {control}" for control, ok in controls.items())
    word = "held   " if told["held"] else "NOT HELD"
    found = f"{short(told['figures'])}; {caught}"
    return f"{word:<8} {name:<14} {told['size']:>6}  goal: {told['goal']}\n{'':<24}{found}"


def short(figures: object) -> str:
    """The figures without their lists."""
    assert isinstance(figures, dict)
    return ", ".join(f"{name} {value}" for name, value in figures.items() if value not in ([], {}))


def main() -> int:
    """Runs what was asked for; 1 when something did not hold."""
    names = [attack.name for attack in ATTACKS]
    asked = asked_of("dev.py torture", __doc__, names, full="an hour")
    if asked.worker:
        return worker(asked.worker, Path(asked.folder), asked.size, asked.seed, asked.control)
    attacks = [attack for attack in ATTACKS if not asked.only or attack.name in asked.only]
    began = time.monotonic()
    with work_folder(WORK):
        told = all_of(attacks, asked.form, asked.at_once)
    seconds = round(time.monotonic() - began, 1)
    if asked.json:
        print(json.dumps({"form": asked.form, "seconds": seconds, "attacks": told}, indent=2))
    else:
        print("\n".join(line_of(name, each) for name, each in told.items()))
        print(f"{asked.form} torture: {seconds} s")
    return 0 if all(each["held"] or "not_run" in each for each in told.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
