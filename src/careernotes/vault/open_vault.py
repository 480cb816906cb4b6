"""An unlocked vault: what the services are given, until it is closed."""

import datetime as dt
from typing import Self

from careernotes.logs import Event, log
from careernotes.sealing.keys import Shielded, VaultKeys, vault_keys, wipe
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import Connection
from careernotes.vault.errors import Notice
from careernotes.vault.notes import NotesStore


class OpenVault:
    """An unlocked vault. Belongs to the thread that opened it; :meth:`close` locks it and wipes its keys."""

    def __init__(
        self,
        *,
        paths: VaultPaths,
        notes: NotesStore,
        connection: Connection,
        master: bytearray,
        notices: frozenset[Notice] = frozenset(),
        sheet_used: bool = False,
    ) -> None:
        self.paths = paths
        self.notes = notes
        self.vault_id = notes.state().vault_id
        self.sheet_used = sheet_used
        self.notices = notices
        self._connection = connection
        self._master = Shielded(master)
        self._open = True

    @property
    def keys(self) -> VaultKeys:
        """A fresh set of the keys at each call; use it as a context manager, so that it is wiped.

        Raises:
            RuntimeError: when the vault is closed.
        """
        master = self.reveal_master()
        try:
            return vault_keys(master)
        finally:
            wipe(master)

    @property
    def facts_stale(self) -> bool:
        """Whether the counts do not belong to these notes; the next write of all facts puts that right."""
        return self.notes.state().facts_stale

    @property
    def created_on(self) -> dt.date:
        """The day it was made."""
        return dt.date.fromisoformat(self.notes.state().created_on)

    @property
    def is_open(self) -> bool:
        """Whether it can still be read."""
        return self._open

    def reveal_master(self) -> bytearray:
        """The master key in a buffer the caller wipes."""
        if not self._open:
            raise RuntimeError("the vault is closed")
        return self._master.reveal()

    def close(self) -> None:
        """Lock it: the databases are closed and the keys wiped. A second call does nothing."""
        if self._open:
            self._open = False
            self._master.wipe()
            self._connection.close()
            log(Event.VAULT_LOCKED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()
