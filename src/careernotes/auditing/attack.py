"""The attack step: the report that is about to leave, tried together with every one before it.

Reads blurred figures and sizes of classes, never a true count. Family by family the least that has to be
hidden is found. When that is more than half of what the breakdown shows, the breakdown goes; when no theme
group is left to show, the report is held.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.allies import SETS, Circles, draw
from careernotes.auditing.families import families_of
from careernotes.auditing.family_audit import Attacker
from careernotes.auditing.look import Look, look_at
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.repair import Repaired, repair
from careernotes.auditing.roster import Roster, classes_of, linked
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import MakeSolver, Step
from careernotes.canonical import canonical_hash
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import Candidate
from careernotes.disclosure.safe_table import Step as ReportStep
from careernotes.domain.taxonomy import Taxonomy

_GROUPED = frozenset({TableId.GROUPS, TableId.AREA_GROUPS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is told how far the attack is, and asked before each question whether to go on (by raising)."""

    share: Callable[[float], None] = lambda _share: None
    step: Step = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a report is attacked with: the earlier reports, who came when, and the rules of the programme."""

    past: tuple[Memory, ...]
    roster: Roster
    plan: FigurePlan
    policy: Policy
    taxonomy: Taxonomy
    partition: str
    sets_of_allies: int = SETS


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What the attack came to, for the trustee's screen: never for a file."""

    reports: int = 0
    targets: int = 0
    worlds: int = 0
    hidden: int = 0
    cost: int = 0
    at_least: int = 0
    borne: int = 0
    sure: bool = True
    breakdown_dropped: bool = False
    memory: Memory | None = None


class Attack:
    """The check that ``release`` runs after hide; afterwards *outcome* says what it came to."""

    step = ReportStep.ATTACK

    def __init__(
        self, setting: Setting, *, watch: Watch | None = None, make_solver: MakeSolver = HighsSolver
    ) -> None:
        self._setting, self._watch, self._make = setting, watch or Watch(), make_solver
        self._families = families_of(setting.plan, setting.taxonomy)
        self.outcome = Outcome()

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        """The figures of *candidate* that would, with earlier reports, point at somebody.

        Raises:
            ReportHeldError: when no theme group could be shown.
        """
        setting = self._setting
        look = look_at(
            candidate.tables,
            candidate.breakdown,
            base=candidate.base,
            plan=setting.plan,
            policy=setting.policy,
        )
        hidden: frozenset[FigureKey] = frozenset()
        areas = frozenset(key for key in (*look.shown, *look.dashes) if key.table is TableId.AREAS)
        dropped = bool(setting.past) and setting.past[-1].partition != setting.partition
        if not dropped:
            hidden = self._hidden(look)
            dropped = _mostly(hidden, look)
        if dropped and areas:
            hidden = self._hidden(look.whole_programme()) | areas
            self.outcome.breakdown_dropped = True
        left = look.whole_programme() if self.outcome.breakdown_dropped else look
        left = left.hiding(hidden, setting.plan)
        if _counts(look, _GROUPED) and not _counts(left, _GROUPED):
            raise ReportHeldError
        self.outcome.memory = self._memory(left)
        return hidden

    def _hidden(self, look: Look) -> frozenset[FigureKey]:
        """The least that has to be hidden of one look, over every family and every way to line up reports."""
        self.outcome = Outcome()
        hidden: frozenset[FigureKey] = frozenset()
        lines = list(self._lines(look))
        for number, series in enumerate(lines):
            for place, family in enumerate(self._families):
                new = series.looks[-1].hiding(hidden, self._setting.plan)
                tried = replace(series, looks=(*series.looks[:-1], new))
                repaired = repair(family, tried, self._attacker(tried))
                self._note(repaired, series)
                hidden |= repaired.hidden
                self._watch.share((number + (place + 1) / len(self._families)) / len(lines))
        self.outcome.hidden = len(hidden)
        return hidden

    def _attacker(self, series: Series) -> Attacker:
        shown = sorted((str(key), value) for key, value in series.looks[-1].shown.items())
        name = canonical_hash([self._setting.plan.plan_hash, [list(each) for each in shown]])
        sets = draw(series.classes, name, self._setting.sets_of_allies)
        return Attacker(
            plan=self._setting.plan,
            step=self._watch.step,
            make_solver=self._make,
            circles=Circles(sets=sets) if sets else None,
        )

    def _lines(self, look: Look) -> Iterator[Series]:
        """The reports to be looked at together: those with the same areas, and all of them as wholes."""
        setting = self._setting
        past = setting.past[linked([each.roster for each in setting.past] + [setting.roster]) :]
        rosters, looks = [each.roster for each in past], [self._as_now(each) for each in past]
        same = next(
            (n for n in range(len(past)) if all(p.partition == setting.partition for p in past[n:])),
            len(past),
        )
        if same:
            yield _series([*rosters, setting.roster], [*looks, look], whole=True)
        yield _series([*rosters[same:], setting.roster], [*looks[same:], look], whole=False)

    def _as_now(self, past: Memory) -> Look:
        """The look of an earlier report; figures of theme groups that were made up otherwise say nothing."""
        return (
            past.look
            if past.taxonomy_hash == self._setting.plan.taxonomy_hash
            else past.look.without(_GROUPED)
        )

    def _note(self, repaired: Repaired, series: Series) -> None:
        outcome = self.outcome
        outcome.reports = max(outcome.reports, len(series.looks))
        for proof in repaired.findings.proofs:
            outcome.targets += len(proof.targets)
            outcome.worlds += len(proof.certificate.worlds)
        outcome.cost += repaired.cost
        outcome.at_least += repaired.at_least
        outcome.borne += len(repaired.borne)
        outcome.sure &= repaired.sure

    def _memory(self, look: Look) -> Memory:
        setting = self._setting
        return Memory(
            roster=setting.roster,
            look=look,
            partition=setting.partition,
            taxonomy_hash=setting.plan.taxonomy_hash,
        )


def _series(rosters: Sequence[Roster], looks: Sequence[Look], *, whole: bool) -> Series:
    if whole:
        rosters = [each.whole_programme() for each in rosters]
        looks = [each.whole_programme() for each in looks]
    return Series(looks=tuple(looks), classes=classes_of(rosters))


def _mostly(hidden: frozenset[FigureKey], look: Look) -> bool:
    """Whether more than half of what the breakdown shows would go."""
    shown = [key for key in look.shown if key.table is TableId.AREA_GROUPS]
    return 2 * sum(key in hidden for key in shown) > len(shown)


def _counts(look: Look, tables: frozenset[TableId]) -> int:
    return sum(key.table in tables for key in look.shown)
