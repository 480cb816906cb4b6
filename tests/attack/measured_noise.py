"""O1, the sampler: against its exact distribution and against OpenDP; and how far off noisy figures are."""

import math
import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.attack.measured import OPENDP, OURS, Columns, Figures, Measure, Weaker
from tests.attack.organisations import counters, lasting, programme
from tests.attack.peers import ask, peers_python

from careernotes.disclosure.discrete_laplace import discrete_laplace
from careernotes.disclosure.noise import cells_of, noisy_figures, with_noise
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.safe_table import BreakdownState, SafeArea, SafeBreakdown
from careernotes.sealing.noise import below

SCALES = ("1/2", "16/5", "4")
THEIRS = "4"
"""The scale at which OpenDP answers: epsilon 1 for at most four themes."""
EPSILONS = ("1/2", "1", "2")
PEOPLE = (1000, 5000)
DECLARED = 4
DRAWS_A_RELEASE, TOP = 400, 5
"""One release is tried for so many draws, and so many largest themes should stay the largest."""
LEAST_EXPECTED = 40


def sampled(folder: Path, size: int, seed: int) -> Figures:
    """*size* draws for each scale, OpenDP's beside them, and releases of whole organisations."""
    found: Figures = {"draws": {scale: _histogram(_drawn(scale, size, seed)) for scale in SCALES}}
    if peers_python():
        [theirs] = ask([{"tool": "OpenDP", "cells": [[0, place, 0] for place in range(size)]}])
        found["theirs"] = _histogram(int(str(n)) for n in theirs)
    releases = max(3, size // DRAWS_A_RELEASE)
    return {**found, **_released(releases, PEOPLE[:1] if size < DRAWS_A_RELEASE * 20 else PEOPLE, seed)}


def _drawn(scale: str, size: int, seed: int) -> Iterable[int]:
    source = random.Random(f"{seed}/{scale}")
    return (discrete_laplace(Fraction(scale), source.randrange) for _ in range(size))


def _histogram(values: Iterable[int]) -> dict[str, int]:
    return {str(value): n for value, n in sorted(Counter(values).items())}


@cache
def _truth(people: int) -> dict[FigureKey, int]:
    organisation = lasting(7, people, 1)
    return dict(zip(programme().plan.keys, counters(organisation, 0), strict=True))


def _released(releases: int, sizes: Sequence[int], seed: int) -> Figures:
    errors: dict[str, dict[str, int]] = {}
    kept: dict[str, int] = {}
    seconds = 0.0
    for people in sizes:
        true = _truth(people)
        themes = [true[key] for key in programme().plan.of(TableId.THEMES)]
        for epsilon in EPSILONS:
            name = f"{people}/{epsilon}"
            source = random.Random(f"{seed}/{name}")
            scale = 4 / Fraction(epsilon)
            noisy = [
                [min(max(n + discrete_laplace(scale, source.randrange), 0), people) for n in themes]
                for _ in range(releases)
            ]
            errors[name] = _histogram(abs(a - b) for each in noisy for a, b in zip(each, themes, strict=True))
            kept[name] = sum(_top_kept(each, themes) for each in noisy)
        for _ in range(releases):
            began = time.process_time()
            figures = _one_report(true)
            seconds += time.process_time() - began
            for kind, off in figures:
                counts = errors.setdefault(f"{people}/{kind}", {})
                counts[str(off)] = counts.get(str(off), 0) + 1
    return {"errors": errors, "kept": kept, "releases": releases, "reports": releases * len(sizes),
            "seconds": seconds}  # fmt: skip


def _top_kept(noisy: list[int], true: list[int]) -> int:
    places = range(len(true))
    truly = set(sorted(places, key=lambda place: -true[place])[:TOP])
    return len(truly & set(sorted(places, key=lambda place: -noisy[place])[:TOP]))


def _one_report(true: Mapping[FigureKey, int]) -> list[tuple[str, int]]:
    """How far off each figure of one whole report is, by table, with the system's own chance."""
    plan = programme().plan
    areas = tuple(SafeArea(number=area) for area in plan.areas)
    breakdown = SafeBreakdown(dimension=plan.breakdown, state=BreakdownState.SHOWN, areas=areas)
    noisy = with_noise(cells_of(true, plan), DECLARED, below)
    figures = noisy_figures(noisy, plan, breakdown, DECLARED)
    return [(key.table.value, abs(figure.value - true[key])) for key, figure in figures.items()]


def p_value(found: Mapping[str, int], scale: str) -> float:
    """Pearson's chi-square of a histogram against the exact probabilities."""
    draws = sum(found.values())
    bins = _bins(found, scale, draws)
    return _tail(sum((o - e) ** 2 / e for o, e in bins), len(bins) - 1)


def two_sample_p(one: Mapping[str, int], two: Mapping[str, int], scale: str) -> float:
    """Pearson's chi-square of two histograms that should be of one distribution."""
    draws = sum(one.values())
    first, second = _bins(one, scale, draws), _bins(two, scale, draws)
    ratio = math.sqrt(sum(two.values()) / draws)
    pairs = [(a, b) for (a, _), (b, _) in zip(first, second, strict=True)]
    return _tail(sum((a * ratio - b / ratio) ** 2 / (a + b) for a, b in pairs), len(pairs) - 1)


def _bins(found: Mapping[str, int], scale: str, draws: int) -> list[tuple[int, float]]:
    """Values one by one and both tails: how often each was seen, and how often it should have been."""
    q = math.exp(-1 / Fraction(scale))
    middle, edge = draws * (1 - q) / (1 + q), 0
    while middle * q ** (edge + 1) > LEAST_EXPECTED:
        edge += 1
    tail = middle * q ** (edge + 1) / (1 - q)
    inside = [(found.get(str(v), 0), middle * q ** abs(v)) for v in range(-edge, edge + 1)]
    above = sum(n for v, n in found.items() if int(v) > edge)
    under = sum(n for v, n in found.items() if int(v) < -edge)
    return [*inside, (above, tail), (under, tail)]


def _tail(statistic: float, freedom: int) -> float:
    """Chance of so large a chi-square; for even degrees of freedom it is a finite sum."""
    half = statistic / 2
    term, total = math.exp(-half), 0.0
    for step in range(freedom // 2):
        total += term
        term *= half / (step + 1)
    return min(total, 1.0)


def _held(figures: Figures) -> bool:
    return all(p > 0.001 for p in _all_p(figures).values())


def _all_p(figures: Figures) -> dict[str, float]:
    draws = _dict(figures["draws"])
    found = {f"b = {scale}": p_value(_counts(draws[scale]), scale) for scale in draws}
    if "theirs" in figures:
        found["both"] = two_sample_p(_counts(draws[THEIRS]), _counts(figures["theirs"]), THEIRS)
    return found


def _columns(figures: Figures) -> Columns:
    least = min(_all_p(figures).values())
    told = {OURS: f"p >= {least:.3f}, MAE {_errors(figures)['1000/1'][0]:.1f}"}
    if "theirs" in figures:
        theirs = _counts(figures["theirs"])
        off = sum(abs(int(value)) * n for value, n in theirs.items()) / sum(theirs.values())
        told[OPENDP] = f"p = {p_value(theirs, THEIRS):.3f}, MAE {off:.1f}"
    return told


def _errors(figures: Figures) -> dict[str, tuple[float, int]]:
    """Mean absolute error and its 95th percentile."""
    found = {}
    for name, histogram in _dict(figures["errors"]).items():
        counts = sorted((int(off), n) for off, n in _counts(histogram).items())
        total, below_, p95 = sum(n for _, n in counts), 0, 0
        for off, n in counts:
            if below_ < 0.95 * total:
                p95 = off
            below_ += n
        found[name] = (sum(off * n for off, n in counts) / total, p95)
    return found


def _table(figures: Figures) -> list[str]:
    errors, kept = _errors(figures), _counts(figures["kept"])
    releases, reports = float(str(figures["releases"])), float(str(figures["reports"]))
    lines = [f"{name}: p = {p:.3f}" for name, p in _all_p(figures).items()]
    lines += [
        f"{people} people, epsilon {epsilon} on themes: MAE {errors[name][0]:.1f}, p95 {errors[name][1]}, "
        f"top {TOP} kept {100 * kept[name] / (TOP * releases):.0f} %"
        for people in PEOPLE
        for epsilon in EPSILONS
        if (name := f"{people}/{epsilon}") in errors
    ]
    lines += [
        f"{people} people, whole report with s = {DECLARED}: "
        + ", ".join(f"{t.value} {errors[name][0]:.1f}/{errors[name][1]}"
                    for t in TableId if (name := f"{people}/{t.value}") in errors)
        for people in PEOPLE
        if f"{people}/themes" in errors
    ]  # fmt: skip
    return [
        *lines,
        f"one report's noise: {1000 * float(str(figures['seconds'])) / reports:.1f} ms of processor time",
    ]


def _too_wide(_folder: Path, size: int, seed: int) -> Figures:
    source = random.Random(seed)
    draws = (discrete_laplace(Fraction(5), source.randrange) for _ in range(size))
    return {"draws": {"4": _histogram(draws)}}


def _rounded_float(_folder: Path, size: int, seed: int) -> Figures:
    source = random.Random(seed)
    draws = (round((source.expovariate(1) - source.expovariate(1)) / 2) for _ in range(size))
    return {"draws": {"1/2": _histogram(draws)}}


def _dict(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _counts(value: object) -> dict[str, int]:
    return {name: int(str(n)) for name, n in _dict(value).items()}


def _missed(figures: Figures) -> bool:
    return not _held(figures)


MEASURES = (
    Measure(
        name="O1-noise",
        what="the integer sampler against its exact probabilities and OpenDP, and the error of noisy figures",
        goal="chi-square p > .001",
        tiny=4000,
        short=100_000,
        full=1_000_000,
        shares=2,
        run=sampled,
        held=_held,
        columns=_columns,
        table=_table,
        controls=(
            Weaker(name="a scale of 5 for 4", tiny=4000, size=20_000, run=_too_wide, caught=_missed),
            Weaker(
                name="a float that is rounded", tiny=4000, size=20_000, run=_rounded_float, caught=_missed
            ),
        ),
    ),
)
