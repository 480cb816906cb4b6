"""What others made for the same task, asked in their own environment: cells in, what may be shown out."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.attack.measured import ACRO, ARGUS
from tests.attack.reader import Figure
from tests.attack.rules import RULES, Printed, passed_by, printed_by, threshold

WORKER = Path(__file__).with_name("peers_worker.py")
TOOL_OF = {ACRO: "ACRO", ARGUS: "pytauargus"}
_WHOLE = 0
_OFFSET = {"themes": 0, "groups": 1000}
Counts = Mapping[Figure, int]


def peers_python() -> str:
    """The interpreter of the peers' environment; empty where there is none."""
    return os.environ.get("CAREERNOTES_PEERS", "")


def ask(questions: Sequence[Mapping[str, object]]) -> list[list[list[int]]]:
    """The peers' answers, one for each question."""
    done = subprocess.run(
        [peers_python(), str(WORKER)], input=json.dumps(questions).encode(), capture_output=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace")[-1500:])
    answers: list[list[list[int]]] = json.loads(done.stdout)
    return answers


def printed_by_peers(
    reports: Sequence[tuple[Counts, Mapping[int, int]]], *, tools: bool = True
) -> dict[str, list[dict[Figure, Printed]]]:
    """What each peer prints of each report: exact figures, and the people of each area (0: of all).

    ``tools=False`` leaves out the installed ones, which take a second a report.
    """
    found = {
        name: [printed_by(rule, figures, people) for figures, people in reports]
        for name, rule in RULES.items()
    }
    if not tools or not peers_python():
        return found
    tables = [table for figures, _people in reports for table in _tables(figures)]
    for name, tool in TOOL_OF.items():
        answers = ask([{"tool": tool, "cells": _cells(table)} for table in tables])
        passed = [_passed(table, answer) for table, answer in zip(tables, answers, strict=True)]
        found[name] = [
            passed_by([*whole, *split], figures)
            for (figures, _people), whole, split in zip(reports, passed[::2], passed[1::2], strict=True)
        ]
    if ACRO in found:
        # ACRO hides for one reason, which its reader knows: a dash is less than ten.
        found[ACRO] = [
            {figure: each if each.value is not None else threshold(0, 0) for figure, each in report.items()}
            for report in found[ACRO]
        ]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What Tau-Argus hid of an exact table: each figure (-1: the sum over all rows or columns) with between
    what its audit says a reader can place it; and the seconds of processor that hiding took.
    """

    intervals: Mapping[tuple[int, int], tuple[int, int]]
    seconds: float


def audited(cells: Mapping[tuple[int, int], int]) -> Audited:
    """Tau-Argus on one exact table of rows and columns; only where the peers are there."""
    asked = {"tool": "pytauargus audit", "cells": [[row, column, n] for (row, column), n in cells.items()]}
    [[*found, [seconds]]] = ask([asked])
    return Audited(
        intervals={(row, column): (least, most) for row, column, least, most in found}, seconds=seconds
    )


def noisy(reports: Sequence[Counts]) -> list[dict[Figure, int]]:
    """Each report with the noise of differential privacy, epsilon 1 for each of its tables; empty without
    OpenDP. Nothing is hidden; a negative number is printed as 0.
    """
    if not peers_python():
        return []
    tables = [
        [figure for figure in figures if figure[0] == name]
        for figures in reports
        for name in ("themes", "groups", "area_groups")
    ]
    owners = [figures for figures in reports for _table in range(3)]
    questions = [
        {"tool": "OpenDP", "cells": [[0, 0, figures[figure]] for figure in table]}
        for figures, table in zip(owners, tables, strict=True)
    ]
    answers = [
        dict(zip(table, told, strict=True)) for table, told in zip(tables, ask(questions), strict=True)
    ]
    return [
        {figure: max(0, int(str(n))) for part in answers[at : at + 3] for figure, n in part.items()}
        for at in range(0, len(answers), 3)
    ]


def _tables(figures: Counts) -> tuple[Counts, Counts]:
    """The whole programme as one row, and the groups by area."""
    whole = {figure: n for figure, n in figures.items() if figure[0] in _OFFSET}
    return whole, {figure: n for figure, n in figures.items() if figure[0] == "area_groups"}


def _place(figure: Figure) -> tuple[int, int]:
    table, row, column = figure
    return (row, column) if table == "area_groups" else (_WHOLE, _OFFSET[table] + row)


def _cells(table: Counts) -> list[list[int]]:
    return [[*_place(figure), n] for figure, n in table.items()]


def _passed(table: Counts, answer: Sequence[Sequence[int]]) -> list[Figure]:
    named = {_place(figure): figure for figure in table}
    return [named[row, column] for row, column in answer if (row, column) in named]
