"""Each test of the project can fail, and the guard that says so finds one that cannot."""

import ast
from pathlib import Path

import pytest
from tests.architecture.source import ROOT
from tests.architecture.tests_check import HELPERS, can_fail, unchecked

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def test_every_test_has_a_check_that_can_fail() -> None:
    assert len(TESTS) > 60
    assert [str(finding) for finding in unchecked(TESTS)] == []


@pytest.mark.parametrize("name", HELPERS)
def test_every_helper_that_counts_as_a_check_can_fail(name: str) -> None:
    tree = ast.parse((ROOT / HELPERS[name]).read_text(encoding="utf-8"))
    [helper] = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]

    assert can_fail(helper)


@pytest.mark.parametrize(
    "planted",
    [
        "def test_it() -> None:\n    open_the_vault().close()\n",
        "def test_it() -> None:\n    assert True\n",
        "def test_it() -> None:\n    assert found() or True\n",
        "def test_it() -> None:\n    assert (found(), 'a message')\n",
        "def test_it() -> None:\n    def inside() -> None:\n        assert found()\n",
        "def test_it() -> None:\n    pytest.skip()\n    assert found()\n",
        "@pytest.mark.skipif(True, reason='')\ndef test_it() -> None:\n    assert found()\n",
        "@pytest.mark.parametrize('n', [raises(1)])\ndef test_it() -> None:\n    found()\n",
    ],
)
def test_a_test_that_cannot_fail_is_found(planted: str, tmp_path: Path) -> None:
    path = tmp_path / "test_planted.py"
    path.write_text(planted, encoding="utf-8")

    assert list(unchecked([path]))


@pytest.mark.parametrize(
    "honest",
    [
        "def test_it() -> None:\n    assert found()\n",
        "def test_it() -> None:\n    with pytest.raises(ValueError):\n        found()\n",
        "def test_it(qtbot) -> None:\n    qtbot.waitUntil(found)\n",
    ],
)
def test_a_test_with_a_check_is_left_in_peace(honest: str, tmp_path: Path) -> None:
    path = tmp_path / "test_honest.py"
    path.write_text(honest, encoding="utf-8")

    assert list(unchecked([path])) == []
