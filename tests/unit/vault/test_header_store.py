import dataclasses
import os
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import vault_keys
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import (
    DamagedHeaderError,
    MissingHeaderError,
    Notice,
    ReadOnlyFolderError,
    WrongPassphraseError,
)
from careernotes.vault.header import authenticate, read_header, write_header
from careernotes.vault.lifecycle import CreatedVault, change_passphrase, open_with_passphrase, open_with_sheet
from careernotes.vault.open_vault import OpenVault

NEW = "another five plain words"


def reopen(folder: Path, passphrase: str = PASSPHRASE) -> OpenVault:
    return open_with_passphrase(folder, passphrase, allow_test=True)


def change(vault: OpenVault, new: str = NEW) -> None:
    change_passphrase(vault, new, KdfProfile.TEST, allow_test=True)


def opens(folder: Path, passphrase: str) -> bool:
    try:
        reopen(folder, passphrase).close()
    except WrongPassphraseError:
        return False
    return True


@pytest.mark.parametrize("name", ["header.a", "header.b"])
@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "flipped"])
def test_one_lost_copy_heals_from_the_other_and_is_reported(
    created: CreatedVault, name: str, harm: str
) -> None:
    created.vault.close()
    path = created.vault.paths.folder / name
    good = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        flipped = bytes([*good[:300], good[300] ^ 4, *good[301:]])
        path.write_bytes({"empty": b"", "cut": good[:200], "flipped": flipped}[harm])
    vault = reopen(created.vault.paths.folder)
    assert vault.notices == {Notice.HEADER_HEALED}
    vault.close()
    assert vault.paths.header_a.read_bytes() == vault.paths.header_b.read_bytes()
    assert read_header(path.read_bytes()).slots == read_header(good).slots
    again = reopen(created.vault.paths.folder)
    assert again.notices == frozenset()
    again.close()


def test_a_wrong_passphrase_heals_nothing(created: CreatedVault) -> None:
    created.vault.close()
    created.vault.paths.header_a.write_bytes(b"damaged")
    with pytest.raises(WrongPassphraseError):
        reopen(created.vault.paths.folder, "wrong")
    assert created.vault.paths.header_a.read_bytes() == b"damaged"


def test_both_copies_missing_or_damaged_are_told_apart(created: CreatedVault) -> None:
    created.vault.close()
    paths = created.vault.paths
    paths.header_a.write_bytes(b"x")
    paths.header_b.write_bytes(b"y")
    with pytest.raises(DamagedHeaderError):
        reopen(paths.folder)
    paths.header_a.unlink()
    with pytest.raises(DamagedHeaderError):
        reopen(paths.folder)
    paths.header_b.unlink()
    with pytest.raises(MissingHeaderError):
        reopen(paths.folder)


def test_after_a_change_only_the_new_passphrase_opens_and_both_copies_agree(created: CreatedVault) -> None:
    paths = created.vault.paths
    change(created.vault)
    created.vault.close()
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes()
    assert read_header(paths.header_a.read_bytes()).generation == 2
    assert not opens(paths.folder, PASSPHRASE)
    assert opens(paths.folder, NEW)


def test_the_passphrase_can_be_changed_many_times(created: CreatedVault) -> None:
    for number in range(4):
        change(created.vault, f"words {number}")
    created.vault.close()
    assert opens(created.vault.paths.folder, "words 3")
    assert not opens(created.vault.paths.folder, "words 2")


def cut_short(created: CreatedVault) -> VaultPaths:
    """A change of passphrase that ended between the two copies."""
    paths = created.vault.paths
    old = paths.header_a.read_bytes()
    change(created.vault)
    created.vault.close()
    paths.header_a.write_bytes(old)
    return paths


def test_a_change_cut_short_opens_with_either_passphrase(created: CreatedVault) -> None:
    paths = cut_short(created)
    vault = reopen(paths.folder, PASSPHRASE)
    assert Notice.CHANGE_UNFINISHED in vault.notices
    vault.close()
    # Nothing was taken away: both still open.
    assert opens(paths.folder, PASSPHRASE)
    assert opens(paths.folder, NEW)


def test_a_change_cut_short_is_finished_by_the_new_passphrase(created: CreatedVault) -> None:
    paths = cut_short(created)
    vault = reopen(paths.folder, NEW)
    assert vault.notices == frozenset()
    vault.close()
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes()
    assert not opens(paths.folder, PASSPHRASE)


def test_a_power_cut_at_any_write_of_a_change_leaves_a_passphrase_that_opens(created: CreatedVault) -> None:
    """Every state the files can be in between two renames, the half-written new file included."""
    paths = created.vault.paths
    old = paths.header_a.read_bytes()
    change(created.vault)
    new = paths.header_a.read_bytes()
    created.vault.close()
    half = new[: len(new) // 2]
    for a, b, left in (
        (old, old, half),
        (old, new, None),
        (new, old, None),
        (new, old, half),
        (new, new, None),
    ):
        paths.header_a.write_bytes(a)
        paths.header_b.write_bytes(b)
        if left is not None:
            (paths.folder / "header.b.new").write_bytes(left)
        assert opens(paths.folder, PASSPHRASE) or opens(paths.folder, NEW)


def test_headers_put_back_from_before_a_change_are_noticed(created: CreatedVault) -> None:
    paths = created.vault.paths
    old = paths.header_a.read_bytes()
    change(created.vault)
    created.vault.close()
    for path in paths.headers:
        path.write_bytes(old)
    vault = reopen(paths.folder, PASSPHRASE)
    assert vault.notices == {Notice.HEADER_OLDER}
    vault.close()


def test_a_forged_newer_copy_is_healed_and_never_used(created: CreatedVault) -> None:
    paths = created.vault.paths
    created.vault.close()
    good = paths.header_a.read_bytes()
    header = read_header(good)
    with vault_keys(bytearray(32)) as keys:
        forged = authenticate(dataclasses.replace(header, generation=99), keys.header)
    paths.header_b.write_bytes(write_header(forged))
    vault = reopen(paths.folder)
    assert vault.notices == {Notice.HEADER_HEALED}
    vault.close()
    assert paths.header_b.read_bytes() == paths.header_a.read_bytes()
    assert read_header(paths.header_b.read_bytes()).slots == header.slots


def test_the_sheet_opens_without_any_header_and_a_new_passphrase_brings_both_back(
    created: CreatedVault,
) -> None:
    paths = created.vault.paths
    created.vault.close()
    for path in paths.headers:
        path.unlink()
    vault = open_with_sheet(paths.folder, created.recovery_sheet)
    assert vault.sheet_used
    assert not any(path.exists() for path in paths.headers)
    change(vault)
    vault.close()
    assert opens(paths.folder, NEW)
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes()
    assert read_header(paths.header_a.read_bytes()).generation == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder in use where it is")
def test_a_headerless_vault_whose_change_fails_still_opens_with_the_sheet(created: CreatedVault) -> None:
    paths = created.vault.paths
    created.vault.close()
    for path in paths.headers:
        path.unlink()
    vault = open_with_sheet(paths.folder, created.recovery_sheet)
    away = paths.folder.with_name("away")
    paths.folder.rename(away)
    with pytest.raises(ReadOnlyFolderError):
        change(vault)
    away.rename(paths.folder)
    vault.close()
    assert not any(path.exists() for path in paths.headers)
    open_with_sheet(paths.folder, created.recovery_sheet).close()
