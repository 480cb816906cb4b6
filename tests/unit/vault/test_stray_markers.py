"""A marker of another change of keys is in nobody's way, and what waits to be put in force is kept."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.vault.samples import PASSPHRASE, FixedClock, mentee
from tests.unit.vault.test_rekey import NEW, CutError, cut_at

from careernotes.canonical import canonical_bytes
from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import entering, moving, rekey
from careernotes.vault.backup_errors import OldPassphraseError
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import LedgerLeftError
from careernotes.vault.ledger_memory import opened_ledger
from careernotes.vault.lifecycle import CreatedVault, create_vault, open_with_passphrase, open_with_sheet
from careernotes.vault.move_marker import Marker
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import Release, ReleaseKind

THIRD = "yet another five words altogether quince"
LIST = Release(kind=ReleaseKind.LIST, period="2026-Q1", model_hash="ab" * 32, model=b"{}")
ALONE, HEADERS, ALL = "the marker alone", "the headers and the marker", "everything"


def opened(folder: Path, passphrase: str) -> OpenVault:
    return open_with_passphrase(folder, passphrase, allow_test=True)


def release(vault: OpenVault) -> None:
    with opened_ledger(vault) as ledger:
        ledger.append(LIST)


def put_back(stolen: Path, folder: Path, what: str) -> None:
    """Some of the files of a change of keys lie in the vault's folder again."""
    place = folder / "rekey"
    place.mkdir()
    for path in stolen.iterdir():
        if what == ALL or path.name == "ready" or (what == HEADERS and path.name.startswith("header")):
            shutil.copy(path, place / path.name)


@pytest.fixture
def twice(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, str]:
    """The files of the first of two changes of keys, taken before they were moved, and the sheet in force."""
    cut_at(folder, created, monkeypatch, 0)
    stolen = folder.with_name("stolen")
    shutil.copytree(folder / "rekey", stolen)
    again = rekey.prepare(opened(folder, NEW), THIRD, KdfProfile.TEST, allow_test=True)
    rekey.commit(again)
    return stolen, again.recovery_sheet


@pytest.fixture
def foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of a change of keys that waits in another vault."""
    other = tmp_path / "other.careernotes"
    made = create_vault(
        other, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    made.vault.notes.put(mentee())
    cut_at(other, made, monkeypatch, 0)
    return other / "rekey"


@pytest.mark.parametrize(
    "what", [*(pytest.param(each, marks=pytest.mark.long) for each in (ALONE, HEADERS)), ALL]
)
@pytest.mark.parametrize("by", ["passphrase", pytest.param("sheet", marks=pytest.mark.long)])
def test_the_marker_of_an_earlier_change_put_back_goes_at_the_next_unlock(
    twice: tuple[Path, str], folder: Path, what: str, by: str
) -> None:
    stolen, sheet = twice
    put_back(stolen, folder, what)
    with open_with_sheet(folder, sheet) if by == "sheet" else opened(folder, THIRD) as vault:
        release(vault)
        assert vault.notes.count(Mentee) == 1
        assert vault.integrity().fine
    # It is older than these keys: nobody misses it, and what was erased since may be in it.
    assert not list(folder.glob("rekey*"))


@pytest.mark.long
def test_a_marker_put_back_while_the_vault_is_open_is_gone_after_the_next_unlock(
    twice: tuple[Path, str], folder: Path
) -> None:
    with opened(folder, THIRD) as vault:
        put_back(twice[0], folder, ALL)
        with pytest.raises(LedgerLeftError):
            release(vault)
    with opened(folder, THIRD) as vault:
        release(vault)


def test_without_its_clearing_every_report_is_refused(
    twice: tuple[Path, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a build that clears only where there is no marker."""
    put_back(twice[0], folder, ALONE)

    def weak(paths: VaultPaths, *_given: object) -> None:
        if not os.path.lexists(paths.folder / "rekey" / "ready"):
            moving.clear(paths)

    monkeypatch.setattr(entering, "sweep", weak)
    for _again in range(2):
        with opened(folder, THIRD) as vault, pytest.raises(LedgerLeftError):
            release(vault)


@pytest.mark.parametrize("what", [pytest.param(ALONE, marks=pytest.mark.long), ALL])
def test_the_marker_of_another_vault_is_in_nobodys_way(
    created: CreatedVault, store: NotesStore, folder: Path, foreign: Path, what: str
) -> None:
    created.vault.close()
    put_back(foreign, folder, what)
    with opened(folder, PASSPHRASE) as vault:
        release(vault)
        assert vault.notes.count(Mentee) == 1
    # Its files may be the only ones of somebody: they are not deleted.
    kept = {path.name for path in folder.glob("rekey.aside-*/*")}
    assert kept == ({*moving.FILES, "ready"} if what == ALL else set())
    assert not (folder / "rekey").exists()


@pytest.mark.parametrize("moves", [0, pytest.param(3, marks=pytest.mark.long)])
def test_a_change_of_keys_that_waits_is_kept_from_the_old_keys_and_finished_by_the_new(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    cut_at(folder, created, monkeypatch, moves)
    waiting = {path.name: path.read_bytes() for path in (folder / "rekey").iterdir()}
    with pytest.raises(OldPassphraseError):
        opened(folder, PASSPHRASE)
    assert {path.name: path.read_bytes() for path in (folder / "rekey").iterdir()} == waiting
    with opened(folder, NEW) as vault:
        release(vault)
        assert vault.notes.count(Mentee) == 1
    assert not (folder / "rekey").exists()


def test_a_change_that_waits_is_lost_to_no_older_files_a_sync_service_put_back(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest = folder.with_name("oldest")
    shutil.copytree(folder, oldest)
    cut_at(folder, created, monkeypatch, 0)
    second = opened(folder, NEW)
    second.notes.put(mentee(2))
    new = rekey.prepare(second, THIRD, KdfProfile.TEST, allow_test=True)

    def cut(*_given: object) -> None:
        raise CutError

    with monkeypatch.context() as patch:
        patch.setattr(rekey, "finish_move", cut)
        with pytest.raises(CutError):
            rekey.commit(new)
    middle = folder.with_name("middle")
    shutil.copytree(folder, middle)
    for name in moving.FILES:
        shutil.copy(oldest / name, folder / name)
    with opened(folder, PASSPHRASE) as vault:
        assert vault.notes.count(Mentee) == 1
        release(vault)
    # Everything the second person stands in is still there: back in place it is put in force.
    (aside,) = folder.glob("rekey.aside-*")
    shutil.rmtree(middle / "rekey")
    shutil.copytree(aside, middle / "rekey")
    with opened(middle, THIRD) as vault:
        assert vault.notes.count(Mentee) == 2


@pytest.mark.parametrize("step", ["unlink", pytest.param("rmdir", marks=pytest.mark.long)])
def test_a_kill_while_a_stray_marker_is_cleared_leaves_nothing_in_the_way(
    twice: tuple[Path, str], folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    put_back(twice[0], folder, ALL)
    real = getattr(Path, step)

    def cut(self: Path, *given: object, **named: object) -> None:
        if "rekey" in self.parts[-2:] and self.name != "ready":
            raise CutError
        real(self, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, cut)
        with pytest.raises(CutError):
            opened(folder, THIRD)
    with opened(folder, THIRD) as vault:
        release(vault)
    assert not (folder / "rekey").exists()


@pytest.mark.long
def test_a_stray_marker_that_cannot_be_removed_shuts_nobody_out(
    twice: tuple[Path, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(twice[0], folder, ALL)
    real = Path.unlink

    def denied(self: Path, *, missing_ok: bool = False) -> None:
        if self.parent.name == "rekey":
            raise PermissionError(13, "no")
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", denied)
        with opened(folder, THIRD) as vault:
            assert vault.notes.count(Mentee) == 1
    with opened(folder, THIRD) as vault:
        release(vault)


@settings(max_examples=30)
@given(
    keys=st.lists(st.binary(min_size=32, max_size=32), min_size=3, max_size=3, unique=True),
    mine=st.integers(0, 2),
    digests=st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=2),
)
def test_of_all_markers_those_of_these_keys_stay_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, keys: list[bytes], mine: int, digests: list[bytes]
) -> None:
    paths = VaultPaths(tmp_path_factory.mktemp("v"))
    was, will_be = (dict.fromkeys(moving.FILES, each) for each in digests)
    seal = Marker(was=was, will_be=will_be).sealed(bytearray(keys[0]), bytearray(keys[1]))
    place = paths.folder / "rekey"
    place.mkdir()
    data = canonical_bytes(seal.plain() | {"old_mac": seal.old_mac, "new_mac": seal.new_mac})
    (place / "ready").write_bytes(data)
    moving.sweep(paths, bytearray(keys[mine]), "ab" * 16, 1)
    assert (place / "ready").is_file() == (mine < 2)
    assert mine < 2 or not place.exists()
