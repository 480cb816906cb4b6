"""What restores leave beside a vault: swept when it is its own, named by an erasure when it stays."""

import shutil
from pathlib import Path

from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, bringing_back, erasing, proving, unlocking
from careernotes.services.desk import Desk
from careernotes.vault.errors import Notice

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
