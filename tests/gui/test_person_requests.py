"""A mentee asks for a copy, or to be erased: noted with the days that count, on their page and on Today."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, focused, unlock_by_typing
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.asked import Wanted
from careernotes.domain.growth import Review
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.models.rows import Row
from careernotes.gui.views.act_rows import ActRow
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.person import PersonView
from careernotes.services.desk import Desk
from careernotes.services.requests import open_requests

SPACE = Qt.Key.Key_Space


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The page of somebody with a history."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def view_of(keys: Keys) -> PersonView:
    return keys.screen(PersonController).view


def row_of(keys: Keys, wanted: Wanted) -> ActRow:
    row = view_of(keys).requests.rows.row(wanted.value)
    assert row is not None
    return row


def press(keys: Keys, wanted: Wanted, name: str) -> None:
    keys.tab_to(row_of(keys, wanted).buttons[name], most=150)
    keys.press(SPACE)


def waiting(keys: Keys) -> list[tuple[Wanted, bool]]:
    desk = desk_of(keys)
    return [(each.wanted, each.sure) for each in on_lane(keys.shell, lambda: open_requests(desk))]


def let_a_week_pass(keys: Keys) -> None:
    desk = desk_of(keys)

    def a_week_ago() -> None:
        (asked,) = [each for each in desk.store.all(Review) if each.item_id.startswith("request.")]
        with desk.store.transaction():
            desk.store.put(
                Review(
                    review_id=asked.review_id,
                    item_id=asked.item_id,
                    engagement_id=asked.engagement_id,
                    done_on=desk.today - dt.timedelta(days=7),
                )
            )

    on_lane(keys.shell, a_week_ago)


def on_today(keys: Keys) -> list[Row]:
    keys.go("today")
    view = keys.screen(TodayController).view
    assert not any("asked" in row.detail for row in view.reviews.list.rows)
    return list(view.asked.list.rows)


def test_a_copy_is_given_within_thirty_days_of_a_request_that_was_made_sure_of(
    keys: Keys, tmp_path: Path
) -> None:
    press(keys, Wanted.COPY, "asked")
    row = row_of(keys, Wanted.COPY)
    assert "30 days left" in row.item.detail
    assert "Make sure that it is they" in row.item.remark
    assert waiting(keys) == [(Wanted.COPY, False)]
    press(keys, Wanted.COPY, "sure")
    assert row_of(keys, Wanted.COPY).item.remark == ""
    (line,) = on_today(keys)
    assert (line.title, line.detail) == ("Mira-07", "asked for a copy")
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    card = view_of(keys).keeping
    keys.tab_to(card.copy, most=150)
    keys.press(SPACE)
    keys.write(PASSPHRASE)
    card.copy_asked.emit(str(tmp_path))
    keys.until(lambda: "Receipt" in card.done.text)
    keys.until(lambda: waiting(keys) == [])
    assert "asked" in row_of(keys, Wanted.COPY).buttons


def test_a_week_to_think_stands_between_asking_and_erasing_unless_they_mean_now(keys: Keys) -> None:
    press(keys, Wanted.ERASING, "asked")
    detail = row_of(keys, Wanted.ERASING).item.detail
    assert "in case they think again" in detail
    assert "does not go by itself" in detail
    assert on_today(keys) == []
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    let_a_week_pass(keys)
    (line,) = on_today(keys)
    assert line.detail == "asked to be erased; the week to think is over"
    assert [tag.text for tag in line.tags] == ["due now"]
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    row = row_of(keys, Wanted.ERASING)
    assert "week to think is over" in row.item.detail
    assert [tag.text for tag in row.item.tags] == ["due now"]
    # Erasing itself is never behind the week.
    assert view_of(keys).keeping.erase.isEnabled()
    press(keys, Wanted.ERASING, "settled")
    assert waiting(keys) == []


def test_a_request_noted_by_mistake_is_taken_back_with_ctrl_z(keys: Keys) -> None:
    press(keys, Wanted.COPY, "asked")
    assert waiting(keys) == [(Wanted.COPY, False)]
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: waiting(keys) == [])


def test_after_the_week_today_begins_with_it_and_enter_leads_to_the_erasing_itself(keys: Keys) -> None:
    press(keys, Wanted.ERASING, "asked")
    let_a_week_pass(keys)
    keys.press(Qt.Key.Key_L, CTRL)
    unlock_by_typing(keys.qtbot, keys.shell)
    (line,) = on_today(keys)
    today = keys.screen(TodayController).view
    assert not today.nothing.isVisible()
    focus = focused(keys.qtbot, keys.shell)
    assert isinstance(focus, RowButton)
    assert focus.row == line
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("person")
    card = view_of(keys).keeping
    keys.until(lambda: focused(keys.qtbot, keys.shell) is card.word.edit)
    keys.until(lambda: not card.go_erase.visibleRegion().isEmpty())
    keys.write("erase")
    keys.tab_to(card.proving.field.edit)
    keys.write(PASSPHRASE)
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("people")
    assert on_today(keys) == []


def come_for_a_copy(keys: Keys) -> None:
    """Enter on the line of Today, and nothing waited for."""
    press(keys, Wanted.COPY, "asked")
    assert len(on_today(keys)) == 1
    keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), Qt.Key.Key_Return)


def test_esc_back_to_the_page_does_not_open_the_form_again(keys: Keys) -> None:
    come_for_a_copy(keys)
    keys.wait_for("person")
    keys.until(view_of(keys).keeping.copy_form.isVisible)
    keys.press(Qt.Key.Key_J, CTRL)
    keys.wait_for("journey")
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("person")
    card = view_of(keys).keeping
    assert not card.copy_form.isVisible()
    assert not card.isAncestorOf(focused(keys.qtbot, keys.shell))


def test_after_a_lock_the_form_is_not_opened_again(keys: Keys) -> None:
    come_for_a_copy(keys)
    keys.wait_for("person")
    keys.until(view_of(keys).keeping.copy_form.isVisible)
    keys.press(Qt.Key.Key_L, CTRL)
    unlock_by_typing(keys.qtbot, keys.shell)
    keys.wait_for("person")
    assert not view_of(keys).keeping.copy_form.isVisible()


def test_whoever_uses_the_keyboard_meanwhile_keeps_it(keys: Keys) -> None:
    come_for_a_copy(keys)
    assert keys.name == "person"
    keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), Qt.Key.Key_Tab)
    keys.wait_for("person")
    card = view_of(keys).keeping
    assert not card.copy_form.isVisible()
    assert not card.isAncestorOf(focused(keys.qtbot, keys.shell))


def test_a_request_that_was_settled_meanwhile_opens_nothing(keys: Keys) -> None:
    press(keys, Wanted.COPY, "asked")
    assert len(on_today(keys)) == 1
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("person")
    card = view_of(keys).keeping
    keys.until(card.copy_form.isVisible)
    keys.until(lambda: focused(keys.qtbot, keys.shell) is card.proving.field.edit)
    card.close_forms()
    press(keys, Wanted.COPY, "settled")
    keys.go("today")
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("person")
    assert waiting(keys) == []
    assert not view_of(keys).keeping.copy_form.isVisible()
