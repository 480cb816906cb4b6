"""What the program tells the system while somebody works: no text outside the databases, no network.

Two programs are recorded: the real window walked through every screen, and a desk at which everything is done
that reads or changes a lot. Every text in the vault is a canary.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.canary import own_home
from tests.canary.conftest import BUILD, TODAY, WORDS, everybody_of, everything_said, keys_and_kit
from tests.canary.scanner import Scanner, marked
from tests.canary.window_walk import MARK, TYPED
from tests.torture import attack
from tests.torture.attack import Figures
from tests.torture.strace_log import Operation, Resize, Socket, Write, record

from careernotes.demo.canaries import Canary
from careernotes.demo.generate import generate
from careernotes.demo.vaults import FixedClock, root_of, write_vault
from careernotes.domain.conversations import Session
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.searching import search_notes
from careernotes.services.unlocking import unlock
from careernotes.services.verifying import verify_vault
from careernotes.services.work import Work

ROOT = Path(__file__).parents[2]
WINDOW = ROOT / "tests" / "canary" / "window_walk.py"
# Families that stay inside this computer; QLocalSocket and the loader use them.
LOCAL = ("AF_UNIX", "AF_NETLINK")
_SCANNED = 1 << 20


@dataclass(slots=True, kw_only=True)
class Tally(attack.Tally):
    """What the recording showed."""

    operations: int = 0
    writes: int = 0
    outside: int = 0
    sockets: int = 0
    network: int = 0
    canaries: int = 0
    in_clear_inside: int = 0
    left_behind: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A vault full of canaries, a home of its own, and what to look for."""

    vault: Path
    home: Path
    scanner: Scanner

    def environment(self) -> dict[str, str]:
        """All a program may write to by habit is one folder."""
        return {
            **own_home.environment(self.home),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "QT_QPA_PLATFORM": "offscreen",
        }


def prepare(base: Path, mentors: int) -> Place:
    """One vault with the people of so many invented mentors."""
    base.mkdir(parents=True)
    programme = generate("small", 4, locale="mixed", canaries=True)
    canaries: tuple[Canary, ...] = tuple(programme.canaries())
    keys_and_kit(base)
    vault, home = base / "mentor.careernotes", own_home.make(base / "home")
    write_vault(
        vault, everybody_of(programme, mentors=mentors), root=root_of(BUILD, 0), passphrase=WORDS,
        kit=base / "kit.cnkit", today=TODAY, profile=KdfProfile.TEST, allow_test=True,
    )  # fmt: skip
    (base / "words").write_text(f"{WORDS}\n", encoding="utf-8")
    return Place(vault, home, Scanner(sorted(everything_said(programme, canaries) | {TYPED, WORDS})))


def run(base: Path, size: int, seed: int, *, weak: str = "") -> Figures:
    """Size 1 is the desk alone, 2 the window too; more is a vault with the people of so many mentors."""
    del seed
    place, tally = prepare(base, max(2, size)), Tally()
    desk = f"{sys.executable} -m tests.torture.strace_run {place.vault} {weak}"
    commands = [desk] if size == 1 else [desk, f"{sys.executable} {WINDOW} {place.vault}"]
    for number, command in enumerate(commands):
        log = base / f"log{number}"
        script = f"cd {place.home} && exec {command} < {base / 'words'}"
        look(record(["sh", "-c", script], log, place.environment()), place, tally)
        log.unlink()
    left = [path for path in place.home.rglob("*") if path.is_file()]
    tally.left_behind = sum(bool(place.scanner.find_in_file(path)) for path in left)
    return tally.figures()


def look(operations: list[Operation], place: Place, tally: Tally) -> None:
    """Every write outside the vault against every text; every write inside against the mark of them all."""
    outside: dict[str, bytearray] = {}
    mark, inside = marked(MARK), f"{place.vault}{os.sep}"
    for operation in operations:
        tally.operations += 1
        if isinstance(operation, Write):
            tally.writes += 1
            if operation.path.startswith(inside):
                # Four letters turn up by chance in tens of megabytes of ciphertext: whole texts decide.
                told = mark.search(operation.data) and place.scanner.find(operation.data, operation.path)
                tally.in_clear_inside += bool(told)
            else:
                outside.setdefault(operation.path, bytearray()).extend(operation.data)
        elif isinstance(operation, Socket):
            tally.sockets += 1
            if not any(family in operation.text for family in LOCAL):
                tally.network += 1
                tally.first.append(operation.text[:80])
        elif not isinstance(operation, Resize):
            tally.canaries += bool(mark.search(repr(operation).encode()))
    for path, data in outside.items():
        tally.outside += 1
        # The whole scanner is slow: what comes after a megabyte is searched for what all canaries share.
        found = place.scanner.find(bytes(data[:_SCANNED]), path) or mark.findall(data, _SCANNED)
        if found:
            tally.canaries += 1
            tally.first.append(f"{path}: {found[0]}")


def weakened(how: str) -> Callable[[Path, int, int], Figures]:
    """The control for one weakness."""

    def control(base: Path, size: int, seed: int) -> Figures:
        return run(base, size, seed, weak=how)

    return control


# ------------------------------------------------------------------------------------- the recorded program
def main() -> None:
    """Everything a desk does that reads or changes a lot."""
    vault, weak = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    if weak:
        weaken(weak)
    desk = unlock(vault, sys.stdin.readline().rstrip("\n"), clock=FixedClock(TODAY), allow_test=True)
    for word in (MARK, "the", "een", "zq"):
        search_notes(desk, word)
    desk.store.newest_sessions(1000)
    verify_vault(desk, Work.silent())
    # What a careless statement would do: more text in a temporary table than fits in its memory.
    numbers = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    many = f"{numbers} SELECT DISTINCT substr(body, 1, 1000) || ?1 || i FROM main.note_body, n LIMIT 5000"
    texts = f"SELECT count(*) FROM ({many})"
    assert desk.store.connection().execute(texts, ("x" * 1000,)).fetchone() == (5000,)
    for session in desk.store.all(Session)[:20]:
        desk.store.remove(Session, session.session_id)
    print("sessions", desk.store.count(Session))
    desk.close()


def weaken(how: str) -> None:
    """A build that leaks: temporary tables in files, or a question to the network."""
    from careernotes.vault import connection

    if how == "temp_store":
        connection._FIRST = tuple(  # type: ignore[assignment]
            ("temp_store", "1", 1) if name == "temp_store" else (name, wanted, read)
            for name, wanted, read in connection._FIRST
        )
    else:
        import socket

        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


if __name__ == "__main__":
    main()
