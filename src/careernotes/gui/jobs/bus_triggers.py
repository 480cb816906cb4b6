"""Linux: logind and the screen savers say on the bus when to lock. A local socket; nothing leaves."""

import os
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QObject, QThread, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from careernotes.i18n import _

_LOGIND, _LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_POWER, _POWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
_PROPERTIES, _CHANGED = "org.freedesktop.DBus.Properties", "PropertiesChanged"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
# What a property becomes when nobody sits in front of this session any more.
_AWAY: dict[tuple[str, str], bool] = {
    (_SESSION, "LockedHint"): True,
    (_SESSION, "Active"): False,
    (_POWER, "LidIsClosed"): True,
}


def _slot(name: str) -> bytes:
    """A slot the way the bus wants it named: the type stubs say bytes, and bytes are refused."""
    return cast(bytes, SLOT(name))


class BusTriggers(QObject):
    """Listens on a thread of its own: a window that hangs is locked all the same."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask
        self._held: object = None
        self._calls: list[QDBusPendingCallWatcher] = []
        self._thread = QThread()
        self._thread.setObjectName("bus")

    def start(self) -> bool:
        """See ``Triggers``."""
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        self._thread.start()
        self.moveToThread(self._thread)
        heard = bus.connect(_LOGIND, _LOGIND_PATH, _MANAGER, "PrepareForSleep", self, _slot("on_sleep(bool)"))
        bus.connect(
            _POWER, _POWER_PATH, _PROPERTIES, _CHANGED, self, _slot("on_changed(QString,QVariantMap)")
        )
        self._call(bus, "GetSessionByPID", [os.getpid()], self.on_session)
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for name in _SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("on_saver(bool)"))
        return bool(heard)

    def hold_sleep(self) -> None:
        """See ``Triggers``. The descriptor goes with the process, and sleep goes on."""
        why = [_("Career Notes"), _("Locks before the computer sleeps"), "delay"]
        self._call(QDBusConnection.systemBus(), "Inhibit", ["sleep", *why], self.on_held)

    def _call(
        self, bus: QDBusConnection, name: str, arguments: list[object], heard: Callable[..., None]
    ) -> None:
        message = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, _MANAGER, name)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message))
        self._calls.append(watcher)
        watcher.finished.connect(heard)

    def on_session(self, done: QDBusPendingCallWatcher) -> None:
        """Which session is ours; of the others we need not hear."""
        answers = done.reply().arguments() if not done.isError() else []
        path = answers[0].path() if answers and hasattr(answers[0], "path") else ""
        bus = QDBusConnection.systemBus()
        bus.connect(_LOGIND, path, _SESSION, "Lock", self, _slot("on_lock()"))
        bus.connect(_LOGIND, path, _PROPERTIES, _CHANGED, self, _slot("on_changed(QString,QVariantMap)"))

    def on_held(self, done: QDBusPendingCallWatcher) -> None:
        """Keeps the descriptor that delays sleep."""
        self._held = None if done.isError() else done.reply().arguments()

    @Slot(bool)
    def on_sleep(self, going: bool) -> None:  # noqa: FBT001  a signal's argument
        """The computer is about to sleep, or has woken: either way it is time to be locked."""
        del going
        self._ask()

    @Slot()
    def on_lock(self) -> None:
        """The session is asked to lock."""
        self._ask()

    @Slot(bool)
    def on_saver(self, active: bool) -> None:  # noqa: FBT001  a signal's argument
        """The screen saver shows itself."""
        if active:
            self._ask()

    @Slot(str, "QVariantMap")
    def on_changed(self, interface: str, changed: dict[str, object]) -> None:
        """The screen is locked, another user is in front, or the lid is closed."""
        if any(_AWAY.get((interface, name)) is value for name, value in changed.items()):
            self._ask()
