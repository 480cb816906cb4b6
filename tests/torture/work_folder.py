"""A folder for each run of its own: two runs at a time, in one checkout, do not clear each other's away."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def own_folder(parent: Path) -> Path:
    """The folder of this process below *parent*."""
    return parent / str(os.getpid())


@contextlib.contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """An empty folder below *parent*, gone at the end; what a killed run left there goes too."""
    for left in parent.glob("*"):
        if not (left.name.isdecimal() and Path("/proc", left.name).exists()):
            shutil.rmtree(left, ignore_errors=True)
    own = own_folder(parent)
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
