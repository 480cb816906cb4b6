"""One released programme for all attacks on what comes after a release: making it takes seconds."""

import shutil
from pathlib import Path

import pytest
from tests.e2e.together import Pair, make_pair


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Lead and trustee whose first half-year is out (``report``), with both key files from before."""
    pair = make_pair(tmp_path_factory.mktemp("released") / "programme")
    for who in ("lead", "trustee"):
        shutil.copy(pair.folder / f"{who}.cnkey", pair.folder / f"before-{who}.cnkey")
    assert pair.exchange().code == 0
    assert pair.pool(out=pair.folder / "report").code == 0
    return pair


@pytest.fixture
def released(released_once: Pair, tmp_path: Path) -> Pair:
    """A copy that a test may change."""
    return released_once.copy(tmp_path / "released")
