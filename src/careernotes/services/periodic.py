"""What a mentor renews from time to time, and a one-line place to note each: no block without a way out."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from careernotes.domain.ethics import Known, PeriodicItem, periodic_state
from careernotes.domain.growth import Review, SignUp, Supervision, Training, e_learning_done
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.records import key_of
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import Effect, SupervisionKind, TrainingModule
from careernotes.i18n import _, language
from careernotes.services.desk import Desk
from careernotes.services.overview import Overview
from careernotes.services.problems import DateInFutureError
from careernotes.services.records import AGREEMENT_REVIEW, last_review, profile_of, short_text
from careernotes.services.views import PeriodicLine
from careernotes.services.wording import day_text

PeriodicRecord: TypeAlias = SignUp | Supervision | Training | Review
_USUAL_CASELOAD = 3
_YEAR = dt.timedelta(days=365)
_LONGEST_TAKEAWAY = 500
_SIGN_UP, _SUPERVISION, _TRAINING, _CASELOAD = "P01", "P02", "P03", "P04"
_NOTES_REVIEW, _EXPECTATIONS = "P05", "P06"
# What a beginner has not done yet is due a whole turn after the first day.
_FROM_THE_FIRST_DAY = frozenset({_SUPERVISION, _NOTES_REVIEW, _EXPECTATIONS, AGREEMENT_REVIEW})


def periodic_states(
    desk: Desk, engagement_id: EngagementId | None = None, *, overview: Overview | None = None
) -> tuple[PeriodicLine, ...]:
    """How each item stands for one relation; without one, the relation longest ago counts."""
    seen = overview or Overview(desk, None if engagement_id is None else [engagement_id])
    first_day = _started_on(seen)
    return tuple(_line(seen, item, engagement_id, first_day) for item in desk.checklist.periodic)


def _line(
    seen: Overview, item: PeriodicItem, engagement_id: EngagementId | None, first_day: dt.date | None
) -> PeriodicLine:
    if item.item_id == _CASELOAD:
        return _caseload_line(seen, item)
    last, since, due = _clock(seen, item, engagement_id, first_day)
    today = seen.today
    known = periodic_state(item, _counted_from(item, since, due), today)
    if item.item_id == _SIGN_UP and last is None:
        known = Known(item_id=item.item_id, holds=False, effect=Effect.BLOCK)
    soon = known.holds and due is not None and (due - today).days <= item.warn_days_before
    return PeriodicLine(
        item=item,
        holds=known.holds,
        soon=soon,
        effect=known.effect,
        last_on=last,
        due_on=due,
        text=_sentence(item, last, due, known),
    )


def _clock(
    seen: Overview, item: PeriodicItem, engagement_id: EngagementId | None, first_day: dt.date | None
) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """When an item was done last, from when it counts, and when it is due again."""
    if item.item_id == AGREEMENT_REVIEW and (found := _agreement_clock(seen, engagement_id)) is not None:
        last, due = found
        return last, last, due
    done = _LAST[item.item_id](seen, engagement_id)
    since = done or (first_day if item.item_id in _FROM_THE_FIRST_DAY else None)
    if since is None or item.every_days is None:
        return done, since, None
    return done, since, since + dt.timedelta(days=item.every_days)


def _agreement_clock(seen: Overview, engagement_id: EngagementId | None) -> tuple[dt.date, dt.date] | None:
    """The two agreed themselves on the day to look again; without a relation, the one that is due first."""
    keys = (engagement_id,) if engagement_id else tuple(each.engagement_id for each in seen.active)
    clocks = []
    for key in keys:
        agreement, look_on = seen.agreement(key), seen.look_on(key)
        if agreement is not None and look_on is not None:
            looked = seen.reviewed_on(AGREEMENT_REVIEW, key) or agreement.agreed_on
            clocks.append((look_on, max(looked, agreement.agreed_on)))
    if not clocks:
        return None
    due, last = min(clocks)
    return last, due


def _counted_from(item: PeriodicItem, since: dt.date | None, due: dt.date | None) -> dt.date | None:
    if due is None or item.every_days is None:
        return since
    return due - dt.timedelta(days=item.every_days)


def _sentence(item: PeriodicItem, last: dt.date | None, due: dt.date | None, known: Known) -> str:
    name = item.statement.in_language(language())
    if due is not None and not known.holds:
        return _("{item} Was due on {day}.").format(item=name, day=day_text(due))
    if last is not None:
        return _("{item} Last on {day}.").format(item=name, day=day_text(last))
    if due is not None:
        return _("{item} Not noted yet; first due on {day}.").format(item=name, day=day_text(due))
    return _("{item} Not noted yet.").format(item=name)


def _caseload_line(seen: Overview, item: PeriodicItem) -> PeriodicLine:
    """Too many mentees warns and never blocks."""
    active, limit = len(seen.active), caseload_limit(seen.desk)
    text = _("{active} active mentees; your limit is {limit}.").format(active=active, limit=limit)
    return PeriodicLine(
        item=item, holds=active <= limit, soon=False, effect=Effect.WARN, last_on=None, due_on=None, text=text
    )


def caseload(desk: Desk) -> tuple[int, int]:
    """How many relations run, practice aside, and the limit the mentor chose."""
    return len(Overview(desk).active), caseload_limit(desk)


def caseload_limit(desk: Desk) -> int:
    """How many mentees the mentor wants at most."""
    profile = profile_of(desk)
    return profile.caseload_limit if profile is not None else _USUAL_CASELOAD


def _signed_on(seen: Overview, _engagement_id: EngagementId | None) -> dt.date | None:
    """A signature under an older code does not count: what was signed is not what holds."""
    desk = seen.desk
    signed = [each.signed_on for each in desk.store.all(SignUp) if each.code_version == desk.code_version]
    return max(signed, default=None)


def _started_on(seen: Overview) -> dt.date | None:
    """The mentor's first day: the clocks of a beginner start here, not before."""
    return min((each.signed_on for each in seen.desk.store.all(SignUp)), default=None)


def _supervised_on(seen: Overview, _engagement_id: EngagementId | None) -> dt.date | None:
    return max((each.held_on for each in seen.desk.store.all(Supervision)), default=None)


def _trained_on(seen: Overview, _engagement_id: EngagementId | None) -> dt.date | None:
    courses = seen.desk.store.all(Training)
    if not e_learning_done(courses):
        return None
    counts = {TrainingModule.MENTOR_ELEARNING, TrainingModule.REFRESHER}
    return max(each.completed_on for each in courses if each.module in counts)


def _notes_reviewed_on(seen: Overview, _engagement_id: EngagementId | None) -> dt.date | None:
    return last_review(seen.desk, _NOTES_REVIEW)


def _spoken_on(seen: Overview, engagement_id: EngagementId | None) -> dt.date | None:
    def one(key: EngagementId) -> dt.date | None:
        return _latest(seen.reviewed_on(_EXPECTATIONS, key), seen.spoken_on(key))

    return _oldest(seen, engagement_id, one)


def _agreement_reviewed_on(seen: Overview, engagement_id: EngagementId | None) -> dt.date | None:
    """Where there is no agreement yet."""
    return _oldest(seen, engagement_id, lambda key: seen.reviewed_on(AGREEMENT_REVIEW, key))


def _oldest(
    seen: Overview, engagement_id: EngagementId | None, one: Callable[[EngagementId], dt.date | None]
) -> dt.date | None:
    """For one relation its day; for all of them the oldest."""
    if engagement_id is not None:
        return one(engagement_id)
    return min((day for each in seen.active if (day := one(each.engagement_id)) is not None), default=None)


def _latest(first: dt.date | None, second: dt.date | None) -> dt.date | None:
    return max((day for day in (first, second) if day is not None), default=None)


_LAST: dict[str, Callable[[Overview, EngagementId | None], dt.date | None]] = {
    _SIGN_UP: _signed_on,
    _SUPERVISION: _supervised_on,
    _TRAINING: _trained_on,
    _NOTES_REVIEW: _notes_reviewed_on,
    _EXPECTATIONS: _spoken_on,
    AGREEMENT_REVIEW: _agreement_reviewed_on,
}


def record_periodic(
    desk: Desk,
    item_id: str,
    on: dt.date,
    *,
    engagement_id: str = "",
    module: TrainingModule = TrainingModule.MENTOR_ELEARNING,
    kind: SupervisionKind = SupervisionKind.GROUP_CASE_DISCUSSION,
    minutes: int = 60,
    note: str = "",
) -> PeriodicRecord:
    """Note that a periodic item was done on a day; answers with what was kept, for :func:`take_out`. *note*
    is a certificate (P03) or a takeaway (P02).

    Raises:
        DateInFutureError: for a day to come.
        UnknownRecordError: for an item that is not recorded like this.
    """
    if on > desk.today:
        raise DateInFutureError
    key, words = RecordId(desk.new_id()), short_text(note, most=_LONGEST_TAKEAWAY, required=False)
    record: PeriodicRecord
    match item_id:
        case "P01":
            record = SignUp(
                sign_up_id=key, code_version=desk.code_version, signed_on=on, valid_until=on + _YEAR
            )
        case "P02":
            record = Supervision(supervision_id=key, held_on=on, kind=kind, minutes=minutes, takeaway=words)
        case "P03":
            record = Training(training_id=key, module=module, completed_on=on, certificate=words)
        case "P05" | "P06" | "P07":
            record = Review(review_id=key, item_id=item_id, engagement_id=engagement_id, done_on=on)
        case _:
            raise UnknownRecordError
    with desk.store.transaction():
        desk.store.put(record)
    return record


def take_out(desk: Desk, record: PeriodicRecord) -> None:
    """What was noted by mistake goes; what was changed or erased since stays as it is."""
    with desk.store.transaction():
        if desk.store.get(type(record), key_of(record)) == record:
            desk.store.remove(type(record), key_of(record))
