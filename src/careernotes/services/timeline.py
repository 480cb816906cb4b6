"""Everything that happened with one person, newest first."""

import datetime as dt

from careernotes.domain.agreements import Agreement, ConsentRecord, with_mistakes
from careernotes.domain.conversations import NoteBody, Session, ThemeCoding, ordered_codings
from careernotes.domain.goals import OPEN_GOALS, Action, Goal, Outcome, SponsorAct
from careernotes.domain.ids import EngagementId
from careernotes.domain.journey import WantedStep
from careernotes.domain.periods import QUARTERS_A_YEAR
from careernotes.domain.vocabulary import ConsentKey, NoteLayer
from careernotes.i18n import _, language, noop
from careernotes.services.desk import Desk
from careernotes.services.records import engagement_of
from careernotes.services.views import EntryKind, TimelineEntry
from careernotes.services.wording import day_text, yes_or_no

_PREVIEW = 280
_CHOICES = {
    ConsentKey.NOTES_INFORMED: noop("told about the notes"),
    ConsentKey.COUNTED_GENERAL: noop("counted in totals"),
    ConsentKey.COUNTED_SENSITIVE: noop("counted for sensitive themes"),
    ConsentKey.CASE_DISCUSSION: noop("brought into a case discussion"),
    ConsentKey.FOLLOW_UP: noop("asked again afterwards"),
    ConsentKey.SEGMENT_USE: noop("counted in broad groups"),
}


def timeline(desk: Desk, engagement_id: EngagementId) -> tuple[TimelineEntry, ...]:
    """One person's sessions, goals, actions, agreements, choices, steps and doors that were opened.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    entries = [
        *_ends(desk, engagement_id),
        *_agreements(desk, engagement_id),
        *_choices(desk, engagement_id),
        *_goals(desk, engagement_id),
        *_actions(desk, engagement_id),
        *_sessions(desk, engagement_id),
        *_steps(desk, engagement_id),
        *_doors(desk, engagement_id),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.on, reverse=True))


def _ends(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    engagement = engagement_of(desk, engagement_id)
    started = TimelineEntry(
        kind=EntryKind.STARTED, on=engagement.started_on, title=_("The relation starts"), ref=engagement_id
    )
    if engagement.ended_on is None:
        return [started]
    reason = engagement.end_reason.value if engagement.end_reason is not None else ""
    ended = TimelineEntry(
        kind=EntryKind.ENDED,
        on=engagement.ended_on,
        title=_("The relation ends"),
        status=reason,
        ref=engagement_id,
    )
    return [started, ended]


def _agreements(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            kind=EntryKind.AGREEMENT,
            on=each.agreed_on,
            title=_("Agreement {number}, until {day}").format(
                number=each.version_no, day=day_text(each.ends_on)
            ),
            detail=each.purpose,
            ref=each.agreement_id,
        )
        for each in desk.store.all(Agreement, engagement_id=engagement_id)
    ]


def _choices(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    """One line a day: which choices were said."""
    days: dict[dt.date, list[str]] = {}
    for entry, mistaken in with_mistakes(desk.store.all(ConsentRecord, engagement_id=engagement_id)):
        said = f"{_(_CHOICES[entry.key])}: {yes_or_no(value=entry.value)}"
        words = _("{said} (noted by mistake)").format(said=said) if mistaken else said
        days.setdefault(entry.said_on, []).append(words)
    return [
        TimelineEntry(
            kind=EntryKind.CONSENT,
            on=day,
            title=_("Choices"),
            detail=", ".join(said),
        )
        for day, said in days.items()
    ]


def _goals(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            kind=EntryKind.GOAL,
            on=goal.created_on if goal.status in OPEN_GOALS else goal.closed_on or goal.created_on,
            title=goal.statement,
            detail=goal.measure,
            status=goal.status.value,
            ref=goal.goal_id,
        )
        for goal in desk.store.all(Goal, engagement_id=engagement_id)
    ]


def _actions(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            kind=EntryKind.ACTION,
            on=action.done_on or action.created_on,
            title=action.text,
            detail=action.owner.value,
            status=action.status.value,
            ref=action.action_id,
        )
        for action in desk.store.all(Action, engagement_id=engagement_id)
    ]


def excerpt(text: str) -> str:
    """The beginning of *text* in one paragraph, ended between two words."""
    plain = " ".join(text.split())
    if len(plain) <= _PREVIEW:
        return plain
    # A word longer than the whole excerpt has no end to wait for.
    whole = plain[: _PREVIEW + 1].rpartition(" ")[0] or plain[:_PREVIEW]
    return whole.rstrip(" .,;:") + "…"


def _sessions(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    return [_session(desk, session) for session in desk.store.all(Session, engagement_id=engagement_id)]


def _session(desk: Desk, session: Session) -> TimelineEntry:
    notes = {note.layer: note.body for note in desk.store.all(NoteBody, session_id=session.session_id)}
    text = notes.get(NoteLayer.RECORD) or notes.get(NoteLayer.WORKING, "")
    codings = ordered_codings(desk.store.all(ThemeCoding, session_id=session.session_id))
    themes = [
        desk.taxonomy.by_id[coding.theme_id] for coding in codings if coding.theme_id in desk.taxonomy.by_id
    ]
    return TimelineEntry(
        kind=EntryKind.SESSION,
        on=session.held_on,
        title=session.kind.value,
        detail=excerpt(text),
        themes=tuple(theme.name.in_language(language()) for theme in themes),
        status=session.status.value,
        ref=session.session_id,
    )


def _steps(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    """A step since it is wanted, and the outcome in the quarter in which it was taken."""
    wanted = [
        TimelineEntry(
            kind=EntryKind.WANTED,
            on=_first_day(step.quarter),
            title=step.kind.value,
            status=step.status.value,
            ref=step.step_id,
        )
        for step in desk.store.all(WantedStep, engagement_id=engagement_id)
    ]
    taken = [
        TimelineEntry(
            kind=EntryKind.OUTCOME,
            on=_first_day(step.quarter),
            title=step.kind.value,
            detail=step.remark,
            ref=step.outcome_id,
        )
        for step in desk.store.all(Outcome, engagement_id=engagement_id)
    ]
    return [*taken, *wanted]


def _doors(desk: Desk, engagement_id: EngagementId) -> list[TimelineEntry]:
    """What was opened, on the day it was; what waits has no day."""
    return [
        TimelineEntry(
            kind=EntryKind.DOOR,
            on=act.done_on,
            title=act.kind.value,
            detail=act.target,
            status=act.status.value,
            ref=act.act_id,
        )
        for act in desk.store.all(SponsorAct, engagement_id=engagement_id)
        if act.done_on is not None
    ]


def _first_day(quarter: int) -> dt.date:
    return dt.date(quarter // QUARTERS_A_YEAR, quarter % QUARTERS_A_YEAR * 3 + 1, 1)
