"""Invented organisations to attack: the demo's people and themes, living on for years.

People are drawn by the demo generator's own rules (areas, levels, themes and consent); what is added is that
they stay: about one in eight leaves each half-year and as many come, and what somebody talks about lasts.
That is the worst case for a series of reports, and what its reader takes for granted.
"""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from careernotes.canonical import canonical_hash
from careernotes.demo.draws import Draws
from careernotes.demo.generate import generate
from careernotes.demo.people import invent_person
from careernotes.demo.programme import kit_of
from careernotes.demo.spec import shipped_spec
from careernotes.demo.world import MIDDLE, World, themes_of_meeting
from careernotes.disclosure.counting import KEPT, add, count
from careernotes.disclosure.plan import figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.domain.kit import read_kit
from careernotes.domain.periods import Period, PeriodLength
from careernotes.exporter.programme import Programme, shipped_taxonomy
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact
from careernotes.sealing.programme_keys import PublicKeys, Role

CHURN = 0.12
FIRST = Period.parse("2025-H1")
MEETINGS, THEMES_A_MEETING = 4, (1, 2, 2, 3)
_EVER = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One counted person: who mentors them, where they work (0: not said), and in which periods they are."""

    mentor: int
    area: int
    came: int
    left: int
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Counted people over *periods* half-years."""

    members: tuple[Member, ...]
    periods: int

    def there(self, place: int) -> tuple[Member, ...]:
        """Who is counted in one period."""
        return tuple(each for each in self.members if each.came <= place <= each.left)


@cache
def programme() -> Programme:
    """The demo's kit with half-years as periods: eight areas, the shipped themes."""
    lead, trustee = (PublicKeys(role=role, box_key="11" * 32, sign_key="22" * 32) for role in Role)
    value = {**kit_of(1, 2025, lead=lead, trustee=trustee), "period": "half_year"}
    kit = read_kit(value, kit_hash=canonical_hash(value))
    taxonomy, _hash = shipped_taxonomy()
    return Programme(
        kit=kit, taxonomy=taxonomy, plan=figure_plan(kit, taxonomy), policy=policy_of(kit.floors)
    )


def period_at(place: int) -> Period:
    """The half-year at one place of a series."""
    return Period(FIRST.first_quarter + 2 * place, PeriodLength.HALF_YEAR)


def lasting(seed: int, people: int, periods: int, *, churn: float = CHURN) -> Organisation:
    """An organisation of about *people* counted people a period."""
    world = World(profile=shipped_spec().profiles["medium"], seed=seed, start=dt.date(2025, 1, 6), weeks=52)
    rng = random.Random(f"lasting/{seed}/{people}")
    mentors = max(9, people // 3)
    members = []
    for place in range(periods):
        for number in range(people if place == 0 else round(people * churn)):
            draws = world.draws("lasting", place, number)
            left = place
            while left < periods - 1 and rng.random() >= churn:
                left += 1
            members.append(_member(world, draws, rng, came=place, left=left, mentors=mentors))
    return Organisation(members=tuple(members), periods=periods)


def planted() -> Organisation:
    """Two reports in which rounding alone may give joiners away: nobody leaves an area that four people join,
    all of them with the theme that fourteen there have, and elsewhere nobody has it.
    """
    taxonomy = programme().taxonomy
    theme = next(each.number for each in taxonomy.themes if int(each.sensitivity) == 1)
    people = [(who, 1, 0, who < 14) for who in range(45)] + [(who, 1, 1, True) for who in range(45, 49)]
    people += [(who, 2, 0, False) for who in range(49, 76)]
    members = tuple(
        Member(mentor=who % 9, area=area, came=came, left=1, themes=(theme,) if has else ())
        for who, area, came, has in people
    )
    return Organisation(members=members, periods=2)


def _member(world: World, draws: Draws, rng: random.Random, *, came: int, left: int, mentors: int) -> Member:
    person = invent_person(world, draws, mentor_area=draws.between(1, 8))
    met: dict[int, int] = defaultdict(int)
    for _meeting in range(MEETINGS):
        themes = themes_of_meeting(
            world, draws, person, phase=MIDDLE, on=world.start, count=draws.one_of(THEMES_A_MEETING)
        )
        for theme in themes:
            met[theme.number] += not theme.needs_agreement
    kept = sorted((theme for theme in met if met[theme]), key=lambda theme: (-met[theme], theme))
    return Member(
        mentor=rng.randrange(mentors),
        area=person.groups[0] if draws.chance(world.spec.consent.segments) else 0,
        came=came,
        left=left,
        themes=tuple(kept[:4]),
    )


def counters(organisation: Organisation, place: int) -> tuple[int, ...]:
    """What the contributions of one period add up to, by the program's own counting of coded facts."""
    used = programme()
    vaults: dict[int, list[tuple[int, Member]]] = defaultdict(list)
    for number, each in enumerate(organisation.members, start=1):
        if each.came <= place <= each.left:
            vaults[each.mentor].append((number, each))
    period = period_at(place)
    counted = (
        count(_facts(vault, place), period, used.plan, used.kit, used.taxonomy) for vault in vaults.values()
    )
    return add(counted, used.plan)


def _facts(vault: Sequence[tuple[int, Member]], place: int) -> MentorFacts:
    """Coded facts of one vault: a meeting in every period somebody was there, with all of their themes."""
    persons, meetings, codings = [], [], []
    for number, each in vault:
        quarters = [period_at(at).first_quarter for at in range(each.came, place + 1)]
        persons.append(
            PersonFact(person=number, sensitive=False, business_area=each.area, started_quarter=quarters[0])
        )
        for quarter in quarters:
            meeting = number * _EVER + quarter
            meetings.append(MeetingFact(meeting=meeting, person=number, quarter=quarter, status=KEPT, mode=1))
        codings += [
            CodingFact(
                meeting=number * _EVER + quarters[-1],
                person=number,
                quarter=quarters[-1],
                theme=theme,
                primary=False,
                agreed=False,
            )
            for theme in each.themes
        ]
    return MentorFacts(persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=())


@cache
def demo_vaults(seed: int) -> tuple[MentorFacts, ...]:
    """Every vault of the demo's large programme."""
    made = generate("large", seed)
    return tuple(made.facts(number) for number in range(len(made.mentors)))


def sampled(seed: int) -> tuple[MentorFacts, ...]:
    """Some vaults of the demo's large programme, from a small programme to a large one."""
    rng = random.Random(f"sampled/{seed}")
    # A programme is made once for ten organisations: they share people, never a report.
    vaults = demo_vaults(1 + seed // 10)
    return tuple(rng.sample(vaults, round(len(vaults) * rng.choice((0.05, 0.1, 0.2, 0.4, 1.0)))))


def counters_of(vaults: Sequence[MentorFacts], period: Period) -> tuple[int, ...]:
    """What the contributions of these vaults add up to."""
    used = programme()
    return add((count(each, period, used.plan, used.kit, used.taxonomy) for each in vaults), used.plan)


def staff_of(vaults: Sequence[MentorFacts], period: Period) -> Counter[int]:
    """How many counted people met their mentor in *period*, by area: the reader knows who they are."""
    people: Counter[int] = Counter()
    for vault in vaults:
        met = {m.person for m in vault.meetings if m.status == KEPT and m.quarter in period.quarters}
        people.update(each.business_area for each in vault.persons if each.person in met)
    return people
