"""Search as you type: hits by person, the words marked, the last question answered and no other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane, take_on, talk

from careernotes.assets import read_json
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.search_terms import Filter, read_typed
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.search import SearchController, _Answer
from careernotes.gui.controllers.search_rows import theme_filter
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.privacy import set_private
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.search import SearchView
from careernotes.gui.widgets.painted_words import FoundWords
from careernotes.services.desk import Desk
from careernotes.services.searching import FoundNote, Looked, Piece
from careernotes.services.theming import theme_finder


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
    rows = view.hits[0].findChildren(RowButton)
    shown = next(each for row in rows for each in row.words if isinstance(each, FoundWords))
    assert "<b>never</b> & meant" in shown.text
    assert "markup" in shown.hits


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
    controller._on_found(_Answer(number=0, text="old", looked=Looked(notes=(stale,))))
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


def test_enter_right_after_the_last_letter_waits_for_what_was_typed_and_goes_to_its_first_hit(
    keys: Keys,
) -> None:
    view = view_of(keys)
    keys.write("manager")
    keys.until(lambda: len(view.hits) == 2)
    # What is shown still answers the question before.
    view.field.edit.selectAll()
    keys.qtbot.keyClicks(view.field.edit, "markup")
    keys.qtbot.keyClick(view.field.edit, Qt.Key.Key_Return)
    keys.until(lambda: [each.accessibleName() for each in view.hits] == ["Zoki-50"])
    keys.until(lambda: view.hits[0].isAncestorOf(keys.shell.window.focusWidget()))
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


def test_actions_and_goals_are_found_beside_notes_and_lead_to_their_person(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("product")
    keys.until(lambda: bool(view.hits) and "action" in view.count.text())
    assert view.count.text() == "1 session  ·  1 action  ·  1 goal"
    rows = view.hits[0].rows
    assert [row.tags[0].text for row in rows] == ["record", "action", "goal"]
    assert rows[1].tags[1].text == "open"
    keys.press(Qt.Key.Key_Return)
    for _row in rows[1:]:
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("person")


def test_filters_stand_as_chips_and_a_nearly_right_word_is_one_key_away(keys: Keys) -> None:
    view = view_of(keys)
    keys.write("managre")
    keys.until(view.like.isVisible)
    assert view.count.text() == "No note contains “managre”."
    assert view.like.text() == "2 contain “manager”: search for it"
    view.like.click()
    keys.until(lambda: len(view.hits) == 2)
    keys.write(" who:mira")
    keys.until(lambda: len(view.hits) == 1)
    assert view.filters.words[0] == "who:mira   ×"
    view.filters.taken_out.emit("who:mira")
    keys.until(lambda: len(view.hits) == 2)
    assert view.field.text() == "manager"
    view.filters.put_in.emit("is:open")
    keys.until(lambda: [each.accessibleName() for each in view.hits] == ["Mira-07"])


def test_a_letter_that_changes_no_filter_leaves_the_chips_as_they_are(keys: Keys) -> None:
    view = view_of(keys)
    before = view.filters.findChildren(QPushButton)
    keys.write("manag")
    keys.until(lambda: len(view.hits) == 2)
    assert view.filters.findChildren(QPushButton) == before
    keys.write("er is:open")
    keys.until(lambda: view.filters.words[:1] == ("is:open   ×",))
    assert before[0] not in view.filters.findChildren(QPushButton)


@pytest.mark.long
def test_a_damaged_index_is_told_and_mended_while_the_notes_are_still_found(keys: Keys) -> None:
    view, desk = view_of(keys), keys.shell.desk
    assert desk is not None

    def spoil() -> None:
        with desk.store.transaction():
            desk.store.connection().execute("UPDATE main.words_data SET block = x'00' WHERE id > 10")

    on_lane(keys.shell, spoil)
    keys.write("manager")
    keys.until(lambda: view.banner.text == "The search index is whole again.")
    assert len(view.hits) == 2


@pytest.mark.long
def test_who_else_had_this_widens_one_persons_search_and_is_off_in_privacy_view(keys: Keys) -> None:
    keys.go("search", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = view_of(keys)
    keys.write("manager")
    keys.until(lambda: len(view.hits) == 1)
    assert view.scope.isVisible()
    view.scope.click()
    keys.until(lambda: len(view.hits) == 2)
    set_private(private=True)
    try:
        keys.go("search", engagement_id=alias_key(keys.shell, "Mira-07"), text="manager")
        assert not view_of(keys).scope.isVisible()
    finally:
        set_private(private=False)


def test_a_theme_leads_to_everybody_it_came_up_with_but_not_while_somebody_looks_along(keys: Keys) -> None:
    key = alias_key(keys.shell, "Mira-07")
    keys.go("person", engagement_id=key)
    said = keys.screen(PersonController).view.charts.who_else.button.accessibleDescription()
    keys.press(Qt.Key.Key_T, CTRL | SHIFT)
    keys.wait_for("search")
    assert read_typed(view_of(keys).field.text()).terms[0].value in said
    view = view_of(keys)
    assert view.filters.words[0].startswith("theme:")
    keys.until(lambda: "Mira-07" in [each.accessibleName() for each in view.hits])
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("session")
    keys.tab_to(keys.screen(SessionController).view.themes.who_else.button)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("search")
    assert view_of(keys).filters.words[0].startswith("theme:")
    set_private(private=True)
    keys.go("person", engagement_id=key)
    assert not keys.screen(PersonController).view.charts.who_else.button.isVisible()
    keys.press(Qt.Key.Key_T, CTRL | SHIFT)
    assert keys.name == "person"
    set_private(private=False)


@pytest.mark.parametrize("shown", ["en", "nl"])
def test_the_filter_for_each_theme_finds_that_theme(shown: str) -> None:
    taxonomy = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
    finder = theme_finder(taxonomy)
    for theme in taxonomy.themes:
        (term,) = read_typed(theme_filter(theme.name.in_language(shown))).terms
        assert term.kind is Filter.THEME
        assert finder.the_one(term.value) == theme.theme_id
