"""Everything the capture screen shows, read in one go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from careernotes.domain.goals import OPEN_GOALS, Action
from careernotes.domain.ids import SessionId, ThemeId
from careernotes.domain.vocabulary import CheckResult, SessionStatus
from careernotes.gui.privacy import shown_name
from careernotes.i18n import language
from careernotes.services.capturing import Somebody, everybody
from careernotes.services.conversations import load_session, rating_in
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftRating, SessionDraft
from careernotes.services.flows import Flow, flows
from careernotes.services.known_names import names_of
from careernotes.services.people import person
from careernotes.services.records import engagement_of, mentee_of
from careernotes.services.snippets import snippets
from careernotes.services.versions import NoteVersion, versions_of
from careernotes.services.views import PersonView, SessionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """One conversation as it stands, and what stands beside it. ``recorded``: it was finished before."""

    draft: SessionDraft
    alias: str = field(repr=False)
    number: int
    recorded: bool
    check: CheckResult
    goal: str = field(repr=False)
    last_words: str = field(repr=False)
    open_actions: tuple[Action, ...] = field(repr=False)
    rated: DraftRating
    likely_themes: tuple[ThemeId, ...]
    """Those of the session before, then those that go with the goals: the picker has them first."""
    nobody_else: frozenset[str] = field(default=frozenset(), repr=False)
    snippets: Mapping[str, str] = field(default_factory=dict, repr=False)
    flows: tuple[Flow, ...] = ()
    people: tuple[Somebody, ...] = field(default=(), repr=False)
    """Whom it may be about instead, while it is not recorded."""
    versions: tuple[NoteVersion, ...] = field(default=(), repr=False)


def read_session(desk: Desk, session_id: SessionId) -> SessionPage:
    """The draft of a session, or the recorded session, with its person.

    Raises:
        UnknownRecordError: when it is gone.
    """
    draft = load_session(desk, session_id)
    shown = person(desk, draft.engagement_id)
    before = _session_before(desk, shown, draft)
    recorded = any(row.session_id == session_id for row in shown.sessions)
    return SessionPage(
        draft=draft,
        alias=shown_name(shown.line.alias),
        number=_number(shown, draft),
        recorded=recorded,
        people=() if recorded else everybody(desk),
        check=_check_result(shown, draft),
        goal=shown.line.goal,
        last_words=before.next_time if before is not None else "",
        open_actions=tuple(action for action in shown.actions if action.session_id != session_id),
        rated=rating_in(desk, draft.engagement_id, draft.held_on),
        likely_themes=_likely_themes(desk, shown, before),
        nobody_else=_nobody_else(desk, draft),
        snippets=snippets(desk, language()),
        flows=flows(desk, language()),
        versions=versions_of(desk, session_id),
    )


def _likely_themes(desk: Desk, shown: PersonView, before: SessionDraft | None) -> tuple[ThemeId, ...]:
    coded = [theme.theme_id for theme in before.themes] if before is not None else []
    kinds = [goal.kind for goal in shown.goals if goal.status in OPEN_GOALS]
    suggested = [theme for kind in kinds for theme in desk.taxonomy.suggested.get(kind, ())]
    return tuple(dict.fromkeys([*coded, *suggested]))


def _nobody_else(desk: Desk, draft: SessionDraft) -> frozenset[str]:
    """Words that are no name of a third person here: what the mentee is called, and parts of it."""
    own = names_of(mentee_of(desk, engagement_of(desk, draft.engagement_id).mentee_id))
    return own | {part for name in own for part in re.split(r"[\W_]+", name) if part}


def _earlier(shown: PersonView, draft: SessionDraft) -> list[SessionRow]:
    """The kept sessions before this one, the newest first."""
    kept = [
        row
        for row in shown.sessions
        if row.status is SessionStatus.KEPT and row.session_id != draft.session_id
    ]
    return [row for row in kept if row.held_on <= draft.held_on]


def _number(shown: PersonView, draft: SessionDraft) -> int:
    return len(_earlier(shown, draft)) + 1


def _session_before(desk: Desk, shown: PersonView, draft: SessionDraft) -> SessionDraft | None:
    earlier = _earlier(shown, draft)
    return load_session(desk, earlier[0].session_id) if earlier else None


def _check_result(shown: PersonView, draft: SessionDraft) -> CheckResult:
    """How the check before this session went; a session without one is honestly without."""
    if draft.check_id is None:
        return CheckResult.MISSING
    if shown.check is not None and shown.check.check_id == draft.check_id:
        return shown.check.result
    return CheckResult.CLEAR
