"""What may be shown: closed types that only the disclosure pipeline can make.

A :class:`SafeReport` holds figures after gate, cap, count, blur and hide. No reason for a withheld
figure is in it: reasons live in :class:`careernotes.disclosure.reasons.WithheldReasons`, which no
rendering accepts.
"""

import enum
from dataclasses import dataclass, field

from careernotes.disclosure.mechanisms import NoiseUsed
from careernotes.disclosure.plan import TOTAL, FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.domain.periods import Period


class ReportKind(enum.Enum):
    """A pooled programme report, or the theme list of one mentor."""

    POOL = "pool"
    LIST = "list"


class Symbol(enum.Enum):
    """What stands in a cell beside or instead of a number."""

    SHOWN = ""
    TOP = "t"
    """Beside a number: this or more."""
    HIDDEN = "c"
    NOT_APPLICABLE = "z"
    NOT_COLLECTED = "x"


class Step(enum.Enum):
    """The steps a report can go through, in order."""

    GATE = "gate"
    CAP = "cap"
    COUNT = "count"
    BLUR = "blur"
    NOISE = "noise"
    HIDE = "hide"
    CHANCE = "chance"
    ATTACK = "attack"
    SHARES = "shares"


class BreakdownState(enum.Enum):
    """Whether the one breakdown is shown."""

    SHOWN = "shown"
    TOO_FEW = "too_few"
    NOT_DECLARED = "not_declared"


class Mint:
    """Handed only to the pipeline: what cannot show it cannot make a safe table."""

    __slots__ = ()


MINT = Mint()
"""Named by ``release.py`` and ``own_list.py`` alone; an architecture test looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From *low* to *high*, both included; no upper end when *high* is None."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeCell:
    """One published cell. In a theme list a shown cell has no value: being listed is all it says."""

    row: int
    column: int
    value: int | None
    symbol: Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """One published table, in plan order. Every value is a multiple of *base* (0 in a theme list). With noise
    it is off by *error* at most in 19 of 20 cases; *error* is 0 without.
    """

    table: TableId
    base: int
    cells: tuple[SafeCell, ...]
    error: int = 0
    mint: Mint = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        _only_from_the_pipeline(self.mint)

    def cell(self, row: int, column: int = 0) -> SafeCell | None:
        """The cell at one place, if the table has it."""
        return next((cell for cell in self.cells if (cell.row, cell.column) == (row, column)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeArea:
    """One area of the breakdown: a segment number of the kit, or 0 for the *merged* small ones."""

    number: int
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeBreakdown:
    """The one breakdown: which dimension of the kit, whether it is shown, and its areas after merging."""

    dimension: str
    state: BreakdownState
    areas: tuple[SafeArea, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """Whether a step of the pipeline was run on this report; the method page says so."""

    step: Step
    ran: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeReport:
    """Everything a report may say. Renderings take this, or the sealed model made from it, and nothing else.

    ``people_band`` is what the rounding lets a reader conclude, nothing sharper; ``base`` is 0 in a list.
    """

    kind: ReportKind
    programme_id: str
    kit_hash: str
    taxonomy_hash: str
    plan_hash: str
    period: Period
    base: int
    people_band: Band
    mentors_band: Band
    breakdown: SafeBreakdown
    tables: tuple[SafeTable, ...]
    policy: Policy
    steps: tuple[StepRun, ...]
    noise: NoiseUsed | None = None
    mint: Mint = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        _only_from_the_pipeline(self.mint)

    def table(self, table: TableId) -> SafeTable | None:
        """One table, if it is in this report."""
        return next((each for each in self.tables if each.table is table), None)

    def value(self, table: TableId, row: int = TOTAL, column: int = 0) -> int | None:
        """The published number at one place; None when nothing is shown there."""
        found = self.table(table)
        cell = found.cell(row, column) if found else None
        return cell.value if cell else None


def key_of(table: SafeTable, cell: SafeCell) -> FigureKey:
    """The name of the figure in one cell."""
    return FigureKey(table.table, cell.row, cell.column)


def _only_from_the_pipeline(mint: object) -> None:
    if mint is not MINT:
        raise TypeError("safe tables come from disclosure.release and disclosure.own_list alone")
