"""A clock that goes on while the computer sleeps. No Qt: the supervisor reads it too."""

import sys
import time

_SYSTEM = str(sys.platform)


def boot_seconds() -> float:
    """Seconds since some start, sleep included; setting the wall clock does not move it."""
    if _SYSTEM == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if _SYSTEM == "darwin":
        # On macOS this clock, unlike the one behind time.monotonic(), goes on during sleep.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return _tick_count()


def _tick_count() -> float:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only Windows needs it

        count = ctypes.windll.kernel32.GetTickCount64
        count.restype = ctypes.c_uint64
        return float(count()) / 1000
    return time.monotonic()
