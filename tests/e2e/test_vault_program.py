"""careernotes-vault, each verb a process; that a guess is dear is shown with the program as it is."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from careernotes.services import interchange

WORDS = "ocelot marzipan tundra clavicle vestibule"
HEADER = '{"format":"careernotes-interchange","version":1}\n'
MENTEE = '{"type":"mentee","mentee_id":"m1","alias":"Mira-07","created_on":"2026-03-02"}\n'
SOURCE = Path(interchange.__file__).parents[2]
CHEAP = (str(Path(__file__).with_name("cheap_program.py")),)
AS_IT_IS = ("-m", "careernotes.cli")


def run(
    *arguments: str | Path, words: str | None = WORDS, program: tuple[str, ...] = CHEAP
) -> subprocess.CompletedProcess[str]:
    """One run of the program; *words* travel over a pipe."""
    read, write = os.pipe()
    os.write(write, (words or "").encode() + b"\n")
    os.close(write)
    more = ["--passphrase-fd", str(read)] if words is not None else []
    try:
        return subprocess.run(
            [sys.executable, *program, "--language", "en", *map(str, arguments), *more],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            pass_fds=[read],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            timeout=120,
            check=False,
        )
    finally:
        os.close(read)


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """The last JSON line of a run."""
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made on the command line, with one mentee in it."""
    folder = tmp_path_factory.mktemp("program")
    made = run("create", folder / "v.careernotes", "--json")
    assert made.returncode == 0, made.stdout + made.stderr
    sheet = str(answer(made)["recovery_sheet"])
    assert len(sheet.split()) == 12
    (folder / "in.jsonl").write_text(HEADER + MENTEE)
    taken = run("import", folder / "v.careernotes", folder / "in.jsonl", "--json")
    assert answer(taken) == {"event": "result", "added": 1, "already_there": 0}
    return folder / "v.careernotes"


def slots(folder: Path) -> list[dict[str, object]]:
    """How each way into the vault is kept."""
    found: list[dict[str, object]] = json.loads((folder / "header.a").read_bytes())["slots"]
    return found


@pytest.mark.long
def test_the_program_as_it_is_makes_each_guess_dear_and_opens_no_vault_where_it_is_cheap(
    vault: Path, tmp_path: Path
) -> None:
    dear = tmp_path / "dear.careernotes"
    assert run("create", dear, program=AS_IT_IS).returncode == 0
    assert int(str(slots(dear)[0]["memory_kib"])) >= 256 * 1024
    assert run("verify", dear, program=AS_IT_IS).returncode == 0
    assert int(str(slots(vault)[0]["memory_kib"])) < 256 * 1024
    refused = run("verify", vault, "--json", program=AS_IT_IS)
    assert (refused.returncode != 0, answer(refused)["code"]) == (True, "CN150")


def test_what_was_imported_is_exported_again_for_the_owner_only(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run("export", vault, "--out", out)
    assert done.returncode == 0, done.stderr
    lines = out.read_text().splitlines()
    assert json.loads(lines[1])["alias"] == "Mira-07"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Anyone can read this file" in done.stdout
    assert list(tmp_path.iterdir()) == [out]
    words = done.stdout.rpartition("Receipt:")[2].strip()
    assert len(words.split()) == 8
    looked_up = run("verify", vault, "--receipt", words)
    assert looked_up.returncode == 0, looked_up.stdout
    assert "These words fit: Exported as readable text" in looked_up.stdout
    other = run("verify", vault, "--json", "--receipt", " ".join(reversed(words.split())))
    assert other.returncode == 1
    assert '"fits":false' in other.stdout


def test_a_file_that_is_there_is_never_overwritten(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "precious.txt"
    out.write_text("mine")
    done = run("export", vault, "--out", out)
    assert done.returncode == 7
    assert "CN573" in done.stderr
    assert out.read_text() == "mine"


def test_a_sound_vault_is_called_sound(vault: Path) -> None:
    done = run("verify", vault, "--json")
    assert (done.returncode, answer(done)) == (0, {"event": "result", "sound": True, "findings": []})


def test_a_damaged_header_copy_is_healed_and_told(vault: Path) -> None:
    (vault / "header.a").write_bytes(b"rubbish")
    done = run("verify", vault, "--json")
    assert (done.returncode, answer(done)["findings"]) == (1, ["CN551"])
    assert answer(run("verify", vault, "--json"))["sound"] is True


def test_a_wrong_line_names_line_and_field_and_nothing_comes_in(vault: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        HEADER + MENTEE.replace("m1", "m2").replace("Mira", "Tova") + MENTEE.replace("2026-03-02", "soon")
    )
    done = run("import", vault, bad)
    assert done.returncode == 5
    assert "Line 3, field mentee.created_on" in done.stderr
    out = tmp_path / "out.jsonl"
    run("export", vault, "--out", out)
    assert "Tova" not in out.read_text()


@pytest.mark.parametrize(
    ("words", "code"), [("wrong words altogether now really", "CN1"), (None, "CN572"), ("", "CN572")]
)
def test_without_the_passphrase_nothing_opens(vault: Path, words: str | None, code: str) -> None:
    done = run("verify", vault, words=words)
    assert done.returncode != 0
    assert code in done.stderr
    assert "Traceback" not in done.stderr


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    done = run("create", tmp_path / "weak.careernotes", words="letmein")
    assert "CN520" in done.stderr
    assert "offered" not in done.stderr
    assert "Use five words" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_report_without_a_kit_is_refused_in_words(vault: Path) -> None:
    done = run("report", vault, "contribute", "--period", "2026")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "(CN" in done.stderr


def test_an_enrolment_needs_a_place_and_a_kit(vault: Path, tmp_path: Path) -> None:
    assert "(CN576)" in run("report", vault, "enrol").stderr
    done = run("report", vault, "enrol", "--out", tmp_path / "mine.cnenrol")
    assert done.returncode != 0
    assert "(CN" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
