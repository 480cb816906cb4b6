"""Is everything still what it was: every page, every table, every index term, every reference."""

from dataclasses import dataclass

from careernotes.vault.audit import AuditReport
from careernotes.vault.connection import Connection, DatabaseError
from careernotes.vault.freshness import FreshnessReport
from careernotes.vault.search_index import index_errors
from careernotes.vault.state import marks_agree

_PARTS = {"main": "notes.db", "th": "themes.db"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityReport:
    """What was found wrong, in counts; ``fine`` when nothing was."""

    damaged_pages: int
    structure: int
    references: int
    search_index: int
    counts_stale: bool
    freshness: FreshnessReport
    trail: AuditReport
    first_pages: int = 0
    free_pages: int = 0

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        wrong = self.damaged_pages + self.structure + self.references + self.search_index
        wrong += self.first_pages + self.free_pages
        return wrong == 0 and not self.counts_stale and self.freshness.ok and self.trail.ok

    @property
    def replaced(self) -> bool:
        """Whether something is there that is not what was written last, though each page is ours."""
        return not self.freshness.ok or self.first_pages + self.free_pages > 0


def check_integrity(
    connection: Connection, *, counts_stale: bool, freshness: FreshnessReport, trail: AuditReport
) -> IntegrityReport:
    """Reads both databases whole."""
    return IntegrityReport(
        damaged_pages=_lines(connection, "PRAGMA cipher_integrity_check"),
        structure=sum(_lines(connection, f"PRAGMA {database}.integrity_check") for database in _PARTS),
        references=sum(_lines(connection, f"PRAGMA {database}.foreign_key_check") for database in _PARTS),
        search_index=index_errors(connection),
        counts_stale=counts_stale,
        freshness=freshness,
        trail=trail,
        first_pages=0 if marks_agree(connection) else 1,
    )


def _lines(connection: Connection, statement: str) -> int:
    try:
        return sum(row != ("ok",) for row in connection.execute(statement))
    except (DatabaseError, MemoryError):
        return 1
