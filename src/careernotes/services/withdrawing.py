"""After somebody took a yes back: which contributions are to be written again; what cannot be recalled."""

from collections.abc import Collection
from dataclasses import dataclass

from careernotes.domain.agreements import ConsentRecord
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.periods import Period
from careernotes.domain.vocabulary import ConsentKey
from careernotes.errors import CareerNotesError
from careernotes.logs import log_failure
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName
from careernotes.vault.ledger_memory import sent_kinds
from careernotes.vault.releases import ReleaseKind

COUNTED = (ConsentKey.COUNTED_GENERAL, ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE)
"""The choices that say what of a person is in a contribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What had left when a yes was taken back. ``again``: a new contribution can take the place of the old
    one until its pool is opened. ``out``: a list of one's own, or one for another programme: it stays.
    ``known``: whether the list of what left could be read; without it nothing can be said about that.
    """

    again: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    known: bool = True


def what_left(desk: Desk, engagement_id: EngagementId) -> Left:
    """What was let out for a period in which this person may have been counted."""
    relations = desk.store.all(Engagement, mentee_id=engagement_of(desk, engagement_id).mentee_id)
    said = [each for one in relations for each in _yeses(desk, one)]
    if not said:
        return Left()
    try:
        gone = sent_kinds(desk.vault)
    except CareerNotesError as error:
        log_failure(error.code)
        return Left(known=False)
    # What was written down before the yes counts too, so the relations say it and not the day of the yes.
    sent = [
        (kind, period)
        for kind, period in gone
        if any(_there(each, period) for each in relations)
    ]
    again = {period for kind, period in sent if kind is ReleaseKind.CONTRIBUTION and _may_again(desk, period)}
    return Left(
        again=tuple(str(period) for period in sorted(again)),
        out=tuple(str(period) for period in sorted({period for _kind, period in sent} - again)),
    )


def _yeses(desk: Desk, relation: Engagement) -> tuple[ConsentRecord, ...]:
    key = ConsentKey.COUNTED_GENERAL
    return desk.store.all(ConsentRecord, engagement_id=relation.engagement_id, key=key, value=True)


def _there(relation: Engagement, period: Period) -> bool:
    ended = relation.ended_on
    return relation.started_on <= period.ends_on and (ended is None or ended >= period.starts_on)


def _may_again(desk: Desk, period: Period) -> bool:
    kit = desk.kit
    return kit is not None and period.ends_on >= kit.starts_on and period.starts_on <= kit.ends_on


def note_withdrawn(desk: Desk, engagement_id: EngagementId) -> None:
    """Remember which contributions are to be written again. Call inside a transaction."""
    _keep(desk, {*to_write_again(desk), *what_left(desk, engagement_id).again})


def to_write_again(desk: Desk) -> tuple[str, ...]:
    """The periods whose contribution holds somebody who took a yes back since; nobody is named."""
    return tuple(desk.store.setting(SettingName.TO_WRITE_AGAIN).split())


def settle(desk: Desk, period: Period) -> None:
    """It was written again, or it is too late for that: nothing reminds of this period any more."""
    waiting = set(to_write_again(desk))
    if str(period) in waiting:
        with desk.store.transaction():
            _keep(desk, waiting - {str(period)})


def no_longer_waiting(desk: Desk, periods: Collection[str]) -> None:
    """The no that asked for these was noted by mistake. Call inside a transaction."""
    _keep(desk, set(to_write_again(desk)) - set(periods))


def _keep(desk: Desk, periods: set[str]) -> None:
    desk.store.set_setting(SettingName.TO_WRITE_AGAIN, " ".join(sorted(periods)))
