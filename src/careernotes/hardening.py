"""What keeps the memory of this process from other programs of the same user. First thing in every program.

Tried on Linux. On Windows and macOS nothing of this is in force.
"""

import os
import sys

_SYSTEM = str(sys.platform)
_DUMPABLE = 4


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
    if _SYSTEM != "linux":
        return False
    # The bare module behind ctypes: the whole of it would cost 7 ms before the first picture.
    import _ctypes  # noqa: PLC0415  Linux only

    try:
        # No name: what is loaded already. The type stubs do not know that.
        prctl = _ctypes.dlsym(_ctypes.dlopen(None, os.RTLD_NOW), "prctl")  # type: ignore[arg-type]
        return bool(_ctypes.call_function(prctl, (_DUMPABLE, 0, 0, 0, 0)) == 0)
    except OSError:
        return False
