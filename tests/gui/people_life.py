"""Invented people for the tests of the desk: enough of a mentoring life to fill every screen."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.vocabulary import ConsentKey, GoalKind, Mode, Side
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.agreements import agree, suggest
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftGoal, DraftRating, DraftTheme, SessionDraft
from careernotes.services.mentees import Intake, intake
from careernotes.services.people import people

T = TypeVar("T")
CONFIDENCE, NEXT_STEP, SIDEWAYS = ThemeId("inc.confidence"), ThemeId("dir.next_step"), ThemeId("mob.sideways")


def take_on(desk: Desk, alias: str, *, agreed: bool = True, counted: bool = True) -> EngagementId:
    """Somebody with this alias, usually with an agreement."""
    key = intake(desk, Intake(alias=alias)).engagement_id
    if agreed:
        draft = replace(
            suggest(desk, key),
            purpose="Find a next step that gives energy",
            my_expectations=("to come prepared",),
            their_expectations=("honest feedback", "an introduction or two"),
            mode=Mode.VIDEO,
            choices={ConsentKey.NOTES_INFORMED: True, ConsentKey.COUNTED_GENERAL: counted},
        )
        agree(desk, key, draft)
    return key


def talk(desk: Desk, key: EngagementId, text: str, *, days_ago: int, **more: object) -> SessionDraft:
    """A conversation that was held and written down *days_ago*."""
    draft = start_session(desk, key, held_on=desk.today - dt.timedelta(days=days_ago))
    draft = replace(draft, record=text, mode=Mode.VIDEO, **more)  # type: ignore[arg-type]  # fields of the draft
    record_conversation(desk, draft)
    return draft


def fill_desk(desk: Desk) -> None:
    """Three people: one with a history, one gone quiet, one just begun."""
    mira = take_on(desk, "Mira-07")
    talk(
        desk,
        mira,
        "We made the agreement. Mira wants to leave the lab for product work but has told nobody yet.",
        days_ago=96,
        themes=(DraftTheme(theme_id=NEXT_STEP, primary=True),),
        goals=(DraftGoal(statement="Move into product work", kind=GoalKind.LATERAL_MOBILITY),),
        next_time="Ask which two openings looked best.",
    )
    talk(
        desk,
        mira,
        "Two openings outside the function. Energy clearly higher when describing the customer work.",
        days_ago=55,
        themes=(DraftTheme(theme_id=SIDEWAYS, primary=True), DraftTheme(theme_id=CONFIDENCE)),
        actions=(DraftAction(text="Half-page on what a good next step looks like", due_on=desk.today),),
        rating=DraftRating(asks=2, helps=3),
    )
    talk(
        desk,
        mira,
        "The wish to move was raised twice; the talk with the direct manager was postponed both times.",
        days_ago=20,
        working="I gave advice too early. Ask more, wait longer.",
        themes=(DraftTheme(theme_id=ThemeId("mgr.no_support"), primary=True), DraftTheme(theme_id=SIDEWAYS)),
        actions=(
            DraftAction(
                text="Introduce to a product lead",
                owner=Side.MENTOR,
                due_on=desk.today - dt.timedelta(days=2),
            ),
        ),
        next_time="Ask how the talk with the direct manager went.",
        next_on=desk.today + dt.timedelta(days=1),
    )
    tova = take_on(desk, "Tova-31", counted=False)
    talk(desk, tova, "First month as a manager of former peers. Feels watched.", days_ago=80)
    take_on(desk, "Bilu-22", agreed=False)


def on_lane(shell: ShellController, call: Callable[[], T]) -> T:
    """What *call* answers on the vault's own thread; waits for it."""
    return shell.runner._lane.submit(call).result(timeout=20)


def alias_key(shell: ShellController, alias: str) -> EngagementId:
    """The relation with somebody of the open vault."""
    desk = shell.desk
    assert desk is not None
    return next(line.engagement_id for line in on_lane(shell, lambda: people(desk)) if line.alias == alias)
