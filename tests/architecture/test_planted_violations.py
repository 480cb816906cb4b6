"""The guards are tested too: each planted violation is found by the guard that is there for it."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.architecture import guards, plants
from tests.architecture.contracts import broken_contracts
from tests.architecture.plants import Plant
from tests.architecture.source import ROOT

CONTRACT_NAMES = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


def copy_of_the_product(folder: Path) -> Path:
    """A copy of the source with its rules."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def sow(plant: Plant, root: Path) -> list[Path]:
    """Write the plant into the copy at *root*."""
    paths = []
    for name, code in plant.files.items():
        path = root / "src" / "careernotes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        package = path.parent / "__init__.py"
        if path != package and not package.exists():
            package.write_text('"""A package."""\n', encoding="utf-8")
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + code, encoding="utf-8")
        paths.append(path)
    return paths


def rounds() -> list[list[Plant]]:
    """Plants that are sown together: each for another contract, and in files of its own."""
    found: list[list[Plant]] = []
    for plant in plants.CONTRACTS:
        free = [
            each for each in found
            if not any(plant.found_by == one.found_by or plant.files.keys() & one.files for one in each)
        ]  # fmt: skip
        if free:
            free[0].append(plant)
        else:
            found.append([plant])
    return found


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the contract that a plant is for says in the round of that plant."""
    told = {}
    for sown in rounds():
        root = copy_of_the_product(tmp_path_factory.mktemp("contracts"))
        for plant in sown:
            sow(plant, root)
        broken = broken_contracts(root)
        told |= {plant.name: what_is_said(CONTRACT_NAMES[plant.found_by], broken) for plant in sown}
    return told


def what_is_said(contract: str, broken: dict[str, str]) -> str:
    """The lines about one contract; none when it is kept."""
    if contract not in broken:
        return ""
    _before, _line, told = broken[contract].partition(f"\n{contract}\n{'-' * len(contract)}\n")
    return re.split(r"\n[^\n]+\n-{9,}\n", told)[0]


@pytest.mark.parametrize("plant", plants.CONTRACTS, ids=lambda plant: plant.name.replace(" ", "-"))
def test_an_import_contract_finds(plant: Plant, verdicts: dict[str, str]) -> None:
    modules = [name.removesuffix(".py").replace("/", ".") for name in plant.files]
    # In a circle a module is called by the last part of its name.
    modules += [f" .{each.rpartition('.')[2]} " for each in modules]

    assert [each for each in modules if each in verdicts[plant.name]]


@pytest.fixture(scope="module")
def lint_codes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What ruff says about each planted file."""
    root = copy_of_the_product(tmp_path_factory.mktemp("ruff"))
    for plant in plants.RUFF:
        sow(plant, root)
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "json", "src"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    codes: dict[str, set[str]] = {}
    for finding in json.loads(done.stdout):
        codes.setdefault(Path(finding["filename"]).name, set()).add(finding["code"])
    return codes


@pytest.mark.parametrize("plant", plants.RUFF, ids=lambda plant: plant.name.replace(" ", "-"))
def test_ruff_finds(plant: Plant, lint_codes: dict[str, set[str]]) -> None:
    (path,) = plant.files

    assert plant.found_by in lint_codes.get(Path(path).name, set())


@pytest.mark.parametrize("plant", plants.GUARDS, ids=lambda plant: plant.name.replace(" ", "-"))
def test_a_guard_finds(plant: Plant, tmp_path: Path) -> None:
    path = sow(plant, tmp_path)[-1]
    found = guards.findings(tmp_path / "src")

    assert (plant.found_by, path) in {(finding.guard, finding.path) for finding in found}


def test_no_contract_and_no_guard_is_without_a_plant() -> None:
    assert {plant.found_by for plant in plants.CONTRACTS} == set(CONTRACT_NAMES)
    assert {plant.found_by for plant in plants.GUARDS} == set(guards.GUARDS)
