"""Fifty locks from different states, and a look into the memory of every process of the program after each.

python -m tests.torture.lock_memory --locks 50
"""

import argparse
import json
import os
import select
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from careernotes.domain.vocabulary import TrainingModule
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.first_steps import continue_without_kit, record_training, save_profile, sign_code
from careernotes.services.mentees import Intake, intake
from careernotes.services.unlocking import create
from careernotes.vault.recovery_sheet import read_sheet

ROOT = Path(__file__).parents[2]
WINDOW = Path(__file__).with_name("lock_window.py")
WORDS = "orbit velvet canyon pilot walnut"
NOTE, ALIAS = "zq7note she wants to leave the lab", "zq7title-07"
TYPED = "zq7lock half typed words"
STATES = (
    *("desk", "session", "search", "settings", "message_box", "file_dialog", "menu", "combo"),
    *("long_job", "hung", "entrance"),
)
PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Everything that may be in no memory after a lock: each thing by name, in each way it may be written."""

    vault: Path
    texts: dict[str, list[bytes]] = field(repr=False)
    keys: dict[str, list[bytes]] = field(repr=False)


def make_secrets(folder: Path, *, notes: int = 3) -> Secrets:
    """A vault with one person and a few notes, and what to look for."""
    made = create(folder, passphrase=WORDS, profile=KdfProfile.TEST, allow_test=True)
    desk = made.desk
    try:
        continue_without_kit(desk)
        sign_code(desk)
        save_profile(desk, caseload_limit=3)
        record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
        fill(desk, notes)
        keys = dict(_keys(desk, made.sheet))
    finally:
        desk.close()
    texts = {"note": NOTE, "title": ALIAS, "passphrase": WORDS, "typed": TYPED}
    return Secrets(vault=folder, texts={name: [text.encode()] for name, text in texts.items()}, keys=keys)


def fill(desk: Desk, notes: int) -> None:
    key = intake(desk, Intake(alias=ALIAS)).engagement_id
    from dataclasses import replace

    for number in range(notes):
        record_conversation(desk, replace(start_session(desk, key), record=f"{NOTE}, the {number}th time"))


def _keys(desk: Desk, sheet: str) -> Iterator[tuple[str, list[bytes]]]:
    read = read_sheet(sheet)
    assert read is not None
    with desk.vault.keys as keys:
        raw = {"R": read[0], "M": desk.vault.reveal_master(), "K_notes": keys.notes, "K_themes": keys.themes}
        for name, key in raw.items():
            # The first sixteen bytes are enough: nothing else looks like them.
            part = bytes(key[:16])
            yield name, [without_zeros(part), part.hex().encode(), part.hex().upper().encode()]
    yield "sheet", [sheet[:19].encode()]


def without_zeros(data: bytes) -> bytes:
    """In this form a text looks the same in UTF-8, UTF-16 and UTF-32, either way round."""
    return data.replace(b"\0", b"")


def memory_of(pid: int) -> Iterator[bytes]:
    """Every part of a process's memory that it can write to."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as pages:
        for line in maps.read().splitlines():
            span, rights, *_rest = line.split()
            if not rights.startswith("rw") or "[vvar" in line:
                continue
            first, last = (int(part, 16) for part in span.split("-"))
            pages.seek(first)
            try:
                yield pages.read(last - first)
            except OSError:
                continue


def found_in(pid: int, wanted: Mapping[str, list[bytes]]) -> dict[str, int]:
    """How often each thing stands in the memory of a process; what is not there is left out."""
    counts = dict.fromkeys(wanted, 0)
    for part in memory_of(pid):
        small = without_zeros(part)
        for name, forms in wanted.items():
            counts[name] += sum(small.count(form) for form in forms)
    return {name: count for name, count in counts.items() if count}


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(each) for each in listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One lock: how long until the process that held text was gone, and until the entrance was painted."""

    state: str
    gone_ms: float
    painted_ms: float


class Program:
    """The supervisor and its windows, in front of a test."""

    def __init__(self, vault: Path | None, home: Path, *, platform: Mapping[str, str] | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.home = home
        self._wish = home / "wish"
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("QT_", "WAYLAND", "DISPLAY"))
        }
        environment = {
            **kept,
            **(platform or {"QT_QPA_PLATFORM": "offscreen"}),
            "CAREERNOTES_HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        window = [sys.executable, "-S", "-P", str(WINDOW), str(vault or "-"), str(self._wish)]
        start = f"import sys; from careernotes.gui.supervisor import run; sys.exit(run([], {window!r}))"
        self._errors = (home / "errors.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", start], env=environment, stdout=subprocess.PIPE, stderr=self._errors
        )
        self.log = home / "errors.log"
        self._heard = b""
        self._number = 0
        self.front = self.ended = 0
        self.moment = 0.0

    def __enter__(self) -> Self:
        self.painted()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=PATIENCE)
        finally:
            for pid in children_of(self.process.pid) if self.process.poll() is None else ():
                os.kill(pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self._errors.close()

    def painted(self) -> float:
        """Waits until a window has painted itself; the moment it did."""
        _word, moment, pid = self.hear("painted")
        self.front = int(pid)
        self.moment = float(moment)
        return self.moment

    def bring(self, state: str) -> int:
        """Brings the window in front into a state; where its cursor is then, or -1."""
        self._number += 1
        fresh = self._wish.with_suffix(".new")
        fresh.write_text(f"{self._number} {state}\n{TYPED}\n{WORDS}\n", encoding="utf-8")
        fresh.replace(self._wish)
        _there, _number, cursor, _pid = self.hear(f"there {self._number}")
        return int(cursor)

    def hear(self, word: str) -> list[str]:
        """The next line that begins with *word*."""
        deadline = time.monotonic() + PATIENCE
        while True:
            line, newline, rest = self._heard.partition(b"\n")
            if newline:
                self._heard = rest
                self.ended += line.startswith(b"ended ")
                if line.decode().startswith(f"{word} "):
                    return line.decode().split()
                continue
            ready, _w, _x = select.select(
                [self.process.stdout], [], [], max(0.0, deadline - time.monotonic())
            )
            more = os.read(self.process.stdout.fileno(), 4096) if ready else b""
            assert more, (
                f"waited in vain for {word!r}: {self.log.read_text(encoding='utf-8', errors='replace')}"
            )
            self._heard += more

    def standby(self) -> int:
        """Waits until the window in reserve is there and has done its work; its process."""
        deadline = time.monotonic() + PATIENCE
        while True:
            others = [pid for pid in children_of(self.process.pid) if pid != self.front]
            if others and quiet(others[0]):
                return others[0]
            assert time.monotonic() < deadline, "no window in reserve"
            select.select([], [], [], 0.05)

    def lock(self, state: str = "", *, how: "int | None" = None) -> Lock:
        """Asks for a lock and waits for its end."""
        before = self.front
        watching = os.pidfd_open(before)
        try:
            asked = time.clock_gettime(time.CLOCK_MONOTONIC)
            if how is None:
                self.process.send_signal(signal.SIGUSR1)
            ready, _w, _x = select.select([watching], [], [], PATIENCE)
            gone = time.clock_gettime(time.CLOCK_MONOTONIC)
            assert ready, f"the window did not go: {state}"
        finally:
            os.close(watching)
        painted = self.painted()
        return Lock(state=state, gone_ms=(gone - asked) * 1000, painted_ms=(painted - asked) * 1000)

    def everywhere(self, wanted: Mapping[str, list[bytes]]) -> dict[str, int]:
        """What is found in the memory of any process of the program."""
        total: dict[str, int] = {}
        for pid in (self.process.pid, *children_of(self.process.pid)):
            try:
                found = found_in(pid, wanted)
            except (FileNotFoundError, ProcessLookupError):
                # It ended between the listing and the look: there is nothing left to look into.
                continue
            for name, count in found.items():
                total[name] = total.get(name, 0) + count
        return total

    def pss(self, pid: int) -> float:
        """The share of memory a process has, in MiB."""
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0.0


def quiet(pid: int) -> bool:
    """Whether a process has used no processor time for a moment."""

    def used() -> int:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    before = used()
    select.select([], [], [], 0.15)
    return used() == before


def lock_often(folder: Path, locks: int, states: tuple[str, ...] = STATES) -> dict[str, object]:
    """Locks again and again, each time from another state, and looks into every memory after it."""
    secrets = make_secrets(folder / "mentor.careernotes")
    wanted = {**secrets.texts, **secrets.keys}
    done: list[Lock] = []
    hits: list[tuple[str, dict[str, int]]] = []
    before: dict[str, int] = {}
    with Program(secrets.vault, folder / "home") as program:
        for number in range(locks):
            state = states[number % len(states)]
            program.bring(state)
            if state != "entrance":
                program.standby()
            if number < len(states) and state != "hung":
                for name, count in program.everywhere(wanted).items():
                    before[name] = before.get(name, 0) + count
            done.append(program.lock(state))
            if left := program.everywhere(wanted):
                hits.append((state, left))
    return {
        "locks": len(done),
        "hits": hits,
        "found_before": before,
        "gone_ms": spread([each.gone_ms for each in done]),
        "painted_ms": spread([each.painted_ms for each in done if each.state != "entrance"]),
        "slowest": sorted(((round(each.gone_ms), each.state) for each in done), reverse=True)[:5],
    }


def spread(figures: list[float]) -> dict[str, float]:
    ordered = sorted(figures)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)], 1),
        "max": round(ordered[-1], 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locks", type=int, default=50)
    parser.add_argument("--folder", type=Path, default=ROOT / "demo" / "torture" / "lock")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.folder, ignore_errors=True)
    told = lock_often(arguments.folder, arguments.locks)
    print(json.dumps(told, indent=2))
    shutil.rmtree(arguments.folder, ignore_errors=True)
    texts = {"note", "title", "typed"}
    return 0 if not told["hits"] and texts <= set(told["found_before"]) else 1  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
