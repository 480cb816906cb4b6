"""A practice mentee with two notes: to try everything on, never counted, gone with one key."""

import datetime as dt
from dataclasses import replace
from itertools import count

from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import ConsentKey, Side
from careernotes.i18n import _
from careernotes.services.agreements import agree, suggest
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.mentees import Intake, intake


def start_practice(desk: Desk) -> EngagementId:
    """The practice mentee, made when there is none yet."""
    there = desk.store.all(Mentee, practice=True)
    if there:
        return desk.store.all(Engagement, mentee_id=there[0].mentee_id)[0].engagement_id
    engagement = intake(desk, Intake(alias=_free_alias(desk), practice=True))
    key = engagement.engagement_id
    draft = replace(
        suggest(desk, key),
        purpose=_("To try the program with somebody who does not exist."),
        my_expectations=(_("I try every screen once."),),
        their_expectations=(_("I am deleted when you have seen enough."),),
        choices={ConsentKey.NOTES_INFORMED: True},
    )
    agree(desk, key, draft)
    _first_note(desk, key)
    _second_note(desk, key)
    return key


def _free_alias(desk: Desk) -> str:
    """A name that says what it is wherever it stands."""
    taken = {mentee.alias.strip().casefold() for mentee in desk.store.all(Mentee)}
    names = (_("Practice") if number == 1 else f"{_('Practice')} {number}" for number in count(1))
    return next(name for name in names if name.casefold() not in taken)


def _first_note(desk: Desk, key: EngagementId) -> None:
    held_on = desk.today - dt.timedelta(days=21)
    draft = start_session(desk, key, held_on=held_on)
    record_conversation(
        desk,
        replace(
            draft,
            record=_("We made our agreement. Practice wants to know which step comes next."),
            themes=(DraftTheme(theme_id=ThemeId("dir.next_step"), primary=True),),
            next_time=_("Ask how the talk with the direct manager went."),
        ),
    )


def _second_note(desk: Desk, key: EngagementId) -> None:
    held_on = desk.today - dt.timedelta(days=2)
    due = desk.today + dt.timedelta(days=5)
    draft = start_session(desk, key, held_on=held_on)
    record_conversation(
        desk,
        replace(
            draft,
            record=_(
                "The talk went well. A sideways move now looks better than waiting for the role upstairs."
            ),
            working=_("I talked too much in the second half."),
            themes=(DraftTheme(theme_id=ThemeId("mob.sideways"), primary=True),),
            actions=(
                DraftAction(
                    text=_("Introduce Practice to somebody in another team"), owner=Side.MENTOR, due_on=due
                ),
                DraftAction(text=_("Write down three kinds of work that give energy"), owner=Side.MENTEE),
            ),
            next_time=_("Go through the three kinds of work."),
        ),
    )


def drop_practice(desk: Desk) -> None:
    """Delete the practice mentee with everything that belongs to it."""
    with desk.store.transaction():
        for mentee in desk.store.all(Mentee, practice=True):
            for engagement in desk.store.all(Engagement, mentee_id=mentee.mentee_id):
                for draft in desk.store.drafts():
                    if engagement.engagement_id in draft.body:
                        desk.store.discard_draft(draft.key)
            desk.store.remove(Mentee, mentee.mentee_id)
