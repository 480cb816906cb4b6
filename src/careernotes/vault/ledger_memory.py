"""What the notes remember of the release ledger, so that a lost, shortened or exchanged one is noticed."""

import contextlib
from collections.abc import Iterator

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.vault.errors import LedgerMissingError, OlderLedgerError, VaultNotFoundError
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import NO_HEAD, ReleaseLedger


def check_ledger(vault: OpenVault) -> None:
    """Returns when the ledger holds everything the notes remember; it may hold more.

    It holds more when the lights went out between the exporter's entry and this memory of it.

    Raises:
        LedgerMissingError, OlderLedgerError: when something is missing.
        DamagedLedgerError, DamagedVaultError: when it was altered or cannot be read.
    """
    with opened_ledger(vault) as ledger:
        heads = ledger.heads()
    count, _, head = vault.notes.setting(SettingName.LEDGER_HEAD, f"0 {NO_HEAD}").partition(" ")
    if not count.isdecimal() or int(count) >= len(heads) or heads[int(count)] != head:
        raise OlderLedgerError


def remember_ledger(vault: OpenVault) -> None:
    """Remember how long the ledger is now and how it ends.

    Raises:
        LedgerMissingError, DamagedLedgerError, DamagedVaultError, DiskFullError.
    """
    with opened_ledger(vault) as ledger:
        heads = ledger.heads()
    now = f"{len(heads) - 1:d} {heads[-1]}"
    if vault.notes.setting(SettingName.LEDGER_HEAD) != now:
        vault.notes.set_setting(SettingName.LEDGER_HEAD, now)


def sent_periods(vault: OpenVault) -> tuple[Period, ...]:
    """The periods something was let out for, in order; a ledger that cannot be read is named elsewhere."""
    with contextlib.suppress(CareerNotesError), opened_ledger(vault) as ledger:
        return tuple(sorted({Period.parse(entry.period) for entry in ledger.all()}))
    return ()


@contextlib.contextmanager
def opened_ledger(vault: OpenVault) -> Iterator[ReleaseLedger]:
    """The ledger of an open vault, its chain checked; closed at the end.

    Raises:
        LedgerMissingError, DamagedLedgerError, DamagedVaultError: when it is not there or cannot be read.
    """
    try:
        with vault.keys as keys:
            ledger = ReleaseLedger.open(vault.paths.releases, keys.releases, create=False)
    except VaultNotFoundError:
        raise LedgerMissingError from None
    with contextlib.closing(ledger):
        yield ledger
