"""The way to the report screens, for every test that begins there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.e2e.programme import Programme
from tests.gui.conftest import wait_quiet
from tests.gui.people_life import fill_desk

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.screens import CONTRIBUTE
from careernotes.gui.views.pool import PoolView
from careernotes.gui.views.report import ReportView
from careernotes.services.desk import Desk
from careernotes.services.exporting import contribution_periods
from careernotes.services.first_steps import adopt_kit, sign_code

Begin = Callable[..., ShellController]


def with_kit(programme: Programme) -> Callable[[Desk], object]:
    """Takes up the kit and signs its code, so that nothing of the first run is left to do."""
    return lambda desk: sign_code(adopt_kit(desk, programme.kit))


def begin_contribution(desk_window: Begin, programme: Programme) -> tuple[ShellController, str]:
    """The desk of a filled vault in a programme, going to its newest contribution, and the period of it."""
    shell = desk_window(with_kit(programme), fill_desk)
    assert shell.desk is not None
    assert shell.navigator is not None
    period = str(contribution_periods(shell.desk)[0])
    shell.navigator.go("report", kind=CONTRIBUTE, period=period)
    return shell, period


def report_view(shell: ShellController) -> ReportView:
    """The report screen that is shown."""
    assert shell.navigator is not None
    controller = shell.navigator.current
    assert controller is not None
    assert isinstance(controller.view, ReportView)
    return controller.view


def open_report(qtbot: QtBot, shell: ShellController, **arguments: str) -> ReportView:
    """The report screen, when it has counted."""
    assert shell.navigator is not None
    shell.navigator.go("report", **arguments)
    wait_quiet(qtbot, shell)
    return report_view(shell)


def open_pool(qtbot: QtBot, shell: ShellController) -> PoolView:
    """The trustee's way in from the entrance, by keyboard."""
    way = next(each for each in shell.window.findChildren(QPushButton) if "trustee" in each.text())
    way.setFocus()
    qtbot.keyClick(way, Qt.Key.Key_Space)
    assert shell.navigator is not None
    controller = shell.navigator.current
    assert controller is not None
    assert isinstance(controller.view, PoolView)
    return controller.view
