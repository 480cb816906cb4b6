"""Key files of a programme's lead and trustee."""

import json
import os
from pathlib import Path

import pytest

from careernotes.canonical import canonical_bytes
from careernotes.sealing.errors import (
    NewerKeyFileError,
    NotAKeyFileError,
    OutputExistsError,
    WrongKeyPassphraseError,
)
from careernotes.sealing.kdf import HostileKdfError, KdfProfile, WeakKdfError
from careernotes.sealing.programme_keys import (
    KeyMemory,
    Role,
    create_key_file,
    open_key_file,
    read_public,
)

PASSPHRASE = "grey heron on a wire"
# Written by the program before keys could remember anything.
FIRST_FORMAT = (
    b'{"box_key":"541bb0b4799b00f4531ad0bffad4be9febd3ce494e3d2516a352c9feb4f9430f","format":1,"kdf":{'
    b'"lanes":1,"memory_kib":8192,"passes":1,"salt":"13bb4d465aae635417f44f1897f6ee79"},"nonce":"fe2b7'
    b'4f9851e6ae36e7608ad","role":"trustee","sign_key":"3514d1bdd6177324a87b3672fedd6d8bd288be2d53a494'
    b'7a0e2a5788ca00eab9","wrapped":"ddac4775f3d2f2623d7f8323f8b18b458037fd2e2dc9f9923a7697663a053dfb3'
    b'46f286b23e14a478f734290e958d3fe"}'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A trustee's key file with the cheap derivation."""
    made = tmp_path / "trustee.cnkey"
    create_key_file(made, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    return made


def test_a_key_file_opens_with_its_passphrase_and_always_to_the_same_keys(path: Path) -> None:
    with (
        open_key_file(path, PASSPHRASE, allow_test=True) as one,
        open_key_file(path, PASSPHRASE, allow_test=True) as two,
    ):
        assert one.public == two.public == read_public(path)
        assert one.sign_private == two.sign_private
        parts = [one.sign_private, one.box_private, one.blur_secret32, one.releases80]
        assert [len(part) for part in parts] == [32, 32, 32, 80]
        assert len({bytes(part[:32]) for part in parts}) == 4
    assert not any(any(part) for part in parts)


def test_another_passphrase_does_not_open_it(path: Path) -> None:
    with pytest.raises(WrongKeyPassphraseError):
        open_key_file(path, PASSPHRASE + "s", allow_test=True)


def test_no_field_can_be_changed(path: Path) -> None:
    value = json.loads(path.read_bytes())
    changes = {
        "role": "lead", "sign_key": "00" * 32, "box_key": "00" * 32, "nonce": "00" * 12,
        "wrapped": value["wrapped"][:-2] + "00", "kdf": {**value["kdf"], "salt": "00" * 16},
    }  # fmt: skip
    assert set(changes) | {"format", "memory"} == set(value)
    for name, other in changes.items():
        path.write_bytes(canonical_bytes({**value, name: other}))
        with pytest.raises(WrongKeyPassphraseError):
            open_key_file(path, PASSPHRASE, allow_test=True)


@pytest.mark.parametrize("place", range(0, 500, 13))
def test_no_single_byte_can_be_changed(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 + place % 100
    path.write_bytes(data)
    with pytest.raises((NotAKeyFileError, WrongKeyPassphraseError, WeakKdfError, HostileKdfError)):
        open_key_file(path, PASSPHRASE, allow_test=True)


def test_a_weak_or_hostile_derivation_is_refused_before_it_is_run(path: Path) -> None:
    with pytest.raises(WeakKdfError):
        open_key_file(path, PASSPHRASE)
    value = json.loads(path.read_bytes())
    value["kdf"] |= {"memory_kib": 2**39, "passes": 3}
    path.write_bytes(canonical_bytes(value))
    with pytest.raises(HostileKdfError):
        open_key_file(path, PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"{}", b"\x00" * 100, b'{"format":1}', b'{"format":"1"}'])
def test_anything_else_is_not_a_key_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(NotAKeyFileError):
        read_public(tmp_path / "x")


def test_a_newer_key_file_says_so(path: Path) -> None:
    path.write_bytes(canonical_bytes({**json.loads(path.read_bytes()), "format": 3, "more": 1}))
    with pytest.raises(NewerKeyFileError):
        read_public(path)


def test_a_key_file_is_private_and_never_replaces_another(path: Path) -> None:
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(OutputExistsError):
        create_key_file(path, Role.LEAD, PASSPHRASE, KdfProfile.TEST, allow_test=True)


def test_neither_seed_nor_passphrase_is_in_the_file(path: Path) -> None:
    data = path.read_bytes()
    assert PASSPHRASE.encode() not in data
    with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
        for part in (keys.sign_private, keys.box_private, keys.blur_secret32, keys.releases80[:32]):
            assert bytes(part) not in data
            assert part.hex().encode() not in data
        assert "bytearray" not in repr(keys)


def test_a_key_file_remembers_a_head_and_nothing_else_in_it_changes(path: Path) -> None:
    before = json.loads(path.read_bytes())
    with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
        assert keys.memory == KeyMemory(entries=0, head="")
        keys.remember(KeyMemory(entries=3, head="ab" * 32, enrolled=2))
    after = json.loads(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"memory"}
    with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
        assert keys.memory == KeyMemory(entries=3, head="ab" * 32, enrolled=2)
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


def test_what_a_key_file_remembers_can_be_neither_changed_nor_taken_out(path: Path) -> None:
    value = json.loads(path.read_bytes())
    lies = [
        {**value, "memory": {**value["memory"], "entries": 1}},
        {**value, "memory": {**value["memory"], "mac": "00" * 32}},
        {**value, "memory": None},
        {name: each for name, each in value.items() if name != "memory"},
        {name: each for name, each in {**value, "format": 1}.items() if name != "memory"},
    ]
    for lie in lies:
        path.write_bytes(canonical_bytes(lie))
        with pytest.raises((NotAKeyFileError, WrongKeyPassphraseError)):
            open_key_file(path, PASSPHRASE, allow_test=True)


def test_a_memory_of_another_key_does_not_pass_for_ones_own(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.cnkey"
    create_key_file(other, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    value, foreign = json.loads(path.read_bytes()), json.loads(other.read_bytes())
    path.write_bytes(canonical_bytes({**value, "memory": foreign["memory"]}))
    with pytest.raises(NotAKeyFileError):
        open_key_file(path, PASSPHRASE, allow_test=True)


def test_nothing_is_remembered_in_the_file_of_another_key(path: Path, tmp_path: Path) -> None:
    with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
        path.unlink()
        create_key_file(path, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
        before = path.read_bytes()
        with pytest.raises(NotAKeyFileError):
            keys.remember(KeyMemory(entries=1, head="ab" * 32))
    assert path.read_bytes() == before


def test_a_key_file_of_the_first_format_still_opens_and_remembers_nothing(path: Path) -> None:
    path.write_bytes(FIRST_FORMAT)
    with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
        assert keys.memory is None
        keys.remember(KeyMemory(entries=1, head="ab" * 32))
    assert path.read_bytes() == FIRST_FORMAT
