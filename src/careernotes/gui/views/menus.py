"""The menus of the open vault, made from the registry of commands."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from careernotes.gui.actions import MENUS, Command, in_menu
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.i18n import translate


class Menus(QMenuBar):
    """File, Edit, View, Person, Session, Report, Help. Keys are printed here and work through the window.

    Signals:
        chosen: the name of a command.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, *, offered: Callable[[Command], bool]) -> None:
        super().__init__(parent)
        self._offered = offered
        self._items: dict[QMenu, list[tuple[QAction, Command]]] = {}
        for name in MENUS:
            menu = QMenu(translate(name), self)
            self.addMenu(menu)
            self._items[menu] = [(self._item(menu, command), command) for command in in_menu(name)]
            menu.aboutToShow.connect(self._on_about_to_show)

    def item(self, name: str) -> QAction:
        """The item of one command."""
        return next(
            action for items in self._items.values() for action, command in items if command.name == name
        )

    def _item(self, menu: QMenu, command: Command) -> QAction:
        # After a tab stand the keys, which the window itself or a page listens for: printed, not bound twice.
        keys = f"\t{shown_keys(command.shortcut)}" if command.shortcut else ""
        action = QAction(f"{translate(command.text).replace('&', '&&')}{keys}", menu)
        action.setObjectName(command.name)
        action.triggered.connect(self._on_triggered)
        menu.addAction(action)
        return action

    def _on_about_to_show(self) -> None:
        menu = self.sender()
        if isinstance(menu, QMenu):
            for action, command in self._items[menu]:
                action.setEnabled(self._offered(command))

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.objectName())
