"""Both programs take ``--language`` before the verb and after it."""

import argparse
from collections.abc import Callable

import pytest

from careernotes.cli.__main__ import build_parser
from careernotes.exporter.arguments import parser

PROGRAMS = [
    pytest.param(build_parser, ["verify", "mine.careernotes"], id="careernotes-vault"),
    pytest.param(parser, ["verify", "report.json"], id="careernotes-export"),
    pytest.param(parser, ["key", "show", "lead.cnkey"], id="a-step-of-careernotes-export"),
]


@pytest.mark.parametrize(("program", "command"), PROGRAMS)
@pytest.mark.parametrize("tongue", ["en", "nl"])
def test_the_language_is_said_before_the_verb_or_after_it(
    program: Callable[[], argparse.ArgumentParser], command: list[str], tongue: str
) -> None:
    said = ["--language", tongue]
    assert program().parse_args([*said, *command]).language == tongue
    assert program().parse_args([*command, *said]).language == tongue
    # Said twice, the last one counts; not said, the computer's own is taken later.
    assert program().parse_args(["--language", "en", *command, "--language", "nl"]).language == "nl"
    assert program().parse_args(command).language in {None, "en", "nl"}
