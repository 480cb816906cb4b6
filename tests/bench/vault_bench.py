"""How fast a vault of 10,000 notes is, as JSON: opening, listing, saving, searching.

PYTHONPATH=src python tests/bench/vault_bench.py [NOTES]
"""

import datetime as dt
import json
import os
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, MenteeId, RecordId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import EngagementStatus, NoteLayer
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import open_desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.search import search

DAY = dt.date(2016, 1, 4)
SYLLABLES = ("ka", "re", "mo", "ti", "sel", "dra", "ven", "lu", "pro", "gan", "bis", "tor", "ne", "wi", "fa")
GOALS = {"open_ms": 100.0, "save_ms": 5.0, "search_ms": 5.0}


class FixedClock:
    """A clock that stands still."""

    def today(self) -> dt.date:
        return DAY

    def now(self) -> dt.datetime:
        return dt.datetime(2016, 1, 4, tzinfo=dt.UTC)


def vocabulary(chance: random.Random, size: int = 4_000) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(size)]


def note(number: int, words: list[str], chance: random.Random) -> tuple[Session, NoteBody]:
    text = " ".join(chance.choices(words, k=200)) + (" ubiquity" if number % 500 == 0 else "") + " the"
    session = Session(
        session_id=SessionId(f"s{number}"),
        engagement_id=EngagementId(f"e{number % 40}"),
        held_on=DAY + dt.timedelta(days=number // 4),
        next_time="ask about the talk",
        recorded_at=number,
    )
    body = NoteBody(
        note_id=RecordId(f"n{number}"),
        session_id=session.session_id,
        layer=NoteLayer.RECORD,
        body=text,
        edited_at=number,
        purge_on=DAY,
    )
    return session, body


def fill(vault: OpenVault, notes: int, words: list[str], chance: random.Random) -> float:
    store = vault.notes
    with store.transaction():
        for n in range(40):
            store.put(Mentee(mentee_id=MenteeId(f"m{n}"), alias=f"Robin {n}", created_on=DAY))
            store.put(
                Engagement(
                    engagement_id=EngagementId(f"e{n}"),
                    mentee_id=MenteeId(f"m{n}"),
                    status=EngagementStatus.ACTIVE,
                    requested_on=DAY,
                    started_on=DAY,
                )
            )
    started = time.perf_counter()
    for first in range(0, notes, 1_000):
        with store.transaction():
            for number in range(first, min(first + 1_000, notes)):
                store.put_all(note(number, words, chance))
    return time.perf_counter() - started


def times(call: Callable[[int], object], runs: int) -> list[float]:
    taken = []
    for run in range(runs):
        started = time.perf_counter()
        call(run)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def figures(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "median": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
    }


def measure(folder: Path, notes: int) -> dict[str, object]:
    chance = random.Random(7)
    words = vocabulary(chance)
    made = create_vault(
        folder / "bench.careernotes",
        passphrase="bench",
        profile=KdfProfile.TEST,
        clock=FixedClock(),
        allow_test=True,
    )
    seconds = fill(made.vault, notes, words, chance)
    made.vault.close()
    kept: list[OpenVault] = []

    def open_once(run: int) -> None:
        kept.append(open_with_passphrase(folder / "bench.careernotes", "bench", allow_test=True))

    opening = []
    for _ in range(7):
        opening += times(open_once, 1)
        if len(opening) < 7:
            kept.pop().close()
    kdf = times(lambda _: KdfCost.once(), 7)
    store = kept[0].notes
    first_list = times(lambda _: store.newest_sessions(100), 1)

    def save(run: int) -> None:
        store.put_all(note(notes + run, words, chance))

    queries = {
        "rare": "ubiquity", "common": "the", "word": words[5], "prefix2": words[9][:2],
        "prefix3": words[9][:3], "prefix4": words[9][:4], "one_letter": "k", "two_words": f"the {words[3]}",
    }  # fmt: skip
    return {
        "notes": notes,
        "fill_notes_per_s": round(notes / seconds),
        "open_ms_with_test_kdf": figures(opening),
        "test_kdf_ms": figures(kdf),
        "open_ms": round(statistics.median(opening) - statistics.median(kdf), 2),
        "list_100_first_ms": round(first_list[0], 2),
        "list_100_ms": figures(times(lambda _: store.newest_sessions(100), 30)),
        "raw_append_fsync_ms": figures(raw_sync(folder / "raw")),
        "save_ms": figures(times(save, 200)),
        "record_ms": figures(times(recorder(kept[0], words), 60)),
        "search_ms": {
            name: figures(times(lambda _, q=query: search(store, q), 30)) for name, query in queries.items()
        },
        "hits": {name: len(search(store, query)) for name, query in queries.items()},
        "notes_db_mib": round((folder / "bench.careernotes" / "notes.db").stat().st_size / 2**20, 1),
        "goals": GOALS,
    }


def recorder(vault: OpenVault, words: list[str]) -> Callable[[int], object]:
    """A whole conversation kept: session, two layers, two themes, action, facts; its draft goes."""
    desk = open_desk(vault, FixedClock())
    themes = [theme.theme_id for theme in desk.taxonomy.themes if theme.sensitivity == 1][:2]

    def record(run: int) -> None:
        draft = replace(
            start_session(desk, EngagementId(f"e{run % 40}")),
            record=" ".join(words[run : run + 200]),
            working=" ".join(words[run + 200 : run + 230]),
            themes=tuple(DraftTheme(theme_id=theme, primary=theme == themes[0]) for theme in themes),
            actions=(DraftAction(text="Ask for the plan"),),
        )
        record_conversation(desk, draft)

    return record


def raw_sync(path: Path) -> list[float]:
    """What one append and fsync costs here: saving cannot be faster than a few of these."""
    with path.open("wb", buffering=0) as stream:

        def once(_: int) -> None:
            stream.write(bytes(4096))
            os.fsync(stream.fileno())

        return times(once, 50)


class KdfCost:
    """What the cheap derivation alone takes, to be taken off."""

    @staticmethod
    def once() -> None:
        from careernotes.sealing.kdf import derive_key

        derive_key("bench", bytes(16), KdfProfile.TEST, allow_test=True)


if __name__ == "__main__":
    place = Path("bench-out") / "vault"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    print(json.dumps(measure(place, int(sys.argv[1]) if len(sys.argv) > 1 else 10_000), indent=1))
    shutil.rmtree(place)
