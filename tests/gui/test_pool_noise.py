"""The trustee's screen says how figures are protected before the first look, which may draw noise."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.e2e.programme import make_programme
from tests.gui.conftest import make_vault
from tests.gui.test_pool_demo import open_pool

from careernotes.gui.controllers.shell import ShellController

Begin = Callable[..., ShellController]


def test_the_plan_of_a_kit_is_said_before_the_first_look(qtbot: QtBot, start: Begin, tmp_path: Path) -> None:
    noisy = make_programme(tmp_path / "noisy", shared=True, noise_scale=4)
    rounded = make_programme(tmp_path / "rounded", shared=True)
    view = open_pool(qtbot, start(make_vault(tmp_path / "mentor.careernotes")))
    view.form.more.setFocus()
    qtbot.keyClick(view.form.more, Qt.Key.Key_Space)
    said = {}
    for programme in (noisy, rounded):
        view.form.kit.edit.selectAll()
        qtbot.keyClicks(view.form.kit.edit, str(programme.kit))
        assert view.form.plan.isVisible()
        said[programme.folder.name] = view.form.plan.text()
    assert "epsilon 5/4 a report, 4 a year, so at most 3 reports a year" in said["noisy"]
    assert "The first look draws the noise" in said["noisy"]
    assert said["rounded"] == "Figures are rounded at random."


def test_a_file_that_is_no_kit_says_nothing(qtbot: QtBot, start: Begin, tmp_path: Path) -> None:
    view = open_pool(qtbot, start(make_vault(tmp_path / "mentor.careernotes")))
    (tmp_path / "odd.cnkit").write_bytes(b"{}")
    for name in ("odd.cnkit", "missing.cnkit"):
        view.form.fill({"kit": str(tmp_path / name)})
        assert view.form.plan.isHidden()
