"""How quick the desk is and what it holds: a real window, started by its supervisor, with a full vault.

Ten thousand notes for the memory of an open vault; 400 mentees with 6,000 conversations for every screen, for
a search letter by letter, for a key in a long note, and for the memory after all of that.
"""

import datetime as dt
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.bench import vault_bench
from tests.bench.desk_walk import LISTS, PASSPHRASE
from tests.bench.start_bench import SUPERVISED
from tests.torture.strace_run import keys_and_kit

from careernotes.demo.generate import generate
from careernotes.demo.vaults import root_of, write_vault
from careernotes.domain.mentees import Engagement
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import EngagementStatus, TrainingModule
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.first_steps import continue_without_kit, record_training, save_profile, sign_code
from careernotes.services.unlocking import create

WALK = Path(__file__).with_name("desk_walk.py")
ROOT = WALK.parents[2]
WEEKS = 52


def notes_vault(folder: Path, notes: int) -> Path:
    """A vault with so many notes, its first run done."""
    vault = folder / "notes.careernotes"
    desk = create(vault, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True).desk
    try:
        continue_without_kit(desk)
        sign_code(desk)
        save_profile(desk, caseload_limit=3)
        record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
        chance = random.Random(7)
        vault_bench.fill(desk.vault, notes, vault_bench.vocabulary(chance), chance)
    finally:
        desk.close()
    return vault


def people_vault(folder: Path, profile: str) -> Path:
    """The vault of the invented mentor with very many people, up to today."""
    today = dt.datetime.now(dt.UTC).date()
    keys_and_kit(folder)
    programme = generate(profile, 1, start=today - dt.timedelta(days=today.weekday(), weeks=WEEKS - 1))
    vault = folder / "people.careernotes"
    records = map(_running, programme.vault(0))
    write_vault(
        vault, records, root=root_of("bench", 0), passphrase=PASSPHRASE, kit=folder / "kit.cnkit",
        today=today, profile=KdfProfile.TEST, allow_test=True,
    )  # fmt: skip
    return vault


def _running(record: Record) -> Record:
    """The same record; a relation goes on, so that all four hundred stand in the lists."""
    if not isinstance(record, Engagement):
        return record
    return replace(record, status=EngagementStatus.ACTIVE, ended_on=None, end_reason=None)


def walked(vault: Path, how: str, home: Path) -> list[dict[str, object]]:
    """What the window on *vault* says while it walks."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "CAREERNOTES_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", SUPERVISED, sys.executable, "-S", "-P", str(WALK), str(vault), how]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, timeout=900, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def summed(said: list[dict[str, object]]) -> dict[str, object]:
    """The lines as one object; the slowest list and the slowest screen by their medians."""
    memory = {str(each["memory"]): each for each in said if "memory" in each}
    screens = {str(each["screen"]): each for each in said if "screen" in each}
    found: dict[str, object] = {"memory": memory}
    for each in said:
        found.update({name: each[name] for name in ("search", "key") if name in each})
    if screens:
        found["screens"] = screens
        found["slowest_list_ms"] = max(screens[name]["median_ms"] for name in LISTS)  # type: ignore[type-var]
        found["most_work_ms"] = max(screens[name]["cpu_ms"] for name in LISTS)  # type: ignore[type-var]
    return found


def measure(folder: Path, *, notes: int = 10_000, profile: str = "heavy_vault") -> dict[str, object]:
    """Both vaults, one after the other."""
    full = notes_vault(folder, notes)
    opened = summed(walked(full, "open", folder / "home-notes"))
    used = summed(walked(people_vault(folder, profile), "use", folder / "home-people"))
    return {"notes": notes, "people": profile, "opened": opened, "used": used}


def glance(folder: Path) -> dict[str, object]:
    """Every figure, from one short walk through a small vault: not what they are, but that they are taken."""
    said = summed(walked(notes_vault(folder, 30), "glance", folder / "home"))
    return {"opened": said, "used": said}


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(Path(scratch)), indent=2))
