"""A practice mentee with two notes: to try everything on, never counted, gone with one key and back again."""

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import count

from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import Record, key_of
from careernotes.domain.vocabulary import ConsentKey, Side
from careernotes.i18n import _
from careernotes.services import coding
from careernotes.services.agreements import agree, suggest
from careernotes.services.changes import ChangedSinceError, last_erasure
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.mentees import Intake, intake
from careernotes.vault.erasure import gather
from careernotes.vault.keeping import Draft


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """The practice mentee that was put away, with everything written on it."""

    records: tuple[Record, ...] = field(repr=False)
    drafts: tuple[Draft, ...] = field(repr=False)
    erasure: int


def drop_practice(desk: Desk) -> Dropped:
    """Delete the practice mentee with everything that belongs to it; answers with what went."""
    gone = gather(desk.store, desk.store.all(Mentee, practice=True))
    drafts = [desk.store.draft(key) for key in gone.drafts]
    with desk.store.transaction():
        for key in gone.drafts:
            desk.store.discard_draft(key)
        for mentee in gone.roots:
            desk.store.remove(Mentee, key_of(mentee))
    return Dropped(
        # As they were found: what hangs on a record comes before it, the first of several first.
        records=tuple(reversed(gone.records)),
        drafts=tuple(draft for draft in drafts if draft is not None),
        erasure=last_erasure(desk),
    )


def bring_practice_back(desk: Desk, dropped: Dropped) -> None:
    """Everything that :func:`drop_practice` put away, as it was.

    Raises:
        ChangedSinceError: when there is another one by now, somebody has its name, or something was erased.
    """
    names = {each.alias.casefold() for each in dropped.records if isinstance(each, Mentee)}
    mentees = desk.store.all(Mentee)
    taken = any(each.practice or each.alias.casefold() in names for each in mentees)
    if taken or dropped.erasure != last_erasure(desk):
        raise ChangedSinceError
    with desk.store.transaction():
        desk.store.put_all(dropped.records)
        for draft in dropped.drafts:
            desk.store.save_draft(draft)
        for each in dropped.records:
            if isinstance(each, Engagement):
                coding.write_facts(desk, each.engagement_id)
