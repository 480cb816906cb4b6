"""The figures of a pooled report under their own names, read back from its tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from careernotes.disclosure.plan import BINS, SIGNALS, FigureKey, TableId
from careernotes.domain.reading import MalformedError
from careernotes.domain.taxonomy import Taxonomy
from careernotes.domain.vocabulary import ChosenBy, Moment
from careernotes.report.document import NOT_SHOWN, OR_MORE, Cell, Document, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The numbers that are shown, and the figures in whose place stands that they are not."""

    shown: Mapping[FigureKey, int]
    dashes: frozenset[FigureKey]
    tops: frozenset[FigureKey]
    """Those of the shown that say "this or more"."""


def published(document: Document, taxonomy: Taxonomy) -> Published:
    """What a report says, figure by figure.

    Raises:
        MalformedError: when it has a row that no report has.
    """
    shown: dict[FigureKey, int] = {}
    dashes: set[FigureKey] = set()
    tops: set[FigureKey] = set()
    names = _names(taxonomy)
    for table in document.tables:
        for key, cell in _cells(table, names):
            if cell.value is not None:
                shown[key] = cell.value
                if cell.symbol == OR_MORE:
                    tops.add(key)
            elif cell.symbol == NOT_SHOWN:
                dashes.add(key)
    return Published(shown=shown, dashes=frozenset(dashes), tops=frozenset(tops))


def _names(taxonomy: Taxonomy) -> dict[tuple[str, str], FigureKey]:
    """By table and row, for tables of one column."""
    ways, moments = list(ChosenBy), list(Moment)
    return {
        ("reach", "people"): FigureKey(TableId.PEOPLE),
        ("reach", "sessions"): FigureKey(TableId.SESSIONS),
        **{("chosen", w.value): FigureKey(TableId.CHOSEN_BY, n) for n, w in enumerate(ways, start=1)},
        **{("moments", m.value): FigureKey(TableId.MOMENT, n) for n, m in enumerate(moments, start=1)},
        **{("themes", f"group-{g.group_id}"): FigureKey(TableId.GROUPS, g.number) for g in taxonomy.groups},
        **{("themes", f"theme-{t.theme_id}"): FigureKey(TableId.THEMES, t.number) for t in taxonomy.themes},
        **{("where", f"group-{g.group_id}"): FigureKey(TableId.GROUPS, g.number) for g in taxonomy.groups},
        **{("manager", f"signal-{n}"): FigureKey(TableId.MANAGER, n) for n in SIGNALS},
    }


def _cells(table: Table, names: Mapping[tuple[str, str], FigureKey]) -> Iterator[tuple[FigureKey, Cell]]:
    for row in table.rows:
        if table.key == "areas":
            yield FigureKey(TableId.AREAS, _number(row.key)), row.cells[0]
            continue
        if (table.key, row.key) == ("where", "people"):
            continue  # the table of areas says the same
        key = names.get((table.key, row.key))
        if key is None:
            raise MalformedError(f"tables.{table.key}", "rows of this report")
        if table.key == "where":
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield FigureKey(TableId.AREA_GROUPS, _number(column.key), key.row), cell
        elif table.key == "manager":
            yield from zip((FigureKey(TableId.MANAGER, key.row, b) for b in BINS), row.cells, strict=False)
            yield FigureKey(TableId.RATED, key.row), row.cells[-1]
        else:
            yield key, row.cells[0]


def _number(key: str) -> int:
    try:
        return int(key.removeprefix("area-"))
    except ValueError:
        raise MalformedError("tables", "areas by number") from None
