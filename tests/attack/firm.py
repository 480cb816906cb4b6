"""Invented firms over some half-years: who came and went is on the staff list, what they said is in vaults.

The program counts, blurs, hides, attacks and seals. What the reader gets is the sealed model as bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from tests.attack.paper import Paper, read_paper
from tests.attack.tops import top_coding
from tests.unit.disclosure.support import KIT, TAXONOMY, coding, meeting, person, without_chance

from careernotes.assets import read_json
from careernotes.auditing.attack import Attack, Setting, Watch
from careernotes.auditing.memory import Memory, partition_of
from careernotes.auditing.roster import roster_of
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import MakeSolver
from careernotes.disclosure.blur import COIN_SPACE, Coin, Rounder, rounded
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import FigurePlan, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import Released, release
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact, RatingFact
from careernotes.report.model import build_model
from careernotes.sealing.blur import coin as keyed_coin

FIRST = Period.parse("2026-H1")
Names = Callable[[str], bool]


def period_at(place: int) -> Period:
    """The half-year at one place of a series."""
    return Period(FIRST.first_quarter + 2 * place, PeriodLength.HALF_YEAR)


def small_taxonomy(*groups: int, keep: Sequence[int] = ()) -> Taxonomy:
    """The shipped list of themes with only some groups (and of these only the themes to *keep*, if any)."""
    value = read_json("taxonomy", "careernotes-core-1.json")
    assert isinstance(value, dict)
    ids = {group.group_id for group in TAXONOMY.groups if group.number in groups}
    value["groups"] = [each for each in value["groups"] if each["id"] in ids]
    value["themes"] = [
        each for each in value["themes"] if each["group"] in ids and (not keep or each["number"] in keep)
    ]
    value["confusable"] = []
    return read_taxonomy(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Somebody on the staff list. *here*: in which half-years they were counted. The rest is confidential."""

    number: int
    mentor: int
    area: int = 0
    here: tuple[int, ...] = (0,)
    themes: tuple[int, ...] = ()
    first_said: tuple[int, ...] | None = None
    """What was talked about in half-year 0, if it was something else."""
    chosen_by: int = 0
    moment: int = 0
    rating: int = 0


@dataclass(frozen=True, kw_only=True)
class Firm:
    """People, a kit and a list of themes."""

    people: tuple[Employee, ...]
    taxonomy: Taxonomy = TAXONOMY
    kit: ProgrammeKit = KIT
    plan: FigurePlan = field(default_factory=lambda: figure_plan(KIT, TAXONOMY))
    counted: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False)

    def vaults(self) -> list[MentorFacts]:
        """What each mentor's vault holds at the end."""
        mentors = sorted({each.mentor for each in self.people})
        return [_vault([each for each in self.people if each.mentor == mentor]) for mentor in mentors]

    def counters(self, place: int) -> tuple[int, ...]:
        """The summed counters of one half-year: what only the trustee's program ever holds."""
        if place not in self.counted:
            self.counted[place] = self._count(place)
        return self.counted[place]

    def _count(self, place: int) -> tuple[int, ...]:
        vaults = self.vaults()
        return add(
            (count(v, period_at(place), self.plan, self.kit, self.taxonomy) for v in vaults), self.plan
        )


def firm(people: Sequence[Employee], taxonomy: Taxonomy = TAXONOMY, kit: ProgrammeKit = KIT) -> Firm:
    """A firm with a plan of its own."""
    return Firm(people=tuple(people), taxonomy=taxonomy, kit=kit, plan=figure_plan(kit, taxonomy))


@dataclass(kw_only=True)
class Office:
    """The trustee's desk: releases one half-year after another. *attacks* or *tops* off is a
    weakened build."""

    coin: Coin
    attacks: bool = True
    tops: bool = True
    forgets: bool = False
    allies: int = 0
    rounder: Rounder = rounded
    make_solver: MakeSolver = HighsSolver
    watch: Watch | None = None
    past: tuple[Memory, ...] = ()
    last: Attack | None = None

    def release(self, company: Firm, place: int) -> Released:
        """The report of one half-year."""
        counters, policy = company.counters(place), policy_of(company.kit.floors)
        counts = dict(zip(company.plan.keys, counters, strict=True))
        attack = Attack(
            Setting(
                past=() if self.forgets else self.past,
                roster=roster_of(counts, company.plan.areas, period_at(place)),
                plan=company.plan,
                policy=policy,
                taxonomy=company.taxonomy,
                partition=partition_of(company.kit),
                sets_of_allies=self.allies,
            ),
            watch=self.watch,
            make_solver=self.make_solver,
        )
        with top_coding(on=self.tops):
            released = release(
                counters,
                plan=company.plan,
                policy=policy,
                period=period_at(place),
                coin=self.coin,
                checks=[attack] if self.attacks else [],
                rounder=self.rounder,
            )
        if self.attacks and attack.outcome.memory is not None:
            self.past = (*self.past, attack.outcome.memory)
        self.last = attack
        return released

    def paper(self, company: Firm, place: int) -> Paper:
        """The report of one half-year as its reader gets it."""
        return read_paper(sealed(company, self.release(company, place)))

    def papers(self, company: Firm, places: int) -> list[Paper]:
        """The reports of some half-years, the oldest first."""
        return [self.paper(company, place) for place in range(places)]


def sealed(company: Firm, made: Released, previous: str = "") -> bytes:
    """The canonical bytes of a report's model."""
    model = build_model(
        made.report, company.kit, company.taxonomy, previous_head=previous, software="Career Notes"
    )
    return model.canonical()


def secret(key: str) -> Coin:
    """The program's own coins under one secret."""
    return partial(keyed_coin, key.encode())


def falling(up: Mapping[tuple[int, str], bool], others: str = "k") -> Coin:
    """Coins as luck may have it: some figures of some half-years up or down, the others by a secret; none is
    left out by chance.
    """
    fixed = {(str(period_at(place)), figure): value for (place, figure), value in up.items()}
    keyed = without_chance(secret(others))

    def coin(plan: str, period: str, figure: str) -> int:
        if (period, figure) in fixed:
            return 0 if fixed[period, figure] else COIN_SPACE - 1
        return keyed(plan, period, figure)

    return coin


def _vault(people: Sequence[Employee]) -> MentorFacts:
    persons: list[PersonFact] = []
    meetings: list[MeetingFact] = []
    codings: list[CodingFact] = []
    ratings: list[RatingFact] = []
    for each in people:
        persons.append(
            person(
                each.number,
                business_area=each.area,
                chosen_by=each.chosen_by,
                moment=each.moment,
                started_quarter=1,
            )
        )
        for place in each.here:
            quarter, met = period_at(place).first_quarter, 100 * each.number + 50 + place
            meetings.append(meeting(met, each.number, quarter=quarter))
            codings += [
                replace(coding(met, each.number, theme, primary=first == 0), quarter=quarter)
                for first, theme in enumerate(_said(each, place))
            ]
            if each.rating:
                ratings.append(
                    RatingFact(person=each.number, quarter=quarter, asks=each.rating, helps=0, opens=0)
                )
    return MentorFacts(
        persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=tuple(ratings)
    )


def _said(each: Employee, place: int) -> tuple[int, ...]:
    return each.themes if place or each.first_said is None else each.first_said
