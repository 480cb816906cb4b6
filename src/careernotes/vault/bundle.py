"""The folder a vault lives in: its files, and writing them so that a power cut costs nothing."""

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from careernotes.i18n import noop
from careernotes.vault.errors import (
    DiskFullError,
    FailingDiskError,
    ForeignFileError,
    ReadOnlyFolderError,
    VaultNotFoundError,
)

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_BINARY, _NO_LINKS = getattr(os, "O_BINARY", 0), getattr(os, "O_NOFOLLOW", 0)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
# Something else than a folder in the way is no place to write either.
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_FAILING = {errno.EIO, errno.ENXIO, errno.ENODEV}
# Nothing can be reached by this name: links in a ring. On Windows also a drive without a disk, or unplugged.
_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EBADF}
_NOWHERE_WINDOWS = {21, 123, 161, 1167, 1921}
# Part of a folder's name -> the service that copies it away. In lower case; the first that fits is named.
_CLOUDS = (
    ("onedrive", "OneDrive"), ("dropbox", "Dropbox"), ("mobile documents", "iCloud"), ("icloud", "iCloud"),
    ("google drive", "Google Drive"), ("googledrive", "Google Drive"), ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"), ("owncloud", "ownCloud"), ("pcloud", "pCloud"), ("box sync", "Box"),
    ("proton drive", "Proton Drive"), ("megasync", "MEGA"), ("syncthing", "Syncthing"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VaultPaths:
    """Where everything in one vault folder is."""

    folder: Path

    @property
    def header_a(self) -> Path:
        """The first copy of the header."""
        return self.folder / "header.a"

    @property
    def header_b(self) -> Path:
        """The second copy of the header."""
        return self.folder / "header.b"

    @property
    def notes(self) -> Path:
        """The notes themselves."""
        return self.folder / "notes.db"

    @property
    def themes(self) -> Path:
        """The coded counts: the only database the exporter can open."""
        return self.folder / "themes.db"

    @property
    def releases(self) -> Path:
        """The list of what was released."""
        return self.folder / "releases.db"

    def kit_of(self, kit_hash: str) -> Path:
        """The programme kit with this hash: each edition has a name of its own, so that none replaces one
        that is in force.
        """
        return self.folder / f"programme-{kit_hash[:12]}.cnkit"

    @property
    def kits(self) -> tuple[Path, ...]:
        """Every kit in the folder; the notes say which is in force."""
        return tuple(sorted(self.folder.glob("programme-*.cnkit")))

    @property
    def backups(self) -> Path:
        """Copies made before a change of the schema."""
        return self.folder / "backups"

    @property
    def headers(self) -> tuple[Path, Path]:
        """Both copies of the header."""
        return self.header_a, self.header_b

    def check_there(self) -> None:
        """Returns when the folder holds something that looks like a vault.

        Raises:
            VaultNotFoundError, ForeignFileError: when there is nothing, or something else.
            ReadOnlyFolderError: when the system does not let us look.
        """
        with disk_errors():
            kind = _kind_of(self.folder)
            if kind == 0:
                raise VaultNotFoundError
            files = (*self.headers, self.notes)
            # A link in the place of a file of ours is never followed, here as little as later.
            if not stat.S_ISDIR(kind) or not any(stat.S_ISREG(_kind_of(path, link=True)) for path in files):
                raise ForeignFileError


def _kind_of(path: Path, *, link: bool = False) -> int:
    """What *path* is, as in ``st_mode``, or with *link* what stands at that very place; 0 when nothing is
    there. From Python 3.14 on, ``Path.is_file`` says no as well where the system only forbids to look, and a
    vault would be called something else.
    """
    try:
        return path.stat(follow_symlinks=not link).st_mode
    except OSError as error:
        if error.errno in _NOWHERE or getattr(error, "winerror", None) in _NOWHERE_WINDOWS:
            return 0
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFolder:
    """A warning, not a refusal: the place is copied to other computers by ``service``."""

    service: str
    message: str = noop("This folder is copied to other computers by {service}.")
    safe: str = noop("The copies are encrypted like the vault itself.")
    hint: str = noop("A folder that stays on this computer is safer: a half-made copy can be useless.")


def cloud_folder(path: Path) -> CloudFolder | None:
    """The warning for a place inside a synchronised folder; None anywhere else."""
    for part in path.absolute().parts:
        for sign, service in _CLOUDS:
            if sign in part.lower():
                return CloudFolder(service=service)
    return None


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turns what the system says about disks and rights into our own sentences.

    Raises:
        DiskFullError, ReadOnlyFolderError, FailingDiskError: in place of the OSError.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError from error
        if error.errno in _DENIED:
            raise ReadOnlyFolderError from error
        if error.errno in _FAILING:
            raise FailingDiskError from error
        raise


@contextlib.contextmanager
def last_step() -> Iterator[None]:
    """Like :func:`disk_errors`, and whatever else the system says comes from a drive that gave up: for a step
    after which nobody can go on with what was there before.

    Raises:
        DiskFullError, ReadOnlyFolderError, FailingDiskError: in place of any OSError.
    """
    try:
        with disk_errors():
            yield
    except OSError as error:
        raise FailingDiskError from error


def make_folder(path: Path) -> None:
    """A new folder only its owner can enter."""
    with disk_errors():
        path.mkdir(mode=FOLDER_MODE)
        path.chmod(FOLDER_MODE)


def make_empty_file(path: Path) -> None:
    """A new empty file only its owner can read, before anything is put in it."""
    with disk_errors():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE))


def write_file(path: Path, data: bytes) -> None:
    """*data* at *path*, wholly or not at all: new file, fsync, rename, fsync of the folder."""
    # A name nobody can guess, and only a file that is made here: a link laid out for us is never followed.
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    with disk_errors():
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, FILE_MODE)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sweep_fresh(folder: Path, name: str = "") -> None:
    """Remove what :func:`write_file` left in *folder* when it was killed, of every file or of *name*."""
    half = re.compile(rf"{re.escape(name) or '.+'}\.[0-9a-f]{{16}}\.new")
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if half.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* survive a power cut, where the system offers that (not on Windows)."""
    if os.name != "posix":
        return
    with disk_errors():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
