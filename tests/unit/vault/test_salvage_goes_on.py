"""A salvaged vault goes on from the damaged one: its place in time, its people, what was half typed."""

import shutil
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on

from careernotes.domain.vocabulary import TrainingModule
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import last_seen
from careernotes.services.desk import Desk
from careernotes.services.first_steps import continue_without_kit, record_training, save_profile, sign_code
from careernotes.services.last_view import HalfTyped, LastView, last_view, put_view_aside
from careernotes.services.salvaging import salvage
from careernotes.services.unlocking import change_passphrase, create, unlock, unlock_with_sheet
from careernotes.vault.errors import Notice
from careernotes.vault.sealed_pages import PAGE

OTHER = "gazebo trombone lichen parsnip quarry"
VIEW = LastView(screen="growth", arguments={}, typed=(HalfTyped(key="field", text="half a word"),))


@pytest.fixture
def left(tmp_path: Path) -> tuple[Path, str, str, dict[str, int]]:
    """A vault somebody worked in: its folder, its sheet, how far this computer knows it, and its numbers."""
    folder = tmp_path / "mine.careernotes"
    made = create(folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    desk = made.desk
    continue_without_kit(desk)
    sign_code(desk)
    save_profile(desk, caseload_limit=3)
    record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
    for name in ("Robin-1", "Tova-31"):
        take_on(desk, name, counted_general=True)
    change_passphrase(desk, OTHER, profile=KdfProfile.TEST, allow_test=True)
    assert put_view_aside(desk, VIEW)
    numbers = numbers_of(desk)
    assert len(numbers) == 2
    memory = last_seen.at_lock("", desk)
    desk.close()
    return folder, made.sheet, memory, numbers


def numbers_of(desk: Desk) -> dict[str, int]:
    rows = desk.store.connection().execute("SELECT mentee_id, number FROM main.person_number")
    return {str(key): int(str(number)) for key, number in rows}


def damage(folder: Path, page: int) -> None:
    with (folder / "notes.db").open("r+b") as stream:
        stream.seek((page - 1) * PAGE + 999)
        stream.write(b"x" * 9)


@pytest.mark.parametrize("how", ["whole", "first page", "no header"])
def test_the_salvaged_vault_is_not_said_to_be_older(
    how: str, left: tuple[Path, str, str, dict[str, int]]
) -> None:
    folder, sheet, memory, _numbers = left
    if how == "first page":
        damage(folder, 1)
    elif how == "no header":
        for path in (folder / "header.a", folder / "header.b"):
            path.unlink()
    if how == "no header":
        report = salvage(folder, sheet=sheet)
        desk = unlock_with_sheet(report.folder, sheet)
    else:
        report = salvage(folder, passphrase=OTHER, allow_test=True)
        desk = unlock(report.folder, OTHER, allow_test=True)
    try:
        assert last_seen.compare(memory, desk) is None
        assert not desk.vault.notices & {Notice.NOTES_OLDER, Notice.NOTES_CHANGED, Notice.HEADER_OLDER}
        assert desk.vault.integrity().fine
    finally:
        desk.close()


def test_whoever_was_counted_is_counted_under_the_same_number(
    left: tuple[Path, str, str, dict[str, int]],
) -> None:
    folder, _sheet, _memory, numbers = left
    report = salvage(folder, passphrase=OTHER, allow_test=True)
    assert report.numbers == 2
    desk = unlock(report.folder, OTHER, allow_test=True)
    try:
        assert numbers_of(desk) == numbers
        counted = desk.store.connection().execute("SELECT person FROM th.person").fetchall()
        assert {int(str(row[0])) for row in counted} == set(numbers.values())
    finally:
        desk.close()


def test_what_was_half_typed_comes_along(left: tuple[Path, str, str, dict[str, int]]) -> None:
    folder = left[0]
    report = salvage(folder, passphrase=OTHER, allow_test=True)
    assert report.aside
    desk = unlock(report.folder, OTHER, allow_test=True)
    try:
        assert last_view(desk) == VIEW
    finally:
        desk.close()
    assert (folder / "aside.cnd").is_file()
    shutil.rmtree(report.folder)
    (folder / "aside.cnd").unlink()
    assert not salvage(folder, passphrase=OTHER, allow_test=True).aside
