"""What the exporter cannot reach: Qt, services, notes, and any byte of text about anybody."""

import array
import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.e2e.programme import (
    PASSPHRASE,
    Programme,
    Today,
    Vault,
    contribute,
    environment,
    facts_of,
    make_programme,
    make_vault,
    mentor_frame,
    theme_list,
    write_facts,
)
from tests.unit.vault.samples import engagement, mentee

from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.lifecycle import create_vault

FORBIDDEN = re.compile(
    r"\b(PySide6|shiboken6|careernotes\.services|careernotes\.gui|careernotes\.vault\.(notes|search|lifecycle|documents))"
)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return make_programme(tmp_path_factory.mktemp("isolation") / "programme")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return make_vault(tmp_path / "mine.careernotes", facts_of(14))


def command(programme: Programme, vault: Vault, verb: str, *more: str | Path) -> list[str]:
    given = [
        "careernotes.exporter",
        verb,
        "--kit",
        programme.kit,
        "--vault",
        vault.folder,
        "--period",
        "2026-H1",
    ]
    return [str(part) for part in (*given, "--keys-stdin", "--json", *more)]


def loaded(arguments: list[str], keys: bytes) -> str:
    """Every module that Python imports during one run, as Python itself tells it."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", *arguments],
        input=keys,
        capture_output=True,
        env=environment(),
        check=True,
    )
    return done.stderr.decode()


def test_the_exporter_loads_neither_qt_nor_services_nor_anything_with_notes(
    programme: Programme, vault: Vault, tmp_path: Path
) -> None:
    other = make_vault(tmp_path / "other.careernotes", facts_of(3))
    listing = loaded(command(programme, vault, "list", "--release", "--out", tmp_path / "out"), vault.keys)
    contributing = loaded(command(programme, other, "contribute"), other.keys)
    for modules in (listing, contributing):
        assert "careernotes.disclosure.counting" in modules
        assert FORBIDDEN.search(modules) is None


def test_the_list_of_imports_would_show_a_forbidden_one() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import careernotes.vault.notes"],
        capture_output=True,
        env=environment(),
        check=True,
    )
    assert FORBIDDEN.search(done.stderr.decode()) is not None


def test_notes_put_in_the_place_of_themes_cannot_be_opened(programme: Programme, vault: Vault) -> None:
    shutil.copy(vault.folder / "notes.db", vault.folder / "themes.db")
    ran = contribute(programme, vault)
    assert (ran.code, ran.error) == (5, "CN112")


def test_the_output_is_the_same_bytes_with_notes_random_or_absent(
    programme: Programme, vault: Vault, tmp_path: Path
) -> None:
    made = {}
    for name in ("as it is", "random", "absent"):
        copy = Vault(folder=shutil.copytree(vault.folder, tmp_path / name), keys=vault.keys)
        notes = copy.folder / "notes.db"
        if name == "random":
            notes.write_bytes(os.urandom(notes.stat().st_size))
        elif name == "absent":
            notes.unlink()
        counters = contribute(programme, copy).result["contribution"]["counters"]
        out = tmp_path / f"{name} list"
        assert theme_list(programme, copy, "--release", "--out", out).code == 0
        made[name] = (counters, {path.name: path.read_bytes() for path in out.iterdir()})
    assert made["as it is"] == made["random"] == made["absent"]


linux = pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs Linux's view of a process's memory"
)
CANARY = "zq7-5ca1ab1e0ddba11"


@pytest.fixture
def told(tmp_path: Path) -> tuple[Vault, list[bytes]]:
    """A vault whose notes hold the canary, and what must not be found: canary and key of the notes."""
    made = create_vault(
        tmp_path / "told.careernotes",
        passphrase=PASSPHRASE,
        profile=KdfProfile.TEST,
        clock=Today(),
        allow_test=True,
    ).vault
    made.notes.put_all([replace(mentee(), alias=CANARY), engagement()])
    write_facts(made, facts_of(14))
    vault = Vault(folder=made.paths.folder, keys=mentor_frame(made))
    with made.keys as keys:
        forms = needles(CANARY, bytes(keys.notes))
    made.close()
    return vault, forms


@linux
def test_no_note_and_no_notes_key_is_in_memory_before_or_after_reading(
    programme: Programme, told: tuple[Vault, list[bytes]], tmp_path: Path
) -> None:
    vault, secrets = told
    with standing_still(programme, vault, tmp_path / "x.cncontrib") as run:
        run.waits_for_keys()
        assert hits(run.process.pid, secrets) == 0
        run.has_read_the_facts()
        assert hits(run.process.pid, secrets) == 0
        # The search does see this process: a figure it is about to tell is found.
        assert hits(run.process.pid, [b"squares/2/0"]) > 0


@linux
def test_the_search_finds_note_and_key_where_they_are(told: tuple[Vault, list[bytes]]) -> None:
    vault, secrets = told
    script = (
        "import sys; from pathlib import Path\n"
        "from careernotes.vault.lifecycle import open_with_passphrase as o\n"
        "from careernotes.domain.mentees import Mentee\n"
        "v = o(Path(sys.argv[1]), sys.argv[2], allow_test=True); kept = v.notes.all(Mentee), v.keys.notes\n"
        "print('ready', flush=True); sys.stdin.read()"
    )
    given = [sys.executable, "-c", script, str(vault.folder), PASSPHRASE]
    with subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert hits(process.pid, secrets[:3]) > 0
        assert hits(process.pid, secrets[3:]) > 0
        process.kill()


def needles(text: str, key: bytes) -> list[bytes]:
    """A text in three forms and a key in two, as memory may hold them."""
    forms = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    return [*forms, *(half for part in (key[:32], key[32:64]) for half in (part, part.hex().encode()))]


def hits(pid: int, secrets: list[bytes]) -> int:
    """How often any of *secrets* stands in the writable memory of a process."""
    found = 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            low, high = (int(end, 16) for end in span.split("-"))
            with contextlib.suppress(OSError, ValueError):
                memory.seek(low)
                data = memory.read(high - low)
                found += sum(data.count(secret) for secret in secrets)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A contribution that can be made to stand still twice."""

    process: subprocess.Popen[bytes]
    keys: bytes
    out: Path

    def waits_for_keys(self) -> None:
        """Half of the keys are sent and taken: now it waits for the rest."""
        self._send(self.keys[:10])
        wait_until(lambda: unread(self.process.stdin.fileno()) == 0)

    def has_read_the_facts(self) -> None:
        """The rest of the keys is sent; the file is written, and it cannot end: nobody reads its result."""
        self._send(self.keys[10:])
        wait_until(lambda: self.out.exists() and self._sleeps())
        assert self.process.poll() is None

    def _sleeps(self) -> bool:
        return Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "S"

    def _send(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()


@contextlib.contextmanager
def standing_still(programme: Programme, vault: Vault, out: Path) -> Iterator[Run]:
    """A contribute run whose answers go into a pipe with room for its progress and not for its result."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, bytes(4096))
    os.set_blocking(writing, True)
    os.read(reading, 4096)
    os.write(writing, bytes(2048))
    given = [sys.executable, "-m", *command(programme, vault, "contribute", "--out", out)]
    process = subprocess.Popen(given, stdin=subprocess.PIPE, stdout=writing, env=environment())
    os.close(writing)
    try:
        yield Run(process=process, keys=vault.keys, out=out)
    finally:
        process.kill()
        process.communicate()
        os.close(reading)


def unread(descriptor: int) -> int:
    """How many bytes wait in a pipe."""
    count = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, count)
    return count[0]


def wait_until(condition: Callable[[], bool]) -> None:
    """Returns as soon as *condition* holds; a test that waits for ever is killed here."""
    patience = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < patience
        os.sched_yield()
