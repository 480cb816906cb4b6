"""The attack step: the report that is about to leave, tried together with every one before it.

Reads blurred figures and sizes of classes, never a true count. Family by family the least that has to be
hidden is found. When that is more than half of what the breakdown shows, the breakdown goes; when no theme
group is left to show, the report is held.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from careernotes.auditing.asking import MakeSolver, Step, nothing_remembered
from careernotes.auditing.families import Family
from careernotes.auditing.family_audit import Attacker
from careernotes.auditing.look import Look, look_at
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.pages import Notes, Page, pages_of
from careernotes.auditing.repair import USEFULNESS, repair
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """One family in one line as it was tried last, with what had to be hidden hidden."""

    says: tuple[tuple[bool, bool], ...]
    notes: Notes
    borne: frozenset[str]
    targets: int
    worlds: int


class Attack:
    """The check that ``release`` runs after hide; afterwards *outcome* says what it came to."""

    step = ReportStep.ATTACK

    def __init__(
        self, setting: Setting, *, watch: Watch | None = None, make_solver: MakeSolver = highs
    ) -> None:
        self.setting, self._watch, self._make = setting, watch or Watch(), make_solver
        self._families = setting.families()
        self.outcome = Outcome()
        self._tried: dict[str, _Tried] = {}

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
            left_out=candidate.left_out,
        )
        hidden: frozenset[FigureKey] = frozenset()
        areas = frozenset(key for key in (*look.shown, *look.dashes) if key.table is TableId.AREAS)
        dropped = setting.other_areas
        if not dropped:
            hidden = self._hidden_beside_others(look)
            dropped = _mostly(hidden, look)
        if dropped:
            # Also where there are no areas to leave out: the whole programme is tried in any case.
            hidden = self._hidden_beside_others(look.whole_programme()) | areas
            self.outcome.breakdown_dropped = bool(areas)
        left = look.whole_programme() if self.outcome.breakdown_dropped else look
        left = left.hiding(hidden, setting.plan)
        if _counts(look, GROUPED) and not _counts(left, GROUPED):
            raise ReportHeldError
        self.outcome.memory = self._memory(left)
        return hidden

    def _hidden_beside_others(self, look: Look) -> frozenset[FigureKey]:
        """The least that has to be hidden when reports with other areas are laid over this one as well, until
        nothing more goes: without a figure, others are put together.
        """
        hidden = self._hidden(look, told := self.setting.overlaid(look))
        while more := self.setting.overlaid(look.hiding(hidden, self.setting.plan)) - hidden:
            hidden = self._hidden(look, told := told | more)
        return hidden

    def _hidden(self, look: Look, anyway: frozenset[FigureKey] = frozenset()) -> frozenset[FigureKey]:
        """The least that has to be hidden of one look, over every family and every way to line up reports,
        when *anyway* has to be.

        What is hidden for one family or line changes what another one is tried with: everything is gone
        through again until nothing more has to go. So what is noted at the end is about the report as it
        leaves. What has not changed since it was tried is not tried again.
        """
        self.outcome, self._tried = Outcome(cost=sum(USEFULNESS[key.table] for key in anyway)), {}
        hidden, first = anyway, True
        while True:
            more = self._gone_through(look, hidden, first=first)
            first = False
            self.outcome.pages = pages_of(each.notes for each in self._tried.values())
            if more <= hidden:
                self.outcome.hidden = len(hidden)
                return hidden
            hidden |= more

    def _gone_through(
        self, look: Look, hidden: frozenset[FigureKey], *, first: bool
    ) -> frozenset[FigureKey]:
        outcome = self.outcome
        outcome.targets = outcome.worlds = 0
        outcome.told_before = {}
        lines = list(self.setting.lines(look))
        for number, series in enumerate(lines):
            attacker = self.setting.attacker(
                series, make_solver=self._make, step=self._watch.step, remembered=nothing_remembered
            )
            for place, family in enumerate(self._families):
                new = series.looks[-1].hiding(hidden, self.setting.plan)
                tried = replace(series, looks=(*series.looks[:-1], new))
                hidden |= self._repaired(family, tried, attacker, first=first)
                if first:
                    self._watch.share((number + (place + 1) / len(self._families)) / len(lines))
        return hidden

    def _repaired(
        self, family: Family, series: Series, attacker: Attacker, *, first: bool
    ) -> frozenset[FigureKey]:
        """What has to be hidden of one family, unless it was tried as it is before."""
        line, look = line_of(series, family), series.looks[-1]
        before = self._tried.get(line)
        if before is not None and before.says == _says(look, family):
            self._note(before, line)
            return frozenset()
        notes = Notes(self._make)
        attacker = replace(
            attacker,
            make_solver=notes.solver,
            remembered=before.notes.worlds if before is not None else nothing_remembered,
        )
        repaired = repair(family, series, attacker)
        proofs = repaired.findings.proofs
        notes.take(proofs)
        tried = _Tried(
            says=_says(look.hiding(repaired.hidden, self.setting.plan), family),
            notes=notes,
            borne=repaired.borne,
            targets=sum(len(proof.targets) for proof in proofs),
            worlds=sum(len(proof.kept) for proof in proofs),
        )
        self._tried[line] = tried
        self._note(tried, line)
        outcome = self.outcome
        outcome.reports = max(outcome.reports, len(series.looks))
        outcome.cost += repaired.cost
        # What a later round adds was not needed in the first one for sure.
        outcome.at_least += repaired.at_least if first else 0
        outcome.sure &= repaired.sure
        return repaired.hidden

    def _note(self, tried: "_Tried", line: str) -> None:
        outcome = self.outcome
        outcome.targets += tried.targets
        outcome.worlds += tried.worlds
        if tried.borne:
            outcome.told_before[line] = tried.borne

    def _memory(self, look: Look) -> Memory:
        setting = self.setting
        return Memory(
            roster=setting.roster,
            look=look,
            partition=setting.partition,
            taxonomy_hash=setting.plan.taxonomy_hash,
            makeups=setting.makeups,
        )


def line_of(series: Series, family: Family) -> str:
    """The name of one family in one line of reports."""
    return f"{series.name}/{','.join(family.names)}"


def _says(look: Look, family: Family) -> tuple[tuple[bool, bool], ...]:
    """Which figures of a family a look shows, and which it covers: all that hiding can change of it."""
    return tuple((key in look.shown, key in look.covered) for key in family.figures)


def _mostly(hidden: frozenset[FigureKey], look: Look) -> bool:
    """Whether more than half of what the breakdown shows would go."""
    shown = [key for key in look.shown if key.table is TableId.AREA_GROUPS]
    return 2 * sum(key in hidden for key in shown) > len(shown)


def _counts(look: Look, tables: frozenset[TableId]) -> int:
    return sum(key.table in tables for key in look.shown)
