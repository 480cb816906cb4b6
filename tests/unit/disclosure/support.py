"""A small programme to count for: the shipped list of themes, a kit with four areas, invented facts."""

import datetime as dt
import hashlib

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from careernotes.assets import read_json
from careernotes.canonical import Json, canonical_hash
from careernotes.disclosure.blur import COIN_SPACE, Coin
from careernotes.disclosure.plan import FigurePlan, figure_plan
from careernotes.domain.kit import KIT_FORMAT, PolicyFloors, ProgrammeKit, read_kit
from careernotes.domain.periods import Period
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact, RatingFact

# A busy machine is slow, not wrong.
property_test = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

_VALUE = read_json("taxonomy", "careernotes-core-1.json")
TAXONOMY: Taxonomy = read_taxonomy(_VALUE)
TAXONOMY_HASH = canonical_hash(_VALUE)
PERIOD = Period.parse("2026-H1")
QUARTER = PERIOD.first_quarter
GENERAL = [theme.number for theme in TAXONOMY.themes if theme.sensitivity == 1]
GUARDED = [theme.number for theme in TAXONOMY.themes if theme.sensitivity == 2]
SENSITIVE = [theme.number for theme in TAXONOMY.themes if theme.sensitivity == 3]


def plain(**changes: Json) -> dict[str, Json]:
    words: Json = {"en": "Words", "nl": "Woorden"}
    areas: Json = [
        {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 100 * n}
        for n in (1, 2, 3, 4)
    ]
    kit: dict[str, Json] = {
        "format": KIT_FORMAT,
        "programme_id": "0a" * 16,
        "title": words,
        "purpose": words,
        "terms": [words],
        "terms_version": "1.0",
        "code_version": "1.0",
        "coordinator": words,
        "starts_on": dt.date(2026, 1, 1).isoformat(),
        "ends_on": dt.date(2027, 12, 31).isoformat(),
        "period": "half_year",
        "taxonomy_version": TAXONOMY.version,
        "taxonomy_hash": TAXONOMY_HASH,
        "segments": {"business_area": areas},
        "breakdown": "business_area",
        "store_sensitive": True,
        "other_country_rule": False,
        "floors": {name: getattr(PolicyFloors(), name) for name in PolicyFloors.__slots__},
        "contacts": [],
        "trustee_box_key": "11" * 32,
        "trustee_sign_key": "22" * 32,
        "lead_sign_key": "33" * 32,
    }
    return {**kit, **changes}


def make_kit(**changes: Json) -> ProgrammeKit:
    value = plain(**changes)
    return read_kit(value, kit_hash=canonical_hash(value))


KIT = make_kit()
PLAN: FigurePlan = figure_plan(KIT, TAXONOMY)


def coin_of(secret: str) -> Coin:
    def coin(*parts: str) -> int:
        return int.from_bytes(hashlib.sha256("|".join((secret, *parts)).encode()).digest()[:8], "big")

    return coin


def without_chance(coin: Coin) -> Coin:
    """The same coins, but that nothing is left out by chance: for what the attack step does by itself."""

    def never(plan: str, period: str, figure: str) -> int:
        return COIN_SPACE - 1 if figure.startswith("chance/") else coin(plan, period, figure)

    return never


def person(number: int, **changes: int | bool) -> PersonFact:
    values: dict[str, int | bool] = {"sensitive": True, "started_quarter": QUARTER - 2, **changes}
    return PersonFact(person=number, **values)  # type: ignore[arg-type] - sensitive is the bool, the rest are ints


def meeting(number: int, who: int, *, quarter: int = QUARTER, status: int = 2) -> MeetingFact:
    return MeetingFact(meeting=number, person=who, quarter=quarter, status=status, mode=1)


def coding(of: int, who: int, theme: int, *, primary: bool = False, agreed: bool = True) -> CodingFact:
    return CodingFact(meeting=of, person=who, quarter=QUARTER, theme=theme, primary=primary, agreed=agreed)


def one_meeting_each(themes: dict[int, list[int]], **person_fields: int | bool) -> MentorFacts:
    """One kept meeting a person, with these themes; the first is the primary one."""
    return MentorFacts(
        persons=tuple(person(who, **person_fields) for who in themes),
        meetings=tuple(meeting(1000 + who, who) for who in themes),
        codings=tuple(
            coding(1000 + who, who, theme, primary=place == 0)
            for who, coded in themes.items()
            for place, theme in enumerate(coded)
        ),
        ratings=(),
    )


@st.composite
def vaults(draw: st.DrawFn, *, first_person: int = 1) -> MentorFacts:
    """Facts of one mentor: a handful of people, meetings in and around the period, any themes."""
    people = draw(st.integers(0, 6))
    numbers = range(first_person, first_person + people)
    persons, meetings, codings, ratings = [], [], [], []
    quarters = st.integers(QUARTER - 1, QUARTER + 2)
    for who in numbers:
        ended = draw(st.sampled_from([0, QUARTER, QUARTER + 1, QUARTER + 2]))
        persons.append(
            person(
                who,
                sensitive=draw(st.booleans()),
                business_area=draw(st.integers(0, 5)),
                chosen_by=draw(st.integers(0, 3)),
                moment=draw(st.integers(0, 7)),
                started_quarter=draw(st.integers(QUARTER - 3, QUARTER + 1)),
                ended_quarter=ended,
            )
        )
        for place in range(draw(st.integers(0, 14))):
            number, quarter = who * 1000 + place, draw(quarters)
            meetings.append(
                meeting(number, who, quarter=quarter, status=draw(st.sampled_from([2, 2, 2, 3, 4])))
            )
            codings += [
                CodingFact(
                    meeting=number,
                    person=who,
                    quarter=quarter,
                    theme=theme,
                    primary=draw(st.booleans()),
                    agreed=draw(st.booleans()),
                )
                for theme in draw(st.lists(st.integers(1, 47), max_size=5, unique=True))
            ]
        if draw(st.booleans()):
            signals = [draw(st.integers(0, 5)) for _ in range(3)]
            ratings.append(
                RatingFact(
                    person=who, quarter=draw(quarters), asks=signals[0], helps=signals[1], opens=signals[2]
                )
            )
    return MentorFacts(
        persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=tuple(ratings)
    )
