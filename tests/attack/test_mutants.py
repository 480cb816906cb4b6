"""Every rule that the mutation run takes out still stands in the program, in one place, in these words."""

from pathlib import Path

import pytest
from tests.attack.mutant import PROGRAM, Edit, StaleMutantError, all_mutants, mutated

ROOT = Path(__file__).parents[2]
ATTACKS = Path(__file__).parent


def test_no_mutant_is_stale_and_each_has_attacks_that_are_there() -> None:
    for mutant in all_mutants():
        assert mutant.files(ATTACKS), mutant.rule
        for edit in mutant.edits:
            text = (ROOT / PROGRAM / edit.file).read_text(encoding="utf-8")
            assert mutated(text, edit) != text, mutant.rule


def test_words_that_stand_nowhere_or_twice_are_found() -> None:
    for text in ("", "rule and rule"):
        with pytest.raises(StaleMutantError):
            mutated(text, Edit(file="any.py", old="rule", new=""))
