"""A13: whoever has a copy of a key file and tries passphrases."""

from pathlib import Path

import pytest
from tests.e2e.programme import PASSPHRASE

from careernotes.exporter.errors import ShortPassphraseError
from careernotes.exporter.key_files import new_key
from careernotes.sealing.errors import WrongKeyPassphraseError
from careernotes.sealing.kdf import KdfProfile, WeakKdfError
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file

FLOOR = KdfProfile.FLOOR
CHEAP = (
    KdfProfile(memory_kib=FLOOR.memory_kib // 2, passes=FLOOR.passes, lanes=FLOOR.lanes),
    KdfProfile(memory_kib=FLOOR.memory_kib, passes=FLOOR.passes - 1, lanes=FLOOR.lanes),
)


@pytest.mark.parametrize("profile", CHEAP)
def test_no_key_file_is_made_that_is_cheap_to_try(tmp_path: Path, profile: KdfProfile) -> None:
    with pytest.raises(WeakKdfError):
        create_key_file(tmp_path / "lead.cnkey", Role.LEAD, PASSPHRASE, profile)
    assert not (tmp_path / "lead.cnkey").exists()


def test_no_key_file_is_made_with_a_passphrase_of_fewer_than_twelve_characters(tmp_path: Path) -> None:
    path = tmp_path / "lead.cnkey"
    with pytest.raises(ShortPassphraseError):
        new_key(path, Role.LEAD, "a" * 11, profile=KdfProfile.TEST, allow_test=True)
    assert not path.exists()
    new_key(path, Role.LEAD, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    with pytest.raises(WrongKeyPassphraseError):
        open_key_file(path, PASSPHRASE + " ", allow_test=True)
