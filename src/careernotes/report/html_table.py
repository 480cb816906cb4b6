"""One table of a report as a real table: a caption, headings with a scope, a word behind every symbol."""

from html import escape

from careernotes.report.document import Cell, Column, Row, Table
from careernotes.report.wording import cell_short, cell_text


def table_element(table: Table, language: str) -> str:
    """The table in one language; symbols carry their meaning for whoever hears them."""
    name, note = (escape(words.in_language(language)) for words in (table.title, table.note))
    heads = "".join(
        f'<th scope="col">{escape(column.name.in_language(language))}</th>' for column in table.columns
    )
    first = f'<th scope="col">{escape(table.row_head.in_language(language))}</th>'
    grouped = any(row.level for row in table.rows)
    rows = "".join(_row(table, row, language, grouped=grouped) for row in table.rows)
    # A region that scrolls must be reachable by keyboard, and then it needs a name.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table id="table-{escape(table.key)}">'
        f"<caption>{name}<span>{note}</span></caption><thead><tr>{first}{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def _row(table: Table, row: Row, language: str, *, grouped: bool) -> str:
    kind = (' class="item"' if row.level else ' class="group"') if grouped else ""
    cells = "".join(
        _cell(column, cell, language) for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return f'<tr{kind}><th scope="row">{escape(row.name.in_language(language))}</th>{cells}</tr>'


def _cell(column: Column, cell: Cell, language: str) -> str:
    said = escape(cell_short(cell, language))
    if not cell.symbol:
        return f"<td>{said}</td>"
    meaning = escape(cell_text(cell, language, exact=column.exact).replace("  ", ": "))
    kind = "" if cell.shown else ' class="symbol"'
    return f'<td{kind}><abbr title="{meaning}">{said}</abbr></td>'
