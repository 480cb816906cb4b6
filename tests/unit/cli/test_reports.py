"""What ``careernotes-vault report`` tells a person to do with the files it made."""

import pytest

from careernotes.cli.console import Console
from careernotes.cli.reports import _say_contribution, _say_enrolment
from careernotes.domain.periods import Period
from careernotes.services.exporter_answers import ContributionPreview

BOTH = "Send the one with “lead” in its name to the programme lead, and the other to the trustee"


@pytest.mark.parametrize(("written", "shared"), [(True, True), (True, False), (False, False)])
def test_of_two_halves_a_mentor_reads_who_gets_which(
    capsys: pytest.CaptureFixture[str], written: bool, shared: bool
) -> None:
    preview = ContributionPreview(
        period=Period.parse("2026-H1"), revision=1, written=written, lines=(), people=0, other_fields=()
    )
    _say_contribution(preview, Console(json_lines=False), shared=shared)
    assert (BOTH in capsys.readouterr().out) == shared


def test_an_enrolment_tells_of_the_words_and_of_the_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    _say_enrolment("one two three", Console(json_lines=False))
    said = capsys.readouterr().out
    assert "one two three" in said
    assert "The sheet beside the file is for you: print it." in said
