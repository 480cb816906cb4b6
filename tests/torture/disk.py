"""A disk that may lose what was not made durable: every state it could be in after a power cut.

Writes that were not yet followed by an fsync of their file are kept, dropped or torn at 512 bytes, each by
itself. Names (new, renamed, removed) that were not yet followed by an fsync of their folder survive up to
some moment: file systems keep the order of names.
"""

import hashlib
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.strace_log import (
    MakeFolder,
    Open,
    Operation,
    Remove,
    Rename,
    Resize,
    Socket,
    Sync,
    Write,
)

SECTOR = 512


class UnfollowedError(Exception):
    """An operation about something outside the root: what would be lost of it is not known here."""


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Resize] = field(default_factory=list)
    cursor: int = 0

    def whole(self) -> bytearray:
        content = bytearray(self.durable)
        for change in self.pending:
            _apply(content, change)
        return content


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The files below one folder after a cut, and what had been acknowledged before it."""

    moment: int
    files: dict[str, bytes]
    folders: frozenset[str]
    acknowledged: tuple[str, ...]

    def digest(self) -> bytes:
        """The same for the same files, folders and acknowledgements."""
        total = hashlib.blake2b(repr((sorted(self.folders), self.acknowledged)).encode())
        for name, content in sorted(self.files.items()):
            total.update(f"{name}\0{len(content)}\0".encode() + content)
        return total.digest()

    def lay_out(self, folder: Path) -> None:
        """Write it below *folder*, which must be empty."""
        for name in sorted(self.folders):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


class Disk:
    """The folder at *root* as it was when recording began, and every operation since."""

    def __init__(self, root: Path) -> None:
        self._root = f"{os.path.normpath(root)}{os.sep}"
        self._inodes: dict[int, _File] = {}
        self._live: dict[str, int] = {}
        self._kept: dict[str, int] = {}
        self._folders, self._kept_folders = {"": 0}, {"": 0}
        self._names: list[Open | Rename | Remove | MakeFolder] = []
        self._name_inodes: list[int] = []
        self.acknowledged: list[str] = []
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_dir():
                self._folders[name] = self._kept_folders[name] = 0
            elif path.is_file():
                self._live[name] = self._kept[name] = self._new(path.read_bytes())

    def follow(self, operation: Operation) -> bool:
        """Do *operation*; whether it changed anything below the root."""
        match operation:
            case Write(path, _, data) if (name := self._inside(path)) is None:
                self._heard(data)
                return False
            case Write(path, offset, data):
                file = self._inodes[self._live[name]]
                at = offset if offset >= 0 else file.cursor
                file.pending.append(Write(path, at, data))
                if offset < 0:
                    file.cursor = at + len(data)
            case Resize(path, _) if (name := self._inside(path)) is not None:
                self._inodes[self._live[name]].pending.append(operation)
            case Sync(path) if (name := self._inside(path, root_too=True)) is not None:
                self._sync(name)
            case Open(path, makes, fresh) if (name := self._inside(path)) is not None:
                return self._open(name, operation, makes=makes, fresh=fresh)
            case Rename() | Remove() | MakeFolder():
                return self._rename(operation)
            case Socket() | _:
                return False
        return True

    @property
    def pending(self) -> bool:
        """Whether anything would be lost by a cut now."""
        return bool(self._names) or any(file.pending for file in self._inodes.values())

    def images(
        self, moment: int, chance: random.Random, random_ones: int, wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[Image]:
        """The disk after a cut now: nothing pending kept, all of it, and *random_ones* in between.

        Each is asked for by *wanted* before it is made.
        """
        if wanted():
            yield self._image(moment, None, keep=0)
        if self.pending:
            if wanted():
                yield self._image(moment, None, keep=1)
            for _ in range(random_ones):
                if wanted():
                    yield self._image(moment, chance, keep=0)

    # ------------------------------------------------------------------------------------------ following
    def _new(self, content: bytes = b"") -> int:
        number = len(self._inodes) + 1
        self._inodes[number] = _File(durable=bytearray(content))
        return number

    def _inside(self, path: str, *, root_too: bool = False) -> str | None:
        if root_too and path == self._root[:-1]:
            return ""
        return path[len(self._root) :] if path.startswith(self._root) else None

    def _heard(self, data: bytes) -> None:
        for line in data.decode(errors="replace").splitlines():
            if line.startswith("ACK "):
                self.acknowledged.append(line.removeprefix("ACK "))

    def _open(self, name: str, operation: Open, *, makes: bool, fresh: bool) -> bool:
        changed = False
        if name not in self._live and makes:
            self._live[name] = self._new()
            self._note(operation, self._live[name])
            changed = True
        file = self._inodes[self._live[name]]
        file.cursor = 0
        if fresh and (file.durable or file.pending):
            file.pending.append(Resize(operation.path, 0))
            changed = True
        return changed

    def _rename(self, operation: Rename | Remove | MakeFolder) -> bool:
        inode = 0
        if isinstance(operation, Rename):
            source, target = self._inside(operation.source), self._inside(operation.target)
            if source is None and target is None:
                return False
            if source is None or target is None:
                raise UnfollowedError(f"{operation} crosses the root")
            inode = self._live.get(source, 0)
        elif self._inside(operation.path) is None:
            return False
        _rename(self._live, self._folders, operation, inode, self._inside)
        self._note(operation, inode)
        return True

    def _note(self, operation: Open | Rename | Remove | MakeFolder, inode: int) -> None:
        self._names.append(operation)
        self._name_inodes.append(inode)

    def _sync(self, name: str) -> None:
        if name in self._live:
            file = self._inodes[self._live[name]]
            file.durable, file.pending = file.whole(), []
            return
        # The folder: its names so far are durable, and with them all names noted earlier.
        last = -1
        for place, operation in enumerate(self._names):
            if any(os.path.dirname(path) == name for path in _paths(operation, self._inside)):
                last = place
        self._settle(self._kept, last + 1, self._kept_folders)
        del self._names[: last + 1], self._name_inodes[: last + 1]

    def _settle(self, names: dict[str, int], count: int, folders: dict[str, int]) -> None:
        for operation, inode in zip(self._names[:count], self._name_inodes[:count], strict=True):
            _rename(names, folders, operation, inode, self._inside)

    # --------------------------------------------------------------------------------------------- images
    def _image(self, moment: int, chance: random.Random | None, *, keep: int) -> Image:
        names, folders = dict(self._kept), dict(self._kept_folders)
        count = len(self._names) * keep if chance is None else chance.randint(0, len(self._names))
        self._settle(names, count, folders)
        files = {
            name: bytes(self._content(self._inodes[inode], chance, keep=keep))
            for name, inode in names.items()
        }
        there = frozenset(folders) - {""}
        return Image(moment=moment, files=files, folders=there, acknowledged=tuple(self.acknowledged))

    def _content(self, file: _File, chance: random.Random | None, *, keep: int) -> bytearray:
        if chance is None:
            return file.whole() if keep else bytearray(file.durable)
        content = bytearray(file.durable)
        for change in file.pending:
            if isinstance(change, Resize):
                if chance.random() < 0.5:
                    _apply(content, change)
                continue
            for start in range(0, len(change.data), SECTOR):
                if chance.random() < 0.5:
                    part = change.data[start : start + SECTOR]
                    _apply(content, Write(change.path, change.offset + start, part))
        return content


def _apply(content: bytearray, change: Write | Resize) -> None:
    if isinstance(change, Resize):
        if change.length < len(content):
            del content[change.length :]
        else:
            content.extend(bytes(change.length - len(content)))
        return
    if change.offset > len(content):
        content.extend(bytes(change.offset - len(content)))
    content[change.offset : change.offset + len(change.data)] = change.data


def _paths(operation: Open | Rename | Remove | MakeFolder, inside: object) -> Sequence[str]:
    assert callable(inside)
    both = [operation.source, operation.target] if isinstance(operation, Rename) else [operation.path]
    return [name for path in both if (name := inside(path)) is not None]


def _rename(
    names: dict[str, int], folders: dict[str, int], operation: Operation, inode: int, inside: object
) -> None:
    assert callable(inside)
    match operation:
        case Open(path):
            names[inside(path)] = inode
        case Remove(path, folder):
            (folders if folder else names).pop(inside(path), None)
        case MakeFolder(path):
            folders[inside(path)] = 0
        case Rename(source, target, copies):
            old, new = inside(source), inside(target)
            if old in names:
                names[new] = names[old] if copies else names.pop(old)
            for name in [n for n in names if n.startswith(f"{old}/")]:
                names[f"{new}/{name[len(old) + 1 :]}"] = names.pop(name)
            for name in [n for n in folders if n == old or n.startswith(f"{old}/")]:
                folders[new + name[len(old) :]] = folders.pop(name)
