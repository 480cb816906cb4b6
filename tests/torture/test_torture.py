"""The harness itself: a tiny form of the attacks, with their controls. It shows little of the vault."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.torture import search_ratio
from tests.torture.attack import added
from tests.torture.registry import ATTACKS, CUT_FIGURES, by_name
from tests.torture.run import Done, Task, tasks_of, verdict
from tests.torture.work_folder import work_folder

ROOT = Path(__file__).parents[2]
ANOTHER = "import sys, tests.torture.work_folder as w; w.work_folder(w.Path(sys.argv[1])).__enter__()"
SECONDS_ENOUGH = ("header", "sheet", "salvage", "disk-full", "bit-flips", "kill")


def torture(*arguments: str) -> tuple[int, dict[str, dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "tests/torture/run.py", "--tiny", "--json", *arguments],
        cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    told = json.loads(done.stdout)
    return done.returncode, told["attacks"]


@pytest.mark.long
@pytest.mark.parametrize("name", SECONDS_ENOUGH)
def test_a_small_attack_is_held_and_its_weakened_builds_are_caught(name: str) -> None:
    code, told = torture("--only", name)
    assert list(told) == [name]
    if reason := told[name].get("not_run"):
        pytest.skip(str(reason))
    assert told[name]["held"], told
    assert told[name]["controls"]
    assert code == 0


def test_every_attack_has_a_goal_and_a_weakened_build_that_it_must_catch() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    for attack in ATTACKS:
        assert attack.controls
        assert attack.goal
        assert attack.tiny <= attack.short <= attack.full or attack.name == "header"


def test_an_attack_is_held_only_when_goal_and_controls_are_met_and_nothing_failed() -> None:
    sheet = next(attack for attack in ATTACKS if attack.name == "sheet")
    good = {
        "trials": 2, "corrected": 1, "not_corrected": 0, "opened": 1, "right_refused": 0, "other_roots": 1,
        "false_accepts": 0,
    }  # fmt: skip

    def told(run: dict[str, object], first: dict[str, object], second: dict[str, object]) -> object:
        runs = [Done(task=Task(attack=sheet, size=1), figures=run, seconds=1)]
        runs += [
            Done(task=Task(attack=sheet, size=1, control=place), figures=figures, seconds=1)
            for place, figures in enumerate((first, second))
        ]
        return verdict(sheet, runs, "tiny")["held"]

    caught, corrected = {**good, "false_accepts": 3}, {**good, "not_corrected": 2}
    assert told({**good}, caught, corrected)
    assert not told({**good, "false_accepts": 1}, caught, corrected)
    assert not told({**good}, {**good}, corrected)
    assert not told({**good}, caught, {"failed": "Traceback"})
    assert not told({"failed": "Traceback"}, caught, corrected)


def test_shares_together_are_the_whole_size_and_their_figures_are_added() -> None:
    cut = next(attack for attack in ATTACKS if attack.name == "power-cut")
    shares = [task for task in tasks_of(cut, "full") if task.control < 0]
    assert sum(task.size for task in shares) == cut.full
    assert len({task.seed for task in shares}) == len(shares) >= 2
    assert added([{"a": 1, "b": ["x"], "c": {"d": 1}}, {"a": 2, "b": ["y"], "c": {"d": 2}}]) == {
        "a": 3, "b": ["x", "y"], "c": {"d": 3},
    }  # fmt: skip


def test_fewer_images_of_a_power_cut_than_were_asked_for_are_not_enough() -> None:
    cut = by_name("power-cut")
    none = dict.fromkeys(CUT_FIGURES, 0)
    assert cut.held({**none, "images": 40, "asked": 40})
    assert not cut.held({**none, "images": 39, "asked": 40})
    assert not cut.held({**none, "images": 0, "asked": 0})
    assert not cut.held({**none, "images": 40, "asked": 40, "lost": 1})


def test_opening_is_judged_by_the_median_and_the_processor_by_the_least() -> None:
    figures = search_ratio.opening_figures([5.0, 14.0, 90.0], [1.0, 2.0, 3.0], [4.0, 3.0, 8.0])
    assert figures == {"open_ms": 12.0, "open_least_ms": 4.0, "open_cpu_ms": 3.0}
    good = {"median_ratio": 1.1, "file_ratio": 1.0}
    assert not search_ratio.in_time({**good, **figures})
    assert search_ratio.in_time({**good, **figures, "open_ms": 10.0})


def test_a_goal_in_seconds_is_judged_in_the_full_size_alone() -> None:
    search = by_name("search")
    slow: dict[str, object] = {"median_ratio": 1.1, "file_ratio": 1.0, "open_ms": 12.0}
    done = [Done(task=Task(attack=search, size=1), figures=slow, seconds=1)]
    met = {form: verdict(search, done, form)["met"] for form in ("tiny", "short", "full")}
    assert met == {"tiny": True, "short": True, "full": False}
    assert verdict(search, [replace(done[0], figures={**slow, "open_ms": 9.0})], "full")["met"]


def test_two_runs_at_a_time_do_not_clear_each_others_folders_away(tmp_path: Path) -> None:
    with work_folder(tmp_path) as ours:
        (tmp_path / "left by a killed run").mkdir()
        subprocess.run([sys.executable, "-c", ANOTHER, str(tmp_path)], check=True, cwd=ROOT)
        assert [path.name for path in tmp_path.iterdir()] == [ours.name]
    assert not ours.exists()
