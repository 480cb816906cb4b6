"""For the album: what lies over the desk, somebody looking along, and what goes wrong; nothing is kept."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from careernotes.gui.album_keeping import Step
from careernotes.gui.privacy import set_private
from careernotes.i18n import error_text

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.gui.views.palette import Palette

W = TypeVar("W", bound=QWidget)
_MENUS = ("file", "edit", "view", "person", "session", "report", "help")
_PRIVATE = ("today", "people", "person", "journey", "session", "search")
DESK_STEPS = (
    "palette", "palette_found", "palette_none", *(f"menu_{name}" for name in _MENUS), "problem", "unsaved",
    "search_none", "search_filter", "session_theme", "session_unsaved", "person_problem",
    *(f"private_{name}" for name in _PRIVATE),
)  # fmt: skip
_NO_SUCH_WORD, _A_COMMAND, _A_THEME = "xyzzy", "report", "manager"

Arguments = Mapping[str, Mapping[str, str] | None]


class DeskWalk:
    """Walks over the open desk; *arguments* tells what each screen is opened with."""

    def __init__(self, shell: "ShellController", arguments: Callable[[], Arguments]) -> None:
        self._shell, self._arguments = shell, arguments

    def steps(self) -> tuple[Step, ...]:
        """What is done one after the other; a step with a name is then worth a picture."""
        if self._arguments().get("person") is None:
            return ()
        return (
            ("", partial(self._go, "today")),
            ("palette", partial(self._command, "palette")),
            ("palette_found", partial(self._find, _A_COMMAND)),
            ("palette_none", partial(self._find, _NO_SUCH_WORD)),
            ("", partial(self._go, "person")),
            *((f"menu_{name}", partial(self._pull_down, at)) for at, name in enumerate(_MENUS)),
            ("", self._push_up),
            ("", partial(self._go, "people")),
            ("problem", self._fail),
            ("unsaved", self._fail_to_save),
            ("", partial(self._go, "search")),
            ("search_none", partial(self._look_for, _NO_SUCH_WORD)),
            ("search_filter", partial(self._look_for, "is:open")),
            ("", partial(self._go, "session")),
            ("session_theme", self._pick_theme),
            ("session_unsaved", self._fail_on_page),
            ("", partial(self._go, "person")),
            ("person_problem", self._mistype),
            ("", partial(self._look_along, private=True)),
            *((f"private_{name}", partial(self._go, name)) for name in _PRIVATE),
            ("", partial(self._look_along, private=False)),
        )

    def _go(self, name: str) -> None:
        self._shell.show_desk(name, **dict(self._arguments().get(name) or {}))
        self._shell.idle.stop()

    def _command(self, name: str) -> None:
        self._shell.window.commanded.emit(name)

    def _palette(self) -> "Palette":
        from careernotes.gui.views.palette import Palette  # noqa: PLC0415  loaded by now

        return self._shown(Palette)

    def _find(self, words: str) -> None:
        palette = self._palette()
        palette.field.setText(words)
        palette.typed.emit(words)

    def _pull_down(self, at: int) -> None:
        self._push_up()
        bar = self._shell.window.menus
        if bar is None:
            return
        item = bar.actions()[at]
        menu = item.menu()
        if isinstance(menu, QMenu):
            menu.popup(bar.mapToGlobal(bar.actionGeometry(item).bottomLeft() + QPoint(0, 1)))
            bar.setActiveAction(item)

    def _push_up(self) -> None:
        if (bar := self._shell.window.menus) is not None:
            for item in bar.actions():
                menu = item.menu()
                if isinstance(menu, QMenu):
                    menu.close()

    def _fail(self) -> None:
        from careernotes.services.backup_folders import NoSuchFolderError  # noqa: PLC0415  only here

        self._shell.tell_problem(NoSuchFolderError())

    def _fail_to_save(self) -> None:
        from careernotes.gui.controllers.unsaved_notice import waiting_words  # noqa: PLC0415  loaded by now
        from careernotes.services.invented import full_disk  # noqa: PLC0415  only here

        self._go("people")
        if self._shell.frame is not None:
            self._shell.frame.unsaved.show_error(waiting_words(full_disk()))

    def _look_for(self, words: str) -> None:
        from careernotes.gui.views.search import SearchView  # noqa: PLC0415  loaded by now

        view = self._shown(SearchView)
        view.field.set_text(words)
        view.typed.emit(words)

    def _pick_theme(self) -> None:
        from careernotes.gui.views.session_themes import ThemesCard  # noqa: PLC0415  loaded by now

        card = self._shown(ThemesCard)
        card.open_picker()
        card.picker.edit.setText(_A_THEME)

    def _fail_on_page(self) -> None:
        from careernotes.gui.views.session import SessionView  # noqa: PLC0415  loaded by now
        from careernotes.services.invented import full_disk  # noqa: PLC0415  only here

        view = self._shown(SessionView)
        view.themes.close_picker()
        view.show_problem(error_text(full_disk()))

    def _mistype(self) -> None:
        from careernotes.gui.views.person_ending import EndingCard  # noqa: PLC0415  loaded by now

        card = self._shown(EndingCard)
        card.start.click()
        card.day.set_text(_NO_SUCH_WORD)
        card.reason.set_value("goals_met")
        card.end.click()

    def _look_along(self, *, private: bool) -> None:
        """Not with its key: that would be kept in the settings."""
        set_private(private=private)

    def _shown(self, kind: type[W]) -> W:
        found = (each for each in self._shell.window.findChildren(kind) if each.isVisible())
        return next(found)
