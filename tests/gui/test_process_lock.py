"""The lock of the real program: real processes, from the states in which people leave their desk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.torture.lock_memory import (
    TYPED,
    WORDS,
    Lock,
    Program,
    Secrets,
    children_of,
    found_in,
    make_secrets,
    memory_of,
    spread,
)

from careernotes.services.conversations import drafts_waiting
from careernotes.services.last_view import last_view
from careernotes.services.unlocking import unlock

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="reads /proc; other systems have not been tried"
)
ROOT_ONLY = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may look into a process that forbids it"
)
# On a busy machine everything takes longer: these bounds are for a lock that does not come.
# The figures are printed; `python -m tests.torture.lock_memory` holds them against the goals.
GONE_MS, PAINTED_MS = 1_500, 5_000
ALONE = (
    "desk",
    "session",
    "search",
    "settings",
    "message_box",
    "file_dialog",
    "menu",
    "combo",
    "long_job",
)

# What the allocator leaves where something was freed; made here, so that it lies nowhere whole.
OVERWRITTEN = bytes([90]) * 512

# What can be seen of the vault in states that show nobody.
SEEN_BEFORE = {"entrance": {"passphrase"}, "settings": {"passphrase", "title", "typed"}}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Secrets:
    return make_secrets(tmp_path_factory.mktemp("lock") / "mentor.careernotes")


@pytest.fixture(scope="module")
def program(secrets: Secrets, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with Program(secrets.vault, tmp_path_factory.mktemp("lock_home")) as running:
        yield running


@pytest.fixture(scope="module")
def locks() -> Iterator[list[Lock]]:
    done: list[Lock] = []
    yield done
    if done:
        print("\ngone ms", spread([each.gone_ms for each in done]))
        print("painted ms", spread([each.painted_ms for each in done]))


def only_now_and_then(state: str) -> object:
    """Nine seconds of one program each: the desk stands for the others in a short run."""
    return state if state in {"desk", "session"} else pytest.param(state, marks=pytest.mark.long)


@ROOT_ONLY
@pytest.mark.parametrize("state", [*map(only_now_and_then, ALONE), "hung", "frozen", "entrance"])
def test_a_lock_ends_the_process_and_nothing_is_left_in_any_memory(
    state: str, program: Program, secrets: Secrets, locks: list[Lock]
) -> None:
    program.bring(state)
    before = program.front
    if state != "entrance":
        program.standby()
    held = found_in(before, {**secrets.texts, **secrets.keys})
    # Control: the same look finds it while it is open.
    assert set(held) & SEEN_BEFORE.get(state, {"note", "title"}), held
    assert not set(held) & set(secrets.keys)
    done = program.lock(state)
    locks.append(done)
    assert program.everywhere({**secrets.texts, **secrets.keys}) == {}
    assert before not in children_of(program.process.pid)
    # The dialog, the menu or the drag was still there when the lock came.
    assert program.ended == 0
    assert program.front != before
    assert done.gone_ms < GONE_MS
    assert done.painted_ms < PAINTED_MS


@pytest.mark.long
@ROOT_ONLY
def test_a_text_in_memory_is_found_however_it_is_written() -> None:
    """Control: the look into memory itself, on this process."""
    kept = [
        bytearray(TYPED.encode(encoding)) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
    ]
    assert found_in(os.getpid(), {"typed": [TYPED.encode()]})["typed"] >= len(kept)


@ROOT_ONLY
def test_a_recovery_sheet_on_the_screen_is_gone_from_memory_after_a_lock(tmp_path: Path) -> None:
    """A first run that is interrupted: nobody may find the sheet."""
    with Program(None, tmp_path / "home") as first:
        first.bring("sheet")
        groups = first.hear("groups")[1:-1]
        assert len(groups) == 12
        pairs = [f"{a}{between}{b}".encode() for a, b in pairwise(groups[:5]) for between in ("", " ", "-")]
        first.standby()
        assert found_in(first.front, {"sheet": pairs})
        first.lock("sheet")
        assert first.everywhere({"sheet": pairs}) == {}
        assert (tmp_path / "home" / "mentor.careernotes").is_dir()


def test_ctrl_l_locks_from_inside_a_dialog_that_waits_for_an_answer(program: Program) -> None:
    program.bring("box_key")
    before = program.front
    program.painted()
    assert program.front != before


def test_what_was_being_typed_is_back_with_the_cursor_in_its_place(
    program: Program, secrets: Secrets
) -> None:
    before = program.bring("session_kept")
    program.lock("session")
    after = program.bring("where")
    program.lock("where")
    assert after == before > 0
    assert TYPED in kept_text(secrets)


def test_words_typed_while_something_long_runs_survive_the_lock(program: Program, secrets: Secrets) -> None:
    program.bring("long_job")
    program.lock("long_job")
    assert (secrets.vault / "aside.cnd").is_file()
    assert TYPED.encode() not in (secrets.vault / "aside.cnd").read_bytes()
    desk = unlock(secrets.vault, WORDS, allow_test=True)
    try:
        view = last_view(desk)
        assert view is not None
        assert any(TYPED in half.text for half in view.typed)
        assert not (secrets.vault / "aside.cnd").exists()
    finally:
        desk.close()


def test_the_lock_keeps_outside_the_vault_how_far_it_got(program: Program, secrets: Secrets) -> None:
    """The process is gone a moment later: written before that, or an old folder put back goes unnoticed."""
    program.bring("desk")
    program.lock("desk")
    written = (program.home / "settings.ini").read_text(encoding="utf-8")
    desk = unlock(secrets.vault, WORDS, allow_test=True)
    try:
        state = desk.store.state()
    finally:
        desk.close()
    # This unlock was one change more. It has the number of the lock's own line when that came too late:
    # on a busy machine the process is gone before it. `test_lock_cut_off` has each of these moments.
    possible = {f"{state.vault_id}:{state.header_generation}:{state.commit_seq - less}" for less in (0, 1)}
    assert any(each in written.split() or f"last_seen={each}" in written.split() for each in possible)


def kept_text(secrets: Secrets) -> str:
    desk = unlock(secrets.vault, WORDS, allow_test=True)
    try:
        return " ".join(draft.record for draft in drafts_waiting(desk))
    finally:
        desk.close()


def test_a_window_that_falls_is_started_again_and_says_so(program: Program) -> None:
    program.bring("desk")
    program.standby()
    before = program.front
    os.kill(before, 11)
    program.painted()
    assert program.front != before
    program.bring("banner")
    assert "unexpectedly" in " ".join(program.hear("banner"))


def test_the_program_ends_when_its_window_is_closed(secrets: Secrets, tmp_path: Path) -> None:
    with Program(secrets.vault, tmp_path / "home") as closing:
        closing.bring("desk")
        children = children_of(closing.process.pid)
        closing.bring("closed")
        assert closing.process.wait(timeout=30) == 0
        assert not [pid for pid in children if Path(f"/proc/{pid}/exe").exists()]


def test_a_window_whose_supervisor_is_gone_locks_by_itself(secrets: Secrets, tmp_path: Path) -> None:
    with Program(secrets.vault, tmp_path / "home") as orphan:
        orphan.bring("session")
        watching = os.pidfd_open(orphan.front)
        orphan.process.kill()
        try:
            assert wait_for(watching)
        finally:
            os.close(watching)


def wait_for(handle: int) -> bool:
    import select

    return bool(select.select([handle], [], [], 20)[0])


# ------------------------------------------------------------------------------------------ hardening
@pytest.fixture(scope="module")
def stranger() -> list[str]:
    """Runs a command as somebody who is not root; the same somebody for both sides."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs root and setpriv to become another user")
    return ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"]


HOLD = """
import os, sys
sys.path.insert(0, sys.argv[1])
from careernotes.gui import hardening
if sys.argv[2] == "hard":
    hardening.forbid_core_files()
    assert hardening.refuse_memory_reads()
kept = bytearray(os.urandom(64))
print("there", flush=True)
sys.stdin.readline()
os.abort()
"""
READ = """
import sys
try:
    open(f"/proc/{sys.argv[1]}/mem", "rb").close()
except PermissionError:
    print("refused")
else:
    print("opened")
"""


@pytest.mark.parametrize(("way", "said", "cores"), [("hard", "refused", 0), ("soft", "opened", 1)])
def test_another_process_of_the_same_user_reads_no_memory_and_no_core_file_is_written(
    way: str, said: str, cores: int, stranger: list[str]
) -> None:
    """Control: without the hardening the same reader gets in, and the same crash leaves a file."""
    folder = Path("/tmp") / f"careernotes-core-{os.getpid()}-{way}"
    folder.mkdir()
    folder.chmod(0o777)
    source = folder / "src"
    shutil.copytree(
        Path(__file__).parents[2] / "src" / "careernotes" / "gui",
        source / "careernotes" / "gui",
        ignore=lambda _at, names: [n for n in names if n not in {"hardening.py", "__init__.py"}],
    )
    (source / "careernotes" / "__init__.py").write_text("", encoding="utf-8")
    shutil.copy(Path(__file__).parents[2] / "src" / "careernotes" / "hardening.py", source / "careernotes")
    command = ["prlimit", "--core=unlimited", *stranger, sys.executable, "-S", "-c", HOLD, str(source), way]
    pattern = Path("/proc/sys/kernel/core_pattern").read_text(encoding="ascii").strip()
    try:
        with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            if holder.stdout.readline() != b"there\n":
                pytest.skip("the other user cannot start this interpreter")
            asked = [*stranger, sys.executable, "-S", "-c", READ, str(holder.pid)]
            answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
            holder.communicate(b"\n")
        assert answer == said
        if "/" not in pattern and "|" not in pattern:
            assert len([path for path in folder.iterdir() if path.name.startswith("core")]) == cores
    finally:
        shutil.rmtree(folder)


@ROOT_ONLY
def test_every_window_is_hardened_and_overwrites_what_it_frees(program: Program) -> None:
    program.bring("desk")
    program.standby()
    for pid in children_of(program.process.pid):
        told = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        assert any(OVERWRITTEN in part for part in memory_of(pid))
        assert b"PYTHONMALLOC=malloc" in told
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        assert any(line.split()[4:6] == ["0", "0"] for line in limits.splitlines() if "core file" in line)
        # Who owns these files says it: a process that may be read by its user owns them.
        assert next(memory_of(pid))
    # The control: a process that was not told to leaves what it frees as it is.
    assert not any(OVERWRITTEN in part for part in memory_of(program.process.pid))


@ROOT_ONLY
def test_the_supervisor_loads_no_qt_and_stays_small(program: Program) -> None:
    maps = Path(f"/proc/{program.process.pid}/maps").read_text(encoding="utf-8")
    assert "Qt6" not in maps
    assert "sqlcipher" not in maps
    assert "QtNetwork" not in Path(f"/proc/{program.front}/maps").read_text(encoding="utf-8")
    assert program.pss(program.process.pid) < 15
