"""Starts ``careernotes-export`` as a fresh process, hands it keys on a pipe, and hears what it says.

Never a fork: a fork would carry the notes and every key along. The environment is as good as empty, and
the keys travel in one frame on its standard input, never as an argument or a variable, and not before it said
that no other process can read it.
"""

import contextlib
import io
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from careernotes.canonical import Json
from careernotes.domain.reading import MalformedError
from careernotes.domain.time_left import TimeLeft
from careernotes.i18n import language
from careernotes.logs import Event as LogEvent
from careernotes.logs import log
from careernotes.sealing.keypipe import FrameKind, write_frame
from careernotes.services.exporter_events import (
    Event,
    ExporterSilentError,
    Finished,
    InboxFound,
    Progress,
    Refused,
    read_event,
)
from careernotes.services.work import Work

_LONGEST_LINE = 64 * 1024 * 1024
_PATIENCE = 10.0
_LISTEN = 0.1
_KEPT_VARIABLES = ("PATH", "LANG", "SYSTEMROOT")


_Said = queue.SimpleQueue[bytes | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is sent on standard input; whoever made the parts wipes them."""

    kind: FrameKind
    parts: Sequence[bytes | bytearray]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExporterResult:
    """What one run came to."""

    result: Mapping[str, Json]
    inbox: InboxFound | None
    exit_code: int


def run_exporter(
    arguments: Sequence[str], *, frame: Frame | None, work: Work, out_folder: Path | None = None
) -> ExporterResult:
    """Run one command of the exporter to its end.

    Raises:
        CancelledError: when asked to stop; the process and its half-written files are gone then.
        ExporterRefusedError: with the exporter's own code and sentences.
        ExporterBugError, ExporterSilentError: when it failed in a way it should not.
    """
    work.step(0.0)
    halves = _half_written(out_folder)
    log(LogEvent.EXPORT_STARTED)
    process = _start([*arguments, "--json", "--language", language(), *(["--keys-stdin"] if frame else [])])
    try:
        said = _hear(process)
        first = _first(said, work)
        _send(process, frame if _is_closed(first) else None)
        found = _listen(first, said, work)
        exit_code = _end(process)
    finally:
        # Reached with the process alive only when something went wrong or somebody asked to stop.
        if process.poll() is None:
            process.kill()
            process.wait()
            _send(process, None)
            for path in _half_written(out_folder) - halves:
                path.unlink(missing_ok=True)
    return _conclude(found, exit_code)


def _conclude(found: list[Event], exit_code: int) -> ExporterResult:
    ends = [event for event in found if isinstance(event, Finished | Refused)]
    if len(ends) != 1 or found[-1] is not ends[0]:
        raise ExporterSilentError
    end = ends[0]
    if isinstance(end, Refused):
        log(LogEvent.EXPORT_REFUSED, exit_code=exit_code)
        raise end.error
    log(LogEvent.EXPORT_FINISHED, exit_code=exit_code)
    inbox = next((event for event in found if isinstance(event, InboxFound)), None)
    return ExporterResult(result=end.result, inbox=inbox, exit_code=exit_code)


def exporter_command() -> list[str]:
    """How the exporter is started: beside a bundled program, else as a module of the same interpreter."""
    if getattr(sys, "frozen", False):
        suffix = ".exe" if os.name == "nt" else ""
        return [str(Path(sys.executable).with_name(f"careernotes-export{suffix}"))]
    # -P: the folder somebody happens to be in is never searched for modules.
    return [sys.executable, "-P", "-m", "careernotes.exporter"]


def environment() -> dict[str, str]:
    """The few variables a process needs to start; nothing else of ours is passed on."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    source = Path(__file__).resolve().parents[2]
    if (source.parent / "pyproject.toml").is_file():
        kept["PYTHONPATH"] = str(source)
    return kept


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [*exporter_command(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Unbuffered: a buffer would keep a copy of the keys.
            bufsize=0,
            close_fds=True,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise ExporterSilentError from None


def _send(process: subprocess.Popen[bytes], frame: Frame | None) -> None:
    """The frame, then the end of input. A process that ended early says why on its output."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, OSError):
        try:
            if frame is not None:
                write_frame(process.stdin, frame.kind, frame.parts)
        finally:
            process.stdin.close()


def _hear(process: subprocess.Popen[bytes]) -> _Said:
    """Its lines as they come, and None at its end."""
    assert process.stdout is not None
    said: _Said = queue.SimpleQueue()
    listener = threading.Thread(target=_read_lines, args=(process.stdout, said), daemon=True)
    listener.start()
    return said


def _first(said: _Said, work: Work) -> bytes | None:
    while True:
        try:
            return said.get(timeout=_LISTEN)
        except queue.Empty:
            work.step(0.0)


def _is_closed(line: bytes | None) -> bool:
    """Whether it got as far as asking for keys, and closed itself before."""
    with contextlib.suppress(MalformedError):
        return line is not None and isinstance(read_event(line), Progress)
    return False


def _listen(
    first: bytes | None, said: _Said, work: Work, clock: Callable[[], float] = time.monotonic
) -> list[Event]:
    """Every event but progress, in order; progress goes to *work*, which may ask to stop at any moment, with
    how long it may still take in words.
    """
    waiting = [first]
    found: list[Event] = []
    share, words, time_left = 0.0, "", TimeLeft(clock)
    while True:
        try:
            line = waiting.pop() if waiting else said.get(timeout=_LISTEN)
        except queue.Empty:
            work.step(share, words)
            continue
        if line is None:
            return found
        try:
            event = read_event(line)
        except MalformedError:
            raise ExporterSilentError from None
        if isinstance(event, Progress):
            share, words = event.done, time_left.words(event.left)
            work.step(share, words)
        else:
            found.append(event)


def _read_lines(stream: IO[bytes], said: _Said) -> None:
    for line in _lines(stream):
        said.put(line)
    said.put(None)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    # The pipe itself is unbuffered; reading it byte by byte would take seconds.
    assert isinstance(stream, io.RawIOBase)
    with contextlib.suppress(OSError, ValueError), io.BufferedReader(stream) as reader:
        while line := reader.readline(_LONGEST_LINE):
            yield line


def _end(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        raise ExporterSilentError from None


def _half_written(folder: Path | None) -> set[Path]:
    if folder is None or not folder.is_dir():
        return set()
    return set(folder.glob(".*.part"))
