"""New keys change nothing about what was released: the same bytes again, and nothing a second time."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on
from tests.unit.services.kits import kit_file
from tests.unit.services.test_exporting import (
    HALF,
    meet,
    release_list,
    reprint_list,
    twelve_released,
    write_contribution,
)

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import first_steps, rekeying, unlocking
from careernotes.services.backups import back_up
from careernotes.services.desk import Desk
from careernotes.services.exporter_events import ExporterRefusedError
from careernotes.services.unlocking import WeakPassphraseError
from careernotes.vault.errors import WrongPassphraseError
from careernotes.vault.ledger_memory import check_ledger

OTHER = "ocelot marzipan tundra clavicle vestibule"


@pytest.fixture
def programme(desk: Desk, tmp_path: Path) -> Desk:
    """A mentor in a programme."""
    return first_steps.adopt_kit(desk, kit_file(tmp_path))


def with_new_keys(desk: Desk, passphrase: str = PASSPHRASE, *, drop_old: bool = False) -> Desk:
    new = rekeying.begin(desk, passphrase, profile=KdfProfile.TEST, allow_test=True)
    rekeying.finish(desk, new, drop_old=drop_old)
    return unlocking.unlock(desk.vault.paths.folder, passphrase, clock=StoppedClock(), allow_test=True)


def test_a_released_list_is_reprinted_byte_for_byte_and_not_released_again(
    programme: Desk, tmp_path: Path
) -> None:
    desk = with_new_keys(twelve_released(programme, tmp_path / "first"))
    check_ledger(desk.vault)
    reprint_list(desk, HALF, tmp_path / "again")
    for name in ("report.json", "report.csv", "report.html", "report.pdf"):
        if (tmp_path / "first" / name).exists():
            assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()
    assert (tmp_path / "again" / "report.json").exists()
    with pytest.raises(ExporterRefusedError) as refused:
        release_list(desk, HALF, tmp_path / "twice")
    assert refused.value.code.startswith("CN4")
    assert not (tmp_path / "twice").exists()
    desk.close()


def test_a_contribution_made_after_it_takes_the_place_of_the_one_before(
    programme: Desk, tmp_path: Path
) -> None:
    meet(programme, take_on(programme, "Mira-07", counted_general=True), "net.sponsor")
    assert write_contribution(programme, HALF, tmp_path / "one.cncontrib").revision == 1
    desk = with_new_keys(programme)
    assert write_contribution(desk, HALF, tmp_path / "two.cncontrib").revision == 2
    desk.close()


def test_a_new_passphrase_must_be_a_strong_one_and_backups_go_on_wish(desk: Desk) -> None:
    with pytest.raises(WeakPassphraseError):
        rekeying.begin(desk, "letmein", profile=KdfProfile.TEST, allow_test=True)
    back_up(desk)
    folder = desk.vault.paths
    desk = with_new_keys(desk)
    assert len(list(folder.backups.iterdir())) == 1
    back_up(desk)
    desk = with_new_keys(desk, OTHER, drop_old=True)
    # The one from before the first change is under keys nobody here has: it is left where it is.
    assert len(list(folder.backups.iterdir())) == 1
    desk.close()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(folder.folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def test_old_copies_that_cannot_be_deleted_stay_and_are_not_counted_as_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk)
    take_on(desk, "Mira-07")
    back_up(desk)
    folder = desk.vault.paths.folder
    kept, other = sorted((folder / "backups").glob("*.cnbak"))
    new = rekeying.begin(desk, OTHER, profile=KdfProfile.TEST, allow_test=True)
    real = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self == kept:
            raise PermissionError(13, "in use")
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    assert new.old_copies == 2
    assert rekeying.finish(desk, new, drop_old=True) == 1
    monkeypatch.undo()
    assert kept.exists()
    assert not other.exists()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    unlocking.unlock(folder, OTHER, clock=StoppedClock(), allow_test=True).close()
