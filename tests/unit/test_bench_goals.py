"""A goal that is missed, or not measured at all, fails the benchmark."""

from tests.bench.run import GOALS, verdicts


def measured(factor: float) -> dict[str, object]:
    """Figures that reach every goal's limit times *factor*."""
    figures: dict[str, object] = {}
    for _name, path, most in GOALS:
        place = figures
        for part in path[:-1]:
            place = place.setdefault(part, {})  # type: ignore[assignment]  # nested figures
        place[path[-1]] = most * factor
    return figures


def test_figures_at_their_limit_meet_every_goal() -> None:
    told = verdicts(measured(1))
    assert len(told) == len(GOALS)
    assert all(line.startswith("met") for line in told.values())


def test_figures_beyond_their_limit_miss_every_goal() -> None:
    assert all(line.startswith("missed") for line in verdicts(measured(1.01)).values())


def test_a_figure_that_was_not_measured_is_missed() -> None:
    assert verdicts({"start": {}})["first window against a bare label"] == "missed: not measured"
    assert verdicts({}) == {}
