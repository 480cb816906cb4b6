"""What the exporter says: JSON lines for a program, plain sentences for a person."""

import errno
import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TextIO

from careernotes.canonical import Json
from careernotes.domain.reading import on_one_line
from careernotes.domain.time_left import TimeLeft
from careernotes.errors import CareerNotesError
from careernotes.exporter.errors import BUG, BUG_CODE
from careernotes.exporter.stopping import stop_if_asked
from careernotes.i18n import _, error_sentences, error_text

BEGUN, OPENED, ATTACKED = 0.05, 0.3, 0.85
"""How far a run is when contributions begin to be opened, when they are, and after the attack: by far the
longest step of a large programme.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The end of one run: *result* for a program, *lines* for a person."""

    result: Mapping[str, Json]
    lines: Sequence[str]
    exit_code: int = 0


class Speech:
    """Writes to standard output; errors and progress for a person go to standard error."""

    def __init__(self, *, as_json: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._as_json = as_json
        self._time_left = TimeLeft(clock)

    def progress(self, done: float, step: str, *, left: float | None = None) -> None:
        """How far the run is, from 0 to 1, at which step, and how many seconds that step may still take.

        Raises:
            KeyboardInterrupt: somebody asked to stop, and it was lost; never at the end, when all is written.
        """
        if done < 1:
            stop_if_asked()
        if self._as_json:
            more = {} if left is None else {"left": math.ceil(left)}
            # Nothing more is done for a program that is gone.
            print(_json({"event": "progress", **more, "done": round(done, 3), "step": step}), flush=True)
        elif sys.stderr.isatty():
            words = step_words().get(step, step)
            line = f"{round(done * 100):3d} %  {words:<20}{self._time_left.words(left)}".rstrip()
            _tell(f"\r\033[K{line}", sys.stderr, end="")

    def opening(self, share: float) -> None:
        """How much of what was sent has been opened, from 0 to 1."""
        self.progress(BEGUN + (OPENED - BEGUN) * share, "open")

    def inbox(self, found: Mapping[str, Json]) -> None:
        """What became of the files in an inbox: counts, and file names with the code of the reason."""
        if self._as_json:
            _tell(_json({"event": "inbox", **found}), sys.stdout)
            return
        self._end_of_progress()
        _tell("\n".join(inbox_lines(found)), sys.stdout)

    def before(self, lines: Iterable[str]) -> None:
        """What a person must have read before something leaves; a program finds it in the answer."""
        if not self._as_json:
            self._end_of_progress()
            # Not told past somebody who is gone: whatever fails here stops the run.
            print("\n".join(lines), flush=True)

    def answer(self, answer: Answer) -> None:
        """The end of a run that was not refused."""
        if self._as_json:
            _tell(_json({"event": "result", **answer.result}), sys.stdout)
            return
        self._end_of_progress()
        _tell("\n".join(answer.lines), sys.stdout)

    def refused(self, error: CareerNotesError) -> None:
        """The end of a run that was refused."""
        if self._as_json:
            happened, safe, todo = error_sentences(error)
            words: dict[str, Json] = {"message": happened, "safe": safe, "hint": todo}
            event = {"event": "error", "code": error.code, "facts": dict(error.facts), **words}
            _tell(_json(event), sys.stdout)
            return
        self._end_of_progress()
        _tell(error_text(error), sys.stderr)

    def bug(self, kind: str, place: str) -> None:
        """The end of a run that should never have ended so: its kind and place, never its text."""
        if self._as_json:
            event = {"event": "error", "code": BUG_CODE, "facts": {"kind": kind, "place": place}}
            _tell(_json(event), sys.stdout)
            return
        self._end_of_progress()
        sentence = _("Something went wrong inside the program. Nothing has left your vault.")
        _tell(f"{sentence} ({BUG_CODE} {kind} {place})", sys.stderr)

    def _end_of_progress(self) -> None:
        if sys.stderr.isatty():
            _tell("\r\033[K", sys.stderr, end="")


def _json(event: Mapping[str, object]) -> str:
    return json.dumps(event, ensure_ascii=True, separators=(",", ":"))


def _tell(text: str, stream: TextIO, end: str = "\n") -> None:
    """Writes *text*. Whoever reads may have read enough and be gone, as ``head`` is: then it goes nowhere."""
    try:
        print(text, end=end, file=stream, flush=True)
    except OSError as error:
        # Windows says EINVAL of a pipe that nobody reads.
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        # What is left in the buffer has to go somewhere at the end.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def step_words() -> dict[str, str]:
    """What a person reads of each step."""
    return {
        "closed": _("starting"),
        "open": _("opening"),
        "read": _("reading"),
        "count": _("counting"),
        "attack": _("trying attacks"),
        "render": _("drawing"),
        "seal": _("sealing"),
        "done": _("done"),
    }


def inbox_lines(found: Mapping[str, Json]) -> Iterator[str]:
    """What became of the files in an inbox, for a person: who counts, whom to call, what is not used and why.

    Mentors are named by their eight words throughout, because nothing else is known of them here.
    """
    yield _("Contributions that count: {count}").format(count=found.get("accepted", 0))
    yield from _people(found, "signers")
    if (senders := found.get("distinct_signers")) and not found.get("enrolled"):
        yield _("Different senders: {count}. Check that you know each of them.").format(count=senders)
    for name in ("half_here", "half_there", "left_out"):
        if count := found.get(name):
            yield _number(name).format(count=count)
    yield from _people(found, "waiting")
    yield from _people(found, "absent")
    if found.get("enrolled") and any(_items(found, name) for name in ("signers", "waiting", "absent")):
        yield _("The names are beside these words on your printed list, where you wrote them.")
    for name in ("refused", "superseded"):
        for line in _items(found, name):
            words = [str(part) for part in line.values()] if isinstance(line, Mapping) else [str(line)]
            yield f"  {_said(name)}: {' '.join(map(on_one_line, words))}"


def _people(found: Mapping[str, Json], name: str) -> Iterator[str]:
    if mentors := _items(found, name):
        yield _said(name)
        yield from (f"  {on_one_line(str(words))}" for words in mentors)


def _items(found: Mapping[str, Json], name: str) -> Sequence[Json]:
    items = found.get(name)
    return items if isinstance(items, list) else ()


def _number(name: str) -> str:
    words = {
        "half_here": _("Only your half has arrived: {count}. The other person does not have theirs."),
        "half_there": _("Only the other half has arrived: {count}. You do not have yours."),
        "left_out": _(
            "Both halves are there, but not in the sum: {count}. They came later, or were left out."
        ),
    }
    return words[name]


def _said(part: str) -> str:
    words = {
        "refused": _("not used"),
        "signers": _("They are from:"),
        "absent": _("Nothing that counts has arrived from:"),
        "waiting": _("Here, and does not count with the other person, from:"),
    }
    return words.get(part, _("replaced by a later one"))


class BugBarrier:
    """Ends a run with exit code 70 when something unexpected comes up, without quoting its text.

    The text of an exception can hold a path or a value; its type, module and line cannot.
    """

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or not issubclass(kind, Exception):
            return
        place = "unknown:0"
        while trace is not None:
            place = f"{trace.tb_frame.f_globals.get('__name__', 'unknown')}:{trace.tb_lineno}"
            trace = trace.tb_next
        self._speech.bug(kind.__name__, place)
        raise SystemExit(BUG) from None
