"""What services say about people, as rows in the language in force."""

import datetime as dt
from collections.abc import Mapping, Sequence

from careernotes.domain.goals import OPEN_GOALS, Action, Goal
from careernotes.domain.vocabulary import Effect, GoalKind, Side
from careernotes.gui.models.rows import Row, Tag
from careernotes.gui.models.wording import capital, day_and_weekday, how_long_ago, short_day, word
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.periodic import PeriodicRow
from careernotes.gui.views.person_consents import ConsentRow, since_words
from careernotes.i18n import _, language, ngettext, noop
from careernotes.services.views import ConsentLine, PeriodicLine, PersonLine, Shield, WaitingLine

DOT = "  ·  "
_NOT_RECORDED_HERE = frozenset({"P04"})
_RECORD = noop("Record it")
DONE_ELSEWHERE = {"P01": ("sign", noop("Read it and sign…"))}
"""What has a screen of its own: its name, and the words of the way to it."""
ABOUT_ONE = {**DONE_ELSEWHERE, "P06": ("expectations", noop("Look at them together…"))}
"""The same where it is about one relation."""


def shield_tag(shield: Shield) -> Tag:
    """The shield beside a name: it always says the truth."""
    match shield:
        case Shield.COUNTED:
            return Tag(text=_("may count in themes"), kind="calm")
        case Shield.NEVER:
            return Tag(text=_("never counted"), kind="plain")
        case Shield.PRACTICE:
            return Tag(text=_("practice"), kind="warning")


def person_row(line: PersonLine, *, today: dt.date) -> Row:
    """One person in the list of people."""
    parts = [_last_words(line, today)]
    if line.next_on is not None and line.next_on >= today and line.engagement.is_open:
        parts.append(_("next {day}").format(day=day_and_weekday(line.next_on, today=today)))
    if line.open_mine:
        mine = ngettext("{count} open for you", "{count} open for you", line.open_mine)
        parts.append(mine.format(count=line.open_mine))
    if line.open_theirs:
        theirs = ngettext("{count} open for them", "{count} open for them", line.open_theirs)
        parts.append(theirs.format(count=line.open_theirs))
    if line.goal:
        parts.append(line.goal)
    tags: tuple[Tag, ...] = (shield_tag(line.shield),)
    if (ended_on := line.engagement.ended_on) is not None:
        parts.insert(0, _("ended on {day}").format(day=short_day(ended_on, today=today)))
        tags = (Tag(text=_("ended"), kind="plain"), *tags)
    return Row(
        key=line.engagement_id,
        title=shown_name(line.alias),
        detail=DOT.join(parts),
        tags=tags,
        own_detail=True,
    )


def _last_words(line: PersonLine, today: dt.date) -> str:
    if line.last_on is None:
        return _("no session yet")
    count = ngettext("{count} session", "{count} sessions", line.sessions_kept).format(
        count=line.sessions_kept
    )
    last = _("last {when}").format(when=how_long_ago(line.last_on, today=today))
    return f"{count}, {last}"


def waiting_row(line: WaitingLine, *, today: dt.date, room: bool) -> Row:
    """Somebody who waits for room: since when, and how they came."""
    tags = [Tag(text=_("there is room"), kind="calm")] if room else []
    if line.long and not room:
        tags.append(Tag(text=_("waits long"), kind="warning"))
    since = _("since {day}").format(day=short_day(line.since, today=today))
    return Row(
        key=line.engagement_id,
        title=shown_name(line.alias),
        detail=capital(word(line.chosen_by)),
        tags=tuple(tags),
        end=since,
    )


def action_row(action: Action, *, today: dt.date, alias: str = "") -> Row:
    """One action: who, by when, and a word when it is late."""
    alias = shown_name(alias) if alias else ""
    who = word(Side.MENTOR) if action.owner is Side.MENTOR else alias or word(Side.MENTEE)
    parts = [who]
    if alias and action.owner is Side.MENTOR:
        parts = [_("for {alias}").format(alias=alias)]
    if action.due_on is not None:
        parts.append(short_day(action.due_on, today=today))
    late = action.due_on is not None and action.due_on < today
    return Row(
        key=action.action_id,
        title=action.text,
        detail=DOT.join(parts),
        tags=(Tag(text=_("late"), kind="warning"),) if late else (),
        markable=True,
        mailable=True,
        own_title=True,
    )


def goal_row(goal: Goal, *, today: dt.date) -> Row:
    """One goal with its state."""
    parts = [word(goal.kind)] if goal.kind is not GoalKind.NOT_SAID else []
    if goal.target_on is not None:
        parts.append(_("by {day}").format(day=short_day(goal.target_on, today=today)))
    if goal.measure:
        parts.append(goal.measure)
    kind = "calm" if goal.status in OPEN_GOALS else "plain"
    tag = Tag(text=word(goal.status), kind=kind)
    return Row(
        key=goal.goal_id,
        title=goal.statement,
        detail=DOT.join(parts),
        tags=(tag,),
        own_title=True,
        own_detail=True,
    )


def consent_rows(lines: Sequence[ConsentLine], *, today: dt.date) -> list[ConsentRow]:
    """The six choices, each with its wording, its answer and its date."""
    return [
        ConsentRow(
            key=line.key,
            number=line.consent_id,
            text=line.text,
            value=line.value,
            answered=line.since is not None,
            is_choice=line.is_choice,
            since=since_words(line.since, shown=short_day(line.since, today=today) if line.since else ""),
            blocked="" if line.may_change or not line.is_choice else _("Needs C2 first."),
        )
        for line in lines
    ]


def periodic_rows(
    lines: Sequence[PeriodicLine], elsewhere: Mapping[str, tuple[str, str]] = DONE_ELSEWHERE
) -> list[PeriodicRow]:
    """The items that need attention and can be recorded in one line, or have a screen *elsewhere*."""
    return [
        PeriodicRow(
            key=line.item.item_id,
            state=_periodic_tag(line),
            text=line.text,
            why=line.item.why.in_language(language()),
            act=_(elsewhere.get(line.item.item_id, ("", _RECORD))[1]),
            dated=line.item.item_id not in elsewhere,
        )
        for line in lines
        if (not line.holds or line.soon) and line.item.item_id not in _NOT_RECORDED_HERE
    ]


def _periodic_tag(line: PeriodicLine) -> Tag:
    if line.holds:
        return Tag(text=_("soon"), kind="plain")
    match line.effect:
        case Effect.BLOCK:
            return Tag(text=_("stops a session"), kind="danger")
        case Effect.WARN:
            return Tag(text=_("due"), kind="warning")
        case Effect.PROMPT:
            return Tag(text=_("reminder"), kind="plain")
