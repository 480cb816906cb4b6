import io
import os
import subprocess
import sys
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.sealing.keypipe import FrameKind, KeyPipeError, read_frame, write_frame

MENTOR = (bytes(range(80)), bytes(range(80, 160)), bytes(range(32)))


def framed(kind: FrameKind = FrameKind.MENTOR, parts: tuple[bytes, ...] = MENTOR) -> bytes:
    stream = io.BytesIO()
    write_frame(stream, kind, parts)
    return stream.getvalue()


def test_the_keys_arrive_as_they_were_sent() -> None:
    kind, parts = read_frame(io.BytesIO(framed()))
    assert kind is FrameKind.MENTOR
    assert tuple(map(bytes, parts)) == MENTOR
    assert all(isinstance(part, bytearray) for part in parts)


def test_a_frame_is_the_documented_bytes() -> None:
    assert framed(FrameKind.PASSPHRASE, (b"ab",)) == b"CNK1\x02\x01\x00\x00\x00\x02ab"


@given(st.text(max_size=300))
def test_any_passphrase_arrives(passphrase: str) -> None:
    data = passphrase.encode("utf-8", "surrogatepass")
    _, (part,) = read_frame(io.BytesIO(framed(FrameKind.PASSPHRASE, (data,))))
    assert part == data


@pytest.mark.parametrize("end", range(len(framed())))
def test_a_pipe_that_ends_early_is_refused(end: int) -> None:
    with pytest.raises(KeyPipeError):
        read_frame(io.BytesIO(framed()[:end]))


@given(st.binary(max_size=300))
def test_whatever_else_comes_is_refused_or_a_whole_frame(data: bytes) -> None:
    try:
        kind, parts = read_frame(io.BytesIO(data))
    except KeyPipeError:
        return
    assert framed(kind, tuple(map(bytes, parts))) == data[: len(framed(kind, tuple(map(bytes, parts))))]


@pytest.mark.parametrize(
    "data",
    [
        b"CNK2" + framed()[4:],
        b"CNK1\x03" + framed()[5:],
        b"CNK1\x01\x02" + framed()[6:],
        b"CNK1\x01\x03\x00\x00\x00\x20" + bytes(500),
        b"CNK1\x02\x01\xff\xff\xff\xff" + bytes(500),
    ],
)
def test_another_magic_kind_count_or_length_is_refused(data: bytes) -> None:
    with pytest.raises(KeyPipeError):
        read_frame(io.BytesIO(data))


@pytest.mark.parametrize("parts", [(), MENTOR[:2], (MENTOR[0], MENTOR[0], MENTOR[0]), (*MENTOR, b"")])
def test_parts_of_another_kind_are_not_sent(parts: tuple[bytes, ...]) -> None:
    stream = io.BytesIO()
    with pytest.raises(KeyPipeError):
        write_frame(stream, FrameKind.MENTOR, parts)
    assert stream.getvalue() == b""


def test_a_stream_that_takes_little_at_a_time_gets_all() -> None:
    class Slow(io.BytesIO):
        def write(self, data: object, /) -> int:
            return super().write(bytes(cast("bytearray", data))[:7])

    stream = Slow()
    write_frame(stream, FrameKind.MENTOR, MENTOR)
    assert stream.getvalue() == framed()


def test_a_child_process_gets_the_keys_on_its_standard_input() -> None:
    code = (
        "import sys\n"
        "from careernotes.sealing.keypipe import read_frame\n"
        "stream = open(0, 'rb', buffering=0, closefd=False)\n"
        "kind, parts = read_frame(stream)\n"
        "print(kind.name, [len(p) for p in parts], sum(map(sum, parts)))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "src"},
    ) as child:
        assert child.stdin is not None
        write_frame(cast("BinaryIO", child.stdin), FrameKind.MENTOR, MENTOR)
        child.stdin.close()
        assert child.stdout is not None
        assert child.stdout.read().decode().strip() == f"MENTOR [80, 80, 32] {sum(map(sum, MENTOR))}"
