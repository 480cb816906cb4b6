"""Keys on their way to a child process: frames on an inherited pipe, never an argument, file or variable."""

import enum
import struct
from collections.abc import Sequence
from typing import Protocol

from careernotes.errors import CareerNotesError

_MAGIC = b"CNK1"
_HEAD = struct.Struct(">4sBB")
_LENGTH = struct.Struct(">I")
_LONGEST_PART = 65_536


class KeyPipeError(CareerNotesError):
    """A frame on the key pipe is not one of ours."""

    code = "CN153"
    message = "The keys did not arrive in the form that was expected."
    safe = "Nothing has been read or changed."
    hint = "Start the export from Career Notes, or type the passphrase when asked."
    exit_code = 6


class FrameKind(enum.Enum):
    """What a frame carries."""

    MENTOR = 1
    PASSPHRASE = 2


# MENTOR: themes key, releases key, signing seed. PASSPHRASE: its UTF-8 bytes.
_PARTS: dict[FrameKind, tuple[int | None, ...]] = {
    FrameKind.MENTOR: (80, 80, 32),
    FrameKind.PASSPHRASE: (None,),
}


class Writable(Protocol):
    """A binary stream to write to."""

    def write(self, data: bytearray, /) -> int | None:
        """Write some of *data*; says how much when it may be less than all."""

    def flush(self) -> None:
        """Hand on what is still held back."""


class Readable(Protocol):
    """A binary stream to read from; unbuffered, so that no second copy of a key is kept."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill some of *buffer* and say how much."""


def write_frame(stream: Writable, kind: FrameKind, parts: Sequence[bytes | bytearray]) -> None:
    """Send one frame; the copy made for sending is wiped.

    Raises:
        KeyPipeError: when the parts are not those of *kind*.
    """
    _check(kind, [len(part) for part in parts])
    frame = bytearray(_HEAD.pack(_MAGIC, kind.value, len(parts)))
    for part in parts:
        frame += _LENGTH.pack(len(part))
        frame += part
    try:
        sent = 0
        while sent < len(frame):
            rest = frame[sent:]
            taken = stream.write(rest)
            sent += len(rest) if taken is None else taken
            rest[:] = bytes(len(rest))
        stream.flush()
    finally:
        frame[:] = bytes(len(frame))


def read_frame(stream: Readable) -> tuple[FrameKind, list[bytearray]]:
    """One frame: its kind and its parts, in buffers the caller wipes.

    Raises:
        KeyPipeError: when the pipe ends early or the frame is not one of ours.
    """
    magic, number, count = _HEAD.unpack(_read(stream, _HEAD.size))
    if magic != _MAGIC or number not in {kind.value for kind in FrameKind}:
        raise KeyPipeError
    kind = FrameKind(number)
    if count != len(_PARTS[kind]):
        raise KeyPipeError
    parts: list[bytearray] = []
    for expected in _PARTS[kind]:
        (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
        if length > _LONGEST_PART or expected not in {None, length}:
            raise KeyPipeError
        parts.append(_read(stream, length))
    return kind, parts


def _check(kind: FrameKind, lengths: Sequence[int]) -> None:
    expected = _PARTS[kind]
    fits = len(lengths) == len(expected) and all(
        length <= _LONGEST_PART and want in {None, length}
        for length, want in zip(lengths, expected, strict=True)
    )
    if not fits:
        raise KeyPipeError


def _read(stream: Readable, length: int) -> bytearray:
    buffer = bytearray(length)
    view, filled = memoryview(buffer), 0
    while filled < length:
        got = stream.readinto(view[filled:])
        if not got:
            buffer[:] = bytes(length)
            raise KeyPipeError
        filled += got
    return buffer
