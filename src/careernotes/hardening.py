"""What keeps the memory of this process from other programs of the same user. First thing in every program.

Tried on Linux. On Windows and macOS nothing of this is in force.
"""

import os
import sys

_SYSTEM = str(sys.platform)
_DUMPABLE = 4
# Freed memory is filled with this byte; mallopt(3) calls the wish M_PERTURB.
_M_PERTURB, _PERTURB = -6, 90


def close_process() -> bool:
    """No core file and no reader from now on, before any key is asked for. False where that is not so."""
    forbid_core_files()
    return refuse_memory_reads()


def forbid_core_files() -> None:
    """No picture of memory is written when a process crashes; its children inherit that."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_memory_reads() -> bool:
    """Other programs of the same user cannot read this process any more. False where nothing can be done."""
    return _call("prctl", _DUMPABLE, 0, 0, 0, 0) == 0


def overwrite_freed_memory() -> bool:
    """From now on the allocator of the C library overwrites what it frees. False where it cannot be told to.

    Asked for when a window is made, not in its environment: what is freed before holds nothing of anybody.
    """
    return _call("mallopt", _M_PERTURB, _PERTURB) == 1


def return_freed_memory() -> bool:
    """What the allocator of the C library holds free between the blocks in use goes back to the system.

    By itself it gives back only what lies on top: a page that was left, or a long answer of the vault, would
    stay as a hole. A millisecond. False where nothing was given back.
    """
    return _call("malloc_trim", 0) == 1


def _call(name: str, *numbers: int) -> int | None:
    """What a function of the C library answers; None where there is none."""
    if _SYSTEM != "linux":
        return None
    # The bare module behind ctypes: the whole of it would cost 7 ms before the first picture.
    import _ctypes  # noqa: PLC0415  Linux only

    try:
        # No name: what is loaded already. The type stubs do not know that.
        function = _ctypes.dlsym(_ctypes.dlopen(None, os.RTLD_NOW), name)  # type: ignore[arg-type]
        return int(_ctypes.call_function(function, numbers))
    except OSError:
        return None
