"""A recovery sheet that was not typed back is remembered in the vault, whatever closes the window."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import first_steps, sheet_check, unlocking
from careernotes.services.desk import Desk
from careernotes.services.first_steps import FirstStep
from careernotes.vault.errors import DiskFullError, WrongSheetError


def make(folder: Path, clock: StoppedClock) -> unlocking.NewVault:
    return unlocking.create(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=clock, allow_test=True, ask_back=True
    )


def reopen(folder: Path, clock: StoppedClock) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, clock=clock, allow_test=True)


def mark_unchecked(desk: Desk) -> None:
    with desk.store.transaction():
        for name, value in sheet_check.to_be_checked().items():
            desk.store.set_setting(name, value)


def step_after_reopening(folder: Path, clock: StoppedClock) -> FirstStep:
    desk = reopen(folder, clock)
    try:
        return first_steps.first_run_state(desk).next_step
    finally:
        desk.close()


def test_a_sheet_not_typed_back_is_the_first_step_at_the_next_unlock(
    tmp_path: Path, clock: StoppedClock
) -> None:
    made = make(tmp_path / "v", clock)
    made.desk.close()
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.SHEET
    unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock).close()
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.KIT


def test_typing_the_whole_sheet_settles_it_and_another_sheet_does_not(
    tmp_path: Path, clock: StoppedClock
) -> None:
    made, other = make(tmp_path / "v", clock), make(tmp_path / "other", clock)
    with pytest.raises(WrongSheetError):
        sheet_check.prove_sheet(made.desk, other.sheet)
    assert sheet_check.check_waits(made.desk)
    sheet_check.prove_sheet(made.desk, made.sheet)
    made.desk.close()
    other.desk.close()
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.KIT


def test_going_on_without_a_sheet_is_kept(tmp_path: Path, clock: StoppedClock) -> None:
    made = make(tmp_path / "v", clock)
    sheet_check.note_without(made.desk)
    made.desk.close()
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.KIT


def test_an_empty_vault_is_removed_whole_and_can_be_made_anew(tmp_path: Path, clock: StoppedClock) -> None:
    old = make(tmp_path / "v", clock)
    sheet_check.remove_empty(old.desk)
    assert list(tmp_path.iterdir()) == []
    made = make(tmp_path / "v", clock)
    made.desk.close()
    assert made.sheet != old.sheet


@pytest.mark.parametrize("settled", [True, False])
def test_a_vault_with_people_or_a_checked_sheet_is_never_removed(desk: Desk, *, settled: bool) -> None:
    if not settled:
        take_on(desk)
        mark_unchecked(desk)
    with pytest.raises(sheet_check.VaultInUseError):
        sheet_check.remove_empty(desk)
    assert desk.vault.is_open
    assert desk.vault.paths.notes.exists()


@pytest.mark.parametrize("failure", [DiskFullError(), RuntimeError("bug")], ids=["full disk", "bug"])
def test_a_sheet_opens_a_vault_on_a_full_disk_and_nothing_leaves_it_open(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    made = make(tmp_path / "v", clock)
    made.desk.close()

    def fail(_desk: Desk) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(unlocking, "note_checked", fail)
        if isinstance(failure, DiskFullError):
            unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock).close()
        else:
            with pytest.raises(RuntimeError):
                unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock)
    # Free for its owner, and the sheet still to be typed back.
    assert step_after_reopening(tmp_path / "v", clock) is FirstStep.SHEET
