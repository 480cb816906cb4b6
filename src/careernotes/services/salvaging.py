"""Getting a damaged vault's notes into a new vault beside it; the damaged one is never touched."""

from pathlib import Path

from careernotes.domain.clock import Clock
from careernotes.i18n import _
from careernotes.services.coding import rebuild_facts
from careernotes.services.unlocking import unlock, unlock_with_sheet
from careernotes.services.work import Work
from careernotes.services.workplace import SystemClock
from careernotes.vault.salvage.run import (
    Plan,
    SalvageReport,
    salvage_with_passphrase,
    salvage_with_sheet,
)

__all__ = ["SalvageReport", "free_place", "salvage"]


def free_place(damaged: Path) -> Path:
    """A folder beside the damaged one that is not there yet."""
    number, stem = 1, damaged.name.removesuffix(".careernotes")
    while (place := damaged.with_name(f"{stem}.salvaged-{number}.careernotes")).exists():
        number += 1
    return place


def salvage(
    damaged: Path,
    *,
    passphrase: str = "",
    sheet: str = "",
    into: Path | None = None,
    clock: Clock | None = None,
    work: Work | None = None,
    allow_test: bool = False,
) -> SalvageReport:
    """Read every whole page of the vault in *damaged*, write what was found into a new vault, count anew.

    Raises:
        CareerNotesError: when neither passphrase nor sheet fits, or the new folder cannot be written.
    """
    watched, clock = work or Work.silent(), clock or SystemClock()
    plan = Plan(
        into=into or free_place(damaged),
        today=clock.today().isoformat(),
        alias=lambda number: _("Recovered {number}").format(number=number),
        tell=lambda done, of: watched.step(0.6 * done / max(of, 1), _("Reading pages")),
    )
    if sheet:
        report = salvage_with_sheet(damaged, sheet, plan)
    else:
        report = salvage_with_passphrase(damaged, passphrase, plan, allow_test=allow_test)
    watched.step(0.8, _("Counting anew"))
    if sheet:
        desk = unlock_with_sheet(plan.into, sheet, clock=clock)
    else:
        desk = unlock(plan.into, passphrase, clock=clock, allow_test=allow_test)
    try:
        rebuild_facts(desk)
    finally:
        desk.close()
    return report
