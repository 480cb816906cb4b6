"""A9: two programmes that lay their contributions over each other, to see which mentor is in both."""

import contextlib
import io
from pathlib import Path

from tests.e2e.programme import Programme, Vault, facts_of, make_programme, make_vault, read_mentor_frame
from tests.unit.disclosure.support import PERIOD

from careernotes.exporter.contributing import contribute
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.vault.bundle import VaultPaths


def names(programme: Programme, vault: Vault) -> set[object]:
    """Everything a contribution calls its mentor by."""
    with contextlib.redirect_stdout(io.StringIO()), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        answer = contribute(
            open_programme(programme.kit), PERIOD, vault=VaultPaths(vault.folder), keys=keys, out=None,
            speech=Speech(as_json=True),
        )  # fmt: skip
    told = answer.result["contribution"]
    assert isinstance(told, dict)
    return {told["signer"], told["mentor_token"]}


def test_no_name_of_a_mentor_in_one_programme_is_known_in_another(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "m.careernotes", facts_of(14))
    one, two = (make_programme(tmp_path / f"{n}", programme_id=f"{n:032x}") for n in (1, 2))
    assert not names(one, vault) & names(two, vault)
    # In one programme it stays the same name: else a mentor would count as many.
    assert names(one, vault) == names(one, vault)
