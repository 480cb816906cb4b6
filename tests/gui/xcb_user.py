"""Somebody at a keyboard in front of the real program on X: keys by xdotool, eyes by xcb_program."""

import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("xcb_program.py")
_PATIENCE = 20.0
_PAUSE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at the screen."""

    platform: str = ""
    marks: int = 0
    busy: bool = True
    title: str = ""
    kind: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    focus: str = ""
    focus_kind: str = ""
    focus_text: str = ""
    focus_seen: bool = False

    def says(self, words: str) -> bool:
        """Whether these words stand somewhere on the screen."""
        return any(words in each for each in self.words)


def seen_in(told: dict[str, Any]) -> Seen:
    """What the looker told, whose lists are tuples here."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    return Seen(**values)


class User:
    """One run of the program and the person in front of it."""

    def __init__(self, display: str, home: Path, *arguments: str) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))}
        self._environment = kept | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": "src",
            "CAREERNOTES_HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
        }
        self._pictures = home / "pictures"
        self._pictures.mkdir(exist_ok=True)
        self._errors = (home / "program.log").open("wb")
        name = f"careernotes-looks-{os.getpid()}-{display}"
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(f"\0{name}")
        self._door.listen()
        self._windows: list[socket.socket] = []
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), name, "--language", "en", *arguments],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
        )
        self._log = home / "program.log"
        self._steps = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        for each in (self._door, *self._windows):
            each.close()
        self._errors.close()

    def look(self, picture: str = "") -> Seen:
        """What is on the screen now."""
        assert self._process.poll() is None, f"the program ended: {self.complaints}"
        while select.select([self._door], [], [], 0)[0]:
            self._windows.append(self._door.accept()[0])
        seen = [self._ask(each, picture) for each in list(self._windows)]
        return next((each for each in seen if each.kind), Seen())

    def _ask(self, window: socket.socket, picture: str) -> Seen:
        """What one window shows; one that is gone shows nothing and is forgotten."""
        try:
            window.sendall(f"{picture}\n".encode())
            told = b""
            while not told.endswith(b"\n"):
                ready, _writable, _broken = select.select([window], [], [], _PATIENCE)
                assert ready, f"the program does not answer: {self.complaints}"
                piece = window.recv(1 << 16)
                if not piece:
                    raise ConnectionResetError
                told += piece
        except ConnectionError:
            self._windows.remove(window)
            window.close()
            return Seen()
        return seen_in(json.loads(told))

    def until(self, holds: Callable[[Seen], bool], what: str) -> Seen:
        """Waits until the screen is as expected and nothing runs any more."""
        deadline = time.monotonic() + _PATIENCE
        seen = self.look()
        while seen.busy or not holds(seen):
            if time.monotonic() > deadline:
                picture = self._pictures / "at-the-end.png"
                seen = self.look(str(picture))
                raise AssertionError(f"waited in vain until {what}; see {self._pictures}\n{_told(seen)}")
            select.select([], [], [], _PAUSE)
            seen = self.look()
        return seen

    def arrive(self, words: str) -> Seen:
        """Waits for a page that says *words*, and keeps a picture of it."""
        seen = self.until(lambda now: now.says(words), f"the screen says {words!r}")
        self._steps += 1
        self.look(str(self._pictures / f"{self._steps:02}.png"))
        return seen

    def press(self, *keys: str) -> Seen:
        """Presses keys by their X names, and waits until they and all that they set going are done."""
        before = self.look().marks
        self._run("key", "--delay", "1", *keys, "Shift_R")
        return self._settled(before, " ".join(keys))

    def cross(self, *keys: str, to: str) -> Seen:
        """Presses keys that bring another window of the kind *to*; a mark could get lost between the two."""
        self._run("key", "--delay", "1", *keys)
        return self.until(lambda seen: seen.kind == to, f"{' '.join(keys)} brings a {to}")

    def write(self, text: str) -> Seen:
        """Types letters, and waits until they and all that they set going are done."""
        before = self.look().marks
        self._run("type", "--delay", "1", "--", text)
        self._run("key", "Shift_R")
        return self._settled(before, "what was typed")

    def tab_to(self, name: str, *, most: int = 80) -> Seen:
        """Tab until the widget called *name* has the keyboard; it must be reachable, and in sight."""
        seen = self.look()
        passed: list[str] = []
        while not seen.focus.startswith(name):
            assert len(passed) < most, f"Tab does not get to {name!r}, only to {passed}\n{_told(seen)}"
            passed.append(seen.focus)
            seen = self.press("Tab")
        assert seen.focus_seen, f"{name!r} has the keyboard, out of sight"
        return seen

    def fill(self, name: str, text: str) -> None:
        """Goes to a field by Tab and types into it."""
        self.tab_to(name)
        self.write(text)

    def close(self) -> int:
        """Closes the window as a window manager does, and returns the exit code."""
        self._run("key", "alt+F4")
        return self._process.wait(timeout=_PATIENCE)

    @property
    def pictures(self) -> list[Path]:
        """The pictures kept so far, in order."""
        return sorted(self._pictures.iterdir())

    @property
    def complaints(self) -> str:
        """What the program wrote on its standard error."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _settled(self, before: int, what: str) -> Seen:
        return self.until(lambda seen: seen.marks > before, f"{what} arrived")

    def _run(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=_PATIENCE)


def _told(seen: Seen) -> str:
    return f"keyboard on {seen.focus!r} ({seen.focus_kind}) of {seen.kind} {seen.title!r}; words {seen.words}"
