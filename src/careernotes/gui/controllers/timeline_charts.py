"""What the pictures beside a timeline show: themes over time, goals, and how often two people met."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import GoalStatus, SessionStatus
from careernotes.gui.models.figures import Figure, Span, heat_drawing, rhythm_drawing, span_drawing
from careernotes.gui.models.wording import short_day, word
from careernotes.gui.views.timeline_charts import GOALS, RHYTHM, THEMES
from careernotes.i18n import _, ngettext
from careernotes.services.views import EntryKind, PersonView, TimelineEntry

_MOST_THEMES, _MOST_QUARTERS = 7, 6
_WEEK = 7


def person_figures(
    entries: Sequence[TimelineEntry], shown: PersonView, *, today: dt.date
) -> dict[str, Figure | None]:
    """Every picture of one person, by the name of its choice."""
    every = shown.agreement.cadence_weeks if shown.agreement is not None else 0
    return {
        THEMES: theme_figure(entries, today=today),
        GOALS: goal_figure(shown.goals, today=today),
        RHYTHM: rhythm_figure(entries, every_weeks=every, today=today),
    }


def theme_figure(entries: Sequence[TimelineEntry], *, today: dt.date) -> Figure | None:
    """How often each theme came up in each of the last quarters; None before there is one."""
    last = quarter_of(today)
    counts: Counter[tuple[str, int]] = Counter()
    for entry in _held(entries):
        quarter = quarter_of(entry.on)
        if last - _MOST_QUARTERS < quarter <= last:
            counts.update((theme, quarter) for theme in set(entry.themes))
    totals = Counter[str]()
    for (theme, _quarter), count in counts.items():
        totals[theme] += count
    if not totals:
        return None
    names = [theme for theme, _count in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))]
    first = min(quarter for _theme, quarter in counts)
    quarters = range(first, last + 1)
    heads = [_("Q{number} {year}").format(number=each % 4 + 1, year=each // 4 % 100) for each in quarters]
    rows = [[counts[name, each] for each in quarters] for name in names]
    top = names[:_MOST_THEMES]
    drawing = heat_drawing(
        _("Themes over time"), _said(), top, heads, rows[: len(top)]
    )
    return Figure(
        drawing=drawing,
        heads=(_("Theme"), *heads),
        rows=tuple((name, *(str(n) for n in row)) for name, row in zip(names, rows, strict=True)),
    )


def goal_figure(goals: Sequence[Goal], *, today: dt.date) -> Figure | None:
    """From when to when each goal ran, the oldest first; None without one."""
    if not goals:
        return None
    ordered = sorted(goals, key=lambda goal: (goal.created_on, goal.goal_id))
    first = ordered[0].created_on
    days = max((max(today, *(_end(goal, today) for goal in ordered)) - first).days, 1)
    spans = [
        Span(
            name=goal.statement,
            start=(goal.created_on - first).days / days,
            end=(_end(goal, today) - first).days / days,
            state=_state(goal),
            reached=goal.status is GoalStatus.REACHED,
            dropped=goal.status is GoalStatus.DROPPED,
        )
        for goal in ordered
    ]
    rows = tuple(
        (goal.statement, short_day(goal.created_on, today=today), _closed(goal, today), _state(goal))
        for goal in ordered
    )
    return Figure(
        drawing=span_drawing(_("Goals"), _said(), spans),
        heads=(_("Goal"), _("Begun"), _("Closed"), _("State")),
        rows=rows,
    )


def rhythm_figure(entries: Sequence[TimelineEntry], *, every_weeks: int, today: dt.date) -> Figure | None:
    """The weeks between one session and the next; None before there are two."""
    days = sorted(entry.on for entry in _held(entries))
    if len(days) < 2:
        return None
    weeks = [round((after - before).days / _WEEK) for before, after in pairwise(days)]
    words = ngettext("agreed: every week", "agreed: every {count} weeks", every_weeks)
    return Figure(
        drawing=rhythm_drawing(
            _("Weeks between sessions"),
            _said(),
            weeks,
            agreed=every_weeks,
            agreed_words=words.format(count=every_weeks),
        ),
        heads=(_("Session"), _("Weeks since the one before")),
        rows=tuple(
            (short_day(day, today=today), str(count)) for day, count in zip(days[1:], weeks, strict=True)
        ),
    )


def _held(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    kept = SessionStatus.KEPT.value
    return [entry for entry in entries if entry.kind is EntryKind.SESSION and entry.status == kept]


def _end(goal: Goal, today: dt.date) -> dt.date:
    return max(goal.closed_on or today, goal.created_on)


def _closed(goal: Goal, today: dt.date) -> str:
    return short_day(goal.closed_on, today=today) if goal.closed_on is not None else "–"


def _state(goal: Goal) -> str:
    percent = f", {goal.progress_percent} %" if goal.status in OPEN_GOALS and goal.progress_percent else ""
    return f"{word(goal.status)}{percent}"


def _said() -> str:
    return _("The same figures stand in the table below.")
