"""What restores leave beside a vault: swept when it is its own, named by an erasure when it stays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, bringing_back, erasing, proving, salvaging, unlocking
from careernotes.services.desk import Desk
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import Notice
from careernotes.vault.header import Head
from careernotes.vault.salvage import rebuild

ROOT = Path(__file__).parents[3]
CHILD = """
import sys
from pathlib import Path
from careernotes.services import unlocking

desk = unlocking.unlock(Path(sys.argv[1]), sys.argv[2], allow_test=True)
print("open", flush=True)
sys.stdin.readline()
desk.close()
"""
SWEEP = """
import sys
from pathlib import Path
from careernotes.vault.arriving import sweep_leftovers
from careernotes.vault.bundle import VaultPaths

sweep_leftovers(VaultPaths(Path(sys.argv[1])), bytearray(32), sys.argv[2], 0)
"""
LEFT = ".restoring-0123456789abcdef"


def opened(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def unreached(desk: Desk) -> tuple[str, ...]:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return erasing.erase_person(desk, next(iter(desk.store.all(Mentee))).mentee_id).unreached


def beside(folder: Path, end: str) -> Path:
    return folder.with_name(f"{folder.name}{end}")


def test_what_a_killed_restore_left_goes_at_the_next_unlock(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    backups.back_up(desk)
    folder = desk.vault.paths.folder
    desk.close()
    for end in (".coming", LEFT):
        shutil.copytree(folder, beside(folder, end))
    half = beside(folder, ".restoring-fedcba9876543210")
    half.mkdir()
    (half / "notes.db.part").write_bytes(b"half of a database")
    strange = beside(folder, ".restoring-mine")
    strange.mkdir()
    desk = opened(folder)
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name, strange.name]
    assert Notice.ARRIVED not in desk.vault.notices
    assert unreached(desk) == ()
    desk.close()


def test_a_vault_that_waits_stays_when_it_is_newer_or_another_and_is_named(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    folder = desk.vault.paths.folder
    older = beside(folder, ".older")
    desk.close()
    shutil.copytree(folder, older)
    desk = opened(folder)
    take_on(desk, "Tova-31")
    desk.close()
    # Newer than what is at the place.
    folder.rename(beside(folder, ".coming"))
    older.rename(folder)
    desk = opened(folder)
    assert beside(folder, ".coming").is_dir()
    assert unreached(desk) == (str(beside(folder, ".coming")),)
    desk.close()
    # Somebody else's: neither touched nor named.
    shutil.rmtree(beside(folder, ".coming"))
    for end in (".coming", LEFT):
        other = unlocking.create(
            beside(folder, end), passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=StoppedClock(),
            allow_test=True,
        )  # fmt: skip
        other.desk.close()
    desk = opened(folder)
    take_on(desk, "Bilu-22")
    assert unreached(desk) == ()
    assert beside(folder, ".coming").is_dir()
    assert beside(folder, LEFT).is_dir()
    desk.close()


def test_it_is_said_when_the_one_that_waits_is_opened(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    folder = desk.vault.paths.folder
    desk.close()
    folder.rename(beside(folder, ".coming"))
    desk = opened(folder)
    assert Notice.ARRIVED in desk.vault.notices
    desk.close()
    desk = opened(folder)
    assert Notice.ARRIVED not in desk.vault.notices
    desk.close()


def test_a_vault_restored_beside_is_named_and_from_it_the_original(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    folder = desk.vault.paths.folder
    made = backups.back_up(desk).made
    place = bringing_back.place_beside(folder)
    file = folder / "backups" / made.name
    bringing_back.bring_back(file, place, PASSPHRASE, allow_test=True)
    second = bringing_back.place_beside(folder)
    bringing_back.bring_back(file, second, PASSPHRASE, allow_test=True)
    # A vault of somebody else with such a name.
    other = unlocking.create(
        bringing_back.place_beside(folder), passphrase=PASSPHRASE, profile=KdfProfile.TEST,
        clock=StoppedClock(), allow_test=True,
    )  # fmt: skip
    other.desk.close()
    assert set(unreached(desk)) == {str(place), str(second)}
    desk.close()
    restored = opened(place)
    assert set(unreached(restored)) == {str(folder), str(second)}
    restored.close()


def test_a_damaged_vault_and_what_was_salvaged_from_it_name_each_other(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    folder = desk.vault.paths.folder
    desk.close()
    first, second = (salvaged(folder) for _time in range(2))
    again = salvaged(first)
    # From a backup put beside, cut short: it is built, or waits.
    cut = [beside(bringing_back.place_beside(folder), end) for end in (".coming", LEFT)]
    for path in cut:
        shutil.copytree(folder, path)
    family = {folder, first, second, again, *cut}
    for each in (folder, again):
        desk = opened(each)
        assert set(unreached(desk)) == {str(path) for path in family - {each}}
        desk.close()


def test_a_killed_salvage_goes_when_it_is_of_this_vault_and_at_rest(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    folder = desk.vault.paths.folder
    desk.close()
    place = salvaging.free_place(folder)
    half, busy, other = (beside(place, f".new-{number * 8}") for number in "123")
    for path in (half, busy):
        shutil.copytree(folder, path)
    unlocking.create(
        other, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=StoppedClock(), allow_test=True
    ).desk.close()
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(busy), PASSPHRASE], env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as at_work:  # fmt: skip
        assert at_work.stdout is not None
        assert at_work.stdout.readline() == "open\n"
        desk = opened(folder)
        at_work.communicate("done\n", timeout=60)
    assert not half.exists()
    assert busy.is_dir()
    assert other.is_dir()
    assert unreached(desk) == (str(busy),)
    desk.close()
    desk = opened(folder)
    assert unreached(desk) == ()
    desk.close()


def test_a_salvage_that_is_still_being_made_is_not_swept_by_an_unlock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_on(desk, "Mira-07")
    folder, vault_id = desk.vault.paths.folder, desk.vault.vault_id
    desk.close()
    real, path = rebuild.write_heads, os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    seen: list[bool] = []

    def interrupted(paths: VaultPaths, head: Head, key: bytearray) -> None:
        # Its databases are closed at this moment, and its header says whose it is.
        subprocess.run(
            [sys.executable, "-c", SWEEP, str(folder), vault_id], env={**os.environ, "PYTHONPATH": path},
            check=True, timeout=60,
        )  # fmt: skip
        seen.append(paths.notes.is_file() and paths.headers[0].is_file())
        real(paths, head, key)

    monkeypatch.setattr(rebuild, "write_heads", interrupted)
    made = salvaged(folder)
    assert seen == [True]
    assert {each.name for each in made.iterdir()} <= {each.name for each in folder.iterdir()}
    desk = opened(made)
    assert [each.alias for each in desk.store.all(Mentee)] == ["Mira-07"]
    desk.close()


def salvaged(folder: Path) -> Path:
    return salvaging.salvage(folder, passphrase=PASSPHRASE, clock=StoppedClock(), allow_test=True).folder
