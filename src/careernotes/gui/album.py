"""Pictures of every screen, in light and dark, English and Dutch: what ``--screens`` makes."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.navigation import screen_class
from careernotes.gui.options import Options
from careernotes.gui.screens import SCREENS
from careernotes.gui.settings import Settings
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.i18n import error_text, set_language

if TYPE_CHECKING:
    from careernotes.gui.entrance_work import Opened
    from careernotes.sealing.kdf import KdfProfile
    from careernotes.services.desk import Desk

_SIZE = (1280, 800)
# A picture is taken when nothing ran on the lane for this many looks in a row, or after a minute.
_QUIET_LOOKS, _LOOK_MS, _MOST_LOOKS = 4, 25, 2400
_LARGE_PERCENT, _LARGE_SCREENS = 150, ("unlock", "today", "before", "session", "settings", "report")
_ENTRANCE, _WELCOME = "unlock", "first_run"

Arguments = Mapping[str, Mapping[str, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture to take."""

    screen: str
    theme: ThemeChoice
    language: str
    percent: int = 100

    @property
    def file_name(self) -> str:
        """``03-people-dark-nl.png``; the number is the place in the walk."""
        number = (_ENTRANCE, _WELCOME, *SCREENS).index(self.screen) + 1
        large = "" if self.percent == 100 else f"-{self.percent}"
        return f"{number:02d}-{self.screen}-{self.theme.value}-{self.language}{large}.png"


def shots(names: tuple[str, ...]) -> list[Shot]:
    """The pictures of *names*, and a few of them with large letters."""
    looks = [
        (theme, language) for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK) for language in ("en", "nl")
    ]
    found = [Shot(screen=name, theme=theme, language=language) for theme, language in looks for name in names]
    large = [name for name in names if name in _LARGE_SCREENS]
    return found + [
        Shot(screen=name, theme=ThemeChoice.LIGHT, language="nl", percent=_LARGE_PERCENT) for name in large
    ]


def demo_arguments(desk: "Desk") -> Arguments:
    """What each screen is opened with; runs on the lane."""
    return {name: screen_class(name).demo_arguments(desk) for name in SCREENS}


class Album(QObject):
    """Walks through the shots, one after the other."""

    def __init__(self, app: QApplication, shell: ShellController, theme: Theme, folder: Path) -> None:
        super().__init__(app)
        self._app, self._shell, self._theme, self._folder = app, shell, theme, folder
        self._vault = shell.vault
        self._left = shots((_ENTRANCE, _WELCOME))
        self._arguments: Arguments = {}
        self._shot: Shot | None = None
        self._looks = self._quiet = self.taken = 0
        self.problems: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def start(self, words: str) -> None:
        """Takes the entrance, opens the vault with its *words* and takes every screen."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._words = words
        self._shell.window.resize(*_SIZE)
        self._show_next()
        self._timer.start()

    @Slot()
    def _on_look(self) -> None:
        self._looks += 1
        self._quiet = 0 if self._shell.runner.busy else self._quiet + 1
        if self._quiet >= _QUIET_LOOKS or self._looks > _MOST_LOOKS:
            if self._shot is not None:
                self._take(self._shot)
            self._show_next()

    def _take(self, shot: Shot) -> None:
        if self._shell.window.grab().save(str(self._folder / shot.file_name)):
            self.taken += 1
        else:
            self.problems.append(shot.file_name)

    def _show_next(self) -> None:
        self._looks = self._quiet = 0
        self._shot = None
        if self._left:
            self._shot = self._left.pop(0)
            self._show(self._shot)
        elif self._shell.desk is None:
            self._timer.stop()
            from careernotes.gui.entrance_work import open_by_passphrase  # noqa: PLC0415  heavy: after the entrance

            call = partial(open_by_passphrase, self._vault, self._words, allow_test=self._shell.allow_test)
            self._shell.runner.submit(call, succeeded=self._on_opened, failed=self._on_failed)
        else:
            self._end()

    def _show(self, shot: Shot) -> None:
        set_language(shot.language)
        self._theme.apply(shot.theme, shot.percent)
        if shot.screen == _WELCOME:
            self._shell.begin_first_run(None)
        elif shot.screen == _ENTRANCE:
            self._shell.show_entrance()
        else:
            self._shell.show_desk(shot.screen, **(self._arguments[shot.screen] or {}))
            self._shell.idle.stop()

    def _on_opened(self, opened: "Opened") -> None:
        self._shell.take(opened.desk)
        self._shell.runner.submit(
            partial(demo_arguments, opened.desk), succeeded=self._on_arguments, failed=self._on_failed
        )

    def _on_arguments(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._left = shots(tuple(name for name, given in arguments.items() if given is not None))
        self._show_next()
        self._timer.start()

    def _on_failed(self, error: CareerNotesError) -> None:
        self.problems.append(error_text(error))
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._shell.close()
        self._app.exit(1 if self.problems else 0)


def make_album(
    app: QApplication,
    options: Options,
    settings: Settings,
    theme: Theme,
    *,
    profile: "KdfProfile | None" = None,
) -> int:
    """Draws every screen into the chosen folder and returns the exit code."""
    shell = ShellController(app, options, settings, theme, profile=profile)
    words = options.demo_words(shell.vault)
    if options.screens is None or not words:
        sys.stderr.write("--screens needs an invented vault with PASSPHRASE.txt beside it\n")
        return 2
    shell.start()
    album = Album(app, shell, theme, options.screens)
    album.start(words)
    code = int(app.exec())
    for problem in album.problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"{album.taken} pictures in {options.screens}\n")
    return code
