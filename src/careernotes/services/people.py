"""The list of people and one person's page."""

import datetime as dt

from careernotes.domain.agreements import Agreement, ConsentRecord, current_consents
from careernotes.domain.conversations import Session
from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import ConflictFact, Engagement, Mentee, clashes
from careernotes.domain.vocabulary import EngagementStatus, SessionStatus, Side
from careernotes.i18n import _, language
from careernotes.services.agreements import consent_lines
from careernotes.services.desk import Desk
from careernotes.services.overview import Overview
from careernotes.services.records import (
    current_expectations,
    engagement_of,
    latest_agreement,
    mentee_of,
    open_actions,
)
from careernotes.services.views import AgreementState, PersonLine, PersonView, SessionRow, Shield
from careernotes.services.wording import day_text

_FEW, _NEWEST = 4, 200
_QUARTER_DAYS = 91


def people(
    desk: Desk, *, include_closed: bool = False, overview: Overview | None = None
) -> tuple[PersonLine, ...]:
    """Everybody with a running relation, by alias; closed and declined ones after them when asked for.

    Whoever waits for room is on the waiting list instead.
    """
    everybody = (overview or Overview(desk)).once(_everybody)
    return everybody if include_closed else tuple(line for line in everybody if line.engagement.is_open)


def _everybody(seen: Overview) -> tuple[PersonLine, ...]:
    mentees = seen.mentees
    known = [each for each in seen.engagements.values() if each.status is not EngagementStatus.REQUESTED]
    known.sort(
        key=lambda each: (not each.is_open, mentees[each.mentee_id].alias.casefold(), each.engagement_id)
    )
    return tuple(_line(seen, each, mentees[each.mentee_id]) for each in known)


def person(desk: Desk, engagement_id: EngagementId) -> PersonView:
    """One person's page.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement = engagement_of(desk, engagement_id)
    mentee = mentee_of(desk, engagement.mentee_id)
    checks = desk.store.all(EthicsCheck, engagement_id=engagement_id)
    goals = desk.store.all(Goal, engagement_id=engagement_id)
    return PersonView(
        line=_line(Overview(desk, [engagement_id]), engagement, mentee),
        agreement=latest_agreement(desk, engagement_id),
        expectations=current_expectations(desk, engagement_id),
        consents=current_consents(desk.store.all(ConsentRecord, engagement_id=engagement_id)),
        consent_lines=consent_lines(desk, engagement_id),
        goals=tuple(sorted(goals, key=lambda goal: goal.created_on, reverse=True)),
        actions=open_actions(desk, engagement_id),
        sessions=session_rows(desk, engagement_id=engagement_id, limit=_NEWEST),
        conflicts=clashes(mentee, desk.store.all(ConflictFact)),
        check=max(checks, key=lambda check: check.completed_at, default=None),
        groups=_group_names(desk, mentee, language()),
    )


def session_rows(
    desk: Desk, *, engagement_id: EngagementId | None = None, limit: int = 100
) -> tuple[SessionRow, ...]:
    """The newest sessions, of everybody or of one person."""
    return tuple(
        SessionRow(
            session_id=line.session_id,
            engagement_id=line.engagement_id,
            alias=line.alias,
            held_on=line.held_on,
            kind=line.kind,
            status=line.status,
            themes=line.themes,
        )
        for line in desk.store.newest_sessions(limit=limit, engagement_id=engagement_id)
    )


def last_kept(desk: Desk, engagement_id: EngagementId) -> Session | None:
    """The newest session that took place."""
    # Almost always among the newest few; only a long run of missed meetings asks for more.
    for limit in (_FEW, _NEWEST):
        for line in desk.store.newest_sessions(limit=limit, engagement_id=engagement_id):
            if line.status is SessionStatus.KEPT:
                return desk.store.get(Session, line.session_id)
    return None


def review_due_on(seen: Overview, engagement_id: EngagementId) -> dt.date | None:
    """The day the next quarterly review is due, or the agreement ended; None without an agreement.

    A quarter runs from the agreement, the last review conversation, or the last time it was noted as done.
    """
    agreement = seen.agreement(engagement_id)
    if agreement is None:
        return None
    held = seen.meetings(engagement_id).reviewed_on
    noted = (seen.reviewed_on(item, engagement_id) for item in ("P06", "P07"))
    last = max(day for day in (agreement.agreed_on, held, *noted) if day is not None)
    return min(last + dt.timedelta(days=_QUARTER_DAYS), agreement.ends_on + dt.timedelta(days=1))


def shield_of(mentee: Mentee, *, counted: bool) -> Shield:
    """The shield beside the name: it always says the truth."""
    if mentee.practice:
        return Shield.PRACTICE
    return Shield.COUNTED if counted else Shield.NEVER


def agreement_state(
    agreement: Agreement | None, *, look_on: dt.date | None, today: dt.date
) -> AgreementState:
    """How an agreement stands: past *look_on* it is due to be looked at together."""
    if agreement is None:
        return AgreementState.MISSING
    if not agreement.in_force(today):
        return AgreementState.ENDED
    due = look_on is not None and today > look_on
    return AgreementState.REVIEW_DUE if due else AgreementState.IN_FORCE


def agreement_line(agreement: Agreement | None, state: AgreementState, *, look_on: dt.date | None) -> str:
    """One sentence on the agreement, in the language in force."""
    if agreement is None or state is AgreementState.MISSING:
        return _("No agreement yet.")
    if state is AgreementState.ENDED:
        return _("The agreement ended on {day}. Extend it together, or plan a closing talk.").format(
            day=day_text(agreement.ends_on)
        )
    if state is AgreementState.REVIEW_DUE and look_on is not None:
        return _("The agreement is due for a look together since {day}.").format(day=day_text(look_on))
    return _("Agreement of {day}, in force until {end}.").format(
        day=day_text(agreement.agreed_on), end=day_text(agreement.ends_on)
    )


def _line(seen: Overview, engagement: Engagement, mentee: Mentee) -> PersonLine:
    key, today = engagement.engagement_id, seen.today
    never_started = engagement.status in {EngagementStatus.REQUESTED, EngagementStatus.DECLINED}
    met, agreement, look_on = seen.meetings(key), seen.agreement(key), seen.look_on(key)
    state = agreement_state(agreement, look_on=look_on, today=today)
    return PersonLine(
        engagement=engagement,
        mentee=mentee,
        shield=shield_of(mentee, counted=seen.counted(key) and not never_started),
        sessions_kept=met.kept,
        last_on=met.last_on,
        # One that is planned comes before the date under the last note.
        next_on=met.planned_on or met.next_on,
        next_time=met.next_time,
        open_mine=seen.waiting(key, Side.MENTOR),
        open_theirs=seen.waiting(key, Side.MENTEE),
        goal=seen.goal(key),
        agreement_state=state,
        agreement_line=agreement_line(agreement, state, look_on=look_on),
    )


def _group_names(desk: Desk, mentee: Mentee, language: str) -> tuple[tuple[str, str], ...]:
    """Dimension and name of each group the mentee was put in, as the kit calls it."""
    if desk.kit is None:
        return ()
    return tuple(
        (name, value.name.in_language(language))
        for name in DIMENSIONS
        for value in desk.kit.segments.get(name, ())
        if value.key == getattr(mentee, name)
    )
