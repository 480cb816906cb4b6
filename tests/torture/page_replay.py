"""Old pages put back: a page of an earlier copy of the same file, in its own place, under its own key.

Each still carries a right authentication code, so SQLCipher takes it. ``replay`` counts who notices.
"""

import contextlib
import datetime as dt
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.vault.pages import PAGE, decrypted_pages
from tests.unit.vault.samples import (
    DAY,
    PASSPHRASE,
    FixedClock,
    coding,
    coding_fact,
    engagement,
    meeting_fact,
    mentee,
    note,
    person_fact,
    rating_fact,
    session,
)

from careernotes.domain.conversations import Session
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import Connection, DatabaseError, open_keyed
from careernotes.vault.keeping import Draft
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.open_vault import OpenVault

FILES = {"notes.db": "notes", "themes.db": "themes"}


@dataclass(slots=True)
class Tally:
    """What became of the replays of one file."""

    tried: int = 0
    found: int = 0
    found_by_pages_alone: int = 0
    missed: list[int] = field(default_factory=list)


def record(vault: OpenVault, number: int, chance: random.Random, *, again: bool = False) -> None:
    """One conversation with its counts, or another wording of it."""
    store, relation = vault.notes, 1 + number % 4
    text = f"Conversation {number}: " + " ".join(f"word{chance.randrange(2_000)}" for _ in range(120))
    with store.transaction():
        held = session(number, held_on=DAY + dt.timedelta(days=number // 3), relation=relation)
        store.put_all([held, note(number, text), coding(number, f"T{1 + number % 9:02d}")])
        person = store.facts.person_number(f"e{relation}")
        meeting = store.facts.meeting_number(f"s{number}")
        store.facts.put_person(person_fact(person, region=number % 5))
        store.facts.put_meeting(meeting_fact(meeting, person, mode=1 + number % 3))
        store.facts.replace_codings(meeting, [coding_fact(meeting, person, 1 + (number + again) % 9)])
        store.facts.put_rating(rating_fact(person))


def make_two(folder: Path, *, sessions: int, seed: int = 1) -> tuple[Path, Path]:
    """A vault, and a copy of it from before its last third was written, changed or removed."""
    chance = random.Random(seed)
    paths = VaultPaths(folder / "now.careernotes")
    made = create_vault(
        paths.folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    with made.vault as vault:
        for person in range(1, 5):
            vault.notes.put_all([mentee(person), engagement(person)])
        for number in range(sessions):
            record(vault, number, chance)
    then = folder / "then.careernotes"
    shutil.copytree(paths.folder, then)
    with open_with_passphrase(paths.folder, PASSPHRASE, allow_test=True) as vault:
        for number in range(sessions, sessions + sessions // 3):
            record(vault, number, chance)
        for number in chance.sample(range(sessions), sessions // 4):
            record(vault, number, chance, again=True)
        for number in chance.sample(range(sessions), sessions // 20):
            vault.notes.remove(Session, f"s{number}")
        vault.notes.save_draft(Draft(key="s1", body="unfinished " * 40, updated_at=1))
    return paths.folder, then


def old_pages(now: Path, then: Path, key: bytes | bytearray) -> list[int]:
    """The numbers, from 0, of pages whose content in the earlier copy is another one."""
    ours, theirs = decrypted_pages(now, key), decrypted_pages(then, key)
    return [n for n, (new, old) in enumerate(zip(ours, theirs, strict=False)) if new != old]


def replay(folder: Path, then: Path, name: str, *, most: int, seed: int = 1) -> Tally:
    """Put up to *most* old pages of one file back, each alone, and open, check and undo."""
    tally, path = Tally(), folder / name
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault, vault.keys as keys:
        key = bytes(getattr(keys, FILES[name]))
    safe = folder.with_name(folder.name + ".safe")
    shutil.copytree(folder, safe)
    candidates = old_pages(path, then / name, key)
    chosen = random.Random(seed).sample(candidates, min(most, len(candidates)))
    for number in chosen:
        data = bytearray(path.read_bytes())
        data[number * PAGE : (number + 1) * PAGE] = (then / name).read_bytes()[number * PAGE :][:PAGE]
        path.write_bytes(data)
        tally.tried += 1
        tally.found_by_pages_alone += not pages_accepted(path, bytearray(key))
        if noticed(folder):
            tally.found += 1
        else:
            tally.missed.append(number + 1)
        _put_back(safe, folder)
    shutil.rmtree(safe)
    return tally


def pages_accepted(path: Path, key: bytearray) -> bool:
    """Whether SQLCipher's own check, the only one there was before, finds nothing."""
    connection = open_keyed(path, key)
    try:
        return connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    finally:
        connection.close()


def noticed(folder: Path) -> bool:
    """Whether opening the vault refuses or tells, or its check finds something."""
    try:
        with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
            return bool(vault.notices) or not vault.integrity().fine
    except (CareerNotesError, DatabaseError):
        return True


@contextlib.contextmanager
def keyed(folder: Path, key: bytearray, name: str = "notes.db") -> Iterator[Connection]:
    """A plain connection under the key, as somebody with the passphrase and another program has it."""
    connection = open_keyed(folder / name, key)
    try:
        yield connection
    finally:
        connection.close()


def _put_back(safe: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(safe, folder)
