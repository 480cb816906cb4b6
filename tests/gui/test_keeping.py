"""By keyboard: a copy for the mentee, something put right, everything erased, and what goes by itself."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.keeping_going import rows_of
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.settings import SettingsController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.views.keeping_person import KeepingCard
from careernotes.services import erasing, holding, proving, trail
from careernotes.services.conversations import load_session
from careernotes.services.desk import Desk
from careernotes.services.retaining import GoingLine
from careernotes.vault.audit import AuditCode
from careernotes.vault.errors import DiskFullError
from careernotes.vault.notes import NotesStore

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The page of somebody with a history."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    return keys


def card_of(keys: Keys) -> KeepingCard:
    return keys.screen(PersonController).view.keeping


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def aliases(keys: Keys) -> list[str]:
    desk = desk_of(keys)
    return sorted(each.alias for each in on_lane(keys.shell, lambda: desk.store.all(Mentee)))


def test_somebody_is_erased_by_keyboard_after_the_word_and_the_passphrase(keys: Keys) -> None:
    card, desk = card_of(keys), desk_of(keys)
    on_lane(keys.shell, lambda: trail.note(desk, AuditCode.EXPORTED, b"x" * 32))
    keys.tab_to(card.erase)
    keys.press(SPACE)
    keys.until(lambda: "3 conversations" in card.preview.text())
    # What it cannot reach is said before the word is typed, and again afterwards.
    assert "Everything was written out as readable text on" in card.preview.text()
    assert keys.shell.window.focusWidget() is card.word.edit
    keys.write("erase")
    keys.press(Qt.Key.Key_Tab)
    assert keys.shell.window.focusWidget() is card.proving.field.edit
    keys.write(PASSPHRASE)
    keys.press(ENTER)
    keys.wait_for("people")
    text = keys.screen(PeopleController).view.banner.text
    assert "nothing is left" in text
    assert "Everything was written out as readable text on" in text
    assert len(text.split("Receipt: ")[1].split()) == 8
    assert aliases(keys) == ["Bilu-22", "Tova-31"]


@pytest.mark.parametrize(
    ("failure", "code"),
    [(PermissionError(13, "in use"), "CN539"), (RuntimeError("a bug"), "CN999")],
    ids=["refused", "bug"],
)
def test_somebody_is_said_to_be_erased_also_when_something_fails_after_the_removal(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: str
) -> None:
    def fail(*_given: object) -> None:
        raise failure

    card = card_of(keys)
    monkeypatch.setattr(erasing, "drop_copies", fail)
    keys.tab_to(card.erase)
    keys.press(SPACE)
    keys.tab_to(card.word.edit)
    keys.write("erase")
    keys.press(Qt.Key.Key_Tab)
    keys.write(PASSPHRASE)
    keys.press(ENTER)
    keys.wait_for("people")
    assert code in keys.screen(PeopleController).view.banner.text
    assert aliases(keys) == ["Bilu-22", "Tova-31"]


def test_the_whole_form_is_in_sight_when_it_opens(keys: Keys) -> None:
    view, card = keys.screen(PersonController).view, card_of(keys)
    keys.shell.window.resize(1280, 800)
    room = view.scroller.viewport()

    def in_sight(widget: QWidget) -> bool:
        top = widget.mapTo(room, widget.rect().topLeft()).y()
        return top >= 0 and top + widget.height() <= room.height()

    for opener, first, last in (
        (card.erase, card.word, card.go_erase),
        (card.right, card.session, card.go_right),
        (card.copy, card.proving, card.go_copy),
    ):
        keys.tab_to(opener, most=90)
        keys.press(SPACE)
        keys.until(lambda ends=(first, last): all(in_sight(each) for each in ends))  # type: ignore[misc]
        card.close_forms()


def test_a_closed_form_gives_the_keyboard_back_to_the_button_that_opened_it(keys: Keys) -> None:
    card = card_of(keys)
    for opener in (card.copy, card.right, card.erase):
        keys.tab_to(opener)
        keys.press(SPACE)
        assert opener.isHidden()
        card.close_forms()
        assert keys.shell.window.focusWidget() is opener


def test_without_the_word_or_with_a_wrong_passphrase_nobody_is_erased(keys: Keys) -> None:
    card = card_of(keys)
    keys.tab_to(card.erase)
    keys.press(SPACE)
    keys.tab_to(card.go_erase)
    keys.press(SPACE)
    assert "erase" in card.word.below.text()
    assert keys.shell.window.focusWidget() is card.word.edit
    keys.write("erase")
    keys.tab_to(card.proving.field.edit)
    keys.write("not my passphrase at all")
    keys.press(ENTER)
    keys.until(lambda: bool(card.proving.problem.text))
    # The error stays, the field is empty and has the keyboard again.
    assert keys.shell.window.focusWidget() is card.proving.field.edit
    assert card.proving.take() == ""
    assert "Mira-07" in aliases(keys)


def test_within_a_minute_the_passphrase_is_not_asked_again_and_later_it_is_not_called_wrong(
    keys: Keys,
) -> None:
    desk, card = desk_of(keys), card_of(keys)
    on_lane(keys.shell, lambda: proving.prove(desk, PASSPHRASE, allow_test=True))
    keys.tab_to(card.erase)
    keys.press(SPACE)
    assert card.proving.isHidden()
    on_lane(keys.shell, lambda: proving.forget(desk))
    keys.until(lambda: keys.shell.window.focusWidget() is card.word.edit)
    keys.write("erase")
    keys.tab_to(card.go_erase)
    keys.press(SPACE)
    keys.until(lambda: "needs your passphrase first" in card.proving.problem.text)
    assert not card.proving.isHidden()
    assert "Mira-07" in aliases(keys)
    card.close_forms()
    keys.tab_to(card.erase)
    keys.press(SPACE)
    assert not card.proving.isHidden()


def test_a_copy_is_made_where_the_mentor_says_and_said_to_be_readable_by_anybody(
    keys: Keys, tmp_path: Path
) -> None:
    card, out = card_of(keys), tmp_path / "out"
    out.mkdir()
    keys.tab_to(card.copy)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is card.proving.field.edit
    keys.write(PASSPHRASE)
    # What the file dialog answers.
    card.copy_asked.emit(str(out))
    keys.until(lambda: "Receipt" in card.done.text)
    assert "not encrypted" in card.done.text
    page, data = sorted(out.iterdir())
    assert "leave the lab" in page.read_text(encoding="utf-8")
    assert {each["type"] for each in json.loads(data.read_bytes())["records"]} >= {"mentee", "note_body"}
    assert card.proving.take() == ""


def test_a_copy_is_not_made_with_a_wrong_passphrase(keys: Keys, tmp_path: Path) -> None:
    card, out = card_of(keys), tmp_path / "out"
    out.mkdir()
    keys.tab_to(card.copy)
    keys.press(SPACE)
    keys.write("not my passphrase at all")
    card.copy_asked.emit(str(out))
    keys.until(lambda: bool(card.proving.problem.text))
    assert list(out.iterdir()) == []


def test_something_is_put_right_by_keyboard(keys: Keys) -> None:
    card, desk = card_of(keys), desk_of(keys)
    keys.tab_to(card.right)
    keys.press(SPACE)
    keys.until(lambda: card.session.box.count() == 3)
    keys.tab_to(card.wrong_words.edit)
    keys.write("postponed both times")
    keys.press(Qt.Key.Key_Tab)
    keys.write("held in the end")
    keys.press(ENTER)
    keys.until(lambda: "Put right" in card.done.text)
    bodies = [each.body for each in on_lane(keys.shell, lambda: desk.store.all(NoteBody))]
    assert any("held in the end" in body and "Mira-07 asked" in body for body in bodies)
    assert not any("postponed" in body for body in bodies)


def test_nothing_is_put_right_while_words_of_it_could_not_be_saved(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, desk, unsaved = card_of(keys), desk_of(keys), keys.shell.unsaved
    assert unsaved is not None
    notes = on_lane(keys.shell, lambda: desk.store.all(NoteBody))
    [wrong] = [each for each in notes if "postponed both times" in each.body]
    draft = on_lane(keys.shell, lambda: load_session(desk, wrong.session_id))

    def full(*_given: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(NotesStore, "save_draft", full)
        unsaved.save(replace(draft, working="one more thought"))
        keys.until(lambda: bool(unsaved.problems))
    card.right_asked.emit(wrong.session_id, "postponed both times", "held in the end")
    assert "are not saved yet" in card.right_words.below.text()
    # They are tried again at once, and then the wrong words are put right in them too.
    keys.until(lambda: not unsaved.problems)
    card.right_asked.emit(wrong.session_id, "postponed both times", "held in the end")
    keys.until(lambda: "Put right" in card.done.text)
    waiting = on_lane(keys.shell, lambda: load_session(desk, wrong.session_id))
    assert waiting.working == "one more thought"
    assert "postponed" not in waiting.record


def test_words_that_stand_nowhere_are_said_to(keys: Keys) -> None:
    card = card_of(keys)
    keys.tab_to(card.right)
    keys.press(SPACE)
    keys.until(lambda: card.session.box.count() == 3)
    keys.tab_to(card.wrong_words.edit)
    keys.write("xyzzy")
    keys.press(Qt.Key.Key_Tab)
    keys.write("plugh")
    keys.press(ENTER)
    keys.until(lambda: "nowhere" in card.right_words.below.text())
    assert card.right_words.text() == "plugh"


def test_a_legal_hold_is_noted_by_keyboard_keeps_somebody_and_is_lifted(keys: Keys) -> None:
    card, hold = card_of(keys), keys.screen(PersonController).view.hold
    keys.tab_to(hold.start, most=90)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is hold.reference.edit
    keys.press(ENTER)
    keys.until(lambda: bool(hold.reference.below.text()))
    keys.write("Letter of the lawyer, 3 June")
    keys.press(ENTER)
    keys.until(lambda: "Letter of the lawyer" in hold.line.text())
    assert keys.shell.window.focusWidget() is hold.lift
    desk = desk_of(keys)
    on_lane(keys.shell, lambda: proving.prove(desk, PASSPHRASE, allow_test=True))
    card.erase_opened.emit()
    card.erase_asked.emit()
    keys.until(lambda: "legal hold" in card.preview.text())
    assert "Mira-07" in aliases(keys)
    # Neither the word nor another passphrase would help, so nothing is asked for from the beginning.
    card.close_forms()
    keys.tab_to(card.erase, most=90)
    keys.press(SPACE)
    keys.until(lambda: "legal hold" in card.preview.text())
    assert not any(each.isVisible() for each in (card.word, card.proving, card.go_erase))
    assert keys.shell.window.focusWidget() is card.leave_erase
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is card.erase
    hold.lift.setFocus()
    keys.press(SPACE)
    keys.until(lambda: not hold.start.isHidden())
    assert on_lane(keys.shell, lambda: holding.holds(desk)) == ()
    card.erase.click()
    keys.until(lambda: "3 conversations" in card.preview.text())
    assert card.word.isVisible()
    assert card.go_erase.isVisible()


def old_note(desk: Desk) -> None:
    """A working note that is due within the days of grace."""
    fill_desk(desk)
    note = next(each for each in desk.store.all(NoteBody) if "advice" in each.body)
    desk.store.put(replace(note, purge_on=desk.today + dt.timedelta(days=10)))


def test_what_goes_by_itself_stands_on_today_and_stays_a_while_on_wish(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(old_note))
    card = keys.screen(TodayController).view.going
    keys.until(lambda: len(card.buttons) == 1)
    assert card.isVisible()
    view = keys.screen(TodayController).view
    keys.until(lambda: "goes by itself" in view.going_notice.text)
    # The line is in sight before anybody scrolls, and leads to the list.
    top = view.going_notice.mapTo(view.scroller.viewport(), view.going_notice.rect().bottomLeft()).y()
    assert 0 < top <= view.scroller.viewport().height()
    keys.tab_to(view.going_link)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is card.buttons[0]
    keys.press(SPACE)
    desk = desk_of(keys)
    from careernotes.services import retaining

    wait_quiet(qtbot, keys.shell)
    (line,) = on_lane(keys.shell, lambda: retaining.going(desk))
    assert (line.due_on - desk.today).days == 44


def going_line(*, alias: str = "Tova-31", may_stay: bool = False, held: bool = False) -> GoingLine:
    return GoingLine(
        rule="Goal.session/x", alias=alias, count=2, due_on=dt.date(2026, 12, 6), asks=False,
        may_stay=may_stay, held=held, keys=(),
    )  # fmt: skip


def test_what_goes_for_one_reason_says_that_reason_once_and_what_may_stay_keeps_its_button() -> None:
    lines = {
        "0": going_line(),
        "1": replace(going_line(), rule="Mentee.identity/engagement_end"),
        "2": going_line(alias="Mira-07"),
        "3": going_line(may_stay=True),
        "4": going_line(may_stay=True),
        "5": going_line(held=True),
    }
    rows = rows_of(lines)
    assert rows[0].words == "2 goals of Tova-31\nThe name of Tova-31"
    assert [row.key for row in rows if row.may_stay] == ["3", "4"]
    assert len(rows) == 5


def test_the_settings_say_what_happened_and_that_the_list_is_whole(keys: Keys) -> None:
    desk = desk_of(keys)

    def erase_one() -> None:
        proving.prove(desk, PASSPHRASE, allow_test=True)
        erasing.erase_session(desk, desk.store.all(Session)[0].session_id)

    on_lane(keys.shell, erase_one)
    keys.go("settings")
    card = keys.screen(SettingsController).view.history
    keys.until(lambda: "Erased" in card.lines.text())
    assert "Unlocked" in card.lines.text()
    assert len(card.receipt.text().split()) == 8
    keys.tab_to(card.check)
    keys.press(SPACE)
    keys.until(lambda: "whole" in card.verdict.text)
