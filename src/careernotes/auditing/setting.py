"""What a report is attacked with, and which reports are looked at together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careernotes.auditing.allies import SETS, Circles, DeclaredSet, declared_allies, draw
from careernotes.auditing.asking import MakeSolver, Remembered, Step
from careernotes.auditing.family_audit import Attacker
from careernotes.auditing.look import Look
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.roster import Roster, classes_of, linked
from careernotes.canonical import canonical_hash
from careernotes.disclosure.plan import FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.domain.taxonomy import Taxonomy

WHOLES, AREAS = "wholes", "areas"
"""The names of the lines."""
GROUPED = frozenset({TableId.GROUPS, TableId.AREA_GROUPS})


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
    allies: tuple[DeclaredSet, ...] = ()
    """Sets of people who are assumed to be on the reader's side."""

    def lines(self, look: Look) -> Iterator[Series]:
        """The reports to be looked at together: those with the same areas, and all of them as wholes."""
        past = self.past[linked([each.roster for each in self.past] + [self.roster]) :]
        rosters, looks = [each.roster for each in past], [self._as_now(each) for each in past]
        same = next(
            (n for n in range(len(past)) if all(p.partition == self.partition for p in past[n:])),
            len(past),
        )
        if same:
            yield _series([*rosters, self.roster], [*looks, look], whole=True)
        yield _series([*rosters[same:], self.roster], [*looks[same:], look], whole=False)

    def attacker(
        self, series: Series, *, make_solver: MakeSolver, step: Step, remembered: Remembered
    ) -> Attacker:
        """Who attacks one line of reports; the allies follow from the plan, the period and who is there."""
        name = canonical_hash([self.plan.plan_hash, str(self.roster.period)])
        declared = tuple(
            declared_allies(each, series.classes, series.last, whole=series.name == WHOLES)
            for each in self.allies
        )
        sets = (*declared, *draw(series.classes, name, self.sets_of_allies))
        return Attacker(
            plan=self.plan,
            step=step,
            make_solver=make_solver,
            circles=Circles(sets=sets, declared=len(declared)) if sets else None,
            remembered=remembered,
        )

    def _as_now(self, past: Memory) -> Look:
        """The look of an earlier report; figures of theme groups that were made up otherwise say nothing."""
        return past.look if past.taxonomy_hash == self.plan.taxonomy_hash else past.look.without(GROUPED)


def _series(rosters: Sequence[Roster], looks: Sequence[Look], *, whole: bool) -> Series:
    if whole:
        rosters = [each.whole_programme() for each in rosters]
        looks = [each.whole_programme() for each in looks]
    return Series(looks=tuple(looks), classes=classes_of(rosters), name=WHOLES if whole else AREAS)
