"""Nothing said about anybody lies outside the vault after a whole sitting at the desk."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.canary import own_home
from tests.canary.conftest import TODAY, WORDS, Planted
from tests.canary.scanner import WINDOW, Leak, Scanner
from tests.canary.window_walk import MARK, TYPED

from careernotes.demo.vaults import FixedClock
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import RECORD_TYPES, key_of
from careernotes.gui.screens import SCREENS
from careernotes.services.unlocking import unlock

WALK = Path(__file__).with_name("window_walk.py")


@dataclass(frozen=True)
class Sitting:
    """What one run of the window left behind: its folders, and what it said."""

    home: Path
    vault: Path
    said: bytes

    def leaks(self, scanner: Scanner) -> list[Leak]:
        """Everything found in any file outside the vault, in the name of one, or in what was said."""
        named = [
            leak
            for path in self.home.rglob("*")
            for leak in scanner.find(path.name.encode(), "name of a path")
        ]
        return named + scanner.find_in_folder(self.home) + scanner.find(self.said, "output")


def sitting(planted: Planted, crowd: int, folder: Path, *more: str) -> Sitting:
    """A real window in a process of its own; all it may write to by habit is one folder."""
    home, vault = folder / "home", folder / "mentor.careernotes"
    shutil.copytree(planted.vault(crowd), vault)
    environment = planted.environment() | own_home.environment(own_home.make(home))
    done = subprocess.run(
        [sys.executable, str(WALK), str(vault), *more],
        cwd=home,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        input=f"{WORDS}\n".encode(),
        capture_output=True,
        timeout=240,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    return Sitting(home, vault, said)


@pytest.fixture(scope="module")
def private(planted: Planted, crowd: int) -> Scanner:
    """Every text about a person, every identity of a record, what was typed, and the passphrase."""
    desk = unlock(planted.vault(crowd), WORDS, clock=FixedClock(TODAY), allow_test=True)
    try:
        keys = {key_of(record) for kind in RECORD_TYPES.values() for record in desk.store.all(kind)}
        assert len(desk.store.all(Mentee)) > 50
    finally:
        desk.close()
    long_enough = {key for key in keys if len(key) >= WINDOW}
    return Scanner(sorted(planted.texts | long_enough | {TYPED, WORDS}))


@pytest.mark.long
def test_a_whole_sitting_leaves_nothing_said_outside_the_vault(
    planted: Planted, crowd: int, private: Scanner, tmp_path: Path
) -> None:
    left = sitting(planted, crowd, tmp_path)
    read = dict(re.findall(r"(\w+):(\d+)", left.said.decode()))
    assert set(SCREENS) - {"pool"} <= set(read)
    # Control: the screens showed what is looked for, and the entrance after the lock shows none of it.
    with_people = ("people", "person", "session", "before", "agreement", "search")
    assert [name for name in with_people if int(read[name]) == 0] == []
    assert b"locked True 0\n" in left.said
    assert b"vault_unlocked" in left.said
    assert (left.home / "careernotes" / "settings.ini").stat().st_size > 0
    assert left.leaks(private) == []


@pytest.mark.long
def test_a_window_that_writes_an_alias_down_is_found_out(
    planted: Planted, crowd: int, private: Scanner, tmp_path: Path
) -> None:
    """Control: one alias in the settings file, in a forgotten temporary file, and in the log."""
    left = sitting(planted, crowd, tmp_path, "leak")
    found = left.leaks(private)
    assert any(leak.place.startswith("settings.ini") for leak in found)
    assert any(leak.place.startswith("tmp") and "utf-16-le" in leak.form for leak in found)
    assert any(leak.place == "output" for leak in found)
    assert all(MARK in leak.needle or leak.needle in planted.texts for leak in found)
