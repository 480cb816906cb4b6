"""Choosing a file leaves no trace of the choice outside the vault."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHOOSE = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from careernotes.gui.settings import keep_qt_from_noting
from careernotes.gui.widgets.choose_path import choose_file

class Listener(QObject):
    chosen = Signal(str)

app = QApplication(["x"])
if "forget" in sys.argv:
    keep_qt_from_noting()
window, listener, seen = QWidget(), Listener(), []
listener.chosen.connect(seen.append)
choose_file(window, "Open", "Kits (*.cnkit)", listener.chosen)
dialog = window.findChild(QFileDialog)
dialog.setDirectory(sys.argv[1])
dialog.selectFile(sys.argv[1] + "/mine.cnkit")
dialog.destroyed.connect(app.quit)
dialog.accept()
del dialog
app.exec()
assert seen == [sys.argv[1] + "/mine.cnkit"], seen
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems show their own dialogs")
@pytest.mark.parametrize("how", ["forget", "as Qt does"])
def test_a_chosen_file_leaves_its_path_nowhere(tmp_path: Path, how: str) -> None:
    """Left to itself Qt writes the folder down, which shows that the search below would find it."""
    chosen, home = tmp_path / "kept-to-oneself", tmp_path / "home"
    chosen.mkdir()
    home.mkdir()
    (chosen / "mine.cnkit").write_text("kit")
    source = Path(__file__).parents[2] / "src"
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "TMPDIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(source),
    }
    subprocess.run([sys.executable, "-c", CHOOSE, str(chosen), how], env=environment, check=True, timeout=60)
    told = [path for path in home.rglob("*") if path.is_file() and b"kept-to-oneself" in path.read_bytes()]
    assert bool(told) is (how != "forget")
