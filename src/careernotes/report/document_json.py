"""A document as plain JSON values, and back with every field checked."""

import re
from collections.abc import Iterator

from careernotes.canonical import Json
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.words import Bilingual
from careernotes.report.blocks_json import plain_block, read_block, read_words, words
from careernotes.report.document import (
    OR_MORE,
    SYMBOLS,
    Cell,
    Chain,
    Chart,
    ChartKind,
    Column,
    Data,
    Document,
    ReportKind,
    Row,
    Section,
    Table,
)
from careernotes.report.heat import PEOPLE_ROW
from careernotes.report.noise_json import plain_noise, read_noise

MODEL_FORMAT, NOISE_FORMAT = 1, 2
"""With format 2 figures have noise, and the report says how much."""
_MOST = 1_000_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_TABLES = 500, 70, 20
_KEY = re.compile(r"[a-z0-9_.-]+")
"""Keys become anchors in HTML, so nothing else may stand in one."""
_DRAWN_FROM = {
    ChartKind.STACK: frozenset({"manager"}),
    ChartKind.HEAT: frozenset({"where"}),
    ChartKind.BARS: frozenset({"areas", "chosen", "themes", "moments"}),
}
_BESIDE = ("", OR_MORE)
"""What may stand beside a number."""
_TOPPED = frozenset({"themes", "where"})
"""The tables whose figures end at a top; numbers of people never do."""
_CHAIN = ("programme_id", "kit_hash", "plan_hash", "taxonomy_hash", "previous", "software")
_FIELDS = (
    "format",
    "kind",
    "title",
    "programme",
    "period",
    "period_name",
    "base",
    "chain",
    "independence",
    "legend",
    "tables",
    "sections",
    "noise",
)


def plain_document(document: Document) -> dict[str, Json]:
    """The JSON value of a document."""
    return {
        "format": MODEL_FORMAT if document.noise is None else NOISE_FORMAT,
        **({} if document.noise is None else {"noise": plain_noise(document.noise)}),
        "kind": document.kind.value,
        "title": words(document.title),
        "programme": words(document.programme),
        "period": document.period,
        "period_name": words(document.period_name),
        "base": document.base,
        "chain": {name: getattr(document.chain, name) for name in _CHAIN},
        "independence": words(document.independence),
        "legend": words(document.legend),
        "tables": [_plain_table(table) for table in document.tables],
        "sections": [
            {
                "key": section.key,
                "title": words(section.title),
                "blocks": [plain_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }


def read_document(value: object) -> Document:
    """The document in one JSON value.

    Raises:
        MalformedError: when a field is missing, wrong or unknown, or a block names a table that is not there.
    """
    root = Reader(value)
    root.only(*_FIELDS)
    written = root.integer("format", low=1, high=1_000_000)
    if written not in {MODEL_FORMAT, NOISE_FORMAT} or (written == NOISE_FORMAT) != root.has("noise"):
        raise MalformedError("format", f"version {MODEL_FORMAT}, or {NOISE_FORMAT} with noise")
    document = Document(
        kind=root.parsed("kind", ReportKind, "pool or list"),
        title=_said(root, "title"),
        programme=_said(root, "programme"),
        period=root.parsed("period", lambda text: str(Period.parse(text)), "a period like 2026-H1"),
        period_name=_said(root, "period_name"),
        base=root.integer("base", low=0, high=_MOST),
        chain=_read_chain(root.inner("chain")),
        independence=_said(root, "independence"),
        legend=_said(root, "legend"),
        tables=tuple(_read_table(item) for item in _few(root, "tables", _MOST_TABLES)),
        sections=tuple(_read_section(item) for item in _few(root, "sections", _MOST_TABLES)),
        noise=read_noise(root.inner("noise")) if written == NOISE_FORMAT else None,
    )
    _refuse_loose_ends(document)
    return document


def _said(root: Reader, key: str) -> Bilingual:
    return read_words(root.inner(key))


def _few(root: Reader, key: str, most: int) -> list[Reader]:
    """The objects at *key*; more than the program ever writes are refused before they are read."""
    root.items(key, most=most)
    return root.objects(key)


def _key(item: Reader, longest: int) -> str:
    text = item.text("key", longest=longest)
    if not _KEY.fullmatch(text):
        raise MalformedError(item.at("key"), "small letters, digits, dots and lines")
    return text


def _plain_table(table: Table) -> dict[str, Json]:
    return {
        "key": table.key,
        "base": table.base,
        "floor": table.floor,
        **({"error": table.error} if table.error else {}),
        "title": words(table.title),
        "row_head": words(table.row_head),
        "note": words(table.note),
        "columns": [{"key": c.key, "name": words(c.name), "exact": c.exact} for c in table.columns],
        "rows": [
            {
                "key": row.key,
                "name": words(row.name),
                "level": row.level,
                "cells": [{"value": cell.value, "symbol": cell.symbol} for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _read_table(item: Reader) -> Table:
    item.only("key", "base", "floor", "error", "title", "row_head", "note", "columns", "rows")
    columns = tuple(_read_column(each) for each in _few(item, "columns", _MOST_COLUMNS))
    if not columns:
        raise MalformedError(item.at("columns"), "at least one column")
    return Table(
        key=_key(item, 40),
        base=item.integer("base", low=0, high=_MOST),
        floor=item.integer("floor", low=0, high=_MOST),
        title=_said(item, "title"),
        row_head=_said(item, "row_head"),
        note=_said(item, "note"),
        columns=columns,
        rows=tuple(_read_row(each, len(columns)) for each in _few(item, "rows", _MOST_ROWS)),
        error=item.integer("error", low=1, high=_MOST) if item.has("error") else 0,
    )


def _read_column(item: Reader) -> Column:
    item.only("key", "name", "exact")
    return Column(key=_key(item, 60), name=_said(item, "name"), exact=item.flag("exact"))


def _read_row(item: Reader, width: int) -> Row:
    item.only("key", "name", "level", "cells")
    cells = tuple(_read_cell(each) for each in item.objects("cells"))
    if len(cells) != width:
        raise MalformedError(item.at("cells"), f"{width} cells")
    return Row(
        key=_key(item, 80),
        name=_said(item, "name"),
        level=item.integer("level", low=0, high=1),
        cells=cells,
    )


def _read_cell(item: Reader) -> Cell:
    item.only("value", "symbol")
    symbol = item.text("symbol", longest=10)
    if symbol not in (*SYMBOLS, *_BESIDE) or item.has("value") != (symbol in _BESIDE):
        raise MalformedError(
            item.at("symbol"), "a number, alone or as a top, or a known symbol without a number"
        )
    return Cell(item.integer("value", low=1, high=_MOST) if item.has("value") else None, symbol)


def _read_chain(item: Reader) -> Chain:
    item.only(*_CHAIN)
    return Chain(**{name: item.text(name, longest=128) for name in _CHAIN})


def _read_section(item: Reader) -> Section:
    item.only("key", "title", "blocks")
    blocks = tuple(read_block(each) for each in item.objects("blocks"))
    return Section(key=_key(item, 40), title=_said(item, "title"), blocks=blocks)


def _without_tops(document: Document) -> Iterator[Cell]:
    """The figures that never say "or more"."""
    for table in document.tables:
        for row in table.rows:
            if document.noise is not None or table.key not in _TOPPED or row.key == PEOPLE_ROW:
                yield from row.cells


def _refuse_loose_ends(document: Document) -> None:
    if len(document.by_key) != len(document.tables):
        raise MalformedError("tables", "no key twice")
    noisy = document.noise is not None
    if any(bool(table.error) != noisy for table in document.tables) or (
        noisy and document.kind is ReportKind.LIST
    ):
        raise MalformedError("tables", "an error in each table of a report with noise, and in no other")
    if any(cell.symbol == OR_MORE for cell in _without_tops(document)):
        raise MalformedError("tables", '"or more" beside figures of themes only, and never with noise')
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Chart | Data) and block.table not in document.by_key:
                raise MalformedError("sections", "charts and data of tables that are there")
            if isinstance(block, Chart) and block.table not in _DRAWN_FROM[block.kind]:
                raise MalformedError("sections", "charts of the tables they are made for")
