"""A measured attack: one line of ``dev.py attack``. How to add one:

Make a module ``tests/attack/measured_NAME.py`` with a tuple ``MEASURES`` of :class:`Measure`; it is found by
its name and listed nowhere. ``run(folder, size, seed)`` gets an empty folder, does its work and gives plain
JSON figures; it runs in a process of its own, as does every control, so it may take a rule out of the
program. With ``shares`` above 1 the size is divided over as many processes with seeds 1, 2, ... and their
figures are added (numbers and lists, also inside dictionaries), so give counts and sums rather than rates.
``held`` says from the added figures whether the goal is met. ``columns`` turns them into the cells of the
table: ``{"ours": "0 of 1000", "ACRO": "12 of 1000"}``; a peer that did not run is left out.
A goal that had to give way to privacy is printed as missed, with the reason (:class:`Known`); the run fails
when what is reached all the same gets worse. A control is a weakened build: ``run`` as above, and ``caught``
says from its figures that it was noticed.

Peers: :func:`tests.attack.peers.peers` asks those in the other environment. Organisations and released
series: ``tests.attack.organisations`` and ``tests.attack.series``; the attacker: ``tests.attack.reader``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Figures = dict[str, object]
Run = Callable[[Path, int, int], Figures]
Columns = dict[str, str]
OURS, ACRO, ONS, NHS, VENDOR = "ours", "ACRO", "ONS 10-5", "NHS 1-7/5", "vendor min 5"
ARGUS, OPENDP = "pytauargus", "OpenDP eps 1"
PEERS = (ACRO, ARGUS, OPENDP, ONS, NHS, VENDOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weaker:
    """A weakened build that the attack must notice. ``tiny`` is its size in the tiny form, ``size`` else."""

    name: str
    tiny: int
    size: int
    run: Run
    caught: Callable[[Figures], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A goal that is known to be missed: why, and what is reached all the same and must not get worse."""

    because: str
    reached: Callable[[Figures], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table."""

    name: str
    what: str
    goal: str
    tiny: int
    """For the tests: seconds."""
    short: int
    """For continuous integration: all measures together take a few minutes on two cores."""
    full: int
    run: Run
    held: Callable[[Figures], bool]
    columns: Callable[[Figures], Columns]
    in_time: Callable[[Figures], bool] = field(default=lambda _figures: True)
    """Goals in seconds: figures of a quiet machine, so they are judged in the full size alone."""
    controls: tuple[Weaker, ...] = ()
    shares: int = 1
    alone: bool = False
    """Whether it measures time and wants the machine to itself."""
    table: Callable[[Figures], list[str]] = field(default=lambda _figures: [])
    """Further lines for people: a growth table, a remark."""
    known: Known | None = None
    """Never for a goal of privacy: a goal that is given up for one, printed as missed with the reason."""

    def size(self, form: str) -> int:
        """How many in one form: tiny, short or full."""
        return {"tiny": self.tiny, "short": self.short, "full": self.full}[form]
