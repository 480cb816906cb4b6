"""A choice noted, and taken back when it was noted by mistake: by another entry, for the log only grows."""

import datetime as dt
from dataclasses import dataclass, field, replace

from careernotes.domain.agreements import ConsentRecord, answers, current_consents
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.vocabulary import ConsentKey
from careernotes.services import coding
from careernotes.services.agreements import set_consent
from careernotes.services.changes import ChangedSinceError, last_erasure
from careernotes.services.records import engagement_of
from careernotes.services.withdrawing import COUNTED, no_longer_waiting, note_withdrawn, to_write_again
from careernotes.services.workplace import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one answer added to the log of a relation, and what held before it."""

    engagement_id: EngagementId
    put: tuple[ConsentRecord, ...] = field(repr=False)
    before: tuple[ConsentRecord, ...] = field(repr=False)
    again: frozenset[str] = frozenset()
    """The contributions that are to be written again because of this answer alone."""
    seen: tuple[int, int] = (0, 0)
    """How far all logs were, and which erasure was the last."""


def make_choice(desk: Desk, engagement_id: EngagementId, key: ConsentKey, *, value: bool) -> Choice:
    """Note what the mentee said; like :func:`careernotes.services.agreements.set_consent`.

    Raises:
        NeedsCountingError: for a yes that needs the yes to being counted first.
        UnknownRecordError: when the relation is gone.
    """
    before, waiting = _log(desk, engagement_id), set(to_write_again(desk))
    set_consent(desk, engagement_id, key, value=value)
    after = _log(desk, engagement_id)
    return Choice(
        engagement_id=engagement_id,
        put=tuple(each for each in after if each not in before),
        before=before,
        again=frozenset(to_write_again(desk)) - waiting,
        seen=_seen(desk),
    )


def take_back_choice(desk: Desk, made: Choice) -> None:
    """Every choice as it was before *made*, by new entries: what was noted stays to be read.

    An answer given before holds again with its own day and wording. Where there was none, the entry says that
    nobody was asked. Somebody who was counted meanwhile is taken out as after any other no.

    Raises:
        UnknownRecordError: when the relation is gone.
        ChangedSinceError: when something was said since.
    """
    engagement_of(desk, made.engagement_id)
    log = _log(desk, made.engagement_id)
    if _said(log) != _said((*made.before, *made.put)):
        raise ChangedSinceError
    now, then = current_consents(log), current_consents(made.before)
    waits = any(now.value(key) and not then.value(key) for key in COUNTED)
    with desk.store.transaction():
        if made.again and made.seen == _seen(desk):
            no_longer_waiting(desk, made.again)
        if waits:
            note_withdrawn(desk, made.engagement_id)
        desk.store.put_all(_answered_again(desk, made, log))
        coding.write_facts(desk, made.engagement_id)


def _answered_again(
    desk: Desk, made: Choice, log: tuple[ConsentRecord, ...]
) -> tuple[ConsentRecord, ...]:
    said, last = answers(made.before), max(each.sequence for each in log)
    return tuple(
        replace(
            said.get(each.key, replace(each, value=False, wording_version="", said_on=desk.today)),
            consent_id=RecordId(desk.new_id()),
            sequence=last + at,
        )
        for at, each in enumerate(made.put, start=1)
    )


def _said(log: tuple[ConsentRecord, ...]) -> dict[ConsentKey, tuple[bool, str, dt.date]]:
    return {key: (each.value, each.wording_version, each.said_on) for key, each in answers(log).items()}


def _log(desk: Desk, engagement_id: EngagementId) -> tuple[ConsentRecord, ...]:
    return desk.store.all(ConsentRecord, engagement_id=engagement_id)


def _seen(desk: Desk) -> tuple[int, int]:
    return desk.store.count(ConsentRecord), last_erasure(desk)
