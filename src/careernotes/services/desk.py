"""Everything a use case needs, in one value: the open vault, the clock and the shipped content."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from careernotes.assets import read_json
from careernotes.canonical import canonical_hash
from careernotes.domain.clock import Clock
from careernotes.domain.content import AgreementContent, SessionGuide, read_agreement_content, read_session_guides
from careernotes.domain.ethics import Checklist, read_checklist
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.errors import CareerNotesError
from careernotes.sealing.kit_file import read_kit_file
from careernotes.services.problems import KitChangedError, OtherTaxonomyError
from careernotes.services.retention import KeepDays, read_keep_days
from careernotes.vault.lifecycle import OpenVault
from careernotes.vault.notes import NotesStore, SettingName


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
    """The mentor's desk while the vault is open. ``kit_problem`` says why there is no kit although a file is there."""

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

    @property
    def code_version(self) -> str:
        """The version of the code of ethics in force: the programme's, else the shipped one."""
        return self.kit.code_version if self.kit is not None else self.checklist.version

    def close(self) -> None:
        """Close the vault and wipe its keys."""
        self.vault.close()


def open_desk(vault: OpenVault, clock: Clock | None = None, new_id: Callable[[], str] = random_id) -> Desk:
    """The desk of an open vault, with the shipped content and the kit in the bundle."""
    plain_taxonomy = read_json("taxonomy", "careernotes-core-1.json")
    desk = Desk(
        vault=vault,
        clock=clock if clock is not None else SystemClock(),
        new_id=new_id,
        taxonomy=read_taxonomy(plain_taxonomy),
        taxonomy_hash=canonical_hash(plain_taxonomy),
        checklist=read_checklist(read_json("ethics", "checklist-1.json")),
        agreement=read_agreement_content(read_json("agreement", "agreement-1.json")),
        guides=read_session_guides(read_json("templates", "templates-1.json")),
        keep=read_keep_days(read_json("retention", "retention-1.json")),
        kit=None,
    )
    return with_kit_of_bundle(desk)


def with_kit_of_bundle(desk: Desk) -> Desk:
    """The same desk with the kit that lies in the bundle; a bad or exchanged file is named and not used."""
    path = desk.vault.paths.kit
    if not path.exists():
        return replace(desk, kit=None, kit_problem=None)
    try:
        kit = read_kit_file(path)
        check_kit_fits(kit, desk.taxonomy_hash)
        if desk.store.setting(SettingName.KIT_HASH) != kit.kit_hash:
            raise KitChangedError
    except CareerNotesError as problem:
        return replace(desk, kit=None, kit_problem=problem)
    return replace(desk, kit=kit, kit_problem=None)


def check_kit_fits(kit: ProgrammeKit, taxonomy_hash: str) -> None:
    """The kit counts the themes this program ships.

    Raises:
        OtherTaxonomyError: when it was made for another list.
    """
    if kit.taxonomy_hash != taxonomy_hash:
        raise OtherTaxonomyError(version=kit.taxonomy_version)
