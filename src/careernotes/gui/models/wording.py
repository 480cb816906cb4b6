"""The plain words for each value of the closed lists, in the language in force."""

import datetime as dt
import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from careernotes.domain.vocabulary import (
    ActionStatus,
    CheckResult,
    ChosenBy,
    ContactBetween,
    EndReason,
    ExpectationMet,
    GoalKind,
    GoalStatus,
    LearningArea,
    ManagerInvolvement,
    Mode,
    Moment,
    Plan,
    SessionKind,
    SessionStatus,
    Side,
    SponsorStatus,
    SupervisionKind,
    TalkShare,
    TrainingModule,
)
from careernotes.i18n import _, language, ngettext, noop
from careernotes.services.journey_words import JOURNEY_WORDS
from careernotes.services.wording import together

_WORDS: Mapping[Enum, str] = {
    Mode.IN_PERSON: noop("in person"),
    Mode.VIDEO: noop("by video"),
    Mode.PHONE: noop("by phone"),
    Mode.WALK: noop("walking"),
    Mode.MIXED: noop("mixed"),
    ContactBetween.NONE: noop("no contact between meetings"),
    ContactBetween.EMAIL: noop("e-mail"),
    ContactBetween.CHAT: noop("chat"),
    ContactBetween.PHONE: noop("phone"),
    ManagerInvolvement.NONE: noop("not involved"),
    ManagerInvolvement.INFORMED: noop("knows we meet"),
    ManagerInvolvement.THREE_WAY_START: noop("joins the start"),
    ManagerInvolvement.THREE_WAY_START_AND_END: noop("joins start and end"),
    ChosenBy.MENTEE: noop("chose me"),
    ChosenBy.COORDINATOR: noop("suggested by the coordinator"),
    ChosenBy.MENTOR: noop("I offered"),
    Moment.NEW_HERE: noop("new here"),
    Moment.FINDING_A_PATH: noop("finding a path"),
    Moment.LOOKING_FOR_A_ROLE: noop("looking for a role"),
    Moment.MOVING: noop("moving"),
    Moment.FIRST_TIME_MANAGER: noop("first-time manager"),
    Moment.LEADING_OTHERS: noop("leading others"),
    Moment.THINKING_OF_LEAVING: noop("thinking of leaving"),
    SessionKind.CONTRACTING: noop("agreement"),
    SessionKind.EXPLORATION: noop("exploring"),
    SessionKind.GOAL_SETTING: noop("setting goals"),
    SessionKind.GROW: noop("working on a question"),
    SessionKind.MANAGER_TALK: noop("preparing a talk with the manager"),
    SessionKind.MANAGER_STRUGGLE: noop("being a manager"),
    SessionKind.REVIEW: noop("quarterly review"),
    SessionKind.CLOSING: noop("closing"),
    SessionKind.OPEN: noop("open conversation"),
    SessionStatus.PLANNED: noop("planned"),
    SessionStatus.KEPT: noop("took place"),
    SessionStatus.RESCHEDULED: noop("moved"),
    SessionStatus.MISSED_BY_MENTEE: noop("missed by the mentee"),
    SessionStatus.MISSED_BY_MENTOR: noop("missed by me"),
    SessionStatus.CANCELLED_IN_TIME: noop("cancelled in time"),
    CheckResult.CLEAR: noop("Ethics check done"),
    CheckResult.WITH_WARNINGS: noop("Ethics check done, with a plan"),
    CheckResult.BLOCKED: noop("Ethics check stopped"),
    CheckResult.MISSING: noop("No ethics check"),
    Plan.DISCLOSE: noop("say it openly"),
    Plan.SET_BOUNDARY: noop("set a boundary"),
    Plan.FIX_NOW: noop("put it right now"),
    Plan.POSTPONE: noop("offer a new date"),
    Plan.HAND_OVER: noop("hand over"),
    Plan.NONE: noop("nothing yet"),
    ExpectationMet.NOT_YET: noop("not yet"),
    ExpectationMet.PARTLY: noop("partly"),
    ExpectationMet.YES: noop("came true"),
    ExpectationMet.DROPPED: noop("no longer expected"),
    Side.MENTOR: noop("me"),
    Side.MENTEE: noop("mentee"),
    ActionStatus.OPEN: noop("open"),
    ActionStatus.DONE: noop("done"),
    ActionStatus.CARRIED_OVER: noop("carried over"),
    ActionStatus.DROPPED: noop("dropped"),
    GoalKind.ADVANCEMENT: noop("a step up"),
    GoalKind.LATERAL_MOBILITY: noop("a sideways step"),
    GoalKind.CROSS_FUNCTIONAL: noop("another function"),
    GoalKind.GEOGRAPHIC: noop("another place"),
    GoalKind.COMPETENCE: noop("a skill"),
    GoalKind.NETWORK: noop("a network"),
    GoalKind.WELLBEING: noop("wellbeing at work"),
    GoalKind.NOT_SAID: noop("not said"),
    GoalStatus.DRAFT: noop("being shaped"),
    GoalStatus.OPEN: noop("open"),
    GoalStatus.ON_TRACK: noop("on track"),
    GoalStatus.STUCK: noop("stuck"),
    GoalStatus.REACHED: noop("reached"),
    GoalStatus.CHANGED: noop("changed"),
    GoalStatus.DROPPED: noop("dropped"),
    SponsorStatus.PROPOSED: noop("idea: ask first"),
    SponsorStatus.AGREED: noop("they said yes"),
    SponsorStatus.DONE: noop("opened"),
    SponsorStatus.NO_REPLY: noop("no reply"),
    SponsorStatus.LED_TO_SOMETHING: noop("led to something"),
    EndReason.GOALS_MET: noop("goals met"),
    EndReason.TIME_UP: noop("time is up"),
    EndReason.MENTEE_CHOICE: noop("the mentee's choice"),
    EndReason.MENTOR_CHOICE: noop("my choice"),
    EndReason.ROLE_CONFLICT: noop("a clash of roles"),
    EndReason.LEFT_ORGANISATION: noop("left the organisation"),
    EndReason.MISMATCH: noop("no match"),
    EndReason.NOT_SAID: noop("not said"),
    TrainingModule.MENTOR_ELEARNING: noop("mentor e-learning"),
    TrainingModule.ETHICS: noop("ethics"),
    TrainingModule.NOTES_AND_CODING: noop("notes and themes"),
    TrainingModule.SAFETY_ROUTE: noop("safety route"),
    TrainingModule.REFRESHER: noop("refresher"),
    TrainingModule.FACILITATION: noop("leading a case discussion"),
    SupervisionKind.GROUP_CASE_DISCUSSION: noop("case discussion in a group"),
    SupervisionKind.INDIVIDUAL_SUPERVISION: noop("individual supervision"),
    SupervisionKind.PEER_INTERVISION: noop("peer case discussion"),
    SupervisionKind.BRIEFING: noop("briefing"),
    **JOURNEY_WORDS,
    LearningArea.PERSONAL: noop("personal"),
    LearningArea.PROFESSIONAL: noop("professional"),
    LearningArea.NETWORK: noop("my network"),
    LearningArea.CAREER: noop("my career"),
    LearningArea.CULTURE: noop("our culture"),
    TalkShare.MENTEE: noop("mostly the mentee"),
    TalkShare.EVEN: noop("about half each"),
    TalkShare.MENTOR: noop("mostly me"),
}
_MONTHS = (
    noop("January"), noop("February"), noop("March"), noop("April"), noop("May"), noop("June"), noop("July"),
    noop("August"), noop("September"), noop("October"), noop("November"), noop("December"),
)  # fmt: skip
_WEEKDAYS = (
    noop("Monday"), noop("Tuesday"), noop("Wednesday"), noop("Thursday"), noop("Friday"),
    noop("Saturday"), noop("Sunday"),
)  # fmt: skip
DIMENSION_WORDS: Mapping[str, str] = {
    "business_area": noop("Part of the organisation"),
    "level_band": noop("Level"),
    "region": noop("Region"),
    "tenure_band": noop("Time in the organisation"),
    "function_family": noop("Kind of work"),
}


def word(value: Enum) -> str:
    """The plain word for one value."""
    return _(_WORDS[value])


def capital(text: str) -> str:
    """*text* with a capital first letter, as at the start of a line."""
    return text[:1].upper() + text[1:]


def choices(values: type[Enum], *, leave_out: tuple[Enum, ...] = ()) -> list[tuple[str, str]]:
    """Each value of a closed list with its word, in its own order, for a row of chips or a combo."""
    return [(str(value.value), capital(word(value))) for value in values if value not in leave_out]


def month(day: dt.date) -> str:
    """``November 2026``."""
    return together(_(_MONTHS[day.month - 1]), day.year)


def short_day(day: dt.date, *, today: dt.date) -> str:
    """``24 Nov``, with the year when it is not this year's."""
    name = "mrt" if language() == "nl" and day.month == 3 else _(_MONTHS[day.month - 1])[:3]
    return together(day.day, name) if day.year == today.year else together(day.day, name, day.year)


def long_day(day: dt.date) -> str:
    """``Tuesday 17 November 2026``; where there is little room, with the weekday on a line of its own."""
    return f"{_(_WEEKDAYS[day.weekday()])} {together(day.day, month(day))}"


def day_and_weekday(day: dt.date, *, today: dt.date) -> str:
    """``Tue 24 Nov``."""
    name = _(_WEEKDAYS[day.weekday()])
    return together(name[:2] if language() == "nl" else name[:3], short_day(day, today=today))


def how_long_ago(day: dt.date, *, today: dt.date) -> str:
    """``today``, ``yesterday``, ``5 days ago``, ``6 weeks ago``, or when it will be."""
    days = (today - day).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if days < 0:
        weeks = -days // 7
        if -days < 14:
            return ngettext("in {count} day", "in {count} days", -days).format(count=-days)
        return ngettext("in {count} week", "in {count} weeks", weeks).format(count=weeks)
    if days < 14:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    weeks = days // 7
    return ngettext("{count} week ago", "{count} weeks ago", weeks).format(count=weeks)


def path_words(path: Path) -> str:
    """A path that may be broken after each folder: one long word would push a narrow page wide."""
    return str(path).replace(os.sep, f"{os.sep}\N{ZERO WIDTH SPACE}")
