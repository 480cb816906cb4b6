import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.canonical import canonical_bytes
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import HostileKdfError, KdfProfile, WeakKdfError, derive_key
from careernotes.sealing.keys import vault_keys
from careernotes.vault import header_store
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import DamagedHeaderError, NewerVaultError, WrongPassphraseError
from careernotes.vault.header import (
    Header,
    authenticate,
    is_authentic,
    read_header,
    unwrap,
    wrap,
    write_header,
)
from careernotes.vault.lifecycle import CreatedVault

MASTER = bytearray(range(32))
SALT, NONCE, VAULT_ID = bytes(range(16)), bytes(range(12)), "ab" * 16


class Lock:
    """One header, and a try at it as an attacker would: real derivation, slot and authentication code."""

    def __init__(self) -> None:
        kek = derive_key(PASSPHRASE, SALT, KdfProfile.TEST, allow_test=True)
        slot = wrap(MASTER, kek, vault_id=VAULT_ID, profile=KdfProfile.TEST, salt=SALT, nonce=NONCE)
        with vault_keys(MASTER) as keys:
            self.header = authenticate(Header(vault_id=VAULT_ID, generation=7, slots=(slot,)), keys.header)
        self.data = write_header(self.header)

    def opens(self, data: bytes, *, check_mac: bool = True) -> bool:
        """Whether *data* would be taken as a header."""
        try:
            header = read_header(data)
            master = unwrap(header, PASSPHRASE, allow_test=True)
        except CareerNotesError:
            return False
        with vault_keys(master) as keys:
            return is_authentic(header, keys.header) or not check_mac


@pytest.fixture(scope="module")
def lock() -> Lock:
    return Lock()


def test_the_header_opens_as_it_was_written(lock: Lock) -> None:
    assert lock.opens(lock.data)
    assert read_header(lock.data) == lock.header


def test_no_single_bit_can_be_changed(lock: Lock) -> None:
    accepted = []
    for place in range(len(lock.data)):
        for bit in range(8):
            changed = bytearray(lock.data)
            changed[place] ^= 1 << bit
            if lock.opens(bytes(changed)):
                accepted.append((place, bit))
    assert len(lock.data) * 8 > 4_000
    assert accepted == []


def rewritten(lock: Lock, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The header with *change* made by somebody who knows the format and puts the plain hash right."""
    value = json.loads(lock.data)
    change(value)
    value.pop("check", None)
    return canonical_bytes({**value, "check": hashlib.sha256(canonical_bytes(value)).hexdigest()})


@pytest.mark.parametrize("name", ["salt", "nonce", "wrapped", "vault_id", "mac"])
def test_no_digit_of_a_value_can_be_changed_even_with_the_plain_hash_put_right(lock: Lock, name: str) -> None:
    value = json.loads(lock.data)
    digits = value[name] if name in value else value["slots"][0][name]
    for place, digit in enumerate(digits):
        other = f"{digits[:place]}{(int(digit, 16) + 1) % 16:x}{digits[place + 1 :]}"

        def change(v: dict[str, Any], other: str = other) -> None:
            (v if name in v else v["slots"][0])[name] = other

        assert not lock.opens(rewritten(lock, change)), place


ATTACKS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "less memory": lambda v: v["slots"][0].update(memory_kib=4 * 1024),
    "just below the floor": lambda v: v["slots"][0].update(memory_kib=256 * 1024 - 1, passes=3, lanes=4),
    "the real floor": lambda v: v["slots"][0].update(memory_kib=256 * 1024, passes=3, lanes=4),
    "hostile memory": lambda v: v["slots"][0].update(memory_kib=2**31 - 1, passes=3),
    "more passes": lambda v: v["slots"][0].update(passes=3),
    "hostile passes": lambda v: v["slots"][0].update(memory_kib=256 * 1024, passes=10**6),
    "more lanes": lambda v: v["slots"][0].update(lanes=2),
    "no lanes": lambda v: v["slots"][0].update(lanes=0),
    "another algorithm": lambda v: v["slots"][0].update(kdf="pbkdf2"),
    "another kind of slot": lambda v: v["slots"][0].update(kind="fido2"),
    "another salt": lambda v: v["slots"][0].update(salt="00" * 16),
    "a short salt": lambda v: v["slots"][0].update(salt="00" * 8),
    "another nonce": lambda v: v["slots"][0].update(nonce="00" * 12),
    "another wrapped key": lambda v: v["slots"][0].update(wrapped="00" * 48),
    "no slot": lambda v: v.update(slots=[]),
    "the slot twice": lambda v: v.update(slots=[v["slots"][0], v["slots"][0]]),
    "a weaker second slot": lambda v: v["slots"].append(v["slots"][0] | {"memory_kib": 1024}),
    "an older generation": lambda v: v.update(generation=6),
    "a newer generation": lambda v: v.update(generation=8),
    "another vault": lambda v: v.update(vault_id="cd" * 16),
    "no mac": lambda v: v.pop("mac"),
    "an empty mac": lambda v: v.update(mac=""),
    "another mac": lambda v: v.update(mac="00" * 32),
    "an extra field": lambda v: v.update(admin=True),
    "an extra field in the slot": lambda v: v["slots"][0].update(escrow="00"),
    "a generation of text": lambda v: v.update(generation="7"),
    "a true generation": lambda v: v.update(generation=True),
    "format zero": lambda v: v.update(format=0),
    "another kind of file": lambda v: v.update(kind="other"),
    "upper case digits": lambda v: v.update(mac=v["mac"].upper()),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_on_the_structure_is_accepted(lock: Lock, name: str) -> None:
    changed = rewritten(lock, ATTACKS[name])
    assert changed != lock.data
    assert not lock.opens(changed)


@pytest.mark.parametrize("name", ["an older generation", "a newer generation"])
def test_a_reader_that_skips_the_authentication_code_would_accept_it(lock: Lock, name: str) -> None:
    """The positive control: without the check these very attacks succeed, so the test can see them."""
    assert lock.opens(rewritten(lock, ATTACKS[name]), check_mac=False)


def test_the_bounds_are_checked_before_deriving(lock: Lock) -> None:
    for name, refusal in (("less memory", WeakKdfError), ("hostile memory", HostileKdfError)):
        with pytest.raises(refusal):
            unwrap(read_header(rewritten(lock, ATTACKS[name])), PASSPHRASE, allow_test=True)


def test_another_byte_form_of_the_same_values_is_damage(lock: Lock) -> None:
    for data in (json.dumps(json.loads(lock.data)).encode(), lock.data + b"\n", b" " + lock.data):
        with pytest.raises(DamagedHeaderError):
            read_header(data)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"kind":1}', b"[" * 20_000, b"1" * 70_000]
)
def test_anything_else_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedHeaderError):
        read_header(data)


def test_a_newer_format_is_named_as_such(lock: Lock) -> None:
    with pytest.raises(NewerVaultError):
        read_header(rewritten(lock, lambda v: v.update(format=3, slots="anything")))


def test_a_slot_taken_from_another_vault_does_not_open(lock: Lock) -> None:
    moved = dataclasses.replace(lock.header, vault_id="cd" * 16)
    with pytest.raises(WrongPassphraseError):
        unwrap(moved, PASSPHRASE, allow_test=True)


def test_a_header_of_a_real_vault_opens_with_its_passphrase_only(created: CreatedVault) -> None:
    paths = VaultPaths(created.vault.paths.folder)
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes()
    header = read_header(paths.header_a.read_bytes())
    assert unwrap(header, PASSPHRASE, allow_test=True) == created.vault.reveal_master()
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError):
            unwrap(header, wrong, allow_test=True)


def test_nothing_is_written_before_the_authentication_code_holds(
    created: CreatedVault, tmp_path: Path
) -> None:
    paths = created.vault.paths
    created.vault.close()
    good = paths.header_a.read_bytes()
    header = dataclasses.replace(read_header(good), generation=9)
    paths.header_a.write_bytes(write_header(header))
    paths.header_b.write_bytes(write_header(header))
    before = {path.name: path.read_bytes() for path in paths.folder.iterdir()}
    with pytest.raises(DamagedHeaderError):
        header_store.unlock_copies(paths, PASSPHRASE, allow_test=True)
    assert {path.name: path.read_bytes() for path in paths.folder.iterdir()} == before
