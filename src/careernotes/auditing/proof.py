"""A problem's targets with the worlds that prove them safe, in the plain form the checker takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careernotes.auditing.checker import unproven
from careernotes.auditing.problem import Ends, Known, Problem, Terms, World
from careernotes.auditing.worlds import Certificate

PlainTarget = tuple[tuple[int, ...], int, int, Known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Whole numbers alone: what was published of one family, the groups in it, and two worlds for each."""

    name: str = ""
    """That of the problem."""
    sizes: tuple[int, ...]
    rows: tuple[tuple[Terms, int, int], ...]
    targets: tuple[PlainTarget, ...]
    certificate: Certificate
    kept: tuple[World, ...] = ()
    """Those worlds from which all of it can be found again without a solver."""
    ends: Mapping[int, Ends] = field(default_factory=dict)
    """What targets, by number, must reach of which earlier reports told something."""

    def holds(self) -> bool:
        """Whether the independent checker takes all of it."""
        found = self.certificate
        return not unproven(
            self.sizes, self.rows, self.targets, found.worlds, found.witnesses, ends=self.ends
        )


def proof_of(problem: Problem, found: Certificate, still: Iterable[int]) -> Proof:
    """The proof of every target of *problem* that is not *still* open."""
    gone = set(still)
    numbers = [number for number in range(len(problem.targets)) if number not in gone]
    return Proof(
        name=problem.name,
        sizes=problem.sizes,
        rows=problem.plain_rows,
        targets=tuple(problem.plain_targets[number] for number in numbers),
        certificate=Certificate(
            worlds=found.worlds, witnesses=tuple(found.witnesses[number] for number in numbers)
        ),
        kept=found.worlds,
        ends={place: problem.ends[n] for place, n in enumerate(numbers) if n in problem.ends},
    )
