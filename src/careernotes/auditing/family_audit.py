"""The attack on one family of figures, with some figures of the new report hidden or none.

The reader takes themes for lasting over as many reports, back from the new one, as that fits; in a family at
once, and in each strand of it as far as that strand alone goes, down to one figure: where themes changed in
one area, they are still taken for lasting in another. Over one report nothing is taken for lasting, and the
true numbers fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.allied import Allied
from careernotes.auditing.allies import MOST, Circles
from careernotes.auditing.asking import MakeSolver, Remembered, Solver, Step, nothing_remembered
from careernotes.auditing.borne import ends_before, told_less
from careernotes.auditing.borne_allied import Asking, BorneAllied
from careernotes.auditing.families import Family
from careernotes.auditing.groups import Members, groups_of
from careernotes.auditing.leaks import Leak, fits_nothing, leak_of
from careernotes.auditing.model import Posed, Series, pose
from careernotes.auditing.problem import Ends, Problem, World
from careernotes.auditing.proof import Proof, proof_of
from careernotes.auditing.shipped import highs
from careernotes.auditing.worlds import find_worlds, open_targets, roomy_worlds, some_world
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.plan import FigureKey, FigurePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the attack on one family came to: leaks, and proofs for everything else."""

    leaks: tuple[Leak, ...]
    proofs: tuple[Proof, ...]
    reports: int
    """Over how many reports themes can be taken for lasting in the whole family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacker:
    """Who attacks: with which solver, with which allies; *step* is called before each question."""

    plan: FigurePlan
    step: Step
    make_solver: MakeSolver = highs
    circles: Circles | None = None
    remembered: Remembered = nothing_remembered


def attack_family(
    family: Family,
    series: Series,
    attacker: Attacker,
    *,
    hidden: frozenset[FigureKey] = frozenset(),
    borne: frozenset[str] = frozenset(),
) -> Findings:
    """Every target of *family* that is open with *hidden* hidden; of those of *borne* no more is asked than
    that the new report adds nothing. What allies find out is only looked for when nobody finds out anything
    alone, and not of what is borne.
    """
    return _Attack(family, series, attacker, borne).findings(hidden)


def attack_with_allies(
    family: Family, series: Series, attacker: Attacker, *, hidden: frozenset[FigureKey] = frozenset()
) -> Findings:
    """The same, and what allies find out beside what is found out alone, when all of that is proven."""
    alone = attack_family(family, series, attacker, hidden=hidden)
    if attacker.circles is None or not alone.leaks or not all(leak.proven for leak in alone.leaks):
        return alone
    borne = frozenset(leak.target for leak in alone.leaks)
    together = attack_family(family, series, attacker, hidden=hidden, borne=borne)
    return replace(together, leaks=(*alone.leaks, *together.leaks))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """One problem that was tried: the place of its first report, the worlds found, and of what is borne the
    ends that were possible before.
    """

    family: Family
    first: int
    posed: Posed
    worlds: tuple[World, ...]
    spans: Mapping[str, Ends]


class _Attack:
    def __init__(self, family: Family, series: Series, attacker: Attacker, borne: frozenset[str]) -> None:
        self._family, self._series, self._attacker, self._borne = family, series, attacker, borne
        self._before = series
        self._leaks: list[Leak] = []
        self._proofs: list[Proof] = []
        self._tried: list[_Tried] = []

    def findings(self, hidden: frozenset[FigureKey]) -> Findings:
        """See :func:`attack_family`."""
        plan, old = self._attacker.plan, self._series.looks
        new = old[-1].as_new(plan).hiding(hidden, plan)
        self._series = replace(self._series, looks=(*old[:-1], new))
        silent = new.hiding(self._family.figures, plan)
        self._before = replace(self._series, looks=(*old[:-1], silent))
        longest = self._attacked(self._family, before=self._series.last + 1)
        self._strands(self._family, before=longest)
        if self._attacker.circles is not None and not self._leaks:
            for tried in self._tried:
                self._with_allies(self._attacker.circles, tried)
                self._borne_with_allies(self._attacker.circles.those_declared, tried)
        return Findings(leaks=tuple(self._leaks), proofs=tuple(self._proofs), reports=len(old) - longest)

    def _strands(self, family: Family, *, before: int) -> None:
        """Attack each strand of *family*, and its strands, as far as it goes alone when that is further."""
        for strand in family.strands:
            if strand.row is None or self._said_before(strand, before):
                self._strands(strand, before=self._attacked(strand, before=before))

    def _said_before(self, family: Family, before: int) -> bool:
        """Whether any report before some place says something of *family*."""
        return any(look.span(key) for look in self._series.looks[:before] for key in family.figures)

    def _attacked(self, family: Family, *, before: int) -> int:
        """Attack *family* from the earliest report its lasting fits from, if that is *before* some place."""
        for first in range(before):
            posed = self._posed(family, first, with_targets=False)
            solver = self._attacker.make_solver(posed.problem)
            self._attacker.step()
            start = some_world(posed.problem, solver, self._attacker.remembered(posed.problem))
            # What can be proven to fit nothing is no longer a danger; what is unknown counts as fitting.
            if start is not None or first == self._series.last or not fits_nothing(posed.problem, solver):
                self._all_targets(family, first, solver, start)
                return first
        return before

    def _posed(self, family: Family, first: int, *, with_targets: bool) -> Posed:
        printed = [list(look.groups.values()) for look in self._series.looks]
        groups: Sequence[Members] = groups_of(self._series.classes, printed, first) if with_targets else ()
        return pose(family, self._series, groups, first=first)

    def _relaxed(self, family: Family, first: int) -> tuple[Posed, Mapping[str, Ends]]:
        """The problem with its targets; those that are borne ask for what was possible before, no less. And
        that, as far as it is known.
        """
        posed = self._posed(family, first, with_targets=True)
        targets = posed.problem.targets
        kept = [each for each in targets if each.name not in self._borne]
        borne = tuple(each for each in targets if each.name in self._borne)
        spans: Mapping[str, Ends] = {}
        if borne and self._says_something_new(posed):
            attacker = self._attacker
            before = replace(self._problem_before(family, first), targets=borne)
            spans, proof = ends_before(before, attacker.make_solver, attacker.step, attacker.remembered)
            self._proofs.append(proof)
            news = frozenset(key for place, key in posed.sources if place == self._series.last)
            for target in borne:
                if (span := spans.get(target.name)) is None:
                    # What was possible before is not known for sure, so nothing may come on top of it.
                    self._leaks.append(Leak(target=target.name, figures=news, proven=False))
                else:
                    kept.append(told_less(target, span))
        return replace(posed, problem=replace(posed.problem, targets=tuple(kept))), spans

    def _says_something_new(self, posed: Posed) -> bool:
        return any(place == self._series.last for place, _key in posed.sources)

    def _problem_before(self, family: Family, first: int) -> Problem:
        """The problem without what the new report says."""
        before = pose(family, self._before, (), first=first).problem
        return replace(before, name=f"{before.name}/before")

    def _all_targets(self, family: Family, first: int, warm: Solver, start: World | None) -> None:
        posed, spans = self._relaxed(family, first)
        attacker, last, problem = self._attacker, self._series.last, posed.problem
        worlds = [*([start] if start else ()), *attacker.remembered(problem)]
        if attacker.circles is not None:
            worlds += roomy_worlds(problem, MOST, make_solver=attacker.make_solver, step=attacker.step)

        def make_solver(asked: Problem) -> Solver:
            return warm if asked is problem else attacker.make_solver(asked)

        found = find_worlds(problem, start=worlds, make_solver=make_solver, step=attacker.step)
        still = open_targets(problem, found)
        if still:
            solver = attacker.make_solver(problem)
            for number in still:
                attacker.step()
                self._leaks.append(leak_of(posed, problem.targets[number], solver, last=last))
        self._proofs.append(proof_of(problem, found, still))
        self._tried.append(
            _Tried(family=family, first=first, posed=posed, worlds=(*found.worlds, *worlds), spans=spans)
        )

    def _with_allies(self, circles: Circles, tried: _Tried) -> None:
        posed, attacker = tried.posed, self._attacker
        kept = tuple(each for each in posed.problem.targets if each.name not in self._borne)
        if not kept:
            return
        posed = replace(posed, problem=replace(posed.problem, targets=kept))
        allied = Allied(posed, tried.worlds, attacker.make_solver, attacker.step, borne=self._borne)
        allied.tries(circles.spoken(tried.family, posed), last=self._series.last)
        self._leaks += allied.leaks
        self._take(allied.proof)

    def _borne_with_allies(self, circles: Circles, tried: _Tried) -> None:
        """What is borne, alone or with allies, with what the declared ones may tell of the new report."""
        posed, attacker = tried.posed, self._attacker
        if not self._borne or not circles.sets or not self._says_something_new(posed):
            return
        before = self._problem_before(tried.family, tried.first)
        asking = Asking(
            make_solver=attacker.make_solver, step=attacker.step, remembered=attacker.remembered
        )
        allied = BorneAllied(
            posed, before, tried.spans, self._borne, asking, start=tried.worlds, last=self._series.last
        )
        for spoken in circles.spoken(tried.family, posed):
            allied.tries(spoken)
        self._leaks += allied.leaks
        for proof in allied.proofs:
            self._take(proof)

    def _take(self, proof: Proof) -> None:
        if not proof.holds():
            raise ReportHeldError
        self._proofs.append(proof)
