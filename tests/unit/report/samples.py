"""Sample reports with believable figures, made by the real pipeline from summed counters and coded facts."""

import datetime as dt
import random
from dataclasses import dataclass

from careernotes.assets import read_json
from careernotes.canonical import canonical_hash
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.kit import Contact, PolicyFloors, ProgrammeKit, SegmentValue
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.domain.words import Bilingual
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact
from careernotes.report.model import SealedModel, build_model
from careernotes.sealing import signatures
from careernotes.sealing.blur import coin

SOFTWARE = "0.1.0"
TRUSTEE_SEED = bytes(range(32))
AREAS = (
    ("Services and support", "Dienstverlening en support", 4200, 0.30),
    ("Technology", "Technologie", 2800, 0.20),
    ("Operations", "Bedrijfsvoering", 2100, 0.15),
    ("Sales and marketing", "Verkoop en marketing", 1700, 0.12),
    ("Finance and legal", "Financiën en juridisch", 1250, 0.09),
    ("Research", "Onderzoek", 980, 0.07),
    ("Human resources", "Personeelszaken", 560, 0.04),
    ("Executive office", "Directiebureau", 420, 0.03),
)
CHOSEN_SHARES = (0.65, 0.30, 0.05)
MOMENT_SHARES = (0.08, 0.24, 0.2, 0.12, 0.13, 0.15, 0.08)
RATING_SHARES = ((0.24, 0.34, 0.42), (0.3, 0.4, 0.3), (0.5, 0.3, 0.2))
THEME_SHARES = {1: 0.42, 2: 0.28, 3: 0.1}
GROUP_WEIGHTS = {1: 52, 2: 36, 3: 24, 4: 28, 5: 34, 6: 27, 7: 16, 8: 26, 9: 18, 10: 8, 11: 14}


@dataclass(frozen=True, kw_only=True)
class Sample:
    safe: SafeReport
    kit: ProgrammeKit
    taxonomy: Taxonomy
    model: SealedModel


def taxonomy() -> Taxonomy:
    return read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))


def make_kit(
    *, period: PeriodLength = PeriodLength.YEAR, breakdown: str = "business_area", sensitive: bool = True
) -> ProgrammeKit:
    values = tuple(
        SegmentValue(number=n, key=f"bu{n}", name=Bilingual(en, nl), headcount=staff)
        for n, (en, nl, staff, _) in enumerate(AREAS, start=1)
    )
    return ProgrammeKit(
        programme_id="5e" * 16,
        title=Bilingual(
            "Career mentoring at Northwind Shipyards", "Loopbaanmentoring bij Northwind Shipyards"
        ),
        purpose=Bilingual(
            "Help colleagues find their next step, across units and levels, with a mentor outside their "
            "own line. We judge the programme by what people can do afterwards, not by how busy it was.",
            "Collega's helpen hun volgende stap te vinden, over afdelingen en niveaus heen, met een mentor "
            "buiten de eigen lijn. We beoordelen het programma op wat mensen daarna kunnen, niet op hoe "
            "druk het was.",
        ),
        terms=(Bilingual("Voluntary for both.", "Vrijwillig voor beiden."),),
        terms_version="1",
        code_version="1",
        coordinator=Bilingual("Programme office, room 2.14", "Programmabureau, kamer 2.14"),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        period=period,
        taxonomy_version="1.0.0",
        taxonomy_hash=canonical_hash({"sample": 1}),
        segments={"business_area": values},
        breakdown=breakdown,
        store_sensitive=sensitive,
        other_country_rule=False,
        floors=PolicyFloors(),
        contacts=(Contact(role="ombud", name=Bilingual("Ombud", "Ombuds"), reach="2.15"),),
        trustee_box_key="b0" * 32,
        trustee_sign_key=signatures.public_of(TRUSTEE_SEED),
        lead_sign_key="1e" * 32,
        kit_hash=canonical_hash({"kit": breakdown, "sensitive": sensitive}),
    )


class _Programme:
    """Sums like those of a programme: spread over areas, moments and themes as in the real generator."""

    def __init__(self, *, people: int, mentors: int, rated: int, seed: int, depth: float) -> None:
        self.people, self.mentors, self.rated = people, mentors, rated
        self._rng, self._taxonomy = random.Random(seed), taxonomy()
        self._area = {n: round(people * share * 0.8) for n, (_, _, _, share) in enumerate(AREAS, start=1)}
        self._group = {n: round(people * weight * depth / 100) for n, weight in GROUP_WEIGHTS.items()}

    def counters(self, plan: FigurePlan) -> tuple[int, ...]:
        return tuple(self._figure(key) for key in plan.keys)

    def _figure(self, key: FigureKey) -> int:
        shares = {TableId.CHOSEN_BY: CHOSEN_SHARES, TableId.MOMENT: MOMENT_SHARES}
        if key.table in shares:
            return round(self.people * shares[key.table][key.row - 1])
        match key.table:
            case TableId.PEOPLE:
                return self.people
            case TableId.SESSIONS:
                return round(self.people * 3.9)
            case TableId.GROUPS:
                return self._group[key.row]
            case TableId.THEMES:
                return self._theme(key.row)
            case TableId.AREAS:
                return self._area[key.row]
            case TableId.AREA_GROUPS:
                return self._split(key.row, key.column)
            case TableId.RATED:
                return self.rated
            case TableId.MANAGER:
                return round(self.rated * RATING_SHARES[key.row - 1][key.column - 1])
            case TableId.MENTORS:
                return self.mentors
            case TableId.SQUARES:
                return (self.people if key.row == 0 else self._area[key.row]) * 3
            case _:
                return 0

    def _theme(self, number: int) -> int:
        theme = self._taxonomy.by_number[number]
        whole = self._group[self._taxonomy.group_by_id[theme.group_id].number]
        return min(whole, round(whole * THEME_SHARES[theme.sensitivity] * self._rng.uniform(0.5, 1.4)))

    def _split(self, area: int, group: int) -> int:
        tilt = 1.7 if (area, group) in {(3, 2), (2, 8), (4, 5)} else self._rng.uniform(0.8, 1.15)
        return min(
            self._area[area], round(self._group[group] * self._area[area] / max(self.people, 1) * tilt)
        )


def pool_sample(
    *,
    people: int,
    mentors: int,
    rated: int,
    kit: ProgrammeKit | None = None,
    depth: float = 1.0,
    previous: str = "",
    seed: int = 7,
) -> Sample:
    kit = kit or make_kit()
    plan = figure_plan(kit, taxonomy())
    programme = _Programme(people=people, mentors=mentors, rated=rated, seed=seed, depth=depth)
    return sample_of(programme.counters(plan), kit, plan, previous=previous)


def sample_of(
    counters: tuple[int, ...], kit: ProgrammeKit, plan: FigurePlan, *, previous: str = ""
) -> Sample:
    policy, tax = policy_of(kit.floors), taxonomy()
    safe = release(counters, plan=plan, policy=policy, period=Period.parse("2026"), coin=trustee_coin).report
    model = build_model(safe, kit, tax, previous_head=previous, software=SOFTWARE)
    return Sample(safe=safe, kit=kit, taxonomy=tax, model=model)


def trustee_coin(plan: str, period: str, figure: str) -> int:
    return coin(b"a secret of the trustee, no. 28", plan, period, figure)


def medium_sample() -> Sample:
    return pool_sample(people=124, mentors=70, rated=96)


def large_sample() -> Sample:
    return pool_sample(people=4310, mentors=2600, rated=3300, previous="ab" * 32)


def sparse_sample() -> Sample:
    return pool_sample(people=31, mentors=8, rated=12, kit=make_kit(sensitive=False), depth=0.35)


def list_sample() -> Sample:
    kit, tax = make_kit(period=PeriodLength.HALF_YEAR), taxonomy()
    period = Period.parse("2026-H1")
    rng = random.Random(3)
    quarter = period.first_quarter
    persons = tuple(PersonFact(person=n, sensitive=False, started_quarter=quarter) for n in range(1, 25))
    meetings = tuple(
        MeetingFact(meeting=n, person=n, quarter=quarter, status=2, mode=1) for n in range(1, 25)
    )
    general = [2, 6, 18, 22, 32, 2, 6, 45, 13]
    codings = tuple(
        CodingFact(meeting=n, person=n, quarter=quarter, theme=theme, primary=False, agreed=False)
        for n in range(1, 25)
        for theme in sorted(set(rng.sample(general, 4)))
    )
    facts = MentorFacts(persons=persons, meetings=meetings, codings=codings, ratings=())
    safe = own_list(
        facts,
        period=period,
        plan=figure_plan(kit, tax),
        policy=policy_of(kit.floors),
        taxonomy=tax,
        coin=trustee_coin,
    ).report
    return Sample(
        safe=safe,
        kit=kit,
        taxonomy=tax,
        model=build_model(safe, kit, tax, previous_head="", software=SOFTWARE),
    )
