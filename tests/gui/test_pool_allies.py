"""The trustee says how many people may tell HR: by keyboard, without a name; the exporter hears of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE, make_programme
from tests.e2e.test_exporter_stopped import filled_pool
from tests.gui.conftest import wait_quiet
from tests.gui.report_steps import open_pool

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.pool import PoolView

Begin = Callable[..., ShellController]


def opened(qtbot: QtBot, shell: ShellController, kit: Path) -> PoolView:
    """The form with a kit whose areas are a1 to a4, and its part for people who may tell."""
    view = open_pool(qtbot, shell)
    view.form.kit.edit.setText(str(kit))
    view.form.assume.setFocus()
    qtbot.keyClick(view.form.assume, Qt.Key.Key_Space)
    assert shell.window.focusWidget() is view.form.allies.people.edit
    return view


def add(qtbot: QtBot, view: PoolView, people: str, area: str, since: str) -> None:
    """Everything typed, the area chosen, and Enter."""
    part = view.form.allies
    assert part.area is not None
    part.people.edit.setText(people[:-1])
    qtbot.keyClicks(part.people.edit, people[-1])
    qtbot.keyClick(part.area.button_of(area), Qt.Key.Key_Space)
    qtbot.keyClicks(part.since.edit, since)
    qtbot.keyClick(part.since.edit, Qt.Key.Key_Return)


def lines(view: PoolView) -> list[str]:
    return [line.words.text() for line in view.form.allies.lines]


def test_people_are_added_and_taken_off_by_keyboard_and_become_one_set(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    view = opened(qtbot, start(tmp_path / "none"), make_programme(tmp_path / "p").kit)
    assert view.form.allies.texts() == ()
    add(qtbot, view, "2", "a1", "2025-H1")
    add(qtbot, view, "1", "-", "2026-H1")
    assert lines(view) == [
        "2 people, Area 1, counted since 2025-H1", "1 person, no area, counted since 2026-H1",
    ]  # fmt: skip
    assert view.form.allies.texts() == ("a1/2025-H1:2+2026-H1:1",)
    off = view.form.allies.lines[0].off
    assert "Area 1" in off.accessibleDescription()
    off.setFocus()
    qtbot.keyClick(off, Qt.Key.Key_Space)
    assert view.form.allies.texts() == ("2026-H1:1",)


def test_what_was_added_is_not_out_of_sight_without_a_word(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    view = opened(qtbot, start(tmp_path / "none"), make_programme(tmp_path / "p").kit)
    add(qtbot, view, "2", "a1", "2025-H1")
    view.form.assume.click()
    assert view.form.allies.isHidden()
    assert view.form.assume.text() == "People who may tell HR: 2…"


@pytest.mark.parametrize(
    ("people", "since", "wrong"),
    [
        ("0", "2025-H1", "people"), ("x", "2025-H1", "people"), ("2", "soon", "since"),
        ("100001", "2025-H1", "people"), ("9" * 5000, "2025-H1", "people"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field_and_adds_nobody(
    qtbot: QtBot, start: Begin, tmp_path: Path, people: str, since: str, wrong: str
) -> None:
    shell = start(tmp_path / "none")
    view = opened(qtbot, shell, make_programme(tmp_path / "p").kit)
    add(qtbot, view, people, "a1", since)
    field = getattr(view.form.allies, wrong)
    assert field.below.property("role") == "problem"
    assert shell.window.focusWidget() is field.edit
    assert view.form.allies.texts() == ()


def test_typing_in_the_path_of_the_kit_takes_nobody_off(qtbot: QtBot, start: Begin, tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "p")
    view = opened(qtbot, start(tmp_path / "none"), programme.kit)
    add(qtbot, view, "2", "a1", "2025-H1")
    add(qtbot, view, "1", "-", "2025-H1")
    said, texts = lines(view), view.form.allies.texts()
    view.form.kit.edit.end(False)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        qtbot.keyClick(view.form.kit.edit, key)
        assert (lines(view), view.form.allies.texts()) == (said, texts)
    view.form.kit.edit.setText(str(programme.kit))
    # The folder of somebody who has no kit yet.
    view.form.folder.edit.clear()
    qtbot.keyClicks(view.form.folder.edit, str(tmp_path))
    assert (lines(view), view.form.allies.texts()) == (said, texts)


def test_people_of_an_area_that_another_kit_does_not_have_stay_and_are_marked(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    programme = make_programme(tmp_path / "p")
    view = opened(qtbot, start(tmp_path / "none"), programme.kit)
    add(qtbot, view, "2", "a1", "2025-H1")
    add(qtbot, view, "1", "-", "2025-H1")
    part, texts, said = view.form.allies, view.form.allies.texts(), lines(view)
    view.form.assume.click()
    other = make_programme(tmp_path / "other", segments={}, breakdown="")
    view.form.kit.edit.setText(str(other.kit))
    assert part.texts() == texts
    assert part.isVisible()
    assert [line.words.property("role") for line in part.lines] == ["problem", "body"]
    astray = "2 people, a1, counted since 2025-H1: the kit has no such area."
    assert lines(view) == [f"{astray} Take them off, or choose the kit it is of.", said[1]]
    assert part.lines[0].off.accessibleDescription() == lines(view)[0]
    # With their own kit again all is well.
    view.form.kit.edit.setText(str(programme.kit))
    assert [line.words.property("role") for line in part.lines] == ["body", "body"]
    assert (lines(view), part.texts()) == (said, texts)


def test_every_field_of_it_has_a_name_for_a_screen_reader(qtbot: QtBot, start: Begin, tmp_path: Path) -> None:
    view = opened(qtbot, start(tmp_path / "none"), make_programme(tmp_path / "p").kit)
    part = view.form.allies
    assert part.area is not None
    named: list[QWidget] = [part.people.edit, part.since.edit, part.area, part.area.button_of("a1")]
    assert [each.accessibleName() for each in named] == [
        "How many people", "Counted since", "Their area", "Their area: Area 1",
    ]  # fmt: skip


@pytest.mark.long
@pytest.mark.usefixtures("cheap_exporter")
def test_the_exporter_hears_of_them_and_refuses_people_who_are_not_there(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    programme = filled_pool(tmp_path / "pool")
    shell = start(tmp_path / "none")
    view = opened(qtbot, shell, programme.kit)
    places = {"key": programme.trustee, "inbox": programme.inbox, "ledger": programme.ledger}
    view.form.fill({name: str(path) for name, path in places.items()} | {"period": "2026-H1"})
    for people, code in (("9000", "CN417"), ("2", "")):
        for line in list(view.form.allies.lines):
            line.off.click()
        add(qtbot, view, people, "a1", "2026-H1")
        qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
        qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
        wait_quiet(qtbot, shell)
        qtbot.waitUntil(lambda code=code: code in view.banner.text and not view.under_way.isVisible())  # type: ignore[misc]
    assert view.form.isHidden()
