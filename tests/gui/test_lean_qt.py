"""A window loads Qt's Python side without what it has no use for; asked for, all of it is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
LEAN = "from careernotes.gui.lean_qt import load_qt; load_qt()"
PLAIN = "import PySide6.QtCore"
# What was loaded and read on the way to a window's first modules; then what Python can be asked about Qt.
ASK = """
import json, linecache, sys
from PySide6.QtCore import QObject, QTimer, Qt
from careernotes.gui.post import Post
loaded = sorted(set(sys.modules) & {"argparse", "logging", "random", "shutil", "dis"})
read = sorted(name for name in linecache.cache if "careernotes" in name)
from shibokensupport.signature import get_signature
import PySide6.support.signature.layout as layout
told = [str(get_signature(QTimer.setInterval)), str(get_signature(QObject))]
for wrong in (lambda: QTimer("a", "b"), lambda: QTimer(intervall=3), lambda: QTimer().setInterval("x")):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        told.append(f"{type(error).__name__}: {error}")
told += [QTimer.setInterval.__doc__, str(QTimer(interval=7).interval()), layout.SignatureLayout.__name__]
told.append(str(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop))
import inspect, tempfile, zipfile
told += [inspect.getfile(zipfile), str(inspect.signature(zipfile.is_zipfile)), tempfile.gettempprefix()]
told += [str(hasattr(zipfile, "nothing")), inspect.__name__, str("ZipFile" in dir(zipfile))]
print(json.dumps({"loaded": loaded, "read": read, "told": told}))
"""


def asked(how: str) -> dict[str, list[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *filter(None, sys.path)])}
    command = [sys.executable, "-S", "-c", f"{how}\n{ASK}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def lean() -> dict[str, list[str]]:
    return asked(LEAN)


@pytest.fixture(scope="module")
def plain() -> dict[str, list[str]]:
    """The control: Qt as it loads by itself."""
    return asked(PLAIN)


def test_the_writer_of_type_stubs_is_not_loaded(
    lean: dict[str, list[str]], plain: dict[str, list[str]]
) -> None:
    assert lean["loaded"] == []
    assert plain["loaded"] == ["argparse", "dis", "logging", "random", "shutil"]


def test_no_source_of_ours_is_read_and_kept(lean: dict[str, list[str]], plain: dict[str, list[str]]) -> None:
    assert lean["read"] == []
    assert [Path(name).name for name in plain["read"]] == ["post.py"]


def test_everything_can_be_asked_for_as_if_it_had_been_loaded(
    lean: dict[str, list[str]], plain: dict[str, list[str]]
) -> None:
    assert lean["told"] == plain["told"]
    assert "Supported signatures" in "".join(lean["told"])
