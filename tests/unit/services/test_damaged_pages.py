"""One bit changed on any page of the notes: whatever is done, it is told in our words."""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.errors import CareerNotesError
from careernotes.services import history, unlocking
from careernotes.services.desk import Desk
from careernotes.vault import connection
from careernotes.vault.audit import AuditCode
from careernotes.vault.connection import store_errors
from careernotes.vault.errors import AlreadyOpenError, DamagedVaultError
from careernotes.vault.keeping import SettingName

PAGE = 4_096
# What the entrance answers with an offer to restore a backup (gui/controllers/unlock.py).
OFFERS_RESTORE = "CN112"


@pytest.fixture
def vault(desk: Desk) -> Path:
    """A closed vault whose trail takes more than one page."""
    take_on(desk, "Mira-07")
    with desk.store.transaction():
        for _each in range(120):
            desk.vault.trail.append(AuditCode.CHECKED, bytes(64))
    desk.close()
    return desk.vault.paths.folder


def in_turn(vault: Path) -> Iterator[Callable[[], None]]:
    """For each page of the notes the vault as it was, and how to change one bit on that page."""
    files = {path: path.read_bytes() for path in vault.iterdir() if path.is_file()}
    notes = vault / "notes.db"
    for place in range(PAGE // 4, len(files[notes]), PAGE):
        for path in vault.iterdir():
            if path.is_file() and path not in files:
                path.unlink()
        for path, data in files.items():
            path.write_bytes(data)
        bit = bytes([files[notes][place] ^ 1])
        yield partial(put, notes, place, bit)


def put(path: Path, place: int, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY)
    os.lseek(handle, place, os.SEEK_SET)
    os.write(handle, data)
    os.close(handle)


def test_a_damaged_page_is_told_at_the_entrance_in_our_words(vault: Path, clock: StoppedClock) -> None:
    codes = []
    for flip in in_turn(vault):
        flip()
        try:
            desk = unlocking.unlock(vault, PASSPHRASE, clock=clock, allow_test=True)
        except CareerNotesError as error:
            codes.append(error.code)
            continue
        codes.append("")
        for look in (desk.vault.trail.entries, desk.vault.integrity, partial(reads, desk)):
            try:
                look()
            except CareerNotesError as error:
                assert error.code == OFFERS_RESTORE  # noqa: PT017 - not every page is read
        desk.close()
    assert set(codes) == {"", OFFERS_RESTORE}


@pytest.mark.parametrize("weakened", [False, True])
def test_a_vault_closed_after_damage_was_met_is_free_at_once_whoever_still_holds_the_error(
    vault: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    if weakened:
        monkeypatch.setattr(connection, "CleanlyClosed", dbapi2.Connection)
    good = (vault / "notes.db").read_bytes()
    met, free = 0, True
    # The trail was written last: its pages lie at the end.
    for place in range(len(good) - 12 * PAGE + PAGE // 4, len(good), PAGE):
        put(vault / "notes.db", place, bytes([good[place] ^ 1]))
        held = meet_damage(vault, clock)
        met += bool(held)
        put(vault / "notes.db", 0, good)
        try:
            unlocking.unlock(vault, PASSPHRASE, clock=clock, allow_test=True).close()
        except AlreadyOpenError:
            free = False
            break
        finally:
            for error in held:
                error.__traceback__ = None
    assert met
    assert free is not weakened


def meet_damage(vault: Path, clock: StoppedClock) -> list[CareerNotesError]:
    """What a window meets that reads on after damage was met, and closes; each error with all its frames."""
    held: list[CareerNotesError] = []
    with contextlib.suppress(CareerNotesError):
        desk = unlocking.unlock(vault, PASSPHRASE, clock=clock, allow_test=True)
        for look in (desk.vault.trail.entries, partial(reads, desk)):
            try:
                look()
            except CareerNotesError as error:
                held.append(error)
        desk.close()
    return held


def reads(desk: Desk) -> None:
    """What a window reads first."""
    history.history(desk)
    assert desk.vault.trail.verify().ok
    desk.store.drafts()
    for name in SettingName:
        desk.store.setting(name)


def test_a_page_that_sqlite_calls_no_memory_is_told_as_damage() -> None:
    # What SQLite says when the page it needs most does not pass its code.
    with pytest.raises(DamagedVaultError), store_errors("notes.db"):
        raise MemoryError
