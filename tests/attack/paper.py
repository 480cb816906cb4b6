"""What lies on the reader's desk: the files of a report, read with nothing of the program."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

Place = tuple[str, str, str]
"""A table, a row and a column of ``report.json``, by their keys."""
AND_MORE, EVERYBODY = "t", 10**9


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One report as its reader has it. *bases*: what each table says its figures were rounded to."""

    cells: Mapping[Place, int | None]
    symbols: Mapping[Place, str]
    bases: Mapping[str, int]
    previous: str
    words: str

    def value(self, table: str, row: str, column: str = "people") -> int | None:
        """A printed number; None where there is none."""
        return self.cells.get((table, row, column))

    def span(self, table: str, row: str, column: str = "people") -> tuple[int, int] | None:
        """From how many to how many people a printed number stands for: never off by a whole step, and with a
        "t" beside it that many or more.
        """
        value = self.value(table, row, column)
        if value is None:
            return None
        step = self.bases[table]
        top = self.symbols[table, row, column] == AND_MORE
        return max(0, value - step + 1), EVERYBODY if top else value + step - 1

    def rows(self, table: str) -> list[str]:
        """The rows of one table, in the order in which they are printed."""
        return list(dict.fromkeys(row for name, row, _column in self.cells if name == table))

    def columns(self, table: str) -> list[str]:
        """The columns of one table, in the order in which they are printed."""
        return list(dict.fromkeys(column for name, _row, column in self.cells if name == table))

    @property
    def shown(self) -> dict[Place, int]:
        """Every printed number."""
        return {place: value for place, value in self.cells.items() if value is not None}


def read_paper(data: bytes) -> Paper:
    """The report in a ``report.json``, or in the model within it."""
    whole = json.loads(data)
    model = whole.get("model", whole)
    cells, symbols, bases = {}, {}, {}
    for table in model["tables"]:
        bases[table["key"]] = table["base"]
        for row in table["rows"]:
            for column, cell in zip(table["columns"], row["cells"], strict=True):
                if not column["exact"]:
                    place = (table["key"], row["key"], column["key"])
                    cells[place], symbols[place] = cell["value"], cell["symbol"]
    words = json.dumps(model["sections"], ensure_ascii=False)
    return Paper(cells=cells, symbols=symbols, bases=bases, previous=model["chain"]["previous"], words=words)


def numbers_in_csv(data: bytes) -> list[tuple[str, str]]:
    """Value and symbol of every figure of a ``report.csv``; its foot has neither."""
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return [(line["value"], line["symbol"]) for line in lines if line["value"] or line["symbol"]]
