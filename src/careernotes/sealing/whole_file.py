"""Files are there whole or not at all: written beside, synced, renamed. Only
:func:`replace_whole` ever puts one in the place of another.
"""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from careernotes.domain.reading import on_one_line
from careernotes.sealing.errors import (
    CannotReadError,
    CannotWriteError,
    FullDiskError,
    OutputExistsError,
    TooBigError,
)

PRIVATE, ORDINARY = 0o600, 0o644


def read_whole(path: Path, *, most: int, follow: bool = True) -> bytes:
    """The bytes of an ordinary file of at most *most* bytes; without *follow*, not through a link.

    A pipe or device is not waited for: it could keep the program waiting for ever.

    Raises:
        CannotReadError, TooBigError: when it is not there, no ordinary file, may not be read, or is too big.
    """
    flags = os.O_RDONLY | _flag("O_BINARY") | _flag("O_NONBLOCK") | (0 if follow else _flag("O_NOFOLLOW"))
    try:
        if not follow and path.is_symlink():
            raise CannotReadError(file=shown_name(path))
        with os.fdopen(os.open(path, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise CannotReadError(file=shown_name(path))
            data = stream.read(most + 1)
    except (OSError, ValueError):
        raise CannotReadError(file=shown_name(path)) from None
    if len(data) > most:
        raise TooBigError(file=shown_name(path))
    return data


def shown_name(path: Path) -> str:
    """What a file is called, without its folders, safe to be shown."""
    return on_one_line(path.name or str(path))


def _flag(name: str) -> int:
    """A flag of this system; nothing where it does not have it."""
    return int(getattr(os, name, 0))


def write_new(path: Path, data: bytes, *, mode: int = ORDINARY) -> None:
    """Put *data* at *path*: whole, synced, and only where nothing else is. The same bytes may be there
    already.

    Raises:
        OutputExistsError: when something else is there.
        CannotWriteError, FullDiskError: when it cannot be written.
    """
    if (path.exists() or path.is_symlink()) and holds(path, data):
        return
    write_new_lines(path, [data], mode=mode)


def write_new_lines(path: Path, parts: Iterable[bytes], *, mode: int = ORDINARY) -> None:
    """Like :func:`write_new`, for a file that comes in parts; it is never held in memory as a whole.

    Raises:
        OutputExistsError: when anything is there.
        CannotWriteError, FullDiskError: when it cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise OutputExistsError
    with _written_beside(path, parts, mode) as beside:
        move_in(beside, path)


def replace_whole(path: Path, data: bytes, *, mode: int = ORDINARY) -> None:
    """Put *data* in the place of whatever is at *path*: at any moment the old or the new file is there.

    Raises:
        CannotWriteError, FullDiskError: when it cannot be written; the old file is there then.
    """
    with _written_beside(path, [data], mode) as beside:
        os.replace(beside, path)


@contextlib.contextmanager
def _written_beside(path: Path, parts: Iterable[bytes], mode: int) -> Iterator[Path]:
    """A whole, synced file beside *path*, to be moved there; the move is synced as well.

    Raises:
        CannotWriteError, FullDiskError: when it cannot be written or moved.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        _write_synced(beside, parts, mode)
        yield beside
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise FullDiskError from None
        raise CannotWriteError from None
    finally:
        # Whatever went wrong, even while the parts were made: nothing half-written stays behind.
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def holds(path: Path, data: bytes) -> bool:
    """Whether *path* is an ordinary file with exactly these bytes.

    Raises:
        CannotReadError: when it may not be read.
    """
    if path.is_symlink() or not path.is_file():
        return False
    try:
        return read_whole(path, most=len(data)) == data
    except TooBigError:
        return False


def _write_synced(path: Path, parts: Iterable[bytes], mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as stream:
        stream.writelines(parts)
        stream.flush()
        os.fsync(stream.fileno())


def move_in(beside: Path, path: Path, *, link: Callable[[Path, Path], None] = os.link) -> None:
    """Give a finished file its name, unless somebody else took the name meanwhile.

    Raises:
        OutputExistsError: when somebody did; their file is left as it is.
        OSError: when it cannot be done.
    """
    try:
        link(beside, path)
    except FileExistsError:
        raise OutputExistsError from None
    except OSError:
        # A USB stick with FAT has no links.
        _move_in_without_links(beside, path)
    else:
        beside.unlink()


def _move_in_without_links(beside: Path, path: Path) -> None:
    """Takes the name with an empty file, which only one program can do, and replaces that."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    except FileExistsError:
        raise OutputExistsError from None
    try:
        os.replace(beside, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; its rename is already journalled.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
