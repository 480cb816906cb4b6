"""A power cut at every moment of a mentor's work: replay what was written, lose or tear what was not synced.

One recording under strace gives thousands of disk images; each is opened by the real program and must hold
exactly what was acknowledged, or that and the one change under way.

    python -m tests.torture.power_cut --images 5000
"""

import argparse
import contextlib
import copy
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import attack, journey, once
from tests.torture.disk import Disk, Image
from tests.torture.strace_log import Operation, record

from careernotes.domain.records import RECORD_TYPES
from careernotes.errors import CareerNotesError
from careernotes.services import unlocking
from careernotes.services.desk import Desk
from careernotes.vault.errors import Notice, WrongPassphraseError

VAULT = "v.careernotes"
ELSEWHERE = "moved"
# How often a recording is gone through for as many different images as are asked for.
PASSES = 6


@dataclass(slots=True, kw_only=True)
class Tally(attack.Tally):
    """What the images showed."""

    images: int = 0
    lost: int = 0
    corrupt: int = 0
    disagreeing: int = 0
    no_key_opens: int = 0


def take_down(folder: Path, log: Path, *, seed: int, weak: str | None, steps: str) -> list[Operation]:
    """Record the journey on the vault in *folder*, which is put back as it was before."""
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    program = [sys.executable, "-m", "tests.torture.journey"]
    command = [*program, str(folder), "--seed", str(seed), "--steps", steps]
    done = record(command + (["--weak", weak] if weak else []), log)
    shutil.rmtree(folder)
    before.rename(folder)
    return done


def moments(
    disk: Disk, operations: list[Operation], seed: str, random_ones: int, wanted: Callable[[], bool]
) -> Iterator[Image]:
    """Images of the recording, in order; *disk* is as it was before."""
    for moment, operation in enumerate(operations):
        if disk.follow(operation):
            yield from disk.images(moment, random.Random(f"{seed}/{moment}"), random_ones, wanted)


@dataclass(slots=True)
class Quota:
    """Which images are looked at: spread evenly over a recording, to its very end, and no two the same."""

    wanted: int
    candidates: int
    taken: int = 0
    asked: int = 0
    seen: set[bytes] = field(default_factory=set)

    def due(self) -> bool:
        """Whether the next candidate is to be made."""
        self.asked += 1
        return self.taken * self.candidates < self.wanted * self.asked and self.taken < self.wanted

    def takes(self, image: Image) -> bool:
        """Whether it is another one than all before."""
        place = image.digest()
        new = place not in self.seen
        self.seen.add(place)
        self.taken += new
        return new


def different_images(folder: Path, operations: list[Operation], seed: int, images: int) -> Iterator[Image]:
    """So many images of a recording, each different from all others."""
    # The disk as it was when the recording began: the images are laid out in its place.
    start, (changes, unsynced) = Disk(folder.parent), how_many(folder, operations)
    # Twice as many as asked for: where little was under way, many are the same.
    random_ones = max(1, -(-2 * images // max(1, changes + unsynced)))
    quota = Quota(images, changes + unsynced * (1 + random_ones))
    for attempt in range(PASSES):
        for image in moments(copy.deepcopy(start), operations, f"{seed}/{attempt}", random_ones, quota.due):
            if quota.takes(image):
                yield image
        if quota.taken >= images:
            return
        # What was the same as another is made up for.
        quota.candidates = 0


def how_many(folder: Path, operations: list[Operation]) -> tuple[int, int]:
    """The number of changes, and after how many of them something was not yet on the disk."""
    disk, changes, unsynced = Disk(folder.parent), 0, 0
    for operation in operations:
        if disk.follow(operation):
            changes += 1
            unsynced += disk.pending
    return changes, unsynced


def examine(
    folder: Path, image: Image, said: dict[int, tuple[str, int]], tally: Tally, *, moved: bool
) -> None:
    """Open *image* as the program would and compare it with what was acknowledged.

    In a vault moved elsewhere the two databases may have parted; the program must then mend the counts.
    """
    tally.images += 1
    done = int(image.acknowledged[-1].split()[0]) if image.acknowledged else -1
    expected = [said[number] for number in (done, done + 1) if number in said]
    where = f"moment {image.moment}, after {done}{', moved' if moved else ''}"
    try:
        desk = _opened(folder, [passphrase for _digest, passphrase in expected] or [0])
    except CareerNotesError as error:
        tally.no_key_opens += 1
        tally.first.append(f"{where}: {error.code} {error.facts}")
        return
    try:
        if desk is None:
            tally.no_key_opens += 1
            tally.first.append(f"{where}: no passphrase")
            return
        _compare(desk, {digest for digest, _passphrase in expected}, tally, where, moved=moved)
    finally:
        if desk is not None:
            desk.close()


def _opened(folder: Path, passphrases: list[int]) -> Desk | None:
    clock = journey.SteadyClock()
    for number in dict.fromkeys(passphrases):
        with contextlib.suppress(WrongPassphraseError):
            return unlocking.unlock(folder, journey.PASSPHRASES[number], clock=clock, allow_test=True)
    return None


def _compare(desk: Desk, digests: set[str], tally: Tally, where: str, *, moved: bool) -> None:
    if not desk.store.integrity().fine:
        tally.corrupt += 1
        tally.first.append(f"{where}: {desk.store.integrity()}")
    elif bad := journey.bad_backups(desk):
        tally.corrupt += 1
        tally.first.append(f"{where}: counted backups {bad}")
    elif digests and (found := journey.state_digest(desk)) not in digests:
        tally.lost += 1
        tally.first.append(f"{where}: holds {found}, not one of {sorted(digests)}")
    elif not moved and Notice.COUNTS_REBUILT in desk.vault.notices:
        tally.disagreeing += 1
        tally.first.append(f"{where}: the two databases disagreed")
    elif not desk.store.all(next(iter(RECORD_TYPES.values()))):
        tally.lost += 1
        tally.first.append(f"{where}: empty")


def run_share(
    base: Path, log: Path, *, seed: int, weak: str | None, images: int, share: int, of: int, steps: str
) -> Tally:
    """One worker's share: it records for itself, so nothing is handed between processes."""
    once.derive_each_key_once()
    folder = base / "disk" / VAULT
    folder.parent.mkdir(parents=True)
    journey.prepare(folder)
    operations = take_down(folder, log, seed=seed, weak=weak, steps=steps)
    said = acknowledgements(folder, operations)
    tally = Tally()
    for number, image in enumerate(different_images(folder, operations, seed, images)):
        if number % of != share:
            continue
        moved = number // of % 5 == 0
        target = base / ELSEWHERE if moved else folder.parent
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        image.lay_out(target)
        examine(target / VAULT, image, said, tally, moved=moved)
    return tally


def acknowledgements(folder: Path, operations: list[Operation]) -> dict[int, tuple[str, int]]:
    """What the vault held after each step, by the word of the recording itself."""
    disk = Disk(folder.parent)
    for operation in operations:
        disk.follow(operation)
    lines = [line.split() for line in disk.acknowledged]
    return {int(number): (digest, int(passphrase)) for number, digest, passphrase in lines}


def run(
    base: Path, *, images: int, weak: str | None = None, seed: int = 1, workers: int = 2,
    steps: str = ",".join(journey.ROUND),
) -> attack.Figures:  # fmt: skip
    """All images, over several processes; the figures of all."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.torture.power_cut", "--base", str(base / f"worker{share}"),
             "--steps", steps, "--images", str(images), "--seed", str(seed),
             "--share", str(share), "--of", str(workers)]
            + (["--weak", weak] if weak else []),
            stdout=subprocess.PIPE,
        )
        for share in range(workers)
    ]  # fmt: skip
    shares = []
    for process in started:
        assert process.stdout is not None
        said = process.stdout.read()
        if process.wait() != 0:
            raise RuntimeError("a worker failed")
        shares.append(json.loads(said))
    return attack.added(shares)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--share", type=int)
    parser.add_argument("--of", type=int, default=2)
    parser.add_argument("--steps", default=",".join(journey.ROUND))
    parser.add_argument("--weak", choices=journey.WEAK)
    asked = parser.parse_args()
    if asked.share is None:
        figures = run(
            asked.base, images=asked.images, weak=asked.weak, seed=asked.seed, workers=asked.of,
            steps=asked.steps,
        )  # fmt: skip
    else:
        # In memory, and of this process only: workers can use the same paths.
        attack.own_disk(asked.base, "1g")
        figures = run_share(
            asked.base, asked.base / "log", seed=asked.seed, weak=asked.weak, images=asked.images,
            share=asked.share, of=asked.of, steps=asked.steps,
        ).figures()  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
