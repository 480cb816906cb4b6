"""A clock that is far ahead, or was once, takes no backup away."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.services import backups, erasing, proving, unlocking
from careernotes.services.desk import Desk
from careernotes.vault import backup_keeping
from careernotes.vault.backup_shelf import files


def four_days(desk: Desk, clock: StoppedClock) -> set[str]:
    for number in range(4):
        take_on(desk, f"Mira-0{number}")
        backups.back_up(desk)
        clock.forward(days=1)
    return {path.name for path in files(desk.vault.paths.backups)}


def write_something(desk: Desk, text: str) -> None:
    desk.store.put(replace(next(iter(desk.store.all(Mentee))), contact=text))


def later(desk: Desk, clock: StoppedClock) -> Desk:
    """Locked, and opened again at the time the clock shows."""
    desk.close()
    return unlocking.unlock(desk.vault.paths.folder, PASSPHRASE, clock=clock, allow_test=True)


@pytest.mark.parametrize("written", [True, False])
def test_one_day_with_a_clock_far_ahead_takes_no_backup_away(
    desk: Desk, clock: StoppedClock, *, written: bool
) -> None:
    before = four_days(desk, clock)
    desk.close()
    clock.forward(days=4000)
    for start in range(3):
        # Started three times before anybody notices.
        desk = later(desk, clock)
        if written:
            write_something(desk, str(start))
        backups.tend(desk)
        assert {path.name for path in files(desk.vault.paths.backups)} >= before
        clock.forward(minutes=5)
    clock.forward(days=-4000)
    desk = later(desk, clock)
    take_on(desk, "Bilu-22")
    backups.tend(desk)
    assert {path.name for path in files(desk.vault.paths.backups)} >= before
    desk.close()


def test_after_a_long_pause_what_is_too_old_goes_on_the_second_day(desk: Desk, clock: StoppedClock) -> None:
    before = four_days(desk, clock)
    clock.forward(days=200)
    desk = later(desk, clock)
    take_on(desk, "Tova-31")
    backups.tend(desk)
    assert {path.name for path in files(desk.vault.paths.backups)} > before
    clock.forward(days=1)
    desk = later(desk, clock)
    backups.tend(desk)
    assert len(files(desk.vault.paths.backups)) == 1
    desk.close()


def test_the_control_a_clock_that_is_always_believed_takes_them_all(
    desk: Desk, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = four_days(desk, clock)
    clock.forward(days=4000)
    monkeypatch.setattr(backup_keeping, "clock_fits", lambda _vault, _now: True)
    write_something(desk, "1")
    backups.tend(desk)
    assert not before & {path.name for path in files(desk.vault.paths.backups)}


def test_an_erasure_made_while_the_clock_was_ahead_does_not_empty_the_second_folder(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    backups.choose_second_folder(desk, stick)
    backups.back_up(desk)
    clock.forward(days=400)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, next(iter(desk.store.all(Mentee))).mentee_id)
    clock.forward(days=-400)
    for alias in ("Bilu-22", "Alma-13"):
        take_on(desk, alias)
        made = backups.back_up(desk).copied
        assert made is not None
        backups.tend(desk)
        assert (stick / made.name).is_file()
        assert backups.forget_erased(desk) == 0


def test_nothing_goes_from_the_second_folder_before_a_newer_copy_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    backups.choose_second_folder(desk, stick)
    old = backups.back_up(desk).copied
    assert old is not None
    stick.rename(pocket)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, next(iter(desk.store.all(Mentee))).mentee_id)
    for path in files(desk.vault.paths.backups):
        path.unlink()
    backup_keeping.adopt(desk.vault, desk.vault.paths.backups, backups.FolderKind.VAULT)
    pocket.rename(stick)
    before = (stick / old.name).read_bytes()
    assert backups.forget_erased(desk) == 0
    assert before in [path.read_bytes() for path in stick.iterdir()]
    backups.tend(desk)
    after = [path.read_bytes() for path in stick.glob("careernotes-*")]
    assert len(after) == 1
    assert before not in after
