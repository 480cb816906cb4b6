"""An unlocked vault: what the services are given, until it is closed."""

import contextlib
import dataclasses
import datetime as dt
from pathlib import Path
from typing import BinaryIO, Self

from careernotes.errors import CareerNotesError
from careernotes.logs import Event, log
from careernotes.sealing.keys import Shielded, VaultKeys, vault_keys, wipe
from careernotes.vault.audit import AuditCode, LockReason, Trail
from careernotes.vault.bundle import VaultPaths, disk_errors
from careernotes.vault.connection import Connection, DatabaseError
from careernotes.vault.errors import Notice
from careernotes.vault.free_pages import dirty_free_pages
from careernotes.vault.heads import write_heads
from careernotes.vault.integrity import IntegrityReport
from careernotes.vault.keeping import SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.state import Reached, read_head


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
        generation: int = 0,
    ) -> None:
        self.paths = paths
        self.notes = notes
        state = notes.state()
        self.vault_id = state.vault_id
        self.sheet_used = sheet_used
        # Of the header in force here: the one that opened the vault, or the one written since.
        self.generation = generation or state.header_generation
        # What binds a text put aside to now; held here, because it is written without the databases.
        self.aside_round = notes.setting(SettingName.ASIDE_ROUND)
        self.notices = notices
        # A full disk is no reason not to read; then this unlock left no line, and is no change.
        self.unlock_noted = notes.reached is not None
        self._at_first = Reached(generation=state.header_generation, commit_seq=state.commit_seq)
        self._connection = connection
        self._master = Shielded(master)
        self._open, self._left = True, False
        # New keys are being put in force: from now on nobody could read what is sealed under these.
        self.keys_go = False
        self._raw: dict[Path, BinaryIO] = {}
        self._streams = contextlib.ExitStack()

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
    def trail(self) -> Trail:
        """What was done with this vault."""
        return self.notes.trail

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

    @property
    def reached(self) -> Reached:
        """How far it is, of what is committed. Any thread may ask, and after it was closed."""
        return self.notes.reached or self._at_first

    def halt(self) -> None:
        """Nothing is committed any more but, at most, what is being committed now. Any thread may ask."""
        self.notes.halted = True

    def reveal_master(self) -> bytearray:
        """The master key in a buffer the caller wipes."""
        if not self._open:
            raise RuntimeError("the vault is closed")
        return self._master.reveal()

    def integrity(self) -> IntegrityReport:
        """Reads everything, free pages too, and reports what is wrong, in counts."""
        dirty = 0
        with self.keys as keys, disk_errors():
            for path, key in ((self.paths.notes, keys.notes), (self.paths.themes, keys.themes)):
                dirty += dirty_free_pages(self.raw_file(path), key)
        return dataclasses.replace(self.notes.integrity(), free_pages=dirty)

    def raw_file(self, path: Path) -> BinaryIO:
        """A file of this vault to be read past SQLite; closed after the databases, never by the caller.

        Closing any handle on a file lets go of all locks this process holds on it (fcntl): one closed earlier
        would let a second program in.
        """
        if not self._open:
            raise RuntimeError("the vault is closed")
        if path not in self._raw:
            # Without a buffer: it would give again what stood there at an earlier look.
            self._raw[path] = self._streams.enter_context(path.open("rb", buffering=0))
        return self._raw[path]

    def let_go_of_raw(self, path: Path) -> None:
        """Close what :meth:`raw_file` opened of a file that SQLite has let go of: no lock is on it now."""
        if (stream := self._raw.pop(path, None)) is not None:
            stream.close()

    def write_head(self) -> int:
        """Copy how far this vault is into both copies of its header; says how many were written.

        Raises:
            DiskFullError, ReadOnlyFolderError, DamagedHeaderError: when they could not be.
        """
        with self.keys as keys:
            return write_heads(self.paths, read_head(self._connection), keys.header)

    def close(self, reason: LockReason = LockReason.CLOSED) -> None:
        """Lock it: the databases are closed and the keys wiped. A second call does nothing."""
        if not self._open:
            return
        try:
            self.leave(reason)
        finally:
            self._open = False
            self._master.wipe()
            self.trail.wipe()
            self._connection.close()
            self._streams.close()
            log(Event.VAULT_LOCKED)

    def leave(self, reason: LockReason = LockReason.CLOSED) -> None:
        """Write the last there is to write, once: the line about the lock, and the head of the header.

        :meth:`close` does it; a caller that has to know what the files are then does it first.
        """
        if self._left or self._connection.in_transaction:
            return
        self._left = True
        # Nothing may keep a vault from being locked: without a head the next one says no more than this.
        with contextlib.suppress(CareerNotesError, OSError, DatabaseError, MemoryError):
            with self.notes.transaction(trail_only=True):
                self.trail.append(AuditCode.LOCKED, reason)
            self.write_head()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()
