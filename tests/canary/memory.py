"""Looking at another process from outside: when it stands still, and every page that is its own."""

import contextlib
import fcntl
import os
import subprocess
import sys
import termios
import time
from pathlib import Path

NARROW = 4096


def narrow_pipe() -> tuple[int, int]:
    """A pipe that holds so little that the last long line of an exporter does not fit into it."""
    reading, writing = os.pipe()
    assert fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, NARROW) == NARROW
    return reading, writing


def image_at_the_end(child: "subprocess.Popen[bytes]", reading: int) -> bytes:
    """Its memory when everything is read, counted and made: it stands still in the middle of its result."""
    said = b""
    while b'"step":"done"}\n' not in said:
        part = os.read(reading, 1)
        assert part, said[-400:]
        said += part
    wait_until_full(reading, child)
    return memory(child.pid)


def wait_until_full(pipe: int, child: "subprocess.Popen[bytes]") -> None:
    """Returns when whoever writes to the pipe stands still: it took no time and wrote nothing for a second.

    A full pipe need not hold all it can: what is left of a page that was read in part fills it too.
    """
    deadline, quiet_since, before = time.monotonic() + 240, time.monotonic(), (0, 0)
    while (now := (waiting_bytes(pipe), ticks(child.pid))) != before or time.monotonic() < quiet_since + 1:
        assert child.poll() is None, "the exporter ended before it filled its pipe"
        assert time.monotonic() < deadline, "the exporter never filled its pipe"
        if now != before or not now[0]:
            before, quiet_since = now, time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0.02)


def ticks(pid: int) -> int:
    """The processor time a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def waiting_bytes(pipe: int) -> int:
    """How much nobody has read yet."""
    told = bytearray(4)
    fcntl.ioctl(pipe, termios.FIONREAD, told)
    return int.from_bytes(told, sys.byteorder)


def memory(pid: int, most: int = 2_000_000_000) -> bytes:
    """Every readable page of a process that belongs to it alone."""
    parts, total = [], 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as pages:
        for line in maps:
            span, rights, *_rest = line.split()
            if not rights.startswith("rw") or "[vvar" in line:
                continue
            first, last = (int(part, 16) for part in span.split("-"))
            pages.seek(first)
            try:
                part = pages.read(last - first)
            except OSError:
                continue
            parts.append(part)
            total += len(part)
            if total > most:
                break
    return b"".join(parts)
