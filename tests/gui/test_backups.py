"""By keyboard in the settings: a backup, a trial, a second folder, one brought back, and new keys."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, unlock_by_typing, wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, on_lane

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.settings import SettingsController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.models.wording import path_words
from careernotes.gui.views.backups import BackupsCard
from careernotes.gui.views.backups_restore import RestoreForm
from careernotes.gui.views.unlock import UnlockView
from careernotes.gui.widgets.banner import Banner
from careernotes.i18n import set_language
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, proving, rekeying, restoring, unlocking
from careernotes.services.desk import Desk
from careernotes.vault import restore as vault_restore
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import WrongPassphraseError

ENTER, SPACE, ESC = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape
OTHER = "ocelot marzipan tundra clavicle vestibule"


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The settings of a vault with people in it."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("settings")
    return keys


def card_of(keys: Keys) -> BackupsCard:
    return keys.screen(SettingsController).view.backups


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def aliases(desk: Desk) -> list[str]:
    return sorted(each.alias for each in desk.store.all(Mentee))


def rename_one(keys: Keys) -> None:
    """Somebody is called otherwise, so that the notes are other than the backup."""
    desk = desk_of(keys)

    def remove() -> None:
        with desk.store.transaction():
            person = next(each for each in desk.store.all(Mentee) if each.alias == "Bilu-22")
            desk.store.put(replace(person, alias="Rover-99"))

    on_lane(keys.shell, remove)


def remembered(keys: Keys, vault_id: str) -> bool:
    """Whether this computer remembers how far the vault was when it was open last."""
    return vault_id in keys.shell.settings.twin().last_seen


def make_one(keys: Keys) -> None:
    card = card_of(keys)
    keys.tab_to(card.make)
    keys.press(SPACE)
    keys.until(lambda: bool(card.said.text))


def damage(folder: Path) -> None:
    """One bit of the one backup there is turned over."""
    (file,) = folder.iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def open_restore(keys: Keys) -> RestoreForm:
    """The form for bringing a backup back, with the passphrase typed in."""
    card = card_of(keys)
    keys.tab_to(card.bring)
    keys.press(SPACE)
    keys.tab_to(card.restoring.proving.field.edit)
    keys.write(PASSPHRASE)
    return card.restoring


def restore_slowly(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Event:
    """A backup is being brought back, and everything but the last step is done; the event lets that go on."""
    there, go_on, real = Event(), Event(), vault_restore.take_backups

    def slowly(present: VaultPaths, building: VaultPaths) -> None:
        there.set()
        go_on.wait(20)
        real(present, building)

    monkeypatch.setattr(vault_restore, "take_backups", slowly)
    form = open_restore(keys)
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    assert there.wait(20)
    return go_on


def locked(keys: Keys) -> None:
    """The entrance is shown again, and nothing went wrong on the way."""
    keys.qtbot.waitUntil(lambda: keys.shell.desk is None, timeout=20_000)
    wait_quiet(keys.qtbot, keys.shell)
    (entrance,) = (view for view in keys.shell.window.findChildren(UnlockView) if view.isVisible())
    assert not [banner.text for banner in entrance.findChildren(Banner) if banner.text]


def test_a_backup_is_made_told_and_tried_out(keys: Keys, tmp_path: Path) -> None:
    card = card_of(keys)
    keys.until(lambda: "no backup yet" in card.last.text())
    assert not card.trial.isEnabled()
    make_one(keys)
    assert "opened and compared" in card.said.text
    keys.until(lambda: card.last.text().startswith("Last backup: "))
    assert "1 backup in the vault" in card.where.text()
    assert path_words(tmp_path / "mentor.careernotes" / "backups") in card.where.text()
    assert keys.shell.window.focusWidget() is card.make
    keys.tab_to(card.trial)
    keys.press(SPACE)
    keys.until(lambda: "gave everything back" in card.said.text)
    keys.until(lambda: "Last trial: " in card.where.text())
    assert [path.suffix for path in (tmp_path / "mentor.careernotes" / "backups").iterdir()] == [".cnbak"]


def test_a_damaged_backup_fails_the_trial_in_words(keys: Keys, tmp_path: Path) -> None:
    make_one(keys)
    damage(tmp_path / "mentor.careernotes" / "backups")
    card = card_of(keys)
    keys.tab_to(card.trial)
    keys.press(SPACE)
    keys.until(lambda: "damaged" in card.said.text)
    keys.until(lambda: "1 does not count" in card.where.text())


def test_what_there_is_cannot_be_read_and_this_is_said_once(keys: Keys) -> None:
    desk, card = desk_of(keys), card_of(keys)
    on_lane(keys.shell, desk.close)
    keys.tab_to(card.make)
    keys.qtbot.keyClick(card.make, SPACE)
    keys.until(lambda: bool(card.said.text))
    assert card.make.isEnabled()


def test_a_stick_that_is_out_is_said_calmly_and_a_cloud_folder_warned_about(
    keys: Keys, tmp_path: Path
) -> None:
    card, stick = card_of(keys), tmp_path / "Dropbox"
    stick.mkdir()
    # What the file dialog answers.
    card.folder_chosen.emit(str(stick))
    keys.until(lambda: "0 copies are there" in card.second.text())
    assert "copied to other computers by Dropbox" in card.second.text()
    make_one(keys)
    keys.until(lambda: "1 copy is there" in card.second.text())
    shutil.rmtree(stick)
    make_one(keys)
    assert "is not there" in card.said.text
    assert card.said.property("banner") == "warning"
    keys.until(lambda: "not connected now" in card.second.text())
    keys.tab_to(card.no_second)
    keys.press(SPACE)
    keys.until(lambda: card.second.text().startswith("None yet"))
    assert card.no_second.isHidden()


def test_a_stick_that_was_destroyed_is_said_to_be_gone_and_that_is_taken_back(
    keys: Keys, tmp_path: Path
) -> None:
    card, stick = card_of(keys), tmp_path / "stick"
    stick.mkdir()
    card.folder_chosen.emit(str(stick))
    make_one(keys)
    keys.until(lambda: "1 copy is there" in card.second.text())
    assert card.away.isHidden()
    shutil.rmtree(stick)
    make_one(keys)
    keys.until(lambda: len(card.away.buttons) == 1)
    assert not card.away.isHidden()
    for said, told in (("It is gone", "not named"), ("It is there after all", "counts again")):
        (button,) = card.away.buttons.values()
        assert button.accessibleName() == f"{said}: {path_words(stick)}"
        keys.tab_to(button)
        keys.press(SPACE)
        keys.until(lambda told=told: told in card.said.text)
        keys.until(lambda button=button: button not in card.away.buttons.values())
        # The keyboard stays where it was.
        assert keys.shell.window.focusWidget() in card.away.buttons.values()
    assert card.second.text().startswith("None yet")


def test_a_backup_is_brought_back_after_the_passphrase_and_the_present_vault_moved_aside(
    keys: Keys, tmp_path: Path
) -> None:
    make_one(keys)
    rename_one(keys)
    card = card_of(keys)
    keys.tab_to(card.bring)
    keys.press(SPACE)
    form = card.restoring
    assert keys.shell.window.focusWidget() is form.which.box
    aside = tmp_path / "mentor.before-restore-1.careernotes"
    assert path_words(aside) in form.words.text()
    keys.tab_to(form.proving.field.edit)
    keys.write("not my passphrase at all")
    keys.press(ENTER)
    keys.until(lambda: bool(form.proving.problem.text))
    assert desk_of(keys).vault.is_open
    assert not aside.exists()
    assert keys.shell.window.focusWidget() is form.proving.field.edit
    keys.write(PASSPHRASE)
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    locked(keys)
    assert aside.is_dir()
    unlock_by_typing(keys.qtbot, keys.shell)
    desk = desk_of(keys)
    assert on_lane(keys.shell, lambda: aliases(desk)) == ["Bilu-22", "Mira-07", "Tova-31"]
    assert not desk.vault.notices
    put_aside = unlocking.unlock(aside, PASSPHRASE, allow_test=True)
    assert "Rover-99" in aliases(put_aside)
    put_aside.close()


def test_a_backup_of_another_passphrase_asks_for_that_one_and_nothing_changed(
    keys: Keys, tmp_path: Path
) -> None:
    make_one(keys)
    desk, card = desk_of(keys), card_of(keys)
    cheap = KdfProfile.TEST
    on_lane(keys.shell, lambda: unlocking.change_passphrase(desk, OTHER, profile=cheap, allow_test=True))
    keys.tab_to(card.bring)
    keys.press(SPACE)
    form = card.restoring
    keys.tab_to(form.proving.field.edit)
    keys.write(OTHER)
    keys.press(ENTER)
    keys.until(lambda: "another passphrase" in form.secret.below.text())
    assert keys.shell.window.focusWidget() is form.secret.edit
    assert desk.vault.is_open
    keys.write(PASSPHRASE)
    keys.qtbot.keyClick(form.secret.edit, ENTER)
    locked(keys)
    unlock_by_typing(keys.qtbot, keys.shell, PASSPHRASE)


def test_a_damaged_backup_is_refused_in_the_form_and_esc_closes_it(keys: Keys, tmp_path: Path) -> None:
    make_one(keys)
    damage(tmp_path / "mentor.careernotes" / "backups")
    card = card_of(keys)
    open_restore(keys)
    keys.press(ENTER)
    keys.until(lambda: "damaged" in card.restoring.problem.text)
    assert desk_of(keys).vault.is_open
    keys.press(ESC)
    keys.until(lambda: card.open_form is None)
    assert keys.name == "settings"
    assert keys.shell.window.focusWidget() is card.bring
    assert card.restoring.proving.take() == ""


def test_a_restore_that_is_stopped_or_refused_leaves_the_memory_against_old_folders(
    keys: Keys, tmp_path: Path
) -> None:
    make_one(keys)
    vault_id = desk_of(keys).vault.vault_id
    assert remembered(keys, vault_id)
    form, gate = open_restore(keys), Event()
    keys.shell.runner.submit(partial(gate.wait, 20))
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    stop = keys.shell.window.focusWidget()
    assert isinstance(stop, QPushButton)
    assert stop.text() == "Stop"
    keys.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    gate.set()
    keys.until(lambda: "Stopped" in form.problem.text)
    assert remembered(keys, vault_id)
    damage(tmp_path / "mentor.careernotes" / "backups")
    # Once taken it does not stay in the field, whatever came of it.
    assert form.proving.field.text() == form.secret.text() == ""
    keys.qtbot.keyClicks(form.proving.field.edit, PASSPHRASE)
    keys.tab_to(form.go)
    keys.press(SPACE)
    keys.until(lambda: "damaged" in form.problem.text)
    assert remembered(keys, vault_id)


def test_a_backup_brought_back_is_no_old_folder_also_when_its_page_was_left(
    keys: Keys, tmp_path: Path
) -> None:
    make_one(keys)
    rename_one(keys)
    vault_id = desk_of(keys).vault.vault_id
    form = open_restore(keys)
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    # Built and in its place, and nothing of it was heard here yet.
    assert keys.shell.runner.drain(20)
    assert (tmp_path / "mentor.before-restore-1.careernotes").is_dir()
    assert keys.shell.navigator is not None
    keys.shell.navigator.go("today")
    locked(keys)
    assert not remembered(keys, vault_id)
    unlock_by_typing(keys.qtbot, keys.shell)
    assert not desk_of(keys).vault.notices
    assert remembered(keys, vault_id)


@pytest.mark.parametrize("left", [False, True], ids=["its page shown", "its page left"])
def test_a_disk_that_fails_after_the_vault_was_closed_is_said_and_loses_nothing(
    keys: Keys, tmp_path: Path, left: bool
) -> None:
    make_one(keys)
    rename_one(keys)
    folder = tmp_path / "mentor.careernotes"
    vault_id = desk_of(keys).vault.vault_id
    # The restored vault cannot take its last step but one: something is in its way.
    obstacle = tmp_path / "mentor.careernotes.coming"
    obstacle.write_bytes(b"x")
    form = open_restore(keys)
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    if left:
        assert keys.shell.runner.drain(20)
        assert keys.shell.navigator is not None
        keys.shell.navigator.go("today")
    frame = keys.shell.frame
    assert frame is not None
    keys.until(lambda: any("CN107" in each.text for each in frame.findChildren(Banner) if each.isVisible()))
    assert not desk_of(keys).vault.is_open
    assert not frame.host.isEnabled()
    assert isinstance(focus := keys.shell.window.focusWidget(), QPushButton)
    assert "Lock and open again" in focus.text()
    # Whatever else is pressed now leads nowhere, and nothing is called a mistake of the program.
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    keys.press(SPACE)
    locked(keys)
    # Not put back, so an older folder would still be noticed.
    assert remembered(keys, vault_id)
    assert not list(tmp_path.glob("mentor.before-restore-*"))
    obstacle.unlink()
    unlock_by_typing(keys.qtbot, keys.shell)
    desk = desk_of(keys)
    assert desk.vault.paths.folder == folder
    assert "Rover-99" in on_lane(keys.shell, lambda: aliases(desk))
    assert not desk.vault.notices


def fallen(keys: Keys, code: str) -> None:
    """The desk is covered with what went wrong; Enter leads to the entrance."""
    shell = keys.shell

    def said() -> bool:
        frame = shell.frame
        return frame is not None and any(
            code in each.text for each in frame.findChildren(Banner) if each.isVisible()
        )

    keys.until(said)
    assert not desk_of(keys).vault.is_open
    assert shell.frame is not None
    assert not shell.frame.host.isEnabled()
    assert isinstance(focus := shell.window.focusWidget(), QPushButton)
    assert "Lock and open again" in focus.text()
    keys.press(SPACE)
    locked(keys)


@pytest.mark.parametrize("left", ["its page shown", "its page left", "another language"])
@pytest.mark.parametrize(
    ("failure", "code"),
    [(FileNotFoundError(2, "pulled"), "CN132"), (OSError(16, "busy"), "CN132"), (RuntimeError("x"), "CN999")],
    ids=["stick pulled", "busy", "bug"],
)
def test_whatever_goes_wrong_after_the_vault_was_closed_ends_at_the_entrance_with_words(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, left: str, failure: Exception, code: str
) -> None:
    make_one(keys)
    rename_one(keys)

    def fail(*_given: object) -> None:
        raise failure

    monkeypatch.setattr(vault_restore, "_swap", fail)
    form = open_restore(keys)
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    if left != "its page shown":
        assert keys.shell.runner.drain(20)
        assert keys.shell.navigator is not None
        if left == "its page left":
            keys.shell.navigator.go("today")
        else:
            keys.shell.on_language_changed("nl")
            set_language("en")
    fallen(keys, code)
    monkeypatch.undo()
    unlock_by_typing(keys.qtbot, keys.shell)
    desk = desk_of(keys)
    assert "Rover-99" in on_lane(keys.shell, lambda: aliases(desk))


def test_a_restore_that_meets_another_language_on_its_way_ends_at_the_entrance(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    rename_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    before = keys.shell.frame
    keys.shell.on_language_changed("nl")
    assert keys.shell.frame is not before
    go_on.set()
    locked(keys)
    keys.shell.on_language_changed("en")
    assert (tmp_path / "mentor.before-restore-1.careernotes").is_dir()
    unlock_by_typing(keys.qtbot, keys.shell)
    desk = desk_of(keys)
    assert "Rover-99" not in on_lane(keys.shell, lambda: aliases(desk))


def test_new_keys_that_meet_another_language_on_their_way_end_at_the_entrance(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = finish_slowly(keys, monkeypatch, start_new_keys(keys))
    keys.shell.on_language_changed("nl")
    go_on.set()
    locked(keys)
    keys.shell.on_language_changed("en")
    unlock_by_typing(keys.qtbot, keys.shell)
    assert keys.shell.frame is not None
    assert not keys.shell.frame.problem.text


def test_nothing_can_be_typed_while_new_keys_are_put_in_force_and_the_desk_is_back_when_they_are_not(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = start_new_keys(keys)
    form, shell = card_of(keys).keys, keys.shell
    desk, frame = desk_of(keys), shell.frame
    assert frame is not None
    rename_one(keys)
    go_on = finish_slowly(keys, monkeypatch, groups)
    focus = shell.window.focusWidget()
    assert focus is not None
    assert not frame.host.isAncestorOf(focus)
    assert not any(each.isEnabled() for each in fields(frame))
    keys.qtbot.keyClick(focus, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    go_on.set()
    # Somebody had been renamed: refused, and all is as it was.
    keys.until(lambda: bool(form.problem.text))
    wait_quiet(keys.qtbot, shell)
    assert desk.vault.is_open
    assert shell.navigator is not None
    assert shell.navigator.name == "settings"
    assert any(each.isEnabled() for each in fields(frame))
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    keys.until(lambda: shell.navigator is not None and shell.navigator.name != "settings")


def fields(frame: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    return [*frame.findChildren(QLineEdit), *frame.findChildren(QPlainTextEdit)]


def test_a_restored_vault_that_waits_for_its_last_step_is_not_called_missing(
    keys: Keys, tmp_path: Path
) -> None:
    keys.shell.lock()
    wait_quiet(keys.qtbot, keys.shell)
    folder = tmp_path / "mentor.careernotes"
    folder.rename(folder.with_name("mentor.careernotes.coming"))
    keys.shell.show_entrance()
    locked(keys)
    unlock_by_typing(keys.qtbot, keys.shell)
    assert desk_of(keys).vault.paths.folder == folder


def finish_slowly(keys: Keys, monkeypatch: pytest.MonkeyPatch, groups: Sequence[str]) -> Event:
    """The sheet is typed back, and new keys begin to be put in force; the event lets that go on."""
    form = card_of(keys).keys
    there, go_on, real = Event(), Event(), rekeying.finish

    def slowly(desk: Desk, new: rekeying.NewSheet, *, drop_old: bool = False) -> int:
        there.set()
        go_on.wait(20)
        return real(desk, new, drop_old=drop_old)

    monkeypatch.setattr(rekeying, "finish", slowly)
    keys.tab_to(form.go)
    keys.press(SPACE)
    places = [int(field.name_label.text().split()[-1]) - 1 for field in form.groups]
    for place, field in zip(places, form.groups, strict=True):
        keys.tab_to(field.edit)
        keys.write(groups[place])
    keys.qtbot.keyClick(form.groups[-1].edit, ENTER)
    assert there.wait(20)
    return go_on


def start_new_keys(keys: Keys, passphrase: str = "") -> list[str]:
    """Through the passphrase to the sheet; its groups."""
    card = card_of(keys)
    form = card.keys
    keys.tab_to(card.anew)
    keys.press(SPACE)
    assert keys.shell.window.focusWidget() is form.proving.field.edit
    keys.write(PASSPHRASE)
    for field in (form.new, form.again) if passphrase else ():
        keys.tab_to(field.edit)
        keys.write(passphrase)
    keys.press(ENTER)
    keys.until(lambda: bool(form.sheet.cells))
    return [each.text().split()[-1] for each in form.sheet.cells]


def test_new_keys_are_in_force_after_three_groups_and_the_old_sheet_opens_nothing(
    keys: Keys, tmp_path: Path
) -> None:
    make_one(keys)
    groups = start_new_keys(keys, OTHER)
    form = card_of(keys).keys
    assert len(groups) == 12
    assert "1 older copy" in form.old.text()
    assert keys.shell.window.focusWidget() is form.go
    keys.tab_to(form.drop)
    keys.press(SPACE)
    keys.tab_to(form.go)
    keys.press(SPACE)
    places = [int(field.name_label.text().split()[-1]) - 1 for field in form.groups]
    assert len(set(places)) == 3
    for place, field in zip(places, form.groups, strict=True):
        keys.tab_to(field.edit)
        keys.write("wrong" if place == places[0] else groups[place])
    keys.press(ENTER)
    assert "not what the new sheet says" in form.groups[0].below.text()
    assert keys.shell.window.focusWidget() is form.groups[0].edit
    assert desk_of(keys).vault.is_open
    form.groups[0].edit.selectAll()
    keys.write(groups[places[0]])
    # Longer than the pause after which half typed words are kept: a sheet is none of them.
    keys.qtbot.wait(1200)
    wait_quiet(keys.qtbot, keys.shell)
    keys.qtbot.keyClick(form.groups[0].edit, ENTER)
    locked(keys)
    folder = tmp_path / "mentor.careernotes"
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    assert list((folder / "backups").iterdir()) == []
    unlock_by_typing(keys.qtbot, keys.shell, OTHER)
    desk = desk_of(keys)
    assert on_lane(keys.shell, lambda: aliases(desk)) == ["Bilu-22", "Mira-07", "Tova-31"]


def test_new_keys_left_half_way_change_nothing_and_the_sheet_is_gone(keys: Keys, tmp_path: Path) -> None:
    start_new_keys(keys)
    desk, card = desk_of(keys), card_of(keys)
    assert (tmp_path / "mentor.careernotes" / "rekey").is_dir()
    # A quiet moment makes no backup now: it would send the new keys away.
    assert on_lane(keys.shell, lambda: backups.is_due(desk))
    assert on_lane(keys.shell, lambda: backups.tend(desk)) is None
    assert on_lane(keys.shell, lambda: backups.is_due(desk))
    keys.press(ESC)
    keys.until(lambda: card.open_form is None)
    assert not (tmp_path / "mentor.careernotes" / "rekey").exists()
    assert card.keys.sheet.cells == []
    assert keys.shell.window.focusWidget() is card.anew
    start_new_keys(keys)
    keys.go("today")
    assert not (tmp_path / "mentor.careernotes" / "rekey").exists()
    keys.shell.lock()
    wait_quiet(keys.qtbot, keys.shell)
    unlock_by_typing(keys.qtbot, keys.shell)


def test_a_weak_new_passphrase_and_a_wrong_present_one_are_said_in_their_fields(keys: Keys) -> None:
    card = card_of(keys)
    form = card.keys
    keys.tab_to(card.anew)
    keys.press(SPACE)
    keys.write("not my passphrase at all")
    keys.press(ENTER)
    keys.until(lambda: bool(form.proving.problem.text))
    keys.write(PASSPHRASE)
    for field in (form.new, form.again):
        keys.tab_to(field.edit)
        keys.write("letmein")
    keys.press(ENTER)
    keys.until(lambda: keys.shell.window.focusWidget() is form.new.edit)
    assert form.sheet.cells == []


def test_neither_is_done_without_the_passphrase(keys: Keys, tmp_path: Path) -> None:
    make_one(keys)
    desk = desk_of(keys)
    (file,) = (tmp_path / "mentor.careernotes" / "backups").iterdir()

    def refused() -> None:
        with pytest.raises(proving.NotProvedError):
            restoring.bring_back(desk, file, PASSPHRASE, allow_test=True)
        with pytest.raises(proving.NotProvedError):
            rekeying.begin_proved(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)

    on_lane(keys.shell, refused)
    assert desk.vault.is_open
