"""A18: what a ledger is held against: the key of its owner, and the notes of the mentor whose it is.

A ledger that vanished, or an older copy of it, forbids less than was released. Each memory is tried alone.
"""

import json
import shutil
from pathlib import Path

import pytest
from tests.attack.noisy_programme import programme
from tests.attack.test_a18_ledgers import mentor_sends
from tests.attack.test_a18_rollback import NEXT
from tests.e2e.programme import PASSPHRASE, Today, facts_of, make_vault
from tests.e2e.together import Pair
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import canonical_bytes
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.binding import enter, open_bound
from careernotes.exporter.planned import plan_entry
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file
from careernotes.vault.errors import OlderLedgerError
from careernotes.vault.ledger_memory import check_ledger, opened_ledger, remember_ledger
from careernotes.vault.lifecycle import create_vault


def test_a_mentors_ledger_that_vanished_is_not_begun_anew(released: Pair, tmp_path: Path) -> None:
    """Else the same months would leave again, with another revision and other names."""
    vault = make_vault(tmp_path / "m.careernotes", facts_of(14))
    assert mentor_sends(released, vault, tmp_path / "one")
    (vault.folder / "releases.db").unlink()
    assert not mentor_sends(released, vault, tmp_path / "two")
    assert not (tmp_path / "two").exists()


def test_a_copy_of_a_ledger_that_lacks_its_last_entry_is_refused(tmp_path: Path) -> None:
    key, ledger, copy = tmp_path / "trustee.cnkey", tmp_path / "ledger", tmp_path / "copy"
    create_key_file(key, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    for year in ("2024", "2025"):
        with open_key_file(key, PASSPHRASE, allow_test=True) as keys, open_bound(ledger, keys) as made:
            enter(made, keys, plan_entry(programme(), Period.parse(year)), after=made.head())
        if not copy.exists():
            shutil.copytree(ledger, copy)
    shutil.rmtree(ledger)
    copy.rename(ledger)
    keys = open_key_file(key, PASSPHRASE, allow_test=True)
    with keys, pytest.raises(CareerNotesError), open_bound(ledger, keys):
        pass


def test_what_a_key_remembers_is_not_changed_by_hand(released: Pair) -> None:
    """A trustee who wants to forget a release edits the key file, which is plain text."""
    path = released.folder / "trustee.cnkey"
    value = json.loads(path.read_bytes())
    assert value["memory"]["entries"] > 0
    value["memory"].update({"entries": 0, "head": ""})
    path.write_bytes(canonical_bytes(value))
    with pytest.raises(CareerNotesError):
        released.keys("trustee")


def test_an_older_copy_of_a_mentors_ledger_is_known_by_the_notes(tmp_path: Path) -> None:
    vault = create_vault(
        tmp_path / "m.careernotes", passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=Today(),
        allow_test=True,
    ).vault  # fmt: skip
    older = tmp_path / "older.db"
    for period in (PERIOD, NEXT):
        shutil.copy(vault.paths.releases, older)
        with opened_ledger(vault) as ledger:
            ledger.append(plan_entry(programme(), period))
        remember_ledger(vault)
    check_ledger(vault)
    shutil.copy(older, vault.paths.releases)
    with pytest.raises(OlderLedgerError):
        check_ledger(vault)
    vault.close()
