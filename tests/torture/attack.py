"""What an attack is: its size, what it does, when the vault has held, and the controls that show it sees.

Every share of an attack and every control runs in a process of its own, so that a control may take a
protection out of the program without touching anything else.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

Figures = dict[str, object]
LINUX = sys.platform.startswith("linux")
_NEW_USERS, _NEW_MOUNTS = 0x10000000, 0x00020000
_PRIVATE, _RECURSIVE = 1 << 18, 1 << 14


@dataclass(slots=True, kw_only=True)
class Tally:
    """What an attack counts; ``first`` tells of what it found, in words."""

    first: list[str] = field(default_factory=list)

    def figures(self) -> Figures:
        """All that was counted, and the first five findings."""
        return {**asdict(self), "first": self.first[:5]}


def nothing() -> str:
    """Runs everywhere."""
    return ""


def strace() -> str:
    """What is missing to record system calls."""
    return "" if shutil.which("strace") else "strace is not installed"


def linux() -> str:
    """Why not, where there is no /proc."""
    return "" if LINUX else "needs Linux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A weakened build, or a deliberately spoiled input, that the attack must notice.

    ``least`` may already show it: the tiny form begins there, and goes on to ``size`` while it was missed.
    """

    name: str
    size: int
    least: int = 0
    run: Callable[[Path, int, int], Figures]
    caught: Callable[[Figures], bool]


def always(_figures: Figures) -> bool:
    """No goal in seconds."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One line of what must be shown. ``run`` gets a folder, a size and a seed.

    The size is shared by ``shares`` processes with seeds 1, 2 ...; their figures are added.
    """

    name: str
    what: str
    goal: str
    tiny: int
    short: int
    full: int
    run: Callable[[Path, int, int], Figures]
    held: Callable[[Figures], bool]
    controls: tuple[Control, ...]
    # Goals in seconds: figures of a quiet machine, so they are judged in the full size alone.
    in_time: Callable[[Figures], bool] = always
    shares: int = 1
    # Measured figures want the machine to themselves.
    alone: bool = False
    missing: Callable[[], str] = nothing

    def size(self, form: str) -> int:
        """How many in one form: tiny, short or full."""
        return {"tiny": self.tiny, "short": self.short, "full": self.full}[form]


def number(figures: Mapping[str, object], name: str) -> float:
    """A figure that must be there."""
    value = figures[name]
    assert isinstance(value, int | float), (name, value)
    return value


def none_of(figures: Mapping[str, object], *names: str) -> bool:
    """Whether each of these was counted and never happened."""
    return all(number(figures, name) == 0 for name in names)


def added(all_figures: Sequence[Figures]) -> Figures:
    """The figures of several shares as one: numbers add up, lists follow each other."""
    total: Figures = {}
    for figures in all_figures:
        for name, value in figures.items():
            before = total.get(name)
            numbers = isinstance(value, int | float) and isinstance(before, int | float)
            if numbers or (isinstance(value, list) and isinstance(before, list)):
                total[name] = before + value
            elif isinstance(value, dict) and isinstance(before, dict):
                total[name] = added([before, value])
            else:
                total[name] = value
    return total


def own_disk(folder: Path, size: str = "2g") -> bool:
    """A file system in memory at *folder* that only this process and its children see; whether there is one.

    Root mounts it as it is; anybody else in a user namespace of their own, where the system allows that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not LINUX:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    wanted = _NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USERS
    if libc.unshare(wanted) != 0:
        return False
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    libc.mount(b"none", b"/", None, _PRIVATE | _RECURSIVE, None)
    return mount_memory(folder, size)


def mount_memory(folder: Path, size: str) -> bool:
    """A file system in memory of exactly this size, inside the mounts of this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={size},mode=0700".encode()
    return bool(libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, options) == 0)


def unmount(folder: Path) -> None:
    """Take it away again."""
    ctypes.CDLL(None, use_errno=True).umount2(os.fsencode(folder), 2)
