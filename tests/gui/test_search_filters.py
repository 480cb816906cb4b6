"""Each filter of a search works as typed and as a chip, and says what belongs behind its colon."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.goals import SponsorAct
from careernotes.domain.journey import StepKind, StepStatus, WantedStep
from careernotes.domain.vocabulary import SponsorActKind
from careernotes.gui.controllers.search import SearchController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.privacy import set_private
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.search import SearchView
from careernotes.gui.widgets.veil import is_covered
from careernotes.services import doors, journey
from careernotes.services.desk import Desk
from careernotes.services.people import people


def beside(desk: Desk) -> None:
    """A step that was taken, and a door that waits."""
    key = next(each.engagement_id for each in people(desk) if each.alias == "Mira-07")
    step = journey.want_step(desk, key, StepKind.CROSS_FUNCTION).put[0]
    assert isinstance(step, WantedStep)
    journey.close_step(desk, step.step_id, StepStatus.TAKEN)
    idea = doors.propose(desk, key, SponsorActKind.INTRODUCTION, "the head of Harbour Logistics").put[0]
    assert isinstance(idea, SponsorAct)


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk, beside, screen="search"))


def view_of(keys: Keys) -> SearchView:
    return keys.screen(SearchController).view


def kinds(view: SearchView) -> list[str]:
    return [row.tags[0].text for hits in view.hits for row in hits.rows]


def days_before(keys: Keys, days: int) -> dt.date:
    desk = keys.shell.desk
    assert desk is not None
    return desk.today - dt.timedelta(days=days)


def ask(keys: Keys, text: str, until: Callable[[], bool]) -> None:
    view = view_of(keys)
    view.focus_start()
    keys.press(Qt.Key.Key_Backspace)
    keys.write(text)
    keys.until(until)


def test_steps_doors_and_what_was_agreed_are_found_and_lead_to_their_pages(keys: Keys) -> None:
    view = view_of(keys)
    for text, kind, page in (
        ("another function", "step", "journey"),
        ("harbour logistics", "door", "journey"),
        ("gives energy", "agreement", "agreement"),
        ("honest feedback", "expectation", "expectations"),
    ):
        ask(keys, text, partial(finds, view, kind))
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return)
        keys.wait_for(page)
        keys.press(Qt.Key.Key_Escape)
        keys.wait_for("search")
        view = view_of(keys)


def finds(view: SearchView, kind: str) -> bool:
    return kind in kinds(view)


def test_each_filter_narrows_what_is_found(keys: Keys) -> None:
    view = view_of(keys)
    day = days_before(keys, 30).isoformat()
    held = days_before(keys, 96)
    quarter = f"{held.year}Q{(held.month + 2) // 3}"
    for text, people_found in (
        ("who:tova", ["Tova-31"]),
        (f"before:{day} who:mira product", ["Mira-07"]),
        (f"after:{day}", ["Mira-07"]),
        (f"q:{quarter} who:mira", ["Mira-07"]),
        ("theme:confidence", ["Mira-07"]),
        ("layer:work advice", ["Mira-07"]),
        ("is:uncoded", ["Tova-31"]),
        ("is:open harbour", ["Mira-07"]),
    ):
        ask(keys, text, partial(shows, view, people_found, chips=text.count(":")))
        assert view.field.text() == text


def shows(view: SearchView, names: list[str], *, chips: int) -> bool:
    held = [each for each in view.filters.words if each.endswith("×")]
    return [each.accessibleName() for each in view.hits] == names and len(held) == chips


def test_a_bare_filter_says_what_comes_behind_it_and_a_wrong_one_what_is_wrong(keys: Keys) -> None:
    view = view_of(keys)
    for text, said in (
        ("who:", "After who: type"),
        ("theme:", "After theme: type"),
        ("is:", "After is: type"),
        ("layer:", "After layer: type"),
        ("before:", "After before: type"),
        ("after:", "After after: type"),
        ("q:", "After q: type"),
        ("who:nemo", "Nobody here has an alias that begins with “nemo”."),
        ("theme:zzz", "No theme fits “zzz”."),
        ("before:someday", "“before:someday” is not understood. After before: type"),
        ("q:9", "“q:9” is not understood."),
        ("is:gone", "“is:gone” is not understood."),
        ("layer:top", "“layer:top” is not understood."),
    ):
        ask(keys, text, partial(says, view, said))
        assert view.hits == ()


def says(view: SearchView, text: str) -> bool:
    return view.count.text().startswith(text)


def test_a_chip_that_waits_for_a_name_puts_the_keyboard_behind_its_colon(keys: Keys) -> None:
    view = view_of(keys)
    keys.until(lambda: "+ a person" in view.filters.words)
    keys.tab_to(view.filters._chips[view.filters.words.index("+ a person")])
    keys.press(Qt.Key.Key_Space)
    keys.until(lambda: view.count.text().startswith("After who: type"))
    assert "+ a person" not in view.filters.words
    keys.write("tova")
    keys.until(lambda: [each.accessibleName() for each in view.hits] == ["Tova-31"])
    assert view.field.text() == "who:tova"


def test_in_privacy_view_the_words_of_a_door_are_covered_and_the_name_is_not_shown(keys: Keys) -> None:
    set_private(private=True)
    try:
        keys.go("search", text="harbour")
        view = view_of(keys)
        keys.until(lambda: kinds(view) == ["door"])
        assert "Mira" not in view.hits[0].accessibleName()
        said = [each for each in view.hits[0].findChildren(RowButton) if "Logistics" in each.text()]
        assert said
        assert all(is_covered(each) for each in said)
    finally:
        set_private(private=False)


def test_a_step_found_for_one_person_is_not_found_in_anothers_notes(keys: Keys) -> None:
    keys.go("search", engagement_id=alias_key(keys.shell, "Tova-31"))
    view = view_of(keys)
    keys.write("harbour")
    keys.until(lambda: view.count.text() == "No note contains “harbour”.")
    view.scope.click()
    keys.until(lambda: kinds(view) == ["door"])


def test_what_was_let_go_is_found_no_more(keys: Keys) -> None:
    desk, view = keys.shell.desk, view_of(keys)
    assert desk is not None
    ask(keys, "harbour", lambda: kinds(view) == ["door"])

    def let_go() -> None:
        for act in desk.store.all(SponsorAct):
            doors.drop_door(desk, act.act_id)

    on_lane(keys.shell, let_go)
    ask(keys, "harbou", lambda: view.hits == ())
