"""The attack step: the report that is about to leave, tried together with every one before it.

Reads blurred figures and sizes of classes, never a true count. Family by family the least that has to be
hidden is found. When that is more than half of what the breakdown shows, the breakdown goes; when no theme
group is left to show, the report is held.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from careernotes.auditing.asking import MakeSolver, Step
from careernotes.auditing.families import Family, families_of
from careernotes.auditing.look import Look, look_at
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.pages import Notes, Page
from careernotes.auditing.repair import Repaired, repair
from careernotes.auditing.setting import GROUPED, Setting
from careernotes.auditing.shipped import highs
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.release import Candidate
from careernotes.disclosure.safe_table import Step as ReportStep

__all__ = ["Attack", "Outcome", "Setting", "Watch", "line_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is told how far the attack is, and asked before each question whether to go on (by raising)."""

    share: Callable[[float], None] = lambda _share: None
    step: Step = lambda: None


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What the attack came to, for the trustee's screen: never for a file."""

    reports: int = 0
    targets: int = 0
    worlds: int = 0
    hidden: int = 0
    cost: int = 0
    at_least: int = 0
    told_before: dict[str, frozenset[str]] = field(default_factory=dict)
    """What could be told from earlier reports already, by family."""
    sure: bool = True
    breakdown_dropped: bool = False
    memory: Memory | None = None
    pages: tuple[Page, ...] = ()
    """What proves the report safe as it leaves."""

    @property
    def borne(self) -> int:
        """How many groups could be told from earlier reports already."""
        return sum(len(names) for names in self.told_before.values())


class Attack:
    """The check that ``release`` runs after hide; afterwards *outcome* says what it came to."""

    step = ReportStep.ATTACK

    def __init__(
        self, setting: Setting, *, watch: Watch | None = None, make_solver: MakeSolver = highs
    ) -> None:
        self.setting, self._watch, self._make = setting, watch or Watch(), make_solver
        self._families = families_of(setting.plan, setting.taxonomy)
        self.outcome = Outcome()

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        """The figures of *candidate* that would, with earlier reports, point at somebody.

        Raises:
            ReportHeldError: when no theme group could be shown.
        """
        setting = self.setting
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
        if _counts(look, GROUPED) and not _counts(left, GROUPED):
            raise ReportHeldError
        self.outcome.memory = self._memory(left)
        return hidden

    def _hidden(self, look: Look) -> frozenset[FigureKey]:
        """The least that has to be hidden of one look, over every family and every way to line up reports.

        What is hidden for one family or line changes what another one is tried with: everything is gone
        through again until nothing more has to go. So what is noted at the end is about the report as it
        leaves.
        """
        self.outcome = Outcome()
        hidden: frozenset[FigureKey] = frozenset()
        notes = Notes(self._make)
        while True:
            before, notes = notes, Notes(self._make)
            more = self._gone_through(look, hidden, before, notes)
            self.outcome.pages = notes.pages()
            if more <= hidden:
                self.outcome.hidden = len(hidden)
                return hidden
            hidden |= more

    def _gone_through(
        self, look: Look, hidden: frozenset[FigureKey], before: Notes, notes: Notes
    ) -> frozenset[FigureKey]:
        first, outcome = not hidden, self.outcome
        outcome.targets = outcome.worlds = 0
        outcome.told_before = {}
        lines = list(self.setting.lines(look))
        for number, series in enumerate(lines):
            for place, family in enumerate(self._families):
                new = series.looks[-1].hiding(hidden, self.setting.plan)
                tried = replace(series, looks=(*series.looks[:-1], new))
                attacker = self.setting.attacker(
                    tried, make_solver=notes.solver, step=self._watch.step, remembered=before.worlds
                )
                repaired = repair(family, tried, attacker)
                notes.take(repaired.findings.proofs)
                self._note(repaired, tried, family, first=first)
                hidden |= repaired.hidden
                if first:
                    self._watch.share((number + (place + 1) / len(self._families)) / len(lines))
        return hidden

    def _note(self, repaired: Repaired, series: Series, family: Family, *, first: bool) -> None:
        outcome = self.outcome
        outcome.reports = max(outcome.reports, len(series.looks))
        for proof in repaired.findings.proofs:
            outcome.targets += len(proof.targets)
            outcome.worlds += len(proof.certificate.worlds)
        outcome.cost += repaired.cost
        # What a later round adds was not needed in the first one for sure.
        outcome.at_least += repaired.at_least if first else 0
        if repaired.borne:
            outcome.told_before[line_of(series, family)] = repaired.borne
        outcome.sure &= repaired.sure

    def _memory(self, look: Look) -> Memory:
        setting = self.setting
        return Memory(
            roster=setting.roster,
            look=look,
            partition=setting.partition,
            taxonomy_hash=setting.plan.taxonomy_hash,
        )


def line_of(series: Series, family: Family) -> str:
    """The name of one family in one line of reports."""
    return f"{series.name}/{','.join(family.names)}"


def _mostly(hidden: frozenset[FigureKey], look: Look) -> bool:
    """Whether more than half of what the breakdown shows would go."""
    shown = [key for key in look.shown if key.table is TableId.AREA_GROUPS]
    return 2 * sum(key in hidden for key in shown) > len(shown)


def _counts(look: Look, tables: frozenset[TableId]) -> int:
    return sum(key.table in tables for key in look.shown)
