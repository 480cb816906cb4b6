"""What two people agreed, to look at again and to hand over on paper; and the look at it each quarter."""

from dataclasses import dataclass, field
from pathlib import Path

from careernotes.domain.agreements import (
    Agreement,
    ConsentRecord,
    Consents,
    Expectation,
    by_version,
    current_consents,
)
from careernotes.domain.ids import EngagementId
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ConsentKey, Side
from careernotes.sealing.whole_file import PRIVATE, replace_whole
from careernotes.services.records import alias_of, current_expectations
from careernotes.services.workplace import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedPage:
    """One version of an agreement, with what each side expected of the other then."""

    alias: str = field(repr=False)
    agreement: Agreement
    mine: tuple[str, ...] = field(repr=False)
    theirs: tuple[str, ...] = field(repr=False)
    consents: Consents
    answered: frozenset[ConsentKey]
    """The choices that were asked; what was not asked is no."""
    newest: bool


def versions(desk: Desk, engagement_id: EngagementId) -> tuple[Agreement, ...]:
    """Every version there was, the newest first."""
    found = desk.store.all(Agreement, engagement_id=engagement_id)
    return tuple(sorted(found, key=lambda agreement: agreement.version_no, reverse=True))


def read_agreed(desk: Desk, engagement_id: EngagementId, *, version_no: int | None = None) -> AgreedPage:
    """One version with the choices as they stood when the next one began; without a number, the newest.

    Raises:
        UnknownRecordError: when there is none.
    """
    found = versions(desk, engagement_id)
    place = next((at for at, each in enumerate(found) if version_no in {None, each.version_no}), None)
    if place is None:
        raise UnknownRecordError
    spoken = desk.store.all(Expectation, engagement_id=engagement_id)
    parts = by_version(spoken, [each.agreed_on for each in reversed(found)])
    said = current_expectations(desk, engagement_id) if place == 0 else parts[-1 - place]
    log = desk.store.all(ConsentRecord, engagement_id=engagement_id)
    if place > 0:
        log = tuple(each for each in log if each.said_on < found[place - 1].agreed_on)
    return AgreedPage(
        alias=alias_of(desk, engagement_id),
        agreement=found[place],
        mine=tuple(each.text for each in said if each.side is Side.MENTOR),
        theirs=tuple(each.text for each in said if each.side is Side.MENTEE),
        consents=current_consents(log),
        answered=frozenset(each.key for each in log),
        newest=place == 0,
    )


def keep_paper(path: Path, data: bytes) -> None:
    """Write a page to hand over where the mentor said: readable for whoever has the file.

    Raises:
        CannotWriteError, FullDiskError.
    """
    replace_whole(path, data, mode=PRIVATE)
