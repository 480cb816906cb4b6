"""What the check of a vault tells, on real vaults with real harm done."""

from pathlib import Path

from tests.unit.services.conftest import PASSPHRASE, StoppedClock, facts_of, take_on

from careernotes.services.desk import Desk
from careernotes.services.unlocking import unlock
from careernotes.services.verifying import Trouble, verify_vault
from careernotes.services.work import Work
from careernotes.vault.errors import Notice


def reopened(folder: Path, clock: StoppedClock) -> Desk:
    return unlock(folder, PASSPHRASE, clock=clock, allow_test=True)


def test_counters_of_an_earlier_day_are_made_anew_and_told_once(desk: Desk, clock: StoppedClock) -> None:
    folder, themes = desk.vault.paths.folder, desk.vault.paths.themes
    assert verify_vault(desk, Work.silent()) == ()
    desk.close()
    earlier = themes.read_bytes()
    again = reopened(folder, clock)
    take_on(again, counted_general=True)
    right = facts_of(again)
    again.close()
    themes.write_bytes(earlier)
    healed = reopened(folder, clock)
    assert facts_of(healed) == right
    assert Notice.COUNTS_REBUILT in healed.vault.notices
    (finding,) = verify_vault(healed, Work.silent())
    assert (finding.trouble, finding.code) == (Trouble.COUNTERS, "CN556")
    assert "made anew" in finding.text()
    healed.close()
    last = reopened(folder, clock)
    assert verify_vault(last, Work.silent()) == ()
    last.close()
