"""What a process did to files, read from a strace log: a list of operations in the order they happened.

The process runs under ``strace -f -y -xx``: every string in the log is hexadecimal and every file descriptor
carries its path.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "open,openat,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,socket,connect"
)
_LONGEST_STRING = 1 << 26
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. (\w+) resumed>")
_LINE = re.compile(r"^(?P<pid>\d+)\s+(?P<call>\w+)\((?P<rest>.*)\)\s+= (?P<result>-?\d+)", re.DOTALL)
_FD = re.compile(r"^(?:AT_FDCWD|-?\d+)<(?P<path>(?:\\x[0-9a-f]{2})*)")
_MARK = re.compile(r"[][(){},]")


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put into a file at an offset; -1 is the end of what was written so far."""

    path: str
    offset: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Resize:
    """A file cut or grown to a length."""

    path: str
    length: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file or folder made durable."""

    path: str


@dataclass(frozen=True, slots=True)
class Open:
    """A file opened for writing; ``fresh`` empties it, ``makes`` makes it when it is not there."""

    path: str
    makes: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class Rename:
    """A name moved over another."""

    source: str
    target: str
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """A name taken away."""

    path: str
    folder: bool = False


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """A new folder."""

    path: str


@dataclass(frozen=True, slots=True)
class Socket:
    """A socket made or connected; the text tells its family."""

    text: str


Operation = Write | Resize | Sync | Open | Rename | Remove | MakeFolder | Socket


class UnreadableLogError(Exception):
    """A line of a kind this reader does not know, so that nothing is silently left out."""


def record(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> list[Operation]:
    """Run *command* to its end under strace and return what it did to files."""
    done = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", str(_LONGEST_STRING), "-e", f"trace={CALLS}", "-e", "signal=none",
         "-o", str(log), *command],
        env={**os.environ, **(environment or {})}, check=False, capture_output=True, timeout=900,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    with log.open(encoding="ascii", errors="replace") as lines:
        return list(operations(lines))


def operations(lines: Iterator[str]) -> Iterator[Operation]:
    """Every operation that succeeded."""
    waiting: dict[str, str] = {}
    for raw in lines:
        line = raw.rstrip("\n")
        pid = line.split(maxsplit=1)[0]
        if line.endswith(_UNFINISHED):
            waiting[pid] = line.removesuffix(_UNFINISHED)
            continue
        if _RESUMED.search(line):
            line = waiting.pop(pid) + _RESUMED.split(line, maxsplit=1)[-1]
        found = _LINE.match(line)
        if found is None:
            if " = ?" in line or "+++" in line or "---" in line:
                continue
            raise UnreadableLogError(line[:200])
        if int(found["result"]) >= 0:
            yield from _operation(found["call"], _arguments(found["rest"]), int(found["result"]))


def _operation(  # noqa: PLR0912 - one case for each system call
    call: str, args: list[str], result: int
) -> Iterator[Operation]:
    match call:
        case "open" | "openat" | "creat":
            flags = args[2] if call == "openat" else args[1]
            if call == "creat" or {"O_WRONLY", "O_RDWR"} & set(flags.split("|")):
                path = _at(args[0], args[1]) if call == "openat" else _text(args[0])
                yield Open(path, "O_CREAT" in flags or call == "creat", "O_TRUNC" in flags or call == "creat")
        case "write":
            yield Write(_fd(args[0]), -1, _bytes(args[1])[:result])
        case "pwrite64":
            yield Write(_fd(args[0]), int(args[3]), _bytes(args[1])[:result])
        case "ftruncate":
            yield Resize(_fd(args[0]), int(args[1]))
        case "truncate":
            yield Resize(_text(args[0]), int(args[1]))
        case "fsync" | "fdatasync":
            yield Sync(_fd(args[0]))
        case "rename":
            yield Rename(_text(args[0]), _text(args[1]))
        case "renameat" | "renameat2":
            if "RENAME_EXCHANGE" in args[-1]:
                raise UnreadableLogError(call)
            yield Rename(_at(args[0], args[1]), _at(args[2], args[3]))
        case "link":
            yield Rename(_text(args[0]), _text(args[1]), copies=True)
        case "linkat":
            yield Rename(_at(args[0], args[1]), _at(args[2], args[3]), copies=True)
        case "unlink":
            yield Remove(_text(args[0]))
        case "unlinkat":
            yield Remove(_at(args[0], args[1]), folder="AT_REMOVEDIR" in args[2])
        case "rmdir":
            yield Remove(_text(args[0]), folder=True)
        case "mkdir":
            yield MakeFolder(_text(args[0]))
        case "mkdirat":
            yield MakeFolder(_at(args[0], args[1]))
        case "socket" | "connect":
            yield Socket(f"{call}({', '.join(args)})")
        case _:
            raise UnreadableLogError(call)


def _arguments(rest: str) -> list[str]:
    """Arguments at the top level: strings are hexadecimal, so a comma is a comma."""
    found, depth, start = [], 0, 0
    for mark in _MARK.finditer(rest):
        character, place = mark[0], mark.start()
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0:
            found.append(rest[start:place].strip())
            start = place + 1
    return [*found, rest[start:].strip()]


def _fd(argument: str) -> str:
    found = _FD.match(argument)
    return _decoded(found["path"]) if found else argument


def _at(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(_fd(folder), _text(name)))


def _text(argument: str) -> str:
    return os.path.normpath(os.fsdecode(_bytes(argument)))


def _bytes(argument: str) -> bytes:
    if len(argument) < 2 or not argument[0] == argument[-1] == '"':
        raise UnreadableLogError(argument[:80])
    data = bytes.fromhex(argument[1:-1].replace("\\x", ""))
    # Every sign was written as four: a regular expression over megabytes would take seconds to say the same.
    if len(data) * 4 + 2 != len(argument):
        raise UnreadableLogError(argument[:80])
    return data


def _decoded(hexadecimal: str) -> str:
    return os.fsdecode(bytes.fromhex(hexadecimal.replace("\\x", "")))
