"""What a preview of the pool says: nothing was written only where the ledger is as it was."""

import ast
from pathlib import Path

import pytest
from tests.e2e.noisy import make_noisy
from tests.e2e.programme import ROOT
from tests.e2e.together import Pair, make_pair
from tests.unit.disclosure.support import PERIOD

from careernotes.exporter.binding import open_bound
from careernotes.exporter.opening import Together
from careernotes.exporter.pooling import pool
from careernotes.exporter.speech import Speech, step_words
from careernotes.exporter.verifying import verify
from careernotes.vault.releases import ReleaseKind

NOTHING = "This is a preview: nothing has been written."
FIXED = "No report file was written; this look has fixed which contributions count."
DRAWN = "No report file was written; this look has drawn the noise and counts against the year."


def look(pair: Pair, out: Path | None = None) -> list[str]:
    """The lines of a look, or with *out* of a release."""
    with pair.keys("trustee") as keys:
        answer = pool(
            pair.opened, PERIOD, keys=keys, inbox=pair.inbox("trustee"), ledger_folder=pair.ledger("trustee"),
            out=out, speech=Speech(as_json=True),
            together=Together(sum_file=pair.sum_file, enrolled=pair.mentors("trustee")),
        )  # fmt: skip
    return list(answer.lines)


def entered(pair: Pair) -> set[ReleaseKind]:
    """What kinds of entries the trustee's ledger holds."""
    with pair.keys("trustee") as keys, open_bound(pair.ledger("trustee"), keys, create=False) as ledger:
        return {each.kind for each in ledger.all()}


def test_a_look_that_fixes_what_counts_says_so_and_a_release_does_not(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme")
    assert pair.exchange().code == 0
    lines = look(pair)
    assert ReleaseKind.OPENING in entered(pair)
    assert FIXED in lines
    assert NOTHING not in lines
    released = look(pair, out=tmp_path / "report")
    assert not {FIXED, NOTHING} & set(released)


def test_a_look_that_draws_noise_says_so(tmp_path: Path) -> None:
    pair = make_noisy(tmp_path / "programme", 4).pair
    lines = look(pair)
    assert ReleaseKind.NOISE in entered(pair)
    assert DRAWN in lines
    assert NOTHING not in lines


def test_every_step_has_a_word_for_a_person() -> None:
    folder = ROOT / "src" / "careernotes" / "exporter"
    steps = {
        call.args[1].value
        for path in folder.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "progress"
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    assert len(steps) > 5
    assert steps == set(step_words())


def test_what_is_not_used_has_one_colon_and_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    Speech(as_json=False).inbox({"accepted": 0, "refused": [{"file": "b", "code": "CN432"}]})
    assert capsys.readouterr().out.splitlines() == [
        "Contributions that count: 0",
        "  not used: b CN432",
    ]


def test_of_a_file_that_is_no_report_no_hash_is_told(tmp_path: Path) -> None:
    (tmp_path / "kit.cnkit").write_text("{}", encoding="utf-8")
    answer = verify(tmp_path / "kit.cnkit", kit=None, previous=None)
    assert answer.exit_code == 5
    assert [line for line in answer.lines if line.endswith((": ", " 0"))] == []
    assert "not a report" in answer.lines[0]
