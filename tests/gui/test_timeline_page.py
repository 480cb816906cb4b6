"""The timeline: everything in one scroll, months once, a shape and a word for each kind."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk

from careernotes.domain.goals import SponsorAct
from careernotes.domain.journey import StepKind, StepStatus, WantedStep
from careernotes.domain.vocabulary import SponsorActKind, SponsorStatus
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.person_timeline import month_groups, month_strip
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.timeline import TimelineCard
from careernotes.services import doors, journey
from careernotes.services.desk import Desk
from careernotes.services.people import people
from careernotes.services.views import EntryKind, TimelineEntry

TODAY = dt.date(2026, 11, 17)


def entry(kind: EntryKind, on: dt.date, **more: str) -> TimelineEntry:
    return TimelineEntry(kind=kind, on=on, title=more.pop("title", "open"), **more)  # type: ignore[arg-type]  # texts


def open_person(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def test_each_kind_has_a_shape_and_a_word(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    card = open_person(qtbot, desk_window).screen(PersonController).view.timeline
    marks = {row.mark for row in card.rows}
    assert {"● Session", "◆ Goal", "□ Action", "■ Agreement", "◇ Choice", "○ Start"} == marks
    assert all(len(mark.split(" ", 1)) == 2 for mark in marks)


def way(desk: Desk) -> None:
    """A step that was taken, one that is wanted, a door that was opened and one that waits."""
    key = next(each.engagement_id for each in people(desk) if each.alias == "Mira-07")
    step = journey.want_step(desk, key, StepKind.CROSS_FUNCTION).put[0]
    assert isinstance(step, WantedStep)
    journey.close_step(desk, step.step_id, StepStatus.TAKEN)
    journey.want_step(desk, key, StepKind.UPWARD)
    for target in ("a product lead", "the head of sales"):
        doors.propose(desk, key, SponsorActKind.INTRODUCTION, target)
    opened = desk.store.all(SponsorAct, engagement_id=key)[0]
    doors.allow(desk, opened.act_id, "the name")
    doors.set_door(desk, opened.act_id, SponsorStatus.LED_TO_SOMETHING)


def test_steps_wanted_and_taken_and_doors_opened_stand_in_the_one_scroll_and_lead_to_the_journey(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, way))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    card = keys.screen(PersonController).view.timeline
    of = {
        mark: [row for row in card.rows if row.mark == mark] for mark in ("▲ Step", "△ Step wanted", "▶ Door")
    }
    assert [row.title for row in of["▲ Step"]] == ["Move to another function"]
    assert sorted((row.title, row.tags[0].text) for row in of["△ Step wanted"]) == [
        ("A step up", "wanted"), ("Another function", "taken"),
    ]  # fmt: skip
    assert of["▲ Step"][0].end.startswith("Q")
    (door,) = of["▶ Door"]
    assert (door.title, door.detail, door.tags[0].text) == (
        "An introduction", "a product lead", "led to something",
    )  # fmt: skip
    assert door.own_detail
    card.focus_first()
    keys.write("g")
    assert {row.mark for row in card.rows} == {"◆ Goal", "▲ Step", "△ Step wanted"}
    keys.write("g")
    for _row in range([row.mark for row in card.rows].index("▶ Door")):
        keys.write("j")
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("journey")


def test_the_strip_has_a_table_that_says_the_same(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = open_person(qtbot, desk_window)
    card = keys.screen(PersonController).view.timeline
    assert card.table is None
    keys.tab_to(card.as_table)
    keys.press(Qt.Key.Key_Space)
    table = card.table
    assert table is not None
    assert table.accessibleName() == card.caption.text()
    rows = [tuple(table.item(row, column).text() for column in (0, 1)) for row in range(table.rowCount())]
    assert rows == [(name, str(count)) for name, count in reversed(card.strip.months)]
    keys.press(Qt.Key.Key_Space)
    assert card.table is None


def test_only_an_action_that_is_done_has_a_tick() -> None:
    days = {status: dt.date(2026, 11, at) for at, status in enumerate(("done", "open", "dropped"), start=1)}
    made = [entry(EntryKind.ACTION, on, status=status) for status, on in days.items()]
    rows = month_groups(made, today=TODAY)[0].rows
    assert [row.mark for row in rows] == ["✓ Action", "□ Action", "□ Action"]


def test_a_month_is_named_once_and_the_newest_comes_first() -> None:
    entries = [
        entry(EntryKind.SESSION, dt.date(2026, 11, 3), status="kept"),
        entry(EntryKind.ACTION, dt.date(2026, 11, 1), status="open"),
        entry(EntryKind.SESSION, dt.date(2026, 9, 3), status="kept"),
    ]
    groups = month_groups(entries, today=TODAY)
    assert [(group.heading, len(group.rows)) for group in groups] == [
        ("November\u00a02026", 2),
        ("September\u00a02026", 1),
    ]


def test_the_strip_has_every_month_also_those_without_a_session() -> None:
    entries = [
        entry(EntryKind.SESSION, dt.date(2026, 11, 3), status="kept"),
        entry(EntryKind.SESSION, dt.date(2026, 9, 3), status="kept"),
        entry(EntryKind.SESSION, dt.date(2026, 10, 3), status="missed_by_mentee"),
    ]
    assert month_strip(entries, today=TODAY) == [
        ("September\u00a02026", 1),
        ("October\u00a02026", 0),
        ("November\u00a02026", 1),
    ]


def test_a_session_without_themes_and_one_not_held_say_so() -> None:
    rows = month_groups(
        [
            entry(EntryKind.SESSION, dt.date(2026, 11, 3), status="kept"),
            entry(EntryKind.SESSION, dt.date(2026, 11, 2), status="missed_by_mentee"),
        ],
        today=TODAY,
    )[0].rows
    assert [row.tags[0].text for row in rows] == ["not coded", "missed by the mentee"]


def test_j_and_k_walk_and_enter_opens_a_session(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = open_person(qtbot, desk_window)
    card = keys.screen(PersonController).view.timeline
    card.focus_first()
    first_session = next(number for number, row in enumerate(card.rows) if row.mark.endswith("Session"))
    for _step in range(first_session + 1):
        keys.write("j")
    keys.write("k")
    keys.press(Qt.Key.Key_Return)
    assert keys.name == "session"


def test_the_strip_says_what_its_bars_are_and_one_bar_alone_is_not_shown(qtbot: QtBot) -> None:
    card = TimelineCard(None)  # type: ignore[arg-type]  # a card of its own, without a page
    qtbot.addWidget(card)
    card.show_months((), strip=(("October 2026", 2),))
    assert not card.strip.isVisibleTo(card)
    assert not card.caption.isVisibleTo(card)
    card.show_months((), strip=(("October 2026", 2), ("November 2026", 1)))
    assert card.strip.isVisibleTo(card)
    assert card.caption.text() == "Sessions a month, October 2026 to November 2026"


def test_a_long_life_is_shown_in_parts_and_then_whole(qtbot: QtBot) -> None:
    card = TimelineCard(None)  # type: ignore[arg-type]  # a card of its own, without a page
    qtbot.addWidget(card)
    entries = [
        entry(EntryKind.SESSION, TODAY - dt.timedelta(days=20 * number), status="kept")
        for number in range(90)
    ]
    card.show_months(month_groups(entries, today=TODAY), strip=month_strip(entries, today=TODAY))
    shown = len(card.rows)
    assert 40 <= shown < 90
    assert str(90 - shown) in card.more.text()
    card.more.click()
    assert len(card.rows) == 90
    assert not card.more.isVisibleTo(card)


def test_g_shows_goals_only_and_each_picture_has_its_table(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = open_person(qtbot, desk_window)
    view = keys.screen(PersonController).view
    card, charts = view.timeline, view.charts
    every = len(card.rows)
    card.focus_first()
    keys.write("g")
    assert {row.mark for row in card.rows} == {"◆ Goal"}
    keys.write("g")
    assert len(card.rows) == every
    for name in ("themes", "goals", "rhythm"):
        charts.choice.answer(name)
        assert charts.chart is not None
        assert charts.table is not None
        assert charts.table.accessibleName() == charts.chart.accessibleName()
        assert charts.table.rowCount() > 0
