"""Keeping the window out of screenshots and shared screens, where the system can do that.

What is written here for Windows and macOS was never run on either; Linux desktops have nothing of the kind.
"""

import ctypes
import sys

from PySide6.QtWidgets import QWidget

_SHOWN_TO_ALL, _LEFT_OUT = 0x00, 0x11
_ALLOWED = "captureAllowed"
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1


def can_protect(platform: str = sys.platform) -> bool:
    """Whether this system has such a protection at all."""
    return platform in {"win32", "darwin"}


def protect(window: QWidget, *, allowed: bool) -> bool:
    """Leaves a window out of captures, or lets it in again; False where that cannot be done."""
    top = window.window()
    top.setProperty(_ALLOWED, allowed)
    try:
        if sys.platform == "win32":
            return _on_windows(int(top.winId()), allowed=allowed)
        if sys.platform == "darwin":
            return _on_macos(int(top.winId()), allowed=allowed)
    except (OSError, AttributeError):
        # A system too old to know the call.
        return False
    return False


def is_allowed(window: QWidget) -> bool:
    """Whether the mentor let captures in, in this sitting."""
    return bool(window.window().property(_ALLOWED))


def _on_windows(handle: int, *, allowed: bool) -> bool:
    """SetWindowDisplayAffinity with WDA_EXCLUDEFROMCAPTURE, from Windows 10 2004 on."""
    user32 = ctypes.CDLL("user32")
    user32.SetWindowDisplayAffinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    return bool(user32.SetWindowDisplayAffinity(handle, _SHOWN_TO_ALL if allowed else _LEFT_OUT))


def _on_macos(view: int, *, allowed: bool) -> bool:
    """NSWindow.sharingType of the window around the view."""
    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    set_to = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = send(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    set_to(
        window, objc.sel_registerName(b"setSharingType:"), _SHARING_READ_ONLY if allowed else _SHARING_NONE
    )
    return True
