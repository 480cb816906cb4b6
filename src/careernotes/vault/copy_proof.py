"""Proving a copy of a database by opening it: every page, every row, every word of the index."""

from careernotes.vault.connection import Connection, store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.freshness import Progress, kept_sums, quiet, scan
from careernotes.vault.row_hasher import RowHasher
from careernotes.vault.search_index import index_errors


def prove_pages(copy: Connection, part: str) -> None:
    """Returns when every page is authentic and every table holds together.

    Raises:
        DamagedVaultError: when not.
    """
    with store_errors(part):
        broken = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        answer = copy.execute("PRAGMA quick_check").fetchall()
    if broken or answer != [("ok",)]:
        raise DamagedVaultError(part=part)


def prove_notes(
    copy: Connection, sum_key: bytearray, expected: dict[str, int] | None = None, progress: Progress = quiet
) -> dict[str, int]:
    """The sums in a copy of notes.db, once every row agrees with them, and the search index with the rows.

    With *expected*, they must be those sums.

    Raises:
        DamagedVaultError: when anything differs.
    """
    prove_pages(copy, "notes.db")
    with store_errors("notes.db"):
        kept = kept_sums(copy)
        found = scan(copy, RowHasher(sum_key), "main", progress)
        wrong = index_errors(copy)
    own = {name: total for name, total in kept.items() if name.startswith("notes.")}
    if wrong or found != own or (expected is not None and kept != expected):
        raise DamagedVaultError(part="notes.db")
    return kept


def prove_themes(copy: Connection, sum_key: bytearray, kept: dict[str, int]) -> None:
    """Returns when every count agrees with the sums that notes.db keeps.

    Raises:
        DamagedVaultError: when anything differs.
    """
    prove_pages(copy, "themes.db")
    with store_errors("themes.db"):
        found = scan(copy, RowHasher(sum_key), "main", part="themes")
    if found != {name: total for name, total in kept.items() if name.startswith("themes.")}:
        raise DamagedVaultError(part="themes.db")
