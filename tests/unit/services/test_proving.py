"""The passphrase is asked again before what cannot be undone, and a proof lasts one minute."""

import shutil
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import erasing, proving, rekeying, unlocking
from careernotes.services.desk import Desk
from careernotes.services.proving import NotProvedError
from careernotes.services.records import engagement_of
from careernotes.services.unlocking import WeakPassphraseError
from careernotes.vault.errors import WrongPassphraseError

NEW = "harbor nickel velvet sparrow onion"


class Seconds:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_proved_after_an_unlock(desk: Desk) -> None:
    with pytest.raises(NotProvedError):
        proving.require(desk)


def test_a_proof_lasts_sixty_seconds_and_no_longer(desk: Desk) -> None:
    clock = Seconds()
    proving.prove(desk, PASSPHRASE, allow_test=True, now=clock)
    clock.now += 60
    proving.require(desk, clock)
    clock.now += 0.5
    with pytest.raises(NotProvedError):
        proving.require(desk, clock)


def test_a_clock_that_runs_backwards_proves_nothing(desk: Desk) -> None:
    clock = Seconds()
    proving.prove(desk, PASSPHRASE, allow_test=True, now=clock)
    clock.now -= 1
    assert not proving.proved(desk, clock)


def test_a_wrong_passphrase_takes_an_earlier_proof_away(desk: Desk) -> None:
    clock = Seconds()
    proving.prove(desk, PASSPHRASE, allow_test=True, now=clock)
    with pytest.raises(WrongPassphraseError):
        proving.prove(desk, "another passphrase altogether", allow_test=True, now=clock)
    assert not proving.proved(desk, clock)


def test_a_closed_vault_is_not_proved(desk: Desk) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    assert proving.proved(desk)
    desk.close()
    assert not proving.proved(desk)


def test_a_header_of_another_vault_in_the_folder_proves_its_passphrase_nowhere(
    desk: Desk, tmp_path: Path
) -> None:
    """At a desk left open, somebody lays the header of a vault of their own in the folder."""
    theirs = "granite lantern meadow tulip abacus"
    made = unlocking.create(
        tmp_path / "theirs.careernotes", passphrase=theirs, profile=KdfProfile.TEST, allow_test=True
    )
    made.desk.close()
    shutil.copy(made.desk.vault.paths.header_a, desk.vault.paths.header_a)
    with pytest.raises(WrongPassphraseError):
        proving.prove(desk, theirs, allow_test=True)
    assert not proving.proved(desk)
    with pytest.raises(WrongPassphraseError):
        unlocking.change_proved(desk, theirs, NEW, profile=KdfProfile.TEST)
    with pytest.raises(WeakPassphraseError):
        # Taken for the present passphrase, a short one would pass here.
        rekeying.begin(desk, "short", profile=KdfProfile.TEST, allow_test=True)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    folder = desk.vault.paths.folder
    desk.close()
    unlocking.unlock(folder, PASSPHRASE, allow_test=True).close()


def test_a_header_from_before_a_change_proves_no_passphrase_that_was_replaced(desk: Desk) -> None:
    old = desk.vault.paths.header_a.read_bytes()
    unlocking.change_proved(desk, PASSPHRASE, NEW, profile=KdfProfile.TEST)
    desk.vault.paths.header_a.write_bytes(old)
    with pytest.raises(WrongPassphraseError):
        proving.prove(desk, PASSPHRASE, allow_test=True)
    proving.prove(desk, NEW, allow_test=True)


def test_nothing_is_erased_without_a_proof(desk: Desk) -> None:
    key = take_on(desk)
    mentee = engagement_of(desk, key).mentee_id
    before = desk.store.state().commit_seq
    with pytest.raises(NotProvedError):
        erasing.erase_person(desk, mentee)
    assert desk.store.state().commit_seq == before
    proving.prove(desk, PASSPHRASE, allow_test=True)
    assert erasing.erase_person(desk, mentee).counts["mentee"] == 1
