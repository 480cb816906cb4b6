"""Every table of a report as one tidy CSV file: table, row, column, value, symbol; then Dutch names.

Below the figures stands who made the file and who cannot see what, as on every other file for HR: a line with
neither value nor symbol.
"""

import csv
import io

from careernotes.domain.words import Bilingual
from careernotes.report.model import SealedModel

HEADER = ("table", "row", "column", "value", "symbol", "table_nl", "row_nl", "column_nl")
ABOUT = Bilingual("About this file", "Over dit bestand")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(model: SealedModel) -> bytes:
    """The tables as UTF-8, in the order of plan and taxonomy. No cell can be taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for table in model.document.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                value = "" if cell.value is None else str(cell.value)
                english = (table.title.en, row.name.en, column.name.en)
                dutch = (words.in_language("nl") for words in (table.title, row.name, column.name))
                writer.writerow([guarded(text) for text in (*english, value, cell.symbol, *dutch)])
    foot = model.document.independence
    told = (ABOUT.en, foot.en, "", "", "", ABOUT.in_language("nl"), foot.in_language("nl"), "")
    writer.writerow([guarded(text) for text in told])
    return out.getvalue().encode()


def guarded(text: str) -> str:
    """*text* with an apostrophe before it where a spreadsheet would reckon it out."""
    return "'" + text if text.startswith(_FORMULA) else text
