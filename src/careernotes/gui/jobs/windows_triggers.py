"""Windows: messages about sleep and a locked session. Not tried on Windows yet."""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QGuiApplication

_POWER, _SESSION = 0x0218, 0x02B1
_SUSPEND, _LOCKED, _SWITCHED = 0x0004, 0x7, 0x2


class WindowsTriggers(QAbstractNativeEventFilter):
    """Reads the messages of the window; one that hangs is ended by the quiet minutes."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask

    def start(self) -> bool:
        """See ``Triggers``."""
        app, windows = QCoreApplication.instance(), QGuiApplication.topLevelWindows()
        if sys.platform == "win32" and app is not None and windows:
            app.installNativeEventFilter(self)
            return bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(windows[0].winId()), 0))
        return False

    def hold_sleep(self) -> None:
        """Windows waits two seconds by itself."""

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Qt: one message of the system."""
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":
            told = ctypes.wintypes.MSG.from_address(int(message))
            sleeping = told.message == _POWER and told.wParam == _SUSPEND
            if sleeping or (told.message == _SESSION and told.wParam in {_LOCKED, _SWITCHED}):
                self._ask()
        return False, 0
