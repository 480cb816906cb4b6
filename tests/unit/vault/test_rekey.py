"""New keys: every row is there, the old secrets open nothing any more, and no cut locks the owner out."""

import contextlib
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, mentee

from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import blur_secret
from careernotes.vault import moving, rekey
from careernotes.vault.audit import AuditCode, OpenedWith, epoch_seconds
from careernotes.vault.backup_errors import ChangedMeanwhileError, OldPassphraseError, OldSheetError
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.entering import enter
from careernotes.vault.errors import (
    AlreadyOpenError,
    DamagedVaultError,
    WrongPassphraseError,
    WrongSheetError,
)
from careernotes.vault.ledger_memory import opened_ledger
from careernotes.vault.lifecycle import (
    CreatedVault,
    change_passphrase,
    open_with_passphrase,
    open_with_sheet,
)
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import Carried, Release, ReleaseKind, ReleaseLedger, blur_in_force

NEW = "another five words entirely different abacus"


def prepared(vault: OpenVault, passphrase: str = NEW) -> rekey.NewKeys:
    return rekey.prepare(vault, passphrase, KdfProfile.TEST, allow_test=True)


def check(folder: Path, passphrase: str) -> None:
    with open_with_passphrase(folder, passphrase, allow_test=True) as vault:
        assert [m.alias for m in vault.notes.all(Mentee)] == ["Robin 1"]
        assert vault.integrity().fine
        assert vault.notices == frozenset()
        assert not (folder / "rekey").exists()


def test_everything_is_there_and_only_the_new_secrets_open_it(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    lines = [(e.seq, e.at, e.code, e.ref) for e in created.vault.trail.entries()]
    with created.vault.keys as keys:
        old_notes = bytes(keys.notes)
    new = prepared(created.vault)
    rekey.commit(new)
    assert not created.vault.is_open
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    with pytest.raises(WrongSheetError):
        open_with_sheet(folder, created.recovery_sheet)
    check(folder, NEW)
    with open_with_sheet(folder, new.recovery_sheet) as vault:
        entries = vault.trail.entries()
        assert [(e.seq, e.at, e.code, e.ref) for e in entries][: len(lines)] == lines
        assert entries[len(lines)].code is AuditCode.REKEYED
        with vault.keys as keys:
            assert bytes(keys.notes) != old_notes


def test_until_it_is_put_in_force_nothing_has_changed(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    rekey.abandon(prepared(created.vault))
    assert not (folder / "rekey").exists()
    left = prepared(created.vault)
    created.vault.close()
    assert left.recovery_sheet
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, NEW, allow_test=True)
    assert (folder / "rekey").exists()
    check(folder, PASSPHRASE)


def test_what_was_written_meanwhile_is_never_left_out(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    new = prepared(created.vault)
    store.put(mentee(2))
    with pytest.raises(ChangedMeanwhileError):
        rekey.commit(new)
    assert created.vault.is_open
    created.vault.close()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        assert vault.notes.count(Mentee) == 2


def release(vault: OpenVault) -> tuple[str, ...]:
    """One list is let out; the heads of the ledger after it."""
    with opened_ledger(vault) as ledger:
        ledger.append(Release(kind=ReleaseKind.LIST, period="2026-H1", model_hash="0" * 64, model=b"{}"))
        return ledger.heads()


def heads_of(vault: OpenVault) -> tuple[str, ...]:
    with opened_ledger(vault) as ledger:
        return ledger.heads()


def test_what_was_released_meanwhile_is_never_forgotten(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    new = prepared(created.vault)
    heads = release(created.vault)
    with pytest.raises(ChangedMeanwhileError):
        rekey.commit(new)
    assert created.vault.is_open
    assert not (folder / "rekey").exists()
    created.vault.close()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        assert heads_of(vault) == heads
        # Begun again, it goes along.
        rekey.commit(prepared(vault))
    with open_with_passphrase(folder, NEW, allow_test=True) as vault:
        assert heads_of(vault) == heads


def test_without_a_look_at_the_ledger_a_release_would_be_forgotten(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    """The control: new keys that take the ledger for the one they were made from."""
    new = prepared(created.vault)
    heads = release(created.vault)
    new.released = heads[-1]
    rekey.commit(new)
    with open_with_passphrase(folder, NEW, allow_test=True) as vault:
        assert heads_of(vault) == heads[:-1]


class CutError(Exception):
    """The power goes."""


def cut_at(folder: Path, created: CreatedVault, monkeypatch: pytest.MonkeyPatch, moves: int) -> rekey.NewKeys:
    """A change of keys that stops after so many files were moved."""
    new, real, done = prepared(created.vault), Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        if self.parent.name == "rekey" and self.name in moving.FILES:
            if done[0] == moves:
                raise CutError
            done[0] += 1
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(CutError):
            rekey.commit(new)
    return new


@pytest.mark.parametrize("moves", range(5))
def test_a_cut_after_any_move_is_finished_with_the_new_secret_and_explained_with_the_old(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    new = cut_at(folder, created, monkeypatch, moves)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, "not the words of anybody here at all", allow_test=True)
    if moves < 5 and "header.a" in {path.name for path in (folder / "rekey").iterdir()}:
        with pytest.raises(OldPassphraseError):
            open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    with pytest.raises(OldSheetError):
        open_with_sheet(folder, created.recovery_sheet)
    # Nothing was written for a secret that does not belong to the change.
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    copy = folder.with_name("copy.careernotes")
    shutil.copytree(folder, copy)
    check(folder, NEW)
    open_with_sheet(copy, new.recovery_sheet).close()
    check(copy, NEW)


def test_a_marker_nobody_sealed_moves_nothing(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_at(folder, created, monkeypatch, 0)
    marker = folder / "rekey" / "ready"
    data = marker.read_bytes()
    other = bytearray(data)
    other[data.index(b'"new_mac":"') + 12] ^= 1
    other[data.index(b'"old_mac":"') + 12] ^= 1
    marker.write_bytes(other)
    notes = (folder / "notes.db").read_bytes()
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, NEW, allow_test=True)
    assert (folder / "notes.db").read_bytes() == notes
    marker.write_bytes(data)
    check(folder, NEW)


@pytest.mark.parametrize("what", ["everything", "the marker alone", "the headers and the marker"])
@pytest.mark.parametrize("by", ["passphrase", "sheet"])
def test_a_move_that_is_over_put_back_is_cleared_and_changes_nothing(
    created: CreatedVault,
    store: NotesStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    by: str,
) -> None:
    new = cut_at(folder, created, monkeypatch, 0)
    stolen = folder.with_name("stolen")
    shutil.copytree(folder / "rekey", stolen)
    with open_with_passphrase(folder, NEW, allow_test=True) as vault:
        vault.notes.put(mentee(2))
    keep = {"everything": "", "the marker alone": "ready", "the headers and the marker": "header ready"}[what]
    for path in stolen.iterdir():
        if keep and path.name.partition(".")[0] not in keep:
            path.unlink()
    shutil.copytree(stolen, folder / "rekey")
    again = (
        open_with_sheet(folder, new.recovery_sheet)
        if by == "sheet"
        else open_with_passphrase(folder, NEW, allow_test=True)
    )
    assert again.notes.count(Mentee) == 2
    assert again.integrity().fine
    again.close()
    assert not (folder / "rekey").exists()


def test_a_passphrase_replaced_since_does_not_open_by_the_headers_of_a_move_put_back(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_at(folder, created, monkeypatch, 0)
    shutil.copytree(folder / "rekey", folder.with_name("stolen"))
    with open_with_passphrase(folder, NEW, allow_test=True) as vault:
        change_passphrase(vault, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    shutil.copytree(folder.with_name("stolen"), folder / "rekey")
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, NEW, allow_test=True)
    open_with_passphrase(folder, PASSPHRASE, allow_test=True).close()


def test_a_damaged_file_in_an_unfinished_move_is_named_and_never_taken_for_a_wrong_sheet(
    created: CreatedVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = cut_at(folder, created, monkeypatch, 0)
    (folder / "notes.db").write_bytes(b"x" * 8192)
    for name in ("header.a", "header.b"):
        (folder / name).unlink()
    with pytest.raises(DamagedVaultError):
        open_with_sheet(folder, new.recovery_sheet)
    assert (folder / "rekey" / "notes.db").exists()


def test_a_damaged_vault_is_not_given_new_keys(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    connection = store.connection()
    connection.execute("UPDATE main.table_sum SET sum = zeroblob(32) WHERE name = 'notes.mentee'")
    with pytest.raises(DamagedVaultError):
        prepared(created.vault)
    assert not (folder / "rekey").exists()


def test_the_coins_the_signature_and_the_list_of_releases_stay_what_they_were(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    """Twice: what was carried once is carried on. From the new key alone others would follow (control)."""
    paths = VaultPaths(folder)
    with created.vault.keys as keys:
        ledger = ReleaseLedger.open(paths.releases, keys.releases, create=False)
        ledger.append(Release(kind=ReleaseKind.LIST, period="2026-H1", model_hash="0" * 64, model=b"{}"))
        heads, blur, sign = ledger.heads(), blur_in_force(ledger, keys.releases), bytes(keys.sign)
        ledger.close()
    rekey.commit(prepared(created.vault))
    for _again in range(2):
        with open_with_passphrase(folder, NEW, allow_test=True) as vault:
            with vault.keys as keys:
                ledger = ReleaseLedger.open(paths.releases, keys.releases, create=False)
                assert ledger.heads() == heads
                assert ledger.released("2026-H1") is not None
                assert blur_in_force(ledger, keys.releases) == blur != blur_secret(keys.releases)
                assert ledger.carried(Carried.SIGN) == sign != bytes(keys.sign)
                ledger.close()
            rekey.commit(prepared(vault))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda place: (place / "notes.db").write_bytes(b""),
        lambda place: (place / "header.a").unlink(),
        shutil.rmtree,
    ],
)
def test_new_files_that_went_meanwhile_are_not_put_in_force(
    created: CreatedVault, store: NotesStore, folder: Path, break_it: Callable[[Path], None]
) -> None:
    new = prepared(created.vault)
    break_it(folder / "rekey")
    with pytest.raises((ChangedMeanwhileError, OSError)):
        rekey.commit(new)
    check(folder, PASSPHRASE)


COMPANY = """
import sys
from pathlib import Path
from careernotes.vault.hot_journal import nobody_else
with nobody_else(Path(sys.argv[1])) as held:
    print(held, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not replaced there anyway")
def test_no_file_is_moved_away_under_a_program_that_opened_the_vault_at_the_last_moment(
    store: NotesStore, vault: OpenVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(mentee())
    new, real = prepared(vault), rekey._refuse_company
    with contextlib.ExitStack() as stack:

        def look(paths: VaultPaths) -> None:
            command = [sys.executable, "-c", COMPANY, str(folder / "notes.db")]
            company = stack.enter_context(
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            assert company.stdout is not None
            assert company.stdout.readline() == "True\n"
            real(paths)

        monkeypatch.setattr(rekey, "_refuse_company", look)
        with pytest.raises(AlreadyOpenError):
            rekey.commit(new)
    assert not moving.beside(VaultPaths(folder)).folder.exists()
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, NEW, allow_test=True)
    check(folder, PASSPHRASE)


def test_nobody_comes_in_with_the_old_keys_once_the_new_ones_are_in_force(
    store: NotesStore, vault: OpenVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(mentee())
    new, old = prepared(vault), vault.reveal_master()

    def cut(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut_short:
        cut_short.setattr(rekey, "finish_move", cut)
        with pytest.raises(KeyboardInterrupt):
            rekey.commit(new)
    before = (folder / "notes.db").read_bytes()
    # It was tried before the marker was there, and comes in after it.
    with pytest.raises(OldPassphraseError):
        enter(
            VaultPaths(folder), old, tokens=secrets.token_bytes, how=OpenedWith.PASSPHRASE, now=epoch_seconds
        )
    assert (folder / "notes.db").read_bytes() == before
    check(folder, NEW)
