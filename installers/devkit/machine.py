"""The libraries a machine must have before Qt can start, and how to get them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit.talk import SetUpError, say

LINUX = sys.platform.startswith("linux")
MEMORY = Path("/dev/shm")
_ROOM = 6 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A shared library Qt loads, and the packages that bring it on Debian and on Fedora."""

    file: str
    debian: str
    fedora: str


# Debian's names hold on 12, 13 and testing (libglib2.0-0 resolves to the t64 package there).
OFFSCREEN = (
    Library(file="libglib-2.0.so.0", debian="libglib2.0-0", fedora="glib2"),
    Library(file="libGL.so.1", debian="libgl1", fedora="libglvnd-glx"),
    Library(file="libEGL.so.1", debian="libegl1", fedora="libglvnd-egl"),
    Library(file="libdbus-1.so.3", debian="libdbus-1-3", fedora="dbus-libs"),
    Library(file="libfontconfig.so.1", debian="libfontconfig1", fedora="fontconfig"),
    Library(file="libxkbcommon.so.0", debian="libxkbcommon0", fedora="libxkbcommon"),
)
# Qt's own message blames libxcb-cursor0 whichever of these is missing.
WINDOW = (
    Library(file="libxcb-cursor.so.0", debian="libxcb-cursor0", fedora="xcb-util-cursor"),
    Library(file="libxcb-icccm.so.4", debian="libxcb-icccm4", fedora="xcb-util-wm"),
    Library(file="libxcb-keysyms.so.1", debian="libxcb-keysyms1", fedora="xcb-util-keysyms"),
    Library(file="libxcb-shape.so.0", debian="libxcb-shape0", fedora="libxcb"),
    Library(file="libxkbcommon-x11.so.0", debian="libxkbcommon-x11-0", fedora="libxkbcommon-x11"),
)


def has_display() -> bool:
    """True where a window can be shown; on Windows and macOS it always can."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(libraries: Sequence[Library]) -> list[Library]:
    """Those of *libraries* that the system's loader does not find."""
    absent = []
    for library in libraries:
        try:
            ctypes.CDLL(library.file)
        except OSError:
            absent.append(library)
    return absent


def advice(libraries: Sequence[Library]) -> str:
    """What to type so that Qt can start."""
    files = ", ".join(library.file for library in libraries)
    debian = " ".join(library.debian for library in libraries)
    fedora = " ".join(library.fedora for library in libraries)
    return (
        f"Qt cannot start: this machine lacks {files}.\n"
        f"On Debian or Ubuntu:  sudo apt-get install {debian}\n"
        f"On Fedora:            sudo dnf install {fedora}"
    )


def can_install() -> bool:
    """True for root on a system with apt-get."""
    return LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str], *, why: str) -> bool:
    """Install Debian *packages* if this is root on Debian; refresh the lists only after a first failure."""
    if not can_install():
        return False
    say(f"installing {' '.join(packages)} ({why})")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    settings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    output = ""
    for attempt in (1, 2):
        done = subprocess.run(
            command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode == 0:
            return True
        output = done.stdout
        if attempt == 1:
            subprocess.run(["apt-get", "update", "-q"], env=settings, stdout=subprocess.DEVNULL, check=False)
    say(f"apt-get could not do it: {output.strip()[-600:]}")
    return False


def need(libraries: Sequence[Library]) -> None:
    """Make sure the loader finds *libraries*, or stop with the line that would bring them."""
    if not LINUX:
        return
    absent = missing(libraries)
    if absent and apt_install([library.debian for library in absent], why="libraries Qt needs"):
        absent = missing(libraries)
    if absent:
        raise SetUpError(advice(absent))


def offer_recorder() -> None:
    """Bring strace, with which power cuts are made; without it those attacks say that they were not run."""
    if LINUX and shutil.which("strace") is None and not (
        can_install() and apt_install(["strace"], why="the torture of the vault")
    ):
        say("strace is not here: the attacks that record system calls are not run")


def offer_virtual_display() -> None:
    """Bring Xvfb, keys, a window manager and the window libraries; without them the X test says why not."""
    if not can_install():
        return
    wanted = [library.debian for library in missing(WINDOW)]
    for program, package in (("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("openbox", "openbox")):
        if shutil.which(program) is None:
            wanted.append(package)
    if wanted:
        apt_install(wanted, why="the test on a real X server")


def folder_in_memory() -> Path | None:
    """Where files that are thrown away can lie without a disk; None where there is no such place or room."""
    if not LINUX or not MEMORY.is_mount() or not os.access(MEMORY, os.W_OK):
        return None
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    available = [line.split()[1] for line in told.splitlines() if line.startswith("MemAvailable")]
    free = int(available[0]) << 10 if available else 0
    return MEMORY if min(free, shutil.disk_usage(MEMORY).free) >= _ROOM else None
