"""The command line and the exporter are closed to other programs before any secret reaches them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from careernotes.services.exporter_process import environment

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="reads /proc; other systems have not been tried"
)
ROOT = Path(__file__).parents[2]
# Waits for a secret, like a person at a terminal: the passphrase comes from a pipe nobody writes to.
WAITING = """
import sys
name, *rest = sys.argv[1:]
if name.startswith("open:"):
    import careernotes.hardening
    careernotes.hardening.close_process = lambda: True
    name = name.removeprefix("open:")
import runpy
sys.argv = [name, *rest]
runpy.run_module(name, run_name="__main__")
"""
READ = """
import sys
try:
    open(f"/proc/{sys.argv[1]}/mem", "rb").close()
except PermissionError:
    print("refused")
else:
    print("opened")
"""
PROGRAMS = {
    "careernotes.cli": ["verify", "/nonexistent.careernotes", "--passphrase-fd", "0"],
    "careernotes.exporter": ["key", "new", "--role", "lead", "--out", "/no/k", "--keys-stdin", "--json"],
}


@pytest.fixture(scope="module")
def stranger() -> list[str]:
    """Runs a command as somebody who is not root; the same somebody for both sides."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs root and setpriv to become another user")
    return ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"]


def waits_in_pipe(pid: int) -> bool:
    """Whether it stands still in a read of its standard input."""
    try:
        words = Path(f"/proc/{pid}/syscall").read_text(encoding="ascii").split()
    except OSError:
        return False
    return words[:2] in (["0", "0x0"], ["63", "0x0"])


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(("way", "said", "core"), [("", "refused", "0"), ("open:", "opened", "unlimited")])
def test_nobody_reads_a_program_that_waits_for_a_secret(
    program: str, way: str, said: str, core: str, stranger: list[str]
) -> None:
    """Control: without the closing, the same reader gets in at the same moment."""
    command = ["prlimit", "--core=unlimited", *stranger, sys.executable, "-P", "-c", WAITING]
    with subprocess.Popen(
        [*command, f"{way}{program}", *PROGRAMS[program]],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**environment(), "HOME": "/nonexistent"},
    ) as waiting:  # fmt: skip
        try:
            while not waits_in_pipe(waiting.pid):
                if waiting.poll() is not None:
                    pytest.skip("the other user cannot start this interpreter")
            limits = Path(f"/proc/{waiting.pid}/limits").read_text(encoding="ascii")
            line = next(each for each in limits.splitlines() if "core file" in each)
            asked = [*stranger, sys.executable, "-S", "-c", READ, str(waiting.pid)]
            answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        finally:
            waiting.kill()
    assert answer == said
    assert line.split()[4] == core


def test_the_exporter_says_it_is_closed_before_it_reads_a_key() -> None:
    """What the window waits for before it sends them."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "careernotes.exporter", *PROGRAMS["careernotes.exporter"]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
    ) as waiting:  # fmt: skip
        try:
            assert waiting.stdout is not None
            assert waiting.stdout.readline() == b'{"event":"progress","done":0.0,"step":"closed"}\n'
        finally:
            waiting.kill()
