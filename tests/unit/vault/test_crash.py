"""A process killed in the middle of saving: all it had acknowledged is there, and notes and counts agree."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.half_a_save import half_a_save
from tests.unit.vault.samples import PASSPHRASE

from careernotes.domain.conversations import NoteBody, Session
from careernotes.errors import CareerNotesError
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.themes import ThemesReader

KILLS = 15

WRITER = """
import sys
from pathlib import Path
from careernotes.vault.lifecycle import open_with_passphrase
from tests.unit.vault.samples import *

vault = open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)
store, number = vault.notes, int(sys.argv[3])
print("ready", flush=True)
while True:
    with store.transaction():
        store.put_all([session(number), note(number, f"word{number} " * 400)])
        person, meeting = store.facts.person_number("e1"), store.facts.meeting_number(f"s{number}")
        store.facts.put_person(person_fact(person))
        store.facts.put_meeting(meeting_fact(meeting, person))
        store.facts.replace_codings(meeting, [coding_fact(meeting, person, theme) for theme in range(1, 30)])
    print(number, flush=True)
    number += 1
"""


def killed_writer(folder: Path, start: int, acknowledged: int, spins: int) -> int:
    """Start a process that saves without end; kill it after some acknowledgements, anywhere in a save."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), PASSPHRASE, str(start)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline() == b"ready\n", child.stderr.read()
        last = start - 1
        for _ in range(acknowledged):
            last = int(child.stdout.readline())
        # Where in the next save this lands is the machine's chance; the number of spins spreads it.
        for _ in range(spins):
            pass
        child.send_signal(signal.SIGKILL)
        for line in child.stdout.read().decode().splitlines():
            last = int(line)
    return last


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killing_the_process_at_any_moment_loses_nothing_acknowledged(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    vault.close()
    start, chance = 0, random.Random(5)
    for kill in range(KILLS):
        last = killed_writer(folder, start, acknowledged=1 + kill % 3, spins=chance.randrange(60_000))
        again = open_with_passphrase(folder, PASSPHRASE, allow_test=True)
        sessions = again.notes.all(Session)
        numbers = sorted(int(found.session_id[1:]) for found in sessions)
        # All that was acknowledged, and at most the one in flight; each whole.
        assert numbers in (list(range(last + 1)), list(range(last + 2)))
        assert again.notes.count(NoteBody) == len(sessions)
        assert not again.facts_stale
        with again.keys as keys:
            reader = ThemesReader.open(again.paths.themes, keys.themes)
        facts = reader.facts()
        reader.close()
        assert len(facts.meetings) == len(sessions)
        assert len(facts.codings) == 29 * len(sessions)
        assert again.notes.integrity().fine
        again.close()
        assert not list(folder.glob("notes.db-mj*"))
        assert {path.stat().st_size for path in folder.glob("*-journal")} == {0}
        start = len(sessions)
    assert start > KILLS


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_half_a_save_that_reached_the_disk_is_undone(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    vault.close()
    size = vault.paths.notes.stat().st_size
    half_a_save(folder)
    assert vault.paths.notes.stat().st_size > size
    again = open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    assert again.notes.count(Session) == again.notes.count(NoteBody) == 0
    assert again.notes.integrity().fine
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_without_a_journal_the_same_crash_would_be_seen(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    """The positive control: these checks do find a torn database."""
    vault.close()
    half_a_save(folder, "main.journal_mode=OFF")
    try:
        with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as again:
            torn = again.notes.count(Session) != 0 or not again.notes.integrity().fine
    except CareerNotesError:
        torn = True
    assert torn
