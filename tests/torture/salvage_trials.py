"""Salvage from a big vault with bad pages, a bad first page, a bad table root; the original stays whole."""

import hashlib
import random
import shutil
from pathlib import Path

from tests.bench import vault_bench
from tests.torture import journey
from tests.torture.attack import Figures, number
from tests.unit.vault.samples import FixedClock

from careernotes.domain.conversations import NoteBody
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.salvaging import salvage
from careernotes.vault.connection import DatabaseError
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.sealed_pages import PAGE

SECRET = journey.PASSPHRASES[0]
BAD_PAGES_OF_TEN_THOUSAND = 10
GOALS = {"bad_pages": 0.995, "page_1": 0.99, "table_root": 0.99}


def make(folder: Path, notes: int, seed: int) -> tuple[frozenset[str], dict[str, int]]:
    """A vault of so many notes: a hash of each note, and the first page of each table."""
    chance = random.Random(seed)
    made = create_vault(
        folder, passphrase=SECRET, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    with made.vault as vault:
        vault_bench.fill(vault, notes, vault_bench.vocabulary(chance), chance)
        schema = "SELECT name, rootpage FROM main.sqlite_schema WHERE type = 'table'"
        roots = {str(name): int(str(root)) for name, root in vault.notes.connection().execute(schema)}
        return frozenset(map(mark, vault.notes.all(NoteBody))), roots


def mark(note: NoteBody) -> str:
    """One hash for a note and whose it is."""
    return hashlib.sha256(f"{note.note_id}\0{note.session_id}\0{note.body}".encode()).hexdigest()


def spoil(path: Path, pages: list[int]) -> None:
    """One bit in each of these pages, counted from 1."""
    with path.open("r+b") as stream:
        for page in pages:
            stream.seek((page - 1) * PAGE + 1_111)
            byte = stream.read(1)
            stream.seek(-1, 1)
            stream.write(bytes([byte[0] ^ 0x04]))


def run(base: Path, notes: int, seed: int) -> Figures:
    """The share of whole notes that come out of each damage."""
    base.mkdir(parents=True)
    whole = base / "whole.careernotes"
    marks, roots = make(whole, notes, seed)
    pages = (whole / "notes.db").stat().st_size // PAGE
    chance = random.Random(f"salvage/{seed}")
    bad = max(1, BAD_PAGES_OF_TEN_THOUSAND * notes // 10_000)
    damages = {
        "bad_pages": sorted(chance.sample(range(2, pages + 1), bad)),
        "page_1": [1],
        "table_root": [roots["note_body"], roots["session"]],
    }
    figures: Figures = {"notes": len(marks), "pages": pages, "touched_originals": 0}
    for name, damaged in damages.items():
        figures[name], touched = come_out(base, whole, damaged, marks)
        figures["touched_originals"] = number(figures, "touched_originals") + touched
    return figures


def come_out(base: Path, whole: Path, pages: list[int], marks: frozenset[str]) -> tuple[float, bool]:
    """The share of notes found again, and whether the damaged vault was touched."""
    damaged, into = base / "damaged.careernotes", base / "into.careernotes"
    for old in (damaged, into):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(whole, damaged)
    spoil(damaged / "notes.db", pages)
    before = fingerprint(damaged)
    salvage(damaged, passphrase=SECRET, into=into, clock=FixedClock(), allow_test=True)
    with open_with_passphrase(into, SECRET, allow_test=True) as vault:
        found = marks & frozenset(map(mark, vault.notes.all(NoteBody)))
        sound = vault.integrity().fine
    return round(len(found) / len(marks), 5) if sound else 0.0, fingerprint(damaged) != before


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a vault."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def held(figures: Figures) -> bool:
    """Whether each share is enough and no original was touched."""
    return number(figures, "touched_originals") == 0 and all(
        number(figures, name) >= goal for name, goal in GOALS.items()
    )


def database_alone(base: Path, notes: int, seed: int) -> Figures:
    """The weakened build: the database reads its own pages, from the first to the first bad one."""
    base.mkdir(parents=True)
    whole = base / "whole.careernotes"
    marks, roots = make(whole, notes, seed)
    figures: Figures = {"touched_originals": 0}
    pages = (whole / "notes.db").stat().st_size // PAGE
    for name, damaged in {
        "bad_pages": random.Random(seed).sample(range(2, pages), 10),
        "page_1": [1],
        "table_root": [roots["note_body"]],
    }.items():
        folder = base / f"{name}.careernotes"
        shutil.copytree(whole, folder)
        spoil(folder / "notes.db", damaged)
        figures[name] = round(read_until_bad(folder) / len(marks), 5)
    return figures


def read_until_bad(folder: Path) -> int:
    """How many notes an ordinary reader gets."""
    try:
        with open_with_passphrase(folder, SECRET, allow_test=True) as vault:
            read = 0
            try:
                for _row in vault.notes.connection().execute("SELECT body FROM main.note_body"):
                    read += 1
            except DatabaseError:
                pass
            return read
    except (CareerNotesError, DatabaseError):
        return 0


def much_damage(base: Path, notes: int, seed: int) -> Figures:
    """Not ten bad pages but one in twelve: what is lost must be seen as lost."""
    base.mkdir(parents=True)
    whole = base / "whole.careernotes"
    marks, _roots = make(whole, notes, seed)
    pages = (whole / "notes.db").stat().st_size // PAGE
    bad = random.Random(seed).sample(range(2, pages + 1), pages // 12)
    share, touched = come_out(base, whole, bad, marks)
    return {"bad_pages": share, "page_1": 1.0, "table_root": 1.0, "touched_originals": int(touched)}
