"""A vault and the mark that its sheet was not typed back appear in one step, wherever the program dies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock
from tests.unit.services.test_sheet_check import step_after_reopening

from careernotes.services.first_steps import FirstStep

DIED = 9
# Dies at the n-th thing asked of the system once the vault stands under its own name.
MAKER = f"""
import os, sys
from pathlib import Path
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.unlocking import create

folder, left = Path(sys.argv[1]), int(sys.argv[2])

def die(event, arguments):
    global left
    if os.path.isdir(folder):
        left -= 1
        if left < 0:
            os._exit({DIED})

sys.addaudithook(die)
create(
    folder, passphrase="{PASSPHRASE}", profile=KdfProfile.TEST, allow_test=True, ask_back=sys.argv[3] == "yes"
)
"""


def die_while_making(folder: Path, *, after: int, ask_back: str = "yes") -> None:
    """Makes a vault in a process of its own, which dies just after the vault appeared."""
    done = subprocess.run(
        [sys.executable, "-c", MAKER, str(folder), str(after), ask_back],
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
        check=False,
        capture_output=True,
    )
    assert done.returncode == DIED, done.stderr
    assert folder.is_dir()


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_death_right_after_the_vault_appeared_leaves_the_mark(
    tmp_path: Path, clock: StoppedClock, after: int
) -> None:
    die_while_making(tmp_path / "v", after=after)
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.SHEET


def test_a_vault_made_without_asking_back_has_no_mark(tmp_path: Path, clock: StoppedClock) -> None:
    die_while_making(tmp_path / "v", after=0, ask_back="no")
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.KIT
