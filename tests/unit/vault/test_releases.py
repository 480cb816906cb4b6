import dataclasses
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from careernotes.domain.periods import Period
from careernotes.vault.connection import open_keyed
from careernotes.vault.errors import (
    DamagedLedgerError,
    DamagedVaultError,
    DiskFullError,
    LedgerLeftError,
    LedgerMovedOnError,
    ReadOnlyFolderError,
    VaultNotFoundError,
)
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import NO_HEAD, Carried, Release, ReleaseKind, ReleaseLedger

KEY = bytearray(range(80))
LIST = Release(kind=ReleaseKind.LIST, period="2026-Q1", model_hash="ab" * 32, model=b'{"figures":[]}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "releases.db"


def opened(path: Path) -> ReleaseLedger:
    return ReleaseLedger.open(path, KEY, create=True)


def test_a_new_list_is_empty(path: Path) -> None:
    ledger = opened(path)
    assert (ledger.all(), ledger.head(), ledger.released("2026-Q1")) == ((), NO_HEAD, None)
    assert ledger.heads() == (NO_HEAD,)
    ledger.close()


def test_entries_are_chained_and_kept(path: Path) -> None:
    ledger = opened(path)
    first = ledger.append(LIST)
    assert (first.previous, ledger.head()) == (NO_HEAD, first.entry_hash())
    second = ledger.append(dataclasses.replace(LIST, kind=ReleaseKind.CONTRIBUTION, previous=ledger.head()))
    assert second.previous == first.entry_hash()
    ledger.close()
    again = opened(path)
    assert again.all() == (first, second)
    assert again.head() == second.entry_hash()
    assert again.released(Period.parse("2026-Q1")) == second
    assert again.released("2026-Q1", ReleaseKind.LIST) == first
    assert again.released("2026-Q2") is None
    again.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    release=st.builds(
        Release,
        kind=st.sampled_from(ReleaseKind),
        period=st.sampled_from(["2026", "2026-H1", "2026-Q4"]),
        model_hash=st.text("0123456789abcdef", min_size=64, max_size=64),
        model=st.binary(max_size=2_000),
        previous=st.none(),
    )
)
def test_any_release_comes_back_byte_for_byte(path: Path, release: Release) -> None:
    ledger = opened(path)
    entry = ledger.append(release)
    ledger.close()
    again = opened(path)
    assert again.all()[-1] == entry == dataclasses.replace(release, previous=entry.previous)
    again.close()


def test_a_release_made_on_an_old_head_is_refused(path: Path) -> None:
    first, second = opened(path), opened(path)
    made_on = dataclasses.replace(LIST, previous=second.head())
    first.append(LIST)
    with pytest.raises(LedgerMovedOnError):
        second.append(made_on)
    assert len(second.all()) == 1
    first.close()
    second.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE release SET model = x'00'",
        "DELETE FROM release",
    ],
)
def test_an_entry_can_be_neither_changed_nor_removed(path: Path, statement: str) -> None:
    ledger = opened(path)
    ledger.append(LIST)
    with pytest.raises(dbapi2.IntegrityError, match="immutable"):
        ledger._connection.execute(statement)
    ledger.close()


TAMPER = {
    "a changed model": ["UPDATE release SET model = x'00' WHERE number = 2"],
    "a changed period": ["UPDATE release SET period = '2025' WHERE number = 1"],
    "a changed kind": ["UPDATE release SET kind = 'pool' WHERE number = 3"],
    "an unknown kind": ["UPDATE release SET kind = 'x' WHERE number = 3"],
    "a changed hash": ["UPDATE release SET model_hash = 'cd' WHERE number = 2"],
    "a removed entry": ["DELETE FROM release WHERE number = 2"],
    "a removed first entry": ["DELETE FROM release WHERE number = 1"],
    "two entries swapped": [
        "UPDATE release SET number = 9 WHERE number = 1",
        "UPDATE release SET number = 1 WHERE number = 2",
        "UPDATE release SET number = 2 WHERE number = 9",
    ],
    "an entry put in": [
        "INSERT INTO release SELECT 4, kind, period, 'ab', model, previous, 'x' FROM release WHERE number = 3"
    ],
}


def tampered(path: Path, statements: list[str]) -> None:
    ledger = opened(path)
    for period in ("2025-Q3", "2025-Q4", "2026-Q1"):
        ledger.append(dataclasses.replace(LIST, period=period))
    ledger.close()
    connection = open_keyed(path, KEY)
    for trigger in ("release_kept", "release_stays"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("name", TAMPER)
def test_tampering_is_found_at_the_next_opening(path: Path, name: str) -> None:
    tampered(path, TAMPER[name])
    with pytest.raises(DamagedLedgerError):
        opened(path)


def test_an_untouched_chain_is_accepted_without_its_triggers(path: Path) -> None:
    """The positive control: it is the change that is found, not the missing triggers."""
    tampered(path, [])
    ledger = opened(path)
    assert [release.period for release in ledger.all()] == ["2025-Q3", "2025-Q4", "2026-Q1"]
    ledger.close()


def test_a_disk_that_fills_up_inside_a_change_is_told_as_one(path: Path) -> None:
    ledger = opened(path)
    first = ledger.append(LIST)
    (pages,) = ledger.connection().execute("PRAGMA page_count").fetchone() or (0,)
    ledger.connection().execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFullError):
        ledger.append(dataclasses.replace(LIST, model=bytes(50_000)))
    with pytest.raises(DiskFullError):
        ledger.carry({Carried.BLUR: bytearray(32)})
    assert (ledger.all(), ledger.head()) == ((first,), first.entry_hash())
    ledger.close()


def test_a_missing_list_is_made_only_when_asked(path: Path) -> None:
    with pytest.raises(VaultNotFoundError):
        ReleaseLedger.open(path, KEY, create=False)
    assert not path.exists()


def test_a_wrong_key_is_refused_and_changes_nothing(path: Path) -> None:
    opened(path).close()
    before = path.read_bytes()
    with pytest.raises(DamagedVaultError):
        ReleaseLedger.open(path, bytearray(80), create=False)
    assert path.read_bytes() == before


def test_an_empty_file_is_not_taken_for_a_list(path: Path) -> None:
    path.touch()
    with pytest.raises(DamagedLedgerError):
        ReleaseLedger.open(path, KEY, create=False)


def test_each_vault_has_its_list_from_the_first_day(vault: OpenVault) -> None:
    with vault.keys as keys:
        ledger = ReleaseLedger.open(vault.paths.releases, keys.releases, create=False)
    assert ledger.all() == ()
    ledger.close()


def test_the_model_never_shows_in_a_repr() -> None:
    assert "figures" not in repr(LIST)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not renamed there")
@pytest.mark.parametrize("how", ["moved along with its folder", "replaced by another"])
def test_an_entry_in_a_list_that_went_away_says_so_and_speaks_of_no_rights(path: Path, how: str) -> None:
    folder = path.parent / "v"
    folder.mkdir()
    ledger = opened(folder / path.name)
    if how == "replaced by another":
        (folder / path.name).rename(folder / "old.db")
        opened(folder / path.name).close()
    else:
        folder.rename(folder.with_name("aside"))
    with pytest.raises(LedgerLeftError, match="moved or restored"):
        ledger.append(LIST)
    ledger.close()


def test_a_list_nobody_may_write_in_still_says_that(path: Path) -> None:
    opened(path).close()
    ledger = ReleaseLedger(open_keyed(path, KEY, mode="ro"), path)
    with pytest.raises(ReadOnlyFolderError):
        ledger.append(LIST)
    ledger.close()
