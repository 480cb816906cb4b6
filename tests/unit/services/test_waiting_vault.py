"""A restored vault that waits for its place and has no header opens with its sheet."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, ready, take_on

from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, unlocking
from careernotes.vault import arriving, restore
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import Notice, WrongSheetError


@pytest.mark.parametrize("how", ["no header", "damaged headers"])
def test_a_vault_that_waits_without_a_header_opens_with_its_sheet_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    made, other = (
        unlocking.create(
            tmp_path / name, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=StoppedClock(),
            allow_test=True,
        )
        for name in ("v.careernotes", "other.careernotes")
    )  # fmt: skip
    made.desk.close()
    other.desk.close()
    paths = VaultPaths(tmp_path / "v.careernotes")
    for path in paths.headers:
        path.unlink()
    desk = unlocking.unlock_with_sheet(paths.folder, made.sheet, clock=StoppedClock())
    take_on(ready(desk), "Mira-07", agreed=False)
    name = backups.back_up(desk).made.name
    desk.close()

    def cut(_paths: VaultPaths) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut_short:
        cut_short.setattr(restore, "arrive", cut)
        with pytest.raises(KeyboardInterrupt):
            restore.restore_with_sheet(paths.backups / name, paths.folder, made.sheet)
    assert not paths.folder.exists()
    waiting = arriving.coming_of(paths)
    assert not any(path.exists() for path in waiting.headers)
    if how == "damaged headers":
        for path in waiting.headers:
            path.write_bytes(b"rubbish")
    with pytest.raises(WrongSheetError):
        unlocking.unlock_with_sheet(paths.folder, other.sheet)
    assert waiting.folder.is_dir()
    again = unlocking.unlock_with_sheet(paths.folder, made.sheet)
    assert Notice.ARRIVED in again.vault.notices
    assert [each.alias for each in again.store.all(Mentee)] == ["Mira-07"]
    again.close()
