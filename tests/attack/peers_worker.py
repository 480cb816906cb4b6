"""Runs in the peers' own environment, where the product is not: exact tables in, what may be shown out.

One JSON list of questions on standard input, one of answers on standard output. A question is
``{"tool", "cells": [[row, column, count], ...]}``. ACRO and pytauargus answer with the cells that may be
shown as they are, ``[[row, column], ...]``; OpenDP with noisy counts in the order of the cells; Tau-Argus'
audit with what it hides and between what a reader can place that, ``[[row, column, least, most], ...]``, and
at last with its own seconds.
"""

import contextlib
import json
import logging
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from typing import Any

Cells = list[list[int]]
LEAST = 10
EPSILON, SENSITIVITY = 1.0, 4


def records(cells: Cells) -> Iterator[tuple[int, int]]:
    """One record for everybody in a cell: what the peers count for themselves."""
    for row, column, count in cells:
        for _person in range(count):
            yield row, column


def acro(cells: Cells) -> Cells:
    """ACRO's own cross table with its own thresholds, suppression switched on."""
    import pandas as pd
    from acro import ACRO

    found = list(records(cells))
    if not found:
        return []
    logging.disable(logging.CRITICAL)
    frame = pd.DataFrame(found, columns=["row", "column"])
    shown = ACRO(suppress=True).crosstab(frame["row"], frame["column"])
    return [[int(row), int(column)] for (row, column), _n in shown.stack().dropna().items()]


def pytauargus(cells: Cells) -> Cells:
    """Tau-Argus: at least ten in a cell, and the optimal choice of further cells."""
    with _argus(cells) as done:
        told = [each for each in done.tables[0].rows if each["status"] == "S"] if done else []
        return [_named(each) for each in told]


def pytauargus_audit(cells: Cells) -> list[list[float]]:
    """The same, what it hides, and its own audit of that."""
    began = time.process_time()
    # Whole numbers: by as much as it is itself a figure must stay unknown on either side.
    with _argus(cells, percent=100) as done:
        seconds = time.process_time() - began
        if not done:
            return [[seconds]]
        rows = done.tables[0].rows
        ends = {int(each["cell"]): (each["min"], each["max"]) for each in done.engine.audit(0)}
        found = [
            [*_named(each), *(_whole(end) for end in ends[place])]
            for place, each in enumerate(rows)
            if each["status"] in {"U", "M"}
        ]
        return [*found, [seconds]]


@contextlib.contextmanager
def _argus(cells: Cells, percent: int = 20) -> Iterator[Any]:
    """What Tau-Argus made of a table; None of an empty one."""
    from pytauargus import protect

    found = list(records(cells))
    if not found:
        yield None
        return
    data = {"row": [f"{row:04d}" for row, _c in found], "column": [f"{c:04d}" for _r, c in found]}
    done = protect(
        {**data, "n": [1] * len(found)}, ["row", "column"], "n", f"FREQ({LEAST},{percent})", "OPT(1)"
    )
    try:
        yield done
    finally:
        shutil.rmtree(str(done.workdir), ignore_errors=True)


def _whole(end: float) -> int:
    assert abs(end - round(end)) < 1e-6, end
    return round(end)


def _named(cell: dict[str, object]) -> list[int]:
    return [_number(cell["row"]), _number(cell["column"])]


def _number(text: object) -> int:
    return -1 if text == "Total" else int(str(text))


def opendp(cells: Cells) -> list[int]:
    """Discrete Laplace noise on the whole vector, a person being in four of its cells at most."""
    import opendp.prelude as dp

    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l1_distance(T="i64")
    noisy = dp.m.make_laplace(*space, scale=SENSITIVITY / EPSILON)
    return [int(n) for n in noisy([count for _row, _column, count in cells])]


TOOLS = {"ACRO": acro, "pytauargus": pytauargus, "pytauargus audit": pytauargus_audit, "OpenDP": opendp}


def main() -> int:
    """Answers every question; what a tool prints itself goes to standard error."""
    warnings.simplefilter("ignore")
    answers_to = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    questions = json.load(sys.stdin)
    # Tau-Argus writes its logs where it stands.
    with answers_to, tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        json.dump([TOOLS[each["tool"]](each["cells"]) for each in questions], answers_to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
