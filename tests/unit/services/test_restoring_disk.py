"""The disk fails at one of the last steps of a restore: the vault is closed by then, and nothing is lost."""

import errno
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.services import backups, proving, restoring, unlocking
from careernotes.services.desk import Desk
from careernotes.vault.errors import FailingDiskError

STEPS = 3


def failing_at(step: int, patch: pytest.MonkeyPatch) -> list[str]:
    """From the *step*-th change of a name on the disk does nothing any more; gives what was asked of it."""
    asked: list[str] = []
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        asked.append(Path(target).name)
        if len(asked) >= step:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    patch.setattr(Path, "rename", rename)
    return asked


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_disk_that_fails_after_the_vault_was_closed_leaves_one_that_opens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    take_on(desk, "Mira-07")
    made = backups.back_up(desk).made
    take_on(desk, "Tova-31")
    folder = desk.vault.paths.folder
    backup = desk.vault.paths.backups / made.name
    proving.prove(desk, PASSPHRASE, allow_test=True)
    with monkeypatch.context() as broken:
        asked = failing_at(step, broken)
        with pytest.raises(FailingDiskError) as failed:
            restoring.bring_back(desk, backup, PASSPHRASE, allow_test=True)
    assert len(asked) == step
    assert failed.value.safe
    assert not desk.vault.is_open
    again = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    found = {each.alias for each in again.store.all(Mentee)}
    # Until the present one is aside it stays in force; after that the restored one comes.
    assert found == ({"Mira-07"} if step == STEPS else {"Mira-07", "Tova-31"})
    assert again.vault.integrity().fine
    again.close()
    if step == STEPS:
        (aside,) = folder.parent.glob(f"{folder.stem}.before-restore-*")
        kept = unlocking.unlock(aside, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        assert {each.alias for each in kept.store.all(Mentee)} == {"Mira-07", "Tova-31"}
        kept.close()
    else:
        # And bringing it back works once the disk does.
        later = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        proving.prove(later, PASSPHRASE, allow_test=True)
        restoring.bring_back(later, backup, PASSPHRASE, allow_test=True)
        assert not list(folder.parent.glob("*.coming")) + list(folder.parent.glob("*.restoring-*"))
