"""The harness of the measured attack in its tiny form: it shows little of the exporter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.attack.measured import OURS, PEERS, Figures, Known, Measure, Weaker
from tests.attack.run import Done, Task, all_measures, printed, tasks_of, verdict

ROOT = Path(__file__).parents[2]
SECONDS_ENOUGH = ("G1",)


def attack(*arguments: str) -> tuple[int, dict[str, dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "tests/attack/run.py", "--tiny", "--json", *arguments],
        cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)["measures"]


@pytest.mark.long
@pytest.mark.parametrize("name", SECONDS_ENOUGH)
def test_a_goal_is_met_in_the_small_and_its_weakened_builds_are_caught(name: str) -> None:
    code, told = attack("--only", name)
    assert list(told) == [name]
    assert told[name]["held"], told
    assert told[name]["controls"]
    assert code == 0


def test_every_measure_has_a_goal_and_grows_from_tiny_to_full() -> None:
    measures = all_measures()
    assert {"G1"} <= {measure.name for measure in measures}
    for measure in measures:
        assert measure.goal
        assert measure.tiny <= measure.short <= measure.full, measure.name


def made(*, held: bool = True, known: Known | None = None) -> Measure:
    weaker = Weaker(
        name="weak", tiny=1, size=1, run=lambda _f, _n, _s: {"bad": 1}, caught=lambda f: f["bad"] == 1
    )
    return Measure(
        name="X", what="what", goal="goal", tiny=1, short=5, full=9, shares=2, controls=(weaker,),
        run=lambda _folder, size, _seed: {"n": size}, held=lambda _figures: held,
        columns=lambda figures: {OURS: str(figures["n"])}, known=known,
    )  # fmt: skip


def told(measure: Measure, run: Figures, control: Figures) -> Figures:
    tasks = tasks_of(measure, "full")
    done = [Done(task=task, figures=control if task.control >= 0 else run, seconds=1) for task in tasks]
    return verdict(measure, done, "full")


def test_shares_make_up_the_size_and_their_figures_are_added() -> None:
    tasks = tasks_of(made(), "full")
    assert [task.size for task in tasks if task.control < 0] == [5, 4]
    assert told(made(), {"n": 3}, {"bad": 1})["columns"] == {OURS: "6"}


def test_a_goal_is_met_only_with_every_control_caught_and_nothing_failed() -> None:
    assert told(made(), {"n": 1}, {"bad": 1})["held"]
    assert not told(made(), {"n": 1}, {"bad": 0})["held"]
    assert not told(made(), {"failed": "why"}, {"bad": 1})["held"]
    assert not told(made(), {"n": 1}, {"failed": "why"})["held"]
    assert not told(made(held=False), {"n": 1}, {"bad": 1})["held"]
    alone = [Done(task=Task(measure=made(), size=1), figures={"n": 1}, seconds=1)]
    assert not verdict(made(), alone, "full")["held"]


def test_a_peer_that_did_not_run_is_said_to_be_not_run() -> None:
    line = told(made(), {"n": 1}, {"bad": 1})
    [_heads, alone, *_below] = printed({"X": line})
    assert "not run" not in alone
    [_heads, row, *_below] = printed({"X": {**line, "columns": {OURS: "1", PEERS[0]: "2"}}})
    assert row.count("not run") == len(PEERS) - 1


def test_a_goal_known_to_be_missed_is_said_to_be_and_fails_the_run_only_when_it_gets_worse() -> None:
    for reached in (True, False):
        known = Known(because="privacy first", reached=lambda _figures, so=reached: so)
        line = told(made(held=False, known=known), {"n": 1}, {"bad": 1})
        assert (line["met"], line["known"], line["held"]) == (False, "privacy first", reached)
        assert not told(made(held=False, known=known), {"n": 1}, {"bad": 0})["held"]
    lines = printed({"X": told(made(held=False, known=known), {"n": 1}, {"bad": 1})})
    assert any("privacy first" in line for line in lines)
    assert "MISSED" in lines[1]


def test_what_several_measures_want_is_run_once() -> None:
    one, two = tasks_of(made(), "full")[:2]
    assert one.work != two.work
    assert one.work == Task(measure=one.measure, size=one.size, seed=one.seed).work


def test_a_goal_in_seconds_is_judged_in_the_full_size_alone() -> None:
    (cost,) = (measure for measure in all_measures() if measure.name == "S2")
    slow: Figures = {"rows": [{"what": "x", "seconds": 11.0, "goal": 10.0, "mib": 1}]}
    tasks = [(0, {"rows": [{"what": "x", "seconds": 2.0, "goal": 1.0, "mib": 1}]}), (-1, slow)]
    done = [Done(task=Task(measure=cost, size=1, control=at), figures=each, seconds=1) for at, each in tasks]
    lines = {form: verdict(cost, done, form) for form in ("short", "full")}
    assert {form: line["held"] for form, line in lines.items()} == {"short": True, "full": False}
    assert "slow here" in "".join(printed({"S2": lines["short"]}))
