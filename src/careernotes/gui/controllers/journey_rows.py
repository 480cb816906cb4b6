"""What the services say about a journey, as rows in the language in force."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from careernotes.domain.goals import OPEN_GOALS, SponsorAct
from careernotes.domain.ids import EngagementId
from careernotes.domain.journey import ROLE_OF, Barrier, GoalPlan, SmartGap, StepStatus, WantedStep
from careernotes.domain.vocabulary import GoalKind, SponsorStatus
from careernotes.gui.controllers.people_words import DOT
from careernotes.gui.models.rows import Tag
from careernotes.gui.models.wording import capital, short_day, word
from careernotes.gui.views.act_rows import ActItem
from careernotes.gui.views.journey_doors import ALLOW, DROP
from careernotes.gui.views.journey_goals import CLOSED, EDIT, OPEN, RATE
from careernotes.gui.views.journey_goals import DROP as DROP_GOAL
from careernotes.gui.views.journey_signals import follow_up_item
from careernotes.gui.views.stage_bar import StageBar
from careernotes.i18n import _, noop
from careernotes.services.access_words import quarter_words
from careernotes.services.changes import Change
from careernotes.services.desk import Desk
from careernotes.services.doors import OPENED
from careernotes.services.follow_ups import FollowUp, FollowUpState
from careernotes.services.journey import GoalLine, Journey
from careernotes.services.stages import Station, Way, set_station

TAKEN_BEFORE = "taken_before"
STATIONS = {
    Station.CONTRACT: noop("Contract"),
    Station.EXPLORE: noop("Explore"),
    Station.GOALS: noop("Goals"),
    Station.ACT: noop("Act"),
    Station.REVIEW: noop("Review"),
    Station.CLOSE: noop("Closing"),
}
_GAPS = {
    SmartGap.VAGUE: noop("a few more words on what will be different"),
    SmartGap.NO_MEASURE: noop("how you will both see that it worked"),
    SmartGap.NO_OWN_PART: noop("the part in their own hands"),
    SmartGap.NO_WORTH: noop("why it matters"),
    SmartGap.NO_DATE: noop("no date"),
    SmartGap.DATE_PASSED: noop("its date has passed"),
}


def goal_items(lines: Sequence[GoalLine], *, today: dt.date, closing: bool = False) -> list[ActItem]:
    """Every goal with what it still lacks; in a closing nothing is filled in any more."""
    return [_goal_item(line, today, closing=closing) for line in lines]


def _goal_item(line: GoalLine, today: dt.date, *, closing: bool) -> ActItem:
    goal, is_open = line.goal, line.goal.status in OPEN_GOALS
    parts = [word(goal.kind)] if goal.kind is not GoalKind.NOT_SAID else []
    if goal.target_on is not None:
        parts.append(_("by {day}").format(day=short_day(goal.target_on, today=today)))
    parts += [part for part in (goal.measure, near_words(line.plan)) if part]
    gaps = ", ".join(_(_GAPS[gap]) for gap in line.gaps)
    acts = (
        ((EDIT, _("Fill in…")), (RATE, _("How near?")), (CLOSED, _("Reached")), (DROP_GOAL, _("Drop")))
        if is_open
        else ((OPEN, _("Open again")),)
    )
    whole = Tag(text=_("all five there"), kind="calm")
    tag = whole if is_open and not gaps else Tag(text=word(goal.status), kind="calm" if is_open else "plain")
    return ActItem(
        key=goal.goal_id,
        about=True,
        title=goal.statement,
        detail=DOT.join(parts),
        remark=_("Could still say: {what}.").format(what=gaps) if gaps and not closing else "",
        tags=(tag,),
        acts=tuple(each for each in acts if not (closing and each[0] == EDIT)),
    )


def near_words(plan: GoalPlan | None) -> str:
    """How near it felt: at the start, last time, at the end."""
    if plan is None:
        return ""
    said = (plan.rated_start, plan.rated_now, plan.rated_end)
    numbers = [str(value) for value in said if value is not None]
    # It stays on one line: half of a number says something else.
    words = _("near {numbers} of 10").format(numbers=" → ".join(numbers)) if numbers else ""
    return words.replace(" ", "\u00a0")


def step_items(journey: Journey, *, now: int | None = None) -> list[ActItem]:
    """Every step: wanted since, and what became of it. With *now*, the quarter it is, one wanted before may
    have been taken in the last one: that is often heard of late.
    """
    return [_step_item(step, before=now is not None and step.quarter < now) for step in journey.steps]


def _step_item(step: WantedStep, *, before: bool) -> ActItem:
    wanted = step.status is StepStatus.WANTED
    earlier = ((TAKEN_BEFORE, _("Taken last quarter")),) if before else ()
    acts = (
        ((StepStatus.TAKEN.value, _("Taken")), *earlier, (StepStatus.LET_GO.value, _("Let go")))
        if wanted
        else ((StepStatus.WANTED.value, _("Wanted after all")),)
    )
    detail = _("wanted since {quarter}").format(quarter=quarter_words(step.quarter))
    if step.closed_quarter is not None:
        detail += DOT + f"{word(step.status)}: {quarter_words(step.closed_quarter)}"
    tag = Tag(text=word(step.status), kind="plain" if step.status is StepStatus.LET_GO else "calm")
    return ActItem(key=step.step_id, title=capital(word(step.kind)), detail=detail, tags=(tag,), acts=acts)


def barriers_there(barriers: Sequence[Barrier]) -> tuple[list[str], list[tuple[str, str]]]:
    """What stands in the way now, and since when."""
    there = [each for each in barriers if each.gone_quarter is None]
    since = [
        (each.kind.value, _("since {quarter}").format(quarter=quarter_words(each.quarter))) for each in there
    ]
    return [each.kind.value for each in there], since


def door_items(acts: Sequence[SponsorAct], *, today: dt.date) -> list[ActItem]:
    """Every door, with the part the mentor plays in it."""
    return [_door_item(act, today) for act in acts]


def _door_item(act: SponsorAct, today: dt.date) -> ActItem:
    acts: tuple[tuple[str, str], ...]
    if act.status is SponsorStatus.PROPOSED:
        acts = ((ALLOW, _("They say yes…")), (DROP, _("Let go")))
    elif act.status is SponsorStatus.AGREED:
        acts = ((SponsorStatus.DONE.value, _("Opened")), (SponsorStatus.PROPOSED.value, _("No longer yes")))
    else:
        acts = tuple((status.value, capital(word(status))) for status in OPENED if status is not act.status)
        acts = tuple(sorted(acts))
    parts = [word(act.kind)]
    if act.done_on is not None:
        parts.append(short_day(act.done_on, today=today))
    return ActItem(
        key=act.act_id,
        about=True,
        title=act.target or capital(word(act.kind)),
        detail=DOT.join(parts),
        remark=_("May be said: {words}").format(words=act.may_say) if act.may_say else "",
        tags=(
            Tag(text=word(ROLE_OF[act.kind]), kind="plain"),
            Tag(
                text=word(act.status),
                kind="warning" if act.status is SponsorStatus.PROPOSED else "calm",
            ),
        ),
        acts=acts,
    )


def follow_up_items(found: Sequence[FollowUp], *, today: dt.date) -> list[ActItem]:
    """The days that come from the agreement, each with how it stands."""
    return [_follow_up_item(each, today) for each in found]


def _follow_up_item(each: FollowUp, today: dt.date) -> ActItem:
    match each.state:
        case FollowUpState.DONE if each.done_on is not None:
            said = _("held on {day}").format(day=short_day(each.done_on, today=today))
        case FollowUpState.DUE:
            said = _("due now")
        case FollowUpState.PASSED:
            said = _("not held")
        case _:
            said = _("to come")
    return follow_up_item(
        each.on.isoformat(),
        title=short_day(each.on, today=today),
        detail=said,
        ask=each.state is FollowUpState.DUE,
    )


def short_quarter(quarter: int) -> str:
    """``Q2 2026``."""
    year, place = divmod(quarter, 4)
    return _("Q{number} {year}").format(number=place + 1, year=year)


def show_way(bar: StageBar, way: Way) -> None:
    """Shows where the two are, what is behind them and what seems to come next."""
    behind = ", ".join(_(STATIONS[each]) for each in Station if each in way.done)
    suggested = way.suggested
    bar.show_way(
        now=way.now.value if way.now is not None else "",
        behind=_("Done so far: {stations}").format(stations=behind) if behind else "",
        suggested=suggested.value if suggested is not None else "",
        asked=_("Move on to: {station}").format(station=_(STATIONS[suggested])) if suggested else "",
    )


def stations() -> list[tuple[str, str]]:
    """Each station with its word, in their order."""
    return [(station.value, _(text)) for station, text in STATIONS.items()]


def station_change(desk: Desk, key: EngagementId, station: str) -> tuple[Callable[[], Change], str]:
    """What it takes to be at a station, and what is said then."""
    chosen = Station(station)
    said = _("You are at: {station}.").format(station=_(STATIONS[chosen]))
    return partial(set_station, desk, key, chosen), said
