"""The first run, with the keyboard, on a real vault: nothing skipped by accident, everything resumed."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, focused, make_vault, wait_quiet
from tests.unit.services.kits import kit_file

from careernotes.domain.growth import SignUp, Training
from careernotes.domain.mentees import ConflictFact, MentorProfile
from careernotes.domain.vocabulary import ConflictKind
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.settings import Settings
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_programme import AboutYouStep, KitStep, ReadingStep
from careernotes.gui.views.first_run_secrets import (
    PassphraseStep,
    SheetAgainStep,
    SheetCheckStep,
    SheetStep,
    WelcomeStep,
)
from careernotes.gui.views.unlock import UnlockView
from careernotes.i18n import language
from careernotes.services.first_steps import add_conflict_fact, first_run_state, save_profile
from careernotes.services.unlocking import unlock

Start = Callable[..., ShellController]
W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the new vault goes."""
    return tmp_path / "new" / "mentor.careernotes"


@pytest.fixture
def start(start: Start) -> Start:
    """As everywhere; where the named vault is not there yet, a new one is asked for."""

    def begin(vault: Path, **more: Callable[[], float]) -> ShellController:
        shell = start(vault, **more)
        if not vault.exists():
            view = shell.window.host.findChild(UnlockView)
            assert isinstance(view, UnlockView)
            view.create_asked.emit()
        return shell

    return begin


def step(qtbot: QtBot, shell: ShellController, kind: type[W]) -> W:
    """Waits for one step and returns its page."""
    wait_quiet(qtbot, shell)

    def shown() -> W | None:
        found = [each for each in shell.window.host.findChildren(kind) if each.isVisible()]
        return found[0] if found else None

    qtbot.waitUntil(lambda: shown() is not None, timeout=20_000)
    page = shown()
    assert page is not None
    return page


def press(qtbot: QtBot, shell: ShellController) -> None:
    """Ctrl+Enter: the primary button of the step."""
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, CTRL)


def type_passphrase(qtbot: QtBot, shell: ShellController, words: str) -> None:
    """Types a passphrase twice and makes the vault."""
    page = step(qtbot, shell, PassphraseStep)
    qtbot.keyClicks(focused(qtbot, shell), words)
    qtbot.keyClicks(page.again.edit, words)
    press(qtbot, shell)


def groups_on_screen(qtbot: QtBot, shell: ShellController) -> dict[int, str]:
    """The groups of the recovery sheet as a person reads them."""
    page = step(qtbot, shell, SheetStep)
    found = {}
    for label in page.findChildren(QLabel):
        if match := re.fullmatch(r"\s*(\d+)\.\s+(\S{4})", label.text()):
            found[int(match[1])] = match[2]
    assert len(found) == 12
    return found


def type_groups_back(qtbot: QtBot, shell: ShellController, groups: dict[int, str]) -> SheetCheckStep:
    """Types the three groups that are asked."""
    page = step(qtbot, shell, SheetCheckStep)
    for field in page.fields:
        number = int(re.sub(r"\D", "", field.edit.accessibleName()))
        field.edit.clear()
        qtbot.keyClicks(field.edit, groups[number])
    press(qtbot, shell)
    return page


def make_vault_by_typing(qtbot: QtBot, shell: ShellController) -> None:
    """From the welcome page to the programme."""
    step(qtbot, shell, WelcomeStep)
    qtbot.keyClick(shell.window, Qt.Key.Key_Return)
    type_passphrase(qtbot, shell, PASSPHRASE)
    groups = groups_on_screen(qtbot, shell)
    press(qtbot, shell)
    type_groups_back(qtbot, shell, groups)
    step(qtbot, shell, KitStep)


def at_the_passphrase(
    qtbot: QtBot, start: Start, folder: Path, **more: Callable[[], float]
) -> tuple[ShellController, PassphraseStep]:
    """A new window, past the welcome page."""
    shell = start(folder, **more)
    qtbot.keyClick(shell.window, Qt.Key.Key_Return)
    return shell, step(qtbot, shell, PassphraseStep)


def at_the_sheet(
    qtbot: QtBot, start: Start, folder: Path, **more: Callable[[], float]
) -> tuple[ShellController, dict[int, str]]:
    """A new window with a vault just made, and the groups of its sheet, which is on the screen."""
    shell, _page = at_the_passphrase(qtbot, start, folder, **more)
    type_passphrase(qtbot, shell, PASSPHRASE)
    return shell, groups_on_screen(qtbot, shell)


def opened_by_typing(qtbot: QtBot, start: Start, folder: Path) -> ShellController:
    """A window on a vault that is there, its passphrase typed."""
    shell = start(folder)
    qtbot.keyClicks(focused(qtbot, shell), PASSPHRASE + "\r")
    return shell


def frame_of(shell: ShellController) -> FirstRunView:
    """The frame of the first run."""
    found = [each for each in shell.window.host.findChildren(FirstRunView) if each.isVisible()]
    return found[0]


def test_the_whole_first_run_by_keyboard(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    press(qtbot, shell)
    step(qtbot, shell, ReadingStep)
    press(qtbot, shell)
    page = step(qtbot, shell, AboutYouStep)
    qtbot.keyClicks(focused(qtbot, shell), "Somebody did it for me.")
    qtbot.keyClicks(page.panel.edit, "Selection of analysts")
    qtbot.keyClicks(page.training.button_of("yes"), "y")
    press(qtbot, shell)
    promise = step(qtbot, shell, ReadingStep)
    assert any("five limits" in label.text() for label in promise.findChildren(QLabel))
    with qtbot.waitSignal(shell.unlocked):
        press(qtbot, shell)
    shell.close()
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        assert first_run_state(desk).complete
        assert len(desk.store.all(SignUp)) == len(desk.store.all(Training)) == 1
        assert desk.store.all(MentorProfile)[0].why_i_mentor == "Somebody did it for me."
        assert [fact.label for fact in desk.store.all(ConflictFact)] == ["Selection of analysts"]


def test_it_is_taken_up_again_where_it_stopped(qtbot: QtBot, start: Start, folder: Path) -> None:
    first = start(folder)
    make_vault_by_typing(qtbot, first)
    press(qtbot, first)
    step(qtbot, first, ReadingStep)
    first.close()
    first.window.hide()
    again = opened_by_typing(qtbot, start, folder)
    page = step(qtbot, again, ReadingStep)
    assert any("I promise" in label.text() for label in page.findChildren(QLabel))


def test_another_passphrase_is_one_key_away(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    before = page.offered.text()
    qtbot.keyClick(shell.window, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert page.offered.text() != before
    assert len(page.offered.text().split()) == 5


def test_a_weak_passphrase_is_advised_about_and_makes_no_vault(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    type_passphrase(qtbot, shell, "summer2026")
    qtbot.waitUntil(lambda: "CN520" in frame_of(shell).banner.text, timeout=20_000)
    assert page.advice.text()
    assert not folder.exists()


def test_after_a_refused_passphrase_the_keyboard_is_where_another_is_typed(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    type_passphrase(qtbot, shell, "orbit velvet")
    qtbot.waitUntil(lambda: "CN520" in frame_of(shell).banner.text, timeout=20_000)
    assert focused(qtbot, shell) is page.first.edit
    assert page.strength.text() == "Not strong yet"
    qtbot.keyClicks(page.first.edit, PASSPHRASE + "\r")
    assert focused(qtbot, shell) is page.again.edit
    qtbot.keyClicks(page.again.edit, PASSPHRASE + "\r")
    step(qtbot, shell, SheetStep)


def test_enter_while_the_vault_is_made_makes_no_second_one(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    qtbot.keyClicks(page.first.edit, PASSPHRASE)
    qtbot.keyClicks(page.again.edit, PASSPHRASE + "\r\r\r")
    step(qtbot, shell, SheetStep)
    wait_quiet(qtbot, shell)
    assert frame_of(shell).banner.text == ""


def test_enter_after_each_group_goes_to_the_next_and_calls_no_empty_one_wrong(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell, groups = at_the_sheet(qtbot, start, folder)
    press(qtbot, shell)
    page = step(qtbot, shell, SheetCheckStep)
    for field in page.fields:
        assert focused(qtbot, shell) is field.edit
        assert not any("not what the sheet says" in each.below.text() for each in page.fields)
        qtbot.keyClicks(field.edit, groups[int(re.sub(r"\D", "", field.edit.accessibleName()))] + "\r")
    kit = step(qtbot, shell, KitStep)
    # Enter once more does not pass by the programme.
    assert focused(qtbot, shell) is kit.choose
    qtbot.keyClick(kit.choose, Qt.Key.Key_Return)
    assert step(qtbot, shell, KitStep) is kit


def test_two_different_passphrases_make_no_vault(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    qtbot.keyClicks(page.first.edit, PASSPHRASE)
    qtbot.keyClicks(page.again.edit, PASSPHRASE + "s")
    press(qtbot, shell)
    assert "exactly the same" in page.again.below.text()
    assert not folder.exists()


def test_a_wrong_group_does_not_pass_and_can_be_put_right(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell, groups = at_the_sheet(qtbot, start, folder)
    press(qtbot, shell)
    page = type_groups_back(qtbot, shell, dict.fromkeys(groups, "ZZZZ"))
    assert page.isVisible()
    assert "not what the sheet says" in page.fields[0].below.text()
    type_groups_back(qtbot, shell, groups)
    step(qtbot, shell, KitStep)


def test_the_sheet_is_skipped_only_by_typed_words(qtbot: QtBot, start: Start, folder: Path) -> None:
    shell, _groups = at_the_sheet(qtbot, start, folder)
    press(qtbot, shell)
    page = step(qtbot, shell, SheetCheckStep)
    press(qtbot, shell)
    qtbot.keyClicks(page.skip.edit, "I accept\r")
    assert page.isVisible()
    assert "I accept loss" in page.skip.below.text()
    assert focused(qtbot, shell) is page.skip.edit
    page.skip.edit.clear()
    qtbot.keyClicks(page.skip.edit, "I accept loss\r")
    step(qtbot, shell, KitStep)


def test_the_sheet_leaves_the_screen_before_it_is_asked_back(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell, groups = at_the_sheet(qtbot, start, folder)
    press(qtbot, shell)
    step(qtbot, shell, SheetCheckStep)

    def still_there() -> bool:
        texts = [each.text() for each in shell.window.findChildren(QLabel)]
        texts += [each.text() for each in shell.window.findChildren(QLineEdit)]
        return any(group in text for text in texts for group in groups.values())

    qtbot.waitUntil(lambda: not still_there())


def test_the_language_switches_live_on_the_first_page(
    qtbot: QtBot, start: Start, folder: Path, settings: Settings
) -> None:
    shell = start(folder)
    page = step(qtbot, shell, WelcomeStep)
    page.language_chosen.emit("nl")
    assert language() == "nl"
    assert settings.language == "nl"
    step(qtbot, shell, WelcomeStep)


def test_a_file_that_is_no_kit_is_refused_and_the_rest_goes_on(
    qtbot: QtBot, start: Start, folder: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.cnkit"
    wrong.write_text("{}", encoding="utf-8")
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    page = step(qtbot, shell, KitStep)
    page.file_chosen.emit(str(wrong))
    qtbot.waitUntil(lambda: "(CN" in frame_of(shell).banner.text, timeout=10_000)
    press(qtbot, shell)
    step(qtbot, shell, ReadingStep)


def test_the_idle_lock_waits_until_the_sheet_is_on_paper(qtbot: QtBot, start: Start, folder: Path) -> None:
    seconds = [1000.0]
    shell, groups = at_the_sheet(qtbot, start, folder, now=lambda: seconds[0])
    seconds[0] += 3600  # somebody looks for a pen
    qtbot.keyClick(shell.window, Qt.Key.Key_Shift)
    assert shell.desk is not None
    press(qtbot, shell)
    type_groups_back(qtbot, shell, groups)
    step(qtbot, shell, KitStep)
    seconds[0] += 3600
    with qtbot.waitSignal(shell.locked):
        shell.idle.check()


def shown_kit(qtbot: QtBot, start: Start, folder: Path, file: Path) -> tuple[ShellController, KitStep]:
    """A new vault whose owner is shown the characters of a kit."""
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    page = step(qtbot, shell, KitStep)
    page.file_chosen.emit(str(file))
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(page.found.isVisible)
    return shell, page


def test_enter_pressed_once_too_often_takes_up_no_kit_whose_characters_nobody_compared(
    qtbot: QtBot, start: Start, folder: Path, tmp_path: Path
) -> None:
    shell, page = shown_kit(qtbot, start, folder, kit_file(tmp_path))
    qtbot.waitUntil(lambda: shell.window.focusWidget() is page.choose)
    assert frame_of(shell).next.text().startswith("The characters match")


def test_a_kit_is_taken_up_after_its_characters_were_shown(
    qtbot: QtBot, start: Start, folder: Path, tmp_path: Path
) -> None:
    shell, page = shown_kit(qtbot, start, folder, kit_file(tmp_path))
    assert re.fullmatch(r"([A-Z2-7]{4}-){5}[A-Z2-7]{4}", page.fingerprint.text())
    press(qtbot, shell)
    reading = step(qtbot, shell, ReadingStep)
    assert any("Why this programme exists" in label.text() for label in reading.findChildren(QLabel))
    shell.close()
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        assert first_run_state(desk).has_kit


@pytest.mark.long
def test_a_kit_exchanged_while_it_is_compared_is_not_taken_up(
    qtbot: QtBot, start: Start, folder: Path, tmp_path: Path
) -> None:
    path = kit_file(tmp_path)
    shell, _page = shown_kit(qtbot, start, folder, path)
    kit_file(tmp_path, "other.cnkit", lead=b"x" * 32).replace(path)
    press(qtbot, shell)
    qtbot.waitUntil(lambda: "(CN522)" in frame_of(shell).banner.text, timeout=10_000)
    shell.close()
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        assert not first_run_state(desk).has_kit


def stopped_at_the_sheet(
    qtbot: QtBot, start: Start, folder: Path
) -> tuple[SheetAgainStep, str, ShellController]:
    """The window was closed while the sheet was shown, and the vault opened again."""
    first, groups = at_the_sheet(qtbot, start, folder)
    first.close()
    first.window.hide()
    again = opened_by_typing(qtbot, start, folder)
    page = step(qtbot, again, SheetAgainStep)
    return page, " ".join(groups[number] for number in sorted(groups)), again


def test_a_sheet_that_was_on_the_screen_when_the_window_closed_is_asked_for_until_it_is_right(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    page, sheet, shell = stopped_at_the_sheet(qtbot, start, folder)
    qtbot.keyClicks(page.sheet.edit, "ZZZZ\r")
    qtbot.waitUntil(lambda: "(CN" in frame_of(shell).banner.text, timeout=10_000)
    page.sheet.edit.clear()
    qtbot.keyClicks(page.sheet.edit, sheet + "\r")
    step(qtbot, shell, KitStep)
    shell.close()
    shell.window.hide()
    again = opened_by_typing(qtbot, start, folder)
    step(qtbot, again, KitStep)


def test_without_the_paper_the_empty_vault_is_made_anew_with_another_sheet(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    _page, sheet, shell = stopped_at_the_sheet(qtbot, start, folder)
    frame_of(shell).other.click()
    type_passphrase(qtbot, shell, PASSPHRASE)
    groups = groups_on_screen(qtbot, shell)
    assert " ".join(groups[number] for number in sorted(groups)) != sheet
    press(qtbot, shell)
    type_groups_back(qtbot, shell, groups)
    step(qtbot, shell, KitStep)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_going_on_without_the_paper_takes_the_same_typed_words(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    page, _sheet, shell = stopped_at_the_sheet(qtbot, start, folder)
    qtbot.keyClicks(page.skip.edit, "I accept loss\r")
    step(qtbot, shell, KitStep)


def test_signing_anew_after_a_year_keeps_the_profile(qtbot: QtBot, start: Start, folder: Path) -> None:
    make_vault(folder)
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        save_profile(desk, display_name="Sam", caseload_limit=5, why_i_mentor="Somebody did it for me.")
        with desk.store.transaction():
            for each in desk.store.all(SignUp):
                desk.store.put(replace(each, valid_until=desk.today - dt.timedelta(days=1)))
    shell = opened_by_typing(qtbot, start, folder)
    step(qtbot, shell, ReadingStep)
    press(qtbot, shell)
    qtbot.waitUntil(lambda: frame_of(shell).title.text() == "Ready: what you promise", timeout=10_000)
    with qtbot.waitSignal(shell.unlocked):
        press(qtbot, shell)
    shell.close()
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        [profile] = desk.store.all(MentorProfile)
        assert (profile.display_name, profile.caseload_limit) == ("Sam", 5)
        assert profile.why_i_mentor == "Somebody did it for me."


def test_back_and_next_show_what_was_kept_and_note_nothing_twice(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    make_vault(folder)
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        save_profile(desk, display_name="Sam", caseload_limit=9, why_i_mentor="For them.")
        add_conflict_fact(desk, ConflictKind.PANEL, label="Board")
        with desk.store.transaction():
            for each in (*desk.store.all(SignUp), *desk.store.all(Training)):
                desk.store.remove(type(each), getattr(each, "sign_up_id", None) or each.training_id)
    shell = opened_by_typing(qtbot, start, folder)
    for _time in range(2):
        step(qtbot, shell, ReadingStep)
        press(qtbot, shell)
        page = step(qtbot, shell, AboutYouStep)
        assert page.why.text() == "For them."
        frame_of(shell).back.click()
    step(qtbot, shell, ReadingStep)
    press(qtbot, shell)
    page = step(qtbot, shell, AboutYouStep)
    qtbot.keyClicks(page.panel.edit, "Board")
    press(qtbot, shell)
    step(qtbot, shell, ReadingStep)
    shell.close()
    with closing(unlock(folder, PASSPHRASE, allow_test=True)) as desk:
        assert [fact.label for fact in desk.store.all(ConflictFact)] == ["Board"]
        [profile] = desk.store.all(MentorProfile)
        assert (profile.display_name, profile.caseload_limit) == ("Sam", 9)


def test_ctrl_l_locks_an_open_vault_in_the_middle_of_the_first_run(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    desk = shell.desk
    assert desk is not None
    with qtbot.waitSignal(shell.locked):
        qtbot.keyClick(shell.window, Qt.Key.Key_L, CTRL)
    wait_quiet(qtbot, shell)
    assert not desk.vault.is_open
    qtbot.keyClicks(focused(qtbot, shell), PASSPHRASE + "\r")
    step(qtbot, shell, KitStep)


def test_a_new_vault_made_from_the_demo_is_real_and_goes_to_the_home_folder(
    qtbot: QtBot, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "somebody"
    monkeypatch.setattr(Path, "home", lambda: home)
    demo = make_vault(tmp_path / "demo" / "mentor.careernotes")
    (demo.parent / "PASSPHRASE.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    beside = sorted(demo.parent.iterdir())
    shell = start(demo, demo=True)
    shell.window.host.findChild(UnlockView).create_asked.emit()
    step(qtbot, shell, WelcomeStep)
    make_vault_by_typing(qtbot, shell)
    assert (home / "Career Notes" / "mentor.careernotes").is_dir()
    assert sorted(demo.parent.iterdir()) == beside
    shell.lock()
    wait_quiet(qtbot, shell)
    page = shell.window.host.findChildren(UnlockView)[-1]
    assert (page.name.text(), page.place.text()) == ("mentor", str(home / "Career Notes"))
    assert page.banner.text == ""
    assert page.passphrase.text() == ""


def test_without_a_programme_no_organisation_is_said_to_promise_anything(
    qtbot: QtBot, start: Start, folder: Path, tmp_path: Path
) -> None:
    promised = "What the organisation promises"
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    press(qtbot, shell)
    reading = step(qtbot, shell, ReadingStep)
    titles = [each.text() for each in reading.findChildren(QLabel)]
    assert "What I promise before every conversation" in titles
    assert promised not in titles
    frame_of(shell).back.click()
    page = step(qtbot, shell, KitStep)
    page.file_chosen.emit(str(kit_file(tmp_path)))
    qtbot.waitUntil(page.found.isVisible)
    press(qtbot, shell)
    reading = step(qtbot, shell, ReadingStep)
    assert promised in [each.text() for each in reading.findChildren(QLabel)]


def test_the_second_field_of_the_passphrase_stays_where_it_is_while_the_first_is_judged(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    _shell, page = at_the_passphrase(qtbot, start, folder)
    qtbot.waitUntil(lambda: page.again.isVisible() and page.again.y() > page.first.y())
    stood = page.again.y()
    qtbot.keyClicks(page.first.edit, "ma")
    qtbot.waitUntil(page.strength.isVisible, timeout=10_000)
    assert page.advice.text()
    page.layout().activate()
    assert page.again.y() == stood


def test_a_problem_with_the_second_field_is_gone_once_something_is_typed(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell, page = at_the_passphrase(qtbot, start, folder)
    qtbot.keyClicks(page.first.edit, PASSPHRASE)
    press(qtbot, shell)
    assert page.again.below.isVisible()
    qtbot.keyClicks(page.again.edit, "o")
    assert not page.again.below.isVisible()


def test_about_you_says_that_training_comes_before_a_first_conversation(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    shell = start(folder)
    make_vault_by_typing(qtbot, shell)
    press(qtbot, shell)
    step(qtbot, shell, ReadingStep)
    press(qtbot, shell)
    page = step(qtbot, shell, AboutYouStep)
    said = [each.text() for each in page.findChildren(QLabel)]
    assert "needed before a first conversation" in said
