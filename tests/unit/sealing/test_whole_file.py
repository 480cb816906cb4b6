"""Files that are there whole or not at all."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from careernotes.i18n import error_text, set_language
from careernotes.sealing.errors import (
    CannotReadError,
    CannotWriteError,
    FullDiskError,
    OutputExistsError,
    TooBigError,
)
from careernotes.sealing.whole_file import move_in, read_whole, write_new, write_new_lines


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"data")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"data")]


def test_the_same_bytes_may_be_there_and_other_bytes_may_not(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"data")
    write_new(tmp_path / "a", b"data")
    for other in (b"date", b"dat", b"data and more"):
        with pytest.raises(OutputExistsError):
            write_new(tmp_path / "a", other)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for taken in ("folder", "link"):
        with pytest.raises(OutputExistsError):
            write_new(tmp_path / taken, b"data")


def test_a_missing_folder_is_a_refusal_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError):
        write_new(tmp_path / "none" / "a", b"data")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_a_full_disk_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: Path, flags: int, mode: int = 0o777) -> int:
        # The only disk that is always full: everything written to it fails like a real one.
        return real("/dev/full", os.O_WRONLY) if str(path).endswith(".part") else real(path, flags, mode)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(FullDiskError):
        write_new(tmp_path / "a", b"data")
    assert list(tmp_path.iterdir()) == []


def test_reading_stops_at_the_largest_size_allowed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_whole(tmp_path / "a", most=5) == b"12345"
    with pytest.raises(TooBigError):
        read_whole(tmp_path / "a", most=4)
    with pytest.raises(CannotReadError):
        read_whole(tmp_path / "b", most=4)


def test_what_cannot_be_read_is_named_without_its_folders_and_moves_no_cursor(tmp_path: Path) -> None:
    odd = tmp_path / "a\x1b[2Jb\u202ec.cnkit"
    odd.write_bytes(b"12345")
    for path, name in ((tmp_path / "gone.cnkit", "gone.cnkit"), (odd, "a\\x1b[2Jb\\u202ec.cnkit")):
        with pytest.raises(CannotReadError) as raised:
            read_whole(path, most=4)
        for spoken in ("en", "nl"):
            set_language(spoken)
            try:
                said = error_text(raised.value)
            finally:
                set_language("en")
            assert f": {name}." in said
            assert str(tmp_path) not in said


def test_a_name_taken_in_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def somebody_is_faster(descriptor: int) -> None:
        real(descriptor)
        (tmp_path / "a").write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", somebody_is_faster)
    with pytest.raises(OutputExistsError):
        write_new(tmp_path / "a", b"mine")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"theirs")]


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices with a name")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "loop", "nul"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("a\0b" if kind == "nul" else "odd")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    with pytest.raises(CannotReadError):
        read_whole(path, most=100)


def test_a_link_is_followed_only_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"data")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert read_whole(tmp_path / "link", most=4) == b"data"
    with pytest.raises(CannotReadError):
        read_whole(tmp_path / "link", most=4, follow=False)


def test_parts_that_end_in_an_error_leave_nothing_behind(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half of it"
        raise KeyError

    with pytest.raises(KeyError):
        write_new_lines(tmp_path / "whole", parts())
    assert list(tmp_path.iterdir()) == []
    write_new_lines(tmp_path / "whole", [b"a\n", b"b\n"])
    assert (tmp_path / "whole").read_bytes() == b"a\nb\n"
    with pytest.raises(OutputExistsError):
        write_new_lines(tmp_path / "whole", [b"a\n", b"b\n"])


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(OutputExistsError):
        write_new_lines(path, meanwhile(path))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"theirs")]


def meanwhile(path: Path) -> Iterator[bytes]:
    """The parts of a file; before the last one somebody else takes the name it is to have."""
    yield b"ours"
    path.write_bytes(b"theirs")
    yield b" and more"


def no_links(_beside: Path, _path: Path) -> None:
    """What a stick with FAT says to a hard link."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_without_links_a_finished_file_gets_its_name_and_an_existing_one_is_left_alone(
    tmp_path: Path,
) -> None:
    beside, path = tmp_path / ".a.part", tmp_path / "a"
    beside.write_bytes(b"ours")
    move_in(beside, path, link=no_links)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"ours")]
    beside.write_bytes(b"other")
    with pytest.raises(OutputExistsError):
        move_in(beside, path, link=no_links)
    assert path.read_bytes() == b"ours"


def test_without_links_a_name_that_cannot_be_taken_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(FileNotFoundError):
        move_in(tmp_path / "gone", path, link=no_links)
    assert list(tmp_path.iterdir()) == []


_ON_A_STICK = """
import subprocess, sys
from pathlib import Path
from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.whole_file import write_new, write_new_lines

image, stick = Path(sys.argv[1]), Path(sys.argv[2])
if subprocess.run(["mount", "-o", "loop", image, stick], capture_output=True).returncode:
    sys.exit("cannot mount")
write_new(stick / "first", b"whole")
path = stick / "a"
def meanwhile():
    yield b"ours"
    path.write_bytes(b"theirs")
try:
    write_new_lines(path, meanwhile())
except OutputExistsError:
    print(sorted((each.name, each.read_bytes()) for each in stick.iterdir()))
"""


@pytest.mark.skipif(
    shutil.which("mkfs.vfat") is None or shutil.which("unshare") is None, reason="needs a FAT file system"
)
def test_on_a_real_stick_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    """The mount is seen by its own process only, and ends with it."""
    image, stick = tmp_path / "image", tmp_path / "stick"
    stick.mkdir()
    image.write_bytes(bytes(2_000_000))
    subprocess.run(["mkfs.vfat", image], check=True, capture_output=True)
    command = [
        "unshare",
        "--mount",
        "--propagation",
        "private",
        sys.executable,
        "-c",
        _ON_A_STICK,
        image,
        stick,
    ]
    source = str(Path(__file__).parents[3] / "src")
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "cannot mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this system does not let us mount")
    assert done.stdout == "[('a', b'theirs'), ('first', b'whole')]\n", done.stderr
