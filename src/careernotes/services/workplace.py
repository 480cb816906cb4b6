"""The desk of an open vault: the value itself, and what a use case finds on it."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from careernotes.domain.clock import Clock
from careernotes.domain.content import AgreementContent, SessionGuide
from careernotes.domain.ethics import Checklist
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy
from careernotes.errors import CareerNotesError
from careernotes.services.retention import KeepDays
from careernotes.vault.audit import LockReason
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault


class SystemClock:
    """The clock of this computer."""

    def today(self) -> dt.date:
        """The local date."""
        return dt.datetime.now().astimezone().date()

    def now(self) -> dt.datetime:
        """This moment, with the local time zone, to the second."""
        return dt.datetime.now().astimezone().replace(microsecond=0)


def random_id() -> str:
    """A new identity: 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The mentor's desk while the vault is open. ``kit_problem`` says why a kit file is not in use."""

    vault: OpenVault = field(repr=False)
    clock: Clock = field(repr=False)
    new_id: Callable[[], str] = field(repr=False)
    taxonomy: Taxonomy = field(repr=False)
    taxonomy_hash: str
    checklist: Checklist = field(repr=False)
    agreement: AgreementContent = field(repr=False)
    guides: tuple[SessionGuide, ...] = field(repr=False)
    keep: KeepDays
    kit: ProgrammeKit | None = field(repr=False)
    kit_problem: CareerNotesError | None = None

    @property
    def store(self) -> NotesStore:
        """The notes of the open vault."""
        return self.vault.notes

    @property
    def today(self) -> dt.date:
        """The local date."""
        return self.clock.today()

    @property
    def moment(self) -> int:
        """This moment in whole seconds since 1970."""
        return int(self.clock.now().timestamp())

    def day_of(self, moment: int) -> dt.date:
        """The local date of a moment kept as seconds."""
        return dt.datetime.fromtimestamp(moment, tz=self.clock.now().tzinfo).date()

    @property
    def code_version(self) -> str:
        """The version of the code of ethics in force: the programme's, else the shipped one."""
        return self.kit.code_version if self.kit is not None else self.checklist.version

    def close(self, reason: LockReason = LockReason.CLOSED) -> None:
        """Close the vault and wipe its keys; the trail says why."""
        self.store.read_last = None
        self.vault.close(reason)
