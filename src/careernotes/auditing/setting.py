"""What a report is attacked with, and which reports are looked at together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careernotes.auditing.allies import SETS, Circles, DeclaredSet, declared_allies, draw, near
from careernotes.auditing.asking import MakeSolver, Remembered, Step
from careernotes.auditing.crossed import told_by_crossing
from careernotes.auditing.families import Family, families_of
from careernotes.auditing.family_audit import Attacker
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeup, Makeups, former_of, makeups_of, with_former
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.overlaid import told_by_overlaying
from careernotes.auditing.roster import Roster, classes_of, linked
from careernotes.canonical import canonical_hash
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.domain.taxonomy import Taxonomy

WHOLES, JOINED, AREAS = "wholes", "joined", "areas"
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
    drawn: str = ""
    """From what the sets of allies are drawn: a coin of the trustee's, which nobody else can foretell."""
    allies: tuple[DeclaredSet, ...] = ()
    """Sets of people who are assumed to be on the reader's side."""

    @property
    def makeups(self) -> dict[int, Makeup]:
        """How the theme groups of today are made up."""
        return makeups_of(self.plan, self.taxonomy)

    @property
    def linked_past(self) -> tuple[Memory, ...]:
        """The earlier reports whose people can be followed up to now."""
        return self.past[linked([each.roster for each in self.past] + [self.roster]) :]

    @property
    def other_areas(self) -> bool:
        """Whether the report before this one had other areas, or its people cannot be followed up to now."""
        return bool(self.past) and (
            not self.linked_past or self.linked_past[-1].partition != self.partition
        )

    def families(self) -> tuple[Family, ...]:
        """Everything that is attacked by itself."""
        return with_former(families_of(self.plan, self.taxonomy), self.plan, self.makeups, self._former())

    def lines(self, look: Look) -> Iterator[Series]:
        """The reports to be looked at together: those with the same areas; all of them as wholes; and all of
        them, those with other areas as wholes of which these areas tell something.
        """
        past, same = self.linked_past, self._same_areas
        rosters, looks = [*(each.roster for each in past), self.roster], [*map(self.as_now, past), look]
        if same:
            yield Series(
                looks=tuple(each.whole_programme() for each in looks),
                classes=classes_of([each.whole_programme() for each in rosters]),
                name=WHOLES,
            )
            yield _joined(rosters, looks, same)
        yield Series(looks=tuple(looks[same:]), classes=classes_of(rosters[same:]), name=AREAS)

    def overlaid(self, look: Look) -> frozenset[FigureKey]:
        """Figures that would tell too much beside reports whose areas are in no line with this one: those
        with other areas, and those from before these, with the same ones.
        """
        others = self.linked_past[: self._same_areas]
        makeups = {**self._former(), **self.makeups}
        told = set[FigureKey]()
        for each in others:
            old = self.as_now(each)
            told |= told_by_overlaying(look, self.roster, old, each.roster, makeups)
            told |= told_by_crossing(look, self.roster, old, each.roster, makeups, plan=self.plan)
        return frozenset(told)

    @property
    def _same_areas(self) -> int:
        """From which of the linked reports on all have the areas of the new one."""
        past = self.linked_past
        changed = (n for n in range(len(past), 0, -1) if past[n - 1].partition != self.partition)
        return next(changed, 0)

    def attacker(
        self, series: Series, *, make_solver: MakeSolver, step: Step, remembered: Remembered
    ) -> Attacker:
        """Who attacks one line of reports; the allies follow from the plan, the period, the coin and who is
        there.
        """
        name = canonical_hash([self.plan.plan_hash, str(self.roster.period), self.drawn])
        declared = tuple(
            declared_allies(each, series.classes, series.last, whole=series.name == WHOLES)
            for each in self.allies
        )
        drawn = draw(series.classes, name, self.sets_of_allies)
        few = near(series.classes, name, self.sets_of_allies)
        sets = (*declared, *drawn, *few)
        return Attacker(
            plan=self.plan,
            step=step,
            make_solver=make_solver,
            circles=Circles(sets=sets, declared=len(declared), near=len(few)) if sets else None,
            remembered=remembered,
        )

    def as_now(self, past: Memory) -> Look:
        """The look of an earlier report with groups numbered as today. Groups of which nobody kept how they
        were made up say nothing.
        """
        if past.taxonomy_hash == self.plan.taxonomy_hash:
            return past.look
        if not past.makeups:
            return past.look.without(GROUPED)
        numbers = {each: number for number, each in (*self._former().items(), *self.makeups.items())}
        return past.look.with_groups({group: numbers[each] for group, each in past.makeups.items()})

    def _former(self) -> Makeups:
        others = (each for each in self.past if each.taxonomy_hash != self.plan.taxonomy_hash)
        return former_of((each.makeups for each in others), self.makeups)


def _joined(rosters: Sequence[Roster], looks: Sequence[Look], same: int) -> Series:
    """All reports, the areas of those before place *same* put together."""
    before = [look.undivided(roster.areas()) for look, roster in zip(looks[:same], rosters, strict=False)]
    people = [*(each.whole_programme() for each in rosters[:same]), *rosters[same:]]
    return Series(looks=(*before, *looks[same:]), classes=classes_of(people, divided=same), name=JOINED)
