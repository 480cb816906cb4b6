"""Repair: hide the fewest and least useful new figures of a family so that the attack on it fails.

Each leak comes with the new figures of which at least one has to go. The cheapest choice that heeds all
leaks found so far is tried; what still leaks adds to them, until nothing does. So no choice that heeds them
can be cheaper. What is proven to leak with every new figure hidden is the fault of earlier reports or of the
roster: this report cannot take it back, so it is borne and told to the trustee. Nor does it add to it: as few
and as many people of such a group must stay possible as were before (:mod:`careernotes.auditing.borne`). What
cannot be decided in time even then is not borne: every new figure of the family goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.families import Family
from careernotes.auditing.family_audit import Attacker, Findings, attack_family, attack_with_allies
from careernotes.auditing.hitting import Choice, Move, least_cost
from careernotes.auditing.leaks import Leak
from careernotes.auditing.model import Series
from careernotes.auditing.problem import Problem, World
from careernotes.disclosure.plan import FigureKey, TableId

USEFULNESS: Mapping[TableId, int] = {
    TableId.GROUPS: 40,
    TableId.THEMES: 12,
    TableId.RATED: 12,
    TableId.MANAGER: 6,
    TableId.CHOSEN_BY: 6,
    TableId.MOMENT: 6,
    TableId.AREA_GROUPS: 5,
}
"""How much a reader loses with a figure of each table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What has to be hidden in one family, and how good that is known to be."""

    hidden: frozenset[FigureKey]
    cost: int
    at_least: int
    borne: frozenset[str]
    findings: Findings
    sure: bool
    """Whether every leak behind the choice was proven; else some figures are hidden because time ran out."""

    @property
    def best(self) -> bool:
        """Whether it is proven that nothing less would do."""
        return self.sure and self.cost == self.at_least


def repair(family: Family, series: Series, attacker: Attacker) -> Repaired:
    """The least that has to be hidden of *family* in the last report of *series*."""
    return _Repair(family, series, attacker).repaired()


class _Repair:
    def __init__(self, family: Family, series: Series, attacker: Attacker) -> None:
        self._family, self._series = family, series
        self._attacker = replace(attacker, remembered=self._remembered)
        self._given = attacker.remembered
        # With more hidden less has to fit: a world that was found once mostly serves again.
        self._found: dict[str, dict[World, None]] = {}
        self._look = series.looks[-1]
        self._mine = frozenset(key for key in self._look.shown if key in family.figures)
        self._borne: frozenset[str] = frozenset()

    def repaired(self) -> Repaired:
        """See :func:`repair`."""
        findings = self._attack(frozenset())
        if not findings.leaks:
            return self._done(_NOTHING, findings, sure=True)
        last_resort = attack_with_allies(self._family, self._series, self._attacker, hidden=self._mine)
        self._borne = frozenset(leak.target for leak in last_resort.leaks if leak.proven)
        leaks: list[Leak] = []
        choice = _NOTHING
        if self._borne:
            # What is borne is asked less of; and when nobody finds out anything alone, allies come in.
            findings = self._attack(frozenset())
        while findings.leaks:
            leaks += findings.leaks
            cuts = [self._breakable(leak) for leak in leaks]
            if not all(cuts):
                # Only a solver that ran out of time comes here: what it could not prove it cannot blame.
                every = Choice(hidden=self._mine, cost=self._price(self._mine), at_least=choice.at_least)
                return self._done(every, _without(last_resort, self._borne), sure=False)
            choice = least_cost(cuts, self._moves(), {key: USEFULNESS[key.table] for key in self._mine})
            findings = self._attack(choice.hidden)
        return self._done(choice, findings, sure=all(leak.proven for leak in leaks))

    def _attack(self, hidden: frozenset[FigureKey]) -> Findings:
        findings = attack_family(
            self._family, self._series, self._attacker, hidden=hidden, borne=self._borne
        )
        for proof in findings.proofs:
            self._found.setdefault(proof.name, {}).update(dict.fromkeys(proof.kept))
        return findings

    def _remembered(self, problem: Problem) -> Sequence[World]:
        """The worlds that are there already for a problem."""
        return (*self._given(problem), *self._found.get(problem.name, ()))

    def _done(self, choice: Choice[FigureKey], findings: Findings, *, sure: bool) -> Repaired:
        return Repaired(
            hidden=choice.hidden & self._mine,
            cost=choice.cost,
            at_least=choice.at_least,
            borne=self._borne,
            findings=findings,
            sure=sure,
        )

    @staticmethod
    def _price(keys: frozenset[FigureKey]) -> int:
        return sum(USEFULNESS[key.table] for key in keys)

    def _moves(self) -> list[Move[FigureKey]]:
        """Hiding a shown figure hides what it covers: its parts, and what dashes under it say."""
        look, plan = self._look, self._attacker.plan
        every = {*self._mine, *look.dashes}
        return [
            Move(key=key, hides=frozenset({key, *(each for each in every if key in look.covers(each, plan))}))
            for key in sorted(self._mine, key=str)
        ]

    def _breakable(self, leak: Leak) -> frozenset[FigureKey]:
        """The figures of a leak that hiding can silence."""
        return frozenset(key for key in leak.figures if self._look.covers(key, self._attacker.plan))


def _without(findings: Findings, borne: frozenset[str]) -> Findings:
    return replace(findings, leaks=tuple(leak for leak in findings.leaks if leak.target not in borne))


_NOTHING: Choice[FigureKey] = Choice(hidden=frozenset(), cost=0, at_least=0)
