"""What the mentor noted about the own position, held against a mentee and what that mentee is after."""

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.ids import EngagementId, ItemId
from careernotes.domain.mentees import ConflictFact, clashes, touched_by_goal
from careernotes.domain.vocabulary import ConflictKind, Effect
from careernotes.i18n import _, noop
from careernotes.services.records import engagement_of, mentee_of
from careernotes.services.views import FactLine
from careernotes.services.wording import day_text
from careernotes.services.workplace import Desk

_WHY = {
    ConflictKind.LINE: noop("You work in the same line."),
    ConflictKind.PANEL: noop("You sit on a panel that decides about this part of the organisation."),
    ConflictKind.RECRUITER: noop("You recruit for this part of the organisation."),
    ConflictKind.RELATIVE: noop("You are close to somebody this touches."),
    ConflictKind.VACANCY: noop("You have a vacancy in this part of the organisation."),
}


def why(fact: ConflictFact) -> str:
    """What clashes, in one sentence."""
    return _(_WHY[fact.kind])


def clashes_of(desk: Desk, engagement_id: EngagementId) -> tuple[ConflictFact, ...]:
    """What may clash with one mentee's interest: with who they are, or with an open goal."""
    facts = desk.store.all(ConflictFact)
    mentee = mentee_of(desk, engagement_of(desk, engagement_id).mentee_id)
    touched = list(clashes(mentee, facts))
    for goal in desk.store.all(Goal, engagement_id=engagement_id):
        if goal.status in OPEN_GOALS:
            touched += clashes_of_goal(desk, goal)
    return tuple(dict.fromkeys(touched))


def clashes_of_goal(desk: Desk, goal: Goal) -> tuple[ConflictFact, ...]:
    """What may clash with one goal: asked when it is new and whenever it changes."""
    areas = desk.kit.segments.get("business_area", ()) if desk.kit is not None else ()
    units = {value.key: (value.name.en, value.name.nl) for value in areas}
    return tuple(
        fact
        for fact in desk.store.all(ConflictFact)
        if touched_by_goal(goal.statement, fact, names=units.get(fact.unit, ()))
    )


def clash_fact(desk: Desk, engagement_id: EngagementId) -> FactLine | None:
    """E04: beside the question, what the vault knows; the answer stays with the mentor."""
    found = clashes_of(desk, engagement_id)
    if not found:
        return None
    newest = max(fact.noted_on for fact in found)
    said = " ".join(dict.fromkeys(why(fact) for fact in found))
    return FactLine(
        item_id=ItemId("E04"),
        holds=False,
        effect=Effect.PROMPT,
        on=newest,
        text=_("{why} Noted on {day}: say so first.").format(why=said, day=day_text(newest)),
    )
