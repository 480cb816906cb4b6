"""The locked environment: made once, checked by hash, safe against interruption and a second set-up."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devkit.machine import apt_install
from devkit.progress import PipProgress, Ticking, site_of
from devkit.talk import SetUpError, say

ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = "#!{python}\nimport sys\n\nfrom {module} import {function}\n\nsys.exit({function}())\n"
_COMMAND = '@"{python}" -c "import sys; from {module} import {function}; sys.exit({function}())" %*\r\n'


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that holds exactly what its lock names.

    Peers and oracles get another (a folder and a lock of their own): the product never runs beside them.
    """

    folder: Path
    lock: Path
    product: bool = True

    @property
    def bin(self) -> Path:
        """Where the environment keeps its programs."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.bin / ("python.exe" if os.name == "nt" else "python")

    @property
    def stamp_file(self) -> Path:
        """Written last; its absence means that set-up was interrupted."""
        return self.folder / ".stamp"

    def stamp(self) -> str:
        """A fingerprint of what it is made from: lock, commands, Python, place, and this recipe."""
        parts = [
            self.lock.read_bytes(),
            repr(sorted(commands().items())).encode(),
            sys.version.encode(),
            sys.base_prefix.encode(),
            str(self.folder).encode(),
            Path(__file__).read_bytes(),
        ]
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

    def is_ready(self) -> bool:
        """True when set-up finished for exactly this lock and this Python."""
        try:
            return self.stamp_file.read_text(encoding="ascii") == self.stamp() and self.python.exists()
        except OSError:
            return False


DEVELOPMENT = Environment(folder=ROOT / ".venv", lock=ROOT / "requirements-dev.lock")
PEERS = Environment(folder=ROOT / ".venv.peers", lock=ROOT / "requirements-peers.lock", product=False)


def commands() -> dict[str, str]:
    """The product's commands as pyproject.toml names them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {**project["scripts"], **project["gui-scripts"]}


@contextlib.contextmanager
def only_one(lock_file: Path) -> Iterator[None]:
    """Hold *lock_file* while the block runs; a second set-up waits, and a killed one holds nothing."""
    with lock_file.open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            # pip inherits the lock: when this process is killed, the next one waits until pip has ended too.
            os.set_inheritable(handle.fileno(), True)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("another set-up is at work here; waiting for it")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def prepare(environment: Environment = DEVELOPMENT) -> Environment:
    """Return *environment* ready to use; set it up when missing, unfinished or made from something else."""
    if environment.is_ready():
        return environment
    with only_one(environment.folder.with_name(environment.folder.name + ".lock")):
        if not environment.is_ready():
            _make(environment)
    return environment


def _make(environment: Environment) -> None:
    _need_venv_module()
    version = sys.version.split()[0]
    say(f"setting up {environment.folder.name} with Python {version}: a minute or two, once")
    with Ticking(lambda: "making room"):
        if environment.folder.exists():
            shutil.rmtree(environment.folder)
        subprocess.run([sys.executable, "-m", "venv", str(environment.folder)], check=True, close_fds=False)
    _install(environment)
    if environment.product:
        install_product(environment)
        with Ticking(lambda: "preparing Qt"):
            _unpack_qt_support(environment)
    environment.stamp_file.write_text(environment.stamp(), encoding="ascii")
    say("set-up finished")


def _need_venv_module() -> None:
    """Debian ships ensurepip in a package of its own."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return
    package = f"python3.{sys.version_info[1]}-venv"
    brought = apt_install([package], why="Python's venv module")
    if brought and subprocess.run(probe, check=False).returncode == 0:
        return
    todo = f"On Debian or Ubuntu:  sudo apt-get install {package}"
    raise SetUpError(f"Python's venv module is missing.\n{todo}")


def _install(environment: Environment) -> None:
    """Install the lock with the machine's own pip settings; now and then say how far pip is."""
    total = len(re.findall(r"^[A-Za-z0-9]", environment.lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    command = [str(environment.python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-input", "--progress-bar", "off", "-r", str(environment.lock)]
    # A machine-wide `user = true` cannot work in an environment; the machine's other settings are kept.
    settings = dict(os.environ, PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUNBUFFERED="1")
    output, at = [], PipProgress(total, site_of(environment.folder))
    with (
        Ticking(at.text),
        subprocess.Popen(
            command,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,
        ) as pip,
    ):
        assert pip.stdout is not None
        for line in pip.stdout:
            output.append(line)
            at.hear(line)
    if pip.returncode != 0:
        raise SetUpError("pip could not install the locked packages:\n" + "".join(output[-12:]).strip())


def install_product(environment: Environment) -> None:
    """Make src importable and the product's commands callable, without a build and without a network."""
    question = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    command = [str(environment.python), "-c", question]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    (Path(answer.stdout.strip()) / "careernotes-src.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    for name, target in commands().items():
        module, function = target.split(":")
        body = (_COMMAND if os.name == "nt" else _SCRIPT).format(
            python=environment.python, module=module, function=function
        )
        script = environment.bin / (f"{name}.cmd" if os.name == "nt" else name)
        script.write_text(body, encoding="utf-8", newline="")
        script.chmod(0o755)


def _unpack_qt_support(environment: Environment) -> None:
    """Unpack and compile what PySide6 would compile from source at every start (a fifth of its import)."""
    python = str(environment.python)
    where = "import shiboken6, PySide6.QtCore; print(shiboken6.__path__[0])"
    settings = dict(os.environ, SBK_EMBED="0")
    unpack = subprocess.run([python, "-c", where], env=settings, capture_output=True, text=True, check=False)
    if unpack.returncode != 0:
        raise SetUpError(f"Qt does not load on this machine:\n{unpack.stderr.strip()[-600:]}")
    support = Path(unpack.stdout.strip()) / "files.dir"
    compile_code(environment, support, "--invalidation-mode", "unchecked-hash")


def compile_code(environment: Environment, folder: Path, *options: str) -> None:
    """Write byte code for *folder*, even where the machine's settings keep a running Python from it."""
    if folder.is_dir():
        command = [str(environment.python), "-m", "compileall", "-q", *options, str(folder)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
