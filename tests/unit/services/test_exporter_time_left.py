"""The seconds that the exporter tells become words for whoever waits, in the window and on a terminal."""

import io
import json
import queue

import pytest

from careernotes.exporter.attacking import Pace
from careernotes.exporter.speech import ATTACKED, Speech
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


def test_an_attack_that_begins_again_goes_on_from_where_it_was_and_is_reckoned_anew() -> None:
    """By the clock of the first round, a second one would be said to take hours and then seconds."""
    told: list[tuple[float, float | None]] = []

    class Told(Speech):
        def progress(self, done: float, step: str, *, left: float | None = None) -> None:
            assert step == "attack"
            told.append((done, left))

    clock = iter([0.0, 40.0, 80.0, 81.0, 101.0])
    pace = Pace(Told(as_json=True), clock=lambda: next(clock))
    for done in (0.5, 1.0, 0.0125, 0.25):
        pace(done)
    shares, left = zip(*told, strict=True)
    assert list(shares) == sorted(shares)
    assert shares[1:] == pytest.approx((ATTACKED,) * 3)
    assert left == pytest.approx((40.0, 0.0, 79.0, 63.0))
