"""Headers laid in the folder by somebody without a key: of another vault, of another day, or made up."""

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, FixedClock

from careernotes.canonical import canonical_bytes
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import rekey
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import (
    DamagedHeaderError,
    DamagedVaultError,
    NewerVaultError,
    Notice,
    WrongPassphraseError,
)
from careernotes.vault.header import FORMAT, Header, read_header, write_header
from careernotes.vault.header_store import replace_headers
from careernotes.vault.lifecycle import (
    CreatedVault,
    change_passphrase,
    create_vault,
    open_with_passphrase,
    open_with_sheet,
)
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.passphrase_proof import prove_passphrase

NEW = "another five plain words"
THEIRS = "words of somebody else entirely"
FORBIDDEN = (4_194_304, 3, 4)


def reopen(folder: Path, passphrase: str = PASSPHRASE) -> OpenVault:
    return open_with_passphrase(folder, passphrase, allow_test=True)


def header_of_another(folder: Path, passphrase: str = PASSPHRASE) -> bytes:
    made = create_vault(
        folder, passphrase=passphrase, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    made.vault.close()
    return made.vault.paths.header_a.read_bytes()


def forged(path: Path, **changes: int) -> bytes:
    """A header with other numbers and the right plain hash: what anybody can write."""
    plain = json.loads(path.read_bytes())
    del plain["check"]
    for name, value in changes.items():
        (plain if name in plain else plain["slots"][0])[name] = value
    return canonical_bytes({**plain, "check": hashlib.sha256(canonical_bytes(plain)).hexdigest()})


def slots_of(path: Path) -> object:
    return read_header(path.read_bytes()).slots


@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_a_header_of_another_vault_with_the_same_passphrase_destroys_nothing(
    created: CreatedVault, tmp_path: Path, name: str
) -> None:
    paths = created.vault.paths
    created.vault.close()
    own = slots_of(paths.header_a)
    (paths.folder / name).write_bytes(header_of_another(tmp_path / "theirs"))
    with reopen(paths.folder) as vault:
        assert vault.notices == {Notice.HEADER_HEALED}
    assert slots_of(paths.header_a) == slots_of(paths.header_b) == own


def test_an_old_header_from_before_new_keys_with_the_same_passphrase_destroys_nothing(
    created: CreatedVault, store: NotesStore
) -> None:
    paths = created.vault.paths
    change_passphrase(created.vault, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    old = paths.header_a.read_bytes()
    rekey.commit(rekey.prepare(created.vault, PASSPHRASE, KdfProfile.TEST, allow_test=True))
    own = slots_of(paths.header_b)
    paths.header_a.write_bytes(old)
    reopen(paths.folder).close()
    assert slots_of(paths.header_a) == slots_of(paths.header_b) == own


def test_nothing_is_healed_in_a_vault_whose_notes_did_not_open(created: CreatedVault) -> None:
    paths = created.vault.paths
    created.vault.close()
    paths.header_a.write_bytes(b"damaged")
    paths.notes.write_bytes(b"x" * 8192)
    with pytest.raises(DamagedVaultError):
        reopen(paths.folder)
    assert paths.header_a.read_bytes() == b"damaged"


_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from careernotes.sealing.kdf import NotEnoughMemoryError
from careernotes.vault.lifecycle import open_with_passphrase
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
try:
    open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True).close()
    print("opened")
except NotEnoughMemoryError:
    print("not enough memory")
"""


@pytest.mark.skipif(os.name == "nt", reason="the limit on memory is one of POSIX")
@pytest.mark.parametrize(
    ("both", "said"), [(False, "opened"), (True, "not enough memory")], ids=["one copy", "both copies"]
)
def test_a_copy_that_asks_for_more_memory_than_there_is_leaves_the_other(
    created: CreatedVault, both: bool, said: str
) -> None:
    paths = created.vault.paths
    created.vault.close()
    greedy = forged(
        paths.header_a, generation=9, memory_kib=FORBIDDEN[0], passes=FORBIDDEN[1], lanes=FORBIDDEN[2]
    )
    for path in paths.headers[: 2 if both else 1]:
        path.write_bytes(greedy)
    done = subprocess.run(
        [sys.executable, "-c", _LITTLE_MEMORY, str(paths.folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == f"{said}\n", done.stderr


def later_format(path: Path) -> bytes:
    return forged(path, format=FORMAT + 1, generation=99)


@pytest.mark.parametrize("how", ["passphrase", "sheet"])
@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_a_copy_that_claims_a_later_format_does_not_keep_the_owner_out(
    created: CreatedVault, name: str, how: str
) -> None:
    paths = created.vault.paths
    created.vault.close()
    claim = later_format(paths.header_a)
    (paths.folder / name).write_bytes(claim)
    if how == "sheet":
        with open_with_sheet(paths.folder, created.recovery_sheet) as vault:
            change_passphrase(vault, PASSPHRASE, KdfProfile.TEST, allow_test=True)
        assert slots_of(paths.header_a) == slots_of(paths.header_b)
    else:
        with reopen(paths.folder) as vault:
            assert vault.notices == {Notice.HEADER_NEWER}
            prove_passphrase(vault, PASSPHRASE, allow_test=True)
    with reopen(paths.folder) as vault:
        assert vault.notices == frozenset()
    # A version that really is newer finds what it wrote.
    assert [path.read_bytes() for path in paths.folder.glob(f"{name}.*.aside")] == [claim]


@pytest.mark.parametrize("other", ["later", "damaged", "missing"])
def test_a_vault_of_which_no_copy_can_be_read_and_one_is_of_a_later_format_is_refused_and_left_alone(
    created: CreatedVault, other: str
) -> None:
    paths = created.vault.paths
    created.vault.close()
    claim = later_format(paths.header_a)
    paths.header_a.write_bytes(claim)
    paths.header_b.write_bytes(claim if other == "later" else b"damaged")
    if other == "missing":
        paths.header_b.unlink()
    before = {path.name: path.read_bytes() for path in paths.folder.iterdir() if path.is_file()}
    with pytest.raises(NewerVaultError):
        reopen(paths.folder)
    with pytest.raises(NewerVaultError):
        open_with_sheet(paths.folder, created.recovery_sheet)
    assert {path.name: path.read_bytes() for path in paths.folder.iterdir() if path.is_file()} == before


def test_a_later_format_beside_a_copy_with_another_passphrase_opens_nothing(created: CreatedVault) -> None:
    paths = created.vault.paths
    created.vault.close()
    paths.header_a.write_bytes(later_format(paths.header_a))
    before = paths.header_a.read_bytes()
    with pytest.raises(WrongPassphraseError):
        reopen(paths.folder, NEW)
    assert paths.header_a.read_bytes() == before


@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_a_made_up_generation_at_the_ceiling_does_not_spoil_a_new_passphrase(
    created: CreatedVault, name: str
) -> None:
    paths = created.vault.paths
    created.vault.close()
    (paths.folder / name).write_bytes(forged(paths.header_a, generation=2**31 - 1))
    with open_with_sheet(paths.folder, created.recovery_sheet) as vault:
        change_passphrase(vault, NEW, KdfProfile.TEST, allow_test=True)
        assert vault.generation == 2
    reopen(paths.folder, NEW).close()
    with pytest.raises(WrongPassphraseError):
        reopen(paths.folder)


def test_a_made_up_copy_is_replaced_before_the_one_that_opens(
    created: CreatedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = created.vault.paths
    paths.header_a.write_bytes(forged(paths.header_a, generation=99))
    written: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        written.append(target.name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    change_passphrase(created.vault, NEW, KdfProfile.TEST, allow_test=True)
    assert written[:2] == ["header.a", "header.b"]


def test_a_header_nobody_could_read_is_never_written(created: CreatedVault) -> None:
    paths = created.vault.paths
    before = paths.header_a.read_bytes()
    broken: Header = dataclasses.replace(read_header(before), generation=2**31)
    with created.vault.keys as keys, pytest.raises(DamagedHeaderError):
        replace_headers(paths, broken, PASSPHRASE, keys.header, allow_test=True)
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes() == before
    assert write_header(read_header(before)) == before


@pytest.mark.parametrize("names", [["header.a"], ["header.b"], ["header.a", "header.b"]])
def test_a_header_of_another_vault_proves_no_passphrase(
    created: CreatedVault, tmp_path: Path, names: list[str]
) -> None:
    foreign = header_of_another(tmp_path / "theirs", THEIRS)
    for name in names:
        (created.vault.paths.folder / name).write_bytes(foreign)
    with pytest.raises((WrongPassphraseError, DamagedHeaderError)):
        prove_passphrase(created.vault, THEIRS, allow_test=True)
    # Nothing was healed either: the owner unlocks, and only then is it put right.
    assert all((created.vault.paths.folder / name).read_bytes() == foreign for name in names)


def test_an_old_header_proves_no_passphrase_that_was_replaced(created: CreatedVault) -> None:
    paths = created.vault.paths
    old = paths.header_a.read_bytes()
    prove_passphrase(created.vault, PASSPHRASE, allow_test=True)
    change_passphrase(created.vault, NEW, KdfProfile.TEST, allow_test=True)
    paths.header_a.write_bytes(old)
    with pytest.raises(WrongPassphraseError):
        prove_passphrase(created.vault, PASSPHRASE, allow_test=True)
    prove_passphrase(created.vault, NEW, allow_test=True)
    paths.header_b.write_bytes(old)
    with pytest.raises(DamagedHeaderError):
        prove_passphrase(created.vault, PASSPHRASE, allow_test=True)


def test_after_a_change_cut_short_the_owner_can_prove_either_passphrase(created: CreatedVault) -> None:
    paths = VaultPaths(created.vault.paths.folder)
    old = paths.header_a.read_bytes()
    change_passphrase(created.vault, NEW, KdfProfile.TEST, allow_test=True)
    created.vault.close()
    paths.header_a.write_bytes(old)
    with reopen(paths.folder) as vault:
        prove_passphrase(vault, PASSPHRASE, allow_test=True)
        prove_passphrase(vault, NEW, allow_test=True)
        with pytest.raises(WrongPassphraseError):
            prove_passphrase(vault, f"{NEW} more", allow_test=True)


def test_a_whole_vault_put_back_from_a_copy_still_proves_its_own_passphrase(created: CreatedVault) -> None:
    paths = created.vault.paths
    old = paths.header_a.read_bytes()
    change_passphrase(created.vault, NEW, KdfProfile.TEST, allow_test=True)
    created.vault.close()
    for path in paths.headers:
        path.write_bytes(old)
    with reopen(paths.folder) as vault:
        assert Notice.HEADER_OLDER in vault.notices
        prove_passphrase(vault, PASSPHRASE, allow_test=True)
    shutil.rmtree(paths.folder)
