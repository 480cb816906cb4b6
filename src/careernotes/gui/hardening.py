"""What keeps the memory of a window from others: set before the interpreter starts, and first thing in it.

Tried on Linux. On Windows and macOS nothing of this is in force but the end of the process itself.
"""

import os
import sys

_SYSTEM = str(sys.platform)
# Freed memory is overwritten with this byte by the allocator of the C library.
_PERTURB = "glibc.malloc.perturb=90"
_DUMPABLE = 4
# These say where an interpreter finds itself; any other PYTHON... variable could run somebody's code.
_KEPT = ("PYTHONHOME", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


def hardened(environment: dict[str, str], folders: list[str]) -> dict[str, str]:
    """*environment* for an interpreter that overwrites what it frees and imports from *folders* only."""
    made = {
        name: value for name, value in environment.items() if not name.startswith("PYTHON") or name in _KEPT
    }
    tunables = [part for part in made.get("GLIBC_TUNABLES", "").split(":") if part and "perturb" not in part]
    made["GLIBC_TUNABLES"] = ":".join([*tunables, _PERTURB])
    # Python's own allocator keeps freed blocks as they are; the one of the C library does not.
    made["PYTHONMALLOC"] = "malloc"
    made["PYTHONPATH"] = os.pathsep.join(folders)
    # macOS fills freed blocks when asked like this; not tried.
    made["MallocScribble"] = "1"
    return made


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
