"""A window is started with the few variables it needs; none that makes it load somebody's code."""

import pytest

from careernotes.gui.hardening import hardened

KEPT = (
    "CAREERNOTES_HOME", "DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "HOME", "LANG", "LC_TIME",
        "XDG_RUNTIME_DIR", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")  # fmt: skip
DROPPED = ("PYTHONHOME", "PYTHONPYCACHEPREFIX", "PYTHONSTARTUP", "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
           "OPENSSL_CONF", "OPENSSL_MODULES", "GCONV_PATH", "LD_PRELOAD", "LD_LIBRARY_PATH")  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_a_window_needs_is_kept(name: str) -> None:
    assert hardened({name: "x"}, ["/src"])[name] == "x"


@pytest.mark.parametrize("name", DROPPED)
def test_what_could_bring_in_code_is_dropped(name: str) -> None:
    assert name not in hardened({name: "x"}, ["/src"])
