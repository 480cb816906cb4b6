"""A vault from its first day: create, open with a passphrase or the sheet, change the passphrase, close."""

import contextlib
import dataclasses
import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from careernotes.domain.clock import Clock
from careernotes.errors import CareerNotesError
from careernotes.logs import Event, log
from careernotes.sealing.kdf import KdfProfile, check_profile
from careernotes.sealing.keys import ROOT_BYTES, VaultKeys, master_from_root, vault_keys, wipe
from careernotes.vault import recovery_sheet
from careernotes.vault.arriving import arrive, coming_of, waits
from careernotes.vault.audit import Now, OpenedWith, epoch_seconds
from careernotes.vault.bundle import VaultPaths, disk_errors, make_folder, sync_folder, write_file
from careernotes.vault.connection import opens_first_page, store_errors
from careernotes.vault.entering import enter, note_passphrase
from careernotes.vault.errors import AlreadyExistsError, DamagedVaultError, Notice, WrongSheetError
from careernotes.vault.freshness import recount
from careernotes.vault.header import VAULT_ID_BYTES, Header, authenticate, write_header
from careernotes.vault.header_store import next_generation, replace_headers, unlock_copies
from careernotes.vault.heads import best_header
from careernotes.vault.keeping import SettingName, write_setting
from careernotes.vault.moving import settle_with_master, unlock_here
from careernotes.vault.new_header import make_header
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import check_notes_there, make_stores
from careernotes.vault.releases import make_ledger
from careernotes.vault.state import read_head, write_first_state

Tokens = Callable[[int], bytes]
NO_SETTINGS: Mapping[SettingName, str] = MappingProxyType({})
check_sheet_groups = recovery_sheet.check_sheet_groups


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedVault:
    """A new vault and the only copy of its recovery sheet: 12 groups of 4 characters."""

    vault: OpenVault
    recovery_sheet: str = field(repr=False)


def create_vault(
    folder: Path,
    *,
    passphrase: str,
    profile: KdfProfile,
    clock: Clock,
    tokens: Tokens = secrets.token_bytes,
    allow_test: bool = False,
    settings: Mapping[SettingName, str] = NO_SETTINGS,
) -> CreatedVault:
    """A new vault at *folder*, opened. It appears there whole, with its first *settings*, by a rename.

    Raises:
        AlreadyExistsError: when something is there already.
        ReadOnlyFolderError, DiskFullError: when it cannot be written.
        WeakKdfError: when the profile is below the floor.
    """
    check_profile(profile, allow_test=allow_test, new=True)
    with disk_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise AlreadyExistsError
        folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = VaultPaths(folder.with_name(f"{folder.name}.new-{secrets.token_hex(4)}"))
    make_folder(unfinished.folder)
    root = bytearray(tokens(ROOT_BYTES))
    master = master_from_root(root)
    try:
        vault_id = tokens(VAULT_ID_BYTES).hex()
        header = make_header(master, vault_id, 1, passphrase, profile, tokens=tokens, allow_test=allow_test)
        with vault_keys(master) as keys:
            _fill(unfinished, keys, header, clock.today(), settings)
            _appear(unfinished.folder, folder)
            vault = enter(
                VaultPaths(folder), master, tokens=tokens, how=OpenedWith.CREATED, now=_seconds_of(clock)
            )
        log(Event.VAULT_CREATED)
        return CreatedVault(vault=vault, recovery_sheet=recovery_sheet.write_sheet(root))
    finally:
        wipe(root, master)
        shutil.rmtree(unfinished.folder, ignore_errors=True)


def open_with_passphrase(
    folder: Path,
    passphrase: str,
    *,
    tokens: Tokens = secrets.token_bytes,
    allow_test: bool = False,
    now: Now = epoch_seconds,
) -> OpenVault:
    """The vault in *folder*, opened; a missing or damaged copy of its header is healed and noted.

    Raises:
        VaultNotFoundError, ForeignFileError, MissingHeaderError, DamagedHeaderError, NewerVaultError: before
            the passphrase is tried.
        WrongPassphraseError: when it does not open the vault.
        AlreadyOpenError, DamagedVaultError, ReadOnlyFolderError, DiskFullError: when it cannot be used.
    """
    paths = VaultPaths(folder)
    arrived = waits(paths)
    if arrived:
        proved, _unlocked = unlock_copies(coming_of(paths), passphrase, allow_test=allow_test)
        wipe(proved)
        arrive(paths)
    paths.check_there()
    master, header = unlock_here(paths, passphrase, allow_test=allow_test)
    try:
        vault = enter(paths, master, tokens=tokens, how=OpenedWith.PASSPHRASE, now=now, header=header)
    finally:
        wipe(master)
    return _noted(vault, arrived=arrived)


def open_with_sheet(
    folder: Path, sheet: str, *, tokens: Tokens = secrets.token_bytes, now: Now = epoch_seconds
) -> OpenVault:
    """The vault in *folder*, opened with its recovery sheet; no header is needed and none is written.

    Raises:
        WrongSheetError: when the sheet, with up to four wrong characters put right, does not open it.
        VaultNotFoundError, ForeignFileError, NewerVaultError, AlreadyOpenError: as they say.
    """
    paths = VaultPaths(folder)
    arrived = waits(paths)
    if not arrived:
        paths.check_there()
    master = _master_from_sheet(sheet)
    try:
        with vault_keys(master) as keys:
            if arrived:
                if not _belongs(coming_of(paths), keys):
                    raise WrongSheetError
                arrive(paths)
            settle_with_master(paths, master)
            header = best_header(paths, keys.header)
        vault = _enter_by_sheet(paths, master, header, tokens, now)
    finally:
        wipe(master)
    return _noted(vault, arrived=arrived)


def _belongs(coming: VaultPaths, keys: VaultKeys) -> bool:
    """Whether the vault that waits is that of these keys. From a backup without a header it has none; its
    first page tells then.
    """
    return best_header(coming, keys.header) is not None or opens_first_page(coming.notes, keys.notes)


def _noted(vault: OpenVault, *, arrived: bool) -> OpenVault:
    """The same, and told that a restored vault that waited took its place, where one did."""
    if arrived:
        vault.notices |= {Notice.ARRIVED}
    log(Event.VAULT_UNLOCKED)
    return vault


def _enter_by_sheet(
    paths: VaultPaths, master: bytearray, header: Header | None, tokens: Tokens, now: Now
) -> OpenVault:
    check_notes_there(paths)
    try:
        return enter(paths, master, tokens=tokens, how=OpenedWith.SHEET, now=now, then=header)
    except DamagedVaultError as error:
        # Without a header that agrees, a first page that does not open means the sheet is not this vault's.
        if header is None and error.facts.get("part") == paths.notes.name:
            raise WrongSheetError from None
        raise


def check_sheet(vault: OpenVault, sheet: str) -> int:
    """How many wrong characters were put right in a sheet that belongs to *vault*.

    Raises:
        WrongSheetError: when it does not.
    """
    read = recovery_sheet.read_sheet(sheet)
    if read is None:
        raise WrongSheetError
    root, corrected = read
    typed, own = master_from_root(root), vault.reveal_master()
    try:
        if not secrets.compare_digest(typed, own):
            raise WrongSheetError
    finally:
        wipe(root, typed, own)
    return corrected


def change_passphrase(
    vault: OpenVault,
    new: str,
    profile: KdfProfile,
    *,
    tokens: Tokens = secrets.token_bytes,
    allow_test: bool = False,
) -> None:
    """Put *new* in force. The old one works until the new one has been proved from disk."""
    state = vault.notes.state()
    master = vault.reveal_master()
    try:
        with vault_keys(master) as keys:
            generation = next_generation(vault.paths, keys.header, state.header_generation)
            header = make_header(
                master, vault.vault_id, generation, new, profile,
                head=read_head(vault.notes.connection()), tokens=tokens, allow_test=allow_test,
            )  # fmt: skip
            replace_headers(vault.paths, header, new, keys.header, allow_test=allow_test)
    finally:
        wipe(master)
    # From here on it is in force, whatever becomes of the line about it: the next unlock writes that.
    vault.sheet_used, vault.generation = False, generation
    with contextlib.suppress(CareerNotesError), vault.notes.transaction():
        note_passphrase(vault.notes, generation)


def _fill(
    paths: VaultPaths,
    keys: VaultKeys,
    header: Header,
    today: dt.date,
    settings: Mapping[SettingName, str],
) -> None:
    connection = make_stores(paths, keys)
    try:
        with store_errors(paths.notes.name):
            connection.execute("BEGIN")
            write_first_state(
                connection,
                vault_id=header.vault_id,
                created_on=today.isoformat(),
                generation=header.generation,
            )
            for name, value in settings.items():
                write_setting(connection, name, value)
            recount(connection, keys.sum)
            connection.execute("COMMIT")
            header = authenticate(dataclasses.replace(header, head=read_head(connection)), keys.header)
    finally:
        connection.close()
    make_ledger(paths.releases, keys.releases)
    for path in paths.headers:
        write_file(path, write_header(header))
    sync_folder(paths.folder)


def _appear(unfinished: Path, folder: Path) -> None:
    with disk_errors():
        if folder.is_dir():
            folder.rmdir()
        unfinished.rename(folder)
    sync_folder(folder.parent)


def _seconds_of(clock: Clock) -> Now:
    return lambda: int(clock.now().timestamp())


def _master_from_sheet(sheet: str) -> bytearray:
    read = recovery_sheet.read_sheet(sheet)
    if read is None:
        raise WrongSheetError
    root, _ = read
    try:
        return master_from_root(root)
    finally:
        wipe(root)
