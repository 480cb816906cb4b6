import dataclasses
import json
from pathlib import Path

import pytest
from tests.torture.header_attacks import (
    ONLY_THE_MAC_REFUSES,
    STRUCTURE,
    attack_header,
    digits,
    rewritten,
    single_bits,
)
from tests.unit.vault.samples import PASSPHRASE

from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import HostileKdfError, KdfProfile, WeakKdfError, derive_key
from careernotes.sealing.keys import vault_keys
from careernotes.vault import header_store
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import DamagedHeaderError, NewerVaultError, WrongPassphraseError
from careernotes.vault.header import (
    Head,
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
HEAD = Head(commit_seq=41, content_sum=b"c" * 32, themes_sum=b"t" * 32, audit_head=b"a" * 32)
SALT, NONCE, VAULT_ID = bytes(range(16)), bytes(range(12)), "ab" * 16


class Lock:
    """One header, and a try at it as an attacker would: real derivation, slot and authentication code."""

    def __init__(self) -> None:
        kek = derive_key(PASSPHRASE, SALT, KdfProfile.TEST, allow_test=True)
        slot = wrap(MASTER, kek, vault_id=VAULT_ID, profile=KdfProfile.TEST, salt=SALT, nonce=NONCE)
        with vault_keys(MASTER) as keys:
            plain = Header(vault_id=VAULT_ID, generation=7, slots=(slot,), head=HEAD)
            self.header = authenticate(plain, keys.header)
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
    accepted = [name for name, data in single_bits(lock.data) if lock.opens(data)]
    assert len(lock.data) * 8 > 6_000
    assert accepted == []


@pytest.mark.long
def test_no_digit_of_a_value_can_be_changed_even_with_the_plain_hash_put_right(lock: Lock) -> None:
    assert [name for name, data in digits(lock.data) if lock.opens(data)] == []


@pytest.mark.parametrize("name", STRUCTURE)
def test_no_attack_on_the_structure_is_accepted(lock: Lock, name: str) -> None:
    changed = rewritten(lock.data, STRUCTURE[name])
    assert changed != lock.data
    assert not lock.opens(changed)


@pytest.mark.parametrize("name", ONLY_THE_MAC_REFUSES)
def test_a_reader_that_skips_the_authentication_code_would_accept_it(lock: Lock, name: str) -> None:
    """The positive control: without the check these very attacks succeed, so the test can see them."""
    assert lock.opens(rewritten(lock.data, STRUCTURE[name]), check_mac=False)


def test_the_bounds_are_checked_before_deriving(lock: Lock) -> None:
    for name, refusal in (("less memory", WeakKdfError), ("hostile memory", HostileKdfError)):
        with pytest.raises(refusal):
            unwrap(read_header(rewritten(lock.data, STRUCTURE[name])), PASSPHRASE, allow_test=True)


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
        read_header(rewritten(lock.data, lambda v: v.update(format=3, slots="anything")))


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


def test_no_attack_on_both_copies_of_a_real_vault_opens_it_or_makes_it_write(tmp_path: Path) -> None:
    """Every 23rd bit and digit here; all of them in the long form."""
    tally = attack_header(tmp_path, every=23)
    assert tally.tried > 300
    assert tally.accepted == []
    assert tally.written == []


def test_a_header_of_the_format_before_is_read_and_has_no_head(lock: Lock) -> None:
    with vault_keys(MASTER) as keys:
        old = authenticate(dataclasses.replace(lock.header, head=None), keys.header)
    data = write_header(old)
    assert json.loads(data)["format"] == 1
    assert read_header(data) == old
    assert lock.opens(data)
    assert old.rank < lock.header.rank
