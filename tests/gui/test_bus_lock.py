"""Sleep, a locked screen and a switched user lock the real program, told by a bus of our own.

The bus is real; who speaks on it is ours: no laptop was put to sleep.
"""

import os
import select
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.gui.bus_of_our_own import Logind, bus
from tests.torture.lock_memory import Program, Secrets, make_secrets

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed here"
)
SAID = ("sleep", "lock", "hint", "switch")


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Secrets:
    return make_secrets(tmp_path_factory.mktemp("bus_lock") / "mentor.careernotes")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # A short path: the name of a local socket has at most 107 characters.
    folder = Path("/tmp") / f"careernotes-bus-{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        with bus(folder) as told:
            yield told
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def logind(address: str) -> Iterator[Logind]:
    service = Logind(address)
    yield service
    service.close()


@pytest.fixture(scope="module")
def program(
    secrets: Secrets, address: str, logind: Logind, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    platform = {"QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": address}
    with Program(secrets.vault, tmp_path_factory.mktemp("bus_home"), platform=platform) as running:
        yield running


# Two programs each: that a window may hang is tried with one of them in a short run.
@pytest.mark.parametrize(
    ("state", "said"),
    [
        *(("session", said) for said in SAID),
        ("hung", "sleep"),
        *(pytest.param("hung", said, marks=pytest.mark.long) for said in SAID[1:]),
    ],
)
def test_what_the_computer_says_locks_even_a_window_that_hangs(
    state: str, said: str, program: Program, logind: Logind
) -> None:
    program.bring(state)
    # Sleep waits for us from the moment the vault is open.
    assert logind.hear("inhibit") == "inhibit sleep delay"
    before = program.front
    program.standby()
    logind.say(said)
    program.painted()
    # The process is gone, and with it what delayed sleep.
    logind.hear("released")
    assert program.front != before
    assert not Path(f"/proc/{before}/exe").exists()


def test_what_is_said_about_others_or_about_coming_back_locks_nothing(
    program: Program, logind: Logind
) -> None:
    program.bring("desk")
    logind.hear("inhibit")
    watching = os.pidfd_open(program.front)
    try:
        logind.say("other")
        logind.say("front")
        # One that counts, behind them in the same line: everything before it was heard.
        assert select.select([watching], [], [], 1.0)[0] == []
        logind.say("lock")
        assert select.select([watching], [], [], 20)[0]
    finally:
        os.close(watching)
        program.painted()
        logind.hear("released")


def test_without_a_bus_the_status_line_says_so(secrets: Secrets, tmp_path: Path) -> None:
    platform = {"QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path}/none"}
    with Program(secrets.vault, tmp_path / "home", platform=platform) as running:
        running.bring("status")
        assert "does not say when it goes to sleep" in " ".join(running.hear("status"))
