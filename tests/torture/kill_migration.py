"""A process killed while it brings a vault of the first schema up to date: old or new, one is there."""

import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.torture import journey
from tests.torture.kill import Tally

from careernotes.errors import CareerNotesError
from careernotes.services import unlocking
from careernotes.vault import migrating
from careernotes.vault.connection import Connection
from careernotes.vault.lifecycle import open_with_passphrase

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "schema-1"
PASSPHRASE = str(json.loads((GOLDEN / "golden.json").read_text(encoding="utf-8"))["passphrase"])
BEFORE, INSIDE, AFTER = "before", "inside", "after"


def lay_out(folder: Path) -> None:
    """A copy of the golden vault."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(GOLDEN / "golden.careernotes", folder)
    for path in folder.iterdir():
        path.chmod(0o600)


def holds(folder: Path) -> tuple[str, bool]:
    """What the vault holds once it is open, and whether its check finds nothing."""
    desk = unlocking.unlock(folder, PASSPHRASE, clock=journey.SteadyClock(), allow_test=True)
    try:
        return journey.state_digest(desk), desk.vault.integrity().fine
    finally:
        desk.close()


def kill_once(folder: Path, chance: random.Random, weak: bool) -> str:
    """Start the migration, kill it somewhere, and say how far it had said it was."""
    wait_for = chance.choice((BEFORE, INSIDE, INSIDE))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.torture.kill_migration", str(folder), *(["weak"] if weak else [])],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        said = ""
        while said != wait_for:
            line = child.stdout.readline()
            if not line:
                raise RuntimeError("the migration stopped by itself")
            said = line.decode().strip()
        until = time.perf_counter() + chance.random() * (0.1 if wait_for == BEFORE else 0.03)
        while time.perf_counter() < until:
            pass
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().decode().splitlines()
        return rest[-1] if rest else said


def run(base: Path, kills: int, seed: int, *, weak: bool = False) -> Tally:
    """Kill the migration *kills* times, each time of a fresh copy."""
    base.mkdir(parents=True, exist_ok=True)
    folder, chance, tally = base / "golden.careernotes", random.Random(f"migration/{seed}"), Tally()
    lay_out(folder)
    wanted, fine = holds(folder)
    assert fine
    for kill in range(kills):
        lay_out(folder)
        said = kill_once(folder, chance, weak)
        examine(folder, wanted, said, tally, f"migration {kill}, {said}")
    return tally


def examine(folder: Path, wanted: str, said: str, tally: Tally, where: str) -> None:
    """Open what the kill left, as the mentor would."""
    tally.kills += 1
    try:
        tally.in_flight += said == INSIDE
        held, fine = holds(folder)
    except CareerNotesError as error:
        tally.no_key_opens += 1
        tally.first.append(f"{where}: {error.code} {error.facts}")
        return
    except Exception as error:  # noqa: BLE001 - whatever a half migrated vault makes of the program is a finding
        tally.corrupt += 1
        tally.first.append(f"{where}: {type(error).__name__}")
        return
    if held != wanted:
        tally.lost += 1
        tally.first.append(f"{where}: other content")
    elif not fine:
        tally.corrupt += 1
        tally.first.append(f"{where}: not sound")


def main() -> None:
    """Open the vault and so migrate it, saying when that begins and ends."""
    folder, weak = Path(sys.argv[1]), sys.argv[2:] == ["weak"]
    take = migrating._take

    def heard(connection: Connection, step: migrating.Step, *more: object) -> None:
        _say(INSIDE)
        take(connection, _halved(step) if weak else step, *more)  # type: ignore[arg-type]

    migrating._take = heard  # type: ignore[assignment]
    _say(BEFORE)
    vault = open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    _say(AFTER)
    vault.close()


def _halved(step: migrating.Step) -> migrating.Step:
    """The weakened build: every statement is kept by itself."""
    return dataclasses.replace(step, notes=tuple(_committed(step.notes)))


def _committed(statements: tuple[str, ...]) -> Iterator[str]:
    for statement in statements:
        yield from (statement, "COMMIT", "BEGIN IMMEDIATE")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
