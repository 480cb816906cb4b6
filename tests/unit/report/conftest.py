"""Sample reports with believable figures, made by the real pipeline from summed counters."""

import datetime as dt
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from careernotes.assets import read_json
from careernotes.canonical import canonical_hash
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import BINS, SIGNALS, FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.kit import Contact, PolicyFloors, ProgrammeKit, SegmentValue
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.domain.vocabulary import ChosenBy, Moment
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
    ("Operations", "Operations", 2100, 0.15),
    ("Sales and marketing", "Verkoop en marketing", 1700, 0.12),
    ("Finance and legal", "Financiën en juridisch", 1250, 0.09),
    ("Research", "Onderzoek", 980, 0.07),
    ("Human resources", "Personeelszaken", 560, 0.04),
    ("Executive office", "Directiebureau", 420, 0.03),
)
GROUP_WEIGHTS = {1: 52, 2: 36, 3: 24, 4: 28, 5: 34, 6: 27, 7: 16, 8: 26, 9: 18, 10: 8, 11: 14}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One report and what it was made from."""

    safe: SafeReport
    kit: ProgrammeKit
    taxonomy: Taxonomy
    model: SealedModel


def taxonomy() -> Taxonomy:
    return read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))


def make_kit(*, period: PeriodLength = PeriodLength.YEAR, breakdown: str = "business_area", sensitive: bool = True) -> ProgrammeKit:
    values = tuple(
        SegmentValue(number=n, key=f"bu{n}", name=Bilingual(en, nl), headcount=staff)
        for n, (en, nl, staff, _) in enumerate(AREAS, start=1)
    )
    return ProgrammeKit(
        programme_id="5e" * 16,
        title=Bilingual("Career mentoring at Northwind Shipyards", "Loopbaanmentoring bij Northwind Shipyards"),
        purpose=Bilingual(
            "Help colleagues find their next step, across units and levels, with a mentor outside their own line. "
            "We judge the programme by what people can do afterwards, not by how busy it was.",
            "Collega's helpen hun volgende stap te vinden, over afdelingen en niveaus heen, met een mentor buiten de eigen lijn. "
            "We beoordelen het programma op wat mensen daarna kunnen, niet op hoe druk het was.",
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


def secret_coin(secret: bytes = b"a secret of the trustee") -> Callable[[str, str, str], int]:
    return lambda plan, period, figure: coin(secret, plan, period, figure)


def counters(plan: FigurePlan, *, people: int, mentors: int, rated: int, seed: int, depth: float = 1.0) -> tuple[int, ...]:
    """Sums like those of a programme: spread over areas, moments and themes as in the generator's specification."""
    rng = random.Random(seed)
    tax = taxonomy()
    counts: dict[FigureKey, int] = {}
    area_people = {n: round(people * share * 0.8) for n, (_, _, _, share) in enumerate(AREAS, start=1)}
    group = {n: round(people * GROUP_WEIGHTS[n] * depth / 100) for n in GROUP_WEIGHTS}
    for key in plan.keys:
        counts[key] = _one(key, rng, people, mentors, rated, area_people, group, tax)
    return tuple(counts[key] for key in plan.keys)


def _one(key, rng, people, mentors, rated, area_people, group, tax) -> int:
    match key.table:
        case TableId.PEOPLE:
            return people
        case TableId.SESSIONS:
            return round(people * 3.9)
        case TableId.CHOSEN_BY:
            return round(people * (0.65, 0.30, 0.05)[key.row - 1])
        case TableId.MOMENT:
            return round(people * (0.08, 0.24, 0.2, 0.12, 0.13, 0.15, 0.08)[key.row - 1])
        case TableId.GROUPS:
            return group[key.row]
        case TableId.THEMES:
            theme = tax.by_number[key.row]
            whole = group[tax.group_by_id[theme.group_id].number]
            share = {1: 0.42, 2: 0.28, 3: 0.1}[theme.sensitivity] * rng.uniform(0.5, 1.4)
            return min(whole, round(whole * share))
        case TableId.AREAS:
            return area_people[key.row]
        case TableId.AREA_GROUPS:
            tilt = 1.7 if (key.row, key.column) in {(3, 2), (2, 8), (4, 5)} else rng.uniform(0.8, 1.15)
            return min(area_people[key.row], round(group[key.column] * area_people[key.row] / max(people, 1) * tilt))
        case TableId.RATED:
            return rated
        case TableId.MANAGER:
            return round(rated * ((0.24, 0.34, 0.42), (0.3, 0.4, 0.3), (0.5, 0.3, 0.2))[key.row - 1][key.column - 1])
        case TableId.MENTORS:
            return mentors
        case TableId.SQUARES:
            whole = people if key.row == 0 else area_people[key.row]
            return whole * 3
        case _:
            return 0


def pool_sample(*, people: int, mentors: int, rated: int, kit: ProgrammeKit | None = None, seed: int = 7, depth: float = 1.0,
                period: str = "2026", previous: str = "", secret: bytes = b"a secret of the trustee") -> Sample:
    kit = kit or make_kit()
    tax = taxonomy()
    plan = figure_plan(kit, tax)
    vector = counters(plan, people=people, mentors=mentors, rated=rated, seed=seed, depth=depth)
    safe = release(vector, plan=plan, policy=policy_of(kit.floors), period=Period.parse(period), coin=secret_coin(secret)).report
    return Sample(safe=safe, kit=kit, taxonomy=tax, model=build_model(safe, kit, tax, previous_head=previous, software=SOFTWARE))


def list_sample() -> Sample:
    kit, tax = make_kit(period=PeriodLength.HALF_YEAR), taxonomy()
    period = Period.parse("2026-H1")
    rng = random.Random(3)
    quarter = period.first_quarter
    persons = tuple(PersonFact(person=n, sensitive=False, started_quarter=quarter) for n in range(1, 25))
    meetings = tuple(MeetingFact(meeting=n, person=n, quarter=quarter, status=2, mode=1) for n in range(1, 25))
    general = [2, 6, 18, 22, 32, 2, 6, 45, 13]
    codings = tuple(
        CodingFact(meeting=n, person=n, quarter=quarter, theme=theme, primary=False, agreed=False)
        for n in range(1, 25)
        for theme in sorted(set(rng.sample(general, 4)))
    )
    facts = MentorFacts(persons=persons, meetings=meetings, codings=codings, ratings=())
    safe = own_list(
        facts, period=period, plan=figure_plan(kit, tax), policy=policy_of(kit.floors), taxonomy=tax, coin=secret_coin()
    ).report
    return Sample(safe=safe, kit=kit, taxonomy=tax, model=build_model(safe, kit, tax, previous_head="", software=SOFTWARE))


@pytest.fixture(scope="session")
def medium() -> Sample:
    return pool_sample(people=124, mentors=70, rated=96)


@pytest.fixture(scope="session")
def large() -> Sample:
    return pool_sample(people=4310, mentors=2600, rated=3300, previous="ab" * 32)


@pytest.fixture(scope="session")
def sparse() -> Sample:
    return pool_sample(people=31, mentors=8, rated=12, kit=make_kit(sensitive=False), depth=0.35)


@pytest.fixture(scope="session")
def own() -> Sample:
    return list_sample()


@pytest.fixture(scope="session")
def samples(medium: Sample, large: Sample, sparse: Sample, own: Sample) -> dict[str, Sample]:
    return {"medium": medium, "large": large, "sparse": sparse, "list": own}
