"""Search, encrypted against plain SQLite on the same notes in the same run, the two taking turns."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from sqlcipher3 import dbapi2
from tests.bench import vault_bench
from tests.torture.attack import Figures, number

from careernotes.sealing.kdf import KdfProfile, derive_key
from careernotes.vault import connection
from careernotes.vault.connection import Connection, open_keyed, settle
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.search import search

RUNS, OPENINGS = 25, 30
RATIO, FILE, OPEN_MS = 1.25, 1.05, 10.0


@dataclass(frozen=True, slots=True)
class Plain:
    """The part of a notes store that searching uses, over a file without encryption."""

    held: Connection

    def connection(self) -> Connection:
        """The connection."""
        return self.held


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def plain_copy(folder: Path, target: Path) -> None:
    """The same rows, tables and index in a file that is not encrypted."""
    with open_with_passphrase(folder, "bench", allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    source = open_keyed(folder / "notes.db", key)
    try:
        source.execute("ATTACH ? AS plain KEY ''", (str(target),))
        source.execute("SELECT sqlcipher_export('plain')")
    finally:
        source.close()


def packed_size(folder: Path, target: Path) -> int:
    """The size of the encrypted file once it is packed as the plain copy is."""
    with open_with_passphrase(folder, "bench", allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    source = open_keyed(folder / "notes.db", key)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()
    return target.stat().st_size


def run(base: Path, notes: int, seed: int) -> Figures:
    """The ratio for each kind of query, the sizes, and how long opening takes beyond the key derivation."""
    base.mkdir(parents=True)
    chance, folder = random.Random(seed), base / "bench.careernotes"
    words = vault_bench.vocabulary(chance)
    made = create_vault(
        folder, passphrase="bench", profile=KdfProfile.TEST, clock=vault_bench.FixedClock(), allow_test=True
    )
    with made.vault as vault:
        vault_bench.fill(vault, notes, words, chance)
    plain_copy(folder, base / "plain.db")
    opening = opening_figures(*open_and_derive(folder))
    opened = dbapi2.connect(str(base / "plain.db"), isolation_level=None, cached_statements=256)
    bare = cast("Connection", opened)
    bare.execute("PRAGMA temp_store=2")
    settle(bare, "main")
    vault = open_with_passphrase(folder, "bench", allow_test=True)
    plain = cast("NotesStore", Plain(bare))
    queries = {
        "rare": "ubiquity", "common": "the", "word": words[5], "two_letters": words[9][:2],
        "three_letters": words[9][:3], "two_words": f"the {words[3]}",
    }  # fmt: skip
    ratios = {}
    for name, query in queries.items():
        assert search(vault.notes, query) == search(plain, query), name
        ours, theirs = turns(partial(search, vault.notes, query), partial(search, plain, query), RUNS)
        ratios[name] = round(ours / theirs, 3)
    vault.close()
    bare.close()
    size = (base / "plain.db").stat().st_size
    return {
        "notes": notes,
        "ratios": ratios,
        "median_ratio": round(statistics.median(ratios.values()), 3),
        "file_ratio": round(packed_size(folder, base / "packed.db") / size, 4),
        "file_ratio_as_it_lies": round((folder / "notes.db").stat().st_size / size, 4),
        **opening,
    }


def turns(first: Callable[[], object], second: Callable[[], object], runs: int) -> tuple[float, float]:
    """The medians of both, one after the other in turn, after one of each that does not count."""
    first(), second()
    taken = [(milliseconds(first), milliseconds(second)) for _run in range(runs)]
    ours, theirs = zip(*taken, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def opening_figures(opening: list[float], deriving: list[float], cpu: list[float]) -> Figures:
    """How long opening takes beyond the derivation: the median, which the goal is about, and the least. Of
    the processor's time the least: whatever else a computer does can only make one longer.
    """
    return {
        "open_ms": round(statistics.median(opening) - statistics.median(deriving), 2),
        "open_least_ms": round(min(opening) - min(deriving), 2),
        "open_cpu_ms": round(min(cpu), 2),
    }


def open_and_derive(folder: Path) -> tuple[list[float], list[float], list[float]]:
    """Many times in turn: opening, without closing again, and the cheap derivation these vaults have; of the
    first also the time of the processor.
    """
    opening, deriving, cpu = [], [], []
    for _run in range(OPENINGS):
        began, used = time.perf_counter(), time.process_time()
        vault = open_with_passphrase(folder, "bench", allow_test=True)
        opening.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        vault.close()
        deriving.append(
            milliseconds(lambda: derive_key("bench", bytes(16), KdfProfile.TEST, allow_test=True))
        )
    return opening, deriving, cpu


def held(figures: Figures) -> bool:
    """Whether search and file are within their goals beside plain SQLite."""
    return number(figures, "median_ratio") <= RATIO and number(figures, "file_ratio") <= FILE


def in_time(figures: Figures) -> bool:
    """Whether the vault opens within its goal; a figure of a quiet machine."""
    return number(figures, "open_ms") <= OPEN_MS


def locked_memory(base: Path, notes: int, seed: int) -> Figures:
    """The weakened build: SQLCipher's own switch for memory, on for the whole process."""
    first = [
        ("cipher_memory_security", "ON", "1") if name == "cipher_memory_security" else (name, wanted, read)
        for name, wanted, read in connection._FIRST
    ]
    connection._FIRST = tuple(first)  # type: ignore[misc,assignment]
    return run(base, notes, seed)
