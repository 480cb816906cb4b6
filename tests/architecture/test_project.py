"""What the whole repository promises a reader: commands that exist, no trace of the machine it came from."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from tests.architecture import guard_qt, guard_words
from tests.architecture.source import ROOT, Module

HERE = Path(__file__).parent
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".json",
    ".po",
    ".lock",
    ".sh",
    ".yml",
    ".yaml",
    ".txt",
    ".svg",
    ".html",
    ".cfg",
    ".in",
    "",
}
# Built from pieces so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            "/" + r"home/(?!me/)",
            "/" + "root/",
            "/" + r"work/\w",
            "/tmp/" + "venv",
            "pypi" + r"\.org",
            "python" + "hosted",
        ]
    )
)


def tracked_files() -> list[Path]:
    """Every file under version control, or where there is no git every file that is not made by a command."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]
    environments = {".venv", ".venv.lock", ".venv.peers", ".venv.peers.lock"}
    made = environments | {"demo", ".git", "__pycache__", ".hypothesis", "build"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not made.intersection(path.relative_to(ROOT).parts)
    ]


FILES = [path for path in tracked_files() if path.suffix in TEXT]
TESTS = [path for path in FILES if path.is_relative_to(ROOT / "tests") and path.suffix == ".py"]


def as_module(path: Path) -> Module:
    """A test file as the guards read the product."""
    text = path.read_text(encoding="utf-8")
    return Module(
        path=path, parts=("tests", *path.relative_to(ROOT / "tests").parts), text=text, tree=ast.parse(text)
    )


def test_no_file_names_the_machine_it_was_written_on_or_a_package_server() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in FILES
        if MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_every_text_file_is_utf8_without_carriage_returns_or_emoji() -> None:
    for path in FILES:
        data = path.read_bytes()
        text = data.decode("utf-8")
        assert b"\r" not in data, path
        # A pictograph above the first plane decorates a text, but in a test it is data like any other letter.
        symbols: set[str] = (
            set()
            if path in TESTS
            else {letter for letter in text if ord(letter) > 0xFFFF and unicodedata.category(letter) == "So"}
        )
        assert not symbols, (path, symbols)


def test_no_file_says_password() -> None:
    own = {"guard_words.py", "plants.py", "test_project.py", "guards.py"}
    told = {"README.md", "CONTRIBUTING.md"}  # they may say that the word is not used
    for path in FILES:
        if (
            path.suffix not in {".py", ".json", ".po", ".md"}
            or path.name in own | told
            or "docs" in path.parts
        ):
            continue
        text = guard_words.without_foreign_names(path.read_text(encoding="utf-8"))
        assert not re.search(r"\bpasswords?\b|\bpasswd\b|\bwachtwoord(?!zin)", text, re.IGNORECASE), path


def test_shipped_data_is_read_by_the_standard_library() -> None:
    assert [
        path for path in (ROOT / "resources").rglob("*") if path.suffix in {".yaml", ".yml", ".pickle"}
    ] == []


def test_unit_tests_mirror_the_source() -> None:
    rooms = {path.name for path in (ROOT / "src" / "careernotes").iterdir() if path.is_dir()}
    for path in TESTS:
        parts = path.relative_to(ROOT / "tests").parts
        if parts[0] == "unit" and len(parts) > 2:
            assert parts[1] in rooms, path


def test_a_test_waits_for_conditions_and_uses_real_objects() -> None:
    modules = [as_module(path) for path in TESTS if path.parent != HERE]
    sleeping = [str(finding) for finding in guard_qt.no_sleep(modules)]
    mocking = [
        str(m.path) for m in modules for name, _ in m.imports() if name.startswith(("unittest.mock", "mock."))
    ]

    assert sleeping == []
    assert mocking == []


def test_every_test_is_named_by_its_claim_and_can_fail() -> None:
    for path in TESTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert len(node.name.split("_")) >= 3, f"{path}:{node.lineno} {node.name} claims nothing"
                assert len(node.body) > 1 or not isinstance(node.body[0], ast.Pass), f"{path}:{node.lineno}"


def readme_commands() -> list[str]:
    """Every command line the README shows in a code block, and every inline `python3 dev.py ...`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line] + re.findall(r"`(python3? dev\.py[^`]*)`", text)


def test_the_readme_shows_the_two_commands_and_every_verb_it_shows_exists() -> None:
    overview = subprocess.run(
        [sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    verbs = set(re.findall(r"^  (\w+) ", overview, flags=re.MULTILINE))
    shown = {found[1] for line in readme_commands() if (found := re.match(r"python3? dev\.py (\w+)", line))}

    assert {"run", "test"} <= shown <= verbs


def test_every_product_command_the_readme_shows_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    commands = {*project["scripts"], *project["gui-scripts"]}
    shown = {
        found[0] for line in readme_commands() for found in re.findall(r"\b(careernotes(-\w+)?)(?= |$)", line)
    }

    assert shown <= commands


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".md"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_every_program_of_the_project_has_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for target in {**project["scripts"], **project["gui-scripts"]}.values():
        module, function = target.split(":")
        path = ROOT / "src" / Path(*module.split(".")).with_suffix(".py")
        names = [
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        ]
        assert function in names, target
