"""The seconds that the exporter tells become words for whoever waits, in the window and on a terminal."""

import io
import json
import queue

import pytest

from careernotes.exporter.speech import Speech
from careernotes.services.exporter_process import _listen
from careernotes.services.work import Work

TOLD = [(0.55, 130.0), (0.56, 126.0), (0.57, 119.0)]
CLOCK = [0.0, 2.0, 8.0]


def test_seconds_from_the_exporter_reach_the_window_as_rounded_words() -> None:
    said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    lines = [{"event": "progress", "left": int(left), "done": done, "step": "attack"} for done, left in TOLD]
    lines += [{"event": "progress", "done": 0.6, "step": "render"}, {"event": "result"}]
    for line in lines:
        said.put(json.dumps(line).encode() + b"\n")
    said.put(None)
    heard: list[tuple[float, str]] = []
    clock = iter([*CLOCK, 9.0])
    _listen(said.get(), said, Work(on_step=lambda *step: heard.append(step)), lambda: next(clock))
    assert heard == [(0.55, ""), (0.56, ""), (0.57, "About 2 minutes left"), (0.6, "")]


class Terminal(io.StringIO):
    """Somewhere a person reads."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_says_it_in_the_same_words_and_rubs_out_the_line_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal, clock = Terminal(), iter(CLOCK)
    monkeypatch.setattr("sys.stderr", terminal)
    speech = Speech(as_json=False, clock=lambda: next(clock))
    for done, left in TOLD:
        speech.progress(done, "attack", left=left)
    lines = terminal.getvalue().split("\r\033[K")
    assert lines[1:] == [
        " 55 %  trying attacks",
        " 56 %  trying attacks",
        " 57 %  trying attacks      About 2 minutes left",
    ]
