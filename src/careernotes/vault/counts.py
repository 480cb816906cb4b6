"""Are the counts beside the notes whole, and the ones written last? They are few, and can be made anew."""

import contextlib

from careernotes.errors import CareerNotesError
from careernotes.vault.connection import Connection, DatabaseError, open_keyed, store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.freshness import kept_sums, scan
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.row_hasher import RowHasher


def themes_whole(connection: Connection) -> bool:
    """Whether every page, every table and the state row of the attached themes.db can be read.

    Part of every unlock, so nothing is summed here: that takes longer than opening all the rest.
    """
    try:
        with store_errors("themes.db"):
            answers = connection.execute("PRAGMA th.quick_check").fetchall()
            state = connection.execute("SELECT commit_seq FROM th.state").fetchone()
    except (DamagedVaultError, DatabaseError):
        return False
    return answers == [("ok",)] and state is not None


def counts_on_disk_agree(vault: OpenVault) -> bool:
    """Whether themes.db, as another program would read it now, holds what this vault wrote last.

    Read past the connection of the vault, which may still know pages that were replaced on disk since.
    """
    kept = kept_sums(vault.notes.connection())
    with vault.keys as keys, contextlib.ExitStack() as stack:
        try:
            reader = open_keyed(vault.paths.themes, keys.themes, mode="ro", waits=True)
            stack.callback(reader.close)
            with store_errors(vault.paths.themes.name):
                whole = reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                found = scan(reader, RowHasher(keys.sum), "main", part="themes")
        except (CareerNotesError, DatabaseError):
            return False
    return whole and found == {name: total for name, total in kept.items() if name.startswith("themes.")}
