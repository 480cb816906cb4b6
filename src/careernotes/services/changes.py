"""A change of a few records that can be taken back: what was there before is kept with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.domain.conversations import ManagerRating, Session
from careernotes.domain.goals import Action, Goal
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import Record, key_of
from careernotes.domain.rules import RuleError
from careernotes.services import coding
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.erasure import receipts

_COUNTED = (Session, ManagerRating, Engagement, Mentee)


class ChangedSinceError(RuleError):
    """What a change left is not what is there now."""

    code = "CN595"
    message = "This was changed or erased since, so it cannot be put back."
    hint = "Change it on its own page instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to one relation, and what it takes to undo it."""

    engagement_id: EngagementId
    put: tuple[Record, ...] = field(repr=False)
    before: tuple[Record, ...] = field(repr=False)
    erasure: int = 0
    """The last erasure before it: what was there before another one is not brought back."""


def make_change(
    desk: Desk, engagement_id: EngagementId, *, put: Iterable[Record] = (), remove: Iterable[Record] = ()
) -> Change:
    """Keep and remove records of one relation in one transaction, with the facts that follow from them.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement_of(desk, engagement_id)
    new, gone = tuple(put), tuple(remove)
    old = (desk.store.get(type(each), key_of(each)) for each in (*new, *gone))
    before = tuple(each for each in old if each is not None)
    _write(desk, engagement_id, put=new, remove=gone)
    return Change(engagement_id=engagement_id, put=new, before=before, erasure=last_erasure(desk))


def as_made(desk: Desk, record: Action | Goal) -> Change:
    """What keeping *record* was, which was not there before."""
    return Change(engagement_id=record.engagement_id, put=(record,), before=(), erasure=last_erasure(desk))


def take_back(desk: Desk, change: Change) -> None:
    """Everything as it was before *change*.

    Raises:
        UnknownRecordError: when the relation is gone.
        ChangedSinceError: when something newer would be lost, or something was erased since.
    """
    engagement_of(desk, change.engagement_id)
    there = {(type(each), key_of(each)): each for each in change.before}
    for each in change.put:
        now = desk.store.get(type(each), key_of(each))
        if now not in (each, there.get((type(each), key_of(each)))):
            raise ChangedSinceError
    if change.erasure != last_erasure(desk):
        raise ChangedSinceError
    made = [each for each in change.put if (type(each), key_of(each)) not in there]
    # The last made goes first: it may refer to one before it.
    _write(desk, change.engagement_id, put=change.before, remove=tuple(reversed(made)))


def last_erasure(desk: Desk) -> int:
    """The number of the last erasure: what was there before another one is not brought back."""
    return max((each.number for each in receipts(desk.store)), default=0)


def _write(
    desk: Desk, engagement_id: EngagementId, *, put: tuple[Record, ...], remove: tuple[Record, ...]
) -> None:
    with desk.store.transaction():
        desk.store.put_all(put)
        for each in remove:
            if desk.store.get(type(each), key_of(each)) is not None:
                desk.store.remove(type(each), key_of(each))
        if any(isinstance(each, _COUNTED) for each in (*put, *remove)):
            coding.write_facts(desk, engagement_id)
