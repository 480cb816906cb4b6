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
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file, read_public

PASSPHRASE = "grey heron on a wire"


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
    assert set(changes) | {"format"} == set(value)
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
    path.write_bytes(canonical_bytes({**json.loads(path.read_bytes()), "format": 2, "more": 1}))
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
