"""careernotes-vault kit as a process: at a terminal, and with what was heard."""

import re
import sys
from pathlib import Path

import pytest
from tests.e2e.test_vault_program import WORDS, answer, run
from tests.e2e.test_vault_rekey import Terminal
from tests.unit.services.kits import kit_file

from careernotes.sealing.kit_file import read_kit_file
from careernotes.vault.bundle import VaultPaths

PRINT = re.compile(r"^  ((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})\s*$", re.MULTILINE)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made on the command line."""
    folder = tmp_path_factory.mktemp("kit") / "v.careernotes"
    assert run("create", folder).returncode == 0
    return folder


def in_use(vault: Path) -> list[str]:
    return [path.name for path in VaultPaths(vault).kits]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made in another way there")
def test_at_a_terminal_the_characters_that_are_shown_take_the_kit_over(vault: Path, tmp_path: Path) -> None:
    file = kit_file(tmp_path)
    terminal = Terminal("kit", vault, file)
    terminal.answer("Passphrase: ", WORDS)
    shown = terminal.wait_for("Type “the same” to take the kit over, or Enter alone to leave it: ")
    found = PRINT.search(shown.replace("\r", ""))
    assert found is not None
    terminal.answer("", found[1].lower())
    assert terminal.end() == 0, terminal.seen
    assert "The kit is in use." in terminal.seen
    assert in_use(vault) == [VaultPaths(vault).kit_of(read_kit_file(file).kit_hash).name]


@pytest.mark.long
def test_in_a_script_only_what_was_heard_takes_a_kit_over(vault: Path, tmp_path: Path) -> None:
    file = kit_file(tmp_path, terms_version="2")
    before = in_use(vault)
    looked = run("kit", vault, file, "--json")
    assert (looked.returncode, answer(looked)["taken_over"]) == (0, False)
    wrong = run("kit", vault, file, "--json", "--compared", "AAAA-" * 5 + "AAAA")
    assert (wrong.returncode, answer(wrong)["code"]) == (7, "CN577")
    assert in_use(vault) == before
    heard = re.search(r'"to_compare": ?"([^"]+)"', looked.stdout)
    assert heard is not None
    taken = run("kit", vault, file, "--json", "--compared", heard[1])
    assert (taken.returncode, answer(taken)["taken_over"]) == (0, True)
    assert in_use(vault) == [VaultPaths(vault).kit_of(read_kit_file(file).kit_hash).name]
