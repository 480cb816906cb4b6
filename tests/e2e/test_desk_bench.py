"""The benchmark of the desk at a glance: a small vault, every figure there and held against its goal."""

from pathlib import Path

import pytest
from tests.bench import desk_bench, run

from careernotes.gui.screens import SCREENS


@pytest.mark.long
def test_the_walk_through_the_desk_measures_every_figure(tmp_path: Path) -> None:
    found = desk_bench.glance(tmp_path)
    used = found["used"]
    assert isinstance(used, dict)
    memory = used["memory"]
    assert set(memory) == {"locked", "open", "used"}
    assert memory["used"]["pss_mib"] > memory["locked"]["pss_mib"] > 5
    assert all(each["all_pss_mib"] > each["pss_mib"] for each in memory.values())
    assert set(desk_bench.LISTS) <= set(used["screens"]) <= set(SCREENS)
    # A page that is left is gone, as in the program: neither figure is of pages that pile up.
    assert all(each["widgets_last"] <= each["widgets_first"] for each in used["screens"].values())
    assert used["slowest_list_ms"] > 0
    assert used["most_work_ms"] > 0
    assert used["search"]["worst_ms"] >= used["search"]["median_ms"] > 0
    assert used["key"]["median_ms"] > 0
    told = run.verdicts({"desk": found})
    assert len(told) == sum(path[0] == "desk" for _name, path, _most in run.GOALS)
    assert all(line.startswith(("met: ", "missed: ")) and "of at most" in line for line in told.values())


def test_a_goal_whose_figure_is_not_there_is_missed() -> None:
    told = run.verdicts({"desk": {"opened": {"memory": {}}, "used": {}}})
    assert set(told.values()) == {"missed: not measured"}
