"""Keys on their way in: from an inherited pipe or a prompt. Never from an argument or the environment."""

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from careernotes.exporter.errors import MissingKeysError, TypedDifferentlyError
from careernotes.i18n import _
from careernotes.sealing.keypipe import FrameKind, KeyPipeError, read_frame
from careernotes.sealing.keys import wipe

_LONGEST = 4096
Ask = Callable[[str], str]


@dataclass(slots=True, kw_only=True, eq=False)
class MentorKeys:
    """The three keys of a vault that the exporter may hold. Use it as a context manager: they are wiped at
    its end.
    """

    themes: bytearray = field(repr=False)
    releases: bytearray = field(repr=False)
    sign: bytearray = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        wipe(self.themes, self.releases, self.sign)


def mentor_keys(*, keys_stdin: bool) -> MentorKeys:
    """The keys of one vault from standard input.

    Raises:
        MissingKeysError: when nobody sends any.
        KeyPipeError: when something else arrives.
    """
    if not keys_stdin:
        raise MissingKeysError
    kind, parts = _frame()
    if kind is not FrameKind.MENTOR:
        raise KeyPipeError
    themes, releases, sign = parts
    return MentorKeys(themes=themes, releases=releases, sign=sign)


def passphrase_from(*, keys_stdin: bool, descriptor: int | None, twice: bool = False) -> str:
    """The passphrase of a key file: from a frame, from an open descriptor, or typed.

    Raises:
        KeyPipeError: when it does not arrive.
        TypedDifferentlyError: when the second typing differs.
    """
    if keys_stdin:
        kind, parts = _frame()
        if kind is not FrameKind.PASSPHRASE:
            raise KeyPipeError
        return _text(parts[0])
    if descriptor is not None:
        return _text(_first_line(descriptor))
    typed = getpass.getpass(_("Passphrase of the key file: "))
    if twice and getpass.getpass(_("The same passphrase again: ")) != typed:
        raise TypedDifferentlyError
    return typed


def somebody_to_ask(*, as_json: bool) -> Ask | None:
    """Who answers a question with a typed line; None where a program or a file is at the other end."""
    return None if as_json or not sys.stdin.isatty() else _typed


def _typed(question: str) -> str:
    # Standard output may go to a file; a question belongs where somebody sees it.
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def _frame() -> tuple[FrameKind, list[bytearray]]:
    # Unbuffered, so that no second copy of a key stays behind in a buffer.
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
        return read_frame(stream)


def _first_line(descriptor: int) -> bytearray:
    """Everything up to the end of the line, which may arrive in pieces."""
    data = bytearray()
    try:
        while b"\n" not in data and (piece := os.read(descriptor, _LONGEST)):
            data += piece
            if len(data) > _LONGEST:
                raise KeyPipeError
    except OSError:
        raise KeyPipeError from None
    return data.split(b"\n", 1)[0].removesuffix(b"\r")


def _text(data: bytearray) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise KeyPipeError from None
    finally:
        wipe(data)
    if not text:
        raise KeyPipeError
    return text
