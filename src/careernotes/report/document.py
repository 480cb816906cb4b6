"""What a report says, as values: tables of published figures and the sections that are printed from them.

A renderer knows nothing but this. Every text stands here in English and in Dutch.
"""

import enum
from dataclasses import dataclass
from functools import cached_property

from careernotes.disclosure.mechanisms import NoiseUsed
from careernotes.domain.words import Bilingual

NOT_SHOWN, DOES_NOT_APPLY, NOT_COLLECTED = "c", "z", "x"
LISTED = "listed"
"""In the list of one mentor: the theme is named, and no more is said."""
OR_MORE = "t"
"""Beside a number: this or more."""
SYMBOLS = (NOT_SHOWN, DOES_NOT_APPLY, NOT_COLLECTED, LISTED)


class ReportKind(enum.Enum):
    """A whole programme, or the list of one mentor."""

    POOL = "pool"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Cell:
    """One published figure: a number (with "t" when it says "this or more"), or a symbol that says why there
    is none.
    """

    value: int | None = None
    symbol: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of figures. ``exact`` figures come from the kit and were not rounded."""

    key: str
    name: Bilingual
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a heading, how deep it stands under another, and its figures."""

    key: str
    name: Bilingual
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One published table in its declared order.

    *base* is what its figures were rounded to, and a rounded figure under *floor* is not shown; both are 0
    in a theme list. In a report with noise figures are off by *error* at most in 19 of 20 cases.
    """

    key: str
    base: int
    floor: int
    title: Bilingual
    row_head: Bilingual
    note: Bilingual
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    error: int = 0

    @property
    def off(self) -> int:
        """By how much a figure may be off."""
        return self.error or max(self.base - 1, 0)

    @property
    def apart(self) -> int:
        """From which difference on the larger of two figures counts more people."""
        return 2 * (self.error or self.base)

    def column(self, key: str) -> int:
        """The place of one column."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    @property
    def any_shown(self) -> bool:
        """Whether at least one rounded figure is a number."""
        return any(
            cell.shown
            for row in self.rows
            for column, cell in zip(self.columns, row.cells, strict=True)
            if not column.exact
        )


class Voice(enum.Enum):
    """How a piece of text is set."""

    LEAD = "lead"
    BODY = "body"
    NOTE = "note"
    NOTICE = "notice"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One paragraph."""

    voice: Voice
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of sentences."""

    items: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One big number, as it is said, and its name."""

    name: Bilingual
    said: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A row of big numbers."""

    items: tuple[Figure, ...]


class ChartKind(enum.Enum):
    """The pictures a report draws."""

    BARS = "bars"
    STACK = "stack"
    HEAT = "heat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of one table. *ranked* puts the larger published figures first."""

    kind: ChartKind
    table: str
    title: Bilingual
    ranked: bool = False


class PairStyle(enum.Enum):
    """How names and their texts are set."""

    FACTS = "facts"
    LEVERS = "levers"
    THEMES = "themes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name and what is said about it."""

    name: Bilingual
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """A list of names with a text each."""

    style: PairStyle
    items: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """One table, printed in full."""

    table: str


Block = Words | Listing | Figures | Chart | Pairs | Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One titled part; in the PDF it starts a page."""

    key: str
    title: Bilingual
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What ties a report to its programme and to the report before it."""

    programme_id: str
    kit_hash: str
    plan_hash: str
    taxonomy_hash: str
    previous: str
    software: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """One whole report."""

    kind: ReportKind
    title: Bilingual
    programme: Bilingual
    period: str
    period_name: Bilingual
    base: int
    chain: Chain
    independence: Bilingual
    legend: Bilingual
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    noise: NoiseUsed | None = None

    @cached_property
    def by_key(self) -> dict[str, Table]:
        """Tables by key."""
        return {table.key: table for table in self.tables}
