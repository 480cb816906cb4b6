"""Can a window be opened here at all? Asked before Qt is, because Qt answers by aborting the program."""

import os
import sys

from careernotes.i18n import _

# Libraries the X11 plug-in of Qt needs and a bare machine lacks, with the Debian package that brings each.
_X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def problem() -> str:
    """Why no window can be opened here, with what to do about it; nothing when one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "").startswith(
        ("offscreen", "minimal", "vnc")
    ):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return _(
            "There is no display here. Start Career Notes on a desktop, or set QT_QPA_PLATFORM=offscreen."
        )
    missing = _missing()
    if missing:
        return _("Career Notes needs these packages to open a window: {packages}").format(
            packages=" ".join(missing)
        )
    return ""


def _missing() -> list[str]:
    import ctypes  # noqa: PLC0415  only where a window is opened on X11

    found = []
    for library, package in _X11_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(package)
    return found
