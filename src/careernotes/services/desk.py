"""Everything a use case needs, in one value: the open vault, the clock and the shipped content."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from careernotes.assets import read_json
from careernotes.canonical import canonical_hash
from careernotes.domain.clock import Clock
from careernotes.domain.content import (
    AgreementContent,
    SessionGuide,
    read_agreement_content,
    read_session_guides,
)
from careernotes.domain.ethics import Checklist, read_checklist
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.errors import CareerNotesError
from careernotes.sealing.kit_file import LARGEST_KIT, read_kit_bytes
from careernotes.sealing.whole_file import read_whole
from careernotes.services import coding
from careernotes.services.problems import KitChangedError, OtherTaxonomyError
from careernotes.services.retention import KeepDays, read_keep_days
from careernotes.services.workplace import Desk, SystemClock, random_id
from careernotes.vault.errors import Notice
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault

__all__ = ["Desk", "SystemClock", "check_kit_fits", "open_desk", "random_id", "with_kit_of_bundle"]


def open_desk(vault: OpenVault, clock: Clock | None = None, new_id: Callable[[], str] = random_id) -> Desk:
    """The desk of an open vault, with the shipped content and the kit in the bundle.

    When a crash or a restored file left counts that do not belong to the notes, they are written anew first.
    """
    shipped = _shipped()
    desk = Desk(
        vault=vault,
        clock=clock if clock is not None else SystemClock(),
        new_id=new_id,
        taxonomy=shipped.taxonomy,
        taxonomy_hash=shipped.taxonomy_hash,
        checklist=shipped.checklist,
        agreement=shipped.agreement,
        guides=shipped.guides,
        keep=shipped.keep,
        kit=None,
    )
    desk = with_kit_of_bundle(desk)
    if vault.facts_stale or Notice.COUNTS_REBUILT in vault.notices:
        coding.rebuild_facts(desk)
    return desk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shipped:
    """The content of this program; no vault changes it."""

    taxonomy: Taxonomy
    taxonomy_hash: str
    checklist: Checklist
    agreement: AgreementContent
    guides: tuple[SessionGuide, ...]
    keep: KeepDays


@cache
def _shipped() -> _Shipped:
    """Read once by a process, however often it opens a vault."""
    plain_taxonomy = read_json("taxonomy", "careernotes-core-1.json")
    return _Shipped(
        taxonomy=read_taxonomy(plain_taxonomy),
        taxonomy_hash=canonical_hash(plain_taxonomy),
        checklist=read_checklist(read_json("ethics", "checklist-1.json")),
        agreement=read_agreement_content(read_json("agreement", "agreement-1.json")),
        guides=read_session_guides(read_json("templates", "templates-1.json")),
        keep=read_keep_days(read_json("retention", "retention-1.json")),
    )


def with_kit_of_bundle(desk: Desk) -> Desk:
    """The same desk with the kit in force; a bad, lost or exchanged file is named and not used."""
    adopted = desk.store.setting(SettingName.KIT_HASH)
    if not adopted:
        return replace(desk, kit=None, kit_problem=None)
    path = desk.vault.paths.kit_of(adopted)
    try:
        if not path.exists():
            raise KitChangedError
        kit = read_kit_bytes(read_whole(path, most=LARGEST_KIT, follow=False))
        check_kit_fits(kit, desk.taxonomy_hash)
        if adopted != kit.kit_hash:
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
