"""A restored vault that is whole and proved, and waits beside its place for the last change of a name.

A cut between taking the present vault away and putting the restored one there leaves nothing at the place:
the next unlock then takes the one that waits, once its header was checked.
"""

import os
from pathlib import Path

from careernotes.vault.bundle import VaultPaths, disk_errors, sync_folder

_SUFFIX = ".coming"


def coming_of(paths: VaultPaths) -> VaultPaths:
    """Where a restored vault waits."""
    return VaultPaths(paths.folder.with_name(f"{paths.folder.name}{_SUFFIX}"))


def waits(paths: VaultPaths) -> bool:
    """Whether nothing is at the place and a restored vault waits for it."""
    coming = coming_of(paths).folder
    return not os.path.lexists(paths.folder) and os.path.isdir(coming) and not os.path.islink(coming)


def arrive(paths: VaultPaths) -> None:
    """Give it its name."""
    with disk_errors():
        coming_of(paths).folder.rename(paths.folder)
    sync_folder(paths.folder.parent)


def free_aside(folder: Path) -> Path:
    """Where the present vault goes: a name beside it that nobody has taken."""
    number = 1
    while os.path.lexists(place := _aside(folder, str(number))):
        number += 1
    return place


def asides(folder: Path) -> tuple[Path, ...]:
    """The vaults that restores moved aside from *folder*."""
    begin, end = _aside(folder, "\0").name.split("\0")
    try:
        found = [path for path in folder.parent.iterdir() if path.is_dir()]
    except OSError:
        return ()
    return tuple(
        sorted(
            path for path in found
            if path.name.startswith(begin) and path.name.endswith(end)
            and path.name.removeprefix(begin).removesuffix(end).isdecimal()
        )
    )  # fmt: skip


def _aside(folder: Path, number: str) -> Path:
    stem = folder.name.removesuffix(".careernotes")
    return Path(f"{folder.parent / stem}.before-restore-{number}.careernotes")
