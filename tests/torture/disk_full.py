"""A disk that becomes full at every place a change writes: nothing lost, still readable, said in plain words.

A small file system in memory is filled until a given number of blocks is free; then one step of the journey
is tried. Each number of free blocks at which the step fails is one more place at which it wrote in vain.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import attack, journey
from tests.torture.attack import Figures

from careernotes.errors import CareerNotesError
from careernotes.services import unlocking
from careernotes.vault import bundle, connection, notes
from careernotes.vault.backup_errors import BackupDiskFullError
from careernotes.vault.connection import DatabaseError
from careernotes.vault.errors import DiskFullError

BLOCK = 4096
SIZE = 8 << 20
FIRST_STEPS = ("draft", "save", "draft", "save", "draft")
# A step that met no full disk at this many sizes in a row has all the space it needs.
ENOUGH = 3


@dataclass(slots=True, kw_only=True)
class Tally(attack.Tally):
    """What the full disks showed. ``unclear`` are failures told in any other way than as a full disk."""

    sites: int = 0
    done: int = 0
    lost: int = 0
    unreadable: int = 0
    unclear: int = 0
    steps: dict[str, int] = field(default_factory=dict)


def missing() -> str:
    """Why there can be no small disk here; tried in a process of its own, because the mounts stay with it."""
    if reason := attack.linux():
        return reason
    probe = "import sys; from pathlib import Path; from tests.torture.attack import own_disk; "
    probe += "sys.exit(0 if own_disk(Path(sys.argv[1]), '1m') else 1)"
    folder = Path(__file__).parents[2] / "demo" / "torture" / "probe"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", probe, str(folder)], cwd=root, check=False, capture_output=True,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
    )  # fmt: skip
    return "" if done.returncode == 0 else "needs a file system of its own: root, or user namespaces"


def run(base: Path, sites: int, seed: int, names: tuple[str, ...] = tuple(journey.STEPS)) -> Figures:
    """Try every step at every fill level until *sites* writes in vain were met."""
    base.mkdir(parents=True, exist_ok=True)
    model = base / "model.careernotes"
    prepare(model, seed)
    small, tally = base / "small", Tally()
    if not attack.mount_memory(small, str(SIZE)):
        raise RuntimeError("no small disk")
    for name in names:
        at_every_level(model, small, name, seed, tally, -(-sites // len(names)))
    attack.unmount(small)
    return tally.figures()


def prepare(model: Path, seed: int) -> None:
    """A vault with a few conversations."""
    journey.prepare(model)
    worker = journey.open_worker(model, seed)
    try:
        for name in FIRST_STEPS:
            journey.STEPS[name](worker)
    finally:
        worker.desk.close()


def at_every_level(model: Path, small: Path, name: str, seed: int, tally: Tally, most: int) -> None:
    """One step on a disk with 0, 1, 2 ... free blocks; in bigger strides when it writes much."""
    well, free, met = 0, 0, 0
    needs = blocks_needed(model, small, name, seed, most)
    stride = max(1, needs // max(1, most))
    while well < ENOUGH:
        if once(model, small, name, seed, free, tally):
            well += 1
        else:
            well, met = 0, met + 1
        free += stride
        assert free < SIZE // BLOCK, f"{name} never had enough"
    tally.steps[name] = tally.steps.get(name, 0) + met


def blocks_needed(model: Path, small: Path, name: str, seed: int, most: int) -> int:
    """The fewest free blocks with which the step goes through; as exactly as *most* strides need to know."""
    low, high = 0, SIZE // BLOCK // 2
    while low < high - high // (4 * most):
        middle = (low + high) // 2
        if once(model, small, name, seed, middle, Tally()):
            high = middle
        else:
            low = middle + 1
    return low


def once(model: Path, small: Path, name: str, seed: int, free: int, tally: Tally) -> bool:
    """One step with *free* blocks left; whether it went through."""
    for old in small.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    folder = small / "v.careernotes"
    shutil.copytree(model, folder)
    worker = journey.open_worker(folder, seed + 1)
    before, where, through = journey.state_digest(worker.desk), f"{name} with {free} blocks free", False
    fill(small, free)
    try:
        journey.STEPS[name](worker)
        through = True
        tally.done += 1
    except (DiskFullError, BackupDiskFullError):
        tally.sites += 1
    except CareerNotesError as error:
        tally.sites += 1
        tally.unclear += 1
        tally.first.append(f"{where}: {error.code} {error.facts}")
    except Exception as error:  # noqa: BLE001 - any other failure is what this looks for
        tally.sites += 1
        tally.unclear += 1
        tally.first.append(f"{where}: {type(error).__name__} {error}")
    worker.desk.close()
    examine(folder, before, through, worker.passphrase, tally, where)
    return through


def examine(folder: Path, before: str, through: bool, passphrase: int, tally: Tally, where: str) -> None:
    """With the disk still full, after the program has ended: everything is there and can be read."""
    tried = dict.fromkeys((passphrase, 0))
    desk = None
    for number in tried:
        try:
            desk = unlocking.unlock(
                folder, journey.PASSPHRASES[number], clock=journey.SteadyClock(), allow_test=True
            )
            break
        except (CareerNotesError, DatabaseError) as error:
            reason = f"{type(error).__name__} {error}"
    if desk is None:
        tally.unreadable += 1
        tally.first.append(f"{where}: does not open, {reason}")
        return
    try:
        if not desk.vault.integrity().fine:
            tally.lost += 1
            tally.first.append(f"{where}: {desk.vault.integrity()}")
        elif not through and journey.state_digest(desk) != before:
            tally.lost += 1
            tally.first.append(f"{where}: holds something else than before")
    finally:
        desk.close()


def fill(small: Path, free: int) -> None:
    """Take all blocks but *free*."""
    handle = os.open(small / "filler", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        size = 0
        for chunk in (1 << 20, BLOCK):
            with contextlib.suppress(OSError):
                while True:
                    written = os.write(handle, bytes(chunk))
                    size += written
        os.ftruncate(handle, max(0, size - size % BLOCK - free * BLOCK))
    finally:
        os.close(handle)


def in_halves(base: Path, sites: int, seed: int) -> Figures:
    """The weakened build: every record of a change is kept by itself."""
    journey.weaken("halves")
    return run(base, sites, seed, ("save", "consent"))


def without_words(base: Path, sites: int, seed: int) -> Figures:
    """The weakened build: what the system says goes through as it is."""

    @contextlib.contextmanager
    def as_it_is(*_more: object, **_named: object) -> Iterator[None]:
        yield

    notes.store_errors = as_it_is  # type: ignore[assignment]
    connection.store_errors = as_it_is  # type: ignore[assignment]
    bundle.disk_errors = as_it_is  # type: ignore[assignment]
    return run(base, sites, seed, ("save",))
