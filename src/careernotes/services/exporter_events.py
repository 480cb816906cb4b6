"""What the exporter says, read strictly: one JSON object a line, of a known kind, with known fields."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careernotes.canonical import Json
from careernotes.domain.reading import MalformedError, Reader
from careernotes.errors import CareerNotesError

_CODE = re.compile(r"CN[0-9]{3}")
BUG_CODE = "CN900"
_HALVES = ("half_here", "half_there", "left_out")
_INBOX = (
    "event", "accepted", "refused", "superseded", "signers", "distinct_signers", "enrolled", "absent",
    "waiting",
)  # fmt: skip


class ExporterRefusedError(CareerNotesError):
    """The exporter refused. Each instance carries the exporter's own code and three sentences."""

    code = "CN530"
    message = "The exporter refused."
    safe = "Nothing has left your vault."
    hint = "Try again."


class ExporterBugError(CareerNotesError):
    """The exporter ran into a bug."""

    code = "CN531"
    message = "Something went wrong inside the exporter ({kind}, {place})."
    safe = "Nothing has left your vault."
    hint = "Please report it; the two words in brackets hold nothing about anybody."


class ExporterSilentError(CareerNotesError):
    """The exporter could not be started, or said something that is not in its language."""

    code = "CN532"
    message = "The exporter could not be started, or its answer could not be read."
    safe = "Your vault has not been changed."
    hint = "Install the program again if this happens twice."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, from 0 to 1, at which step, and how many seconds that step may still take."""

    done: float
    step: str
    left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One file that does not count: its name, the code of the reason, and the reason in words."""

    file: str
    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFound:
    """What became of an inbox: how many files count, which do not, which were replaced, and each sender in
    eight words. Without a list of mentors (*enrolled*) nobody else checks who they are.
    """

    accepted: int
    refused: tuple[LeftOut, ...]
    superseded: tuple[str, ...]
    signers: tuple[str, ...] = ()
    enrolled: bool = False
    half_here: int = 0
    half_there: int = 0
    left_out: int = 0
    """Contributions of which only one half has arrived, here or with the lead, and those of which both have
    and which the lead's sum does not count.
    """
    absent: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    """The eight words of the mentors nothing counts of, and of those whose contribution waits for the other
    keeper.
    """


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a run that was not refused."""

    result: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Refused:
    """The end of a run that was refused."""

    error: CareerNotesError


Event = Progress | InboxFound | Finished | Refused


def read_event(line: bytes) -> Event:
    """The event in one line.

    Raises:
        MalformedError: when it is none.
    """
    try:
        value = json.loads(line.decode("ascii"), object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError):
        raise MalformedError("event", "a line of JSON") from None
    root = Reader(value)
    kind = root.text("event", longest=20)
    if kind == "progress":
        root.only("event", "done", "step", "left")
        done = value.get("done")
        if isinstance(done, bool) or not isinstance(done, int | float) or not 0 <= done <= 1:
            raise MalformedError("done", "a number from 0 to 1")
        left = root.integer("left", low=0, high=10_000_000) if root.has("left") else None
        return Progress(float(done), root.text("step", longest=40), left)
    if kind == "inbox":
        root.only(*_INBOX, *_HALVES)
        return _inbox(root)
    if kind == "error":
        return Refused(_error(root))
    if kind != "result":
        raise MalformedError("event", "progress, inbox, result or error")
    return Finished({name: item for name, item in value.items() if name != "event"})


def _inbox(root: Reader) -> InboxFound:
    return InboxFound(
        accepted=root.integer("accepted", low=0, high=10_000_000),
        refused=tuple(
            LeftOut(
                file=item.text("file", longest=1000),
                code=item.text("code", longest=10),
                why=item.text("why", longest=2000),
            )
            for item in root.objects("refused")
        ),
        superseded=root.texts("superseded"),
        signers=root.texts("signers", optional=True),
        enrolled=root.flag("enrolled", default=False),
        absent=root.texts("absent", optional=True),
        waiting=root.texts("waiting", optional=True),
        **{name: root.integer(name, low=0, high=10_000_000, default=0) for name in _HALVES},
    )


def _error(root: Reader) -> CareerNotesError:
    root.only("event", "code", "facts", "message", "safe", "hint")
    code, facts = root.text("code", longest=10), root.inner("facts")
    if _CODE.fullmatch(code) is None:
        raise MalformedError("code", "CN and three digits")
    if code == BUG_CODE:
        return ExporterBugError(kind=facts.text("kind", longest=80), place=facts.text("place", longest=200))
    words = {name: _literal(root.text(name, longest=2000)) for name in ("message", "safe", "hint")}
    # The sentences come filled in and translated; a class of its own makes them this error's own.
    refused: type[ExporterRefusedError] = type(
        "ExporterRefusedError",
        (ExporterRefusedError,),
        {"__doc__": ExporterRefusedError.__doc__, "code": code, **words},
    )
    return refused()


def _literal(text: str) -> str:
    """Text that filling in leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _no_key_twice(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)
