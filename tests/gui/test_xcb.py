"""Once with a real display server: from the entrance to the desk under Xvfb, on the X11 plug-in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.gui.conftest import PASSPHRASE, make_vault

from careernotes.services.first_steps import start_practice

ROOT = Path(__file__).parents[2]

_WALK = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.jobs.collector import keep_gc_on_gui_thread
from careernotes.gui.options import Options
from careernotes.gui.settings import Settings, settings_folder
from careernotes.gui.theme.theme import Theme
from careernotes.sealing.kdf import KdfProfile

app = QApplication([])
keep_gc_on_gui_thread(app)
options = Options(vault=Path(sys.argv[1]))
shell = ShellController(app, options, Settings(settings_folder()), Theme(app), profile=KdfProfile.TEST)
shell.start()
assert QTest.qWaitForWindowExposed(shell.window, 10_000)
shell.window.activateWindow()

def wait(condition):
    for _look in range(2000):
        if condition():
            return
        QTest.qWait(10)
    raise AssertionError("waited 20 s in vain")

wait(lambda: isinstance(shell.window.focusWidget(), QLineEdit))
field = shell.window.focusWidget()
QTest.keyClicks(field, sys.argv[2])
QTest.keyClick(field, Qt.Key.Key_Return)
wait(lambda: shell.desk is not None and not shell.runner.busy)
pixels = shell.window.screen().grabWindow(shell.window.winId()).toImage()
places = [(x, y) for x in range(0, pixels.width(), 7) for y in range(0, pixels.height(), 7)]
colours = {pixels.pixelColor(x, y).name() for x, y in places}
print("platform", app.platformName())
print("screen", shell.navigator.name)
print("painted", len(colours) > 5 and "#10302f" in colours)
shell.lock()
wait(lambda: not shell.runner.busy)
print("locked", shell.desk is None)
shell.close()
"""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A display server of our own, told by the system which number is free."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed here; `python3 dev.py test` offers to install it")
    reading, writing = os.pipe()
    with (tmp_path / "xvfb.log").open("wb") as log:
        process = subprocess.Popen(
            [server, "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdout=log,
            stderr=log,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, (tmp_path / "xvfb.log").read_text(encoding="utf-8", errors="replace")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_from_the_entrance_to_the_desk_and_back_on_xcb(display: str, tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "mentor.careernotes", start_practice)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))}
    environment |= {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": "src",
        "CAREERNOTES_HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    tmp_path.chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-c", _WALK, str(vault), PASSPHRASE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:4] == ["platform xcb", "screen today", "painted True", "locked True"]
    assert "warning" not in done.stderr.lower()
