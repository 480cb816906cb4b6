"""Pictures beside a timeline: every figure also stands in the table, and nothing is drawn outside."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.vocabulary import GoalKind, GoalStatus
from careernotes.gui.controllers.timeline_charts import goal_figure, rhythm_figure, theme_figure
from careernotes.gui.models.figures import Figure
from careernotes.report.shapes import Drawing, Line, Rect, Text, text_width
from careernotes.services.views import EntryKind, TimelineEntry

TODAY = dt.date(2026, 11, 17)
DAYS = st.integers(0, 900).map(lambda days: TODAY - dt.timedelta(days=days))
NAMES = ("Next step", "A very long name of a theme " * 3, "Confidence")
THEMES = st.lists(st.sampled_from(NAMES), max_size=3)


def held(on: dt.date, themes: list[str]) -> TimelineEntry:
    return TimelineEntry(kind=EntryKind.SESSION, on=on, title="open", status="kept", themes=tuple(themes))


def inside(drawing: Drawing) -> bool:
    for shape in drawing.shapes:
        match shape:
            case Rect():
                ends = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            case Line():
                ends = (shape.x1, shape.y1, shape.x2, shape.y2)
            case Text():
                wide = text_width(shape.text, shape.size)
                left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor.value]
                ends = (left, shape.y, left + wide, shape.y)
        if ends[0] < -0.5 or ends[1] < -0.5 or ends[2] > drawing.width + 5 or ends[3] > drawing.height + 0.5:
            return False
    return True


def numbers(figure: Figure) -> list[str]:
    texts = [shape.text for shape in figure.drawing.shapes if isinstance(shape, Text)]
    return sorted(text for text in texts if text.isdecimal())


@given(sessions=st.lists(st.tuples(DAYS, THEMES), max_size=12))
def test_the_numbers_of_themes_in_the_picture_are_those_of_the_table(
    sessions: list[tuple[dt.date, list[str]]],
) -> None:
    figure = theme_figure([held(on, themes) for on, themes in sessions], today=TODAY)
    if figure is None:
        return
    assert inside(figure.drawing)
    assert numbers(figure) == sorted(text for row in figure.rows for text in row[1:] if text != "0")
    assert all(len(row) == len(figure.heads) for row in figure.rows)


@given(days=st.lists(DAYS, max_size=20, unique=True), every=st.integers(0, 12))
def test_the_weeks_between_sessions_are_those_of_the_table(days: list[dt.date], every: int) -> None:
    figure = rhythm_figure([held(on, []) for on in days], every_weeks=every, today=TODAY)
    assert (figure is None) == (len(days) < 2)
    if figure is not None:
        assert inside(figure.drawing)
        assert numbers(figure) == sorted(row[1] for row in figure.rows[-16:])
        assert len(figure.rows) == len(days) - 1


@given(
    goals=st.lists(st.tuples(DAYS, st.integers(0, 400), st.sampled_from(GoalStatus)), min_size=1, max_size=6)
)
def test_every_goal_has_its_bar_and_its_line_in_the_table(
    goals: list[tuple[dt.date, int, GoalStatus]],
) -> None:
    made = [
        Goal(
            goal_id=RecordId(str(at)),
            engagement_id=EngagementId("e"),
            kind=GoalKind.ADVANCEMENT,
            statement=f"Goal {at} " + "with many words " * 6,
            status=status,
            created_on=created,
            closed_on=created + dt.timedelta(days=ran) if status is GoalStatus.REACHED else None,
        )
        for at, (created, ran, status) in enumerate(goals)
    ]
    figure = goal_figure(made, today=TODAY)
    assert figure is not None
    assert inside(figure.drawing)
    bars = [shape for shape in figure.drawing.shapes if isinstance(shape, Rect)]
    assert len(bars) == len(figure.rows) == len(goals)
    hatched = sum(bar.hatched for bar in bars)
    assert hatched == sum(status is GoalStatus.DROPPED for _created, _ran, status in goals)


def test_nothing_to_draw_is_no_figure() -> None:
    assert theme_figure([], today=TODAY) is None
    assert goal_figure((), today=TODAY) is None
    assert rhythm_figure([held(TODAY, [])], every_weeks=6, today=TODAY) is None
