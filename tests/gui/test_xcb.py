"""With a real display server: a mentor's whole first path under Xvfb, by real keys, in its own process."""

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.gui.conftest import PASSPHRASE
from tests.gui.xcb_journey import (
    ACTION,
    NEXT_TIME,
    NOTED,
    WORKING,
    contribute,
    find_the_note,
    have_a_conversation,
    join_the_programme,
    lock_and_unlock,
    make_the_vault,
    take_somebody_on,
)
from tests.gui.xcb_user import User
from tests.unit.disclosure.support import plain

from careernotes.domain.ids import ThemeId
from careernotes.sealing.contribution_file import open_contribution
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.kit_file import write_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file
from careernotes.services.conversations import load_session
from careernotes.services.first_steps import first_run_state
from careernotes.services.people import people
from careernotes.services.unlocking import unlock

TRUSTEE = "grey heron on a wire"
# Without -noreset the server begins anew, and drops the window manager, when its first short visitor leaves.
_SERVER = ("-nolisten", "tcp", "-noreset")


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A display server of our own with a window manager, told by the system which number is free."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed here; `python3 dev.py test` offers to install it")
    absent = [name for name in ("xdotool", "openbox") if shutil.which(name) is None]
    if absent:
        pytest.skip(f"no {' and no '.join(absent)} here; `python3 dev.py test` offers to install them")
    reading, writing = os.pipe()
    with (tmp_path / "xvfb.log").open("wb") as log:
        process = subprocess.Popen(
            [server, "-displayfd", str(writing), "-screen", "0", "1400x900x24", *_SERVER],
            pass_fds=(writing,),
            stdout=log,
            stderr=log,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, (tmp_path / "xvfb.log").read_text(encoding="utf-8", errors="replace")
        with window_manager(f":{number}", tmp_path):
            yield f":{number}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def window_manager(display: str, home: Path) -> Iterator[None]:
    """Openbox, ready: it gives new windows and dialogs the keyboard, as on a desktop."""
    settings = {**os.environ, "DISPLAY": display, "HOME": str(home)}
    with (home / "openbox.log").open("wb") as log:
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=settings, stdout=log, stderr=log)
    try:
        asking = ["xdotool", "get_num_desktops"]
        while subprocess.run(asking, env=settings, capture_output=True, timeout=20, check=False).returncode:
            assert manager.poll() is None, "openbox stopped: see openbox.log"
        yield
    finally:
        manager.terminate()
        manager.wait(timeout=10)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """The folder of a programme that runs this year: a signed kit and the trustee's key."""
    folder = tmp_path / "programme"
    folder.mkdir()
    trustee = create_key_file(
        folder / "trustee.cnkey", Role.TRUSTEE, TRUSTEE, KdfProfile.TEST, allow_test=True
    )
    lead_file = folder / "lead.cnkey"
    create_key_file(lead_file, Role.LEAD, TRUSTEE, KdfProfile.TEST, allow_test=True)
    year = dt.datetime.now().astimezone().year
    with open_key_file(lead_file, TRUSTEE, allow_test=True) as lead:
        kit = plain(
            code_version="1.0.0",
            starts_on=f"{year}-01-01",
            ends_on=f"{year + 1}-12-31",
            period="year",
            trustee_box_key=trustee.box_key,
            trustee_sign_key=trustee.sign_key,
            lead_sign_key=lead.public.sign_key,
        )
        write_kit_file(folder / "kit.cnkit", kit, lead.sign_private)
    return folder


@pytest.mark.long
def test_from_the_first_run_to_a_contribution_by_real_keys_on_xcb(
    display: str, programme: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    target = tmp_path / "mine.cncontrib"
    with User(display, home) as user:
        first = user.arrive("What stays here")
        # One family from the first picture on: what the computer has for its own is as wide as it likes.
        assert (first.platform, first.families) == ("xcb", ("Inter",))
        make_the_vault(user)
        join_the_programme(user, programme / "kit.cnkit")
        take_somebody_on(user)
        have_a_conversation(user)
        find_the_note(user)
        lock_and_unlock(user)
        assert user.look().families == ("Inter",)
        contribute(user, target)
        assert user.close() == 0
        assert "warning" not in user.complaints.lower()
        assert "bug" not in user.complaints
        assert "Traceback" not in user.complaints
    assert all(len(colours_of(picture)) > 5 for picture in user.pictures)
    assert "#10302f" in colours_of(user.pictures[-1])
    vault_holds_what_was_typed(home / "mentor.careernotes")
    with open_key_file(programme / "trustee.cnkey", TRUSTEE, allow_test=True) as keys:
        sealed = open_contribution(target.read_bytes(), box_private=keys.box_private)
    assert sealed.period.starts_on.year == dt.datetime.now().astimezone().year
    assert sum(sealed.counters) > 0


def colours_of(picture: Path) -> set[str]:
    """Some of the colours in a picture of the whole display: that something was painted, and what."""
    image = QImage(str(picture))
    places = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return {image.pixelColor(x, y).name() for x, y in places}


def vault_holds_what_was_typed(folder: Path) -> None:
    """Opened by the services with the passphrase: the real derivation, and every word in its place."""
    desk = unlock(folder, PASSPHRASE)
    try:
        (line,) = people(desk)
        assert (line.alias, line.sessions_kept, line.open_mine) == ("Maple", 1, 1)
        (session,) = desk.store.newest_sessions()
        kept = load_session(desk, session.session_id)
        assert (kept.record, kept.working, kept.next_time) == (NOTED, WORKING, NEXT_TIME)
        assert kept.next_on == desk.today + dt.timedelta(weeks=6)
        assert [theme.theme_id for theme in kept.themes] == [ThemeId("dir.next_step")]
        assert [action.text for action in kept.actions] == [ACTION]
        assert first_run_state(desk).complete
    finally:
        desk.close()
