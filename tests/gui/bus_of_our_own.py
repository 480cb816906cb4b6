"""A system bus of our own, and on it somebody who says what logind says. Only for the tests."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 20.0
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def bus(folder: Path) -> Iterator[str]:
    """The address of a bus that nobody else uses."""
    path, configuration = folder / "bus", folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(path=path), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        try:
            address = daemon.stdout.readline().strip()
            assert address
            yield address
        finally:
            daemon.terminate()


class Logind:
    """The fake login service: it answers, hands out sleep inhibitors, and says what it is told to say."""

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__],
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.hear("ready")

    def say(self, word: str) -> None:
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def hear(self, word: str) -> str:
        """The next line that begins with *word*."""
        while True:
            ready, _w, _x = select.select([self._process.stdout], [], [], _PATIENCE)
            line = self._process.stdout.readline() if ready else ""
            assert line, f"the fake service did not say {word!r}"
            if line.startswith(word):
                return line.strip()

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


def main() -> int:
    import threading

    from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
    from PySide6.QtDBus import (
        QDBusConnection,
        QDBusMessage,
        QDBusObjectPath,
        QDBusUnixFileDescriptor,
        QDBusVirtualObject,
    )

    manager, session = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_31"
    properties = ("org.freedesktop.DBus.Properties", "PropertiesChanged")
    said: dict[str, tuple[str, str, str, list[object]]] = {
        "sleep": (manager, "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
        "lock": (session, "org.freedesktop.login1.Session", "Lock", []),
        "other": ("/org/freedesktop/login1/session/_99", "org.freedesktop.login1.Session", "Lock", []),
        "hint": (session, *properties, ["org.freedesktop.login1.Session", {"LockedHint": True}, ["x"]]),
        "switch": (session, *properties, ["org.freedesktop.login1.Session", {"Active": False}, ["x"]]),
        "front": (session, *properties, ["org.freedesktop.login1.Session", {"Active": True}, ["x"]]),
    }

    class Service(QDBusVirtualObject):
        def introspect(self, _path: str) -> str:
            return ""

        def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
            if message.member() == "GetSessionByPID":
                connection.send(message.createReply(QDBusObjectPath(session)))
            elif message.member() == "Inhibit":
                reading, writing = os.pipe()
                connection.send(message.createReply(QDBusUnixFileDescriptor(writing)))
                os.close(writing)
                print("inhibit", message.arguments()[0], message.arguments()[3], flush=True)
                threading.Thread(target=wait_for_release, args=(reading,), daemon=True).start()
            else:
                return False
            return True

    class Mouth(QObject):
        asked = Signal(str)

        def speak(self, word: str) -> None:
            path, interface, name, arguments = said[word]
            message = QDBusMessage.createSignal(path, interface, name)
            message.setArguments(arguments)
            QDBusConnection.systemBus().send(message)

    def wait_for_release(reading: int) -> None:
        # The other end is held by whoever delays sleep: when the last holder is gone, this returns.
        os.read(reading, 1)
        print("released", flush=True)

    app = QCoreApplication([])
    mouth = Mouth()
    mouth.asked.connect(mouth.speak, Qt.ConnectionType.QueuedConnection)
    own = QDBusConnection.systemBus()
    service = Service()
    sub_path = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert own.registerService("org.freedesktop.login1")
    assert own.registerVirtualObject("/org/freedesktop/login1", service, sub_path)

    def listen() -> None:
        for line in sys.stdin:
            mouth.asked.emit(line.strip())
        app.quit()

    threading.Thread(target=listen, daemon=True).start()
    print("ready", flush=True)
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main())
