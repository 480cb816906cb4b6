"""What is asked by quarter: follow-ups, barriers, staying, the start; and what My growth counts of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.agreements import Agreement
from careernotes.domain.conversations import Session
from careernotes.domain.goals import SponsorAct
from careernotes.domain.journey import BarrierKind, Phase, StayStep
from careernotes.domain.vocabulary import SessionStatus, SponsorActKind, SponsorStatus
from careernotes.gui.controllers.growth import GrowthController
from careernotes.gui.controllers.journey import JourneyController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.journey import JourneyView
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.services import doors
from careernotes.services.desk import Desk
from careernotes.services.follow_ups import FollowUpState, follow_ups_of
from careernotes.services.journey import Journey, journey_of
from careernotes.services.people import people

SPACE, AGREED_DAYS = Qt.Key.Key_Space, 120


def a_quarter_on(desk: Desk) -> None:
    """The agreement is four months old; one meeting was missed; one door is open and one an idea."""
    key = next(each.engagement_id for each in people(desk) if each.alias == "Mira-07")
    agreed = desk.store.all(Agreement, engagement_id=key)[0]
    began = desk.today - dt.timedelta(days=AGREED_DAYS)
    held = desk.store.all(Session, engagement_id=key)[0]
    with desk.store.transaction():
        desk.store.put(replace(agreed, starts_on=began, agreed_on=began))
        desk.store.put(replace(held, status=SessionStatus.MISSED_BY_MENTEE))
    for target in ("a product lead", "the head of sales"):
        doors.propose(desk, key, SponsorActKind.INTRODUCTION, target)
    first = desk.store.all(SponsorAct, engagement_id=key)[0]
    doors.allow(desk, first.act_id, "the name")
    doors.set_door(desk, first.act_id, SponsorStatus.DONE)


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk, a_quarter_on))
    keys.go("journey", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def view_of(keys: Keys) -> JourneyView:
    return keys.screen(JourneyController).view


def desk_of(keys: Keys) -> Desk:
    desk = keys.shell.desk
    assert desk is not None
    return desk


def journey(keys: Keys) -> Journey:
    key = alias_key(keys.shell, "Mira-07")
    return on_lane(keys.shell, lambda: journey_of(desk_of(keys), key))


def states(keys: Keys) -> list[FollowUpState]:
    key = alias_key(keys.shell, "Mira-07")
    return [each.state for each in on_lane(keys.shell, lambda: follow_ups_of(desk_of(keys), key))]


def cells(table: FigureTable) -> list[list[str]]:
    columns = range(table.columnCount())
    rows = [[table.item(row, column) for column in columns] for row in range(table.rowCount())]
    return [[item.text() for item in row if item is not None] for row in rows]


def test_the_follow_up_of_the_quarter_is_due_by_itself_is_held_and_put_back(keys: Keys) -> None:
    assert states(keys)[0] is FollowUpState.DUE
    (button,) = view_of(keys).follow_up.rows.rows[0].buttons.values()
    keys.tab_to(button)
    keys.press(SPACE)
    keys.until(lambda: states(keys)[0] is FollowUpState.DONE)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: states(keys)[0] is FollowUpState.DUE)


def test_what_stands_in_the_way_is_ticked_is_gone_when_unticked_and_comes_back_with_undo(keys: Keys) -> None:
    box = view_of(keys).steps.boxes[BarrierKind.OPENINGS_HIDDEN.value]
    keys.tab_to(box)
    keys.press(SPACE)
    keys.until(lambda: [each.kind for each in journey(keys).barriers] == [BarrierKind.OPENINGS_HIDDEN])
    keys.until(lambda: box.accessibleDescription().startswith("since"))
    keys.press(SPACE)
    keys.until(lambda: journey(keys).barriers[0].gone_quarter is not None)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: journey(keys).barriers[0].gone_quarter is None)
    assert len(journey(keys).barriers) == 1


def test_staying_is_said_once_a_quarter_and_read_back_in_words_on_this_page(keys: Keys) -> None:
    view = view_of(keys)
    button = view.follow_up.stay.chips.button_of(StayStep.LOOKING_INSIDE.value)
    keys.tab_to(view.follow_up.stay.chips.button_of(StayStep.SETTLED.value))
    keys.press(SPACE)
    keys.until(lambda: [each.stay for each in journey(keys).stay] == [StayStep.SETTLED])
    button.click()
    keys.until(lambda: [each.stay for each in journey(keys).stay] == [StayStep.LOOKING_INSIDE])
    keys.until(lambda: view.trend.table is not None)
    assert view.trend.table is not None
    assert cells(view.trend.table)[-1][-1] == "looking inside"


def test_the_start_is_three_answers_kept_together(keys: Keys) -> None:
    fields = view_of(keys).assessment.fields
    for field, number in zip(fields, ("2", "3", "4"), strict=True):
        assert journey(keys).assessments == ()
        field.chips.button_of(number).setFocus()
        keys.press(SPACE)
    keys.until(lambda: len(journey(keys).assessments) == 1)
    (start,) = journey(keys).assessments
    assert (start.phase, start.direction, start.confidence, start.support) == (Phase.START, 2, 3, 4)
    keys.until(lambda: view_of(keys).assessment.state.text().startswith("Kept in"))


def test_my_growth_counts_meetings_by_what_became_of_them_and_doors_by_the_part_played(keys: Keys) -> None:
    keys.press(Qt.Key.Key_6, CTRL)
    keys.wait_for("growth")
    view = keys.screen(GrowthController).view
    keys.until(lambda: view.meetings.table is not None and view.roles.table is not None)
    assert view.meetings.table is not None
    assert view.roles.table is not None
    held = {name: ever for name, _now, ever in cells(view.meetings.table)}
    assert held == {"Took place": "3", "Missed by the mentee": "1"}
    assert [(name, ever) for name, _now, ever in cells(view.roles.table)] == [("Networker", "1")]
