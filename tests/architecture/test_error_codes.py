"""Every error code means one thing: support, tests and manuals name it without the class."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import ROOT

CODE = re.compile(r"CN\d{3}")


@cache
def codes_in(text: str, place: str) -> tuple[tuple[str, str], ...]:
    """Each code a class gives itself or a member of an enumeration, and which class that is."""
    return tuple(_codes_in(text, place))


def _codes_in(text: str, place: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef):
            continue
        for line in node.body:
            value = line.value if isinstance(line, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                yield str(value.value), f"{place}:{node.name}:{line.lineno}"


def shared(sources: dict[str, str]) -> dict[str, list[str]]:
    """The codes that mean more than one thing."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for place, text in sources.items():
        for code, owner in codes_in(text, place):
            owners[code].append(owner)
    return {code: who for code, who in owners.items() if len(who) > 1}


def everything() -> dict[str, str]:
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in sorted((ROOT / "src").rglob("*.py"))}


def test_every_error_code_belongs_to_one_class() -> None:
    assert sum(len(codes_in(text, place)) for place, text in everything().items()) > 80
    assert shared(everything()) == {}


def test_a_code_used_twice_is_found() -> None:
    """Control: one more class with a code that is taken."""
    taken = 'class Twice(Exception):\n    code = "CN501"\n'
    assert set(shared({**everything(), "planted.py": taken})) == {"CN501"}
