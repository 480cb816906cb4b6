"""The album: every picture is taken; a page that raises costs its own pictures and the good ending."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.gui.conftest import PASSPHRASE, make_vault
from tests.gui.people_life import fill_desk

from careernotes.gui import album_shots
from careernotes.gui.album import make_album
from careernotes.gui.album_desk import DESK_STEPS, DeskWalk
from careernotes.gui.album_shots import shots, walk_shots
from careernotes.gui.album_walk import WALKED, FirstRunWalk
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.options import Options
from careernotes.gui.screens import SCREENS
from careernotes.gui.settings import Settings
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.sealing.kdf import KdfProfile

# Some of the desk before and after the page that raises; the walk through the first run needs the others.
LOOKED_AT = ("today", "growth", "guide")
LEFT_OUT = ("pool", "supervision")
LOOKS = [f"{theme}-{language}" for theme in ("light", "dark") for language in ("en", "nl")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invented vault with its passphrase beside it, and fewer screens: an album takes long."""
    for name in LEFT_OUT:
        monkeypatch.delitem(SCREENS, name)
    make_vault(tmp_path / "mentor.careernotes", fill_desk)
    (tmp_path / "PASSPHRASE.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return tmp_path


def draw(
    folder: Path, qapp: QApplication, settings: Settings, theme: Theme, *, few: bool = False
) -> tuple[int, set[str]]:
    """The exit code, and what was drawn without the number in front."""
    options = Options(
        vault=folder / "mentor.careernotes",
        invented=folder / "mentor.careernotes",
        screens=folder / "pictures",
        few=few,
    )
    code = make_album(qapp, options, settings, theme, profile=KdfProfile.TEST)
    return code, {path.name.partition("-")[2] for path in (folder / "pictures").glob("*.png")}


def expected(*leave_out: str) -> set[str]:
    """One picture of each in every look."""
    names = {*LOOKED_AT, *WALKED, *DESK_STEPS} - set(leave_out)
    return {f"{name}-{look}.png" for name in names for look in LOOKS}


def test_every_page_has_a_picture_in_each_look(
    start: Callable[..., ShellController], settings: Settings, tmp_path: Path
) -> None:
    shell = start(tmp_path / "none.careernotes")
    kit = tmp_path / "none.cnkit"
    walk = FirstRunWalk(shell, settings, folder=tmp_path, kit=kit, profile=KdfProfile.TEST)
    desk = DeskWalk(shell, lambda: {"person": {}})
    walked = [*walk_shots(walk.steps), *walk_shots(desk.steps)]
    planned = [shot.file_name for shot in [*shots(LOOKED_AT), *walked] if shot.screen]
    assert {name.partition("-")[2] for name in planned} >= expected()
    assert len(set(planned)) == len(planned)


@pytest.mark.long
def test_every_picture_is_taken(
    folder: Path,
    qapp: QApplication,
    settings: Settings,
    theme: Theme,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # In Dutch and dark, and a few with large letters in light; in English and light below. The other looks
    # are planned the same way, and a page drawn in one palette is drawn in the other.
    monkeypatch.setattr(album_shots, "LANGUAGES", ("nl",))
    monkeypatch.setattr(album_shots, "THEMES", (ThemeChoice.DARK,))
    monkeypatch.setattr(album_shots, "LARGE_PERCENTS", (150,))
    code, drawn = draw(folder, qapp, settings, theme)
    assert (code, capfd.readouterr().err) == (0, "")
    assert {name for name in expected() if name.endswith("-dark-nl.png")} <= drawn
    assert "settings-light-nl-150.png" in drawn
    assert not list((folder / "pictures").glob("scratch-*"))


@pytest.mark.long
@pytest.mark.qt_no_exception_capture
def test_a_page_that_raises_is_named_and_all_others_are_drawn(
    folder: Path,
    qapp: QApplication,
    settings: Settings,
    theme: Theme,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SCREENS, "growth", "tests.gui.broken_screen:BrokenController")
    code, drawn = draw(folder, qapp, settings, theme, few=True)
    missing = [line for line in capfd.readouterr().err.splitlines() if line.startswith("missing: ")]
    assert code == 1
    assert len(missing) == 1
    assert "-growth-light-en.png (ZeroDivisionError)" in missing[0]
    assert {name for name in expected("growth") if name.endswith("-light-en.png")} <= drawn
    assert all(name.endswith("-light-en.png") for name in drawn)
    assert not any(name.startswith("growth-") for name in drawn)
