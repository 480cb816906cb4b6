"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from careernotes.sealing.errors import (
    CannotReadError,
    CannotWriteError,
    FullDiskError,
    OutputExistsError,
    TooBigError,
)
from careernotes.sealing.whole_file import read_whole, write_new, write_new_lines


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
