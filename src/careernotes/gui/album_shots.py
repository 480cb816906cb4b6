"""Which pictures the album has, and how one is taken: with the menus that lie over the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from careernotes.gui.album_desk import DESK_STEPS
from careernotes.gui.album_keeper import KEEPING_STEPS
from careernotes.gui.album_keeping import Step
from careernotes.gui.album_walk import WALKED
from careernotes.gui.screens import SCREENS
from careernotes.gui.theme.tokens import ThemeChoice

LARGE_PERCENTS = (150, 200)
ENTRANCE, WELCOME, WRONG = "unlock", "first_run", "unlock_wrong"
OWN_LIST, POOL_FORM = "report_list", "pool_form"
THEMES, LANGUAGES = (ThemeChoice.LIGHT, ThemeChoice.DARK), ("en", "nl")
_LARGE_SCREENS = ("unlock", "today", "before", "session", "settings", "report")
_ORDER = (
    ENTRANCE, WELCOME, *SCREENS, WRONG, *WALKED, OWN_LIST, POOL_FORM, *KEEPING_STEPS, *DESK_STEPS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture to take; without a screen only something to do on the way."""

    screen: str
    theme: ThemeChoice
    language: str
    percent: int = 100
    before: Callable[[], None] | None = None

    @property
    def file_name(self) -> str:
        """``03-people-dark-nl.png``; the number is the place in the walk."""
        number = _ORDER.index(self.screen) + 1
        large = "" if self.percent == 100 else f"-{self.percent}"
        return f"{number:02d}-{self.screen}-{self.theme.value}-{self.language}{large}.png"


def shots(names: tuple[str, ...]) -> list[Shot]:
    """The pictures of *names*, and a few of them with large letters."""
    looks = [(theme, language) for theme in THEMES for language in LANGUAGES]
    found = [Shot(screen=name, theme=theme, language=language) for theme, language in looks for name in names]
    large = [name for name in names if name in _LARGE_SCREENS]
    return found + [
        Shot(screen=name, theme=ThemeChoice.LIGHT, language="nl", percent=percent)
        for percent in LARGE_PERCENTS
        for name in large
    ]


def walk_shots(steps: Callable[[], Sequence[Step]]) -> list[Shot]:
    """A walk in each language; each page in the first palette, and the same page in the other."""
    found = []
    first, *others = THEMES
    for language in LANGUAGES:
        for name, step in steps():
            found.append(Shot(screen=name, theme=first, language=language, before=step))
            more = others if name else ()
            found += [Shot(screen=name, theme=each, language=language, before=_stay) for each in more]
    return found


def is_plain(shot: Shot) -> bool:
    """Whether a picture is of the plainest look; steps on the way have that look too."""
    return shot.theme is ThemeChoice.LIGHT and shot.language == LANGUAGES[0] and shot.percent == 100


def picture_of(window: QWidget) -> QPixmap:
    """The window as it is seen: with the menus that lie over it, which are windows of their own."""
    picture = window.grab()
    corner = window.mapToGlobal(QPoint(0, 0))
    painter = QPainter(picture)
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMenu) and each.isVisible():
            painter.drawPixmap(each.pos() - corner, each.grab())
    painter.end()
    return picture


def _stay() -> None:
    """The page is there already."""
