"""The locks: every file by hash, no address, everything that pyproject.toml asks for."""

import re
import tomllib

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEVELOPMENT = RUNTIME + [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
PEERS = [Requirement(text) for text in PROJECT["dependency-groups"]["peers"]]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin"))


def entries(name: str) -> list[tuple[Requirement, int]]:
    """Each locked requirement of the file with the number of its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [
        (Requirement(line.split("--hash")[0].strip()), len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line)))
        for line in lines
    ]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-peers.lock"])
def test_every_locked_package_is_pinned_and_hashed(name: str) -> None:
    locked = entries(name)

    assert locked
    for requirement, hashes in locked:
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-peers.lock"])
def test_a_lock_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "http" not in text
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(index|extra-index|find-links|trusted))", text, flags=re.MULTILINE)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform[1])
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.lock", RUNTIME),
        ("requirements-dev.lock", DEVELOPMENT),
        ("requirements-peers.lock", PEERS),
    ],
)
def test_a_lock_satisfies_the_project_everywhere(
    name: str, wanted: list[Requirement], platform: tuple[str, str], python: str
) -> None:
    environment: dict[str, str] = {
        **{name: str(value) for name, value in default_environment().items()},
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": platform[0],
        "platform_system": platform[1],
    }
    locked = {
        canonicalize_name(requirement.name): next(iter(requirement.specifier)).version
        for requirement, _hashes in entries(name)
        if requirement.marker is None or requirement.marker.evaluate(environment)
    }
    for requirement in wanted:
        if requirement.marker is None or requirement.marker.evaluate(environment):
            assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_what_the_product_runs_with_is_what_it_is_tested_with() -> None:
    tested = {
        (requirement.name, str(requirement.specifier))
        for requirement, _hashes in entries("requirements-dev.lock")
    }

    assert {
        (requirement.name, str(requirement.specifier))
        for requirement, _hashes in entries("requirements.lock")
    } <= tested
