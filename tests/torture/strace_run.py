"""A whole journey under strace: where its words were written, and whether anything spoke to a network.

The journey makes a vault, takes somebody on, writes drafts and notes with words of its own, searches, makes a
backup, erases a person and locks. Only the databases (and their journals) may be written a readable word to,
and those hold none: they are encrypted. ``weak`` is a build that sorts in files.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.torture import strace_log
from tests.torture.journey import PASSPHRASES, open_worker, prepare

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Mentee
from careernotes.services import conversations, erasing, mentees, proving
from careernotes.vault import connection
from careernotes.vault.backup import make_backup
from careernotes.vault.search import search

CANARY = "zanzibarcanary"
_WRITTEN_BY_US = (CANARY, PASSPHRASES[0])
_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
_NETWORK = ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET")
WEAK = ("files",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was seen."""

    writes: int
    canaries: int
    sockets: int
    outside: tuple[str, ...]
    where: Counter[str] = field(default_factory=Counter)


def run(base: Path, weak: str | None = None) -> Tally:
    """The journey in a child process, with *base* as its home and its folder for temporary files."""
    base.mkdir(parents=True, exist_ok=True)
    home, scratch = base / "home", base / "tmp"
    for each in (home, scratch):
        each.mkdir()
    command = [sys.executable, "-m", "tests.torture.strace_run", str(home / "mentor.careernotes")]
    command += ["--weak", weak] if weak else []
    surroundings = {
        "HOME": str(home), "TMPDIR": str(scratch), "SQLITE_TMPDIR": str(scratch),
        "PYTHONPATH": f"{Path.cwd() / 'src'}:{Path.cwd()}", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    return judge(strace_log.record(command, base / "strace.log", surroundings), home)


def judge(operations: list[strace_log.Operation], home: Path) -> Tally:
    """Readable words in any write, sockets of a network, and files written outside the vault's folder."""
    needles = [text.encode(how) for text in _WRITTEN_BY_US for how in _ENCODINGS]
    where: Counter[str] = Counter()
    outside: set[str] = set()
    writes = sockets = 0
    for each in operations:
        if isinstance(each, strace_log.Write):
            writes += 1
            if any(needle in each.data for needle in needles):
                where[each.path] += 1
        elif isinstance(each, strace_log.Socket):
            sockets += any(family in each.text for family in _NETWORK)
        elif isinstance(each, strace_log.Open) and not each.path.startswith((str(home), "/dev/", "/proc/")):
            outside.add(each.path)
    return Tally(
        writes=writes,
        canaries=sum(where.values()),
        sockets=sockets,
        outside=tuple(sorted(outside)),
        where=where,
    )


def journey(folder: Path, weak: str | None) -> None:
    """One mentor's day, and the end of it."""
    # Tables of a statement's own take the cache of the main database: a small one overflows sooner.
    connection._CACHE_KIB = 2_000
    if weak == "files":
        weaken()
    prepare(folder)
    worker = open_worker(folder, 1)
    desk = worker.desk
    other = mentees.intake(desk, mentees.Intake(alias=f"{CANARY}-07", cross_country=True)).engagement_id
    for number in range(20):
        _talk(worker.desk, worker.relation if number % 2 else other, number)
    search(desk.store, CANARY[:5])
    _sort(desk.store.connection())
    make_backup(desk.vault)
    proving.prove(desk, PASSPHRASES[0], allow_test=True)
    person = next(each for each in desk.store.all(Mentee) if CANARY in each.alias)
    erasing.erase_person(desk, person.mentee_id)
    erasing.erase_session(desk, desk.store.all(Session)[0].session_id)
    desk.close()


def _talk(desk: conversations.Desk, relation: EngagementId, number: int) -> None:
    draft = conversations.start_session(desk, relation)
    draft = replace(draft, record=f"{number} {CANARY} and the next step. " * 60, next_time=f"ask {CANARY}")
    draft = conversations.autosave(desk, draft)
    conversations.record_conversation(desk, draft)


def _sort(store: connection.Connection) -> None:
    """A statement that needs a table of its own, larger than its cache: the setting decides where it lies."""
    store.execute(
        "SELECT count(*) FROM (SELECT a.body || b.id || c.id AS words FROM main.note_body AS a,"
        " main.note_body AS b, main.note_body AS c UNION SELECT body FROM main.note_body)"
    ).fetchone()


def weaken() -> None:
    """A build whose temporary tables lie in files."""
    connection._FIRST = tuple(  # type: ignore[attr-defined]
        ("temp_store", "1", 1) if each[0] == "temp_store" else each for each in connection._FIRST
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weak", choices=WEAK)
    asked = parser.parse_args()
    journey(asked.folder, asked.weak)


if __name__ == "__main__":
    main()
