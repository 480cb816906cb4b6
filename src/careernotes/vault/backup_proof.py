"""Proving a backup: every part of the file is taken out, still encrypted, opened and compared."""

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import VaultKeys, vault_keys, wiped
from careernotes.vault.backup_errors import DamagedBackupError
from careernotes.vault.backup_file import (
    NOTES,
    RELEASES,
    THEMES,
    Manifest,
    check_bytes,
    extract,
    is_own,
    read_manifest,
    store_key,
)
from careernotes.vault.bundle import make_folder
from careernotes.vault.connection import Connection
from careernotes.vault.copy_proof import prove_notes, prove_pages, prove_themes
from careernotes.vault.copying import opened_copy
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.freshness import Progress, content_sum, quiet
from careernotes.vault.releases import ReleaseLedger

_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeyedBackup:
    """A backup, and the master key of the vault that wrote it."""

    path: Path
    manifest: Manifest
    master: bytearray = field(repr=False)

    @classmethod
    def of(cls, path: Path, master: bytearray) -> Self:
        """The backup at *path*.

        Raises:
            NotABackupError, NewerVaultError: when it is something else.
            DamagedBackupError: when this vault did not write it, or not so.
        """
        manifest = read_manifest(path)
        if not is_own(manifest, master):
            raise DamagedBackupError(part="manifest")
        return cls(path=path, manifest=manifest, master=master)

    def key(self, name: str) -> bytearray:
        """The key of one database in it, in a buffer the caller wipes."""
        return store_key(self.master, self.manifest.salt, name)

    def take_out(self, name: str, target: Path) -> None:
        """One part as a file of its own, as encrypted as it is."""
        extract(self.path, self.manifest, name, target)

    @contextlib.contextmanager
    def opened(self, name: str, target: Path) -> Iterator[Connection]:
        """One database of it, taken out to *target*, which goes again."""
        self.take_out(name, target)
        try:
            with wiped(self.key(name)) as key, opened_copy(target, key) as copy:
                yield copy
        finally:
            for path in (target, target.with_name(f"{target.name}-journal")):
                path.unlink(missing_ok=True)


def prove_backup(
    backup: KeyedBackup, work: Path, expected: dict[str, int] | None = None, progress: Progress = quiet
) -> dict[str, int]:
    """The sums in a backup, after every part of it was opened and compared; encrypted all the time.

    *work* is a folder for parts of it, emptied again. With *expected*, it must hold these sums.

    Raises:
        DamagedBackupError: when it is not what the vault wrote, or does not hold together.
    """
    check_bytes(backup.path, backup.manifest)
    proof = work / f"proof-{secrets.token_hex(4)}"
    make_folder(proof)
    try:
        with vault_keys(backup.master) as keys:
            sums = _prove_stores(backup, keys, proof, expected, progress)
        _prove_ledger(backup, proof)
    except DamagedVaultError as error:
        raise DamagedBackupError(part=str(error.facts.get("part", "?"))) from None
    finally:
        shutil.rmtree(proof, ignore_errors=True)
    if content_sum(sums) != backup.manifest.head.content_sum:
        raise DamagedBackupError(part=NOTES)
    progress(_STEPS, _STEPS)
    return sums


def _prove_stores(
    backup: KeyedBackup,
    keys: VaultKeys,
    proof: Path,
    expected: dict[str, int] | None,
    progress: Progress,
) -> dict[str, int]:
    progress(2, _STEPS)
    with backup.opened(NOTES, proof / NOTES) as copy:
        sums = prove_notes(copy, keys.sum, expected, lambda _done, _of: progress(2, _STEPS))
    progress(3, _STEPS)
    with backup.opened(THEMES, proof / THEMES) as copy:
        prove_themes(copy, keys.sum, sums)
    return sums


def _prove_ledger(backup: KeyedBackup, proof: Path) -> None:
    if not backup.manifest.has(RELEASES):
        return
    backup.take_out(RELEASES, proof / RELEASES)
    try:
        with wiped(backup.key(RELEASES)) as key:
            ledger = ReleaseLedger.open(proof / RELEASES, key, create=False)
    except CareerNotesError:
        raise DamagedBackupError(part=RELEASES) from None
    with contextlib.closing(ledger):
        prove_pages(ledger.connection(), RELEASES)
