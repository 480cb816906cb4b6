"""``careernotes-demo`` as a program: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest

from careernotes.demo.__main__ import main
from careernotes.demo.generate import generate


def test_generate_writes_truth_canaries_and_dump_and_prints_the_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth, canaries, dump = tmp_path / "truth.json", tmp_path / "canaries.json", tmp_path / "dump.jsonl"
    given = [
        "generate",
        "--profile",
        "tiny",
        "--seed",
        "5",
        "--truth",
        str(truth),
        "--canaries",
        str(canaries),
    ]
    assert main([*given, "--dump", str(dump)]) == 0
    programme = generate("tiny", 5, canaries=True)
    assert programme.digest() in capsys.readouterr().out
    assert json.loads(truth.read_bytes()) == programme.truth
    assert len(json.loads(canaries.read_bytes())) == len(list(programme.canaries()))
    assert dump.read_bytes() == b"".join(programme.dump())


def test_edge_cases_can_be_asked_for_by_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--profile", "tiny", "--faults", "G01", "G18"]) == 0
    with_faults = capsys.readouterr().out
    assert main(["generate", "--profile", "tiny"]) == 0
    assert capsys.readouterr().out != with_faults


def test_a_folder_of_somebody_else_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mentor.careernotes").mkdir()
    assert main(["build", "--out", str(tmp_path), "--profile", "tiny"]) == 2
    assert "CN802" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mentor.careernotes"]


def test_an_unknown_profile_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate", "--profile", "gigantic"])
    assert ended.value.code == 2
    assert "gigantic" in capsys.readouterr().err
