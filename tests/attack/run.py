"""The measured attack beside its peers: ``dev.py attack [--short] [--only NAME] [--json]``.

A goal counts as met when the figures meet it and every control, a weakened build, was caught. A goal that is
known to be missed is printed as missed and fails the run only when it gets worse. What a measure is made of:
``tests/attack/measured.py``.
"""

import concurrent.futures
import importlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.attack.measured import OURS, PEERS, Figures, Measure, Run  # noqa: E402 - the path comes first
from tests.torture.asked import asked_of  # noqa: E402 - as above
from tests.torture.attack import added  # noqa: E402 - as above
from tests.torture.own_process import in_own_process  # noqa: E402 - as above
from tests.torture.work_folder import own_folder, work_folder  # noqa: E402 - as above

WORK = ROOT / "demo" / "attack"
LONGEST = 6 * 3600
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One process: a share of a measure, or one of its controls."""

    measure: Measure
    size: int
    seed: int = 1
    control: int = -1

    @property
    def run(self) -> Run:
        """What is run."""
        return self.measure.run if self.control < 0 else self.measure.controls[self.control].run

    @property
    def work(self) -> tuple[Run, int, int]:
        """What makes two tasks the same."""
        return self.run, self.size, self.seed

    @property
    def name(self) -> str:
        """A name for people and for a folder."""
        return f"{self.measure.name}-{f'control{self.control}' if self.control >= 0 else self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a process said, and how long it took."""

    task: Task
    figures: Figures
    seconds: float


def all_measures() -> tuple[Measure, ...]:
    """Every measure of every ``measured_*.py`` beside this file, by name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("measured_*.py"))
    modules = [importlib.import_module(f"tests.attack.{name}") for name in names]
    found = [measure for module in modules for measure in module.MEASURES]
    assert len({measure.name for measure in found}) == len(found)
    return tuple(sorted(found, key=lambda measure: measure.name))


def tasks_of(measure: Measure, form: str) -> list[Task]:
    """Its shares and its controls."""
    size, shares = measure.size(form), measure.shares if form != "tiny" else 1
    parts = [size // shares + (place < size % shares) for place in range(shares)]
    runs = [Task(measure=measure, size=part, seed=seed) for seed, part in enumerate(parts, start=1) if part]
    return runs + [
        Task(measure=measure, size=each.tiny if form == "tiny" else each.size, control=place)
        for place, each in enumerate(measure.controls)
    ]


def perform(task: Task) -> Done:
    """Run a task in a process of its own and read what it found."""
    # One thread a process: two of them have the two cores, and times are those of one.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    figures, seconds = in_own_process(
        "tests.attack.run",
        {"worker": task.measure.name, "size": task.size, "seed": task.seed, "control": task.control},
        own_folder(WORK) / task.name,
        longest=LONGEST,
        environment=threads,
    )
    return Done(task=task, figures=figures, seconds=seconds)


def aloud(task: Task) -> Done:
    """The same, with a line of progress."""
    done = perform(task)
    failed = "FAILED, " if "failed" in done.figures else ""
    print(f"[attack] {task.name}: {failed}{done.seconds:.0f} s", file=sys.stderr, flush=True)
    return done


def worker(name: str, folder: Path, size: int, seed: int, control: int) -> int:
    """In the process of its own: one share or one control."""
    measure = next(each for each in all_measures() if each.name == name)
    task = Task(measure=measure, size=size, seed=seed, control=control)
    print(json.dumps(task.run(folder, size, seed)))
    return 0


def verdict(measure: Measure, done: Sequence[Done], form: str) -> Figures:
    """The line of the table: what was found, whether the goal was met, and which controls were caught."""
    shares = [each for each in done if each.task.control < 0]
    failures = [str(each.figures["failed"]) for each in done if "failed" in each.figures]
    figures = added([each.figures for each in shares])
    controls = {
        measure.controls[each.task.control].name: "failed" not in each.figures
        and measure.controls[each.task.control].caught(each.figures)
        for each in done
        if each.task.control >= 0
    }
    slow = not failures and not measure.in_time(figures)
    met = not failures and measure.held(figures) and not (slow and form == "full")
    known = measure.known if not met and not failures else None
    return {
        "what": measure.what, "goal": measure.goal, "size": measure.size(form), "met": met, "slow": slow,
        "columns": {} if failures else measure.columns(figures),
        "table": [] if failures else measure.table(figures),
        "controls": controls,
        "control_figures": {
            measure.controls[each.task.control].name: each.figures for each in done if each.task.control >= 0
        },
        "known": known.because if known is not None else "",
        "held": (met or (known is not None and known.reached(figures)))
        and all(controls.values())
        and len(controls) == len(measure.controls),
        "figures": figures, "failures": failures, "seconds": round(sum(each.seconds for each in done), 1),
    }  # fmt: skip


def all_of(measures: Sequence[Measure], form: str, at_once: int) -> dict[str, Figures]:
    """Every measure, two processes at a time; those that take times have the machine to themselves."""
    tasks = [task for measure in measures for task in tasks_of(measure, form)]
    # What several measures want to know is run once.
    once = {task.work: task for task in reversed(tasks)}
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        done = list(pool.map(aloud, [task for task in once.values() if not task.measure.alone]))
    done += [aloud(task) for task in once.values() if task.measure.alone]
    found = {each.task.work: each for each in done}
    return {
        measure.name: verdict(
            measure,
            [replace(found[task.work], task=task) for task in tasks if task.measure is measure],
            form,
        )
        for measure in measures
    }


def printed(told: dict[str, Figures]) -> list[str]:
    """The table for people: a line for each goal, a column for ours and for each peer."""
    heads = ["", "", "goal", OURS, *PEERS]
    rows = [heads, *(_row(name, each) for name, each in told.items())]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    below: list[str] = []
    for name, each in told.items():
        controls = each["controls"]
        assert isinstance(controls, dict)
        caught = ", ".join(f"{'caught' if ok else 'MISSED'}: {control}" for control, ok in controls.items())
        below += [f"{name} ({each['size']}): {each['what']}. {caught or 'no control'}"]
        below += [f"    missed: {each['known']}"] if each["known"] else []
        below += [f"    {line}" for line in _listed(each["table"]) + _listed(each["failures"])]
    return [*(line.rstrip() for line in lines), "", *below]


def _row(name: str, told: Figures) -> list[str]:
    columns = told["columns"]
    assert isinstance(columns, dict)
    word = "met" if told["met"] and told["held"] else "missed, as known" if told["held"] else "MISSED"
    word += ", slow here" if told["slow"] and word == "met" else ""
    # No peer has anything of the kind, or this one was not run here.
    without = NOT_RUN if set(columns) != {OURS} else "-"
    return [name, word, str(told["goal"]), *(str(columns.get(each, without)) for each in (OURS, *PEERS))]


def _listed(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(each) for each in value]


def main() -> int:
    """Runs what was asked for; 1 when a goal was missed that is not known to be."""
    measures = all_measures()
    names = [measure.name for measure in measures]
    asked = asked_of("dev.py attack", __doc__, names, full="hours")
    if asked.worker:
        return worker(asked.worker, Path(asked.folder), asked.size, asked.seed, asked.control)
    began = time.monotonic()
    chosen = [measure for measure in measures if not asked.only or measure.name in asked.only]
    with work_folder(WORK):
        told = all_of(chosen, asked.form, asked.at_once)
    seconds = round(time.monotonic() - began, 1)
    if asked.json:
        print(json.dumps({"form": asked.form, "seconds": seconds, "measures": told}, indent=2))
    else:
        print("\n".join(printed(told)))
        print(f"{asked.form} attack: {seconds} s")
    return 0 if all(each["held"] for each in told.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
