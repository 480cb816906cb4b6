"""The guards find nothing in the product, and nothing they read was left out."""

import pytest
from tests.architecture.guards import GUARDS
from tests.architecture.source import ROOT, load

MODULES = load(ROOT / "src")


@pytest.mark.parametrize("name", GUARDS)
def test_the_product_keeps_the_rule(name: str) -> None:
    assert [str(finding) for finding in GUARDS[name](MODULES)] == []


def test_the_guards_read_every_python_file_of_the_product() -> None:
    assert {module.path for module in MODULES} == set((ROOT / "src").rglob("*.py"))
    assert len(MODULES) > 30
