"""dev.py as a newcomer meets it: the wrong Python, a wrong word, a machine that lacks something."""

import ast
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from tests.architecture.source import ROOT

sys.path.insert(0, str(ROOT / "installers"))

from devkit import environment, machine, verbs
from devkit.environment import Environment
from devkit.machine import Library
from devkit.talk import SetUpError

VERSIONS = ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10")
ABSENT = Library(file="libcareernotes-absent.so.9", debian="libabsent9", fedora="absent-libs")


def old_pythons() -> list[str]:
    """Interpreters on this machine that are too old, wherever a version manager or the system keeps them."""
    manager = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    managed = [
        str(path / "bin" / "python") for path in manager.glob("*") if path.name.rpartition(".")[0] in VERSIONS
    ]
    system = [found for version in VERSIONS if (found := shutil.which(f"python{version}"))]
    usable = [
        path
        for path in managed + system
        if subprocess.run([path, "-V"], capture_output=True, check=False).returncode == 0
    ]
    return sorted(set(usable))


def dev(*arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """dev.py run by *python*."""
    return subprocess.run(
        [python, "dev.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_told_which_one_is_needed() -> None:
    for python in old_pythons():
        done = dev("run", python=python)
        assert done.returncode == 1, python
        assert "needs Python 3.11 to 3.14" in done.stderr
        assert "Traceback" not in done.stderr
        assert "SyntaxError" not in done.stderr


def test_the_oldest_python_could_read_the_file_that_refuses_it() -> None:
    text = (ROOT / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef)

    assert text.isascii()
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]


def test_a_python_too_new_for_the_encrypted_database_is_refused_too() -> None:
    question = "import dev; print(dev.refusal((3, 15)), dev.refusal((3, 11)), dev.refusal((3, 14)))"
    done = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "this is 3.15" in done.stdout
    assert done.stdout.strip().endswith("None None")


def test_an_unknown_command_names_those_that_exist() -> None:
    done = dev("rnu")

    assert done.returncode == 2
    verbs = "run, test, check, torture, attack, bench, screens, words"
    assert done.stderr.strip() == f"dev.py has no command 'rnu'. It has: {verbs}."


def test_no_command_at_all_lists_them() -> None:
    done = dev()

    assert done.returncode == 0
    assert "run the tests" in done.stdout


@pytest.mark.parametrize("verb", verbs.VERBS)
def test_every_command_explains_itself_and_does_nothing_else(verb: str) -> None:
    done = dev(verb, "--help")

    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: dev.py {verb}")
    assert done.stderr == ""


def test_a_missing_library_is_named_with_the_line_that_brings_it() -> None:
    advice = machine.advice(machine.missing([ABSENT]))

    assert "libcareernotes-absent.so.9" in advice
    assert "sudo apt-get install libabsent9" in advice
    assert "sudo dnf install absent-libs" in advice


@pytest.mark.skipif(not machine.LINUX, reason="on Windows and macOS Qt brings all it needs")
def test_a_library_that_is_there_is_not_missing() -> None:
    libc = Library(file="libc.so.6", debian="libc6", fedora="glibc")

    assert machine.missing([libc, ABSENT]) == [ABSENT]


@pytest.mark.skipif(not machine.LINUX, reason="on Windows and macOS Qt brings all it needs")
def test_set_up_stops_with_advice_when_nobody_can_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetUpError, match="sudo apt-get install libabsent9"):
        machine.need([ABSENT])


def made_from(folder: Path) -> Environment:
    """An environment whose set-up has finished."""
    lock = folder / "some.lock"
    lock.write_text("zxcvbn==4.5.0\n", encoding="utf-8")
    subject = Environment(folder=folder / ".venv", lock=lock)
    subject.bin.mkdir(parents=True)
    subject.python.touch()
    subject.stamp_file.write_text(subject.stamp(), encoding="ascii")
    return subject


def test_a_finished_environment_is_not_made_again(tmp_path: Path) -> None:
    subject = made_from(tmp_path)

    assert subject.is_ready()
    assert environment.prepare(subject) is subject


def test_an_interrupted_set_up_is_not_taken_for_a_finished_one(tmp_path: Path) -> None:
    subject = made_from(tmp_path)
    subject.stamp_file.unlink()

    assert not subject.is_ready()


def test_a_changed_lock_makes_the_environment_stale(tmp_path: Path) -> None:
    subject = made_from(tmp_path)
    subject.lock.write_text("zxcvbn==4.5.1\n", encoding="utf-8")

    assert not subject.is_ready()


def test_an_environment_without_its_python_is_stale(tmp_path: Path) -> None:
    subject = made_from(tmp_path)
    subject.python.unlink()

    assert not subject.is_ready()


def test_a_moved_environment_is_stale_because_its_scripts_name_the_old_place(tmp_path: Path) -> None:
    subject = made_from(tmp_path)
    moved = subject.folder.rename(tmp_path / ".venv-moved")

    assert not Environment(folder=moved, lock=subject.lock).is_ready()


def talking(code: str) -> subprocess.Popen[str]:
    """A Python that runs *code* and can be talked to."""
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, text=True)


HOLD = """
import sys
import venv
from pathlib import Path

sys.path.insert(0, {devkit!r})
from devkit.environment import only_one

with only_one(Path({lock!r})):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="the wait is announced on systems with flock")
def test_a_second_set_up_waits_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    code = HOLD.format(devkit=str(ROOT / "installers"), lock=str(tmp_path / "lock"))
    with (
        talking(code) as first,
        talking("input()\n" + code) as second,
    ):
        assert first.stdout is not None
        assert second.stdin is not None
        assert second.stdout is not None
        assert second.stderr is not None
        assert first.stdout.readline() == "held\n"
        second.stdin.write("go\n")
        second.stdin.flush()
        assert "waiting" in second.stderr.readline()
        first.kill()
        assert second.stdout.readline() == "held\n"
        second.stdin.close()
        assert second.wait(timeout=30) == 0


def test_the_product_is_importable_and_its_commands_callable_without_a_build(tmp_path: Path) -> None:
    subject = Environment(folder=tmp_path / "fresh", lock=environment.DEVELOPMENT.lock)
    venv.create(subject.folder, with_pip=False, symlinks=os.name != "nt")
    environment.install_product(subject)
    where = [str(subject.python), "-c", "import careernotes; print(careernotes.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env={}, capture_output=True, text=True, check=True)

    assert Path(found.stdout.strip()) == ROOT / "src" / "careernotes" / "__init__.py"
    for name in ("careernotes", "careernotes-export", "careernotes-vault", "careernotes-demo"):
        assert shutil.which(name, path=str(subject.bin)) is not None


def test_byte_code_is_written_even_where_the_machine_forbids_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    subject = Environment(folder=tmp_path / "fresh", lock=environment.DEVELOPMENT.lock)
    venv.create(subject.folder, with_pip=False, symlinks=os.name != "nt")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "one.py").write_text("X = 1\n", encoding="utf-8")
    environment.compile_code(subject, tmp_path / "room")

    assert list((tmp_path / "room").rglob("one.*.pyc"))


def test_pip_is_never_given_an_index_or_told_to_ignore_the_machine() -> None:
    text = Path(environment.__file__).read_text(encoding="utf-8")

    assert "--require-hashes" in text
    for forbidden in ("--index-url", "--extra-index-url", "--isolated", "--trusted-host", "--no-deps"):
        assert forbidden not in text


def test_files_that_are_thrown_away_lie_in_memory_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "MEMORY", tmp_path)
    assert machine.folder_in_memory() is None  # no memory: a folder of the disk
    monkeypatch.setattr(Path, "is_mount", lambda _self: True)
    monkeypatch.setattr(machine, "_ROOM", 0)
    assert machine.folder_in_memory() == (tmp_path if machine.LINUX else None)
    monkeypatch.setattr(machine, "_ROOM", 1 << 60)
    assert machine.folder_in_memory() is None
