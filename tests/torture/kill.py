"""A process killed at any moment of a mentor's work: what it had said is kept, is there; nothing in halves.

    python -m tests.torture.kill --kills 500
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.torture import attack, journey

from careernotes.errors import CareerNotesError
from careernotes.services import unlocking
from careernotes.services.desk import Desk
from careernotes.vault.errors import WrongPassphraseError

LONGEST_STEP = 0.02
# These take longer, and their last moments are the ones that count.
LONGEST_OF = {"backup": 0.1, "rekey": 0.25, "restore": 0.3}


@dataclass(slots=True, kw_only=True)
class Tally(attack.Tally):
    """What the kills showed; ``in_flight`` counts those that met a change half done."""

    kills: int = 0
    lost: int = 0
    corrupt: int = 0
    no_key_opens: int = 0
    in_flight: int = 0


@dataclass(slots=True)
class Said:
    """What a vault must hold after each step."""

    digests: list[str]
    passphrases: list[int]


def foretell(folder: Path, seed: int, steps: list[str], passphrase: int) -> Said:
    """Do the steps on a copy: with the same seed the killed process would hold the same."""
    copy = folder.with_name("copy.careernotes")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    said = Said([], [])

    def hear(line: str) -> None:
        _ack, _number, digest, passphrase = line.split()
        said.digests.append(digest)
        said.passphrases.append(int(passphrase))

    worker = journey.open_worker(copy, seed, passphrase)
    journey.work(worker, steps, hear)
    worker.desk.close()
    return said


def kill_once(
    folder: Path, seed: int, steps: list[str], passphrase: int, chance: random.Random, weak: str | None
) -> int:
    """Start the work, kill it somewhere, and return the number of the last step it called done."""
    after = chance.randrange(len(steps))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.torture.journey", str(folder), "--seed", str(seed),
         "--steps", ",".join(steps), "--passphrase", str(passphrase)] + (["--weak", weak] if weak else []),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        done = -1
        while done < after:
            line = child.stdout.readline()
            if not line:
                raise RuntimeError("the work stopped by itself")
            done = int(line.split()[1])
        longest = LONGEST_OF.get(steps[done], LONGEST_STEP) if done < len(steps) else LONGEST_STEP
        until = time.perf_counter() + chance.random() * longest
        while time.perf_counter() < until:
            pass
        child.send_signal(signal.SIGKILL)
        for line in child.stdout.read().decode().splitlines(keepends=True):
            if line.endswith("\n"):
                done = int(line.split()[1])
    return done


def examine(folder: Path, said: Said, done: int, tally: Tally, where: str) -> int:
    """Compare the vault with what was said, and return the passphrase in force."""
    tally.kills += 1
    expected = {number: said.digests[number] for number in (done, done + 1) if number < len(said.digests)}
    opened = _open(folder, [said.passphrases[number] for number in expected], tally, where)
    if opened is None:
        return said.passphrases[done]
    desk, passphrase = opened
    try:
        held = journey.state_digest(desk)
        if not desk.store.integrity().fine:
            tally.corrupt += 1
            tally.first.append(f"{where}: {desk.store.integrity()}")
        elif bad := journey.bad_backups(desk):
            tally.corrupt += 1
            tally.first.append(f"{where}: counted backups {bad}")
        elif held not in expected.values():
            tally.lost += 1
            tally.first.append(f"{where}: holds {held}, not one of {expected}")
        elif held != expected[done]:
            tally.in_flight += 1
    finally:
        desk.close()
    return passphrase


def _open(folder: Path, passphrases: list[int], tally: Tally, where: str) -> tuple[Desk, int] | None:
    for number in dict.fromkeys(passphrases):
        try:
            clock = journey.SteadyClock()
            desk = unlocking.unlock(folder, journey.PASSPHRASES[number], clock=clock, allow_test=True)
        except WrongPassphraseError:
            continue
        except CareerNotesError as error:
            tally.first.append(f"{where}: {error.code} {error.facts}")
            break
        return desk, number
    tally.no_key_opens += 1
    return None


def run(base: Path, *, kills: int, seed: int = 1, weak: str | None = None) -> Tally:
    """Kill the work *kills* times, in one vault that goes on living."""
    base.mkdir(parents=True, exist_ok=True)
    folder, chance, tally, passphrase = base / "v.careernotes", random.Random(seed), Tally(), 0
    journey.prepare(folder)
    for kill in range(kills):
        steps = chance.choices(list(journey.STEPS), k=6)
        round_seed = seed * 100_000 + kill
        try:
            said = foretell(folder, round_seed, steps, passphrase)
        except CareerNotesError as error:
            tally.corrupt += 1
            tally.first.append(f"before kill {kill}: {error.code} {error.facts}")
            break
        done = kill_once(folder, round_seed, steps, passphrase, chance, weak)
        next_step = steps[done] if done < len(steps) else "the end"
        passphrase = examine(folder, said, done, tally, f"kill {kill} after {done}, in {next_step}")
        if tally.no_key_opens:
            break
    return tally


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weak", choices=journey.WEAK)
    asked = parser.parse_args()
    print(json.dumps(run(asked.base, kills=asked.kills, seed=asked.seed, weak=asked.weak).figures()))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", f"src{os.pathsep}.")
    main()
