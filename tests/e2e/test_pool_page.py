"""Each command line of docs/opening-a-pool.md is one that the programs take."""

import re
import shlex
from pathlib import Path

import pytest

from careernotes.cli.__main__ import build_parser
from careernotes.exporter.arguments import parser, usage_problem

PAGE = Path(__file__).parents[2] / "docs" / "opening-a-pool.md"
LINES = re.findall(r"^ {4}(careernotes-(?:export|vault) .+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def taken(line: str) -> bool:
    program, *arguments = shlex.split(line)
    if program == "careernotes-vault":
        return str(build_parser().parse_args(arguments).verb) == arguments[0]
    return not usage_problem(parser().parse_args(arguments))


@pytest.mark.parametrize("line", LINES)
def test_a_command_on_the_page_is_taken(line: str) -> None:
    assert taken(line)


def test_every_step_is_on_the_page() -> None:
    steps = {" ".join(line.split()[1:3]) for line in LINES if line.startswith("careernotes-export")}
    assert {"key new", "kit sign", "enrolled add", "enrolled show", "enrolled revoke"} <= steps
    assert {"collect", "sum", "pool"} <= {step.split()[0] for step in steps}
    assert "…" not in "".join(LINES)


def test_control_a_command_without_its_key_is_not_taken() -> None:
    with pytest.raises(SystemExit):
        taken("careernotes-export enrolled show --sheet list.pdf --kit kit.cnkit --list lead.cnmentors")
