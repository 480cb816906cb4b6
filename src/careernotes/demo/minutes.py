"""The records of the meetings of one relation: sessions, notes, themes, checks and actions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from careernotes.assets import read_json
from careernotes.demo.chapters import Scribe, moment_on
from careernotes.demo.life import Fault, InventedMeeting, InventedRelation
from careernotes.demo.prose import LONGEST_WORDS, SHORTEST_WORDS
from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.ethics import (
    Checklist,
    ChecklistItem,
    EthicsAnswer,
    EthicsCheck,
    asked_items,
    read_checklist,
)
from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId, ItemId, SessionId
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import (
    ActionStatus,
    Answer,
    CheckResult,
    Effect,
    NoteLayer,
    Plan,
    Prominence,
    SessionKind,
    SessionStatus,
    Side,
)

RECORD_DAYS, WORKING_DAYS, LONGEST_DAYS = 365, 180, 545
_QUARTER_DAYS = 91
_BLOCKING_ITEM = ItemId("E06")


@cache
def shipped_checklist() -> Checklist:
    """The ethics check this program ships."""
    return read_checklist(read_json("ethics", "checklist-1.json"))


def minutes_of(scribe: Scribe, relation: InventedRelation, alias: str) -> Iterator[Record]:
    """Every record of every meeting, in order."""
    kept = [meeting for meeting in relation.meetings if meeting.status is SessionStatus.KEPT]
    last_full: dt.date | None = None
    for meeting in relation.meetings:
        if meeting.status is not SessionStatus.KEPT:
            yield _session(relation, meeting, "")
            continue
        number = kept.index(meeting) + 1
        full = last_full is None or (meeting.on - last_full).days >= _QUARTER_DAYS
        last_full = meeting.on if full and meeting.check is not CheckResult.MISSING else last_full
        themes = [scribe.world.taxonomy.by_number[theme.number].theme_id for theme in meeting.themes]
        follow = scribe.pen.ask(themes[0], alias) if themes else ""
        yield _session(relation, meeting, follow)
        yield from _notes(scribe, meeting, themes, alias)
        yield from _codings(scribe, meeting)
        yield from _checks(scribe, relation, meeting, number, full=full)
        yield from _actions(scribe, relation, kept, number, themes, alias)


def _session(relation: InventedRelation, meeting: InventedMeeting, follow: str) -> Session:
    return Session(
        session_id=SessionId(meeting.identity),
        engagement_id=EngagementId(relation.identity),
        kind=meeting.kind,
        status=meeting.status,
        held_on=meeting.on,
        start_time=meeting.start_time,
        duration_min=meeting.minutes,
        mode=meeting.mode,
        check_result=meeting.check,
        next_time=follow,
        next_on=meeting.next_on,
        recorded_at=moment_on(meeting.on, 17),
    )


def _notes(scribe: Scribe, meeting: InventedMeeting, themes: Sequence[str], alias: str) -> Iterator[NoteBody]:
    """Notes that would have been deleted by now are not written, except to plant a case or to fill a heavy
    vault.
    """
    draws, world = scribe.draws, scribe.world
    median, sigma = world.spec.talks.note_words
    words = int(draws.lognormal(world.profile.note_words or median, sigma))
    words = min(max(words, SHORTEST_WORDS), LONGEST_WORDS)
    texts = [(NoteLayer.RECORD, scribe.pen.note(themes, alias, words), RECORD_DAYS)]
    if draws.chance(0.45):
        texts.append((NoteLayer.WORKING, scribe.pen.reflection(alias), WORKING_DAYS))
    keep = world.profile.heavy or Fault.PAST_DELETION in world.faults
    for layer, body, days in texts:
        purge_on = meeting.on + dt.timedelta(days=days)
        note_id = scribe.identity()
        if keep or purge_on > world.end:
            yield NoteBody(
                note_id=note_id,
                session_id=SessionId(meeting.identity),
                layer=layer,
                body=body,
                edited_at=moment_on(meeting.on, 17),
                purge_on=purge_on,
            )


def _codings(scribe: Scribe, meeting: InventedMeeting) -> Iterator[ThemeCoding]:
    for theme in meeting.themes:
        yield ThemeCoding(
            coding_id=scribe.identity(),
            session_id=SessionId(meeting.identity),
            theme_id=scribe.world.taxonomy.by_number[theme.number].theme_id,
            taxonomy_version=scribe.world.taxonomy.version,
            prominence=Prominence.PRIMARY if theme.primary else Prominence.SECONDARY,
            agreed=theme.agreed,
        )


def _checks(
    scribe: Scribe, relation: InventedRelation, meeting: InventedMeeting, number: int, *, full: bool
) -> Iterator[EthicsCheck | EthicsAnswer]:
    if meeting.check is CheckResult.MISSING:
        return
    if meeting.fixed:
        # A first check stood in the way and was put right: it belongs to no session.
        yield from _check(scribe, relation, None, meeting, number, full=full, result=CheckResult.BLOCKED)
    yield from _check(
        scribe, relation, SessionId(meeting.identity), meeting, number, full=full, result=meeting.check
    )


@cache
def _asked(full: bool, number: int, contracting: bool) -> tuple[ChecklistItem, ...]:  # noqa: FBT001 - a key
    return asked_items(
        shipped_checklist(), full_form=full, session_number=number, contracting=contracting
    )


def _check(
    scribe: Scribe,
    relation: InventedRelation,
    session_id: SessionId | None,
    meeting: InventedMeeting,
    number: int,
    *,
    full: bool,
    result: CheckResult,
) -> Iterator[EthicsCheck | EthicsAnswer]:
    asked = _asked(full, number, meeting.kind is SessionKind.CONTRACTING)
    seconds = scribe.draws.between(4, 9) * len(asked)
    check = EthicsCheck(
        check_id=scribe.identity(),
        engagement_id=EngagementId(relation.identity),
        session_id=session_id,
        checklist_version=shipped_checklist().version,
        full_form=full,
        completed_at=moment_on(meeting.on, 8) + number,
        seconds_taken=seconds,
        result=result,
    )
    yield check
    yield from _answers(scribe, check, asked)


def _answers(scribe: Scribe, check: EthicsCheck, asked: Sequence[ChecklistItem]) -> Iterator[EthicsAnswer]:
    warnable = [item.item_id for item in asked if item.on_no is Effect.WARN]
    no_to = None
    if check.result is CheckResult.WITH_WARNINGS:
        no_to = scribe.draws.one_of(warnable)
    elif check.result is CheckResult.BLOCKED:
        no_to = _BLOCKING_ITEM
    for item in asked:
        refused = item.item_id == no_to
        plan = scribe.draws.one_of((Plan.DISCLOSE, Plan.SET_BOUNDARY)) if refused else None
        yield EthicsAnswer(
            answer_id=scribe.identity(),
            check_id=check.check_id,
            item_id=item.item_id,
            answer=Answer.NO if refused else Answer.YES,
            plan=Plan.FIX_NOW if refused and check.result is CheckResult.BLOCKED else plan,
        )


def _actions(  # noqa: PLR0917 - an action follows from all of these
    scribe: Scribe,
    relation: InventedRelation,
    kept: Sequence[InventedMeeting],
    number: int,
    themes: Sequence[str],
    alias: str,
) -> Iterator[Action]:
    draws, meeting = scribe.draws, kept[number - 1]
    texts = []
    if themes and draws.chance(0.8):
        texts.append((Side.MENTEE, scribe.pen.todo(themes[0], alias)))
    if draws.chance(0.4):
        texts.append((Side.MENTOR, scribe.pen.line("mentor_todos", alias)))
    for side, text in texts:
        due = meeting.on + dt.timedelta(days=draws.between(7, 7 * relation.cadence_weeks))
        fate, delay = draws.unit(), draws.between(1, 5)
        status, done_on = _fate(relation, kept, number, fate)
        yield Action(
            action_id=scribe.identity(),
            engagement_id=EngagementId(relation.identity),
            session_id=SessionId(meeting.identity),
            owner=side,
            text=text,
            due_on=due,
            status=status,
            created_on=meeting.on,
            done_on=min(due + dt.timedelta(days=delay), done_on) if done_on is not None else None,
        )


def _fate(
    relation: InventedRelation, kept: Sequence[InventedMeeting], number: int, fate: float
) -> tuple[ActionStatus, dt.date | None]:
    """What became of an action: those of the last meeting still wait, older ones are mostly done."""
    last = number == len(kept)
    if relation.ended_on is None and last:
        return ActionStatus.OPEN, None
    by = relation.ended_on if last else kept[number].on
    if fate < 0.72:
        return ActionStatus.DONE, by
    carried = relation.ended_on is None and number == len(kept) - 1
    return (ActionStatus.CARRIED_OVER if carried else ActionStatus.DROPPED), None
