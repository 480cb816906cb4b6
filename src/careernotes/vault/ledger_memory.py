"""What the notes remember of the release ledger, so that a lost, shortened or exchanged one is noticed."""

import contextlib
from collections.abc import Iterator, Sequence

from careernotes.domain.periods import Period
from careernotes.vault.errors import LedgerMissingError, OlderLedgerError, VaultNotFoundError
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import NO_HEAD, ReleaseKind, ReleaseLedger


def check_ledger(vault: OpenVault) -> None:
    """Returns when the ledger holds everything the notes remember; it may hold more.

    It holds more when the lights went out between the exporter's entry and this memory of it.

    Raises:
        LedgerMissingError, OlderLedgerError: when something is missing.
        DamagedLedgerError, DamagedVaultError: when it was altered or cannot be read.
    """
    with opened_ledger(vault) as ledger:
        _check(vault, ledger.heads())


def _check(vault: OpenVault, heads: Sequence[str]) -> None:
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


def sent_kinds(vault: OpenVault) -> tuple[tuple[ReleaseKind, Period], ...]:
    """What was let out and for which period, in the order it left.

    Raises:
        LedgerMissingError, OlderLedgerError, DamagedLedgerError, DamagedVaultError: as above: nobody can say.
    """
    with opened_ledger(vault) as ledger:
        _check(vault, ledger.heads())
        return tuple((entry.kind, Period.parse(entry.period)) for entry in ledger.all())


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
