"""backup, drill, restore, rekey and salvage of careernotes-vault, each a process of its own."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.e2e.test_vault_program import HEADER, MENTEE, WORDS, answer, run

OTHER = "gazebo trombone lichen parsnip quarry"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault made on the command line, with one mentee in it, and its sheet."""
    folder = tmp_path_factory.mktemp("safety")
    made = run("create", folder / "v.careernotes", "--json")
    (folder / "in.jsonl").write_text(HEADER + MENTEE)
    assert run("import", folder / "v.careernotes", folder / "in.jsonl").returncode == 0
    return folder / "v.careernotes", str(answer(made)["recovery_sheet"])


@pytest.fixture
def vault(template: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it, and its sheet."""
    return Path(shutil.copytree(template[0], tmp_path / "v.careernotes")), template[1]


def events(done: subprocess.CompletedProcess[str], name: str) -> list[dict[str, object]]:
    return [line for line in map(json.loads, done.stdout.splitlines()) if line["event"] == name]


@pytest.mark.long
def test_a_backup_is_made_tried_out_and_restored(vault: tuple[Path, str], tmp_path: Path) -> None:
    folder, sheet = vault
    stick = tmp_path / "stick"
    done = run("backup", folder, "--json", "--to", stick)
    assert (done.returncode, answer(done)["problem"], answer(done)["verified"]) == (1, "CN120", True)
    stick.mkdir()
    done = run("backup", folder, "--json", "--to", stick)
    assert done.returncode == 0, done.stdout
    assert events(done, "progress")
    (copy,) = stick.glob("*.cnbak")
    assert run("drill", folder, "--json").returncode == 0
    back = run("restore", folder, copy, "--json")
    assert back.returncode == 0, back.stdout
    assert Path(str(answer(back)["aside"])).is_dir()
    assert run("verify", folder).returncode == 0
    elsewhere = run("restore", tmp_path / "w.careernotes", copy, "--sheet", words=sheet)
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert run("verify", tmp_path / "w.careernotes").returncode == 0
    data = bytearray(copy.read_bytes())
    data[9_999] ^= 1
    copy.write_bytes(data)
    bad = run("restore", tmp_path / "x.careernotes", copy, "--json")
    assert (bad.returncode, answer(bad)["code"]) == (5, "CN123")
    assert not (tmp_path / "x.careernotes").exists()


def test_new_keys_give_a_new_sheet_and_the_old_one_opens_nothing(vault: tuple[Path, str]) -> None:
    folder, sheet = vault
    done = run("rekey", folder, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    (told,) = events(done, "sheet")
    assert told["recovery_sheet"] != sheet
    assert run("verify", folder).returncode == 0
    (folder / "header.a").unlink()
    (folder / "header.b").unlink()
    old = run("salvage", folder, "--sheet", "--json", words=sheet)
    assert (old.returncode != 0, answer(old)["code"]) == (True, "CN102")
    new = run("salvage", folder, "--sheet", "--json", words=str(told["recovery_sheet"]))
    assert new.returncode == 0, new.stdout
    assert answer(new)["bad_pages"] == 0


def test_a_wrong_passphrase_changes_nothing(vault: tuple[Path, str]) -> None:
    folder, _sheet = vault
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for verb in ("backup", "drill", "rekey"):
        done = run(verb, folder, "--json", words=OTHER)
        assert (done.returncode != 0, answer(done)["code"]) == (True, "CN101")
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_without_a_backup_there_is_nothing_to_try_out(vault: tuple[Path, str]) -> None:
    done = run("drill", vault[0], "--json")
    assert (done.returncode, answer(done)["code"]) == (1, "CN580")
    assert WORDS not in done.stdout
