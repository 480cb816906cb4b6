"""A process that dies in the middle of a save, after part of it has reached the file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.unit.vault.samples import PASSPHRASE

_PROGRAM = """
import os, sys
from pathlib import Path
from careernotes.vault.lifecycle import open_with_passphrase
from tests.unit.vault.samples import *

vault = open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)
connection = vault.notes.connection()
connection.set_authorizer(None)
# A cache of one page: what is written reaches the file before the commit.
for setting in sys.argv[3:]:
    connection.execute(f"PRAGMA {setting}")
connection.execute("PRAGMA main.cache_size=1")
with vault.notes.transaction():
    for number in range(300):
        vault.notes.put_all([session(number), note(number, f"word{number} " * 400)])
    os.kill(os.getpid(), 9)
"""


def half_a_save(folder: Path, *settings: str) -> None:
    """Leaves notes.db half written; *settings* are pragmas put in force before."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), PASSPHRASE, *settings],
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
