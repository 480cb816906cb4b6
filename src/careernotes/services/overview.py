"""What stands behind the lists: each table read once for everybody in the list, and put by relation."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar, cast

from careernotes.domain.agreements import Agreement, ConsentRecord, current_consents
from careernotes.domain.goals import OPEN_ACTIONS, OPEN_GOALS, Action, Goal
from careernotes.domain.ids import EngagementId, MenteeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import ConsentKey, EngagementStatus, Side
from careernotes.i18n import language
from careernotes.services.desk import Desk
from careernotes.services.records import AGREEMENT_REVIEW, look_on, main_goal
from careernotes.vault.last_days import last_reviews, last_spoken
from careernotes.vault.meetings import Meetings, meetings_by_relation

T = TypeVar("T")
_NOTHING = Meetings()


def overview_of(desk: Desk) -> "Overview":
    """Everybody, as it is now: what was read last serves until something is kept, or another day comes.
    For whoever only looks: inside a transaction nothing of it is seen.
    """
    seen = desk.store.read_last
    if not isinstance(seen, Overview) or seen.today != desk.today or seen.desk.kit is not desk.kit:
        desk.store.read_last = seen = Overview(desk)
    return seen


class Overview:
    """What the vault keeps about some relations, or about all, as it is when first asked for.

    Each kind of record is read once, however many ask; so keep it for one reading, and no longer, or ask
    :func:`overview_of`.
    """

    def __init__(self, desk: Desk, only: Iterable[EngagementId] | None = None) -> None:
        self.desk = desk
        self.today = desk.today
        self._only = None if only is None else tuple(only)
        self._where: dict[str, object] = {} if self._only is None else {"engagement_id": self._only}
        self._answers: dict[tuple[object, str], object] = {}

    def once(self, question: Callable[["Overview"], T]) -> T:
        """The answer to *question*: worked out when it is first asked, and anew in another language."""
        place = question, language()
        if place not in self._answers:
            self._answers[place] = question(self)
        return cast(T, self._answers[place])

    @cached_property
    def mentees(self) -> dict[MenteeId, Mentee]:
        """Everybody in the vault."""
        return {mentee.mentee_id: mentee for mentee in self.desk.store.all(Mentee)}

    @cached_property
    def engagements(self) -> dict[EngagementId, Engagement]:
        """Every relation in the vault, running or not."""
        return {each.engagement_id: each for each in self.desk.store.all(Engagement)}

    def alias(self, key: EngagementId) -> str:
        """The alias of the mentee in one relation of the vault."""
        return self.mentees[self.engagements[key].mentee_id].alias

    @cached_property
    def active(self) -> tuple[Engagement, ...]:
        """The relations that run, practice aside."""
        return tuple(
            each
            for each in self.engagements.values()
            if each.status is EngagementStatus.ACTIVE and not self.mentees[each.mentee_id].practice
        )

    def agreement(self, key: EngagementId) -> Agreement | None:
        """The newest version of the agreement, in force or not."""
        return self._agreements.get(key)

    def reviewed_on(self, item_id: str, key: EngagementId) -> dt.date | None:
        """The day something was last reviewed; what was done for all at once counts for each."""
        own, shared = self._reviews.get((item_id, key)), self._reviews.get((item_id, ""))
        return own if shared is None else max(shared, own or shared)

    def look_on(self, key: EngagementId) -> dt.date | None:
        """The day the agreement is to be looked at together; None without one."""
        agreement = self.agreement(key)
        if agreement is None:
            return None
        return look_on(self.desk, agreement, self.reviewed_on(AGREEMENT_REVIEW, key))

    def spoken_on(self, key: EngagementId) -> dt.date | None:
        """The day the two last spoke of what they expect."""
        return self._spoken.get(key)

    def meetings(self, key: EngagementId) -> Meetings:
        """The sessions of one relation in one line."""
        return self._meetings.get(key, _NOTHING)

    def waiting(self, key: EngagementId, owner: Side) -> int:
        """How many open actions one of the two has."""
        return self._waiting[key, owner]

    def goal(self, key: EngagementId) -> str:
        """The newest open goal as one sentence; empty when there is none."""
        return main_goal(tuple(self._goals.get(key, ())))

    def counted(self, key: EngagementId) -> bool:
        """Whether the mentee said yes to being counted in themes."""
        return current_consents(self._counting.get(key, ())).counted_general

    # ------------------------------------------------------------------------------ each table, read once
    @cached_property
    def _agreements(self) -> dict[str, Agreement]:
        newest: dict[str, Agreement] = {}
        for each in self.desk.store.all(Agreement, **self._where):
            known = newest.get(each.engagement_id)
            if known is None or each.version_no > known.version_no:
                newest[each.engagement_id] = each
        return newest

    @cached_property
    def _reviews(self) -> dict[tuple[str, str], dt.date]:
        only = None if self._only is None else (*self._only, "")
        return last_reviews(self.desk.store, only=only)

    @cached_property
    def _spoken(self) -> dict[str, dt.date]:
        return last_spoken(self.desk.store, only=self._only)

    @cached_property
    def _meetings(self) -> dict[EngagementId, Meetings]:
        return meetings_by_relation(self.desk.store, today=self.today, only=self._only)

    @cached_property
    def _waiting(self) -> Counter[tuple[str, Side]]:
        found = self.desk.store.all(Action, status=OPEN_ACTIONS, **self._where)
        return Counter((each.engagement_id, each.owner) for each in found)

    @cached_property
    def _goals(self) -> dict[str, list[Goal]]:
        found: dict[str, list[Goal]] = {}
        for each in self.desk.store.all(Goal, status=OPEN_GOALS, **self._where):
            found.setdefault(each.engagement_id, []).append(each)
        return found

    @cached_property
    def _counting(self) -> dict[str, list[ConsentRecord]]:
        """Only this one choice: it hangs on no other."""
        found: dict[str, list[ConsentRecord]] = {}
        for each in self.desk.store.all(ConsentRecord, key=ConsentKey.COUNTED_GENERAL, **self._where):
            found.setdefault(each.engagement_id, []).append(each)
        return found
