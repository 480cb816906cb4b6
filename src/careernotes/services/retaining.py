"""What goes by itself: announced first, after its days of grace removed, never without both."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.conversations import NoteBody
from careernotes.domain.mentees import Mentee
from careernotes.domain.reading import MalformedError, Reader
from careernotes.errors import CareerNotesError
from careernotes.services import erasing, holding
from careernotes.services.overview import Overview, overview_of
from careernotes.services.retention_rules import RECEIPTS, Due, Rule, all_due, shipped_rules
from careernotes.services.versions import forget_old
from careernotes.services.work import Work
from careernotes.services.workplace import Desk
from careernotes.vault import announcements, erasure
from careernotes.vault.announcements import Announcement
from careernotes.vault.audit import AuditCode
from careernotes.vault.keeping import SettingName

_LONGER_DAYS = 30
_SECONDS_A_DAY = 86_400
_PERSON_RULE, _IDENTITY_RULE = "Unlinked.coded/contribution_sent", "Mentee.identity/engagement_end"


class MayNotStayError(CareerNotesError):
    """The rules allow no more days."""

    code = "CN536"
    message = "The rules of the programme do not let this stay any longer."
    safe = "Nothing has been changed."
    hint = "If somebody has a right to it, give them a copy before that day, or ask for a legal hold."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDays:
    """The last day that is believed, and a day far ahead of it that was seen once."""

    day: dt.date
    doubted: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingLine:
    """Something about one person that goes on one day."""

    rule: str
    alias: str = field(repr=False)
    count: int
    due_on: dt.date
    asks: bool
    may_stay: bool
    held: bool
    keys: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRun:
    """What one look at the rules did."""

    removed: int
    announced: int
    doubted_day: dt.date | None
    receipt: str


def believe(seen: SeenDays | None, today: dt.date, grace: int) -> SeenDays:
    """The day to go by. It never goes back, and a jump longer than the grace is believed at a second sight.

    A computer with an empty battery can say any date: once is an accident, and on another, later day the same
    is not. A clock set back delays nothing.
    """
    if seen is None:
        return SeenDays(day=today)
    if today <= seen.day:
        return SeenDays(day=seen.day)
    if (today - seen.day).days <= grace:
        return SeenDays(day=today)
    doubted = seen.doubted
    if doubted is not None and 0 < (today - doubted).days <= grace:
        return SeenDays(day=today)
    return SeenDays(day=seen.day, doubted=today if doubted is None or today != doubted else doubted)


def run(desk: Desk, work: Work | None = None) -> RetentionRun:
    """Announce what comes due, and remove what was announced and whose days of grace are over.

    Raises:
        ResidueError, DiskFullError: when a removal could not be done or not be shown.
    """
    rules, grace = shipped_rules()
    seen = believe(_seen(desk), desk.today, grace)
    known = _near(desk, rules, seen, grace)
    held = {each.record_id for each in holding.holds(desk)}
    announced = _announce(desk, known, seen, grace)
    ready = [
        known[each.rule, each.record_id]
        for each in announcements.announcements(desk.store)
        if _is_over(each, seen, grace) and not known[each.rule, each.record_id].rule.asks
    ]
    ready = [due for due in ready if not held.intersection(_ids(desk, due))]
    removed = _remove(desk, ready, work)
    forget_old(desk, seen.day, held)
    receipts = _drop_receipts(desk, rules[RECEIPTS], seen)
    if removed or receipts:
        with desk.store.transaction():
            desk.vault.trail.append(AuditCode.RETENTION_RUN, removed)
    return RetentionRun(
        removed=removed, announced=announced, doubted_day=seen.doubted, receipt=desk.vault.trail.receipt()
    )


def _near(desk: Desk, rules: dict[str, Rule], seen: SeenDays, grace: int) -> dict[tuple[str, str], Due]:
    """What was announced or has to be by now; of ten thousand notes the others need not stay in memory."""
    there = {(each.rule, each.record_id) for each in announcements.announcements(desk.store)}
    ahead = dt.timedelta(days=grace)
    return {
        due.key: due for due in all_due(desk, rules) if due.key in there or due.due_on - ahead <= seen.day
    }


def _is_over(each: Announcement, seen: SeenDays, grace: int) -> bool:
    return each.due_on <= seen.day and each.announced_on + dt.timedelta(days=grace) <= seen.day


def _announce(desk: Desk, known: dict[tuple[str, str], Due], seen: SeenDays, grace: int) -> int:
    """New announcements; those whose record is gone or no longer due are withdrawn."""
    ahead = dt.timedelta(days=grace)
    there = {(each.rule, each.record_id): each for each in announcements.announcements(desk.store)}
    fresh = [due for key, due in known.items() if key not in there and due.due_on - ahead <= seen.day]
    # Taken back an end, say: what is due later than its announcement allows is announced anew then.
    stale = [key for key in there if key not in known or known[key].due_on - ahead > seen.day]
    text = _seen_text(seen)
    if not fresh and not stale and desk.store.setting(SettingName.RETENTION_DAYS) == text:
        return 0
    with desk.store.transaction():
        desk.store.set_setting(SettingName.RETENTION_DAYS, text)
        for rule, record_id in stale:
            announcements.withdraw(desk.store, rule, record_id)
        for due in fresh:
            rule, record_id = due.key
            on = max(due.due_on, seen.day + ahead)
            made = Announcement(rule=rule, record_id=record_id, announced_on=seen.day, due_on=on)
            announcements.announce(desk.store, made)
    return len(fresh)


def _remove(desk: Desk, ready: list[Due], work: Work | None) -> int:
    if not ready:
        return 0
    people = [due for due in ready if due.rule.key == _PERSON_RULE]
    gone = {due.mentee.mentee_id for due in people}
    names = [due for due in ready if due.rule.key == _IDENTITY_RULE and due.mentee.mentee_id not in gone]
    others = [
        due
        for due in ready
        if due.rule.key not in {_PERSON_RULE, _IDENTITY_RULE} and due.mentee.mentee_id not in gone
    ]
    whole = ((due.key[1], desk.store.get(type(due.record), due.key[1])) for due in (*people, *others))
    roots = {key: record for key, record in whole if record is not None}
    if roots:
        erasing.erase_by_rule(desk, roots.values(), work)
    for due in names:
        erasing.erase_names(desk, due.mentee, work)
    return len(roots) + len(names)


def _drop_receipts(desk: Desk, rule: Rule, seen: SeenDays) -> int:
    days = (seen.day - dt.date(1970, 1, 1)).days - rule.keep_days
    if not any(each.erased_at < days * _SECONDS_A_DAY for each in erasure.receipts(desk.store)):
        return 0
    with desk.store.transaction():
        return erasure.drop_receipts(desk.store, days * _SECONDS_A_DAY)


def going(desk: Desk) -> tuple[GoingLine, ...]:
    """What was announced, in lines a mentor can read: one for each person, rule and day."""
    return overview_of(desk).once(_going)


def _going(seen: Overview) -> tuple[GoingLine, ...]:
    desk = seen.desk
    announced = announcements.announcements(desk.store)
    if not announced:
        return ()
    rules, _grace = shipped_rules()
    known = _of_those_announced(desk, rules)
    held = {each.record_id for each in holding.holds(desk)}
    lines: dict[tuple[str, str, dt.date], GoingLine] = {}
    for each in announced:
        due = known.get((each.rule, each.record_id))
        if due is None:
            continue
        place = (due.mentee.mentee_id, each.rule, each.due_on)
        before = lines.get(place)
        line = GoingLine(
            rule=each.rule, alias=due.mentee.alias, count=1, due_on=each.due_on, asks=due.rule.asks,
            may_stay=_later(due, each) > each.due_on,
            held=bool(held.intersection(_ids(desk, due))),
            keys=(each.record_id,),
        )  # fmt: skip
        lines[place] = line if before is None else replace(
            before, count=before.count + 1, keys=(*before.keys, each.record_id),
            may_stay=before.may_stay and line.may_stay, held=before.held or line.held,
        )  # fmt: skip
    # What goes first stands first, and what is about one person together.
    return tuple(sorted(lines.values(), key=lambda line: (line.due_on, line.alias)))


def _of_those_announced(desk: Desk, rules: dict[str, Rule]) -> dict[tuple[str, str], Due]:
    """Only of the people announcements are about: of four hundred every note would be looked at."""
    about = announcements.announced_people(desk.store)
    return {due.key: due for due in all_due(desk, rules, about)}


def keep_for_now(desk: Desk, rule: str, keys: Iterable[str]) -> dt.date:
    """Let it stay up to thirty days longer, as far as the rule allows; gives the new day.

    Raises:
        MayNotStayError: when the rule allows no more.
    """
    rules, _grace = shipped_rules()
    wanted = set(keys)
    known = _of_those_announced(desk, rules)
    chosen = [
        each
        for each in announcements.announcements(desk.store)
        if each.rule == rule and each.record_id in wanted and (rule, each.record_id) in known
    ]
    later = [replace(each, due_on=_later(known[rule, each.record_id], each)) for each in chosen]
    if not chosen or any(new.due_on <= old.due_on for new, old in zip(later, chosen, strict=True)):
        raise MayNotStayError
    with desk.store.transaction():
        for each in later:
            announcements.announce(desk.store, each)
    return min(each.due_on for each in later)


def _later(due: Due, announced: Announcement) -> dt.date:
    return min(due.last_on, announced.due_on + dt.timedelta(days=_LONGER_DAYS))


def _ids(desk: Desk, due: Due) -> frozenset[str]:
    """What would go, whom it is about, and a note's conversation: a hold on any of them counts."""
    own = {due.key[1], due.mentee.mentee_id}
    if isinstance(due.record, NoteBody):
        own.add(due.record.session_id)
    if isinstance(due.record, Mentee):
        own |= erasure.gather(desk.store, [due.record]).ids
    return frozenset(own)


def _seen(desk: Desk) -> SeenDays | None:
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.RETENTION_DAYS, "null")))
        doubted = root.parsed("doubted", dt.date.fromisoformat, "a date") if root.has("doubted") else None
        return SeenDays(day=root.parsed("day", dt.date.fromisoformat, "a date"), doubted=doubted)
    except (ValueError, MalformedError):
        return None


def _seen_text(seen: SeenDays) -> str:
    plain: dict[str, Json] = {"day": seen.day.isoformat()}
    if seen.doubted is not None:
        plain["doubted"] = seen.doubted.isoformat()
    return canonical_bytes(plain).decode()
