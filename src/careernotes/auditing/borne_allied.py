"""Groups of which earlier reports told something, and readers with allies who were declared.

Allies who came since may say what they talked about; taken off a new figure that leaves less room for those
who stayed, and so for those who left. What such readers could tell of a group without the new report it must
leave as it was, too.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.allies import Spoken, known_by
from careernotes.auditing.asking import MakeSolver, Remembered, Step
from careernotes.auditing.borne import ends_before, told_less
from careernotes.auditing.leaks import Leak, fits_nothing, leak_of
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Ends, Known, Problem, Target, World, with_allies
from careernotes.auditing.proof import Proof, proof_of
from careernotes.auditing.worlds import find_worlds, open_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """With what it is asked."""

    make_solver: MakeSolver
    step: Step
    remembered: Remembered


class BorneAllied:
    """One problem with what is borne in it against sets of allies: *leaks* and *proofs* are what it comes to.

    *before* is the same problem without the new report, *spans* are the fewest and most people of each group
    that were possible in it, where that is known; *borne* also has what allies alone could tell before.
    """

    def __init__(
        self,
        posed: Posed,
        before: Problem,
        spans: Mapping[str, Ends],
        borne: Collection[str],
        asking: Asking,
        *,
        start: Sequence[World],
        last: int,
    ) -> None:
        self._posed, self._before, self._spans, self._borne = posed, before, spans, borne
        self._asking, self._last = asking, last
        self._worlds: dict[World, None] = dict.fromkeys(start)
        self.leaks: list[Leak] = []
        self.proofs: list[Proof] = []

    def tries(self, spoken: Spoken) -> None:
        """Try one set of allies and what they told."""
        known = known_by(spoken, self._posed.problem.sizes)
        asked = {
            each.name: others
            for each in self._posed.problem.targets
            if self._is_borne(each, known) and (others := _others(each, spoken, known)).people > 0
        }
        open_ = self._left_open(self._by_all(asked), known) if asked else []
        if not open_ or self._impossible(known):
            return
        exact, unsure = self._by_these(asked, open_, known)
        news = frozenset(key for place, key in self._posed.sources if place == self._last)
        self.leaks += [Leak(target=asked[name].name, figures=news, proven=False) for name in unsure]
        problem = self._problem(exact.values(), known)
        for name in self._left_open(exact, known):
            target = exact[name]
            posed, solver = replace(self._posed, problem=problem), self._asking.make_solver(problem)
            self._asking.step()
            self.leaks.append(leak_of(posed, target, solver, last=self._last))

    def _is_borne(self, target: Target, known: Known) -> bool:
        return target.name in self._borne or with_allies(target.name, known) in self._borne

    def _by_all(self, asked: Mapping[str, Target]) -> dict[str, Target | None]:
        """What would be more than enough: the ends for readers without allies, as far as these leave them."""
        found: dict[str, Target | None] = {}
        for name, target in asked.items():
            span = self._spans.get(name)
            found[name] = None if span is None else told_less(target, _without(span, target))
        return found

    def _by_these(
        self, asked: Mapping[str, Target], names: Sequence[str], known: Known
    ) -> tuple[dict[str, Target], list[str]]:
        """What is asked of some groups by what readers with these allies could tell before; and the groups of
        which that is not known.
        """
        asking = self._asking
        every = {each.name: each for each in self._posed.problem.targets}
        before = replace(self._before, known=known, targets=tuple(every[name] for name in names))
        spans, proof = ends_before(before, asking.make_solver, asking.step, asking.remembered)
        self.proofs.append(proof)
        exact = {
            name: told_less(asked[name], _without(span, asked[name])) for name, span in spans.items()
        }
        return exact, [name for name in names if name not in spans]

    def _left_open(self, asked: Mapping[str, Target | None], known: Known) -> list[str]:
        """The groups for which no two worlds are found; those of which nothing can be asked yet are open."""
        names = [name for name, target in asked.items() if target is not None]
        problem = self._problem([each for each in asked.values() if each is not None], known)
        found = find_worlds(
            problem, start=self._worlds, make_solver=self._asking.make_solver, step=self._asking.step
        )
        self._worlds.update(dict.fromkeys(found.worlds))
        still = open_targets(problem, found)
        self.proofs.append(proof_of(problem, found, still))
        left = {names[number] for number in still}
        return [name for name in asked if name in left or asked[name] is None]

    def _problem(self, targets: Collection[Target], known: Known) -> Problem:
        return replace(self._posed.problem, known=known, targets=tuple(targets))

    def _impossible(self, known: Known) -> bool:
        """Whether such allies are proven not to exist."""
        problem = self._problem((), known)
        self._asking.step()
        return fits_nothing(problem, self._asking.make_solver(problem))


def _others(target: Target, spoken: Spoken, known: Known) -> Target:
    """A group without its allies."""
    mine = [spoken[kind] for kind in target.members if kind in spoken]
    return replace(
        target,
        name=with_allies(target.name, known),
        people=target.people - sum(people for people, _yes in mine),
        told=sum(yes for _people, yes in mine),
        ends=None,
    )


def _without(span: Ends, target: Target) -> Ends:
    """The ends of a group for those of it who are no allies."""
    fewest, most = span
    return max(0, fewest - target.told), min(target.people, most - target.told)
