"""The first picture waits for nothing it does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.bench.cheap_vault import make_cheap_vault

from careernotes.gui.widgets.by_name import set_by_name

ROOT = Path(__file__).parents[2]

# Tells at the first paint of the real entrance whether Python has learned the Qt namespace by then.
_PICTURE = """
import sys
import PySide6.QtCore
from tests.bench import first_paint

def tell():
    print("learned" if "Qt" in vars(PySide6.QtCore) else "not learned")
    first_paint.QApplication.exit(0)

first_paint.FirstPaint._tell = staticmethod(tell)
if sys.argv[1] == "early":
    from PySide6.QtCore import Qt
sys.exit(first_paint.ours(sys.argv[2]))
"""


def _at_first_picture(when: str, folder: Path) -> str:
    vault = folder / "first.careernotes"
    make_cheap_vault(vault)
    paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
    environment = {**os.environ, "PYTHONPATH": paths, "CAREERNOTES_HOME": str(folder / "home")}
    command = [sys.executable, "-c", _PICTURE, when, str(vault)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True, cwd=folder
    )
    return done.stdout.strip()


def test_the_entrance_is_painted_before_python_learns_the_qt_namespace(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert _at_first_picture("as it is", tmp_path) == "not learned"


def test_an_import_that_teaches_it_before_the_picture_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert _at_first_picture("early", tmp_path) == "learned"


def test_a_property_set_by_name_holds_what_qt_means_by_it(qtbot: QtBot) -> None:
    label = QLabel("<b>text</b>")
    qtbot.addWidget(label)
    set_by_name(label, "textFormat", "PlainText")
    set_by_name(label, "alignment", "AlignHCenter|AlignVCenter")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.alignment() == Qt.AlignmentFlag.AlignCenter


@pytest.mark.parametrize(("name", "value"), [("textFormat", "PlainTxt"), ("testFormat", "PlainText")])
def test_a_mistyped_name_is_refused_and_sets_nothing(qtbot: QtBot, name: str, value: str) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    with pytest.raises(ValueError, match=name):
        set_by_name(label, name, value)
    assert label.textFormat() is Qt.TextFormat.AutoText
    assert label.dynamicPropertyNames() == []
