"""Whether each test can fail and says why it is left out: one without a check, or a reason, is a finding."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.architecture.source import Finding, last_name

# What raises when a thing is not so, each known well: pytest and pytest-qt, and helpers that assert inside.
CHECKS = frozenset({"raises", "warns", "fail", "waitUntil", "waitSignal"})
LEFT_OUT = frozenset({"skip", "skipif", "xfail"})
HELPERS = {
    "wait_for": "tests/gui/people_keys.py",
    "until": "tests/gui/people_keys.py",
    "step": "tests/gui/test_first_run.py",
    "assert_settings": "src/careernotes/vault/connection.py",
}


def unchecked(paths: Sequence[Path]) -> Iterator[Finding]:
    """Every test in *paths* that checks nothing, each check that cannot fail, each skip without a reason."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _checks(node):
                what = f"{node.name} checks nothing"
                yield Finding(guard="unchecked", path=path, line=node.lineno, what=what)
            if isinstance(node, ast.Assert) and _always_true(node.test):
                what = f"{ast.unparse(node)} cannot fail"
                yield Finding(guard="unchecked", path=path, line=node.lineno, what=what)
            if isinstance(node, ast.Call) and last_name(node.func) in LEFT_OUT and not _reason(node):
                what = f"{ast.unparse(node)} gives no reason"
                yield Finding(guard="unchecked", path=path, line=node.lineno, what=what)


def can_fail(function: ast.FunctionDef) -> bool:
    """Whether something in *function* says that a thing is not so."""
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Assert) and not _always_true(node.test)):
            return True
        if isinstance(node, ast.Call) and last_name(node.func) in CHECKS | {*HELPERS}:
            return True
    return False


def _checks(test: ast.FunctionDef) -> bool:
    # What a function inside a test does is no check of the test: nobody may call it.
    body = [line for line in test.body if not isinstance(line, ast.FunctionDef)]
    return can_fail(ast.FunctionDef(**{**dict(ast.iter_fields(test)), "body": body, "decorator_list": []}))


def _reason(call: ast.Call) -> bool:
    said = [key.value for key in call.keywords if key.arg == "reason"]
    if last_name(call.func) == "skip":
        said += call.args
    return any(not (isinstance(each, ast.Constant) and not each.value) for each in said)


def _always_true(test: ast.expr) -> bool:
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return any(_always_true(value) for value in test.values)
    # A pair in brackets, written for a check with its message.
    return isinstance(test, ast.Tuple) and bool(test.elts)
