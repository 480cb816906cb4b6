"""The same lock on a real display server, where a drag and a menu hold on to the mouse."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.torture.lock_memory import Program, make_secrets

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("Xvfb") is None,
    reason="Xvfb is not installed here; `python3 dev.py test` offers to install it",
)


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1400x900x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with (tmp_path_factory.mktemp("x") / "log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=(writing,), stdout=log, stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def program(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    secrets = make_secrets(tmp_path_factory.mktemp("xcb_lock") / "mentor.careernotes")
    platform = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    with Program(secrets.vault, tmp_path_factory.mktemp("xcb_home"), platform=platform) as running:
        yield running


@pytest.mark.long
@pytest.mark.parametrize("state", ["session", "message_box", "file_dialog", "menu", "combo", "drag", "hung"])
def test_a_lock_on_x_ends_the_process_whatever_holds_the_mouse(state: str, program: Program) -> None:
    program.bring(state)
    before = program.front
    program.standby()
    done = program.lock(state)
    print(state, round(done.gone_ms), round(done.painted_ms))
    assert program.front != before
    assert program.ended == 0
    assert done.painted_ms < 5_000
