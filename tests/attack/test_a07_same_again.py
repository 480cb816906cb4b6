"""A7 through the programs: somebody who looks, lets go or prints again, hoping for other coins.

Every look draws the same coins, for they follow from a secret of the vault or of the trustee's key; and what
was released is printed again from the ledger, byte for byte.
"""

import contextlib
import io
from pathlib import Path

import pytest
from tests.e2e.programme import (
    PASSPHRASE,
    Programme,
    Vault,
    facts_of,
    make_programme,
    make_vault,
    read_mentor_frame,
)
from tests.e2e.together import Pair, make_pair
from tests.unit.disclosure.support import GENERAL, PERIOD

from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list, reprint_list
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file
from careernotes.vault.bundle import VaultPaths


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def listed(programme: Programme, vault: Vault, out: Path | None = None, *, again: bool = False) -> object:
    """The model of the list that the mentor's program shows, lets go or prints again."""
    opened, paths, speech = open_programme(programme.kit), VaultPaths(vault.folder), Speech(as_json=True)
    with contextlib.redirect_stdout(io.StringIO()), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        if out is not None and again:
            answer = reprint_list(opened, PERIOD, vault=paths, keys=keys, out=out, speech=speech)
        else:
            answer = make_list(opened, PERIOD, vault=paths, keys=keys, out=out, speech=speech)
    return answer.result["model"]


@pytest.mark.long
def test_a_mentors_list_is_the_same_at_every_look_and_in_every_print(tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "programme")
    # Every theme with about half of the fourteen: the coins decide about each of them.
    mine, other = (
        make_vault(tmp_path / f"{name}.careernotes", facts_of(14, themes=GENERAL[:24])) for name in "ab"
    )
    first = listed(programme, mine)
    assert listed(programme, mine) == first
    assert listed(programme, other) != first
    assert listed(programme, mine, tmp_path / "out") == first
    assert listed(programme, mine, tmp_path / "again", again=True) == first
    assert files(tmp_path / "again") == files(tmp_path / "out")


def test_the_trustees_coins_follow_from_the_key_file_and_from_nothing_else(tmp_path: Path) -> None:
    secrets = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.cnkey"
        create_key_file(path, Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
        for _visit in range(2):
            with open_key_file(path, PASSPHRASE, allow_test=True) as keys:
                secrets.append(bytes(keys.blur_secret32))
    assert secrets[0] == secrets[1] != secrets[2] == secrets[3]


def test_a_released_report_is_printed_again_byte_for_byte(released: Pair, tmp_path: Path) -> None:
    assert released.pool(reprint=tmp_path / "again").code == 0
    assert files(tmp_path / "again") == files(released.folder / "report")


@pytest.mark.long
def test_a_pool_is_the_same_at_every_look_and_as_it_leaves(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme")
    assert pair.exchange().code == 0
    elsewhere = pair.copy(tmp_path / "elsewhere")
    looked = pair.pool().result["model"]
    assert pair.pool().result["model"] == looked
    assert elsewhere.pool(out=tmp_path / "out").result["model"] == looked
