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
    number, stem = 1, folder.name.removesuffix(".careernotes")
    while os.path.lexists(place := folder.with_name(f"{stem}.before-restore-{number}.careernotes")):
        number += 1
    return place
