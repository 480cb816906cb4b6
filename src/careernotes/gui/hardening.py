"""What keeps the memory of a window from others: set before the interpreter starts, and first thing in it.

Tried on Linux. On Windows and macOS nothing of this is in force but the end of the process itself.
"""

import os
import sys

from careernotes.hardening import forbid_core_files, overwrite_freed_memory, refuse_memory_reads

__all__ = [
    "end_now", "forbid_core_files", "hardened", "leave_signals_to_supervisor", "overwrite_freed_memory",
    "refuse_memory_reads",
]  # fmt: skip

# What a window needs of its surroundings. Any other variable could make it load or run somebody's code.
_KEPT = frozenset((
    "CAREERNOTES_HOME", "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP",
    "DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS",
    "DESKTOP_SESSION",
    "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_IM_MODULE",
    "XMODIFIERS",
    "QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "USERNAME",
))  # fmt: skip
_KEPT_BEGIN = ("LC_", "XDG_", "WAYLAND_")


def hardened(environment: dict[str, str], folders: list[str]) -> dict[str, str]:
    """*environment* for an interpreter whose memory can be overwritten and that imports from *folders* only.

    The overwriting itself begins in the window: before it is drawn it would cost a tenth of the start.
    """
    made = {
        name: value
        for name, value in environment.items()
        if name.upper() in _KEPT or name.startswith(_KEPT_BEGIN)
    }
    # Python's own allocator keeps freed blocks as they are; the one of the C library can overwrite them.
    made["PYTHONMALLOC"] = "malloc"
    made["PYTHONPATH"] = os.pathsep.join(folders)
    # macOS fills freed blocks when asked like this; not tried.
    made["MallocScribble"] = "1"
    return made


def leave_signals_to_supervisor() -> None:
    """Ctrl+C in a terminal reaches every process; the supervisor then closes the window in order."""
    import signal  # noqa: PLC0415  only a window needs it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def end_now() -> None:
    """Ends this process on the spot: no handler, no dialog, no other thread can prevent it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only Windows needs it

        kernel = ctypes.windll.kernel32
        kernel.TerminateProcess(kernel.GetCurrentProcess(), 9)
    else:
        os.kill(os.getpid(), 9)
