"""Search as you type: hits by person, the words marked, the last question answered and no other."""

import html
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, take_on, talk

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.gui.controllers.search import SearchController, _Answer
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.search import SearchView
from careernotes.services.desk import Desk
from careernotes.services.searching import FoundNote, Piece


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk, tricky, screen="search"))


def tricky(desk: Desk) -> None:
    """A note that looks like markup."""
    key = take_on(desk, "Zoki-50")
    talk(desk, key, "Said <b>never</b> & meant [[always]] about markup.", days_ago=3)


def view_of(keys: Keys) -> SearchView:
    return keys.screen(SearchController).view


def test_hits_come_by_person_with_their_count_and_the_word_marked(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("manager")
    keys.until(lambda: len(view.hits) == 2)
    assert view.count.text() == "2 sessions"
    assert sorted(each.accessibleName() for each in view.hits) == ["Mira-07", "Tova-31"]
    marked = [text for hits in view.hits for row in hits.rows for text, hit in row.pieces if hit]
    assert {text.casefold() for text in marked} == {"manager"}


def test_what_a_note_says_is_never_read_as_markup(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("markup")
    keys.until(lambda: len(view.hits) == 1)
    shown = next(
        label.text()
        for label in view.hits[0].findChildren(QLabel)
        if label.textFormat() is Qt.TextFormat.RichText
    )
    assert html.escape("<b>never</b> & meant") in shown
    assert "<b><u>markup</u></b>" in shown


def test_nothing_found_is_a_sentence_and_nothing_typed_an_invitation(keys: Keys) -> None:
    view = view_of(keys)
    assert view.count.text().startswith("Type a word")
    keys.write("zebra")
    keys.until(lambda: view.count.text() == "No note contains “zebra”.")
    assert view.hits == ()


def test_an_older_answer_is_dropped(keys: Keys) -> None:
    controller = keys.screen(SearchController)
    keys.write("zebra")
    keys.until(lambda: "zebra" in controller.view.count.text())
    stale = FoundNote(
        session_id=SessionId("1"),
        engagement_id=EngagementId("2"),
        alias="Old",
        held_on=controller.desk.today,
        layer="record",
        pieces=(Piece("old", is_hit=True),),
    )
    controller._on_found(_Answer(number=0, text="old", found=(stale,)))
    assert controller.view.hits == ()


def test_enter_goes_into_the_hits_and_opens_one(keys: Keys) -> None:
    keys.write("watched")
    keys.until(lambda: len(view_of(keys).hits) == 1)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("session")
    assert "watched" in keys.screen(SessionController).view.notes.record.text()
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "search"


def test_the_beginning_of_a_word_is_enough_and_letters_may_lack_accents(keys: Keys) -> None:
    keys.write("custom")
    keys.until(lambda: len(view_of(keys).hits) == 1)


def test_somebody_is_found_by_the_beginning_of_the_alias_and_opened(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("zoki")
    keys.until(lambda: view.count.text() == "No note contains “zoki”, but an alias does.")
    assert [(hits.accessibleName(), [row.title for row in hits.rows]) for hits in view.hits] == [
        ("People", ["Zoki-50"])
    ]
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("person")
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "search"
